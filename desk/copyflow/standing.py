"""Where a story stands: findings to show, notes in force, and why it cannot be published yet.

One place computes it; the story page, the review page, the board and the gate's words use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from desk import access, blocks
from desk.copyflow import gate
from desk.copyflow.freeze import has_words, moved
from desk.models import Approval, Person, Phase, Role, RoleName, Story, Version
from desk.policy import review as policy
from desk.policy.types import Enforcement, Finding, Review, Stage, ZoneKind

SHOWN_AT_ONCE = 7


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as the desk shows it. `start`/`end` are UTF-16 units in its block or field."""

    letter: str
    finding: Finding
    blocks: bool
    place: str
    block_id: str | None
    start: int
    end: int
    can_pass: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of "before it can publish": a mark (blocking, clear, undone) and words."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class InForceLine:
    """A note that applies here and why, in words."""

    title: str
    version: int
    slug: str
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a screen says of a story's way to its readers."""

    shown: tuple[ShownFinding, ...]
    rest: int
    blocking: int
    advisory: int
    checklist: tuple[Check, ...]
    in_force: tuple[InForceLine, ...]
    why_not: tuple[str, ...]
    checked: bool
    complete: bool


def standing(
    story: Story,
    *,
    now: datetime,
    who: Person | None = None,
    version: Version | None = None,
    caret: tuple[str, int] | None = None,
) -> Standing:
    """The draft's standing, or a version's; `caret` is a zone name and a code point in it."""
    stage = Stage.UPDATE if story.publications.exists() else Stage.PUBLISH
    checked = bool((version or story).headline.strip()) or has_words(story)
    review = gate.look(story, version, stage=stage, now=now)
    if not checked:
        review = Review((), review.in_force)
    findings = undismissed(story, review.findings)
    first, rest = policy.shown(findings, caret)
    blocking = sum(f.enforcement is Enforcement.BLOCKING for f in findings)
    return Standing(
        shown=letters(story, version, first[:SHOWN_AT_ONCE]),
        rest=len(rest) + len(first[SHOWN_AT_ONCE:]),
        blocking=blocking,
        advisory=len(findings) - blocking,
        checklist=checklist(story, blocking, checked=checked),
        in_force=tuple(
            InForceLine(o.note.title, o.note.version, o.note.slug, "; ".join(o.because))
            for o in review.in_force
        ),
        why_not=why_not(story, review, who),
        checked=checked,
        complete=review.complete,
    )


def undismissed(story: Story, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings nobody has answered; blocking ones always stand, shadow ones are never shown."""
    answered = set(story.dismissals.values_list("fingerprint", flat=True))
    return tuple(
        f
        for f in findings
        if f.enforcement is not Enforcement.SHADOW
        and (f.enforcement is Enforcement.BLOCKING or f.fingerprint not in answered)
    )


def letters(
    story: Story, version: Version | None, findings: Sequence[Finding]
) -> tuple[ShownFinding, ...]:
    """Findings with their letters and where they stand in a block, in UTF-16 units."""
    body = blocks.plain((version or story).doc)
    chiefs = chiefs_of(story)
    shown: list[ShownFinding] = []
    for letter, finding in zip(ascii_uppercase, findings, strict=False):
        block_id, start, end, place = where(body, finding, version or story)
        shown.append(
            ShownFinding(
                letter=letter,
                finding=finding,
                blocks=finding.enforcement is Enforcement.BLOCKING,
                place=place,
                block_id=block_id,
                start=start,
                end=end,
                can_pass=f"{chiefs}, with a reason",
            )
        )
    return tuple(shown)


def where(
    body: blocks.Body, finding: Finding, words: Story | Version
) -> tuple[str | None, int, int, str]:
    """Block, UTF-16 range and the place in words."""
    if finding.zone is ZoneKind.BODY:
        for n, block in enumerate(body.blocks, 1):
            if block.start <= finding.start < max(block.end, block.start + 1):
                at = blocks.utf16(body.text, block.start, finding.start)
                to = blocks.utf16(body.text, block.start, min(finding.end, block.end))
                return block.id, at, to, f"paragraph {n}"
        return None, 0, 0, "the piece"
    if finding.zone in {ZoneKind.HEADLINE, ZoneKind.DEK}:
        text = getattr(words, finding.zone.value)
        at = blocks.utf16(text, 0, finding.start)
        return None, at, blocks.utf16(text, 0, finding.end), finding.zone.value
    return (
        None,
        0,
        0,
        {"sources": "sources", "media": "pictures", "note": "printed note"}[finding.zone.value],
    )


def chiefs_of(story: Story) -> str:
    """Names of the desk's chiefs, as "Ruth Okafor or Marc Aubel"."""
    names = list(
        Role.objects.filter(desk=story.desk, name=RoleName.CHIEF)
        .order_by("person__name")
        .values_list("person__name", flat=True)
    )
    return " or ".join(names) if names else "a desk chief"


def checklist(story: Story, blocking: int, *, checked: bool) -> tuple[Check, ...]:
    """What is done and what is left, in the order one does it."""
    cited = story.citations.count()
    approval = approval_of(story)
    lines = [Check("undone", "Not checked: no copy yet")]
    if checked:
        word = "finding" if blocking == 1 else "findings"
        lines = [
            Check("blocking", f"{blocking} blocking {word}")
            if blocking
            else Check("clear", "Nothing blocks")
        ]
    lines.append(done(bool(story.headline and story.dek and story.byline), "Headline, dek, byline"))
    lines.append(
        Check("clear", f"{cited} cited, all archived")
        if cited
        else Check("undone", "Nothing cited")
    )
    if not story.topics:
        lines.append(Check("undone", "No topic set: no note of a topic applies"))
    handed = story.phase in {Phase.REVIEW, Phase.APPROVED, Phase.PUBLISHED}
    lines.append(done(handed, "Submitted"))
    lines.append(done(approval is not None, "Approval by a desk chief"))
    return tuple(lines)


def done(yes: bool, words: str) -> Check:  # noqa: FBT001 - a line of a checklist
    """A line with a tick or a ring."""
    return Check("clear" if yes else "undone", words)


def approval_of(story: Story) -> Approval | None:
    """The name under exactly the words of the draft."""
    version = story.latest()
    if version is None or moved(story, version):
        return None
    return Approval.objects.filter(version=version, withdrawn_at=None).first()


def why_not(story: Story, review: Review, who: Person | None) -> tuple[str, ...]:
    """Sentences that say what stands between the story and its readers."""
    said: list[str] = []
    blocking = review.blocking()
    if blocking:
        said.append(
            "House policy refuses it: "
            + "; ".join(f"{f.message.rstrip('.')}" for f in blocking[:3])
            + (f"; and {len(blocking) - 3} more." if len(blocking) > 3 else ".")
        )
    if story.latest() is None:
        said.append("It has not been submitted.")
    elif approval_of(story) is None:
        said.append("No desk chief has approved these words.")
    if who is not None and not access.is_chief(who, story.desk):
        said.append("A desk chief publishes.")
    return tuple(said)
