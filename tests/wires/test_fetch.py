"""The time of one fetch is kept whatever drips: body, headers, redirects."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from wires.fetch import fetch
from wires.types import Failure

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
WHOLE = 1.5
OPENING = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 500\r\n"


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A loopback server that ends by itself after at most four seconds a connection."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(4)

    def serve() -> None:
        try:
            while True:
                one, _ = listening.accept()
                threading.Thread(target=quiet, args=(one,), daemon=True).start()
        except OSError:
            return

    def quiet(one: socket.socket) -> None:
        with one:
            one.recv(4096)
            try:
                answer(one)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


def drip(words: bytes, pause: float = 0.1) -> Callable[[socket.socket], None]:
    """Send byte by byte."""

    def send(one: socket.socket) -> None:
        for n in range(min(len(words), 40)):
            one.sendall(words[n : n + 1])
            time.sleep(pause)

    return send


def body(one: socket.socket) -> None:
    one.sendall(OPENING + b"\r\n")
    drip(b"x" * 500)(one)


def around(one: socket.socket) -> None:
    time.sleep(0.6)
    one.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )


@pytest.mark.parametrize("answer", [body, drip(OPENING), around], ids=["body", "headers", "round"])
def test_no_server_holds_a_fetch_longer_than_its_time(answer) -> None:
    with server(answer) as port:
        begun = time.monotonic()
        got = fetch(
            "http://slow.example/feed",
            now=NOON,
            allowed={"slow.example": ("127.0.0.1", port)},
            whole=WHOLE,
        )
    assert isinstance(got, Failure)
    assert time.monotonic() - begun < WHOLE + 1.5
