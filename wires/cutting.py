"""A document that broke off: what is whole in it counts, the piece at the cut does not. Pure."""

import re
from dataclasses import replace

from wires.types import Parsed

CLOSED = re.compile(rb"</\s*[\w.:-]+\s*>(?:\s|<!--.*?-->)*\Z", re.DOTALL)
CUT = "the document broke off"
MARKED_UP = frozenset({"rss", "atom", "rdf", "newsmlg2", "newsml1", "nitf", "sitemap", "news_sitemap"})  # fmt: skip


def broke_off(parsed: Parsed, body: bytes) -> bool:
    """Whether markup that had to be recovered does not end with its own closing tag."""
    if parsed.kind not in MARKED_UP or not parsed.faults:
        return False
    tail = body.rstrip(b"\x00 \t\r\n")[-4000:]
    last = tail.rfind(b"</")
    if last < 0 or not CLOSED.search(tail[last:]):
        return True
    name = tail[last + 2 :].split(b">")[0].strip().split(b":")[-1].lower()
    return name not in {b"rss", b"feed", b"rdf", b"newsmessage", b"newsitem", b"newsml", b"nitf", b"urlset", b"sitemapindex", b"packageitem", b"channel"}  # fmt: skip


def whole_part(parsed: Parsed, body: bytes) -> Parsed:
    """The document without its last item where it broke off: half a text would pass for an edit."""
    if not parsed.items or not broke_off(parsed, body):
        return parsed
    return replace(parsed, items=parsed.items[:-1], faults=(*parsed.faults, CUT))
