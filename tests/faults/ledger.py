"""A sample wire server that misbehaves, and the ledger of what it really sent.

It edits or withdraws a post only once the desk has shown, by the ETag it sends back, that it keeps a
document with the text in question: what nobody could have seen is nobody's loss.
"""

import contextlib
import gzip
import random
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WINDOW = 12
FAULTS = (
    *("wrong 304",) * 4, *("500",) * 4, *("429",) * 1, *("half",) * 4, *("half, no length",) * 4,
    *("half, packed",) * 2, *("drip",) * 1, *("empty",) * 2, *("page",) * 2,
)  # fmt: skip


@dataclass
class Post:
    """One post: every text it had, and whether it stands."""

    number: int
    guid: str
    posted: datetime
    texts: list[str]
    kept: int = 0  # texts the desk has shown it keeps
    doubled: bool = False
    withdrawn: bool = False


@dataclass
class Wire:
    """One address: its posts, and what each ETag vouches for."""

    name: str
    posts: list[Post] = field(default_factory=list)
    vouched: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: str = ""
    guids: int = 0

    def window(self) -> list[Post]:
        """The newest posts by their hours, further back as long as something there is not kept."""
        known = sorted(self.posts, key=lambda post: post.posted)
        first = max(len(known) - WINDOW, 0)
        waiting = [n for n, post in enumerate(known) if post.kept < len(post.texts)]
        return [post for post in known[min([first, *waiting]) :] if not post.withdrawn]

    def document(self) -> tuple[bytes, str]:
        """The feed as it stands, and its ETag."""
        listed = self.window()
        items = "".join(item(self.name, post) * (1 + post.doubled) for post in reversed(listed))
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{self.name}</title>{items}</channel></rss>".encode()
        mark = "-".join(f"{p.number}.{len(p.texts)}.{p.guid}" for p in listed)
        etag = f'"{self.name}:{hash(mark) & 0xFFFFFFFF:x}"'
        self.vouched[etag] = {post.number: len(post.texts) for post in listed}
        return body, etag

    def shown(self, etag: str) -> None:
        """The desk sends an ETag back: it keeps what that vouches for."""
        self.seen = etag
        for number, texts in self.vouched.get(etag, {}).items():
            post = self.posts[number]
            post.kept = max(post.kept, texts)

    def wrongs(self, rows: Iterable[tuple[str, bool, list[str]]]) -> list[str]:
        """Where rows of a desk (address, whether withdrawn, its texts in order) differ from what was sent."""
        kept: dict[str, list[tuple[bool, list[str]]]] = {}
        for url, gone, texts in rows:
            kept.setdefault(url, []).append((gone, texts))
        found = []
        shown = self.window()
        for post in self.posts:
            url = f"http://{self.name}/posts/{post.number}"
            had = kept.pop(url, [])
            if len(had) != 1:
                found.append(f"{url} is stored {len(had)} times")
                continue
            gone, texts = had[0]
            if texts != post.texts:
                found.append(f"{url} has {texts}, was sent {post.texts}")
            if gone and not post.withdrawn:
                found.append(f"{url} stands and is told as withdrawn")
            between = shown and shown[0].posted < post.posted < shown[-1].posted
            if post.withdrawn and between and not gone:
                found.append(f"{url} was withdrawn and nobody was told")
        return found + [f"{url} was never sent" for url in kept]


def item(wire: str, post: Post) -> str:
    """One item of a feed."""
    return (
        f"<item><guid isPermaLink='false'>{post.guid}</guid><link>http://{wire}/posts/{post.number}</link>"
        f"<title>Post {post.number}</title><pubDate>{format_datetime(post.posted)}</pubDate>"
        f"<description>{post.texts[-1]}</description></item>"
    )


class Ledger:
    """All wires, the chance by which they misbehave, and a server in front."""

    def __init__(self, names: list[str], seed: int, faults: Sequence[str] = FAULTS) -> None:
        self.faults = faults
        self.chance = random.Random(seed)
        self.wires = {name: Wire(name) for name in names}
        self.lock = threading.Lock()
        self.rate = 0.0
        self.did: dict[str, int] = {}
        self.begun = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
        self.minutes = self.served = 0
        for wire in self.wires.values():
            for _ in range(3):
                self.add(wire)
        self.server = Front(self)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def note(self, act: str) -> None:
        self.did[act] = self.did.get(act, 0) + 1

    def add(self, wire: Wire, *, before: timedelta = timedelta()) -> None:
        """A new post, with an hour of its own."""
        self.minutes += 1
        at = self.begun + timedelta(seconds=self.minutes) - before
        number = len(wire.posts)
        words = f"Post {number} of {wire.name}, text 1, {self.chance.getrandbits(64):x}."
        guid = f"{wire.name}-{number}-{wire.guids}"
        wire.posts.append(Post(number, guid, at, [words], doubled=self.chance.random() < 0.1))

    def change(self) -> None:
        """Let something happen at some of the wires."""
        with self.lock:
            for wire in self.chance.sample(list(self.wires.values()), k=len(self.wires) // 2):
                self.happen(wire)

    def happen(self, wire: Wire) -> None:
        act = self.chance.choices(
            ["new", "late", "edit", "withdraw", "guids"], [36, 15, 36, 10, 2]
        )[0]
        known = [p for p in wire.window() if p.kept == len(p.texts)]
        if act == "new":
            self.add(wire)
        elif act == "late":
            self.add(wire, before=timedelta(seconds=self.chance.randint(30, 7200), milliseconds=1))
        elif act == "edit" and known:
            post = self.chance.choice(known)
            post.texts.append(
                f"Post {post.number} of {wire.name}, text {len(post.texts) + 1}, {self.chance.getrandbits(64):x}."
            )
        elif act == "withdraw" and (inner := [p for p in known if p in wire.window()[1:-1]]):
            self.chance.choice(inner).withdrawn = True
        elif act == "guids" and len(known) > 4:
            wire.guids += 1
            for post in wire.posts:
                post.guid = f"{wire.name}-{post.number}-{wire.guids}"
        else:
            return
        self.note(act)

    def wait(self, requests: int, *, seconds: float) -> None:
        """Until so many more requests came, or so long."""
        count, end = self.served + requests, time.monotonic() + seconds
        while self.served < count and time.monotonic() < end:
            time.sleep(0.02)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def settled(self) -> list[str]:
        """Wires whose newest document the desk has not yet shown to keep."""
        with self.lock:
            return [w.name for w in self.wires.values() if w.document()[1] != w.seen]


class Front(ThreadingHTTPServer):
    """A server that knows its ledger."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.ledger = ledger


class Door(BaseHTTPRequestHandler):
    """Answers as the wire of the host that was named, now and then as it should not."""

    timeout = 20

    def do_GET(self) -> None:
        ledger = self.server.ledger
        with ledger.lock:
            wire = ledger.wires[(self.headers.get("host") or "").partition(":")[0]]
            given = self.headers.get("if-none-match", "")
            if given:
                wire.shown(given)
            body, etag = wire.document()
            fault = (
                ledger.chance.choice(ledger.faults) if ledger.chance.random() < ledger.rate else ""
            )
            ledger.note(fault or "served")
            ledger.served += 1
        with contextlib.suppress(OSError):
            self.answer(fault, body, etag, given)

    def answer(self, fault: str, body: bytes, etag: str, given: str) -> None:
        half, packed = body[: len(body) * 2 // 3], gzip.compress(body)
        zipped = {"ETag": etag, "Content-Encoding": "gzip"}
        said = {
            "500": (500, b"<p>Come later.</p>", {"ETag": etag}, None),
            "429": (429, b"<p>Come later.</p>", {"Retry-After": "3"}, None),
            "wrong 304": (304, b"", {"ETag": given or etag}, None),
            "half": (200, half, {"ETag": etag}, len(body)),
            "half, no length": (200, half, {"ETag": etag}, -1),
            "half, packed": (200, packed[: len(packed) // 2], zipped, -1),
            "empty": (200, b"", {"ETag": etag}, None),
            "page": (200, b"<html><p>We are mending our house.</p></html>", {"ETag": etag}, None),
        }  # fmt: skip
        if not fault and given == etag:
            self.say(304, b"", {"ETag": etag})
        elif fault in said:
            status, sent, headers, length = said[fault]
            self.say(status, sent, headers, length=length)
        else:
            self.say(200, body, {"ETag": etag}, drip=fault == "drip")

    def say(
        self, status: int, body: bytes, headers: dict[str, str], *, length: int | None = None, drip: bool = False
    ) -> None:  # fmt: skip
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304 and length != -1:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        parts = [body[n : n + 200] for n in range(0, len(body), 200)] if drip else [body]
        for part in parts:
            self.wfile.write(part)
            if drip:
                time.sleep(0.1)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        return
