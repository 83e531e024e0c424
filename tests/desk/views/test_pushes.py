"""A wire's push in the browser: on, a door with its secret once, letters and refusals, off, dropped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import push_wire
from desk.models import LogEntry
from tests import make
from tests.make import NOON
from wires import archive, push
from wires.models import Fetch, Push, PushState, Wire

pytestmark = pytest.mark.django_db
FEED = b'<rss version="2.0"><channel><link rel="hub" href="https://hub.example/"/><link rel="self" href="https://t.example/f"/></channel></rss>'


@pytest.fixture
def wire(room, settings) -> Wire:
    settings.PUBLIC_ADDRESS = "https://desk.example"
    made = Wire.objects.create(source=make.source(), address="https://t.example/f", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    kept = archive.keep(FEED, media_type="text/xml", now=NOON)
    Fetch.objects.create(wire=made, snapshot=kept, started_at=NOON, status=200, outcome="changed", final_url=made.address)  # fmt: skip
    return made


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What hubs were asked for, by the tasks that would."""
    said: list[str] = []
    monkeypatch.setattr(push_wire.ask_hub, "delay", lambda _: said.append("subscribe"))
    monkeypatch.setattr(push_wire.leave_hub, "delay", lambda _: said.append("unsubscribe"))
    return said


@pytest.fixture
def cass(client, room):
    client.force_login(room.cass)
    return client


def page(client, wire: Wire) -> str:
    return client.get(reverse("desk:wire", args=[wire.pk])).content.decode()


def press(client, wire: Wire, name: str):
    return client.post(reverse(f"desk:{name}", args=[wire.pk]))


def test_a_chief_has_a_feed_pushed_by_its_hub(cass, wire, asked, django_capture_on_commit_callbacks) -> None:  # fmt: skip
    assert "https://hub.example/" in page(cass, wire)
    with django_capture_on_commit_callbacks(execute=True):
        assert press(cass, wire, "wire-push").status_code == 302
    assert asked == ["subscribe"]
    assert "has not asked back yet" in page(cass, wire)
    row = Push.objects.get()
    push.activate(row, timedelta(days=10), now=now())
    assert "leased until" in page(cass, wire)
    assert row.secret not in page(cass, wire)
    again = press(cass, wire, "wire-push")
    assert b"pushed already" in again.content
    with django_capture_on_commit_callbacks(execute=True):
        press(cass, wire, "wire-push-end")
    assert asked == ["subscribe", "unsubscribe"]
    assert "Turned off" in page(cass, wire)
    assert LogEntry.objects.filter(data__wire=wire.pk).count() == 2


def test_of_a_hub_on_http_the_page_says_that_its_letters_are_not_taken(cass, wire, asked) -> None:
    kept = archive.keep(FEED.replace(b"https://hub", b"http://hub"), media_type="text/xml", now=NOON)  # fmt: skip
    Fetch.objects.update(snapshot=kept)
    assert "would be given no secret" in page(cass, wire)
    press(cass, wire, "wire-push")
    push.activate(Push.objects.get(), timedelta(days=10), now=now())
    push.receive(Push.objects.get().token, b"x", {}, now=now())
    seen = page(cass, wire)
    assert "its letters are not signed" in seen
    assert "Not signed: the wire was polled" in seen


def test_a_feed_without_a_hub_is_only_polled(cass, wire, asked) -> None:
    Fetch.objects.all().delete()
    assert "names no hub" in page(cass, wire)
    assert b"names no hub" in press(cass, wire, "wire-push").content
    assert not Push.objects.exists()


def test_the_secret_of_a_door_is_shown_once(cass, wire) -> None:
    answer = press(cass, wire, "wire-door")
    row = Push.objects.get()
    assert (answer.status_code, row.state) == (200, PushState.ACTIVE)
    assert row.secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    shown = page(cass, wire)
    assert row.secret not in shown
    assert f"https://desk.example/push/{row.token}/" in shown
    assert b"pushed already" in press(cass, wire, "wire-door").content
    press(cass, wire, "wire-push-end")
    press(cass, wire, "wire-door")
    assert Push.objects.get().secret != row.secret


def test_a_source_without_an_address_sends_by_a_door_of_its_own(cass, room, wire) -> None:
    source = make.source("Harbour Office")
    there = reverse("desk:source", args=[source.key])
    assert "Open a door" in cass.get(there).content.decode()
    answer = cass.post(reverse("desk:source-door", args=[source.key]))
    row = Push.objects.get()
    assert row.secret in answer.content.decode()
    assert row.wire.source == source
    assert "by letters only" in cass.get(there).content.decode()
    assert "It comes by letters only." in page(cass, row.wire)
    assert b"pushed already" in cass.post(reverse("desk:source-door", args=[source.key])).content


def test_letters_and_refusals_stand_on_the_page(cass, wire) -> None:
    row = push.open_webhook(wire, now=NOON)
    push.refuse(row, b"x" * 2048, "The signature does not fit.", now=NOON)
    shown = page(cass, wire)
    assert "The signature does not fit." in shown
    assert "1 letter refused" in shown


def test_a_push_that_was_dropped_is_said_on_its_page_and_the_board(cass, wire) -> None:
    row = push.open_webhook(wire, now=NOON)
    words = "Twice the poll found what the hub had not sent. It is polled again."
    Push.objects.filter(pk=row.pk).update(state=PushState.DROPPED, state_at=now(), words=words)
    assert words in page(cass, wire)
    assert "is not pushed any more" in cass.get(reverse("desk:wires")).content.decode()


@pytest.mark.parametrize("name", ["wire-push", "wire-door", "wire-push-end"])
def test_only_a_chief_opens_and_shuts(client, room, wire, name) -> None:
    assert press(client, wire, name).status_code == 302
    client.force_login(room.ida)
    assert press(client, wire, name).status_code == 403
    assert "A chief turns it on and off." in page(client, wire)
    assert not Push.objects.exists()


def test_without_a_public_address_nothing_is_opened(cass, wire, settings) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert "NIGHTDESK_PUBLIC_ADDRESS" in page(cass, wire)
    assert b"NIGHTDESK_PUBLIC_ADDRESS" in press(cass, wire, "wire-door").content
    assert not Push.objects.exists()
