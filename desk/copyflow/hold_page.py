"""Hold a page: one chief, no gate. "We are checking this piece", on every public road at once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import gate, page
from desk.copyflow.locking import take
from desk.errors import Stale, WrongPhase
from desk.models import LogEntry, PageHold, Person, Story, Verb
from desk.nudge import board_changed


@transaction.atomic
def hold_page(
    story: Story, *, by: Person, now: datetime, hide_copy: bool = True, reason: str = ""
) -> PageHold:
    """Tell readers that the piece is being checked, with or without its words."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    if not page.is_out(story):
        raise WrongPhase("No readers have this piece.", satisfy="There is nothing to hold.")
    try:
        with transaction.atomic():
            hold = PageHold.objects.create(
                story=story, by=by, at=now, hide_copy=hide_copy, reason=reason.strip()
            )
    except IntegrityError as clash:
        raise Stale("The page is on hold already.", satisfy="Lift that hold first.") from clash
    page.put_held(story, hold, now=now)
    LogEntry.record(story, Verb.HOLD_PAGE, by, now, reason.strip(), hide_copy=hide_copy)
    transaction.on_commit(board_changed)
    return hold


@transaction.atomic
def lift_hold(story: Story, *, by: Person, now: datetime) -> PageHold:
    """Give readers the piece back as it was last published."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    gate.need_no_hold(story)
    hold = story.holds.filter(lifted_at=None).first()
    if hold is None:
        raise Stale("The page is not on hold.")
    hold.lifted_by, hold.lifted_at = by, now
    hold.save(update_fields=["lifted_by", "lifted_at"])
    page.put_page(story, story.page.publication, now=now)
    LogEntry.record(story, Verb.LIFT_HOLD, by, now)
    transaction.on_commit(board_changed)
    return hold
