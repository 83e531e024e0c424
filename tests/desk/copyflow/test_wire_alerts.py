"""Wires that want a look are told of: on the board, by mail, each once, and a flood in one line."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from desk.copyflow import post, wire_alerts
from desk.errors import NotYours, Stale
from desk.models import Letter, LogEntry, Role, RoleName
from tests import make
from tests.make import NOON, source
from wires import alerts
from wires.models import Alert, Wire

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room():
    return make.newsroom()


def ill(name: str, *, domain: str = "", health: str = "quiet", at=NOON) -> Alert:
    domain = domain or f"{name}.example"
    wire = Wire.objects.create(
        source=source(name), address=f"https://{domain}/{name}", domain=domain, added_at=NOON, next_poll_at=NOON, health=health, alerted=True
    )  # fmt: skip
    return Alert.objects.create(wire=wire, health=health, words=f"{name} is silent.", at=at)


def board(client, who) -> str:
    make.as_(client, who)
    return client.get(reverse("desk:board")).content.decode()


def have(client, *rows):
    return client.post(reverse("desk:wire-alerts"), {"alert": [row.pk for row in rows]})


def test_a_silent_wire_stands_on_the_board_until_somebody_has_it(room, client) -> None:
    row = ill("lantern")
    assert "lantern is silent." in board(client, room.ida)
    assert have(client, row).status_code == 302
    assert "lantern is silent." not in board(client, room.ida)
    assert LogEntry.objects.latest("pk").words == "Has the alert of lantern"
    page = client.get(reverse("desk:wire", args=[row.wire_id])).content.decode()
    assert "Ida has it since" in page


def test_the_second_is_told_that_somebody_has_it(room) -> None:
    row = ill("lantern")
    wire_alerts.have([row.pk], by=room.ida, now=NOON)
    with pytest.raises(Stale, match="Somebody has this"):
        wire_alerts.have([row.pk], by=room.nellie, now=NOON)


def test_only_people_of_a_desk_have_it(room) -> None:
    row = ill("lantern")
    Role.objects.filter(person=room.rupert).delete()
    with pytest.raises(NotYours):
        wire_alerts.have([row.pk], by=room.rupert, now=NOON)
    assert wire_alerts.open_lines(room.rupert) == []


@pytest.mark.parametrize("why", ["over", "paused"])
def test_what_is_over_or_paused_is_told_no_more(room, client, why) -> None:
    row = ill("lantern")
    if why == "over":
        alerts.end(row, NOON)
    else:
        Wire.objects.update(paused=True)
    assert "lantern is silent." not in board(client, room.ida)


@pytest.mark.parametrize(("wires", "told"), [(1, 1), (2, 2), (3, 1), (40, 1)])
def test_one_server_that_is_down_is_one_line(wires, told) -> None:
    for n in range(wires):
        ill(f"channel-{n}", domain="t.example", health="failing")
    found = alerts.lines(alerts.standing())
    assert len(found) == told
    assert sum(len(one.alerts) for one in found) == wires
    if wires == 40:
        assert found[0].name == "t.example"
        assert found[0].words.startswith("40 wires there: channel-39, channel-38")
        assert found[0].words.endswith("and 34 more.")


def test_states_and_servers_are_told_apart() -> None:
    for n in range(3):
        ill(f"a{n}", domain="a.example", health="failing")
        ill(f"b{n}", domain="b.example", health="failing")
    ill("a3", domain="a.example", health="quiet")
    assert len(alerts.lines(alerts.standing())) == 3


def test_the_board_names_eight_and_counts_the_others(room, client) -> None:
    rows = [ill(f"w{n}") for n in range(11)]
    said = board(client, room.ida)
    assert said.count("is silent.") == 8
    assert "3 more wires" in said
    assert have(client, *rows).status_code == 302
    assert "is silent." not in board(client, room.ida)


def test_whoever_runs_the_desk_is_mailed_once_and_a_bad_night_is_few_letters(room, settings) -> None:  # fmt: skip
    settings.MAIL_IS_CONFIGURED, settings.PUBLIC_ADDRESS = True, "https://desk.example"
    Role.objects.create(person=room.cass, desk=None, name=RoleName.ADMINISTRATOR)
    ill("lantern")
    assert [wire_alerts.tell(now=NOON + n * MINUTE) for n in range(3)] == [1, 0, 0]
    for n in range(20):
        ill(f"w{n}", at=NOON + 3 * MINUTE)
    assert wire_alerts.tell(now=NOON + 3 * MINUTE) == 0
    assert wire_alerts.tell(now=NOON + 6 * MINUTE) == 20
    assert wire_alerts.tell(now=NOON + 20 * MINUTE) == 0
    assert post.send_due(now=NOON + 20 * MINUTE) == 2
    first, second = mail.outbox
    assert (first.to, first.subject) == (["cass@desk.example"], "Wires: lantern: quiet")
    assert first.body == "lantern (quiet): lantern is silent.\nhttps://desk.example/desk/sources/\n"
    assert second.subject.endswith("and 19 more")


def test_a_name_with_a_line_feed_is_mailed_too(room, settings) -> None:
    settings.MAIL_IS_CONFIGURED = True
    Role.objects.create(person=room.cass, desk=None, name=RoleName.ADMINISTRATOR)
    row = ill("lantern")
    type(row.wire.source).objects.update(name="The\r\nLantern")
    wire_alerts.tell(now=NOON)
    post.send_due(now=NOON)
    assert [one.subject for one in mail.outbox] == ["Wires: The Lantern: quiet"]


@pytest.mark.parametrize("why", ["no post", "nobody runs it"])
def test_without_a_post_boards_are_told_all_the_same(room, settings, why) -> None:
    settings.MAIL_IS_CONFIGURED = why != "no post"
    ill("lantern")
    assert wire_alerts.tell(now=NOON) == 1
    assert not Letter.objects.exists()
