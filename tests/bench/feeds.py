"""Feeds on loopback for the benches, in a program of their own: real documents where a folder of them
is given, made ones otherwise. `/_phase/NAME` says how they answer from then on.

cold: whole documents; warm: 304 to whoever sends the ETag back; everyday: one new item more since it was said last.
"""

import argparse
import asyncio
import hashlib
import re
from email.utils import formatdate
from pathlib import Path

from lxml import etree

WORDS = "the rescue service said on Tuesday that crews were working at a block of flats near the river after a night of rain and wind".split()  # fmt: skip
FIRST = re.compile(rb"<(item|entry)[\s>]")


def made(number: int, count: int = 20) -> bytes:
    """A feed of made stories."""
    items = []
    for n in range(count):
        start = (number * 7 + n * 3) % len(WORDS)
        said = " ".join((WORDS[start:] + WORDS[:start]) * 3)
        items.append(
            f"<item><guid>http://w{number}.example/{n}</guid><link>http://w{number}.example/{n}</link>"
            f"<title>Report {n} of wire {number}: {said[:50]}</title><pubDate>{formatdate(1782900000 + n * 600)}</pubDate>"
            f"<description>{n} {said} {number * 7919 + n}</description></item>"
        )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire {number}</title>{''.join(items)}</channel></rss>".encode()


def real(folder: Path, count: int, *, largest: bool = False) -> list[bytes]:
    """So many feeds from all over a corpus, or its largest; such as any reader keeps whole."""
    bodies = [one.read_bytes() for kind in ("rss", "atom") for one in sorted((folder / kind).iterdir())]  # fmt: skip
    fit = [body for body in bodies if len(body) > 3000 and FIRST.search(body) and is_sound(body)]
    if largest:
        return sorted(fit, key=len)[-count:]
    return [fit[n * len(fit) // count] for n in range(count)]


def is_sound(body: bytes) -> bool:
    """Whether a feed is well formed and every entry has an id of its own."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    entries = list(root.iter("{*}item", "{*}entry"))
    ids = [(one.findtext("{*}guid") or one.findtext("{*}id") or "").strip() for one in entries]
    return all(ids) and len(set(ids)) == len(ids)


def added(name: str, host: str, number: int) -> str:
    """An entry that came later."""
    link = f"http://{host}/new/{number}"
    address = f"<link>{link}</link>" if name == "item" else f"<link href='{link}'/>"
    return f"<{name}><guid>{link}</guid><id>{link}</id>{address}<title>New {number} at {host}</title></{name}>"


class Feeds:
    """What each host serves, in the phase that is on."""

    def __init__(self, bodies: list[bytes]) -> None:
        self.bodies = bodies
        self.phase = "cold"
        self.rounds = 0

    def body(self, host: str) -> bytes:
        number = int(re.sub(r"\D", "", host) or 0)
        body = self.bodies[number % len(self.bodies)]
        if self.phase != "everyday":
            return body
        tag = FIRST.search(body)
        where, name = (tag.start(), tag[1].decode()) if tag else (0, "item")
        fresh = "".join(added(name, host, one) for one in range(self.rounds, 0, -1))
        return body[:where] + fresh.encode() + body[where:]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ", 2)[1]
        headers = dict(
            line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line
        )
        if path.startswith("/_phase/"):
            self.phase, body, etag = path.rpartition("/")[2], b"", ""
            self.rounds += self.phase == "everyday"
        else:
            host = headers.get("host", "").partition(":")[0]
            body = self.body(path.strip("/") if host.startswith("127.") else host)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        same = etag and headers.get("if-none-match") == etag
        status = "304 Not Modified" if same else "200 OK"
        sent = b"" if same else body
        said = f"HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nETag: {etag}\r\nContent-Length: {len(sent)}\r\nConnection: close\r\n\r\n"
        writer.write(said.encode() + sent)
        await writer.drain()
        writer.close()


async def main() -> None:
    """Serve until ended; the first line printed is the port."""
    given = argparse.ArgumentParser()
    given.add_argument("--wires", type=int, default=150)
    given.add_argument("--folder", type=Path)
    given.add_argument("--largest", action="store_true")
    told = given.parse_args()
    bodies = (
        real(told.folder, told.wires, largest=told.largest)
        if told.folder
        else [made(n) for n in range(told.wires)]
    )
    feeds = Feeds(bodies)
    server = await asyncio.start_server(feeds.serve, "127.0.0.1", 0, backlog=1000, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
