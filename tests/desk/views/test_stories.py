"""What stands beside the copy and beside the review: advice, notes in force and why, what each finding rests on."""

import re

import pytest

from desk.copyflow import cite, details, submit
from tests import make
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import as_
from wires.models import EventKind, ItemEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def ida(room, client):
    return as_(client, room.ida)


def test_advice_of_a_note_stands_beside_the_copy_and_the_review_and_asks_nobody(room, ida) -> None:
    advice = "Write what somebody did before what somebody said."
    in_force(room, rule("zebra", "blocking"), at=make.NOON, guidance=[advice])
    in_force(room, rule("yak", "blocking"), at=make.NOON, title="Far", guidance=["Not here."], scope={"topics": ["economy"]})  # fmt: skip
    story = make.story(room, slug="tram")
    details.set_details(story, by=room.ida, now=make.NOON, topics=["disaster"])
    submit.submit(story, by=room.ida, now=make.NOON)
    for place in ("", "findings/", "review/"):
        said = ida.get(f"/desk/stories/tram/{place}").content.decode()
        assert advice in said, place
        assert "Not here." not in said


def test_advice_with_a_cue_stands_beside_copy_that_has_it(room, ida) -> None:
    lines = [
        {"text": "Say who counted the hurt.", "cue": {"claims": ["harm"]}},
        {"text": "Spell the river.", "cue": {"terms": ["river"]}},
    ]
    in_force(room, rule("zebra", "blocking"), at=make.NOON, guidance=lines)
    story = make.story(room, slug="tram")
    submit.submit(story, by=room.ida, now=make.NOON)
    for place in ("", "findings/", "review/"):
        said = ida.get(f"/desk/stories/tram/{place}").content.decode()
        assert "Say who counted the hurt." in said, place
        assert "The copy says “hurt”." in said
        assert "Spell the river." not in said
    make.write(story, "The river rose.", by=room.ida)
    assert "Spell the river." in ida.get("/desk/stories/tram/findings/").content.decode()


def test_who_reviews_sees_which_note_asks_and_why(room, ida) -> None:
    in_force(room, {**rule("hurt", "blocking"), "why": "Say what happened to them."}, at=make.NOON)
    story = make.story(room, slug="tram")
    submit.submit(story, by=room.ida, now=make.NOON)
    said = ida.get("/desk/stories/tram/review/").content.decode()
    assert "Say what happened to them." in said
    assert "no-hurt, v1" in said


def test_a_story_without_a_topic_is_told_that_every_note_of_a_topic_is_asked(room, ida) -> None:
    in_force(
        room, rule("yak", "blocking"), at=make.NOON, title="Far", scope={"topics": ["economy"]}
    )
    make.story(room, slug="tram")
    said = ida.get("/desk/stories/tram/").content.decode()
    assert "the notes of every topic are asked" in said
    assert "no topic is set, so it is asked" in said
    assert "every story" not in said


@pytest.mark.parametrize(
    ("headline", "body", "asked"),
    [("", "A zebra stood on the quay.", True), ("Zebra on the quay", "", True), ("", "", False)],
)
def test_copy_is_asked_about_before_it_has_a_headline(room, ida, headline, body, asked) -> None:
    in_force(room, rule("zebra", "blocking"), at=make.NOON)
    make.story(room, slug="tram", headline=headline, words=body)
    said = ida.get("/desk/stories/tram/findings/").content.decode()
    assert ("Not checked: no copy yet." not in said) is asked
    assert ("zebra" in said.lower()) is asked


def test_the_wires_say_when_findings_rest_on_something_else(
    room, ida, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    story = make.story(room, slug="tram")
    cited = make.item()
    make.cite(story, cited, by=room.ida)

    def rests() -> str:
        part = ida.get("/desk/stories/tram/wires/", headers={"HX-Request": "true"})
        return re.findall(r'data-rests="([^"]+)"', part.content.decode())[0]

    first = rests()
    assert f'data-rests="{first}"' in ida.get("/desk/stories/tram/").content.decode()
    make.item(name="post/2")
    assert rests() == first
    ItemEvent.objects.create(item=cited, kind=EventKind.EDITED, text_number=2, at=make.NOON)
    edited = rests()
    told = []
    monkeypatch.setattr(cite, "story_wires_changed", told.append)
    with django_capture_on_commit_callbacks(execute=True):
        cite.look(story.citations.get(), by=room.ida, now=make.NOON)
    assert told == [story.pk]
    assert len({first, edited, rests()}) == 3
