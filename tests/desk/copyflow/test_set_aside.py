"""Under which note readers are told that a chief let something pass."""

import pytest

from desk.copyflow import override, publish
from tests import make
from tests.desk.copyflow.test_pass import BEFORE, LATER, WHY, approved, blocking
from tests.desk.copyflow.test_roads import cited, page
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON
from wires.store import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


TOLD = "This went out while the tram still burned."


def two_notes(room):
    """Two notes that print a sentence each; one rule of each fires."""
    for word, title in (("hurt", "First note"), ("tram", "Last note")):
        public = [
            {
                "text": f"We never say {word}.",
                "otherwise": f"Here we said {word}.",
                "rules": [f"no-{word}"],
            }
        ]
        in_force(room, rule(word, "blocking"), at=BEFORE, title=title, public=public)
    return approved(room, cited(room, words="Five people were hurt, the mayor said.\n\nThe tram burned."))  # fmt: skip


def lines_of(story) -> list[tuple[str, list[str]]]:
    note = story.publications.get().note
    return [(row["title"], row["set_aside"]) for row in note]


def test_readers_are_told_under_the_note_that_was_set_aside(room) -> None:
    story = two_notes(room)
    for one in blocking(story):
        words, hour = (TOLD, LATER) if one.rule == "no-hurt" else ("", NOON)
        override.override(
            story,
            fingerprint=one.fingerprint,
            reason=WHY,
            reader_words=words,
            by=room.ruth,
            now=hour,
        )
    publish.publish(story, by=room.cass, now=LATER)
    assert lines_of(story) == [("First note", [TOLD]), ("Last note", [])]


def test_words_for_what_two_notes_let_pass_stand_by_themselves(room) -> None:
    story = two_notes(room)
    override.break_news(story, reason=WHY, reader_words=TOLD, by=room.ruth, now=NOON)
    publish.publish(story, by=room.cass, now=LATER)
    assert lines_of(story) == [("First note", []), ("Last note", []), ("", [TOLD])]
    assert "<p></p>" not in page(story)


def test_a_check_of_no_note_is_not_told_under_a_note(room) -> None:
    public = [
        {"text": "We never say tram.", "otherwise": "Here we said tram.", "rules": ["no-tram"]}
    ]
    in_force(room, rule("tram", "blocking"), at=BEFORE, title="A note", public=public)
    story = cited(room)
    withdraw(story.citations.get().item, now=NOON)
    approved(room, story)
    [finding] = blocking(story)
    override.override(
        story,
        fingerprint=finding.fingerprint,
        reason=WHY,
        reader_words=TOLD,
        by=room.ruth,
        now=NOON,
    )
    publish.publish(story, by=room.cass, now=NOON)
    assert lines_of(story) == [("A note", []), ("", [TOLD])]
