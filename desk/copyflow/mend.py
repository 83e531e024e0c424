"""Mend a slip in approved copy: the approval stays, a second look is owed, shown as a diff.

A slip may touch an everyday word that the judge of framing weighs, but not what policy says of the text.
Measured against the text a chief has read, so that many slips are never more than one.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import gate, second_look, slight
from desk.copyflow.freeze import freeze, moved
from desk.copyflow.locking import need_phase, take
from desk.copyflow.publish import refuse_retracted
from desk.copyflow.road import road
from desk.errors import HandInIt, NotApproved, Unsound, WrongPhase
from desk.models import (
    Approval,
    Hand,
    LogEntry,
    LookKind,
    Part,
    Person,
    Phase,
    ReleaseState,
    Story,
    Verb,
    Version,
    VersionReason,
)
from desk.nudge import board_changed
from desk.policy.types import Enforcement, Finding, Stage

DUE = timedelta(minutes=60)


@road("mended")
def mend(story: Story, *, by: Person, now: datetime) -> Version:
    """Keep the approval under a slip of the pen, or say why it is more than one."""
    story = take(story.pk)
    access.need_editor(by, story)
    refuse_retracted(story)
    gate.need_no_hold(story)
    need_phase(story, Phase.DRAFTING, Phase.PUBLISHED, doing="mended")
    approval = standing_approval(story)
    if story.corrections.filter(publication=None).exists():
        raise WrongPhase("A correction of this piece is on its way.", satisfy="Finish that first.")
    if why := slip(story, approval.version):
        raise Unsound(why, satisfy="Submit it; a chief approves the new text.")
    version = freeze(story, reason=VersionReason.MEND, by=by, now=now)
    keep_name(version, approval)
    need_same_verdicts(story, approval.version, version, now)
    gate.pass_through(story, version, stage=Stage.APPROVE, now=now)
    story.releases.filter(state=ReleaseState.SCHEDULED).update(version=version)
    second_look.owe(version, LookKind.MEND, by=by, now=now, due_at=now + DUE)
    story.phase, story.phase_since = Phase.APPROVED, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(story, Verb.MEND, by, now, f"Version {version.number}", version=version.number)
    transaction.on_commit(board_changed)
    return version


def standing_approval(story: Story) -> Approval:
    """The name under the newest text handed over, as it was given."""
    newest = story.latest()
    given = (
        Approval.objects.filter(version=newest, withdrawn_at=None)
        .select_related("version", "kept_from__version", "by")
        .first()
    )
    if newest is None or given is None:
        raise NotApproved(
            "Nobody has approved the text before this change.",
            satisfy="Submit it; a chief approves it.",
        )
    if not moved(story, newest):
        raise Unsound("Nothing has changed since it was approved.")
    return given.kept_from or given


def slip(story: Story, approved: Version) -> str:
    """Why the draft is more than a slip away from what was approved; nothing where it is one."""
    return slight.why_not(
        slight.text_of(approved.headline, approved.dek, approved.byline, approved.doc),
        slight.text_of(story.headline, story.dek, story.byline, story.doc),
        language=story.language,
    )


def need_same_verdicts(story: Story, approved: Version, mended: Version, now: datetime) -> None:
    """Refuse a slip that turns what policy says: the chief's name stands under those verdicts too."""
    was, is_now = (
        Counter(verdict_of(f) for f in gate.look(story, one, stage=Stage.PUBLISH, now=now).findings)
        for one in (approved, mended)
    )
    turned = [
        said
        for _, _, _, weight, said in [*(is_now - was), *(was - is_now)]
        if weight != Enforcement.SHADOW
    ]
    if turned:
        raise Unsound(
            f"It changes what policy says: {turned[0]}",
            satisfy="Submit it; a chief approves the new text.",
        )


def verdict_of(finding: Finding) -> tuple[str, str, str, str, str]:
    """A finding as a verdict: which rule, where, how sure, how heavy; not on which letter."""
    rule = f"{finding.note}/{finding.rule or finding.code}"
    return rule, finding.zone, finding.confidence, finding.enforcement, finding.message


def keep_name(version: Version, approval: Approval) -> None:
    """Carry the chief's name over; who mended is a writer, so no chief mends what they approved."""
    try:
        with transaction.atomic():
            Hand.objects.create(version=version, person=approval.by, part=Part.APPROVED)
    except IntegrityError as clash:
        raise HandInIt(
            "You approved this text, so another person mends it.",
            satisfy="Anybody else of the desk may; or submit it and another chief approves.",
        ) from clash
    Approval.objects.create(
        version=version,
        by=approval.by,
        at=approval.at,
        policy=approval.policy,
        judge_id=approval.judge_id,
        kept_from=approval,
    )
