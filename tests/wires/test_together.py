"""A version that replaces two items is the next text of both; a kill under any of their ids reaches all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON
from tests.wires.letters import box, letter
from tests.wires.test_store import LONG, parsed, put, wire
from wires import removal, together
from wires.models import EventKind, Item, ItemEvent

HOUR = timedelta(hours=1)
ONE = parsed("a/1", "Five hurt in Staromist", LONG)
TWO = parsed("b/1", "Rescue ends on Sadova Street", "The rescue has ended, its service says.")
BOTH = parsed("c/1", "Six hurt in Staromist, rescue ends", LONG.replace("five", "six"), replaces=("a/1", "b/1"))  # fmt: skip
NEXT = parsed("d/1", "Seven hurt in Staromist, rescue ends", LONG.replace("five", "seven"), replaces=("c/1",))  # fmt: skip


@pytest.fixture
def agency(db):
    on = wire("lantern")
    put([ONE, TWO], on)
    return on


def texts(name: str) -> list[str]:
    rows = Item.objects.get(external_id=name).texts.order_by("number")
    return [row.title.split()[0] for row in rows]


def kinds(name: str) -> list[str]:
    rows = ItemEvent.objects.filter(item__external_id=name).exclude(kind=EventKind.ARRIVED)
    return list(rows.values_list("kind", flat=True))


def test_it_is_the_next_text_of_both(agency) -> None:
    put([BOTH], agency, after=HOUR)
    put([NEXT], agency, after=2 * HOUR)
    assert texts("a/1") == ["Five", "Six", "Seven"]
    assert texts("b/1") == ["Rescue", "Six", "Seven"]
    assert kinds("a/1") == kinds("b/1") == ["edited", "edited"]
    assert Item.objects.count() == 2


@pytest.mark.parametrize("order", [[ONE, TWO, BOTH, NEXT], [NEXT, BOTH, TWO, ONE]])
def test_a_document_that_goes_on_listing_all_changes_nothing(db, order) -> None:
    on = wire("lantern")
    put(order, on)
    assert texts("a/1") == ["Five", "Six", "Seven"]
    assert texts("b/1") == ["Rescue", "Six", "Seven"]
    for n in range(1, 4):
        assert not put(order, on, after=n * HOUR).touched


def test_the_text_of_the_first_that_stays_is_a_new_text_of_the_second(agency) -> None:
    put([parsed("c/1", ONE.title, ONE.text, replaces=("a/1", "b/1"))], agency, after=HOUR)
    assert (texts("a/1"), texts("b/1")) == (["Five"], ["Rescue", "Five"])


def test_two_pairs_that_one_version_replaces_are_four_together(agency) -> None:
    put([parsed("x/1", "Fire in Zhorin"), parsed("x/2", "Smoke in Zhorin")], agency)
    put([BOTH, parsed("x/3", "Fire and smoke", replaces=("x/1", "x/2"))], agency, after=HOUR)
    put([parsed("all", "All of it", "Words of all.", replaces=("x/3", "c/1"))], agency, after=2 * HOUR)  # fmt: skip
    assert len(together.group(Item.objects.get(external_id="b/1").pk)) == 4
    assert {row.title for row in Item.objects.all()} == {"All of it"}


@pytest.mark.parametrize("late", ["a/1", "b/1"])
def test_one_that_comes_after_the_version_is_an_item_that_says_so(db, late) -> None:
    on = wire("lantern")
    first = {"a/1": TWO, "b/1": ONE}[late]
    put([first], on)
    put([BOTH], on, after=HOUR)
    put([{"a/1": ONE, "b/1": TWO}[late]], on, after=2 * HOUR)
    row = Item.objects.get(external_id=late)
    assert row.corrected_at == NOON + 2 * HOUR
    put([parsed(late, "", "", withdrawn=True, status="killed")], on, after=3 * HOUR)
    assert not Item.objects.filter(killed_at=None).exists()


KILLS = {
    "a field": {"title": "", "text": "", "withdrawn": True, "status": "killed"},
    "words": {"title": "KILL: Five hurt in Staromist", "text": "It was wrong."},
    "a field beside the text": {"title": "Five hurt in Staromist", "text": LONG, "status": "killed"},
}  # fmt: skip


@pytest.mark.parametrize("name", ["a/1", "b/1", "c/1", "d/1"])
@pytest.mark.parametrize("how", KILLS)
def test_a_kill_under_any_of_their_ids_reaches_both(agency, name, how) -> None:
    put([BOTH], agency, after=HOUR)
    put([NEXT], agency, after=2 * HOUR)
    put([parsed(name, **KILLS[how])], agency, after=3 * HOUR)
    assert {row.killed_at for row in Item.objects.all()} == {NOON + 3 * HOUR}
    assert kinds("a/1").count("killed") == kinds("b/1").count("killed") == 1
    older = f"under an id that was replaced: {name}"
    assert all((older in row.notice) == (name != "d/1") for row in Item.objects.all())
    assert not put([parsed(name, **KILLS[how])], agency, after=4 * HOUR).touched


@pytest.mark.parametrize("name", ["a/1", "b/1", "c/1", "d/1"])
def test_a_notice_that_names_any_of_their_ids_reaches_both(agency, name) -> None:
    put([BOTH], agency, after=HOUR)
    put([NEXT], agency, after=2 * HOUR)
    put([parsed("k/1", "KILL", "It is withdrawn.", about=(name,))], agency, after=3 * HOUR)
    assert not Item.objects.filter(killed_at=None).exists()


def test_a_withdrawal_under_an_older_id_takes_both_down(agency) -> None:
    put([BOTH], agency, after=HOUR)
    put([parsed("b/1", "", "", withdrawn=True)], agency, after=2 * HOUR)
    assert {row.withdrawn_at for row in Item.objects.all()} == {NOON + 2 * HOUR}
    put([BOTH], agency, after=3 * HOUR)
    assert {row.withdrawn_at for row in Item.objects.all()} == {None}
    assert kinds("a/1") == kinds("b/1") == ["edited", "withdrawn", "restored"]


def test_an_older_id_that_is_gone_beside_the_newest_takes_nothing_down(agency) -> None:
    put([BOTH], agency, after=HOUR)
    gone = parsed("a/1", "", "", withdrawn=True)
    put([gone, BOTH], agency, after=2 * HOUR)
    assert {row.withdrawn_at for row in Item.objects.all()} == {None}
    assert kinds("a/1") == ["edited"]


def test_an_item_that_is_listed_as_withdrawn_stays_withdrawn(agency) -> None:
    gone = parsed("a/1", ONE.title, ONE.text, withdrawn=True)
    for n in range(1, 4):
        put([gone], agency, after=n * HOUR)
    assert Item.objects.get(external_id="a/1").withdrawn_at == NOON + HOUR
    put([parsed("a/1", ONE.title, ONE.text, withdrawn=True, status="killed")], agency, after=5 * HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/1").killed_at == NOON + 5 * HOUR


def test_none_of_them_is_missing_from_a_page(db) -> None:
    on = wire("lantern")
    other = [parsed(f"n/{n}", f"Other {n}", f"Words {n}.", posted_at=NOON + n * HOUR) for n in (-2, -1, 1, 2)]  # fmt: skip
    put([*other[:2], ONE, TWO, *other[2:]], on)
    for n in range(1, 5):
        put([*other[:2], BOTH, *other[2:]], on, after=n * HOUR)
    assert not Item.objects.exclude(missing_since=None, withdrawn_at=None).exists()


def test_in_a_mailbox_only_what_its_sender_sent_is_tied(db) -> None:
    on = box()
    put([letter("<a@x>", "Five hurt", LONG)], on, whole=False)
    put([letter("<b@x>", "Rescue ends", "Others.", proven=False)], on, whole=False)
    put([letter("<c@x>", "Six hurt", "More.", replaces=("<b@x>", "<a@x>"))], on, after=HOUR, whole=False)  # fmt: skip
    assert (texts("<a@x>"), texts("<b@x>")) == (["Five", "Six"], ["Rescue"])


def test_what_is_said_of_many_costs_one_question_more(db) -> None:
    on = wire("lantern")
    asked = []
    for step in range(3):
        page = [parsed(f"n/{n}", f"Title {n}", f"{LONG} {n} {step}") for n in range(60)]
        with CaptureQueriesContext(connection) as questions:
            put(page, on, after=step * HOUR)
        asked.append(sum('"told_with_id" IN (' in one["sql"] for one in questions))
    assert asked == [0, 1, 1]


def test_what_was_told_with_a_removed_item_goes_on_without_it(agency) -> None:
    put([BOTH], agency, after=HOUR)
    gone = Item.objects.get(external_id="a/1")
    removal.remove(gone, ground="privacy", by="Cass", now=NOON + HOUR)
    put([BOTH], agency, after=2 * HOUR)
    put([parsed("e/1", "Eight hurt", LONG, replaces=("b/1",))], agency, after=3 * HOUR)
    assert not gone.names.exists()
    assert texts("b/1") == ["Rescue", "Six", "Eight"]
