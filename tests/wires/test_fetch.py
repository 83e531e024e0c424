"""One fetch keeps to its bounds: time whatever drips, size, headers, hops; and says why it gave up."""

import gzip
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpcore
import pytest

from tests.wires.served import Answer, Asked, rss, serving
from wires import guard
from wires.fetch import fetch, reset_after, retry_after, unconnected
from wires.types import Failure, Fetched

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
WHOLE = 1.5
ONE = rss(("1", "One", "Words."))
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


MEGA = 1024 * 1024
GZIP = {"Content-Encoding": "gzip"}


def asked(
    answer: Answer | Callable[[Asked], Answer], path: str = "/f", **more
) -> Fetched | Failure:
    """What a fetch makes of an answer."""
    with serving(answer if callable(answer) else lambda _: answer) as site:
        doors = guard.doors(site.doors("wire.example", "other.example"))
        return fetch(f"http://wire.example{path}", now=NOON, allowed=doors, **more)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(Answer(b"x" * (10 * MEGA + 1)), "larger than 10 MB", id="too large"),
        pytest.param(Answer(gzip.compress(b"x" * 11 * MEGA), headers=GZIP), "a hundred times", id="a bomb"),
        pytest.param(Answer(gzip.compress(os.urandom(10 * MEGA + 1)), headers=GZIP), "larger than 10 MB", id="too large when open"),
        pytest.param(Answer(b"no gzip at all", headers=GZIP), "packed wrongly", id="packed wrongly"),
        pytest.param(Answer(gzip.compress(ONE)[:-9], headers=GZIP), "broke off", id="half a packet"),
        pytest.param(Answer(ONE, headers={"Content-Encoding": "br"}), "not asked for", id="packed otherwise"),
        pytest.param(Answer(ONE, headers={f"X-{n}": "y" * 1000 for n in range(70)}), "64 KB of headers", id="many headers"),
        pytest.param(Answer(ONE, headers={"X": "y" * 200_000}), "cannot be read", id="one endless header"),
        pytest.param(Answer(ONE, cut=40), "broke its answer off", id="half a body"),
        pytest.param(Answer(status=302, headers={"Location": "/again"}), "without an end", id="round and round"),
        pytest.param(Answer(status=302, headers={"Location": "ftp://wire.example/"}), "away from the web", id="off the web"),
        pytest.param(Answer(status=302, headers={"Location": "http://[::1"}), "cannot be read", id="no address"),
        pytest.param(Answer(status=302), "an error (302)", id="nowhere"),
        pytest.param(Answer(status=404), "nothing at this address", id="not there"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(answer, words) -> None:
    got = asked(answer)
    assert isinstance(got, Failure)
    assert words in got.words


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (Answer(b"x" * 9 * MEGA), 9 * MEGA),
        (Answer(gzip.compress(b"x" * (MEGA - 1)), headers=GZIP), MEGA - 1),
        (Answer(zlib.compress(ONE), headers={"Content-Encoding": "deflate"}), len(ONE)),
        (Answer(ONE, status=203), len(ONE)),
    ],
    ids=["nine megabytes", "less than one however packed", "deflate", "by a proxy"],
)
def test_what_is_within_bounds_is_taken(answer, size) -> None:
    got = asked(answer)
    assert isinstance(got, Fetched)
    assert len(got.body) == size


def hops(count: int, *statuses: int) -> Callable[[Asked], Answer]:
    """So many redirects before the document."""

    def answer(one: Asked) -> Answer:
        n = int(one.path.strip("/f") or 0)
        status = statuses[min(n, len(statuses) - 1)]
        return (
            Answer(ONE) if n == count else Answer(status=status, headers={"Location": f"/{n + 1}"})
        )

    return answer


def test_five_hops_are_followed_and_no_more() -> None:
    assert isinstance(asked(hops(5, 302)), Fetched)
    assert isinstance(asked(hops(6, 302)), Failure)


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [((301,), "/3"), ((308, 301, 301), "/3"), ((302,), "/f"), ((301, 307, 301), "/1"), ((307, 301, 301), "/f")],
)  # fmt: skip
def test_a_lasting_move_counts_as_far_as_nothing_else_came_between(statuses, permanent) -> None:
    got = asked(hops(3, *statuses))
    assert isinstance(got, Fetched)
    assert got.permanent_url == f"http://wire.example{permanent}"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120), ("0", 0), ("Thu, 02 Jul 2026 12:10:00 GMT", 600), ("Thu, 02 Jul 2026 11:00:00 GMT", 0),
        ("-5", None), ("soon", None), ("", None), ("99999999999", 31 * 86_400), ("1e3", None),
    ],
)  # fmt: skip
def test_how_long_a_server_asks_us_to_wait(said, seconds) -> None:
    assert retry_after({"retry-after": said}, NOON) == seconds


def test_an_answer_that_says_no_is_kept_as_far_as_one_wants_to_see_it() -> None:
    got = asked(Answer(b"<h1>Not today</h1>" + b"." * MEGA, status=503))
    assert isinstance(got, Failure)
    assert got.body.startswith(b"<h1>Not today")
    assert len(got.body) == 256 * 1024


AT = int(NOON.timestamp())


@pytest.mark.parametrize(
    ("name", "said", "seconds"),
    [
        ("x-rate-limit-reset", f"{AT + 600}", 600),
        ("x-ratelimit-reset", "2026-07-02T12:05:00.000000Z", 300),
        ("ratelimit-reset", f"{AT + 60}", 60),
        ("ratelimit-reset", "45", 45),
        ("ratelimit-reset", f"{AT + 10**7}", 31 * 86_400),
        ("x-rate-limit-reset", f"{AT - 5}", None),
        ("x-rate-limit-reset", "soon", None),
        ("x-rate-limit-remaining", "0", None),
    ],
)
def test_a_platforms_own_limit_is_waited_for(name, said, seconds) -> None:
    assert reset_after({name: said}, NOON) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"X-Rate-Limit-Reset": f"{AT + 600}"}, 600),
        (429, {"X-Rate-Limit-Reset": f"{AT + 600}", "Retry-After": "30"}, 30),
        (503, {"X-Rate-Limit-Reset": f"{AT + 600}"}, None),
        (404, {"X-Rate-Limit-Reset": f"{AT + 600}"}, None),
    ],
)
def test_only_an_answer_of_too_many_speaks_of_the_limit(status, headers, seconds) -> None:
    got = asked(Answer(b"Not now.", status=status, headers=headers))
    assert isinstance(got, Failure)
    assert got.retry_after == seconds


def test_a_server_that_nobody_runs_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = fetch("http://dead.example/", now=NOON, allowed={"dead.example": ("127.0.0.1", port)})
    assert isinstance(said, Failure)
    assert (said.words, said.unreached) == ("The connection failed: connection refused.", True)


def certificate(code: int) -> ssl.SSLError:
    """What OpenSSL says of a certificate."""
    made = ssl.SSLCertVerificationError(
        1, "[SSL: CERTIFICATE_VERIFY_FAILED] verify failed (_ssl.c:992)"
    )
    made.verify_code = code
    return made


def refused(reason: str) -> ssl.SSLError:
    """What OpenSSL says of an answer that is no TLS, or not the right one."""
    made = ssl.SSLError(1, f"[SSL: {reason}] (_ssl.c:992)")
    made.reason = reason
    return made


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (refused("WRONG_VERSION_NUMBER"), "It does not answer on https; try http:// in front of the address."),
        (refused("TLSV1_ALERT_INTERNAL_ERROR"), "The server broke off while https was agreed on."),
        (ssl.SSLZeroReturnError(6, "TLS/SSL connection has been closed (EOF) (_ssl.c:992)"), "The server broke off while https was agreed on."),
        (certificate(10), "Its certificate for https has expired."),
        (certificate(9), "Its certificate for https is not valid yet."),
        (certificate(18), "Its certificate for https is signed by nobody but itself."),
        (certificate(20), "Its certificate for https is signed by somebody this machine does not know, or comes without those that vouch for it."),
        (certificate(62), "Its certificate for https is for another name than this address has."),
        (certificate(1), "Its certificate for https cannot be trusted."),
        (ConnectionRefusedError(111, "Connection refused"), "The connection failed: connection refused."),
    ],
)  # fmt: skip
def test_why_nothing_was_heard_is_told_in_words(wrong, words) -> None:
    carried = httpcore.ConnectError(str(wrong))
    carried.__context__ = wrong
    assert unconnected(carried) == words


def test_a_connection_that_breaks_off_after_https_was_agreed_on_says_so() -> None:
    carried = httpcore.ReadError("bad record mac")
    carried.__context__ = refused("SSLV3_ALERT_BAD_RECORD_MAC")
    assert unconnected(carried) == "The connection broke off."


def test_a_server_that_speaks_no_https_is_told_in_words() -> None:
    with server(lambda one: one.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        got = fetch("https://plain.example/", now=NOON, allowed={"plain.example": ("127.0.0.1", port)})  # fmt: skip
    assert isinstance(got, Failure)
    assert "try http://" in got.words
