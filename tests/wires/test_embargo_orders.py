"""An embargo stands until its hour or a lift of its agency, in whatever order they come."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires import advisories
from wires.models import EventKind, Item, ItemEvent

HOUR = timedelta(hours=1)
HEAD = "Water is low in the Luda river"
BARRED = "EMBARGOED UNTIL 0600 GMT JULY 30\n\nThe report says that water is low."
PLAIN = "The report says that water is low, and names the dam."
LIFTED = "EMBARGO LIFTED\n\nThe report says that water is low."


@pytest.fixture
def agency(db):
    return wire("lantern")


def held(name: str = "a/1") -> bool:
    return Item.objects.get(external_id=name).embargoed


def kinds(name: str = "a/1") -> list[str]:
    rows = ItemEvent.objects.filter(item__external_id=name).exclude(kind=EventKind.ARRIVED)
    return [kind for kind in rows.values_list("kind", flat=True) if kind in {"embargoed", "lifted"}]


@pytest.mark.parametrize(
    ("first", "then", "holds"),
    [
        ({"text": BARRED}, {"text": PLAIN}, True),
        ({"text": "STRICTLY EMBARGOED\n\nWater."}, {"text": PLAIN}, True),
        ({"text": BARRED, "embargo_until": NOON + 9 * HOUR}, {"text": PLAIN}, True),
        ({"text": BARRED}, {"text": BARRED, "urgency": 3}, True),
        ({"text": BARRED}, {"text": LIFTED}, False),
        ({"text": BARRED}, {"text": PLAIN, "embargo_until": NOON - HOUR}, False),
        ({"text": PLAIN, "embargo_until": NOON + 9 * HOUR}, {"text": PLAIN}, False),
        ({"text": PLAIN, "embargo_until": NOON + 9 * HOUR}, {"text": f"{PLAIN} More."}, False),
    ],
    ids=["words left out", "no hour", "words and a field", "said again", "lifted", "a field that is past", "a field left out", "a field left out of a new text"],
)  # fmt: skip
def test_a_text_that_is_silent_ends_no_embargo_told_in_words(agency, first, then, holds) -> None:
    put([parsed("a/1", HEAD, **first)], agency)
    put([parsed("a/1", HEAD, **then)], agency, after=HOUR)
    assert held() == holds
    put([parsed("a/1", HEAD, f"{then['text']} And more.")], agency, after=2 * HOUR)
    assert held() == holds
    assert kinds() == ["embargoed"] + ["lifted"] * (not holds)


def test_an_embargo_in_words_is_over_at_its_hour(agency) -> None:
    put([parsed("a/1", HEAD, "EMBARGOED UNTIL 1400 GMT JULY 2\n\nWater.")], agency)
    put([parsed("a/1", HEAD, PLAIN)], agency, after=HOUR)
    row = Item.objects.get(external_id="a/1")
    assert (row.embargoed, row.embargo_until) == (True, NOON + 2 * HOUR)


def test_a_later_hour_in_words_takes_the_place_of_the_earlier(agency) -> None:
    put([parsed("a/1", HEAD, BARRED)], agency)
    put([parsed("a/1", HEAD, BARRED.replace("30", "31"))], agency, after=HOUR)
    put([parsed("a/1", HEAD, PLAIN)], agency, after=2 * HOUR)
    assert Item.objects.get(external_id="a/1").embargo_until.day == 31


def stated(hour: int) -> datetime:
    return NOON + timedelta(minutes=hour)


NOTICES = {
    "first embargo": parsed("e/1", "ADVISORY", "Embargoed until 0600 GMT July 20: the story slugged BC-River.", posted_at=stated(1)),
    "lift": parsed("l/1", "ADVISORY", "The embargo on the story slugged BC-River is lifted.", posted_at=stated(2)),
    "second embargo": parsed("e/2", "ADVISORY", "Embargoed until 0600 GMT July 25: the story slugged BC-River.", posted_at=stated(3)),
}  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(NOTICES)), ids=" > ".join)
def test_notices_hold_in_the_order_of_their_own_hours(agency, order) -> None:
    put([parsed("a/1", HEAD, PLAIN, slug="BC-River", posted_at=stated(0))], agency)
    for n, name in enumerate(order, 1):
        put([NOTICES[name]], agency, after=n * HOUR)
        advisories.again(now=NOON + n * HOUR)
    assert Item.objects.get(external_id="a/1").embargo_until.day == 25


@pytest.mark.parametrize("order", list(permutations(["first embargo", "lift"])), ids=" > ".join)
def test_a_lift_frees_of_an_embargo_that_was_said_before_it(agency, order) -> None:
    put([parsed("a/1", HEAD, PLAIN, slug="BC-River", posted_at=stated(0))], agency)
    for n, name in enumerate(order, 1):
        put([NOTICES[name]], agency, after=n * HOUR)
        advisories.again(now=NOON + n * HOUR)
    assert not held()
    assert kinds()[-1] == "lifted"


@pytest.mark.parametrize(("minute", "holds"), [(1, True), (9, False)])
def test_a_late_lift_frees_the_items_own_words_if_it_was_said_after_them(
    agency, minute, holds
) -> None:
    put([parsed("a/1", HEAD, BARRED, slug="BC-River", posted_at=stated(5))], agency)
    put([parsed("a/1", HEAD, PLAIN, slug="BC-River", posted_at=stated(5), updated_at=stated(20))], agency, after=HOUR)  # fmt: skip
    put([parsed("l/1", "EMBARGO LIFTED", slug="BC-River", posted_at=stated(minute))], agency, after=2 * HOUR)  # fmt: skip
    assert held() == holds
    assert kinds() == ["embargoed"] + ["lifted"] * (not holds)


@pytest.mark.parametrize(("minute", "holds"), [(1, True), (9, False)])
def test_an_older_text_that_comes_late_frees_of_nothing_newer(agency, minute, holds) -> None:
    put([parsed("a/1", HEAD, BARRED, updated_at=stated(5))], agency)
    put([parsed("a/1", HEAD, LIFTED, updated_at=stated(minute))], agency, after=HOUR)
    assert held() == holds


def test_an_hour_to_come_is_no_hour_at_which_it_was_said(agency) -> None:
    put([parsed("a/1", HEAD, BARRED, slug="BC-River", posted_at=NOON + 90 * HOUR)], agency)
    put([parsed("l/1", "EMBARGO LIFTED", slug="BC-River", posted_at=NOON + HOUR)], agency, after=HOUR)  # fmt: skip
    assert not held()
