"""The sample wire server: invented feeds and channel pages on loopback, alive for as long as one looks.

Posts arrive, are edited, passed on and taken down; a ledger says what was served, and a control
address lets a test make things happen at the source. `--folder` also serves real documents by name
at http://corpus.example/.
"""

import argparse
import json
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from newsroom.demo import kept
from newsroom.demo.pages import Post, around, atom, page, rss, telegram
from newsroom.demo.world import NOTICE, PLACES, SOURCES, STREETS, DemoSource

KEPT = 40  # posts that a feed or a channel lists
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # numbers go on from night to night
STANDING = 300  # posts that have a page of their own


@dataclass(slots=True)
class Night:
    """What each channel has said so far; one lock for all of it."""

    chance: random.Random
    posts: dict[str, list[Post]] = field(default_factory=dict)
    pages: dict[str, list[Post]] = field(default_factory=dict)
    ledger: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    count: int = 100
    first: int = 0  # numbers up to here are of nights that nobody remembers
    hurt: int = 3
    kept_in: Path | None = None

    def add(
        self,
        channel: str,
        text: str,
        *,
        title: str = "",
        forwarded: tuple[str, int, str] | None = None,
    ) -> Post:
        """A new post, written down in the ledger."""
        with self.lock:
            self.count += 1
            post = Post(
                self.count, text, datetime.now(UTC).replace(microsecond=0), title, None, forwarded
            )
            self.posts.setdefault(channel, []).append(post)
            del self.posts[channel][:-KEPT]
            self.pages.setdefault(channel, []).append(post)
            del self.pages[channel][:-STANDING]
            self.note("post", channel, post)
            return post

    def edit(self, channel: str, number: int, text: str) -> bool:
        """Another text of a post."""
        with self.lock:
            for post in self.pages.get(channel, []):
                if post.number == number:
                    post.text, post.edited = text, datetime.now(UTC).replace(microsecond=0)
                    self.note("edit", channel, post)
                    return True
        return False

    def delete(self, channel: str, number: int) -> bool:
        """Taken down."""
        with self.lock:
            for post in list(self.pages.get(channel, [])):
                if post.number == number:
                    self.pages[channel].remove(post)
                    self.posts[channel] = [one for one in self.posts[channel] if one is not post]
                    self.note("delete", channel, post)
                    return True
        return False

    def note(self, act: str, channel: str, post: Post) -> None:
        """A line of the ledger."""
        self.ledger.append(
            {
                "act": act,
                "channel": channel,
                "number": post.number,
                "text": post.text,
                "at": time.time(),
            }
        )
        del self.ledger[:-5000]
        self.keep()

    def keep(self) -> None:
        """Write down what stands, for the next start."""
        if self.kept_in:
            numbers = {"count": self.count, "first": self.first, "hurt": self.hurt}
            kept.save(self.kept_in, numbers, self.pages)


def goes_on(night: Night, path: Path) -> bool:
    """Take up the night where it was left; whether there was one."""
    found = kept.load(path)
    if found is None:
        return False
    numbers, night.pages = found
    night.count, night.first, night.hurt = numbers["count"], numbers["first"], numbers["hurt"]
    night.posts = {name: posts[-KEPT:] for name, posts in night.pages.items()}
    return True


def begin(night: Night) -> None:
    """The first hour, so that no feed is empty."""
    night.add(
        "staromist_rescue",
        "Sadova Street, 14: three people hurt, one of them a child. Crews work on floors seven to nine.",
    )
    night.add(
        "transit",
        "All underground stations are open as shelter. Trains do not run.",
        title="Stations open as shelter",
    )
    night.add(
        "nightwatch_mon",
        "Explosions audible from the river side of Staromist. A residential high-rise on Sadova Street is hit.",
    )
    night.add(
        "post",
        "Neighbours on Sadova Street told the paper that firefighters brought them down by ladder from the eighth floor.",
        title="“They took us down by ladder,” say neighbours on Sadova Street",
    )
    night.add(
        "lantern",
        "The hospital on Lypova Street has taken in four people after a high-rise was hit in Staromist, its duty doctor told Lantern.",
        title="Staromist hospital takes in four after high-rise is hit",
    )
    night.add(
        "courts",
        "The hearing on the ferry pier is put off to the autumn, the court’s clerk said.",
        title="Hearing on the ferry pier is put off",
    )
    night.add(
        "vestnikline",
        "A depot was the target in the Staromist area, the ministry says. It gives no place and no picture.",
    )


def happen(night: Night) -> None:
    """One more thing of the night."""
    chance = night.chance
    street, place = chance.choice(STREETS), chance.choice(PLACES)
    act = chance.choice(
        (
            "rescue",
            "rescue",
            "monitor",
            "transit",
            "post",
            "lantern",
            "edit",
            "relay",
            "relay",
            "delete",
            "state",
        )
    )
    if act == "rescue":
        number = chance.randint(1, 6)
        night.add(
            "staromist_rescue",
            f"{street}: {number} {'person' if number == 1 else 'people'} hurt, {place} damaged. Residents are led to the nearest shelter.",
        )
    elif act == "monitor":
        night.add(
            "nightwatch_mon",
            f"New explosion audible near {street}, Staromist. Smoke over {place}; nothing confirmed yet.",
        )
    elif act == "transit":
        night.add(
            "transit",
            f"The tram to {street} does not run before first light. Stations stay open as shelter.",
            title=f"No trams to {street}",
        )
    elif act == "post":
        night.add(
            "post",
            f"Residents of {street} spent the hour in their cellar while {place} burned opposite, a neighbour said.",
            title=f"An hour in the cellar on {street}",
        )
    elif act == "lantern":
        night.hurt += chance.randint(1, 3)
        night.add(
            "lantern",
            f"At least {night.hurt} people have been hurt in Staromist since evening, the rescue service told Lantern.",
            title=f"Rescue service counts {night.hurt} hurt in Staromist",
        )
    elif act == "state":
        night.add(
            "vestnikline",
            f"The ministry says that a site near {street} was the target. It shows no picture of it.",
        )
    else:
        change(night, act)


def change(night: Night, act: str) -> None:
    """An edit, a relay or a deletion of something that is there."""
    rescue, monitor = night.posts.get("staromist_rescue", []), night.posts.get("nightwatch_mon", [])
    if act == "edit" and rescue:
        post = night.chance.choice(rescue[-5:])
        night.edit("staromist_rescue", post.number, post.text + " The search goes on.")
    elif act == "relay" and monitor:
        post = night.chance.choice(monitor[-5:])
        night.add(
            "frontlinedigest",
            post.text,
            forwarded=("Nightwatch Monitor", post.number, "nightwatch_mon"),
        )
    elif act == "delete" and len(night.posts.get("frontlinedigest", [])) > 4:
        night.delete("frontlinedigest", night.posts["frontlinedigest"][-3].number)


ROUTES = {source.address.removeprefix("http://"): source for source in SOURCES}
# Not in the demo's register: a page for people that names two feeds, one of which nobody polls yet.
COURTS = DemoSource("Staromist Courts", "http://post.example/courts.rss", "rss", {})
PAGE = (
    '<!doctype html><html lang="en"><head><title>Staromist Post (invented sample)</title>'
    '<link rel="alternate" type="application/rss+xml" title="All news" href="/news.rss">'
    '<link rel="alternate" type="application/rss+xml" title="From the courts" href="/courts.rss">'
    f"</head><body><p>{NOTICE}</p></body></html>"
)
CHANNELS = {
    "post.example/courts.rss": "courts",
    "staromist.example/transit.rss": "transit",
    "lantern.example/world.atom": "lantern",
    "post.example/news.rss": "post",
}


def document(night: Night, where: str) -> tuple[str, str] | None:
    """Media type and text of an address, None where nothing is served."""
    if where in {"post.example/", "post.example"}:
        return "text/html; charset=utf-8", PAGE
    source = COURTS if where == "post.example/courts.rss" else ROUTES.get(where)
    if source is None:
        return single(night, where)
    host, _, path = where.partition("/")
    channel = CHANNELS.get(where) or path.removeprefix("s/")
    with night.lock:
        posts = list(night.posts.get(channel, []))
    title = f"{source.name} (invented sample)"
    if source.form == "telegram":
        return "text/html; charset=utf-8", telegram(channel, title, posts[-20:])
    if source.form == "atom":
        return "application/atom+xml; charset=utf-8", atom(host, title, posts)
    return "application/rss+xml; charset=utf-8", rss(host, title, posts)


def single(night: Night, where: str) -> tuple[str, str] | None:
    """The page of one post, or the stretch of its channel around it."""
    parent, _, last = where.rpartition("/")
    if not last.isdigit():
        return None
    number, form = int(last), "text/html; charset=utf-8"
    with night.lock:
        if source := ROUTES.get(parent):
            channel = parent.partition("/s/")[2]
            posts = around(night.pages.get(channel, []), number)
            return form, telegram(channel, f"{source.name} (invented sample)", posts)
        here = [name for at, name in CHANNELS.items() if at.startswith(f"{parent}/")]
        found = [post for name in here for post in night.pages.get(name, []) if post.number == number]  # fmt: skip
    return (form, page(parent, found[0])) if found else None


class Door(BaseHTTPRequestHandler):
    """Answers by the Host that is asked for."""

    night: Night
    folder: Path | None = None

    def do_GET(self) -> None:
        """A feed, a channel page, the ledger, or a document of the folder."""
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        path = self.path.partition("?")[0]
        if path == "/_control/ledger":
            with self.night.lock:
                self.answer(200, "application/json", json.dumps(self.night.ledger).encode())
            return
        if host == "corpus.example" and self.folder:
            file = self.folder / Path(path).name
            if file.is_file():
                self.answer(200, "application/octet-stream", file.read_bytes())
                return
        found = document(self.night, f"{host}{path}")
        if found is None:
            last = path.rpartition("/")[2]
            forgotten = last.isdigit() and int(last) <= self.night.first
            self.answer(503 if forgotten else 404, "text/plain", b"nothing here")
        else:
            self.answer(200, found[0], found[1].encode())

    def do_POST(self) -> None:
        """Make something happen at the source: /_control/post, /edit, /delete."""
        size = min(int(self.headers.get("Content-Length") or 0), 100_000)
        data = json.loads(self.rfile.read(size) or b"{}")
        act = self.path.removeprefix("/_control/")
        if act == "post":
            given = data.get("forwarded")
            post = self.night.add(
                data["channel"],
                data["text"],
                title=data.get("title", ""),
                forwarded=tuple(given) if given else None,
            )
            self.answer(200, "application/json", json.dumps({"number": post.number}).encode())
        elif act in {"edit", "delete"}:
            done = (
                self.night.edit(data["channel"], data["number"], data["text"])
                if act == "edit"
                else self.night.delete(data["channel"], data["number"])
            )
            self.answer(
                200 if done else 404, "application/json", json.dumps({"done": done}).encode()
            )
        else:
            self.answer(404, "text/plain", b"nothing here")

    def answer(self, status: int, media: str, body: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing: the desk's own log tells of polls."""


def live(night: Night, pace: float) -> None:
    """Let the night go on."""
    while True:
        time.sleep(pace * night.chance.uniform(0.6, 1.6))
        with night.lock:
            happen(night)


def main() -> None:
    """Serve on loopback until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", type=Path, help="file that keeps the night for the next start")
    parser.add_argument(
        "--pace", type=float, default=9.0, help="seconds between events; 0 for none"
    )
    given = parser.parse_args()
    first = int(time.time() - BEGAN.timestamp()) // 4
    night = Night(random.Random(), count=first, first=first)  # noqa: S311 - a demo's chance
    if not (given.keep and goes_on(night, given.keep)):
        begin(night)
        for posts in night.posts.values():
            for post in posts:
                post.at -= timedelta(minutes=night.chance.randint(2, 40))
    night.kept_in = given.keep
    night.keep()
    Door.night, Door.folder = night, given.folder
    if given.pace:
        threading.Thread(target=live, args=(night, given.pace), daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", given.port), Door).serve_forever()


if __name__ == "__main__":
    main()
