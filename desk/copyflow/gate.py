"""The gate: one function that every road to a transition takes, inside its transaction.

Policy is asked about the exact version, under the notes that bind it (desk.copyflow.binding). What
cannot be asked closes the door. The answer is kept as a row; a refusal undoes all and is logged
(desk.copyflow.road).
"""

import dataclasses
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q

from desk import access, facts
from desk.copyflow import binding, judged
from desk.copyflow.freeze import writers
from desk.errors import Blocked, CannotAsk, CopyflowError, OnLegalHold, PassEnded, PolicyMoved
from desk.models import Approval, Evaluation, Judgement, Lowering, Override, Story, Version
from desk.policy import review as policy
from desk.policy.types import Enforcement, Facts, Finding, Review, Stage

OUT = frozenset({Stage.PUBLISH, Stage.UPDATE})
log = logging.getLogger(__name__)


def need_no_hold(story: Story) -> None:
    """Refuse to let anything of a story on legal hold go on; the reason is not for everybody."""
    if story.legal_holds.filter(lifted_at=None).exists():
        raise OnLegalHold(
            "This story is on a legal hold; nothing of it goes on.",
            satisfy=f"To have it lifted, ask {access.law_names(story.desk)}. "
            "A chief can still hold or retract a page that readers have.",
        )


def lowerings(story: Story, now: datetime) -> list[Lowering]:
    """What was lowered for everybody or for this story; whoever wrote in it has lowered nothing for it."""
    rows = Lowering.objects.filter(
        Q(story=None) | Q(story=story), at__lte=now, until__gt=now, ended_at=None
    )
    found = list(rows.select_related("by"))
    wrote = writers(story, None) if found else set()
    return [row for row in found if row.itself or row.by_id not in wrote]


def lowered(story: Story, now: datetime) -> dict[str, bool]:
    """Keys of rules that are lowered for a story; true where signed for law and safety."""
    found: dict[str, bool] = {}
    for row in lowerings(story, now):
        found[row.rule] = found.get(row.rule, False) or row.by_law
    return found


def law_keys(now: datetime) -> frozenset[str]:
    """Rules and codes that a chief can neither lower nor let pass, under the notes in force."""
    return policy.law_keys(facts.house(now).notes)


def let_pass(rows: Iterable[Override], now: datetime) -> dict[str, int | None]:
    """Fingerprints that a chief has let pass, with the note version each was signed under."""
    standing = (row for row in rows if row.expires_at is None or row.expires_at > now)
    # The newest signature stands: it may have been given again under a newer version.
    return {row.fingerprint: row.note_version for row in standing}


def signed(story: Story, rows: Iterable[Override]) -> dict[str, policy.Setting | None]:
    """What stood on either side of each finding that somebody answered or signed for, as it was then."""
    answers = story.dismissals.order_by("at", "id").values_list("fingerprint", "setting")
    every = [*answers, *((row.fingerprint, row.setting) for row in rows)]
    return {name: policy.Setting(**setting) if setting else None for name, setting in every}


def look(
    story: Story,
    version: Version | None,
    *,
    stage: Stage,
    now: datetime,
    house: facts.House | None = None,
) -> Review:
    """What policy says of a draft or a version, without writing anything."""
    answer = raw(story, version, stage=stage, now=now, house=house)
    return judged.with_questions(answer, stage, answered(story, version))


def raw(
    story: Story,
    version: Version | None,
    *,
    stage: Stage,
    now: datetime,
    house: facts.House | None = None,
) -> Review:
    """The answer of policy as it comes, with every question that only a person answers."""
    house = house or house_for(story, version, now)
    known = facts.gather(story, version, now=now, house_now=house)
    return answer_on(known, house, story, stage=stage, now=now)


def house_for(story: Story, version: Version | None, now: datetime) -> facts.House:
    """The notes that bind a version, or a draft as it stands."""
    return facts.house(now, handed=binding.handed_at(story, version, now))


def answer_on(
    known: Facts,
    house: facts.House,
    story: Story,
    *,
    stage: Stage,
    now: datetime,
    within: float | None = None,
) -> Review:
    """Policy asked about facts that are gathered already, with what was let pass and lowered."""
    light = lowered(story, now)
    passes = list(story.overrides.filter(withdrawn_at=None).order_by("at", "id"))
    return policy.review(
        known,
        house.notes,
        stage,
        overridden=let_pass(passes, now),
        lowered=frozenset(light),
        lowered_by_law=frozenset(rule for rule, by_law in light.items() if by_law),
        within=within,
        signed=signed(story, passes),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Signable:
    """A finding that somebody may answer or sign for, and what it stands in."""

    finding: Finding
    setting: policy.Setting

    def as_data(self) -> dict[str, Any]:
        """The setting as it is kept."""
        return dataclasses.asdict(self.setting)


def signable(story: Story, version: Version | None, *, now: datetime) -> dict[str, Signable]:
    """What is found in a draft or a version, by its name, with what each stands in."""
    house = house_for(story, version, now)
    known = facts.gather(story, version, now=now, house_now=house)
    found = look(story, version, stage=Stage.PUBLISH, now=now, house=house).findings
    settings = policy.settings_of(found, known)
    return {f.fingerprint: Signable(f, settings[f.fingerprint]) for f in found}


def questions(
    story: Story, version: Version, *, stage: Stage, now: datetime
) -> tuple[Finding, ...]:
    """What a person is asked of a text, answered or not."""
    return judged.asked(raw(story, version, stage=stage, now=now), stage)


def answered(story: Story, version: Version | None) -> set[tuple[str, str, int]]:
    """Questions somebody has answered for this text; a mend keeps the answers of the text it mended."""
    version = version or binding.unmoved(story)
    if version is None:
        return set()
    rows = Judgement.objects.filter(version__in=[version, binding.approved_text(version)])
    return set(rows.values_list("note", "rule", "note_version"))


def pass_through(story: Story, version: Version, *, stage: Stage, now: datetime) -> Review:
    """Let a version through to a stage, or refuse; the one function that every road takes.

    The caller holds the story's lock: what is asked here is what is written after it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(
            "The gate is asked inside the transaction that writes what it lets through."
        )
    need_no_hold(story)
    answer = asked(story, version, stage=stage, now=now)
    if answer.blocking():
        raise Blocked(answer.blocking())
    if stage in OUT:
        need_seen(story, version, answer, now)
    if stage is Stage.UPDATE:
        need_closed(story, answer, now)
    keep(version, answer, stage=stage, now=now, stops=stops(story, version, answer, stage, now))
    return answer


def stops(
    story: Story, version: Version, answer: Review, stage: Stage, now: datetime
) -> frozenset[str]:
    """Fingerprints of what closes the last door, whatever door is asked at: the board tells them apart."""
    if stage not in OUT:
        out = Stage.UPDATE if story.publications.exists() else Stage.PUBLISH
        answer = asked(story, version, stage=out, now=now)
    return frozenset(finding.fingerprint for finding in answer.blocking())


def asked(story: Story, version: Version, *, stage: Stage, now: datetime) -> Review:
    """What policy says; where it cannot say anything, nobody passes."""
    try:
        return look(story, version, stage=stage, now=now)
    except (CopyflowError, DatabaseError):
        raise
    except Exception as fault:
        log.exception("policy could not be asked of %s", story.slug)
        raise CannotAsk(
            f"House policy could not be asked ({type(fault).__name__}), so nothing goes on.",
            satisfy="Tell whoever looks after the desk; a chief can still hold or retract a page.",
        ) from fault


def moved_since(
    story: Story, version: Version, answer: Review, now: datetime
) -> binding.Shift | None:
    """What policy changed since the version was approved; None where no chief need look again."""
    approval = Approval.objects.filter(version=version, withdrawn_at=None).first()
    if approval is None or not binding.came(approval, answer):
        return None
    if binding.seen(version, answer):
        return None
    house = facts.house_of(approval.policy, now, at=approval.at, judge=approval.judge_id)
    before = look(story, version, stage=Stage.PUBLISH, now=now, house=house)
    shift = binding.shift(approval, before, answer)
    return shift if shift.difference.any() or binding.tells_otherwise(before, answer) else None


def need_seen(story: Story, version: Version, answer: Review, now: datetime) -> None:
    """Refuse copy whose policy moved after its approval, until a chief has seen the difference."""
    shift = moved_since(story, version, answer, now)
    if shift:
        raise PolicyMoved(
            f"Policy moved after this was approved. {shift.words}",
            satisfy="A chief looks at the difference on the review page; then it can go out.",
        )


def ended(story: Story, now: datetime) -> list[Override]:
    """Overrides whose hour is over and that nobody has closed."""
    return list(story.overrides.filter(expires_at__lte=now, withdrawn_at=None).order_by("at"))


def need_closed(story: Story, answer: Review, now: datetime) -> None:
    """Refuse an update while an override of the piece has ended and its finding still stands."""
    standing = {finding.fingerprint for finding in answer.findings}
    left = [row for row in ended(story, now) if row.fingerprint in standing]
    if left:
        raise PassEnded(
            f"An override of “{left[0].code}” ended at {left[0].expires_at:%H:%M} UTC and was not closed.",
            satisfy="Mend the words, or a chief signs again or closes it.",
        )


def keep(
    version: Version, answer: Review, *, stage: Stage, now: datetime, stops: frozenset[str]
) -> Evaluation:
    """The answer as a row: what was found and what of it stops, under which notes, whether everything ran."""
    return Evaluation.objects.create(
        version=version,
        stage=stage.value,
        at=now,
        complete=answer.complete,
        findings=[
            {**as_data(finding), "stops": finding.fingerprint in stops}
            for finding in answer.findings
        ],
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


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; evidence stays out, since it may quote items."""
    data = dataclasses.asdict(dataclasses.replace(finding, evidence={}, mend=None))
    return {
        key: str(value) if key in {"zone", "enforcement", "confidence"} else value
        for key, value in data.items()
    }


def would_block(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that close the door."""
    return tuple(f for f in findings if f.enforcement is Enforcement.BLOCKING)
