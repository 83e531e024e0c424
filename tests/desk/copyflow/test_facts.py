"""What policy is told of a story, and what asking for it costs."""

import pytest

from desk import facts
from desk.copyflow.ask_comment import ask_comment
from tests import make
from tests.desk.copyflow.test_roads import cited, go
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def gathered(story):
    return facts.gather(story, None, now=NOON, house_now=facts.house(NOON))


def test_a_story_without_a_record_is_asked_for_it_once(room, django_assert_num_queries) -> None:
    story = make.story(room)
    house = facts.house(NOON)
    with django_assert_num_queries(1):
        record = facts.record_of(story, house.classes)
    assert record == facts.Record(None, None, ())


def test_a_story_that_is_out_knows_what_readers_have(room) -> None:
    story = cited(room)
    go(room, story)
    make.write(story, "Other words.", by=room.ida)
    story.refresh_from_db()
    known = gathered(story)
    assert known.out is not None
    assert known.out.body.text.startswith("Five people were hurt")
    assert [c.item.source.name for c in known.out.citations] == ["Staromist Rescue Service"]
    assert known.body.text == "Other words."
    assert known.revision == "after-publish"


def test_whom_a_story_asked_is_known(room) -> None:
    story = make.story(room)
    ask_comment(story, whom="The council", about="Why?", how="phone", by=room.ida, now=NOON)
    assert [(one.whom, one.outcome) for one in gathered(story).requests] == [("The council", "")]
