"""Put the approved version before readers. No flag skips policy or the log."""

from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import call, gate, page
from desk.copyflow.freeze import moved
from desk.copyflow.locking import need_phase, take
from desk.copyflow.road import road
from desk.errors import NotApproved, Stale, Unsound, WrongPhase
from desk.models import (
    Approval,
    CallKind,
    Hand,
    LogEntry,
    Part,
    Person,
    Phase,
    Publication,
    PublicationKind,
    ReleaseState,
    Retraction,
    Story,
    Verb,
    Version,
    VersionReason,
)
from desk.nudge import board_changed
from desk.policy.types import Review, Stage

UNSAID = {
    PublicationKind.FIRST: "First published",
    PublicationKind.SNAP: "First word",
    PublicationKind.MEND: "A slip of the pen was mended.",
}


@road("published")
def publish(story: Story, *, by: Person, now: datetime, changed: str = "") -> Publication:
    """Publish the approved version, or say why not; a second click finds it out already."""
    publication = go_out(take(story.pk), by=by, now=now, changed=changed)
    # Whoever publishes by hand has done what was scheduled.
    story.releases.filter(state=ReleaseState.SCHEDULED).update(
        state=ReleaseState.ENDED, state_at=now, words="Published before its hour."
    )
    for kind in (CallKind.HELD, CallKind.DRY_RUN):
        call.settle(story, kind, by=by, now=now)
    return publication


def go_out(
    story: Story, *, by: Person, now: datetime, changed: str = "", only: Version | None = None
) -> Publication:
    """All that stands between a locked story and its readers; `only` is the version that was scheduled."""
    access.need_chief(by, story.desk)
    refuse_retracted(story)
    gate.need_no_hold(story)
    version = story.latest()
    if only is not None and version != only:
        raise Stale(
            f"Version {only.number} is not the newest text any more.",
            satisfy="Approve the newest version and schedule that.",
        )
    if version is None:
        raise NotApproved(
            "This story has not been submitted.", satisfy="Submit it, then a chief approves it."
        )
    if story.publications.filter(version=version).exists():
        raise Stale(f"Version {version.number} is published already.", satisfy="Read the page.")
    # Whoever asks early is told all that stands in the way, not only the missing name.
    review = gate.pass_through(story, version, stage=stage_of(story), now=now)
    approved(story, version)
    need_phase(story, Phase.APPROVED, doing="published")
    return put_out(story, version, by=by, now=now, changed=changed, review=review)


def refuse_retracted(story: Story) -> None:
    """A retraction is for good: what is new is a story of its own."""
    if Retraction.objects.filter(story=story).exists():
        raise WrongPhase(
            "This piece is retracted.", satisfy="Start a new story; it gets an address of its own."
        )


def stage_of(story: Story) -> Stage:
    """An update once readers have had the piece, else its first publication."""
    return Stage.UPDATE if story.publications.exists() else Stage.PUBLISH


def approved(story: Story, version: Version | None) -> Version:
    """The version, if a second person's name and hand stand under exactly these words."""
    given = Approval.objects.filter(version=version, withdrawn_at=None).first()
    if version is None or given is None or not hand_of(given):
        raise NotApproved(
            "Nobody has approved this version.",
            satisfy="A desk chief who did not write in it approves it.",
        )
    if moved(story, version):
        raise NotApproved(
            f"The copy has changed since version {version.number} was approved.",
            satisfy="Submit it again; a chief approves the new text.",
        )
    return version


def hand_of(given: Approval) -> bool:
    """Whether the name has its hand, which the database gives to nobody who wrote."""
    return Hand.objects.filter(
        version=given.version_id, person=given.by_id, part=Part.APPROVED
    ).exists()


def put_out(
    story: Story, version: Version, *, by: Person, now: datetime, changed: str, review: Review
) -> Publication:
    """Write the publication and its page; the caller holds the lock and has asked policy."""
    pending = story.corrections.filter(version=version, publication=None).first()
    kind = kind_of(story, version, corrects=pending is not None)
    line = (pending.words if pending else changed.strip() or UNSAID.get(kind, ""))[:300]
    if kind == PublicationKind.UPDATE and not line:
        raise Unsound(
            "Say in one line what changed.",
            satisfy="Readers see it beside the number of the publication.",
            field="changed",
        )
    try:
        with transaction.atomic():
            publication = page.freeze_publication(
                story, version, kind=kind, changed=line, now=now, review=review
            )
    except IntegrityError as clash:
        raise Stale("Somebody published this a moment ago.", satisfy="Read the page.") from clash
    if pending:
        pending.publication = publication
        pending.save(update_fields=["publication"])
    page.put_current(story, publication, now=now)
    story.phase, story.phase_since = Phase.PUBLISHED, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(
        story, Verb.PUBLISH, by, now, line, publication=publication.number, version=version.number
    )
    transaction.on_commit(board_changed)
    return publication


def kind_of(story: Story, version: Version, *, corrects: bool) -> PublicationKind:
    """What the publication is to a reader."""
    if corrects:
        return PublicationKind.CORRECTION
    if version.reason == VersionReason.SNAP:
        return PublicationKind.SNAP
    if not story.publications.exists():
        return PublicationKind.FIRST
    if version.reason == VersionReason.MEND:
        return PublicationKind.MEND
    return PublicationKind.UPDATE
