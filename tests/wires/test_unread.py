"""Entries that have not changed are not read again, and everything comes out as if they were."""

import json
import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import NOON, source
from wires.decide import fingerprint
from wires.models import Item, ItemEvent, ItemText, Wire
from wires.parse import parse, unread
from wires.poll import settle
from wires.types import Fetched, ParsedItem

WORDS = ["One", "Two <b>bold</b>", "Tom &amp; Ann", "<![CDATA[<p>a</p><p>b</p>]]>", "<![CDATA[<item>]]>", "<![CDATA[<!-- ]]>"]  # fmt: skip


def entry(number: int, words: str, more: str = "") -> str:
    return f"<item><guid>g{number}</guid><link>http://a.example/{number}</link><title>T{number}</title><pubDate>Wed, 01 Jul 2026 1{number}:00:00 GMT</pubDate><description>{words}</description>{more}</item>"


def feed(*entries: str, language: str = "en") -> bytes:
    return f"<rss version='2.0'><channel><title>W</title><language>{language}</language>{''.join(entries)}</channel></rss>".encode()


def seen_in(body: bytes) -> unread.Seen:
    """What is known of a document when the next one comes, by way of the database."""
    found = parse(body)
    kept = unread.to_keep(found, [fingerprint(one) for one in found.items])
    return unread.seen_in(json.loads(json.dumps(kept)))


def as_kept(one: ParsedItem) -> ParsedItem:
    """An entry as far as it is kept in mind."""
    return ParsedItem(one.external_id, one.url, one.canonical_url, "", "", updated_at=one.updated_at, known_as=fingerprint(one))  # fmt: skip


DOCUMENTS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(WORDS)), max_size=5, unique_by=lambda one: one[0])  # fmt: skip


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_says_of_each_item_what_reading_the_whole_says(before, after):
    old, new = (feed(*(entry(*one) for one in some)) for some in (before, after))
    whole, part = parse(new), parse(new, seen=seen_in(old))
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]
    assert [bool(one.known_as) for one in part.items] == [one in before for one in after]
    for read, again in zip(whole.items, part.items, strict=True):
        assert again == (as_kept(read) if again.known_as else read)
        assert again.element == read.element
    assert (part.title, part.light, part.kind) == (whole.title, whole.light, whole.kind)


def atom(*entries: str, head: str = "") -> str:
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title>{head}{''.join(entries)}</feed>"
    )


def told(number: int) -> str:
    return f"<entry><id>g{number}</id><link href='/{number}'/><title>T{number}</title><updated>2026-07-01T1{number}:00:00.25Z</updated></entry>\n"


RDF = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='/'><title>W</title><items/></channel>{}</rdf:RDF>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(atom(told(1), told(2)), atom(told(3), told(1), told(2)), id="atom"),
        pytest.param(atom(told(1), head="<updated>2026-07-01T00:00:00Z</updated>"), atom(told(2), told(1)), id="hour of the feed"),
        pytest.param(RDF.format(entry(1, "One")), RDF.format(entry(2, "Two") + entry(1, "One")), id="rdf"),
        pytest.param(atom(told(1), told(2)), atom(told(1), told(2)), id="nothing new"),
        pytest.param("\ufeff" + atom(told(1)), "\ufeff" + atom(told(2), told(1)), id="byte order mark"),
    ],
)  # fmt: skip
def test_reads_what_is_new_in_every_form_of_feed(before, after):
    whole = parse(after.encode(), base_url="http://a.example/")
    seen = seen_in_at(before.encode(), "http://a.example/")
    part = parse(after.encode(), base_url="http://a.example/", seen=seen)
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]
    old = {one.external_id for one in parse(before.encode()).items}
    assert [bool(one.known_as) for one in part.items] == [one.external_id in old for one in whole.items]  # fmt: skip
    assert [one.url for one in part.items] == [one.url for one in whole.items]


def seen_in_at(body: bytes, base_url: str) -> unread.Seen:
    """As `seen_in`, of a document at an address."""
    found = parse(body, base_url=base_url)
    return unread.seen_in(unread.to_keep(found, [fingerprint(one) for one in found.items]))


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("<!-- <item> -->", "", id="in a comment before the entries"),
        pytest.param("<![CDATA[ <item> ]]>", "", id="in words before the entries"),
        pytest.param("", "<!-- </item> -->", id="the end in a comment"),
        pytest.param("<atom:deleted-entry xmlns:atom='http://purl.org/atompub/tombstones/1.0' ref='g1'/>", "", id="an entry that is gone"),
        pytest.param("", "<x:item xmlns:x='urn:x'><guid>g9</guid><title>Nine</title></x:item>", id="an entry with a prefix"),
        pytest.param("", "<skipDays>1</skipDays>", id="no entry"),
        pytest.param("<item><title>Outer</title>", "</item>", id="one inside another"),
        pytest.param("<item><description><![CDATA[", "]]></description></item>", id="entries that are words"),
        pytest.param("", "&nbsp;", id="an entity that nothing declares"),
        pytest.param("", "<item><title>Broken", id="broken off"),
        pytest.param("", "<item/>", id="an entry that is empty"),
        pytest.param("<item><title>\x01<\x01/item><\x01item></title></item>", "", id="marks with signs that are dropped"),
        pytest.param("<item><description><![CDATA[ ]\x01]></description></item>", "", id="an end with a sign that is dropped"),
        pytest.param("<item><title>A</title></item >", "", id="an end with space in it"),
        pytest.param("<!-- <!-- --> <item><title>A</title></item> -->", "", id="a comment in a comment"),
        pytest.param("<?x <item> ?>", "<?y </item>?>", id="entries in instructions"),
        pytest.param("<item a='>'><title>A</title></item>", "<item a='<item>'/>", id="marks in attributes"),
        pytest.param(f"<{'p' * 300}:item xmlns:{'p' * 300}='urn:x'><title>A</title></{'p' * 300}:item>", "", id="a long prefix"),
    ],
)  # fmt: skip
def test_reads_the_whole_where_bytes_do_not_tell_entries_apart(head, tail):
    one, two, three = (entry(n, f"Words {n}") for n in (1, 2, 3))
    seen = seen_in(feed(head, one, two, tail))
    for plain in (seen, seen_in(feed(one, two))):
        for body in (feed(head, three, one, two, tail), feed(three, head, one, tail, two)):
            whole, part = parse(body).items, parse(body, seen=plain).items
            assert [fingerprint(one) for one in part] == [fingerprint(one) for one in whole]
            for read, again in zip(whole, part, strict=True):
                assert again == (as_kept(read) if again.known_as else read)


@pytest.mark.parametrize("coding", ["utf-16", "cp1251", "latin-1", "utf-8"])
def test_reads_every_encoding_as_it_would_the_whole(coding):
    words = {"cp1251": "Київ", "latin-1": "Zürich"}.get(coding, "Київ, Zürich")
    declared = f"<?xml version='1.0' encoding='{coding}'?>"
    old, new = (declared + "".join(some) for some in ((feed(entry(1, words)).decode(),), (feed(entry(2, "Plain"), entry(1, words)).decode(),)))  # fmt: skip
    part, whole = parse(new.encode(coding), seen=seen_in(old.encode(coding))), parse(new.encode(coding))  # fmt: skip
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]
    assert words in whole.items[1].text


def test_reads_again_what_stands_in_another_light():
    body = feed(entry(1, "One"))
    seen = seen_in(body)
    assert parse(body, seen=seen).items[0].known_as
    assert not parse(feed(entry(1, "One"), language="de"), seen=seen).items[0].known_as
    assert not parse(body.replace(b"<link>http", b"<link>  http"), seen=seen).items[0].known_as
    assert not parse(body.replace(b"<channel>", b"<channel xml:base='http://b.example/'>"), seen=seen).items[0].known_as  # fmt: skip
    assert not parse(body.replace(b"<rss", b"<rss xmlns:y='urn:y'"), seen=seen).items[0].known_as
    nameless = feed(entry(1, "One").replace("<guid>g1</guid><link>http://a.example/1</link>", ""))
    assert not parse(nameless, seen=seen_in(nameless)).items[0].known_as


LIGHTS = [
    ("<!DOCTYPE rss SYSTEM '<!--'><!-- {} -->", "<rss version='2.0'><channel><title>W</title><item><guid>1</guid></item><item><guid>2<!-- --></guid></item></channel></rss>"),
    ("<!DOCTYPE rss [<!ATTLIST item xml:base CDATA 'http://{}.example/'>]>", "<rss version='2.0'><channel><title>W</title><item><link>/1</link></item></channel></rss>"),
    ("<!DOCTYPE rss [<!ATTLIST guid isPermaLink CDATA '{}'>]>", "<rss version='2.0'><channel><title>W</title><item><guid>http://a.example/1</guid></item></channel></rss>"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "body"), LIGHTS, ids=["a comment in a literal", "base", "permanent"]
)
def test_a_declaration_that_reaches_into_entries_is_heeded(declared, body):
    before, after = ((declared.format(one) + body).encode() for one in ("false", "b"))
    whole, part = parse(after), parse(after, seen=seen_in(before))
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]


def test_a_declaration_told_in_words_stays():
    said = "<![CDATA[Write <?xml version='1.0'?> on top]]>"
    old = [entry(n, "Words " * 90) for n in range(10)]
    before, after = feed(*old), feed(*old, entry(10, said))
    whole, part = parse(after), parse(after, seen=seen_in(before))
    assert [one.text for one in part.items if one.external_id == "g10"] == [whole.items[-1].text]
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(atom("<item>x</item>", told(1)), atom("<item>x</item>", "<item>y</item>", told(2)), id="items in Atom"),
        pytest.param(feed("<d>--></d><!-- <item>f</item>", entry(1, "One"), "--><x:item xmlns:x='urn:x'><guid>g9</guid></x:item>").decode(), feed("<d>--></d><!-- <item>f</item>", "<item>g</item>", entry(1, "One"), "--><x:item xmlns:x='urn:x'><guid>g9</guid></x:item>").decode(), id="an end before its beginning"),
        pytest.param(feed(entry(1, "One"), "<ITEM><guid>g8</guid></ITEM>").decode(), feed("<ITEM><guid>g9</guid></ITEM>", entry(1, "One"), "<ITEM><guid>g8</guid></ITEM>").decode(), id="capitals"),
        pytest.param(feed(entry(1, "One")).decode(), feed("<item xmlns='http://x/mrss/'><guid>g7</guid></item>", entry(1, "One"), "<x:item xmlns:x='urn:x'><guid>g9</guid></x:item>").decode(), id="a gallery's item"),
    ],
)  # fmt: skip
def test_counts_no_other_entry_for_one_of_its_own(before, after):
    whole, part = parse(after.encode()), parse(after.encode(), seen=seen_in(before.encode()))
    assert [fingerprint(one) for one in part.items] == [fingerprint(one) for one in whole.items]
    assert [one.external_id for one in part.items] == [one.external_id for one in whole.items]


PLAIN = "<rss version='2.0'><channel><title>W</title>{}</channel></rss>"
BESIDE = "<rss xml:base='http://t.example/'><channel xml:base='http://b.example/'><title>W</title>{}</channel>{}</rss>"
ODD = "<x><title>q</title>{}<channel><title>W</title></channel>{}</x>"
DEEP = "<item><guid>g1</guid>" + "<a>" * 253 + "</a>" * 253 + "</item>"
SPLIT = "<!-- -<?xml ?>-><item><guid>{}</guid></item><!-- -->"
GALLERY = "<item xmlns='http://x/mrss/'><guid>{}</guid></item>"
SUBSET = "<item><guid><![CDATA[<!DOCTYPE a[b]>x]]></guid></item>"
TELLS = "<item><guid>h/1</guid><description><![CDATA[<!ENTITY x]]></description></item>"
OPENS = "<item><guid>h/2</guid><description><![CDATA[<!DOCTYPE x [ ]]></description></item>"
LONG = "".join(f"<item><guid>k{n}</guid><title>{'w' * 1000}</title></item>" for n in range(30))


def short(number: int) -> str:
    return f"<item><guid>g{number}</guid><link>/{number}</link><title>T</title></item>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(PLAIN.format(OPENS + short(3)), PLAIN.format(OPENS + short(3) + TELLS), id="declarations told in words"),
        pytest.param(PLAIN.format(OPENS + short(3)), PLAIN.format(TELLS + OPENS + short(3)), id="told in words before"),
        pytest.param(PLAIN.format(SUBSET), PLAIN.format(TELLS + SUBSET), id="a DTD told in words"),
        pytest.param(PLAIN.format(LONG), PLAIN.format(SUBSET + LONG + "<!-- <!ENTITY -->"), id="an entity far behind"),
        pytest.param(PLAIN.format(SPLIT.format("h1") + GALLERY.format("b")), PLAIN.format(SPLIT.format("h2") + GALLERY.format("b") + GALLERY.format("c")), id="a declaration in an end"),
        pytest.param(PLAIN.format(short(1)), PLAIN.format(f"<<?xml ?>!--{short(1)}-->"), id="a declaration in a beginning"),
        pytest.param(PLAIN.format(short(1)), PLAIN.format(f"<x xml:base='http://b.example/'>{short(1)}</x>"), id="nothing new in another place"),
        pytest.param(PLAIN.format(short(1)), PLAIN.format(f"<x xmlns='http://search.yahoo.com/mrss/'>{short(1)}</x>"), id="nothing new in other names"),
        pytest.param(BESIDE.format(short(1), ""), BESIDE.format("", short(2) + short(1)), id="moved out of the channel"),
        pytest.param(BESIDE.format("", DEEP), BESIDE.format(DEEP + short(2), ""), id="moved one deeper than is read"),
        pytest.param(ODD.format("", "<item><guid>g1</guid><feed/></item>"), ODD.format("", f"<item><guid>g1</guid><feed/></item>{short(2)}"), id="an entry that names the kind"),
        pytest.param(PLAIN.format(short(1) + short(1)), PLAIN.format(short(1) + short(1) + short(1)), id="one entry three times"),
    ],
)  # fmt: skip
def test_what_bears_on_an_entry_is_heeded_however_far_from_it(before, after):
    base = "http://a.example/"
    whole, part = parse(after.encode(), base_url=base), parse(after.encode(), base_url=base, seen=seen_in_at(before.encode(), base))  # fmt: skip
    for one, again in zip(whole.items, part.items, strict=True):
        assert again == (as_kept(one) if again.known_as else one)
    assert part.faults == whole.faults


@pytest.mark.parametrize("kept", [[], [[1, 2]], {}, None, {"light": 1}, {"form": 0, "light": 1, "entries": [[1, 2]]}])  # fmt: skip
def test_what_an_older_desk_kept_is_nothing_seen(kept):
    assert not unread.seen_in(kept).entries


def wire_of(name: str) -> Wire:
    return Wire.objects.create(
        source=source(name), address=f"http://{name}.example/f", added_at=NOON, next_poll_at=NOON
    )


def bring(wire: Wire, body: bytes, at: datetime) -> Wire:
    """A poll that was answered with this document."""
    Wire.objects.filter(pk=wire.pk).update(lease_token=(token := uuid4()))
    wire = Wire.objects.get(pk=wire.pk)
    settle(
        wire, token, Fetched("http://a.example/f", "http://a.example/f", 200, {}, body, at), now=at
    )
    return Wire.objects.get(pk=wire.pk)


def held(wire: Wire) -> list[object]:
    """All that a wire's polls have left, without ids."""
    items = Item.objects.filter(wire=wire).order_by("external_id")
    texts = ItemText.objects.filter(item__wire=wire).order_by("item__external_id", "number")
    events = ItemEvent.objects.filter(item__wire=wire).order_by("id")
    fetches = wire.fetches.order_by("started_at")
    return [
        list(items.values_list("external_id", "title", "text", "raw_hash", "texts_count", "received_at", "missing_since", "withdrawn_at")),
        list(texts.values_list("item__external_id", "number", "text", "seen_at")),
        list(events.values_list("item__external_id", "kind", "at")),
        list(fetches.values_list("outcome", "seen", "new", "changed", "snapshot__digest")),
        wire.misses, wire.last_said, wire.elements, wire.known_by, wire.gap_s,
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_polls_leave_what_reading_each_document_whole_leaves(seed):
    dice = random.Random(seed)
    quick, whole = wire_of("quick"), wire_of("whole")
    for hour in range(12):
        numbers = dice.sample(range(5), dice.randint(1, 5)) + [dice.randrange(5)] * (seed % 2)
        body = feed(*(entry(n, dice.choice(WORDS), dice.choice(["", "<comments>9</comments>"])) for n in numbers))  # fmt: skip
        at = NOON + timedelta(hours=hour)
        quick = bring(quick, body, at)
        Wire.objects.filter(pk=whole.pk).update(elements={})
        whole = bring(whole, body, at)
    assert held(quick) == held(whole)


@pytest.mark.django_db
def test_a_clock_set_while_a_worker_asks_holds_for_what_it_brings():
    old, new = (entry(n, "Words").replace("Wed, 01 Jul 2026 1", "2026-07-01T1").replace(" GMT", "") for n in (1, 2))  # fmt: skip
    late = bring(wire_of("late"), feed(old), NOON)
    Wire.objects.filter(pk=late.pk).update(lease_token=(token := uuid4()))
    late = Wire.objects.get(pk=late.pk)
    Wire.objects.filter(pk=late.pk).update(hours_in="Europe/Berlin", last_said="", last_digest="", elements={})  # fmt: skip
    at = NOON + timedelta(hours=1)
    answer = Fetched("http://a.example/f", "http://a.example/f", 200, {}, feed(new, old), at)
    settle(late, token, answer, now=at)
    assert Item.objects.get(external_id="g2").posted_at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    sure = wire_of("sure")
    Wire.objects.filter(pk=sure.pk).update(hours_in="Europe/Berlin")
    sure = bring(sure, feed(new, old), at)
    assert Wire.objects.get(pk=late.pk).elements == sure.elements


@pytest.mark.django_db
def test_reads_the_whole_again_where_something_is_not_stored_as_it_was():
    one, two, three = entry(1, "One"), entry(2, "Two"), entry(3, "Three")
    wire = bring(wire_of("quick"), feed(one), NOON)
    Item.objects.filter(wire=wire).update(text="Other words", digest="other", raw_hash=5)
    wire = bring(wire, feed(one, two), NOON + timedelta(hours=1))
    assert sorted(Item.objects.filter(wire=wire).values_list("text", flat=True)) == ["One", "Two"]
    Item.objects.filter(wire=wire, external_id="g2").update(external_id="elsewhere", key="")
    bring(wire, feed(one, two, three), NOON + timedelta(hours=2))
    assert Item.objects.filter(wire=wire, external_id="g2").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("newest_first", [True, False])
def test_keeps_the_words_of_an_older_text_that_stands_beside_a_new_one(newest_first):
    quick, whole = wire_of("quick"), wire_of("whole")
    old, new = (entry(1, words).replace("<pubDate>", "<date>").replace("</pubDate>", "</date>") for words in ("Before", "After"))  # fmt: skip
    both = (new, old) if newest_first else (old, new)
    for hour, entries in enumerate([(old,), both, (*both, entry(2, "Two")), (old,)]):
        at = NOON + timedelta(hours=hour)
        quick = bring(quick, feed(*entries), at)
        Wire.objects.filter(pk=whole.pk).update(elements={})
        whole = bring(whole, feed(*entries), at)
    assert held(quick) == held(whole)
    assert not ItemText.objects.filter(text="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["\\ud800", "\\u0000"], ids=["half", "zero"])
@pytest.mark.parametrize("where", ["id", "url", "title", "content_text"])
def test_a_sign_that_nothing_can_store_stops_no_feed(odd, where) -> None:
    wire = wire_of("paper")
    for hour in range(3):
        told = {"id": "1", "url": "https://paper.example/1", "title": "One", "content_text": "Hurt"}
        told[where] += "@odd@"
        items = [told, {"id": f"new {hour}", "content_text": f"New at {hour}"}]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Paper @odd@", "items": items})  # fmt: skip
        wire = bring(wire, body.replace("@odd@", odd).encode(), NOON + timedelta(hours=hour))
    assert list(Item.objects.values_list("texts_count", flat=True)) == [1, 1, 1, 1]
