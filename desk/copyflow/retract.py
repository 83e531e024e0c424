"""Retract a piece: its address answers 410 with the reason, and the feed is told."""

from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import page
from desk.copyflow.locking import take
from desk.copyflow.schedule import take_off
from desk.errors import Stale, Unsound, WrongPhase
from desk.models import LogEntry, Person, Retraction, Story, Verb
from desk.nudge import board_changed


@transaction.atomic
def retract(
    story: Story, *, reason: str, by: Person, now: datetime, withhold_title: bool = False
) -> Retraction:
    """Take the piece from readers for good, with the reason in their words."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    if not page.is_out(story):
        raise WrongPhase("No readers have this piece.", satisfy="Spike it instead.")
    if not reason.strip():
        raise Unsound("Say why it is withdrawn.", satisfy="Readers see the reason.", field="reason")
    try:
        with transaction.atomic():
            retraction = Retraction.objects.create(
                story=story, by=by, at=now, reason=reason.strip(), withhold_title=withhold_title
            )
    except IntegrityError as clash:
        raise Stale("This piece is retracted already.") from clash
    story.holds.filter(lifted_at=None).update(lifted_by=by, lifted_at=now)
    take_off(story, why="Retracted.", by=by, now=now)
    page.put_retracted(story, retraction, now=now)
    LogEntry.record(story, Verb.RETRACT, by, now, reason.strip())
    transaction.on_commit(board_changed)
    return retraction
