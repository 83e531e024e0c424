"""Of which clock a wire's hours are: proposed on its page and by the look at its address, kept by a person."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from desk.copyflow import wire_care
from desk.errors import NotYours, Unsound
from desk.models import LogEntry, Role
from tests import make
from tests.make import NOON, source
from tests.wires.served import Answer, serving
from tests.wires.test_at_home import DPA
from wires.deliver import deliver
from wires.models import Wire

pytestmark = pytest.mark.django_db
SOON = datetime(2026, 7, 2, 12, 6, tzinfo=UTC)


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def wire() -> Wire:
    from_there = source("dpa")
    from_there.country = "DE"
    from_there.save(update_fields=["country"])
    made = Wire.objects.create(source=from_there, address="folder:dpa", added_at=NOON, next_poll_at=NOON, last_said="x", elements={"light": 1, "entries": []})  # fmt: skip
    deliver(made.pk, DPA % b"021405 Jul 26", now=SOON)
    return made


def test_the_page_proposes_a_clock_and_a_person_keeps_it(client, room, wire) -> None:
    make.as_(client, room.ida)
    page = reverse("desk:wire", args=[wire.pk])
    assert "Its newest says 14:05." in (seen := client.get(page).content.decode())
    assert 'value="Europe/Berlin"' in seen
    answer = client.post(reverse("desk:wire-clock", args=[wire.pk]), {"zone": "Europe/Berlin"})
    assert answer.status_code == 302
    wire.refresh_from_db()
    assert (wire.hours_in, wire.last_said, wire.elements) == ("Europe/Berlin", "", {})
    assert "They are read as those of <b>Europe/Berlin</b>" in client.get(page).content.decode()
    assert LogEntry.objects.latest("pk").words == "dpa: hours without a zone are those of Europe/Berlin"  # fmt: skip


@pytest.mark.parametrize("zone", ["Berlin", "../../etc/passwd", "x" * 300])
def test_a_clock_that_nobody_knows_is_refused(room, wire, zone) -> None:
    with pytest.raises(Unsound, match="No clock"):
        wire_care.set_clock(wire, zone=zone, by=room.ida, now=NOON)


def test_only_people_of_a_desk_say_so(client, room, wire) -> None:
    Role.objects.filter(person=room.rupert).delete()
    with pytest.raises(NotYours):
        wire_care.set_clock(wire, zone="", by=room.rupert, now=NOON)


def test_a_wire_whose_hours_name_their_zone_is_not_asked(client, room) -> None:
    made = Wire.objects.create(source=source("dpa"), address="folder:dpa", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    deliver(made.pk, DPA % b"021405 GMT Jul 26", now=SOON)
    make.as_(client, room.ida)
    assert "name no zone" not in client.get(reverse("desk:wire", args=[made.pk])).content.decode()


def test_the_look_at_an_address_proposes_it_too(client, room, settings) -> None:
    make.as_(client, room.ida)
    with serving(lambda _: Answer(DPA % b"021405 Jul 26")) as site:
        settings.ALLOW_WIRES = site.doors("agency.example")
        seen = client.post(reverse("desk:probe"), {"address": "http://agency.example/wire"})
        assert 'name="hours_in"' in seen.content.decode()
        given = {"name": "dpa", "address": "http://agency.example/wire", "hours_in": "Europe/Berlin"}  # fmt: skip
        client.post(reverse("desk:source-new"), given)
    assert Wire.objects.get().hours_in == "Europe/Berlin"
