"""Hand copy over: findings travel with it. An empty page is refused, and what the house itself
made blocking at the hand-over; no pack ships such a rule."""

from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.freeze import freeze, moved
from desk.copyflow.locking import need_phase, take, unname
from desk.copyflow.road import road
from desk.copyflow.schedule import take_off
from desk.errors import WrongPhase
from desk.models import LogEntry, Person, Phase, Story, Verb, Version, VersionReason
from desk.nudge import board_changed
from desk.policy.types import Stage


@road("submitted")
def submit(story: Story, *, by: Person, now: datetime) -> Version:
    """Freeze the draft and put it before the next pair of eyes, findings and all."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    need_phase(story, Phase.DRAFTING, Phase.REVIEW, Phase.PUBLISHED, doing="submitted")
    newest = story.latest()
    if newest and not moved(story, newest) and story.phase != Phase.DRAFTING:
        raise WrongPhase(
            "Nothing has changed since the last version.",
            satisfy="Change the copy first, then submit it again.",
        )
    version = freeze(story, reason=VersionReason.SUBMIT, by=by, now=now)
    pending = story.corrections.filter(publication=None).first()
    if pending:
        pending.version = version
        pending.save(update_fields=["version"])
    review = gate.pass_through(story, version, stage=Stage.SUBMIT, now=now)
    story.phase, story.phase_since, story.changed_at = Phase.REVIEW, now, now
    story.save(update_fields=["phase", "phase_since", "changed_at"])
    LogEntry.record(
        story,
        Verb.SUBMIT,
        by,
        now,
        f"Version {version.number}, with {len(review.findings)} findings",
        version=version.number,
    )
    transaction.on_commit(board_changed)
    return version


@transaction.atomic
def withdraw(story: Story, *, by: Person, now: datetime) -> Story:
    """Take submitted copy back to the draft."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    need_phase(story, Phase.REVIEW, Phase.APPROVED, doing="taken back")
    unname(story.latest(), now)
    take_off(story, why="Taken back by its writers.", by=by, now=now)
    story.phase, story.phase_since = Phase.DRAFTING, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(story, Verb.RETURN, by, now, "Taken back by its writers")
    transaction.on_commit(board_changed)
    return story
