"""What becomes of a wire whose server fails, sends it elsewhere or asks for rest."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.make import NOON
from tests.wires.served import FEED, HOUR, ONE, Answer, ask
from wires import poll as polling
from wires.models import Alert, FormerAddress, Host, Item, Wire
from wires.poll import poll
from wires.types import Failure, Fetched, Health

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_304_to_a_question_for_all_is_a_failure_and_vouches_for_nothing(site, wire) -> None:
    site.answer = lambda _: Answer(status=304, headers={"ETag": '"unread"'})
    assert ask(wire, NOON).outcome == "failed"
    assert (wire.etag, wire.health) == ("", "failing")


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
