"""Entries that have not changed are not read again, and everything comes out as if they were."""

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import NOON, source
from wires.decide import fingerprint
from wires.models import Item, ItemEvent, ItemText, Wire
from wires.parse import parse
from wires.poll import settle
from wires.types import Fetched

WORDS = ["One", "Two <b>bold</b>", "Tom &amp; Ann", "<![CDATA[<p>a</p><p>b</p>]]>"]


def entry(number: int, words: str, more: str = "") -> str:
    return f"<item><guid>g{number}</guid><link>http://a.example/{number}</link><title>T{number}</title><pubDate>Wed, 01 Jul 2026 1{number}:00:00 GMT</pubDate><description>{words}</description>{more}</item>"


def feed(*entries: str, language: str = "en") -> bytes:
    return f"<rss version='2.0'><channel><title>W</title><language>{language}</language>{''.join(entries)}</channel></rss>".encode()


def seen_in(body: bytes) -> dict[int, int]:
    return {one.element: fingerprint(one) for one in parse(body).items}


DOCUMENTS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(WORDS)), max_size=5, unique_by=lambda one: one[0])  # fmt: skip


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_says_of_each_item_what_reading_the_whole_says(before, after):
    old, new = (feed(*(entry(*one) for one in some)) for some in (before, after))
    whole, part = parse(new).items, parse(new, seen=seen_in(old)).items
    assert [fingerprint(one) for one in part] == [fingerprint(one) for one in whole]
    assert [bool(one.known_as) for one in part] == [one in before for one in after]
    for read, unread in zip(whole, part, strict=True):
        if unread.known_as:
            bare = replace(read, title="", text="", media=(), known_as=unread.known_as)
            assert replace(unread, language=read.language) == bare
        else:
            assert unread == read


def test_reads_again_what_stands_in_another_light():
    body = feed(entry(1, "One"))
    seen = seen_in(body)
    assert parse(body, seen=seen).items[0].known_as
    assert not parse(feed(entry(1, "One"), language="de"), seen=seen).items[0].known_as
    assert not parse(body.replace(b"<link>http", b"<link>  http"), seen=seen).items[0].known_as
    nameless = feed(entry(1, "One").replace("<guid>g1</guid><link>http://a.example/1</link>", ""))
    assert not parse(nameless, seen=seen_in(nameless)).items[0].known_as


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
        Wire.objects.filter(pk=whole.pk).update(elements=[])
        whole = bring(whole, body, at)
    assert held(quick) == held(whole)


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
        Wire.objects.filter(pk=whole.pk).update(elements=[])
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
