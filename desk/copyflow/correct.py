"""Correct a published piece: a dated note on top. The machine decides which road it takes.

One chief is enough where the words only go away and none of them is an attribution, a hedge, a
negation or a denial: taking one of those out makes the piece claim more (DESIGN principle 1).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from desk import access, blocks
from desk.copyflow import gate, page, second_look
from desk.copyflow.freeze import freeze, moved
from desk.copyflow.locking import take
from desk.copyflow.publish import put_out
from desk.copyflow.road import road
from desk.copyflow.weigh import Weight, weigh
from desk.errors import NotYours, Unsound, WrongPhase
from desk.models import (
    Correction,
    LogEntry,
    LookKind,
    Person,
    Phase,
    Story,
    Verb,
    Version,
    VersionReason,
)
from desk.nudge import board_changed
from desk.policy.types import Stage

LOOK_DUE = timedelta(minutes=60)


@road("corrected")
def correct(story: Story, *, words: str, by: Person, now: datetime) -> Correction:
    """Publish a correction that only takes away, or send one that adds to review."""
    story = take(story.pk)
    access.need_editor(by, story)
    gate.need_no_hold(story)
    if not page.is_out(story):
        raise WrongPhase("There is nothing published to correct.", satisfy="Publish it first.")
    if not words.strip():
        raise Unsound(
            "Say what was wrong and what is right.",
            satisfy="Readers see it on top of the piece, with the hour.",
            field="words",
        )
    published = story.page.publication.version
    if not moved(story, published):
        raise Unsound(
            "The copy reads as it was published.",
            satisfy="Change the words that are wrong first; the note tells readers what changed.",
        )
    weight = weighed(story, published)
    if weight.downward and not access.is_chief(by, story.desk):
        raise NotYours(
            "A correction that only takes away goes out on a chief's name.",
            satisfy="Ask a chief to send it out, or submit it for review.",
        )
    version = freeze(story, reason=VersionReason.CORRECTION, by=by, now=now)
    story.corrections.filter(publication=None).delete()
    correction = Correction.objects.create(
        story=story, version=version, words=words.strip(), by=by, at=now, downward=weight.downward
    )
    LogEntry.record(story, Verb.CORRECT, by, now, words.strip(), downward=weight.downward)
    if weight.downward:
        # No gate on the way down; policy is still asked what its printed sentences are worth.
        review = gate.look(story, version, stage=Stage.UPDATE, now=now)
        stops = gate.stops(story, version, review, Stage.UPDATE, now)
        gate.keep(version, review, stage=Stage.UPDATE, now=now, stops=stops)
        put_out(story, version, by=by, now=now, changed="", review=review)
        second_look.owe(version, LookKind.CORRECTION, by=by, now=now, due_at=now + LOOK_DUE)
        correction.refresh_from_db()
    else:
        to_review(story, now)
    transaction.on_commit(board_changed)
    return correction


def weighed(story: Story, published: Version) -> Weight:
    """Old and new words of every zone, weighed together."""
    old = (published.headline, published.dek, blocks.plain(published.doc).text)
    new = (story.headline, story.dek, blocks.plain(story.doc).text)
    same_cites = [c.key for c in blocks.plain(published.doc).cites] == [
        c.key for c in blocks.plain(story.doc).cites
    ]
    added = links_of(story.doc) - links_of(published.doc)
    if added:
        return Weight(downward=False, why="It adds a link.")
    return weigh(old, new, byline_same=published.byline == story.byline, cites_same=same_cites)


def links_of(doc: dict[str, Any]) -> set[tuple[str, str]]:
    """Each linked run of words with its address."""
    found: set[tuple[str, str]] = set()
    waiting = [doc]
    while waiting:
        node = waiting.pop()
        waiting += node.get("content", [])
        for mark in node.get("marks", []):
            if mark.get("type") == "link":
                found.add((node.get("text", ""), str(mark.get("attrs", {}).get("href", ""))))
    return found


def to_review(story: Story, now: datetime) -> None:
    """The whole road: another pair of eyes, policy, a name."""
    story.phase, story.phase_since, story.changed_at = Phase.REVIEW, now, now
    story.save(update_fields=["phase", "phase_since", "changed_at"])
