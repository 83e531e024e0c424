"""A poll against a real server on loopback: what is kept, what is asked, whose turn it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON
from tests.wires.served import FEED, HOUR, ONE, Answer, ask, rss
from wires import poll as polling
from wires import turns
from wires.models import Fetch, Item, ItemText, Snapshot, Wire
from wires.poll import poll

pytestmark = pytest.mark.django_db


def test_what_comes_is_kept_with_its_bytes_and_validators(site, wire) -> None:
    site.answer = lambda _: Answer(
        ONE, headers={"ETag": '"1"', "Last-Modified": "Thu, 02 Jul 2026 11:00:00 GMT", **FEED}
    )
    done = ask(wire, NOON)
    assert (done.outcome, done.new, done.encoding) == ("changed", 1, "utf-8")
    assert done.snapshot == ItemText.objects.get().snapshot
    assert (wire.etag, wire.health, wire.domain) == ('"1"', "ok", "wire.example")
    assert wire.lease_token is None
    assert wire.next_poll_at > NOON

    site.answer = lambda _: Answer(status=304, headers={"ETag": '"2"'})
    assert ask(wire, NOON + HOUR).outcome == "not-modified"
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    assert site.asked[-1].headers["if-modified-since"] == "Thu, 02 Jul 2026 11:00:00 GMT"
    assert (wire.etag, wire.last_modified) == ('"1"', "Thu, 02 Jul 2026 11:00:00 GMT")


def test_each_validator_is_as_the_newest_document_gives_it(site, wire) -> None:
    site.answer = lambda _: Answer(ONE, headers={"ETag": '"1"', **FEED})
    ask(wire, NOON)
    two = rss(("2", "Two", "Words of two."))
    site.answer = lambda _: Answer(two, headers={"Last-Modified": "Thu, 02 Jul 2026 11:00:00 GMT"})
    ask(wire, NOON + HOUR)
    assert (wire.etag, wire.last_modified) == ("", "Thu, 02 Jul 2026 11:00:00 GMT")


def test_once_a_day_it_is_asked_without_validators(site, wire) -> None:
    site.answer = lambda asked: (
        Answer(status=304)
        if "if-none-match" in asked.headers
        else Answer(rss((str(len(site.asked)), "T", "W")), headers={"ETag": '"stuck"', **FEED})
    )
    for hours in (0, 1, 23, 25):
        ask(wire, NOON + HOUR * hours)
    assert ["if-none-match" in one.headers for one in site.asked] == [False, True, True, False]
    assert Item.objects.count() == 2


def test_the_same_items_in_other_bytes_keep_nothing_new(site, wire) -> None:
    ask(wire, NOON)
    site.answer = lambda _: Answer(
        ONE.replace(b"<item>", b"<lastBuildDate>now</lastBuildDate><item>"), headers=FEED
    )
    assert ask(wire, NOON + HOUR).outcome == "unchanged"
    assert Snapshot.objects.count() == 1


def test_one_new_entry_asks_only_what_one_entry_can_need(site, wire) -> None:
    every = [(f"{n}", f"Title of {n}", f"Words of {n}, " + " ".join(f"w{n}x{k}" for k in range(60))) for n in range(30)]  # fmt: skip
    site.answer = lambda _: Answer(rss(*every[:29]), headers=FEED)
    ask(wire, NOON)
    site.answer = lambda _: Answer(rss(*every), headers=FEED)
    Wire.objects.filter(pk=wire.pk).update(next_poll_at=NOON + HOUR)
    with CaptureQueriesContext(connection) as said:
        assert poll(wire.pk, now=NOON + HOUR).new == 1
    said = [one["sql"] for one in said.captured_queries]
    assert sum(one.startswith("SAVEPOINT") for one in said) == 1  # the transaction itself
    assert len([one for one in said if "SAVEPOINT" not in one]) <= 19, "\n".join(said)


def test_an_edit_is_kept_beside_the_first_text(site, wire) -> None:
    ask(wire, NOON)
    site.answer = lambda _: Answer(rss(("1", "One", "Other words of one.")), headers=FEED)
    done = ask(wire, NOON + HOUR)
    assert (done.new, done.changed) == (0, 1)
    assert [text.text for text in ItemText.objects.order_by("number")] == [
        "The first words of one.",
        "Other words of one.",
    ]
    assert Snapshot.objects.count() == 2


@pytest.mark.parametrize("cut", [len(ONE) // 2, len(ONE) - 30, 0])
def test_half_a_body_is_no_document(site, wire, cut) -> None:
    site.answer = lambda _: Answer(ONE, headers={"ETag": '"half"', **FEED}, cut=cut)
    ask(wire, NOON)
    assert wire.health == "failing"
    assert wire.etag == ""
    assert not Item.objects.exists()


def test_half_a_document_without_a_length_does_not_pass_for_an_edit(site, wire) -> None:
    whole = rss(("1", "One", "All the words of one."), ("2", "Two", "All the words of two."))
    site.answer = lambda _: Answer(whole, headers=FEED)
    ask(wire, NOON)
    broken = whole[: whole.index(b"words of two")]
    site.answer = lambda _: Answer(broken, headers={"ETag": '"half"', **FEED})
    ask(wire, NOON + HOUR)
    assert ItemText.objects.count() == 2
    assert (wire.etag, wire.last_digest) == ("", "")
    site.answer = lambda _: Answer(whole, headers=FEED)
    ask(wire, NOON + HOUR * 2)
    assert ItemText.objects.count() == 2


def test_a_token_of_yesterday_writes_nothing(site, wire) -> None:
    token = Wire.objects.claim(wire.pk, now=NOON, lease=HOUR)
    assert poll(wire.pk, now=NOON, token=token).new == 1
    assert poll(wire.pk, now=NOON, token=token) is None
    assert len(site.asked) == 1


def test_a_worker_that_lost_its_lease_changes_nothing(site, wire) -> None:
    token = Wire.objects.claim(wire.pk, now=NOON, lease=HOUR)
    mine = Wire.objects.begin(wire.pk, token, now=NOON, lease=HOUR).lease_token
    wire = Wire.objects.get(pk=wire.pk)
    answer = polling.ask(wire, NOON)
    assert Wire.objects.claim(wire.pk, now=NOON + 2 * HOUR, lease=HOUR)
    assert polling.settle(wire, mine, answer, now=NOON) is None
    assert not Item.objects.exists()
    assert not Fetch.objects.exists()


def test_a_domain_with_somebody_at_it_has_no_turn(site, wire) -> None:
    with turns.turn("wire.example") as mine:
        assert mine.wait == 0
        assert ask(wire, NOON) is None
    assert wire.lease_token is None
    assert wire.next_poll_at >= NOON
    assert site.asked == []
    assert ask(wire, NOON + HOUR).new == 1


@pytest.mark.parametrize(
    ("body", "stated", "encoding"),
    [
        (ONE.replace(b"One", "Žižkov".encode()), "text/xml; charset=iso-8859-2", "utf-8"),
        (ONE.replace(b"One", "Žižkov".encode("iso-8859-2")), "text/xml; charset=iso-8859-2", "iso-8859-2"),
        (ONE.replace(b"?>", b" encoding='windows-1251'?>", 1).replace(b"One", "Киев".encode("cp1251")), "text/xml", "windows-1251"),
        (ONE.replace(b"One", b"caf\xe9"), "text/xml", "cp1252"),
        (b"\xef\xbb\xbf" + ONE, "text/xml; charset=koi8-r", "utf-8"),
        (ONE.decode().encode("utf-16"), "text/xml; charset=utf-8", "utf-16"),
        (ONE, "text/xml; charset=nonsense", "utf-8"),
    ],
    ids=["bytes say more than the header", "header", "declaration", "fallback", "mark", "wide", "nonsense"],
)  # fmt: skip
def test_the_encoding_used_is_kept(site, wire, body, stated, encoding) -> None:
    site.answer = lambda _: Answer(body, headers={"Content-Type": stated})
    assert ask(wire, NOON).encoding == encoding
    assert Item.objects.count() == 1
    assert "\ufffd" not in Item.objects.get().title


def test_the_servers_clock_is_kept(site, wire) -> None:
    site.answer = lambda _: Answer(ONE, headers={"Date": "Thu, 02 Jul 2026 12:05:00 GMT", **FEED})
    assert ask(wire, NOON).skew_s == 300
    assert wire.skew_s == 300
