"""A poll against a real server on loopback: what is kept, what is asked, how a wire ends."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import poll as polling
from wires import turns
from wires.models import Alert, Fetch, FormerAddress, Host, Item, ItemText, Snapshot, Wire
from wires.poll import poll
from wires.types import Failure, Fetched, Health

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONE = rss(("1", "One", "The first words of one."))
FEED = {"Content-Type": "application/rss+xml"}


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)


@pytest.fixture
def site(settings):
    with serving(lambda _: Answer(ONE, headers=FEED)) as one:
        settings.ALLOW_WIRES = one.doors("wire.example", "moved.example", "safe.example")
        yield one


@pytest.fixture
def wire() -> Wire:
    return Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON, floor_s=60
    )  # fmt: skip


def ask(wire: Wire, at) -> Fetch | None:
    """A poll at an hour of ours, whatever the wire's own hour is."""
    Wire.objects.filter(pk=wire.pk).update(next_poll_at=at)
    done = poll(wire.pk, now=at)
    wire.refresh_from_db()
    return done


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


def test_a_304_to_a_question_for_all_is_a_failure_and_vouches_for_nothing(site, wire) -> None:
    site.answer = lambda _: Answer(status=304, headers={"ETag": '"unread"'})
    assert ask(wire, NOON).outcome == "failed"
    assert (wire.etag, wire.health) == ("", "failing")


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


def test_entries_under_new_ids_at_known_addresses_are_asked_for_where_there_are_enough(site, wire) -> None:  # fmt: skip
    def page(*names):
        link = (
            "<item><guid>{}</guid><link>https://lantern.example/{}</link><title>T {}</title></item>"
        )
        given = "".join(link.format(name, name[-1], name[-1]) for name in names)
        return f"<rss version='2.0'><channel>{given}</channel></rss>".encode()

    site.answer = lambda _: Answer(page("a0", "a1", "a2", "a3", "a4"), headers=FEED)
    ask(wire, NOON)
    site.answer = lambda _: Answer(page("b0", "b1", "a2", "a3", "a4"), headers=FEED)
    ask(wire, NOON + HOUR)
    assert (Item.objects.count(), wire.known_by) == (7, "id")
    site.answer = lambda _: Answer(page("c0", "c1", "c2", "a3", "a4"), headers=FEED)
    ask(wire, NOON + 2 * HOUR)
    assert (Item.objects.count(), wire.known_by) == (7, "address")


def test_a_page_that_broke_off_under_new_ids_brings_nothing_twice(site, wire) -> None:
    def page(sign, *edited, until=9):
        given = "".join(
            f"<item><guid>{sign}{n}</guid><link>https://lantern.example/{n}</link><title>T {n}</title>"
            f"<pubDate>Thu, 02 Jul 2026 08:00:{n:02} GMT</pubDate><description>{'Edited' if n in edited else 'First'}"
            "</description></item>"
            for n in range(until)
        )
        return f"<rss version='2.0'><channel>{given}{'</channel></rss>' if until == 9 else '<item><gu'}".encode()

    pages = [
        page("a"),
        page("b", 1, until=1),
        page("b", 1, until=2),
        page("b", 1, 2, until=2),
        page("b", 1, 2),
    ]
    for hours, sent in enumerate(pages):
        site.answer = lambda _, sent=sent: Answer(sent, headers=FEED)
        ask(wire, NOON + hours * HOUR)
    assert (Item.objects.count(), wire.known_by) == (9, "address")
    texts = [[one.text for one in item.texts.all()] for item in Item.objects.order_by("key")]
    assert texts == [["First"], ["First", "Edited"], ["First", "Edited"], *[["First"]] * 6]


def listing(*posts) -> bytes:
    """A feed of posts as id, number and minute."""
    given = "".join(
        f"<item><guid>{name}</guid><link>https://lantern.example/{number}</link><title>Post {number}</title>"
        f"<pubDate>Thu, 02 Jul 2026 08:{minute:02}:{number:02} GMT</pubDate></item>"
        for name, number, minute in posts
    )
    return f"<rss version='2.0'><channel>{given}</channel></rss>".encode()


def test_a_post_under_a_second_id_is_known_by_it_from_then_on(site, wire) -> None:
    for hours, posts in enumerate(
        [
            [("a1", 1, 1), ("a2", 2, 1), ("a3", 3, 1)],
            [("a1", 1, 1), ("b2", 2, 1), ("a3", 3, 1)],
            [("a1", 1, 1), ("b2", 2, 40), ("a3", 3, 1)],  # edited at its source, with a new hour
            [("a1", 1, 1), ("b2", 2, 40), ("a3", 3, 1)],
        ]
    ):
        site.answer = lambda _, posts=posts: Answer(listing(*posts), headers=FEED)
        ask(wire, NOON + hours * HOUR)
    rows = Item.objects.order_by("external_id")
    assert [(one.external_id, one.withdrawn_at) for one in rows] == [("a1", None), ("a2", None), ("a3", None)]  # fmt: skip
    assert rows[1].names.get().name == "b2"
    site.answer = lambda _: Answer(listing(("a1", 1, 1), ("a2", 2, 40), ("a3", 3, 1)), headers=FEED)
    ask(wire, NOON + 9 * HOUR)
    assert Item.objects.filter(withdrawn_at=None).count() == 3


def test_a_post_under_a_second_id_is_missed_like_any_other(site, wire) -> None:
    first, second = [("a1", 1, 1), ("a2", 2, 2), ("a3", 3, 3)], [("a1", 1, 1), ("b2", 2, 2), ("a3", 3, 3)]  # fmt: skip
    for hour, posts in enumerate([first, second, second, first[::2], first[::2]]):
        assert not Item.objects.exclude(withdrawn_at=None).exists()
        site.answer = lambda _, posts=posts: Answer(listing(*posts), headers=FEED)
        ask(wire, NOON + hour * HOUR)
    assert Item.objects.exclude(withdrawn_at=None).get().external_id == "a2"


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


@pytest.mark.parametrize(
    ("status", "hours", "state"),
    [
        (403, (0, 1, 2, 3), Health.FAILING),
        (401, (0, 1, 2, 3, 4), Health.SUSPENDED),
        (410, (0,), Health.FAILING),
        (410, (0, 1, 2, 3, 23), Health.FAILING),
        (410, (0, 24), Health.GONE),
        (404, (0, 24, 48, 72), Health.FAILING),
        (500, (0, 24, 48, 72), Health.FAILING),
    ],
)
def test_how_a_wire_ends(site, wire, status, hours, state) -> None:
    site.answer = lambda _: Answer(b"<p>No.</p>", status=status)
    for hour in hours:
        done = ask(wire, NOON + HOUR * hour)
    assert wire.health == state
    assert done.status == status
    assert done.snapshot.size == len(b"<p>No.</p>")
    if state in {Health.SUSPENDED, Health.GONE}:
        assert ask(wire, NOON + DAY * 30) is None
        site.answer = lambda _: Answer(ONE, headers=FEED)
        assert poll(wire.pk, now=NOON + DAY * 30, force=True).new == 1


@pytest.mark.parametrize(
    "asks", [{"Retry-After": "900"}, {"Retry-After": "Thu, 02 Jul 2026 12:15:00 GMT"}]
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_stops_the_whole_host(site, wire, asks, status) -> None:
    other = Wire.objects.create(
        source=wire.source, address="http://wire.example/g", domain="wire.example",
        added_at=NOON, next_poll_at=NOON,
    )  # fmt: skip
    site.answer = lambda _: Answer(status=status, headers=asks)
    ask(wire, NOON)
    assert wire.next_poll_at >= NOON + timedelta(seconds=900)
    due = Wire.objects.claim_due(now=NOON + timedelta(seconds=899), lease=HOUR, most=9)
    assert due == []
    due = Wire.objects.claim_due(now=NOON + timedelta(seconds=901), lease=HOUR, most=9)
    assert other.pk in {one.wire_id for one in due}
    assert Host.objects.get().domain == "wire.example"


@pytest.mark.parametrize(
    ("status", "taken"), [(301, True), (308, True), (302, False), (307, False)]
)
def test_only_a_lasting_redirect_is_taken_and_only_after_two_days(
    site, wire, status, taken
) -> None:
    site.answer = lambda asked: (
        Answer(ONE, headers=FEED)
        if asked.host == "moved.example"
        else Answer(status=status, headers={"Location": "http://moved.example/f"})
    )
    for n in range(4):
        ask(wire, NOON + HOUR * 12 * n)
    assert wire.address == "http://wire.example/f"
    ask(wire, NOON + HOUR * 48)
    assert (wire.address == "http://moved.example/f") is taken
    assert [one.address for one in FormerAddress.objects.all()] == ["http://wire.example/f"] * taken
    assert Item.objects.count() == 1


def test_a_move_to_a_page_that_is_no_feed_is_never_taken(site, wire) -> None:
    site.answer = lambda asked: (
        Answer(b"<html><p>We are moving house.</p></html>")
        if asked.host == "moved.example"
        else Answer(status=301, headers={"Location": "http://moved.example/f"})
    )
    for n in range(9):
        ask(wire, NOON + DAY * n)
    assert wire.address == "http://wire.example/f"
    assert wire.health == "failing"


def test_an_alert_rings_once_and_ends(site, wire) -> None:
    ask(wire, NOON)
    site.answer = lambda _: Answer(status=500)
    for n in range(1, 40):
        ask(wire, NOON + timedelta(minutes=3) * n)
    alert = Alert.objects.get()
    assert (alert.health, alert.ended_at) == ("failing", None)
    site.answer = lambda _: Answer(ONE, headers=FEED)
    ask(wire, NOON + 3 * HOUR)
    alert.refresh_from_db()
    assert alert.ended_at is None
    ask(wire, NOON + 4 * HOUR)
    alert.refresh_from_db()
    assert alert.ended_at == NOON + 4 * HOUR


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


def test_a_dead_http_address_is_tried_on_https_once_and_proposed(
    settings, wire, monkeypatch
) -> None:
    asked = []

    def answers_on_https(url, **_):
        asked.append(url)
        if url.startswith("http:"):
            return Failure("The connection failed.", unreached=True)
        return Fetched(url, url, 200, {}, ONE, NOON, permanent_url=url)

    monkeypatch.setattr(polling, "fetch", answers_on_https)
    for minutes in range(5):
        ask(wire, NOON + timedelta(minutes=minutes))
    assert asked.count("https://wire.example/f") == 1
    assert wire.address == "http://wire.example/f"
    assert wire.proposed_address == "https://wire.example/f"
    assert not Item.objects.exists()

    call_command("addresses", "--take", str(wire.pk), stdout=StringIO())
    wire.refresh_from_db()
    assert (wire.address, wire.proposed_address) == ("https://wire.example/f", "")
    assert FormerAddress.objects.get().address == "http://wire.example/f"
    assert ask(wire, NOON + HOUR).new == 1


def test_a_channel_without_preview_is_suspended(wire, monkeypatch) -> None:
    Wire.objects.update(address="https://t.me/s/quietchannel")
    page = Fetched(
        "https://t.me/s/quietchannel", "https://t.me/quietchannel", 200, {}, b"<p>", NOON
    )
    monkeypatch.setattr(polling, "fetch", lambda *_, **__: page)
    ask(wire, NOON)
    assert wire.health == "suspended"
    assert "no preview" in wire.words


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
