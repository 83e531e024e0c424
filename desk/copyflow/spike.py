"""Drop a story before publication, or open it again; nothing is deleted."""

from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.locking import need_phase, take
from desk.copyflow.schedule import take_off
from desk.errors import WrongPhase
from desk.models import LogEntry, Person, Phase, Story, Verb
from desk.nudge import board_changed


@transaction.atomic
def spike(story: Story, *, by: Person, now: datetime, reason: str = "") -> Story:
    """Take a story off the board; one that readers have is retracted instead."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    if story.publications.exists():
        raise WrongPhase("Readers have this piece.", satisfy="Retract it, with the reason.")
    need_phase(story, Phase.DRAFTING, Phase.REVIEW, Phase.APPROVED, doing="spiked")
    take_off(story, why="Spiked.", by=by, now=now)
    return stand(story, Phase.SPIKED, Verb.SPIKE, by=by, now=now, words=reason)


@transaction.atomic
def reopen(story: Story, *, by: Person, now: datetime) -> Story:
    """Put a spiked story back on the board."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    need_phase(story, Phase.SPIKED, doing="opened again")
    return stand(story, Phase.DRAFTING, Verb.REOPEN, by=by, now=now)


def stand(
    story: Story, phase: Phase, verb: Verb, *, by: Person, now: datetime, words: str = ""
) -> Story:
    """Write where the story stands and who moved it there."""
    story.phase, story.phase_since = phase, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(story, verb, by, now, words)
    transaction.on_commit(board_changed)
    return story
