"""A notice that is edited acts on what it names now; what it names no longer is told, and freed where that is safe."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON
from tests.wires.letters import box, letter
from tests.wires.test_store import LONG, parsed, put, wire
from wires import advisories, amended
from wires.models import Advisory, EventKind, Item, ItemEvent

HOUR = timedelta(hours=1)
RIVER, DAM = "Water is low in the Luda river", "Engineers look at the dam of Zhorin"
WORDS = {
    "killed": "Editors: kill the story slugged {}.",
    "embargoed": "Embargoed until 0600 GMT July 30: the story slugged {}.",
    "lifted": "The embargo on the story slugged {} is lifted.",
    "corrected": "CORRECTION: in the story slugged {} the number is six.",
}
BARRED = "EMBARGOED UNTIL 0600 GMT JULY 25\n\n"


@pytest.fixture
def agency(db):
    on = wire("lantern")
    put([parsed("a/1", RIVER, LONG, slug="BC-River"), parsed("a/2", DAM, "Other words.", slug="BC-Dam")], on)  # fmt: skip
    return on


def notice(act: str, slug: str, name: str = "k/1", **more):
    words = WORDS[act].format(slug)
    title, text = (words, "") if act == "corrected" else ("ADVISORY", words)
    return parsed(name, title, text, **more)


def state(name: str) -> dict[str, bool]:
    row = Item.objects.get(external_id=name)
    return {"killed": bool(row.killed_at), "corrected": bool(row.corrected_at), "embargoed": row.embargoed}  # fmt: skip


def held(name: str) -> set[str]:
    return {word for word, yes in state(name).items() if yes}


def kinds(name: str) -> list[str]:
    rows = ItemEvent.objects.filter(item__external_id=name).exclude(kind=EventKind.ARRIVED)
    return list(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(("act", "stands"), [("killed", True), ("embargoed", True), ("corrected", False)])  # fmt: skip
def test_it_acts_on_what_it_names_now_and_silence_frees_of_no_kill(agency, act, stands) -> None:
    put([notice(act, "BC-River")], agency, after=HOUR)
    put([notice(act, "BC-Dam")], agency, after=2 * HOUR)
    assert held("a/2") == {act}
    assert held("a/1") == ({act} if stands else set())
    assert kinds("a/1") == [act, "advised"]
    assert kinds("a/2") == [act]
    said = Advisory.objects.get(item__external_id="a/1")
    if stands:
        assert (
            said.by_what
            == "its slug, river; the notice names it no longer since 14:00 UTC on 2 July"
        )
    else:
        assert said.refused_by == "the notice itself, which names it no longer"
    before = ItemEvent.objects.count()
    put([notice(act, "BC-Dam", author="Desk")], agency, after=3 * HOUR)
    assert ItemEvent.objects.filter(item__external_id__startswith="a/").count() <= before


def test_a_lift_that_names_another_now_bars_the_first_again(db) -> None:
    on = wire("lantern")
    put([parsed("a/1", RIVER, BARRED + LONG, slug="BC-River"), parsed("a/2", DAM, f"{BARRED}Other words.", slug="BC-Dam")], on)  # fmt: skip
    put([notice("lifted", "BC-River")], on, after=HOUR)
    assert (held("a/1"), held("a/2")) == (set(), {"embargoed"})
    put([notice("lifted", "BC-Dam")], on, after=2 * HOUR)
    assert (held("a/1"), held("a/2")) == ({"embargoed"}, set())
    assert kinds("a/1") == ["embargoed", "lifted", "embargoed", "advised"]


@pytest.mark.parametrize("act", WORDS)
def test_an_edit_that_names_the_same_changes_nothing(db, act) -> None:
    on = wire("lantern")
    put([parsed("a/1", RIVER, BARRED * (act == "lifted") + LONG, slug="BC-River")], on)
    put([notice(act, "BC-River")], on, after=HOUR)
    had, told = held("a/1"), kinds("a/1")
    for n in range(2, 4):
        late = n * 26 * HOUR  # when a slug alone would not be enough for a new notice
        more = notice(act, "BC-River")
        put([parsed("k/1", more.title, f"{more.text} Said {n} times.")], on, after=late)
    assert (held("a/1"), kinds("a/1")) == (had, told)
    assert Advisory.objects.count() == 1


@pytest.mark.parametrize("act", ["killed", "embargoed"])
def test_a_notice_that_says_nothing_more_frees_nothing(agency, act) -> None:
    put([notice(act, "BC-River")], agency, after=HOUR)
    put([parsed("k/1", "ADVISORY", "Good morning.")], agency, after=2 * HOUR)
    assert held("a/1") == {act}
    assert "no longer" in Advisory.objects.get().by_what


def test_what_it_names_again_holds_again(agency) -> None:
    for n, slug in enumerate(["BC-River", "BC-Dam", "BC-River"], 1):
        put([notice("corrected", slug)], agency, after=n * HOUR)
    assert (held("a/1"), held("a/2")) == ({"corrected"}, set())
    assert Advisory.objects.done().count() == 1


@pytest.mark.parametrize(
    ("first", "then", "stays"),
    [
        ("corrected", "killed", {"killed"}),
        ("embargoed", "killed", {"killed"}),
        ("embargoed", "lifted", set()),
        ("embargoed", "corrected", {"embargoed"}),
        ("killed", "corrected", {"killed"}),
        ("killed", "lifted", {"killed"}),
        ("corrected", "embargoed", {"embargoed"}),
    ],
)
def test_it_does_to_its_item_what_it_says_now_but_silence_ends_nothing(
    agency, first, then, stays
) -> None:
    put([notice(first, "BC-River")], agency, after=HOUR)
    put([notice(then, "BC-River")], agency, after=2 * HOUR)
    assert held("a/1") == stays
    assert Advisory.objects.count() == 1


def test_an_embargo_of_another_hour_takes_its_place(agency) -> None:
    put([notice("embargoed", "BC-River")], agency, after=HOUR)
    more = notice("embargoed", "BC-River")
    put(
        [parsed("k/1", more.title, more.text.replace("July 30", "July 20"))], agency, after=2 * HOUR
    )
    assert Item.objects.get(external_id="a/1").embargo_until.day == 20


def test_what_a_person_said_of_a_notice_stands(agency) -> None:
    put([notice("corrected", "BC-River")], agency, after=HOUR)
    row = Advisory.objects.get()
    advisories.undo(row, by="Cass", now=NOON + HOUR)
    put([parsed("k/1", notice("corrected", "BC-River").title, "Said again.")], agency, after=2 * HOUR)  # fmt: skip
    assert held("a/1") == set()
    put([notice("corrected", "BC-Dam")], agency, after=3 * HOUR)
    advisories.do(Advisory.objects.get(item__external_id="a/2"), words="x", now=NOON, by="Cass")
    put([parsed("k/1", "ADVISORY", "Good morning.")], agency, after=4 * HOUR)
    assert held("a/2") == {"corrected"}


def test_a_notice_that_waited_waits_for_what_it_names_now(agency) -> None:
    put([notice("killed", "BC-Sea")], agency, after=HOUR)
    put([notice("killed", "BC-Dam")], agency, after=2 * HOUR)
    assert (held("a/2"), Advisory.objects.filter(item=None).count()) == ({"killed"}, 0)
    put([notice("killed", "BC-Sea", "k/2")], agency, after=3 * HOUR)
    put([parsed("k/2", "ADVISORY", "Good morning.")], agency, after=4 * HOUR)
    assert not Advisory.objects.filter(item=None).exists()


@pytest.mark.parametrize(
    ("text", "sure"),
    [("Kill the story with the id a/1.", True), ("Kill the story slugged BC-River.", False)],
)
def test_an_item_that_becomes_a_notice_is_sure_by_an_id_only(agency, text, sure) -> None:
    put([parsed("k/1", "ADVISORY", "Editors: wait, please.")], agency, after=HOUR)
    ids = ("a/1",) if "id" in text else ()
    put([parsed("k/1", "ADVISORY: KILL", text, about=ids)], agency, after=2 * HOUR)
    assert bool(held("a/1")) == sure
    assert Advisory.objects.proposed().exists() != sure


@pytest.mark.parametrize("again", [f"KILL: {RIVER}", f"CORRECTED-{RIVER}", f"{RIVER} (corrects number)"])  # fmt: skip
def test_a_story_that_is_killed_in_its_place_says_nothing_of_others(agency, again) -> None:
    put([parsed("a/3", RIVER, f"{LONG} Told once more.", slug="BC-River")], agency, after=HOUR)
    put([parsed("a/1", again, LONG, slug="BC-River")], agency, after=2 * HOUR)
    assert held("a/3") == set()
    assert not Advisory.objects.exists()


def test_a_field_that_names_another_now_is_heard_though_no_word_changed(agency) -> None:
    for n, name in enumerate(("a/1", "a/2"), 1):
        put([parsed("k/1", "MANDATORY KILL", "It was wrong.", about=(name,))], agency, after=n * HOUR)  # fmt: skip
    assert held("a/1") == held("a/2") == {"killed"}


@pytest.mark.parametrize(
    ("sender", "acts"), [("press@lantern.example", True), ("other@y.example", False)]
)
def test_in_a_mailbox_an_edited_letter_acts_on_its_senders_only(db, sender, acts) -> None:
    on = box()
    put([letter("<a@x>", RIVER, LONG)], on, whole=False)
    put([letter("<k@x>", "ADVISORY", "Kill the story “Nothing that is here”.", sender=sender)], on, after=HOUR, whole=False)  # fmt: skip
    put([letter("<k@x>", "ADVISORY", f"Kill the story “{RIVER}”.", sender=sender)], on, after=2 * HOUR, whole=False)  # fmt: skip
    assert bool(held("<a@x>")) == acts


@pytest.mark.parametrize("was_notice", [True, False], ids=["a notice", "a story"])
def test_what_only_a_field_names_is_looked_up_a_minute_later_too(agency, was_notice) -> None:
    many = advisories.AT_ONCE + 5
    put([parsed(f"s/{n}", f"Story of {n}", f"{LONG} {n}") for n in range(many)], agency)
    first = "It was wrong." if was_notice else LONG
    label = "MANDATORY KILL" if was_notice else "Good evening"
    put([parsed(f"k/{n}", label, f"{first} {n}") for n in range(many)], agency, after=HOUR)
    put([parsed(f"k/{n}", "MANDATORY KILL", f"It was wrong, {n}.", about=(f"s/{n}",)) for n in range(many)], agency, after=2 * HOUR)  # fmt: skip
    amended.again(now=NOON + 2 * HOUR)
    assert Item.objects.filter(external_id__startswith="s/", killed_at=None).count() == 0


@pytest.mark.parametrize("was_notice", [True, False], ids=["a notice", "a story"])
def test_more_edited_notices_than_are_looked_up_at_once_are_looked_up_a_minute_later(agency, was_notice) -> None:  # fmt: skip
    many = advisories.AT_ONCE + 5
    words = (
        "Editors: kill the story with the id z/{n}."
        if was_notice
        else "Editors: good evening, {n}."
    )
    put([parsed(f"s/{n}", f"Story of {n}", f"{LONG} {n}") for n in range(many)], agency)
    put([parsed(f"k/{n}", "ADVISORY", words.format(n=n)) for n in range(many)], agency, after=HOUR)
    named = "Editors: kill the story with the id https://lantern.example/s/{n}. {n}"
    Item.objects.filter(external_id__startswith="s/").update(key="")
    for n in range(many):
        Item.objects.filter(external_id=f"s/{n}").update(key=f"https://lantern.example/s/{n}")
    put([parsed(f"k/{n}", "ADVISORY: KILL", named.format(n=n)) for n in range(many)], agency, after=2 * HOUR)  # fmt: skip
    dead = Item.objects.filter(external_id__startswith="s/").exclude(killed_at=None)
    assert dead.count() == advisories.AT_ONCE
    assert advisories.again(now=NOON + 2 * HOUR) == 0
    assert dead.count() == advisories.AT_ONCE, (
        "who was put off is no notice that waits for its item"
    )
    assert amended.again(now=NOON + 2 * HOUR) == 5
    assert dead.count() == many
    assert amended.again(now=NOON + 2 * HOUR) == 0
    assert not Advisory.objects.filter(by_what=amended.PUT_OFF).exists()


def test_a_notice_that_waited_is_one_when_it_was_put_off_too(agency) -> None:
    put([notice("killed", "BC-Late")], agency, after=HOUR)
    row = Item.objects.get(external_id="k/1")
    [waits] = Advisory.objects.all()
    assert waits.item_id is None
    edited = WORDS["killed"].format("BC-River")
    Item.objects.filter(pk=row.pk).update(text=edited)
    amended.put_off([(row.pk, None, [waits])], now=NOON + HOUR)
    amended.again(now=NOON + 2 * HOUR)
    assert held("a/1") == {"killed"}


def test_a_story_that_was_put_off_as_a_notice_is_none_yet_when_it_comes_again(agency) -> None:
    put([parsed("k/1", "Good evening", LONG)], agency, after=HOUR)
    row = Item.objects.get(external_id="k/1")
    words = Item(title="ADVISORY", text=WORDS["killed"].format("BC-River"))
    said = advisories.of_row(words, Advisory(), NOON)
    amended.put_off([(row.pk, said, [])], now=NOON + HOUR)
    put([notice("killed", "BC-River")], agency, after=2 * HOUR)
    assert held("a/1") == set(), "its slug may be its own"


def test_what_was_put_off_and_names_nothing_more_is_taken_back_all_the_same(agency) -> None:
    put([notice("corrected", "BC-River")], agency, after=HOUR)
    row = Item.objects.get(external_id="k/1")
    amended.put_off([(row.pk, None, list(Advisory.objects.all()))], now=NOON + HOUR)
    Item.objects.filter(pk=row.pk).update(title="ADVISORY", text="Good morning.")
    assert held("a/1") == {"corrected"}
    assert amended.again(now=NOON + 2 * HOUR) == 1
    assert held("a/1") == set()


def test_what_an_agency_sent_is_asked_for_once_a_document(agency) -> None:
    for step in (1, 2):
        many = [notice("killed", "BC-River" if step == 1 else "BC-Dam", f"k/{n}") for n in range(9)]
        with CaptureQueriesContext(connection) as questions:
            put(many, agency, after=step * HOUR)
    said = [one["sql"] for one in questions if "told_with_id" in one["sql"] and "external_id" in one["sql"]]  # fmt: skip
    assert sum('"wires_item"."received_at" >=' in one for one in said) == 1


def test_edits_of_stories_cost_one_question_more(db) -> None:
    on = wire("lantern")
    asked = []
    for step in range(3):
        page = [parsed(f"n/{n}", f"Title {n}", f"{LONG} {n} {step}") for n in range(60)]
        with CaptureQueriesContext(connection) as questions:
            put(page, on, after=step * HOUR)
        asked.append(sum("wires_advisory" in one["sql"] and "notice_id" in one["sql"] for one in questions))  # fmt: skip
    assert asked == [0, 1, 1]
