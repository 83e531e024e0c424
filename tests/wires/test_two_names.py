"""A post that has two ids, of which a document takes one back and lists the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires.models import EventKind, Item, ItemEvent, ItemName

HOUR = timedelta(hours=1)
PAGE, MOMENT = "https://lantern.example/five-hurt", NOON + timedelta(minutes=7, seconds=3)
TOLD = (EventKind.WITHDRAWN, EventKind.RESTORED, EventKind.KILLED)


def post(name: str, title: str = "Five hurt in Staromist", **more):
    """The post under one of its ids."""
    return parsed(name, title, "Words.", PAGE, posted_at=MOMENT, **more)


def gone(name: str, **more):
    """What says that an id is gone."""
    return parsed(name, text="", posted_at=None, withdrawn=True, **more)


@pytest.fixture
def on(db):
    """A wire whose post has come under a second id."""
    lantern = wire("lantern")
    put([post("a/1")], lantern)
    put([post("b/1")], lantern, after=HOUR)
    assert (Item.objects.get().external_id, ItemName.objects.get().name) == ("a/1", "b/1")
    return lantern


def polled(on, *documents) -> list[str]:
    """What is told of the post while these documents come one after the other."""
    for hours, items in enumerate(documents, 2):
        put(items, on, after=hours * HOUR)
    rows = ItemEvent.objects.filter(kind__in=TOLD).order_by("pk")
    return list(rows.values_list("kind", flat=True))


@pytest.mark.parametrize("front", [True, False], ids=["listed first", "gone first"])
@pytest.mark.parametrize(("kept", "dropped"), [("a/1", "b/1"), ("b/1", "a/1")])
def test_a_post_that_is_listed_stands_whatever_other_id_of_it_is_gone(on, kept, dropped, front) -> None:  # fmt: skip
    edits = [post(kept), post(kept), post(kept, "Six hurt in Staromist"), post(kept, "Six hurt in Staromist")]  # fmt: skip
    pages = [[one, gone(dropped)] if front else [gone(dropped), one] for one in edits]
    assert polled(on, *pages) == []
    row = Item.objects.get()
    assert (row.withdrawn_at, row.title, row.texts_count) == (None, "Six hurt in Staromist", 2)


@pytest.mark.parametrize(("kept", "dropped"), [("a/1", "b/1"), ("b/1", "a/1")])
def test_the_end_of_one_id_is_not_the_posts_when_it_has_left_the_page(on, kept, dropped) -> None:
    assert polled(on, [post(kept), gone(dropped)], [gone(dropped)], [gone(dropped)]) == []
    put([gone(kept), gone(dropped)], on, after=9 * HOUR)
    assert Item.objects.get().withdrawn_at


@pytest.mark.parametrize("name", ["a/1", "b/1"])
def test_a_post_that_is_not_listed_is_gone_by_either_id_and_comes_back_by_either(on, name) -> None:
    assert polled(on, [gone(name)], [gone(name)]) == [EventKind.WITHDRAWN]
    assert polled(on, [post("a/1")], [post("b/1")]) == [EventKind.WITHDRAWN, EventKind.RESTORED]


@pytest.mark.parametrize(("kept", "dropped"), [("a/1", "b/1"), ("b/1", "a/1")])
def test_an_id_that_is_listed_again_may_end_again(on, kept, dropped) -> None:
    pages = [[post(kept), gone(dropped)], [post(dropped, "Six hurt in Staromist")], [gone(dropped)]]
    assert polled(on, *pages) == [EventKind.WITHDRAWN]
    assert Item.objects.get().texts_count == 2


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("where", [None, PAGE])
def test_a_post_whose_first_id_ends_as_the_second_comes_is_the_same_post(db, where, step) -> None:
    lantern = wire("lantern")
    put([post("a/1")], lantern)
    page = [post("b/1", "Six hurt in Staromist"), gone("a/1", url=where)][::step]
    assert polled(lantern, page, page, [one for one in page if one.withdrawn]) == []
    assert (Item.objects.get().texts_count, ItemName.objects.count()) == (2, 2)


def test_the_end_of_old_ids_at_their_addresses_ends_no_post_of_a_wire_that_goes_by_them(db) -> None:
    lantern = wire("lantern")
    every = [parsed(f"a{n}", f"Post {n}", url=f"{PAGE}/{n}", posted_at=None) for n in range(4)]
    put(every, lantern)
    ends = [gone(one.external_id, url=one.url) for one in every]
    page = [*(replace(one, external_id=f"b{n}") for n, one in enumerate(every)), *ends]
    assert polled(lantern, page, page) == []
    assert (Item.objects.count(), lantern.known_by) == (4, "address")


@pytest.mark.parametrize(("kept", "dropped"), [("a/1", "b/1"), ("b/1", "a/1")])
def test_a_kill_by_one_id_holds_while_the_other_is_listed(on, kept, dropped) -> None:
    page = [post(kept), gone(dropped, status="killed")]
    assert polled(on, page, page, [post(kept, "Six hurt in Staromist"), page[1]]) == [
        EventKind.WITHDRAWN,
        EventKind.KILLED,
    ]
    assert Item.objects.get().withdrawn_at
