"""A writethru under an id of its own is the next text of the item that it replaces."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON
from tests.wires.letters import box, letter
from tests.wires.test_store import LONG, parsed, put, wire
from wires import removal
from wires.models import Advisory, EventKind, Item, ItemEvent, ItemName, ItemText
from wires.parse import parse

HOUR = timedelta(hours=1)
FIRST = parsed("a/1", "Five hurt in Staromist", LONG)
SECOND = parsed("a/2", "Six hurt in Staromist", LONG.replace("five", "six"), replaces=("a/1",))
THIRD = parsed("a/3", "Seven hurt in Staromist", LONG.replace("five", "seven"), replaces=("a/2",))

NEWSML = b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2"><itemMeta>%s</itemMeta><contentMeta><headline>Six hurt</headline></contentMeta></newsItem>'
NEWSML1 = b'<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>x.example</ProviderId><NewsItemId>two</NewsItemId></NewsIdentifier></Identification><NewsManagement><AssociatedWith FormalName="Replaces" NewsItem="urn:newsml:x.example:20260702:one:1"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Six hurt</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>'


@pytest.mark.parametrize(
    ("document", "replaces"),
    [
        (b"Message-ID: <b@x>\nSubject: Six hurt\nSupersedes: <a@x>\n\nWords.", ("<a@x>",)),
        (b"Message-ID: <b@x>\nSubject: Six hurt\nObsoletes: <a@x> <0@x>\nIn-Reply-To: <r@x>\n\nWords.", ("<a@x>", "<0@x>")),
        (b'{"uri":"urn:x:2","versioncreated":"2026-07-02T12:00:00Z","headline":"Six hurt","replacing":["urn:x:1"]}', ("urn:x:1",)),
        (b'{"uri":"urn:x:2","versioncreated":"2026-07-02T12:00:00Z","headline":"Six hurt","evolvedfrom":"urn:x:1"}', ("urn:x:1",)),
        (b'{"uri":"urn:x:2","versioncreated":"2026-07-02T12:00:00Z","headline":"Six hurt","associations":{"previousVersion":{"uri":"urn:x:1"},"mainpic":{"uri":"urn:x:9"}}}', ("urn:x:1",)),
        (b'{"uri":"urn:x:2","versionCreated":"2026-07-02T12:00:00Z","headlines":[{"value":"Six hurt"}],"associations":[{"name":"replaces","uri":"urn:x:1"},{"name":"mainpic","uri":"urn:x:9"}]}', ("urn:x:1",)),
        (NEWSML % b'<link rel="irel:previousVersion" residref="urn:x:1"/><link rel="irel:seeAlso" residref="urn:x:9"/>', ("urn:x:1",)),
        (NEWSML % b'<link rel="itemrel:replaces" residref="urn:x:1"/>', ("urn:x:1",)),
        (NEWSML % b'<link rel="irel:derivedFrom" residref="urn:x:1"/>', ()),
        (NEWSML1, ("urn:newsml:x.example:20260702:one:1", "one")),
        (b'{"data":[{"id":"1940187654321000009","text":"Six hurt","author_id":"7","edit_history_tweet_ids":["1940187654321000001","1940187654321000005","1940187654321000009"]}]}', ("1940187654321000005", "1940187654321000001")),
    ],
    ids=["mail", "mail, several", "ninjs", "ninjs evolved", "ninjs beside", "ninjs 3 beside", "NewsML-G2", "NewsML-G2 replaces", "NewsML-G2 derived", "NewsML 1", "X"],
)  # fmt: skip
def test_what_a_version_says_it_replaces(document, replaces) -> None:
    assert parse(document).items[0].replaces == replaces


@pytest.fixture
def agency(db):
    on = wire("lantern")
    put([FIRST], on)
    return on


def texts(name: str = "a/1") -> list[str]:
    rows = Item.objects.get(external_id=name).texts.order_by("number")
    return [row.title.split()[0] for row in rows]


def test_a_version_is_the_next_text_of_its_item(agency) -> None:
    put([SECOND], agency, after=HOUR)
    put([THIRD], agency, after=2 * HOUR)
    row = Item.objects.get()
    assert (row.title, row.texts_count) == (THIRD.title, 3)
    assert texts() == ["Five", "Six", "Seven"]
    kinds = row.events.exclude(kind=EventKind.ARRIVED).values_list("kind", flat=True)
    assert list(kinds) == ["edited", "edited"]


@pytest.mark.parametrize("order", [[FIRST, SECOND, THIRD], [THIRD, SECOND, FIRST]])
def test_a_document_that_lists_all_versions_gives_one_item(db, order) -> None:
    on = wire("lantern")
    put(order, on)
    for n in range(1, 4):
        assert not put(order, on, after=n * HOUR).touched
    assert texts() == ["Five", "Six", "Seven"]


def test_a_version_goes_on_under_its_own_id(agency) -> None:
    put([SECOND], agency, after=HOUR)
    put([parsed("a/2", "Eight hurt in Staromist", LONG)], agency, after=2 * HOUR)
    assert texts() == ["Five", "Six", "Eight"]
    assert not put([parsed("a/2", "Eight hurt in Staromist", LONG)], agency, after=3 * HOUR).touched


def test_what_was_replaced_says_nothing_more_of_the_item(agency) -> None:
    put([SECOND], agency, after=HOUR)
    done = put([parsed("a/1", "Four hurt in Staromist", LONG)], agency, after=2 * HOUR)
    assert texts() == ["Five", "Six"]
    assert done.noted  # so that its bytes are kept
    assert not put([parsed("a/1", "Four hurt in Staromist", LONG)], agency, after=3 * HOUR).noted
    put([parsed("a/1", "", "", withdrawn=True)], agency, after=4 * HOUR)
    assert Item.objects.get().withdrawn_at == NOON + 4 * HOUR  # but that it takes it back


@pytest.mark.parametrize("old", ["b/1", "b/1\x00\ud83d", "я" * 3000, "b/2", ""])
def test_a_version_of_what_the_desk_does_not_have_is_an_item(agency, old) -> None:
    put([parsed("b/2", "Other", "Words of it.", replaces=(old,))], agency, after=HOUR)
    assert Item.objects.count() == 2
    assert not ItemName.objects.filter(superseded_at=None).exists()


def test_what_comes_after_the_text_that_replaced_it_is_an_item_that_says_so(db) -> None:
    on = wire("lantern")
    put([SECOND], on)
    put([FIRST], on, after=HOUR)
    late, later = Item.objects.get(external_id="a/1"), Item.objects.get(external_id="a/2")
    assert (late.corrected_at, later.corrected_at) == (NOON + HOUR, None)
    assert late.notice == SECOND.title
    row = Advisory.objects.get()
    assert (row.notice, row.item, row.act) == (later, late, "corrected")
    for n in range(2, 4):
        assert not put([FIRST, SECOND], on, after=n * HOUR).touched
    put([THIRD], on, after=4 * HOUR)
    assert texts("a/2") == ["Six", "Seven"]
    assert Item.objects.count() == 2


def test_no_source_replaces_what_another_sent(agency) -> None:
    put([SECOND], wire("other"), after=HOUR)
    assert texts() == ["Five"]
    assert Item.objects.count() == 2


def test_versions_in_a_circle_are_all_kept(db) -> None:
    one = parsed("c/1", "One of two", "Words.", replaces=("c/2",))
    two = parsed("c/2", "Two of two", "Others.", replaces=("c/1",))
    on = wire("lantern")
    put([one, two], on)
    assert not put([one, two], on, after=HOUR).touched
    assert sorted(row.title.split()[0] for row in ItemText.objects.all()) == ["One", "Two"]


@pytest.mark.parametrize("name", ["a/1", "a/2"])
def test_a_kill_by_the_id_of_any_version_finds_the_item(agency, name) -> None:
    put([SECOND], agency, after=HOUR)
    put([parsed("k/1", "KILL", "Number withdrawn.", about=(name,), replaces=(name,))], agency, after=2 * HOUR)  # fmt: skip
    assert Item.objects.get(external_id="a/1").killed_at
    assert Item.objects.get(external_id="k/1").killed_at
    assert Advisory.objects.get().by_what == f"its id {name}"


def test_an_item_with_versions_is_not_missing_from_a_page(db) -> None:
    on = wire("lantern")
    other = [parsed(f"n/{n}", f"Other {n}", f"Words {n}.", posted_at=NOON + n * HOUR) for n in (-2, -1, 1, 2)]  # fmt: skip
    put([*other[:2], FIRST, *other[2:]], on)
    for n in range(1, 4):
        put([*other[:2], SECOND, *other[2:]], on, after=n * HOUR)
    row = Item.objects.get(external_id="a/1")
    assert (row.missing_since, row.withdrawn_at) == (None, None)


def test_no_version_of_what_was_removed_comes_in(agency) -> None:
    put([SECOND], agency, after=HOUR)
    removal.remove(Item.objects.get(), ground="privacy", by="Cass", now=NOON + 2 * HOUR)
    for again in (FIRST, SECOND, THIRD):
        assert not put([again], agency, after=3 * HOUR).touched
    assert not ItemName.objects.exists()
    assert Item.objects.get().title == ""


@pytest.mark.parametrize(("proven", "count"), [(True, 1), (False, 2)])
def test_in_a_mailbox_only_the_sender_replaces_a_letter(db, proven, count) -> None:
    on = box()
    put([letter("<a@x>", "Five hurt", LONG)], on, whole=False)
    put([letter("<b@x>", "Six hurt", "Other words.", proven=proven, replaces=("<a@x>",))], on, after=HOUR, whole=False)  # fmt: skip
    assert Item.objects.count() == count


def test_a_version_that_says_the_same_is_no_edit(agency) -> None:
    same = parsed("a/2", FIRST.title, FIRST.text, replaces=("a/1",))
    put([same], agency, after=HOUR)
    assert texts() == ["Five"]
    assert not ItemEvent.objects.filter(kind=EventKind.EDITED).exists()
    assert not put([same], agency, after=2 * HOUR).touched


def test_a_long_chain_of_versions_costs_a_bounded_number_of_questions(db) -> None:
    on = wire("lantern")
    chain = [parsed(f"v/{n}", f"Number {n}", f"Words {n}.", replaces=(f"v/{n - 1}",)) for n in range(200)]  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        put(chain, on)
    assert len(asked) < 400
    with CaptureQueriesContext(connection) as again:
        assert not put(chain, on, after=HOUR).touched
    assert len(again) < 40


@pytest.mark.parametrize("anew", [" Told anew.", ""], ids=["in another text", "in a field alone"])
def test_a_stored_item_that_says_later_that_it_replaces_another_is_told_of_and_reached(
    agency, anew
) -> None:
    own = replace(SECOND, replaces=())
    put([own], agency, after=HOUR)
    told = replace(SECOND, text=f"{SECOND.text}{anew}", updated_at=NOON + 2 * HOUR if anew else SECOND.updated_at)  # fmt: skip
    put([told], agency, after=2 * HOUR)
    put([told], agency, after=3 * HOUR)
    first, second = Item.objects.get(external_id="a/1"), Item.objects.get(external_id="a/2")
    row = Advisory.objects.get()
    assert (row.notice, row.item, row.act) == (second, first, "corrected")
    assert "a/1" in row.by_what
    assert list(first.events.values_list("kind", flat=True)) == ["arrived", "corrected"]
    put([parsed("a/1", "KILL: Five hurt", LONG, status="killed", withdrawn=True)], agency, after=4 * HOUR)  # fmt: skip
    assert all(Item.objects.values_list("killed_at", flat=True))


@pytest.mark.parametrize(
    "why", ["it is the earlier", "it names itself", "a mailbox", "it is its text already"]
)
def test_what_says_later_that_it_replaces_another_is_not_believed_in_everything(db, why) -> None:
    on = box() if why == "a mailbox" else wire("lantern")
    make = letter if why == "a mailbox" else parsed
    put([make("a/1", "Five hurt in Staromist", LONG, posted_at=NOON + 5 * HOUR if why == "it is the earlier" else NOON)], on, after=6 * HOUR, whole=False)  # fmt: skip
    before = ("a/1",) if why == "it is its text already" else ()
    put([make("a/2", "Six hurt in Staromist", LONG, replaces=before, updated_at=NOON)], on, after=6 * HOUR, whole=False)  # fmt: skip
    names = ("a/2",) if why == "it names itself" else ("a/1",)
    put([make("a/2", "Six hurt in Staromist", f"{LONG} More.", replaces=names, updated_at=NOON + HOUR)], on, after=7 * HOUR, whole=False)  # fmt: skip
    assert not Advisory.objects.exists()


def at_page(name: str, title: str, **more):
    """A version that stands at the page and the hour that all of its kind have."""
    return replace(
        parsed(name, title, LONG), posted_at=MOMENT, url=PAGE, canonical_url=PAGE, **more
    )


PAGE, MOMENT = "https://lantern.example/five-hurt", NOON + timedelta(minutes=7, seconds=3)


def test_a_version_that_forgets_to_say_what_it_replaces_loses_no_words(db) -> None:
    on = wire("lantern")
    put([at_page("a/1", "Five hurt in Staromist")], on)
    put([at_page("a/2", "Six hurt in Staromist", replaces=("a/1",))], on, after=HOUR)
    put([at_page("a/3", "Seven hurt in Staromist")], on, after=2 * HOUR)
    assert texts() == ["Five", "Six", "Seven"]


def test_two_ids_of_one_post_that_say_two_things_at_once_are_two_posts(db) -> None:
    on = wire("lantern")
    put([at_page("a/1", "Five hurt in Staromist")], on)
    put([at_page("b/1", "Six hurt in Staromist")], on, after=HOUR)
    both = [at_page("a/1", "Seven hurt in Staromist"), at_page("b/1", "Eight hurt in Staromist")]
    put(both, on, after=2 * HOUR)
    assert (texts(), texts("b/1")) == (["Five", "Six", "Seven"], ["Eight"])
    assert not put(both, on, after=3 * HOUR).touched


def test_two_ids_of_one_post_that_say_one_thing_are_one_text(db) -> None:
    on = wire("lantern")
    put([at_page("a/1", "Five hurt in Staromist")], on)
    put([at_page("b/1", "Five hurt in Staromist")], on, after=HOUR)
    both = [at_page(name, "Six hurt in Staromist") for name in ("a/1", "b/1")]
    put(both, on, after=2 * HOUR)
    assert texts() == ["Five", "Six"]
    assert not put(both, on, after=3 * HOUR).touched
