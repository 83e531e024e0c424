"""Schedule an approved version for an hour, and take it off again. What happens then: release."""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.copyflow import call, gate, rehearse
from desk.copyflow.locking import need_phase, take
from desk.copyflow.publish import approved, refuse_retracted, stage_of
from desk.copyflow.road import road
from desk.errors import Unsound, WrongPhase
from desk.models import (
    CallKind,
    Cause,
    LogEntry,
    Person,
    Phase,
    Release,
    ReleaseState,
    Story,
    Verb,
)
from desk.nudge import board_changed
from desk.policy.types import Stage

SOONEST = timedelta(minutes=1)
LATEST = timedelta(days=60)


@road("scheduled")
def schedule(
    story: Story, *, at: datetime, by: Person, now: datetime, changed: str = ""
) -> Release:
    """Let the approved version go out at an hour; the gate is asked now and again then."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    refuse_retracted(story)
    gate.need_no_hold(story)
    version = approved(story, story.latest())
    need_phase(story, Phase.APPROVED, doing="scheduled")
    if not now + SOONEST <= at <= now + LATEST:
        raise Unsound(
            "That hour cannot be scheduled.",
            satisfy="Name one from a minute to sixty days ahead, in UTC.",
            field="at",
        )
    if stage_of(story) is Stage.UPDATE and not changed.strip():
        raise Unsound(
            "Say in one line what changed.",
            satisfy="Readers see it beside the number of the publication.",
            field="changed",
        )
    take_off(story, why=f"Scheduled anew for {at:%H:%M} UTC.", by=by, now=now)
    release = Release.objects.create(
        story=story,
        version=version,
        at=at,
        by=by,
        made_at=now,
        changed=changed.strip()[:300],
        state_at=now,
    )
    LogEntry.record(story, Verb.SCHEDULE, by, now, f"{at:%d %B %H:%M} UTC", version=version.number)
    rehearse.rehearse(release, cause=Cause.SCHEDULED, now=now)
    transaction.on_commit(board_changed)
    return release


@road("taken off the schedule")
def unschedule(story: Story, *, by: Person, now: datetime, words: str = "") -> Release:
    """Take a release off; anybody who writes on the desk may, since it only takes back."""
    story = take(story.pk)
    access.need_editor(by, story)
    release = take_off(story, why=words.strip(), by=by, now=now)
    if release is None:
        raise WrongPhase("This story is not scheduled.", satisfy="Nothing is left to do here.")
    transaction.on_commit(board_changed)
    return release


def take_off(story: Story, *, why: str, by: Person, now: datetime) -> Release | None:
    """End the open release of a locked story, if there is one; its calls are answered by that."""
    release = story.releases.select_for_update().filter(state=ReleaseState.SCHEDULED).first()
    if release is None:
        return None
    release.state, release.state_at, release.words = ReleaseState.ENDED, now, why
    release.save(update_fields=["state", "state_at", "words"])
    call.settle(story, CallKind.DRY_RUN, by=by, now=now)
    LogEntry.record(story, Verb.UNSCHEDULE, by, now, why)
    return release
