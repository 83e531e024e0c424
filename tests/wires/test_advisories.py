"""A kill, a correction, an embargo that comes as an item of its own finds the item it means."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON, source
from tests.wires.letters import box, letter
from tests.wires.test_store import LONG, parsed, put, wire
from wires import advice, advisories, removal
from wires.models import Advisory, EventKind, Item, ItemEvent
from wires.notices import read
from wires.parse import parse
from wires.types import ParsedItem

HEAD = "Five hurt as high rise in Staromist is hit"
HOUR = timedelta(hours=1)


def said(title: str = "", text: str = "", **more) -> advice.Advice | None:
    item = ParsedItem("9", None, None, title, text, **more)
    return advice.read(item, read(item, NOON))


@pytest.mark.parametrize(
    ("title", "text", "act", "names"),
    [
        (f"KILL: {HEAD}", "", "killed", advice.bare(HEAD)),
        ("ADVISORY: KILL", f"Editors: kill the story “{HEAD}”, moved at 0104 GMT.", "killed", advice.bare(HEAD)),
        ("MANDATORY KILL", "Please kill the story slugged BC-ML--Staromist-Strike.", "killed", "ml-staromist-strike"),
        ("MANDATORY KILL", "Kill the story slugged BC-Strike. Moved in error.", "killed", "strike"),
        ("WITHDRAWN", "The story has been withdrawn, number a0595.", "killed", "a0595"),
        ("KILL", "The story https://wire.example/a/1?utm_source=x is withdrawn.", "killed", "https://wire.example/a/1"),
        (f"CORRECTED-{HEAD} (corrects number)", "", "corrected", advice.bare(HEAD)),
        ("ADVISORY", "Embargoed until 0600 GMT July 3: story slugged Staromist-Report.", "embargoed", "staromist-report"),
    ],
)  # fmt: skip
def test_what_a_notice_names(title, text, act, names) -> None:
    found = said(title, text)
    assert found
    assert found.act == act
    assert names in {*found.ids, *found.slugs, *found.heads}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Five hurt in Staromist", "The mayor said so."),
        ("Kill switch found", "It stops the engine."),
        (
            "Report on the river",
            "EMBARGOED UNTIL 0600 GMT JULY 3\n\nThe report says that water is low.",
        ),
    ],
)
def test_what_is_no_notice_of_another(title, text) -> None:
    assert said(title, text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BC-ML--Strike, 1st Ld-Writethru", "BC-ML--Strike,Kill"),
        ("PM-Strike, CORRECTION", "AM-Strike"),
        ("Konflikte/Ukraine/KORR", "Konflikte / Ukraine"),
    ],
)
def test_versions_of_one_slug_are_one(one, other) -> None:
    assert advice.slug_key(one) == advice.slug_key(other) != ""


def test_a_headline_without_end_is_compared_as_far_as_headlines_go() -> None:
    begun = time.process_time()
    advice.after_label("(corrects " * 40_000 + ")x")
    assert time.process_time() - begun < 0.5


def event_kinds(name: str) -> list[str]:
    rows = ItemEvent.objects.filter(item__external_id=name).exclude(kind=EventKind.ARRIVED)
    return list(rows.values_list("kind", flat=True))


@pytest.fixture
def agency(db) -> object:
    on = wire("lantern")
    put([parsed("a/1", HEAD, LONG, slug="BC-ML--Staromist"), parsed("a/2", "Bank holds its rate for a month", "Other words.", slug="BC-Bank")], on)  # fmt: skip
    return on


@pytest.mark.parametrize(
    ("notice", "by"),
    [
        (parsed("k/1", f"KILL: {HEAD}", "It was wrong."), "headline"),
        (parsed("k/1", "ADVISORY: KILL", f"Editors: kill the story “{HEAD.upper()}”."), "headline"),
        (parsed("k/1", "ADVISORY: KILL", "Kill the story slugged BC-ML--Staromist, Kill."), "slug"),
        (parsed("k/1", "KILL", "Editors.", slug="BC-ML--Staromist,Kill"), "slug"),
        (parsed("k/1", "KILL", "Kill the item a/1.", about=("a/1",)), "id"),
        (parsed("k/1", "Mandatory kill", "Number 7.", status="killed", withdrawn=True, about=("a/1",)), "id"),
    ],
    ids=["label", "quoted", "slug in words", "own slug", "field", "withdrawn under its own number"],
)  # fmt: skip
def test_a_kill_finds_its_story(agency, notice, by) -> None:
    put([notice], agency, after=HOUR)
    killed = Item.objects.get(external_id="a/1")
    assert killed.killed_at == NOON + HOUR
    assert Item.objects.get(external_id="a/2").killed_at is None
    assert by in Advisory.objects.get(item=killed).by_what
    assert event_kinds("a/1") == ["killed"]


def test_a_kill_stands_when_the_story_is_edited_afterwards(agency) -> None:
    put([parsed("k/1", f"KILL: {HEAD}")], agency, after=HOUR)
    put([parsed("a/1", HEAD, f"{LONG} More is known.")], agency, after=2 * HOUR)
    assert Item.objects.get(external_id="a/1").killed_at == NOON + HOUR


def test_a_corrected_story_under_another_id_marks_the_first(agency) -> None:
    put([parsed("c/1", "CORRECTED-Six hurt as a block in Staromist is hit", LONG.replace("five people", "six people"))], agency, after=HOUR)  # fmt: skip
    first = Item.objects.get(external_id="a/1")
    assert first.corrected_at == NOON + HOUR
    assert "its words" in Advisory.objects.get(item=first).by_what


def test_an_embargo_that_comes_later_holds_through_edits(agency) -> None:
    words = "Embargoed until 0600 GMT July 3: the story slugged BC-ML--Staromist."
    put([parsed("e/1", "ADVISORY", words)], agency, after=HOUR)
    put([parsed("a/1", HEAD, f"{LONG} More is known.")], agency, after=2 * HOUR)
    held = Item.objects.get(external_id="a/1")
    assert held.embargo_until == datetime(2026, 7, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("more", ["", " More is known."], ids=["said again", "edited"])
def test_an_items_own_embargo_cuts_no_longer_one_short(agency, more) -> None:
    words = "Embargoed until 0600 GMT July 3: the story slugged BC-ML--Staromist."
    put([parsed("e/1", "ADVISORY", words)], agency, after=HOUR)
    put([parsed("a/1", HEAD, f"{LONG}{more}", embargo_until=NOON + 5 * HOUR)], agency, after=2 * HOUR)  # fmt: skip
    held = Item.objects.get(external_id="a/1")
    assert held.embargo_until == datetime(2026, 7, 3, 6, tzinfo=UTC)


def test_a_slug_of_another_day_is_proposed_and_kills_nothing(agency) -> None:
    put([parsed("k/1", "ADVISORY: KILL", "Kill the story slugged BC-ML--Staromist.")], agency, after=30 * HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/1").killed_at is None
    assert Advisory.objects.proposed().get().item.external_id == "a/1"


def test_a_page_full_of_kills_is_looked_up_in_turns(agency, monkeypatch) -> None:
    monkeypatch.setattr(advisories, "AT_ONCE", 2)
    heads = [f"Bridge number {n} over the Luda falls at night" for n in range(5)]
    put([parsed(f"a/b{n}", head) for n, head in enumerate(heads)], agency)
    put([parsed(f"k/{n}", f"KILL: {head}") for n, head in enumerate(heads)], agency, after=HOUR)
    assert Item.objects.filter(external_id__startswith="a/b").exclude(killed_at=None).count() == 2
    assert [advisories.again(now=NOON + HOUR) for _ in range(3)] == [2, 1, 0]
    assert Item.objects.filter(external_id__startswith="a/b", killed_at=None).count() == 0


def test_a_page_of_two_thousand_kills_asks_the_database_few_questions(agency) -> None:
    page = [parsed(f"k/{n}", f"KILL: Fire number {n} burns in town{n}") for n in range(2000)]
    with CaptureQueriesContext(connection) as asked:
        put(page, agency, after=HOUR)
    assert len(asked) < 400
    assert Advisory.objects.filter(item=None).count() == 2000


def test_where_several_fit_a_person_is_asked_and_nothing_is_done(agency) -> None:
    put([parsed("a/3", "Rescue ends on Sadova Street", "Third text.", slug="BC-ML--Staromist")], agency, after=HOUR)  # fmt: skip
    put([parsed("k/1", "ADVISORY: KILL", "Kill the story slugged BC-ML--Staromist.")], agency, after=2 * HOUR)  # fmt: skip
    assert not Item.objects.exclude(external_id="k/1").exclude(killed_at=None).exists()
    rows = Advisory.objects.proposed()
    assert {row.item.external_id for row in rows} == {"a/1", "a/3"}
    assert event_kinds("a/1") == ["advised"]


def test_the_hour_at_which_it_moved_decides_between_two(agency) -> None:
    put([parsed("a/3", "Rescue ends on Sadova Street", "Third text.", slug="BC-ML--Staromist", posted_at=NOON.replace(hour=11, minute=4))], agency)  # fmt: skip
    put([parsed("k/1", "KILL", "Kill the story slugged BC-ML--Staromist that moved at 1104 GMT.")], agency, after=HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/3").killed_at
    assert Item.objects.get(external_id="a/1").killed_at is None


def test_two_kills_in_one_page_kill_no_kill(agency) -> None:
    words = "Editors: the story is withdrawn."
    put([parsed("k/1", f"KILL: {HEAD}", words), parsed("k/2", "KILL: Five are hurt as high rise in Staromist hit", words)], agency, after=HOUR)  # fmt: skip
    assert {(row.notice.external_id, row.item.external_id) for row in Advisory.objects.all()} == {("k/1", "a/1"), ("k/2", "a/1")}  # fmt: skip


def test_a_headline_much_like_it_is_proposed(agency) -> None:
    put([parsed("k/1", "KILL: Five are hurt as high rise in Staromist hit")], agency, after=HOUR)
    assert Item.objects.get(external_id="a/1").killed_at is None
    assert "much like" in Advisory.objects.proposed().get().by_what


def test_another_agencys_story_under_that_headline_stands(agency) -> None:
    put([parsed("b/1", HEAD, LONG)], wire("beacon"))
    put([parsed("k/1", f"KILL: {HEAD}")], agency, after=HOUR)
    assert Item.objects.get(external_id="b/1").killed_at is None


def test_a_notice_before_its_story_waits_for_it(agency) -> None:
    put([parsed("k/1", "KILL: Bridge over the Luda falls at night")], agency)
    assert [row.item for row in advisories.open_ones(now=NOON)] == [None]
    put([parsed("a/9", "Bridge over the Luda falls at night", "Nobody was on it.")], agency, after=HOUR)  # fmt: skip
    assert advisories.again(now=NOON + HOUR) == 1
    assert Item.objects.get(external_id="a/9").killed_at
    assert advisories.again(now=NOON + HOUR) == 0


def test_a_person_says_that_it_means_another(agency) -> None:
    put([parsed("k/1", f"KILL: {HEAD}")], agency, after=HOUR)
    row = Advisory.objects.done().get()
    advisories.undo(row, by="Cass", now=NOON + 2 * HOUR)
    assert Item.objects.get(external_id="a/1").killed_at is None
    assert not advisories.open_ones(now=NOON + 2 * HOUR)


def test_two_notices_that_mean_another_leave_nothing_killed(agency) -> None:
    put([parsed("k/1", f"KILL: {HEAD}")], agency, after=HOUR)
    put([parsed("k/2", f"KILL: {HEAD}", "Again.")], agency, after=2 * HOUR)
    first, second = Advisory.objects.done().order_by("pk")
    advisories.undo(first, by="Cass", now=NOON + 3 * HOUR)
    assert Item.objects.get(external_id="a/1").killed_at
    advisories.undo(second, by="Cass", now=NOON + 3 * HOUR)
    assert Item.objects.get(external_id="a/1").killed_at is None


def test_an_embargo_in_its_own_words_stays_when_a_notice_of_one_goes(agency) -> None:
    put([parsed("a/4", "Report on the river", "EMBARGOED UNTIL 1500 GMT JULY 2\n\nWater is low.", slug="BC-River")], agency)  # fmt: skip
    put([parsed("e/1", "ADVISORY", "Embargoed until 0600 GMT July 3: the story slugged BC-River.")], agency, after=HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/4").embargo_until.day == 3
    advisories.undo(Advisory.objects.done().get(), by="Cass", now=NOON + 2 * HOUR)
    assert Item.objects.get(external_id="a/4").embargo_until == NOON.replace(hour=15)


def test_an_embargo_of_its_fields_stays_when_a_notice_of_one_goes(agency) -> None:
    put([parsed("a/4", "Report on the river", "Water is low.", slug="BC-River", embargo_until=NOON + 3 * HOUR)], agency)  # fmt: skip
    put([parsed("e/1", "ADVISORY", "Embargoed until 0600 GMT July 3: the story slugged BC-River.")], agency, after=HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/4").embargo_until.day == 3
    advisories.undo(Advisory.objects.done().get(), by="Cass", now=NOON + 2 * HOUR)
    assert Item.objects.get(external_id="a/4").embargo_until == NOON + 3 * HOUR


def test_an_embargo_of_its_fields_ends_when_they_say_no_more_of_it(agency) -> None:
    put([parsed("a/4", "Report", "Water is low.", embargo_until=NOON + 3 * HOUR)], agency)
    put([parsed("a/4", "Report", "Water is low.")], agency, after=HOUR)
    free = Item.objects.get(external_id="a/4")
    assert (free.embargoed, free.embargo_until) == (False, None)
    assert event_kinds("a/4") == ["embargoed", "lifted"]


BARRED = "EMBARGOED UNTIL 0600 GMT JULY 3\n\nThe report says that water is low in the Luda."
OPEN = "STRICTLY EMBARGOED\n\nThe report says that water is low in the Luda."


@pytest.mark.parametrize(
    ("first", "notice"),
    [
        ({"text": BARRED}, parsed("l/1", "EMBARGO LIFTED: Water is low in the Luda river")),
        ({"text": OPEN}, parsed("l/1", "ADVISORY", "The embargo on the story slugged BC-River is lifted.")),
        ({"embargo_until": NOON + 9 * HOUR}, parsed("l/1", "RELEASE NOW", "Editors.", slug="BC-River")),
        ({"embargo_until": NOON + 9 * HOUR}, parsed("l/1", "ADVISORY", "The embargo on the story a0777 is lifted.")),
    ],
    ids=["headline", "no hour, slug", "own slug", "id"],
)  # fmt: skip
def test_a_lift_frees_what_its_agency_held_back(agency, first, notice) -> None:
    one = {"text": "Water is low.", "slug": "BC-River", **first}
    put([parsed("a0777", "Water is low in the Luda river", **one)], agency)
    assert Item.objects.get(external_id="a0777").embargoed
    put([notice], agency, after=HOUR)
    free = Item.objects.get(external_id="a0777")
    assert (free.embargoed, free.embargo_until, free.notice[:3]) == (False, None, "")
    assert event_kinds("a0777") == ["embargoed", "lifted"]
    again = {**one, "text": f"{one['text']} More."}
    put([parsed("a0777", "Water is low in the Luda river", **again)], agency, after=2 * HOUR)
    assert not Item.objects.get(external_id="a0777").embargoed


def test_a_lift_frees_nothing_of_another_agency(agency) -> None:
    put([parsed("a/4", "Water is low in the Luda river", BARRED)], agency)
    put([parsed("l/1", "EMBARGO LIFTED: Water is low in the Luda river")], wire("other"), after=HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/4").embargoed
    assert not Advisory.objects.exclude(item=None).exists()


def test_a_page_of_embargoes_asks_the_database_few_questions(agency) -> None:
    words = [f"{BARRED} Number {n} of the series, {LONG}" for n in range(60)]
    few = [parsed(f"f/{n}", f"Report {n}", words[n]) for n in range(3)]
    many = [parsed(f"m/{n}", f"Paper {n}", words[n]) for n in range(60)]
    asked = []
    for part in (few, many):
        for more in ("", " More."):
            with CaptureQueriesContext(connection) as questions:
                put([replace(one, text=one.text + more) for one in part], agency)
            asked.append(len(questions))
    assert asked[2] <= asked[0] + 4
    assert asked[3] <= asked[1] + 4


def test_a_new_embargo_after_a_lift_holds(agency) -> None:
    put([parsed("a/4", "Water is low in the Luda river", BARRED, slug="BC-River")], agency)
    put([parsed("l/1", "EMBARGO LIFTED: Water is low in the Luda river")], agency, after=HOUR)
    put([parsed("e/1", "ADVISORY", "Embargoed until 0900 GMT July 3: the story slugged BC-River.")], agency, after=2 * HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/4").embargo_until.hour == 9


def test_a_lift_that_means_another_is_taken_back(agency) -> None:
    put([parsed("a/4", "Water is low in the Luda river", BARRED)], agency)
    put([parsed("l/1", "EMBARGO LIFTED: Water is low in the Luda river")], agency, after=HOUR)
    advisories.undo(Advisory.objects.done().get(), by="Ida", now=NOON + 2 * HOUR)
    assert Item.objects.get(external_id="a/4").embargo_until.day == 3
    assert event_kinds("a/4") == ["embargoed", "lifted", "embargoed", "advised"]


def test_a_lift_in_the_storys_own_next_text_frees_it_of_notices_too(agency) -> None:
    put([parsed("a/4", "Water is low in the Luda river", "Water.", slug="BC-River")], agency)
    put([parsed("e/1", "ADVISORY", "Embargoed until 0600 GMT July 3: the story slugged BC-River.")], agency, after=HOUR)  # fmt: skip
    put([parsed("a/4", "Water is low in the Luda river", "EMBARGO LIFTED\n\nWater.")], agency, after=2 * HOUR)  # fmt: skip
    assert not Item.objects.get(external_id="a/4").embargoed


def test_removing_a_notice_takes_its_words_everywhere(agency) -> None:
    put([parsed("k/1", f"KILL: {HEAD}")], agency, after=HOUR)
    removal.remove(Item.objects.get(external_id="k/1"), ground="privacy", by="Cass", now=NOON + 2 * HOUR)  # fmt: skip
    killed = Item.objects.get(external_id="a/1")
    assert killed.killed_at
    assert not killed.notice
    assert not Advisory.objects.get().by_what


def test_what_no_agency_says_of_its_copy_asks_nothing(agency, django_assert_num_queries) -> None:
    assert source("lantern").pk
    with django_assert_num_queries(0):
        advisories.take([(1, parsed("x", "Plain news"), read(parsed("x", "Plain news"), NOON))], 1, now=NOON)  # fmt: skip


ANPA = "\x16\x16\x01a0595\nu a bc-Strike-Kill  07-02 0031\n\x02^BC-Strike,Kill,30<\n^Editors: Kill the story below.<\n  STAROMIST (Lantern) - The story moved earlier is wrong and must not be used by anybody.\n\x03\n07-02-26 1300GMT\x04"


@pytest.mark.parametrize(
    ("document", "slug", "about"),
    [
        (b'{"uri":"urn:x:2","versioncreated":"2026-07-02T12:00:00Z","headline":"KILL","slugline":"BC-Strike","replacing":["urn:x:1"]}', "BC-Strike", ("urn:x:1",)),
        (b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2"><itemMeta><link rel="irel:corrects" residref="urn:x:1"/><link rel="irel:seeAlso" residref="urn:x:9"/></itemMeta><contentMeta><headline>Kill</headline><slugline>BC-Strike</slugline></contentMeta></newsItem>', "BC-Strike", ("urn:x:1",)),
        (ANPA.encode(), "BC-Strike,Kill", ()),
    ],
    ids=["ninjs", "NewsML-G2", "ANPA"],
)  # fmt: skip
def test_formats_give_the_slug_and_what_is_replaced(document, slug, about) -> None:
    item = parse(document).items[0]
    assert (item.slug, item.about) == (slug, about)


@pytest.mark.django_db
def test_a_teleprinters_kill_under_its_own_number_finds_its_story() -> None:
    on = wire("lantern")
    put([parsed("2026-07-02 a0590", "Two hurt", LONG, slug="BC-Strike")], on)
    put(parse(ANPA.encode()).items, on, after=HOUR)
    assert Item.objects.get(external_id="2026-07-02 a0590").killed_at


@pytest.mark.parametrize("title", [f"KILL: {HEAD}", f"EMBARGO LIFTED: {HEAD}", f"CORRECTED-{HEAD}"])
@pytest.mark.parametrize(
    ("sender", "proven", "acts"),
    [
        ("press@lantern.example", True, True),
        ("desk@news.lantern.example", True, True),
        ("press@lantern.example", False, False),
        ("press@rival.example", True, False),
    ],
)
def test_in_a_mailbox_only_its_sender_acts_on_an_item(db, title, sender, proven, acts) -> None:
    on = box()
    words = f"EMBARGOED UNTIL 0600 GMT JULY 30\n\n{LONG}"
    put([letter("<a@x>", HEAD, words)], on, whole=False)
    before = Item.objects.values("killed_at", "corrected_at", "embargoed").get(external_id="<a@x>")
    assert before["embargoed"]
    put([letter("<b@x>", title, "Editors, see above.", sender=sender, proven=proven)], on, after=HOUR, whole=False)  # fmt: skip
    after = Item.objects.values("killed_at", "corrected_at", "embargoed").get(external_id="<a@x>")
    assert (after != before) == acts
    assert Advisory.objects.proposed().exists() != acts


@pytest.mark.parametrize(("proven", "texts"), [(True, 2), (False, 1)])
def test_in_a_mailbox_nobody_writes_over_anothers_letter_under_its_id(db, proven, texts) -> None:
    on = box()
    put([letter("<a@x>", HEAD, LONG)], on, whole=False)
    put([letter("<a@x>", "Nobody hurt", "Other words.", proven=proven)], on, after=HOUR, whole=False)  # fmt: skip
    first = Item.objects.get(external_id="<a@x>", source=on.source)
    assert first.texts_count == texts
    assert Item.objects.count() == 3 - texts
