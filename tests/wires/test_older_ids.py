"""A correction, an embargo or a lift under an id that another has replaced is said of the item, as a kill is."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires.models import EventKind, Item, ItemEvent

HOUR = timedelta(hours=1)
HEAD = "Water is low in the Luda river"
BAR = NOON + 60 * HOUR
SAID = "EMBARGOED UNTIL 0600 GMT JULY 30\n\n"
ONE = parsed("a/1", HEAD, LONG)
TWO = parsed("a/2", f"{HEAD}, and falls", f"{LONG} More.", replaces=("a/1",), updated_at=NOON + HOUR)  # fmt: skip


@pytest.fixture
def agency(db):
    on = wire("lantern")
    put([ONE], on)
    put([TWO], on, after=HOUR)
    return on


def the_item() -> Item:
    return Item.objects.get(external_id="a/1")


def kinds(name: str = "a/1") -> list[str]:
    rows = ItemEvent.objects.filter(item__external_id=name)
    return list(rows.exclude(kind__in=("arrived", "edited")).values_list("kind", flat=True))


NOTICES = {
    "a correction in a field": ({"status": "corrected"}, "corrected"),
    "a correction in words": ({"title": f"CORRECTED-{HEAD}", "text": f"{LONG} Not five."}, "corrected"),
    "an embargo in a field": ({"embargo_until": BAR}, "embargoed"),
    "an embargo in a field without an hour": ({"embargo_said": "2026-07-09"}, "embargoed"),
    "an embargo in words": ({"text": f"{SAID}{LONG}"}, "embargoed"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "kind"), NOTICES.values(), ids=NOTICES)
def test_it_reaches_the_item_and_is_told_once(agency, said, kind) -> None:
    late = parsed("a/1", **{"title": HEAD, "text": LONG, "updated_at": NOON + 2 * HOUR, **said})
    done = put([late], agency, after=2 * HOUR)
    row = the_item()
    assert bool(row.corrected_at) == (kind == "corrected")
    assert row.embargoed == (kind == "embargoed")
    assert row.notice.endswith("under an id that was replaced: a/1")
    assert (kinds(), done.changed) == ([kind], [row.pk])
    assert (row.title, row.texts_count) == (TWO.title, 2)  # its text says nothing more
    for n in range(3, 5):
        assert not put([late, TWO], agency, after=n * HOUR).touched
    put([parsed("a/2", TWO.title, f"{TWO.text} And more.")], agency, after=5 * HOUR)
    assert the_item().embargoed == (kind == "embargoed")  # silence under the newest ends no embargo


@pytest.mark.parametrize("name", ["a/1", "a/2", "b/1"])
def test_it_reaches_all_that_one_version_replaced(agency, name) -> None:
    put([parsed("b/1", "Rescue ends", "Others.")], agency, after=HOUR)
    put([parsed("c/1", "Both", "Of both.", replaces=("a/2", "b/1"))], agency, after=2 * HOUR)
    put([parsed(name, HEAD, f"{SAID}{LONG}")], agency, after=3 * HOUR)
    assert {row.embargoed for row in Item.objects.all()} == {True}
    assert kinds("a/1") == kinds("b/1") == ["embargoed"]


@pytest.mark.parametrize("name", ["a/1", "a/2"])
def test_a_lift_under_any_id_frees_the_item(agency, name) -> None:
    put([parsed("a/1", HEAD, f"{SAID}{LONG}")], agency, after=2 * HOUR)
    put([parsed(name, HEAD, f"EMBARGO LIFTED\n\n{LONG}")], agency, after=3 * HOUR)
    assert not the_item().embargoed
    assert kinds() == ["embargoed", "lifted"]


@pytest.mark.parametrize(("minutes", "holds"), [(30, False), (90, True)])
def test_a_field_that_was_filled_before_the_newest_text_is_ended_by_it(
    agency, minutes, holds
) -> None:
    at = NOON + timedelta(minutes=minutes)
    put([parsed("a/1", HEAD, LONG, embargo_until=BAR, updated_at=at)], agency, after=3 * HOUR)
    assert the_item().embargoed == holds


def test_words_that_the_item_had_before_its_lift_bar_nothing_again(db) -> None:
    on = wire("lantern")
    put([parsed("a/1", HEAD, f"{SAID}{LONG}")], on)
    put([parsed("a/2", HEAD, f"EMBARGO LIFTED\n\n{LONG}", replaces=("a/1",))], on, after=HOUR)
    put([parsed("a/1", HEAD, f"{SAID}{LONG}", author="The same, listed again")], on, after=2 * HOUR)
    assert not the_item().embargoed
    assert kinds() == ["embargoed", "lifted"]


def test_the_longer_of_two_embargoes_holds_where_no_hour_says_which_is_later(agency) -> None:
    put([parsed("a/2", HEAD, f"{SAID}{LONG}")], agency, after=2 * HOUR)
    put([parsed("a/1", HEAD, f"{SAID.replace('30', '20')}{LONG}")], agency, after=3 * HOUR)
    assert the_item().embargo_until.day == 30


def test_a_correction_that_the_newest_text_came_after_is_no_news(agency) -> None:
    old = parsed("a/1", f"CORRECTED-{HEAD}", f"{LONG} Four.", updated_at=NOON + HOUR / 2)
    assert put([old], agency, after=2 * HOUR).noted  # so that its bytes are kept
    assert (the_item().corrected_at, kinds()) == (None, [])


def test_a_second_correction_under_an_older_id_is_told_too(agency) -> None:
    for n, words in enumerate(("Four", "Three"), 2):
        put([parsed("a/1", f"CORRECTED-{HEAD}", f"{LONG} {words}.")], agency, after=n * HOUR)
    assert kinds() == [EventKind.CORRECTED] * 2
