"""Letters are kept until the mail server has taken them, and what it does not take is said."""

from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.urls import reverse

from desk.copyflow import post, remove, wire_alerts
from desk.models import Letter, Role, RoleName
from tests import make
from tests.desk.copyflow.test_wire_alerts import ill
from tests.make import NOON

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DEAD = ConnectionRefusedError()
FULL = SMTPRecipientsRefused({"ida@desk.example": (452, b"Mailbox\r\nfull")})


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    """A mail server that takes letters but those to addresses with a fault here."""
    settings.MAIL_IS_CONFIGURED = True
    faults: dict[str, Exception] = {}
    real = post.hand_over

    def hand_over(row) -> None:
        if wrong := faults.get(row.to) or faults.get("all"):
            raise wrong
        real(row)

    monkeypatch.setattr(post, "hand_over", hand_over)
    return faults


def write(*to: str, **more) -> None:
    post.write(to or ["ida@desk.example"], "Held", "It is held.", use=DAY, now=NOON, **more)


def test_a_letter_that_nobody_took_is_sent_when_the_server_is_back(server) -> None:
    server["all"] = DEAD
    write()
    assert post.send_due(now=NOON) == 0
    del server["all"]
    assert post.send_due(now=NOON + timedelta(seconds=20)) == 0
    assert post.send_due(now=NOON + MINUTE) == 1
    assert [one.to for one in mail.outbox] == [["ida@desk.example"]]
    assert not Letter.objects.exists()


def test_an_alert_is_not_lost_with_its_letter(server) -> None:
    room = make.newsroom()
    Role.objects.create(person=room.cass, desk=None, name=RoleName.ADMINISTRATOR)
    ill("lantern")
    server["all"] = DEAD
    wire_alerts.tell(now=NOON)
    for n in range(10):
        assert post.send_due(now=NOON + n * MINUTE) == 0
    del server["all"]
    assert post.send_due(now=NOON + 30 * MINUTE) == 1
    assert mail.outbox[0].subject == "Wires: lantern: quiet"


@pytest.mark.parametrize(
    ("fault", "taken", "said"),
    [
        pytest.param(FULL, 1, "The mail server refuses ida@desk.example: 452 Mailbox full", id="one mailbox"),
        pytest.param(SMTPDataError(554, b"Spam."), 1, "The mail server refuses: 554 Spam.", id="one letter"),
        pytest.param(SMTPAuthenticationError(535, b"No."), 0, "The mail server refuses: 535 No.", id="us"),
        pytest.param(DEAD, 0, "The mail server does not answer: ConnectionRefusedError.", id="nobody there"),
        pytest.param(TimeoutError(), 0, "The mail server does not answer: TimeoutError.", id="slow"),
    ],
)  # fmt: skip
def test_others_go_on_where_only_one_is_refused(server, fault, taken, said) -> None:
    write("ida@desk.example", "cass@desk.example")
    server["ida@desk.example"] = fault
    assert post.send_due(now=NOON) == taken
    assert Letter.objects.get(to="ida@desk.example").words == said
    assert said in post.state()


def test_tries_come_further_apart_and_end_when_the_letter_is_of_no_use(server, caplog) -> None:
    server["all"] = DEAD
    write()
    tried = []
    while row := Letter.objects.first():
        tried.append((row.due_at - NOON).total_seconds() / 60)
        post.send_due(now=row.due_at)
    assert tried[:8] == pytest.approx([0, 0.5, 1.5, 3.5, 7.5, 15.5, 30.5, 45.5], abs=0.1)
    assert tried[-1] >= 24 * 60
    assert "a letter was never taken: Held" in caplog.text
    assert (Letter.objects.exists(), post.state()) == (False, "ok")


def test_a_second_worker_sends_nothing_twice(server) -> None:
    write()
    [row] = Letter.objects.all()
    assert post.claimed(row, NOON)
    assert not post.claimed(row, NOON)
    assert post.send_due(now=NOON) == 0


def test_board_and_health_say_that_letters_wait(server, client) -> None:
    room = make.newsroom()
    server["all"] = DEAD
    write()
    make.as_(client, room.ida)
    assert "letter waits" not in client.get(reverse("desk:board")).content.decode()
    assert client.get("/health/ready").json()["post"] == "ok"
    post.send_due(now=NOON)
    said = client.get(reverse("desk:board")).content.decode()
    assert "1 letter waits since" in said
    assert "does not answer: ConnectionRefusedError." in said
    assert client.get("/health/ready").json()["post"].startswith("1 wait since 0")


def test_a_letter_that_waits_tells_nothing_of_what_was_removed() -> None:
    room = make.newsroom()
    item = make.item("The name of a witness.")
    write(items=[item.pk])
    remove.remove_item(item, ground="safety", by=room.cass, now=NOON)
    assert not Letter.objects.exists()


def test_without_a_server_nothing_is_sent(settings) -> None:
    write()
    settings.MAIL_IS_CONFIGURED = False
    assert post.send_due(now=NOON) == 0
    assert post.state() == "not set up"
