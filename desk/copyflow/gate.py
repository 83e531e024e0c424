"""The gate: one function that every road to a transition takes, inside its transaction.

Policy is asked about the exact version, under the notes in force now. What cannot be asked closes
the door (desk.policy.review says so as a finding). The answer is kept as a row.
"""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from desk import access, facts
from desk.errors import OnLegalHold
from desk.models import Evaluation, Lowering, Story, Version
from desk.policy import review as policy
from desk.policy.types import Enforcement, Finding, Review, Stage


def need_no_hold(story: Story) -> None:
    """Refuse to let anything of a story on legal hold go on; the reason is not for everybody."""
    if story.legal_holds.filter(lifted_at=None).exists():
        raise OnLegalHold(
            "This story is on a legal hold; nothing of it goes on.",
            satisfy=f"To have it lifted, ask {access.law_names(story.desk)}. "
            "A chief can still hold or retract a page that readers have.",
        )


def lowered(story: Story, now: datetime, *, by_law: bool = False) -> frozenset[str]:
    """Keys of rules lowered for everybody or for this story; those signed for law and safety apart."""
    rows = Lowering.objects.filter(
        Q(story=None) | Q(story=story), at__lte=now, until__gt=now, ended_at=None
    )
    if by_law:
        rows = rows.filter(by_law=True)
    return frozenset(rows.values_list("rule", flat=True))


def law_keys(now: datetime) -> frozenset[str]:
    """Rules and codes that a chief can neither lower nor let pass, under the notes in force."""
    return policy.law_keys(facts.house(now).notes)


def let_pass(story: Story, now: datetime) -> dict[str, int | None]:
    """Fingerprints that a chief has let pass, with the note version each was signed under."""
    rows = story.overrides.filter(Q(expires_at=None) | Q(expires_at__gt=now), withdrawn_at=None)
    # The newest signature stands: it may have been given again under a newer version.
    return dict(rows.order_by("at", "id").values_list("fingerprint", "note_version"))


def look(story: Story, version: Version | None, *, stage: Stage, now: datetime) -> Review:
    """What policy says of a draft or a version, without writing anything."""
    house = facts.house(now)
    return policy.review(
        facts.gather(story, version, now=now, house_now=house),
        house.notes,
        stage,
        overridden=let_pass(story, now),
        lowered=lowered(story, now),
        lowered_by_law=lowered(story, now, by_law=True),
    )


def ask(story: Story, version: Version, *, stage: Stage, now: datetime) -> Review:
    """What policy says of a version at a stage, kept as an Evaluation row; no road passes a legal hold."""
    need_no_hold(story)
    answer = look(story, version, stage=stage, now=now)
    Evaluation.objects.create(
        version=version,
        stage=stage.value,
        at=now,
        complete=answer.complete,
        findings=[as_data(finding) for finding in answer.findings],
        in_force=[
            {
                "slug": one.note.slug,
                "title": one.note.title,
                "version": one.note.version,
                "because": list(one.because),
            }
            for one in answer.in_force
        ],
    )
    return answer


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; evidence stays out, since it may quote items."""
    data = dataclasses.asdict(dataclasses.replace(finding, evidence={}, mend=None))
    return {
        key: str(value) if key in {"zone", "enforcement", "confidence"} else value
        for key, value in data.items()
    }


def fingerprint_of_policy(answer: Review) -> dict[str, int]:
    """Note versions in force, by slug: what an approval was given under."""
    return {one.note.slug: one.note.version for one in answer.in_force}


def would_block(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that close the door."""
    return tuple(f for f in findings if f.enforcement is Enforcement.BLOCKING)
