"""Versions that replace each other: the one that was said later is the next text, else the one that came later."""

from datetime import timedelta
from itertools import permutations

import pytest

from tests.make import NOON
from tests.wires.letters import box, letter
from tests.wires.test_store import parsed, put, wire
from wires.models import Advisory, Item, ItemName

HOUR = timedelta(hours=1)


def version(name: str, title: str, replaces: str, hour: int | None):
    at = None if hour is None else NOON - (24 - hour) * HOUR
    return parsed(name, title, f"Words of {title}.", replaces=(replaces,), posted_at=at)


def pair(one: int | None, two: int | None):
    return [version("c/1", "One", "c/2", one), version("c/2", "Two", "c/1", two)]


def texts(name: str) -> list[str]:
    return list(Item.objects.get(external_id=name).texts.order_by("number").values_list("title", flat=True))  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "given", "texts_of"),
    [
        ((1, 2), (0, 1), {"c/1": ["One", "Two"]}),
        ((1, 2), (1, 0), {"c/1": ["One"], "c/2": ["Two"]}),
        ((2, 1), (1, 0), {"c/2": ["Two", "One"]}),
        ((1, 1), (0, 1), {"c/1": ["One", "Two"]}),
        ((1, 1), (1, 0), {"c/2": ["Two", "One"]}),
        ((None, None), (0, 1), {"c/1": ["One", "Two"]}),
        ((None, 1), (1, 0), {"c/2": ["Two", "One"]}),
    ],
    ids=["later comes later", "later comes first", "the other is later", "one hour", "one hour, other order", "no hours", "one has none"],
)  # fmt: skip
def test_by_the_stated_hour_then_by_arrival(db, hours, given, texts_of) -> None:
    on, both = wire("lantern"), pair(*hours)
    for n, which in enumerate(given):
        put([both[which]], on, after=n * HOUR)
    assert {row.external_id: texts(row.external_id) for row in Item.objects.all()} == texts_of
    if len(texts_of) == 2:  # the earlier one says which has replaced it
        row = Advisory.objects.get()
        assert (row.notice.external_id, row.item.external_id) == ("c/2", "c/1")
    for n in range(2, 5):
        assert not put([both[n % 2]], on, after=n * HOUR).touched
        assert not put(both, on, after=n * HOUR).touched


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_in_one_document_the_earlier_is_first(db, order) -> None:
    on, both = wire("lantern"), pair(1, 2)
    for n in range(3):
        put([both[which] for which in order], on, after=n * HOUR)
    assert texts("c/1") == ["One", "Two"]
    assert Item.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_circle_of_three_is_one_item_in_the_order_of_its_hours(db, order) -> None:
    on = wire("lantern")
    ring = [version("c/1", "One", "c/3", 1), version("c/2", "Two", "c/1", 2), version("c/3", "Three", "c/2", 3)]  # fmt: skip
    for n in range(3):
        put([ring[which] for which in order], on, after=n * HOUR)
    assert texts("c/1") == ["One", "Two", "Three"]
    assert Item.objects.count() == 1


def test_who_is_edited_later_is_the_next_text_and_nobody_turns_in_a_circle(db) -> None:
    on, both = wire("lantern"), pair(1, 2)
    put(both, on)
    again = parsed("c/1", "Three", "Words of Three.", replaces=("c/2",), posted_at=both[0].posted_at, updated_at=NOON)  # fmt: skip
    put([again, both[1]], on, after=HOUR)
    assert texts("c/1") == ["One", "Two", "Three"]
    assert ItemName.objects.get(superseded_at=None).name == "c/1"
    for n in range(2, 5):
        assert not put([again, both[1]], on, after=n * HOUR).touched
    put([parsed("c/1", "Four", "Words of Four.", posted_at=NOON)], on, after=6 * HOUR)
    assert texts("c/1") == ["One", "Two", "Three", "Four"]


def test_an_edit_that_states_no_later_hour_says_nothing_more(db) -> None:
    on, both = wire("lantern"), pair(1, 2)
    put(both, on)
    put([version("c/1", "Zero", "c/2", 1)], on, after=HOUR)
    assert texts("c/1") == ["One", "Two"]


def test_two_letters_that_name_each_other_are_one_item(db) -> None:
    on = box()
    put([letter("<a@x>", "One", "Words.", replaces=("<b@x>",))], on, whole=False)
    put([letter("<b@x>", "Two", "Others.", replaces=("<a@x>",))], on, after=HOUR, whole=False)
    put([letter("<a@x>", "One", "Words.", replaces=("<b@x>",))], on, after=2 * HOUR, whole=False)
    assert texts("<a@x>") == ["One", "Two"]
