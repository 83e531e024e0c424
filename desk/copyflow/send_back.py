"""Return copy to its writers, with words and suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.locking import need_phase, take, unname
from desk.copyflow.schedule import take_off
from desk.copyflow.suggest import suggest
from desk.errors import Unsound
from desk.models import LogEntry, Person, Phase, Return, Story, Verb
from desk.nudge import board_changed


@dataclass(frozen=True, slots=True)
class Offer:
    """Words offered in the place of words that stand in a zone (headline, dek or body)."""

    zone: str
    find: str
    offer: str
    words: str = ""
    block: str = ""


@transaction.atomic
def send_back(
    story: Story,
    *,
    by: Person,
    now: datetime,
    words: str = "",
    suggestions: Sequence[Offer] = (),
) -> Return:
    """Give the copy back; suggestions are nobody's writing until an editor takes them."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    need_phase(story, Phase.REVIEW, Phase.APPROVED, doing="returned")
    open_ones = story.suggestions.filter(state="open").exists()
    if not words.strip() and not suggestions and not open_ones:
        raise Unsound(
            "Say why it comes back.",
            satisfy="A line to the writer, or a suggestion.",
            field="words",
        )
    version = story.latest()
    assert version is not None
    for one in suggestions:
        suggest(
            story,
            zone=one.zone,
            block=one.block,
            find=one.find,
            offer=one.offer,
            words=one.words,
            by=by,
            now=now,
        )
    unname(version, now)
    take_off(story, why="Returned to its writers.", by=by, now=now)
    returned = Return.objects.create(version=version, by=by, at=now, words=words.strip())
    story.phase, story.phase_since = Phase.DRAFTING, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(story, Verb.RETURN, by, now, words.strip(), version=version.number)
    transaction.on_commit(board_changed)
    return returned
