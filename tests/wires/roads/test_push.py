"""What is pushed to us: a hub's question, its letters, a source's signed ones; and what is not taken."""

import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import push
from wires.models import Item, Push, PushState, Wire
from wires.roads.signing import signature
from wires.types import Failure

pytestmark = pytest.mark.django_db
BODY = rss(("1", "One", "The first words of one."))
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
    nonsense = b"nothing a wire sends"
    signed = {**good, "x-nightdesk-signature": signature(nonsense, stamp, made.secret)}
    unread = client.post(door, nonsense, content_type="text/plain", headers=signed)
    assert (unread.status_code, unread.content[-2:]) == (422, b".\n")


def test_an_unknown_door_is_no_page(client) -> None:
    door = reverse("push", args=["guessed"])
    assert client.get(door, {"hub.mode": "subscribe"}).status_code == 404
    assert client.post(door, b"x", content_type="text/xml").status_code == 404
    assert client.put(door).status_code == 405
