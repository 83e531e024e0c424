"""Letters from a mailbox: read once, in order, whatever dies; nothing in the mailbox is touched."""

import imaplib
import shutil
import ssl
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.wires.roads.postbox import PASSWORD, postbox
from wires import replay
from wires.models import EventKind, Item, ItemEvent, Source, Wire
from wires.roads import mailbox

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
ADDRESS = "imaps://desk@mail.example/INBOX"


def letter(number: int, words: str = "The quay is closed.") -> bytes:
    return (
        f"From: Harbour <press@harbour.example>\r\nMessage-ID: <{number}@harbour.example>\r\n"
        f"Subject: Notice {number}\r\nDate: Thu, 02 Jul 2026 01:0{number % 10}:00 +0000\r\n\r\n{words}\r\n"
    ).encode()


def plain(target) -> imaplib.IMAP4:
    return imaplib.IMAP4(target.address, target.port, timeout=5)


@pytest.fixture
def box(settings, tmp_path):
    secrets = tmp_path / "secrets"
    secrets.write_text(f"desk@mail.example = {PASSWORD}\n")
    secrets.chmod(0o600)
    settings.WIRE_SECRETS = str(secrets)
    with postbox() as server:
        settings.ALLOW_WIRES = [f"mail.example=127.0.0.1:{server.server_address[1]}"]
        yield server


@pytest.fixture
def wire(db) -> Wire:
    source = Source.objects.create(key="harbour", name="Harbour", added_at=NOON)
    return Wire.objects.create(source=source, address=ADDRESS, added_at=NOON, next_poll_at=NOON)


def collect(wire: Wire):
    wire.refresh_from_db()
    return mailbox.collect(wire, now=NOON, connect=plain)


def titles() -> list[str]:
    return list(Item.objects.order_by("posted_at").values_list("title", flat=True))


def test_letters_come_once_each(box, wire) -> None:
    box.letters = {3: letter(3), 5: letter(5)}
    assert collect(wire) is None
    box.letters[9] = letter(9)
    assert collect(wire) is None
    assert collect(wire) is None
    assert titles() == ["Notice 3", "Notice 5", "Notice 9"]
    wire.refresh_from_db()
    assert wire.cursor == {"validity": "7", "uid": "9"}
    assert not [c for c in box.commands if "STORE" in c or "SELECT" in c or "EXPUNGE" in c]


def test_old_letters_of_a_mailbox_that_is_new_here_are_told_of_nobody(box, wire) -> None:
    old = letter(3).replace(b"02 Jul 2026", b"02 Jun 2026")
    box.letters = {3: old, 4: old.replace(b"3@", b"4@"), 5: letter(5)}
    collect(wire)
    told = ItemEvent.objects.filter(kind=EventKind.ARRIVED).values_list("item__title", flat=True)
    assert (list(told), Item.objects.filter(backfill=True).count()) == (["Notice 5"], 2)


def test_a_mailbox_made_anew_is_read_from_its_beginning_without_doubles(box, wire) -> None:
    box.letters = {3: letter(3)}
    collect(wire)
    box.validity, box.letters = 8, {1: letter(3), 2: letter(4)}
    collect(wire)
    assert titles() == ["Notice 3", "Notice 4"]


def test_a_letter_that_cannot_be_read_stops_no_other(box, wire, monkeypatch) -> None:
    monkeypatch.setattr(mailbox, "LARGEST", 1000)
    box.letters = {1: letter(1), 2: letter(2, "x" * 2000), 3: letter(3)}
    assert "1 letter could not be read" in collect(wire).words
    assert titles() == ["Notice 1", "Notice 3"]
    assert collect(wire) is None


CHECKED = (
    b"Authentication-Results: mx.mail.example;\r\n dkim=%s header.d=harbour.example (a; b)\r\n"
)


def test_only_what_the_mailboxs_own_server_says_files_a_letter_with_its_source(box, wire) -> None:
    Source.objects.update(domains=["harbour.example"])
    Wire.objects.update(checked_by="mx.mail.example")
    forged = (CHECKED % b"pass").replace(b"mx.mail", b"mx.evil") + letter(2)
    failed = CHECKED % b"fail" + CHECKED % b"pass" + letter(3)
    kill = letter(4).replace(b"Subject: Notice 4", b"Subject: KILL: Notice 1 of the harbour")
    named = letter(1).replace(b"Subject: Notice 1", b"Subject: Notice 1 of the harbour")
    box.letters = {1: CHECKED % b"pass" + named, 2: forged, 3: failed, 4: kill}
    assert collect(wire) is None
    sources = dict(Item.objects.values_list("external_id", "source__name"))
    nobody = "Letters to desk@mail.example"
    assert sources == {"<1@harbour.example>": "Harbour"} | {f"<{n}@harbour.example>": nobody for n in (2, 3, 4)}  # fmt: skip
    assert Item.objects.get(external_id="<1@harbour.example>").killed_at is None
    box.letters[5] = CHECKED % b"pass" + kill.replace(b"4@", b"5@")
    assert collect(wire) is None
    assert Item.objects.get(external_id="<1@harbour.example>").killed_at
    done = replay.replay(wire, replay.changed(wire), whole=True)
    assert (done.items, done.differences) == (5, [])


def test_a_replay_keeps_letters_of_two_sources_under_one_id_apart(box, wire) -> None:
    Source.objects.update(domains=["harbour.example"])
    Source.objects.create(key="port", name="Port", domains=["port.example"], added_at=NOON)
    Wire.objects.update(checked_by="mx.mail.example")
    named = letter(1).replace(b"Date:", b"Content-Language: uk\r\nDate:")
    other = (CHECKED % b"pass" + letter(1, "The port is open.")).replace(b"@harbour.example>\r\nMessage", b"@port.example>\r\nMessage").replace(b"header.d=harbour", b"header.d=port").replace(b"01:01", b"03:03")  # fmt: skip
    box.letters = {1: CHECKED % b"pass" + named, 2: other, 3: other.replace(b"is open", b"is shut")}
    assert collect(wire) is None
    rows = Item.objects.order_by("pk").values_list("source__name", "external_id", "texts_count")
    assert list(rows) == [("Harbour", "<1@harbour.example>", 1), ("Port", "<1@harbour.example>", 2)]
    done = replay.replay(wire, replay.changed(wire), whole=True)
    assert (done.items, done.texts, done.differences) == (2, 3, [])
    Item.objects.filter(source__name="Port").update(posted_on="never")
    [said] = replay.replay(wire, replay.changed(wire), whole=True).differences
    assert said == "<1@harbour.example>: posted_on was never, the bytes give "
    assert Source.objects.count() == 2


def test_what_is_wrong_is_said(box, wire, settings, tmp_path) -> None:
    secrets = tmp_path / "secrets"
    secrets.write_text("desk@mail.example = wrong\n")
    assert "wrong password" in collect(wire).words
    secrets.write_text("")
    assert "There is no password for desk@mail.example" in collect(wire).words
    secrets.chmod(0o644)
    assert "mode 0600" in collect(wire).words


def test_a_private_host_is_refused(box, wire, settings) -> None:
    settings.ALLOW_WIRES = []
    Wire.objects.filter(pk=wire.pk).update(address="imaps://desk@127.0.0.1/INBOX")
    Path(settings.WIRE_SECRETS).write_text("desk@127.0.0.1 = x\n")
    assert "not an address of the open internet" in collect(wire).words


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (ADDRESS, mailbox.Mailbox("mail.example", "desk", "INBOX")),
        ("imaps://ida%40paper.example@mail.example/Wires/AP", mailbox.Mailbox("mail.example", "ida@paper.example", "Wires/AP")),
        ("imaps://desk@mail.example", mailbox.Mailbox("mail.example", "desk", "INBOX")),
        ("imaps://desk:word@mail.example/", None),
        ("imap://desk@mail.example/", None),
        ("imaps://mail.example/", None),
        ("imaps://desk@mail.example/%22%0d%0aLOGOUT", None),
    ],
)  # fmt: skip
def test_addresses_of_mailboxes(address, found) -> None:
    assert mailbox.mailbox(address) == found


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_of_another_is_refused(tmp_path, wire, settings, box) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.example",
               "-addext", "subjectAltName=DNS:mail.example", "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with postbox(context) as server:
        server.letters = {1: letter(1)}
        settings.ALLOW_WIRES = [f"mail.example=127.0.0.1:{server.server_address[1]}"]
        wire.refresh_from_db()
        assert "cannot be reached" in mailbox.collect(wire, now=NOON).words
        found = mailbox.collect(wire, now=NOON, connect=lambda to: mailbox.Checked(to, trusting))
        assert found is None
    assert titles() == ["Notice 1"]
