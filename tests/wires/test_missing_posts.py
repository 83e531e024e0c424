"""Posts that a page skips: looked for once more, and gone where they are skipped again."""

import pytest

from tests.make import NOON
from tests.wires.served import FEED, HOUR, Answer, ask, rss
from wires.models import Item, Wire

pytestmark = pytest.mark.django_db


def test_a_post_that_is_missing_is_looked_for_at_the_page_itself(site, wire) -> None:
    three = [(f"{n}", "Title", f"Words of {n}.") for n in range(3)]
    site.answer = lambda _: Answer(rss(*three), headers={"ETag": '"3"', **FEED})
    ask(wire, NOON)
    Item.objects.filter(external_id="0").update(posted_at=NOON - HOUR)
    Item.objects.filter(external_id="1").update(posted_at=NOON - HOUR / 2)
    Item.objects.filter(external_id="2").update(posted_at=NOON)
    site.answer = lambda asked: (
        Answer(status=304)
        if asked.headers.get("if-none-match") == '"2"'
        else Answer(rss(three[0], three[2]), headers={"ETag": '"2"', **FEED})
    )
    for hours in (1, 2, 3, 4):
        ask(wire, NOON + HOUR * hours)
    assert Item.objects.get(external_id="1").withdrawn_at is not None
    assert [one.headers.get("if-none-match") for one in site.asked] == [
        None, '"3"', None, '"2"', '"2"',
    ]  # fmt: skip


def test_a_post_that_atom_says_is_gone_is_withdrawn_at_once(site, wire) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:p</id>'
    entry = "<entry><id>urn:p:1</id><title>Ladders</title><updated>2026-07-01T20:00:00Z</updated></entry>"
    gone = '<at:deleted-entry ref="urn:p:1" when="2026-07-01T21:00:00Z"/>'
    kind = {"Content-Type": "application/atom+xml"}
    for hours, (inside, stands) in enumerate(((entry, True), (gone, False), (gone, False))):
        page = f"{head}{inside}</feed>".encode()
        site.answer = lambda _, page=page: Answer(page, headers=kind)
        ask(wire, NOON + HOUR * hours)
        (row,) = Item.objects.all()
        assert (row.withdrawn_at is None) is stands
    assert row.texts_count == 1


def test_a_post_that_atom_restored_stays_when_it_has_scrolled_by(site, wire) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:p</id>'
    entry = "<entry><id>urn:p:1</id><title>Ladders</title><updated>2026-07-01T22:00:00Z</updated></entry>"
    gone = '<at:deleted-entry ref="urn:p:1" when="2026-07-01T21:00:00Z"/>'
    for hours, inside in enumerate((entry + gone, gone)):
        page = f"{head}{inside}</feed>".encode()
        site.answer = lambda _, page=page: Answer(page, headers={"Content-Type": "application/atom+xml"})  # fmt: skip
        ask(wire, NOON + HOUR * hours)
    assert Item.objects.get().withdrawn_at is None


def test_nothing_is_said_of_a_missing_post_that_the_page_has_rolled_past(site, wire) -> None:
    six = [(f"{n}", "Title", f"Words of {n}.") for n in range(6)]
    site.answer = lambda _: Answer(rss(*six), headers={"ETag": '"6"', **FEED})
    ask(wire, NOON)
    for n in range(6):
        Item.objects.filter(external_id=f"{n}").update(posted_at=NOON - HOUR + HOUR / 6 * n)
    pages = [rss(six[0], *six[2:]), rss(*six[3:]), rss(*six[3:])]
    for n, page in enumerate(pages, 1):
        site.answer = lambda _, page=page, n=n: Answer(page, headers={"ETag": f'"p{n}"', **FEED})
        ask(wire, NOON + HOUR * n)
    row = Item.objects.get(external_id="1")
    assert (row.missing_since, row.withdrawn_at) == (None, None)
    assert not Wire.objects.get(pk=wire.pk).misses
    assert [one.headers.get("if-none-match") for one in site.asked] == [None, '"6"', None, '"p2"']
