"""Requests for comment: on the record, in the story's log, on readers' pages; who may, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.copyflow import gate
from desk.copyflow.ask_comment import ask_comment, note_reply
from desk.errors import NotYours, Stale, Unsound
from desk.models import CommentRequest, LogEntry, Verb
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import cited, go
from tests.make import NOON, as_

pytestmark = pytest.mark.django_db
EARLIER = NOON - timedelta(minutes=50)
LATER = NOON + timedelta(minutes=20)


@pytest.fixture
def room():
    return make.newsroom()


def asked(story, by, **more):
    given = {"whom": "The city council", "about": "Who ordered the trams?", "how": "phone", "asked_at": EARLIER}  # fmt: skip
    return ask_comment(story, by=by, now=NOON, **(given | more))


def test_a_request_stands_in_the_log_with_who_when_and_what(room) -> None:
    story = make.story(room)
    row = asked(story, room.ida)
    entry = LogEntry.objects.get(verb=Verb.ASK_COMMENT)
    assert (entry.by, entry.story) == (room.ida, story)
    assert entry.words == "The city council, by phone, 11:10 UTC: Who ordered the trams?"
    note_reply(row, outcome="answered", answer="The operator did.", by=room.nellie, now=LATER)
    row.refresh_from_db()
    assert (row.outcome, row.answered_at, row.noted_by) == ("answered", LATER, room.nellie)
    assert "The operator did." in LogEntry.objects.get(verb=Verb.NOTE_REPLY).words


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"whom": " "}, "who was asked"),
        ({"about": ""}, "put to them"),
        ({"how": "owl"}, "how they were asked"),
        ({"asked_at": LATER}, "not been asked|Nobody has been asked"),
        ({"reply_by": EARLIER}, "after they were asked"),
    ],
)
def test_what_nobody_could_read_later_is_refused(room, given, says) -> None:
    with pytest.raises(Unsound, match=says):
        asked(make.story(room), room.ida, **given)


def test_who_does_not_write_there_asks_nobody(room) -> None:
    story = make.story(room)
    with pytest.raises(NotYours):
        asked(story, room.rupert)
    with pytest.raises(NotYours):
        note_reply(asked(story, room.ida), outcome="declined", answer="", by=room.rupert, now=NOON)


def test_the_second_who_notes_an_answer_is_told(room) -> None:
    row = asked(make.story(room), room.ida)
    with pytest.raises(Unsound, match="what the answer is"):
        note_reply(row, outcome="answered", answer="", by=room.ida, now=LATER)
    with pytest.raises(Unsound, match="whether they answered"):
        note_reply(row, outcome="", answer="", by=room.ida, now=LATER)
    note_reply(row, outcome="declined", answer="", by=room.ida, now=LATER)
    with pytest.raises(Stale):
        note_reply(row, outcome="answered", answer="Yes.", by=room.nellie, now=LATER)


def page(story) -> str:
    story.refresh_from_db()
    return bytes(story.page.body).decode()


def test_readers_are_told_whom_we_asked_and_that_there_was_no_answer(room) -> None:
    story = cited(room)
    asked(story, room.ida)
    asked(story, room.ida, whom="A neighbour", told=False)
    go(room, story)
    said = page(story)
    assert "Whom we asked" in said
    assert "The city council" in said
    assert "was asked by phone" in said
    assert "no answer by" in said
    assert "Who ordered the trams?" not in said
    assert "A neighbour" not in said


def test_readers_are_told_that_there_was_one_and_not_its_words(room) -> None:
    story = cited(room)
    row = asked(story, room.ida)
    note_reply(row, outcome="answered", answer="The operator did.", by=room.ida, now=NOON)
    go(room, story)
    assert "answered, <time" in page(story)
    assert "The operator did." not in page(story)


def test_a_request_of_after_the_approval_waits_for_the_next_text(room) -> None:
    story = cited(room)
    go(room, story)
    assert "Whom we asked" not in page(story)


def test_policy_knows_of_them(room) -> None:
    story = make.story(room, words="The city council did not reply to questions.")
    row = asked(story, room.ida)
    note_reply(row, outcome="answered", answer="It did.", by=room.ida, now=NOON)
    found = gate.look(story, None, stage=Stage.PUBLISH, now=LATER).findings
    assert [f.message for f in found if f.code == "reply-mismatch"] == [
        "The city council answered at 12:00 UTC; this says that nobody did."
    ]


def test_it_is_asked_and_answered_in_the_browser(room, client) -> None:
    make.story(room)
    ida = as_(client, room.ida)
    url = reverse("desk:comment-requests", args=["sadova"])
    form = {"whom": "The city council", "about": "Who?", "how": "mail", "asked_at": "2026-01-02T03:04", "reply_by": "2026-01-02T05:00"}  # fmt: skip
    assert ida.post(url, form | {"asked_at": "soon"}).status_code == 422
    assert ida.post(url, form).status_code == 302
    row = CommentRequest.objects.get()
    story = ida.get("/desk/stories/sadova/").content.decode()
    assert "No answer by" in story
    assert "by e-mail" in story
    assert "The city council" in ida.get("/desk/owed/").content.decode()
    reply = reverse("desk:comment-reply", args=["sadova", row.pk])
    assert as_(client, room.rupert).post(reply, {"outcome": "declined"}).status_code == 404
    assert as_(client, room.rupert).post(url, form).status_code == 404
    assert as_(client, room.ida).post(reply, {"outcome": "declined"}).status_code == 302
    assert "Declined to comment" in ida.get("/desk/stories/sadova/").content.decode()
    assert "The city council" not in ida.get("/desk/owed/").content.decode()
