"""Let atheris look for a document that makes the readers raise, hang or swell.

    python -m tests.oracle.fuzz [SECONDS]     an hour where none is named

Anything but `Unreadable` ends it with the document written beside it as `crash-…`. One document may take
five seconds of CPU, instrumented, and a minute by the clock, on a machine that has other work; the whole
program a gigabyte. Seeds are the smaller real documents, where they are, and our own.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import atheris

from tests.oracle.places import CORPUS

with atheris.instrument_imports(include=["wires"]):
    from wires.decide import fingerprint
    from wires.parse import READERS, Unreadable, parse, unread
    from wires.types import Parsed, ParsedItem

OURS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>a &amp; b</title><pubDate>Wed, 01 Jul 2026 23:18:00 GMT</pubDate></item></channel></rss>',
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml"><div>x</div></content></entry></feed>',
    b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><entry><id>1</id></entry><at:deleted-entry ref="1" when="2026-07-01T23:18:00Z"/></feed>',
    b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"<p>x</p>"}]}',
    b'<div class="tgme_widget_message" data-post="a/1"><div class="tgme_widget_message_text">x</div></div>',
)
LARGEST = 20_000
MOST_CPU = 5.0
KINDS = sorted(READERS)


def one(data: bytes) -> None:
    """Read one document as what it looks like, then as a kind that its first byte names."""
    begun = time.process_time()
    for kind in (None, KINDS[data[0] % len(KINDS)] if data else None):
        try:
            found = parse(data, kind=kind, base_url="https://asked.example/")
        except Unreadable:
            continue
        for item in found.items:
            assert not item.url or item.url.lower().startswith(("http://", "https://"))
            assert "\x00" not in item.text
        if kind is None:
            reads_what_is_new(data, found)
    assert time.process_time() - begun < MOST_CPU, "one document took too long"


def reads_what_is_new(data: bytes, whole: Parsed) -> None:
    """Read a feed once more after a document with every other of its entries: the same must come out."""
    pieces = unread.cut(data, None)
    if pieces is None:
        return
    before = b"".join((pieces.head, *pieces.entries[::2], pieces.tail))
    try:
        old = parse(before, base_url="https://asked.example/")
    except Unreadable:
        return
    seen = unread.seen_in(unread.to_keep(old, map(fingerprint, old.items)))
    part = parse(data, base_url="https://asked.example/", seen=seen)
    assert [told(one) for one in part.items] == [told(one) for one in whole.items]


def told(item: ParsedItem) -> tuple[object, ...]:
    """What must be known of an entry, whether it was read or left unread."""
    return fingerprint(item), item.external_id, item.url, item.canonical_url, item.updated_at


def seeds(into: Path) -> None:
    """Write the documents to begin with."""
    for number, body in enumerate(OURS):
        (into / f"ours-{number}").write_bytes(body)
    for path in CORPUS.glob("*/*"):
        if path.is_file() and path.stat().st_size <= LARGEST:
            shutil.copyfile(path, into / f"{path.parent.name}-{path.name}"[:120])


def main(arguments: list[str]) -> None:
    """Look for so many seconds."""
    seconds = int(arguments[0]) if arguments else 3600
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        limits = [
            f"-max_total_time={seconds}",
            "-timeout=60",
            "-rss_limit_mb=1024",
            f"-max_len={LARGEST}",
        ]
        atheris.Setup([sys.argv[0], folder, *limits], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
