"""What is pushed to us: a hub's question, its letters, a source's signed ones; and what is not taken."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from tests.make import NOON, source
from tests.wires.served import Answer, Asked, Site, rss, serving
from wires import missed, push, turns
from wires.models import Item, Push, PushState, Wire
from wires.poll import poll
from wires.roads.signing import hub_signed, signature, signed
from wires.types import Failure

pytestmark = pytest.mark.django_db
BODY = rss(("1", "One", "The first words of one."))
MINUTE = timedelta(minutes=1)
TOPIC = "http://wire.example/f"


@pytest.fixture
def wire() -> Wire:
    return Wire.objects.create(source=source(), address=TOPIC, added_at=NOON, next_poll_at=NOON)


@pytest.fixture
def hub(settings):
    settings.PUBLIC_ADDRESS = "https://desk.example"
    with serving(lambda _: Answer(status=202)) as site:
        settings.ALLOW_WIRES = site.doors("hub.example")
        yield site


def subscribed(wire: Wire) -> Push:
    made = push.subscribe(wire, hub="http://hub.example/", topic=TOPIC, now=NOON)
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "c", "hub.lease_seconds": "864000"}  # fmt: skip
    assert push.confirm(made.token, query, now=NOON) == "c"
    made.refresh_from_db()
    return made


def by_hub(made: Push, body: bytes = BODY) -> dict[str, str]:
    return {"x-hub-signature": f"sha256={hmac.new(made.secret.encode(), body, hashlib.sha256).hexdigest()}"}  # fmt: skip


def test_a_hub_is_asked_and_asks_back(hub, wire, client) -> None:
    made = push.subscribe(wire, hub="http://hub.example/", topic=TOPIC, now=NOON)
    form = parse_qs(hub.asked[0].body.decode())
    assert form["hub.callback"] == [f"https://desk.example/push/{made.token}/"]
    assert form["hub.secret"] == [made.secret]
    assert made.state == PushState.ASKED
    door = reverse("push", args=[made.token])
    asked = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "<b>c</b>"}
    assert client.get(door, asked | {"hub.topic": "http://other.example/"}).status_code == 404
    said = client.get(door, asked)
    assert (said.content, said["content-type"]) == (b"<b>c</b>", "text/plain; charset=utf-8")
    made.refresh_from_db()
    assert made.state == PushState.ACTIVE


@pytest.mark.parametrize(
    ("given", "secret"),
    [
        (("http://hub.example/", None), False),
        (("http://hub.example/", "10.0.0.7:80"), False),
        (("http://hub.example/", "127.0.0.1:80"), True),
        (("https://hub.example/", None), True),
        (("HTTPS://hub.example/", "10.0.0.7:443"), True),
    ],
)
def test_a_secret_is_sent_where_nobody_can_read_it(wire, settings, monkeypatch, given, secret) -> None:  # fmt: skip
    hub_at, door = given
    settings.PUBLIC_ADDRESS = "https://desk.example"
    settings.ALLOW_WIRES = [f"hub.example={door}"] if door else []
    said: list[dict[str, list[str]]] = []
    monkeypatch.setattr(push, "send", lambda _, form, **__: said.append(parse_qs(form.decode())))
    made = push.subscribe(wire, hub=hub_at, topic=TOPIC, now=NOON)
    push.ask(made, "unsubscribe")
    assert ["hub.secret" in one for one in said] == [secret, False]
    assert made.by_word == (not secret)


def test_a_hub_that_moves_to_http_gets_no_secret_and_one_that_moves_to_https_a_new_one(hub, wire, settings) -> None:  # fmt: skip
    made = subscribed(wire)
    first, settings.ALLOW_WIRES = made.secret, []
    assert push.prepare(wire, hub="http://hub.example/", topic=TOPIC, now=NOON).secret == ""
    assert push.prepare(wire, hub="https://hub.example/", topic=TOPIC, now=NOON).secret not in {"", first}  # fmt: skip


@pytest.mark.parametrize("moves", [("http", "https"), ("https", "http")])
def test_a_wire_is_polled_until_the_hub_that_moved_has_asked_back(wire, settings, moves) -> None:
    settings.PUBLIC_ADDRESS, settings.ALLOW_WIRES = "https://desk.example", []
    old, new = (f"{scheme}://hub.example/" for scheme in moves)
    made = push.prepare(wire, hub=old, topic=TOPIC, now=NOON)
    push.activate(made, timedelta(days=1), now=NOON)
    Wire.objects.update(next_poll_at=NOON + timedelta(days=1))
    moved = push.prepare(wire, hub=new, topic=TOPIC, now=NOON)
    assert (moved.pk, moved.state) == (made.pk, PushState.ASKED)
    assert moved.token != made.token
    wire.refresh_from_db()
    assert (wire.pushed, wire.next_poll_at) == (False, NOON)


def test_a_letter_that_nobody_signed_makes_us_poll_and_is_not_taken(pushed, wire, client) -> None:
    Push.objects.update(secret="")
    far = NOON + timedelta(days=400_000)
    Wire.objects.update(next_poll_at=far)
    door, body = reverse("push", args=[pushed.token]), rss(("9", "Forged", "Forged words."))
    for headers in ({}, by_hub(pushed, body), {"x-hub-signature": f"sha256={hmac.new(b'', body, hashlib.sha256).hexdigest()}"}):  # fmt: skip
        said = client.post(door, body, content_type="application/rss+xml", headers=headers)
        assert said.status_code == 202
    assert not Item.objects.filter(title="Forged").exists()
    wire.refresh_from_db()
    assert wire.next_poll_at < far
    assert [row.refused for row in pushed.letters.all()] == ["", "", ""]


def test_letters_that_nobody_signed_poll_no_faster_than_the_wire_may(pushed, wire) -> None:
    Push.objects.update(secret="")
    for n in range(5):
        push.receive(pushed.token, b"x", {}, now=NOON + MINUTE + timedelta(seconds=n))
    wire.refresh_from_db()
    assert wire.next_poll_at == NOON + MINUTE + timedelta(seconds=wire.floor_s)


def test_what_a_poll_finds_after_a_letter_that_nobody_signed_is_no_miss(pushed, feed, wire) -> None:
    Push.objects.update(secret="")
    push.receive(pushed.token, b"x", {}, now=NOON + timedelta(minutes=59))
    at_poll(feed, wire, timedelta(hours=1), new(2))
    assert missed.judge(now=NOON + timedelta(hours=2)) == []
    pushed.refresh_from_db()
    assert pushed.missed == 0
    at_poll(feed, wire, timedelta(hours=3), new(2), new(3))
    missed.judge(now=NOON + timedelta(hours=4))
    pushed.refresh_from_db()
    assert pushed.missed == 1


def test_a_hubs_letter_is_stored_once(hub, wire, client) -> None:
    made = subscribed(wire)
    door = reverse("push", args=[made.token])
    for _ in range(2):
        said = client.post(door, BODY, content_type="application/rss+xml", headers=by_hub(made))
        assert said.status_code == 202
    assert Item.objects.get().title == "One"


def test_a_letter_with_a_wrong_signature_is_passed_over_and_counted(hub, wire, client) -> None:
    made = subscribed(wire)
    door = reverse("push", args=[made.token])
    for headers in ({}, {"x-hub-signature": "sha256=0"}, by_hub(made, b"other")):
        said = client.post(door, BODY, content_type="application/rss+xml", headers=headers)
        assert said.status_code == 202
    assert not Item.objects.exists()
    made.refresh_from_db()
    assert made.refused == 3


def test_a_lease_is_renewed_at_half_and_stays_active_meanwhile(hub, wire) -> None:
    made = subscribed(wire)
    assert push.renew(now=NOON + timedelta(days=4)) == 0
    assert push.renew(now=NOON + timedelta(days=6)) == 1
    assert push.renew(now=NOON + timedelta(days=6)) == 0
    before, secret = made.token, made.secret
    made.refresh_from_db()
    assert (made.state, made.token, made.secret) == (PushState.ACTIVE, before, secret)


def test_a_hub_that_refuses_is_said(hub, wire) -> None:
    hub.answer = lambda _: Answer(status=403)
    answer = push.subscribe(wire, hub="http://hub.example/", topic=TOPIC, now=NOON)
    assert isinstance(answer, Failure)
    assert "did not take it" in Push.objects.get().words
    denied = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "no"}
    assert push.confirm(Push.objects.get().token, denied, now=NOON) == ""
    assert Push.objects.get().state == PushState.DENIED


def test_without_a_public_address_no_hub_is_asked(settings, wire) -> None:
    settings.PUBLIC_ADDRESS = ""
    answer = push.subscribe(wire, hub="http://hub.example/", topic=TOPIC, now=NOON)
    assert "NIGHTDESK_PUBLIC_ADDRESS" in answer.words
    assert not Push.objects.exists()


def test_a_source_sends_signed_letters(wire, client, monkeypatch) -> None:
    monkeypatch.setattr("newsroom.push.now", lambda: NOON)
    made = push.open_webhook(wire, now=NOON)
    assert push.open_webhook(wire, now=NOON).pk == made.pk
    door, stamp = reverse("push", args=[made.token]), str(int(NOON.timestamp()))
    good = {"x-nightdesk-timestamp": stamp, "x-nightdesk-signature": f"sha256={signature(BODY, stamp, made.secret)}"}  # fmt: skip
    assert client.post(door, BODY, content_type="text/xml", headers=good).status_code == 202
    assert Item.objects.get().title == "One"
    bad = client.post(door, BODY + b" ", content_type="text/xml", headers=good)
    assert bad.status_code == 422
    assert b"does not fit" in bad.content
    # Sent again by somebody who saw it: a later text is not rolled back.
    later = BODY.replace(b"One", b"One and more")
    fresh = {**good, "x-nightdesk-signature": signature(later, stamp, made.secret)}
    assert client.post(door, later, content_type="text/xml", headers=fresh).status_code == 202
    assert client.post(door, BODY, content_type="text/xml", headers=good).status_code == 202
    assert (Item.objects.get().title, Item.objects.get().texts_count) == ("One and more", 2)
    nonsense = b"nothing a wire sends"
    signed = {**good, "x-nightdesk-signature": signature(nonsense, stamp, made.secret)}
    unread = client.post(door, nonsense, content_type="text/plain", headers=signed)
    assert (unread.status_code, unread.content[-2:]) == (422, b".\n")


def test_an_unknown_door_is_no_page(client) -> None:
    door = reverse("push", args=["guessed"])
    assert client.get(door, {"hub.mode": "subscribe"}).status_code == 404
    assert client.post(door, b"x", content_type="text/xml").status_code == 404
    assert client.put(door).status_code == 405


def listing(*posts: tuple[str, str, str]) -> Callable[[Asked], Answer]:
    body = rss(("1", "One", "The first words of one."), *posts)
    return lambda _: Answer(body, headers={"Content-Type": "text/xml"})


@pytest.fixture
def feed(hub, settings, monkeypatch):
    """The site of the wire itself, which lists one post."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    with serving(listing()) as site:
        settings.ALLOW_WIRES = [*settings.ALLOW_WIRES, *site.doors("wire.example")]
        yield site


@pytest.fixture
def pushed(feed, wire) -> Push:
    """A wire that a hub pushes and that was polled once since."""
    made = subscribed(wire)
    poll(wire.pk, now=NOON + MINUTE)
    return made


def at_poll(feed: Site, wire: Wire, after: timedelta, *posts: tuple[str, str, str]) -> None:
    feed.answer = listing(*posts)
    assert poll(wire.pk, now=NOON + after, force=True)


def new(n: int) -> tuple[str, str, str]:
    return (str(n), f"Number {n}", f"Words of number {n} that nobody sent before.")


def test_a_wire_under_push_is_polled_at_its_slowest(pushed, wire) -> None:
    wire.refresh_from_db()
    assert (wire.pushed, wire.interval_s) == (True, wire.ceiling_s)


def test_a_push_that_misses_twice_is_dropped_and_said(pushed, feed, wire) -> None:
    at_poll(feed, wire, timedelta(hours=1), new(2))
    assert missed.judge(now=NOON + timedelta(hours=1, minutes=11)) == []
    pushed.refresh_from_db()
    assert (pushed.missed, pushed.state) == (1, PushState.ACTIVE)
    at_poll(feed, wire, timedelta(hours=2), new(2), new(3))
    assert missed.judge(now=NOON + timedelta(hours=2, minutes=11)) == [pushed]
    pushed.refresh_from_db()
    wire.refresh_from_db()
    assert (pushed.state, wire.pushed) == (PushState.DROPPED, False)
    assert pushed.words == "Twice the poll found what the hub had not sent. It is polled again."
    assert wire.next_poll_at == NOON + timedelta(hours=2, minutes=11)
    assert push.renew(now=NOON + timedelta(days=6)) == 0


def test_a_letter_that_was_on_its_way_is_no_miss(pushed, feed, wire, client) -> None:
    at_poll(feed, wire, timedelta(hours=1), new(2))
    door, body = reverse("push", args=[pushed.token]), rss(new(2))
    client.post(door, body, content_type="application/rss+xml", headers=by_hub(pushed, body))
    assert missed.judge(now=NOON + timedelta(hours=2)) == []
    pushed.refresh_from_db()
    assert pushed.missed == 0


def test_what_the_hub_sent_first_is_no_miss(pushed, feed, wire, client) -> None:
    door, body = reverse("push", args=[pushed.token]), rss(new(2))
    client.post(door, body, content_type="application/rss+xml", headers=by_hub(pushed, body))
    at_poll(feed, wire, timedelta(hours=1), new(2))
    pushed.refresh_from_db()
    assert pushed.waiting_since is None


def test_a_lease_that_ran_out_is_no_push(pushed, wire) -> None:
    assert missed.judge(now=NOON + timedelta(days=9)) == []
    assert missed.judge(now=NOON + timedelta(days=11)) == [pushed]
    wire.refresh_from_db()
    assert not wire.pushed


def test_a_new_lease_forgives_a_miss(pushed, feed, wire) -> None:
    at_poll(feed, wire, timedelta(hours=1), new(2))
    missed.judge(now=NOON + timedelta(hours=2))
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "c", "hub.lease_seconds": "864000"}  # fmt: skip
    push.confirm(pushed.token, query, now=NOON + timedelta(days=5))
    pushed.refresh_from_db()
    assert (pushed.missed, pushed.active_at) == (0, NOON)


def test_letters_are_kept_with_why_they_were_refused(pushed, client) -> None:
    door = reverse("push", args=[pushed.token])
    client.post(door, BODY, content_type="application/rss+xml", headers=by_hub(pushed, b"x"))
    client.post(door, BODY, content_type="application/rss+xml", headers=by_hub(pushed))
    taken, refused = pushed.letters.all()
    assert (taken.refused, taken.fetch.seen, taken.size) == ("", 1, len(BODY))
    assert (refused.refused, refused.fetch) == ("A letter came with a wrong signature.", None)
    for _ in range(push.KEPT + 3):
        push.refuse(pushed, b"", "why", now=NOON)
    assert pushed.letters.count() == push.KEPT


def test_a_push_that_was_turned_off_takes_nothing_and_lets_the_hub_go(pushed, wire, client) -> None:
    door, topic = reverse("push", args=[pushed.token]), {"hub.topic": TOPIC, "hub.challenge": "c"}
    assert client.get(door, {"hub.mode": "unsubscribe", **topic}).status_code == 404
    push.end(Push.objects.get(), now=NOON + timedelta(hours=1))
    assert client.get(door, {"hub.mode": "unsubscribe", **topic}).content == b"c"
    assert client.get(door, {"hub.mode": "subscribe", **topic}).status_code == 404
    assert client.post(door, BODY, content_type="text/xml", headers=by_hub(pushed)).status_code == 404  # fmt: skip
    again = push.subscribe(wire, hub="http://hub.example/", topic=TOPIC, now=NOON)
    assert again.pk == pushed.pk
    assert (again.token == pushed.token, again.secret == pushed.secret) == (False, False)


@pytest.mark.parametrize("said", ["sha256=é", "é=00", "sha256=ﬀ", ""])
def test_a_signature_in_other_letters_is_a_wrong_one(said) -> None:
    stamp = {"x-nightdesk-timestamp": str(int(NOON.timestamp()))}
    assert not hub_signed(BODY, said, "secret")
    assert signed(BODY, {**stamp, "x-nightdesk-signature": said}, "secret", now_s=NOON.timestamp())


def test_a_hub_that_says_no_in_characters_that_cannot_be_kept_is_heard(hub, wire) -> None:
    made = subscribed(wire)
    said = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "no\x00 more\ud83d"}
    assert push.confirm(made.token, said, now=NOON) == ""
    made.refresh_from_db()
    assert (made.state, made.words[:8]) == (PushState.DENIED, "no more?")


def test_a_push_that_is_turned_off_while_hubs_are_asked_stays_off(hub, wire, monkeypatch) -> None:
    subscribed(wire)
    other = Wire.objects.create(source=wire.source, address="http://wire.example/g", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    first = push.prepare(other, hub="http://hub.example/", topic=other.address, now=NOON - MINUTE)
    Push.objects.update(renew_at=NOON)
    monkeypatch.setattr(push, "ask", lambda _: push.end(first, now=NOON))
    assert push.renew(now=NOON + MINUTE) == 1
    assert Push.objects.get(pk=first.pk).state == PushState.ENDED
