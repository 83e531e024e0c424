"""Where a story stands: findings to show, notes in force, and why it cannot be published yet.

One place computes it; the story page, the review page, the board and the gate's words use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk import access, blocks, facts
from desk.copyflow import gate, judged
from desk.copyflow.freeze import moved
from desk.copyflow.shown import ShownFinding, letters
from desk.models import HANDED, Approval, Person, Phase, Story, Version
from desk.policy import advice, relaxing
from desk.policy import review as policy
from desk.policy.compare import Difference, Known, compare
from desk.policy.compare import known as as_known
from desk.policy.together import sayings
from desk.policy.types import Enforcement, Finding, Review, Stage


@dataclass(frozen=True, slots=True)
class Check:
    """One line of "before it can publish": a mark (blocking, clear, undone) and words."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class InForceLine:
    """A note that applies here, why, and what it advises without asking it of anybody."""

    title: str
    version: int
    slug: str
    because: str
    guidance: tuple[advice.Shown, ...]
    relaxed: tuple[str, ...] = ()


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
    against: int | None
    absent: tuple[Known, ...]
    review: Review
    questions: tuple[Finding, ...]

    @property
    def guided(self) -> tuple[InForceLine, ...]:
        """The notes that advise something here."""
        return tuple(line for line in self.in_force if line.guidance)


def standing(
    story: Story,
    *,
    now: datetime,
    who: Person | None = None,
    version: Version | None = None,
) -> Standing:
    """The draft's standing, or a version's."""
    stage = Stage.UPDATE if story.publications.exists() else Stage.PUBLISH
    against = version_before(story, version)
    copy = version or story
    checked = bool(copy.headline.strip() or blocks.plain(copy.doc).text.strip())
    house = gate.house_for(story, version, now)
    known = facts.gather(story, version, now=now, house_now=house)
    raw = gate.answer_on(known, house, story, stage=stage, now=now)
    review = judged.with_questions(raw, stage, gate.answered(story, version))
    if not checked:
        review = Review((), review.in_force, relaxed=review.relaxed)
    findings = undismissed(story, review.findings)
    # A draft that has hardly begun is not asked what it lacks; a text handed over is.
    groups, rest = policy.shown(findings, known if version is None else None)
    blocking = sum(f.enforcement is Enforcement.BLOCKING for f in findings)
    difference = compare(found_in(against), map(as_known, findings)) if against else Difference()
    fresh = {f.fingerprint for f in difference.new} if against else None
    return Standing(
        shown=letters(story, version, groups, who=who, fresh=fresh),
        rest=rest,
        blocking=blocking,
        advisory=len(findings) - blocking,
        checklist=checklist(story, blocking, checked=checked),
        in_force=tuple(
            InForceLine(
                o.note.title,
                o.note.version,
                o.note.slug,
                "; ".join(o.because),
                tuple(advice.lines(o.note, known)),
                tuple(relaxing.told(o.note.slug, review.relaxed)),
            )
            for o in review.in_force
        ),
        why_not=why_not(story, review, who),
        checked=checked,
        complete=review.complete,
        against=against.number if against else None,
        absent=difference.absent if checked else (),
        review=review,
        questions=judged.asked(raw, stage) if checked else (),
    )


def version_before(story: Story, version: Version | None) -> Version | None:
    """The text handed over before the one looked at; a draft that has moved is looked at against the last."""
    latest = story.latest()
    if version is None:
        if latest is None or moved(story, latest):
            return latest
        version = latest
    rows = story.versions.filter(reason__in=HANDED, number__lt=version.number)
    return rows.order_by("-number").first()


def found_in(version: Version) -> tuple[Known, ...]:
    """What was found in an older text when it was last asked about; what was answered stays out."""
    last = version.evaluations.order_by("-at", "-id").first()
    if last is None:
        return ()
    answered = set(version.story.dismissals.values_list("fingerprint", flat=True))
    return tuple(
        Known(f["fingerprint"], f["code"], f["message"], Enforcement(f["enforcement"]))
        for f in last.findings
        if f["fingerprint"] not in answered
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
        lines.append(Check("undone", "No topic set: the notes of every topic are asked"))
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
    if story.legal_holds.filter(lifted_at=None).exists():
        said.append("It is on a legal hold.")
    blocking = review.blocking()
    if blocking:
        said.append("House policy refuses it: " + " ".join(sayings(blocking)))
    if story.latest() is None:
        said.append("It has not been submitted.")
    elif approval_of(story) is None:
        said.append("No desk chief has approved these words.")
    if who is not None and not access.is_chief(who, story.desk):
        said.append("A desk chief publishes.")
    return tuple(said)
