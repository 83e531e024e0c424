"""What one version replaced is one story on the desk: its kill, its diff and its removal are of both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.copyflow.item_news import item_news
from desk.copyflow.remove import remove_item
from tests import make
from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires.models import Item

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def agency():
    on = wire("lantern")
    put([parsed("a/1", "Five hurt in Staromist", LONG), parsed("b/1", "Rescue ends", "The rescue has ended.")], on)  # fmt: skip
    put([parsed("c/1", "Six hurt, rescue ends", LONG.replace("five", "six"), replaces=("a/1", "b/1"))], on, after=HOUR)  # fmt: skip
    return on


@pytest.mark.parametrize("cited", ["a/1", "b/1"])
@pytest.mark.parametrize("killed", ["a/1", "b/1", "c/1"])
def test_a_draft_that_cites_either_hears_of_the_kill(room, agency, cited, killed) -> None:
    story = make.story(room)
    make.cite(story, Item.objects.get(external_id=cited), by=room.ida, display="named")
    assert story.pk not in item_news([story], now=NOON + HOUR)
    put([parsed(killed, "", "", withdrawn=True, status="killed")], agency, after=2 * HOUR)
    assert [one.kind for one in item_news([story], now=NOON + 2 * HOUR)[story.pk]] == ["killed"]


def test_each_page_shows_what_the_version_changed_of_both(client, room, agency) -> None:
    client.force_login(room.ida)
    one, two = Item.objects.get(external_id="a/1"), Item.objects.get(external_id="b/1")
    for mine, other, gone in ((one, two, "ended"), (two, one, "five")):
        seen = client.get(reverse("desk:item", args=[mine.pk])).content.decode()
        assert "Text 2 took the place of this and of" in seen
        assert reverse("desk:item", args=[other.pk]) in seen
        told = seen.partition("What text 2 changed of that one")[2].partition("</details>")[0]
        assert gone in told.partition("<del>")[2]


def test_removing_one_removes_its_words_under_both(room, agency) -> None:
    story = make.story(room)
    make.cite(story, Item.objects.get(external_id="b/1"), by=room.ida, display="named")
    done = remove_item(Item.objects.get(external_id="a/1"), ground="privacy", by=room.cass, now=NOON + 2 * HOUR)  # fmt: skip
    assert {row.text for row in Item.objects.all()} == {""}
    assert done.drafts == (story,)
