"""A site on loopback that answers as a test says and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wires.models import Fetch, Wire
from wires.poll import poll

HOUR = timedelta(hours=1)
FEED = {"Content-Type": "application/rss+xml"}


@dataclass
class Answer:
    """What to send: `cut` ends the connection after so many bytes of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass
class Asked:
    """One request."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Site:
    """Where it answers, what it was asked, and how it answers."""

    port: int
    answer: Callable[[Asked], Answer]
    asked: list[Asked] = field(default_factory=list)

    def doors(self, *hosts: str) -> list[str]:
        """NIGHTDESK_ALLOW_WIRES for these hosts."""
        return [f"{host}=127.0.0.1:{self.port}" for host in hosts]


@contextmanager
def serving(answer: Callable[[Asked], Answer]) -> Iterator[Site]:
    """A site for the time of a block."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            one = Asked(headers.get("host", "").partition(":")[0], self.path, headers, body)
            site.asked.append(one)
            said = site.answer(one)
            self.send_response_only(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 304:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body if said.cut is None else said.body[: said.cut])
            if said.cut is not None:
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 - the name is the library’s

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    site = Site(server.server_address[1], answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


def rss(*items: tuple[str, str, str], more: str = "") -> bytes:
    """A feed of (guid, title, words)."""
    body = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>http://wire.example/{guid}</link>"
        f"<title>{title}</title><description>{words}</description></item>"
        for guid, title, words in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{more}{body}</channel></rss>".encode()


ONE = rss(("1", "One", "The first words of one."))


def ask(wire: Wire, at: datetime) -> Fetch | None:
    """A poll at an hour of ours, whatever the wire's own hour is."""
    Wire.objects.filter(pk=wire.pk).update(next_poll_at=at)
    done = poll(wire.pk, now=at)
    wire.refresh_from_db()
    return done
