"""A letter goes out once, however long the mail server takes to say so."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import connection

from desk.copyflow import post
from desk.models import Letter
from tests.make import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Server:
    """A mail server on loopback: what it took, and what it waits for before it says so."""

    port: int = 0
    took: list[str] = field(default_factory=list)
    read: threading.Event = field(default_factory=threading.Event)
    may_say_so: threading.Event = field(default_factory=threading.Event)
    farewell: bytes = b"221 Bye\r\n"


@contextmanager
def serving() -> Iterator[Server]:
    """A mail server for the time of a block."""

    class Door(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail.example\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 Go on\r\n")
                    self.letter()
                elif word == b"QUIT":
                    self.wfile.write(server.farewell)
                    time.sleep(0.0 if server.farewell else 3.0)
                    return
                else:
                    self.wfile.write(b"250 Fine\r\n")

        def letter(self) -> None:
            lines = list(iter(self.rfile.readline, b".\r\n"))
            server.took.append(b"".join(lines).decode())
            server.read.set()
            server.may_say_so.wait(20)
            self.wfile.write(b"250 Taken\r\n")

    class Doors(socketserver.ThreadingTCPServer):
        daemon_threads = allow_reuse_address = True

    server = Server()
    with Doors(("127.0.0.1", 0), Door) as doors:
        server.port = doors.server_address[1]
        threading.Thread(target=doors.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.may_say_so.set()
        doors.shutdown()


@pytest.fixture
def server(settings) -> Iterator[Server]:
    with serving() as one:
        settings.MAIL_IS_CONFIGURED = True
        settings.EMAIL_BACKEND = "desk.mail_server.Patient"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
            "127.0.0.1",
            one.port,
            0.4,
        )
        post.write(["ida@desk.example"], "Held", "It is held.", use=timedelta(days=1), now=NOON)
        yield one


def sends() -> threading.Thread:
    """A worker that has begun to send what waits."""

    def work() -> None:
        try:
            post.send_due(now=NOON)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    return worker


def test_no_second_worker_sends_a_letter_while_the_first_still_talks(server, monkeypatch) -> None:
    monkeypatch.setattr(post, "LEASE", timedelta(seconds=0.6))
    began, worker = time.monotonic(), sends()
    assert server.read.wait(10)
    time.sleep(1.5)
    assert post.send_due(now=NOON + timedelta(seconds=time.monotonic() - began)) == 0
    server.may_say_so.set()
    worker.join(10)
    assert (len(server.took), Letter.objects.count()) == (1, 0)


def test_a_server_that_thinks_long_before_it_says_so_has_the_letter_once(server) -> None:
    """Longer than it may take to answer at all: it reads what it is given first."""
    worker = sends()
    assert server.read.wait(10)
    time.sleep(0.8)
    server.may_say_so.set()
    worker.join(10)
    assert (len(server.took), Letter.objects.count()) == (1, 0)


def test_a_server_that_never_says_farewell_has_taken_the_letter(server) -> None:
    server.farewell = b""
    server.may_say_so.set()
    assert post.send_due(now=NOON) == 1
    assert not Letter.objects.exists()


def test_a_letter_has_one_number_however_often_it_is_sent(server, monkeypatch) -> None:
    """Who gets it twice all the same is shown it once by most mailboxes."""
    monkeypatch.setattr("desk.mail_server.PATIENCE", 0.3)
    assert post.send_due(now=NOON) == 0
    server.may_say_so.set()
    assert post.send_due(now=NOON + timedelta(hours=1)) == 1
    first, second = (
        {line for line in letter.splitlines() if line.startswith("Message-ID")}
        for letter in server.took
    )
    assert first == second != set()


def test_what_a_worker_left_is_sent_when_its_lease_is_over(server) -> None:
    server.may_say_so.set()
    [row] = Letter.objects.all()
    assert post.claimed(row, NOON)
    soon, later = NOON + timedelta(seconds=50), NOON + timedelta(seconds=70)
    assert [post.send_due(now=at) for at in (soon, later)] == [0, 1]
