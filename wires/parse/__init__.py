"""Documents to items: what a document is, from its bytes, and the reader for its kind. Pure."""

from collections.abc import Callable

from wires.parse import (
    activitypub,
    anpa,
    apjson,
    bluesky,
    feed,
    jsonfeed,
    mail,
    mastodon,
    newsml,
    newsml1,
    ninjs,
    nitf,
    sitemap,
    telegram,
    xapi,
)
from wires.parse.errors import Unreadable
from wires.parse.kinds import guess
from wires.parse.unread import Seen
from wires.types import Parsed

__all__ = ["KINDS", "READERS", "Unreadable", "guess", "parse"]

LARGEST = 32 * 1024 * 1024
KINDS = (
    "rss", "atom", "rdf", "jsonfeed", "newsmlg2", "newsml1", "nitf", "ninjs", "ap_json", "anpa_iptc7901",
    "telegram_html", "x_api_v2", "bluesky", "activitypub", "mastodon", "news_sitemap", "sitemap", "email",
)  # fmt: skip
Reader = Callable[[bytes, str | None, str | None], Parsed]
READERS: dict[str, Reader] = {
    "rss": feed.read,
    "atom": feed.read,
    "rdf": feed.read,
    "jsonfeed": jsonfeed.read,
    "telegram_html": telegram.read,
    "newsmlg2": newsml.read,
    "newsml1": newsml1.read,
    "nitf": nitf.read,
    "ninjs": ninjs.read,
    "ap_json": apjson.read,
    "anpa_iptc7901": anpa.read,
    "email": mail.read,
    "activitypub": activitypub.read,
    "bluesky": bluesky.read,
    "mastodon": mastodon.read,
    "news_sitemap": sitemap.read,
    "sitemap": sitemap.read,
    "x_api_v2": xapi.read,
}
AGENCIES = frozenset({"newsmlg2", "newsml1", "nitf", "ninjs", "ap_json", "anpa_iptc7901", "email"})


def parse(
    body: bytes,
    *,
    kind: str | None = None,
    base_url: str | None = None,
    content_type: str | None = None,
    seen: Seen | None = None,
) -> Parsed:
    """Items of a document; raises Unreadable with a sentence and nothing else.

    `seen` gives the entries of the last document: a feed's entry that is the same, byte for byte, is not
    read again.
    """
    if not body.strip():
        raise Unreadable("The document is empty.")
    if len(body) > LARGEST:
        raise Unreadable("The document is larger than 32 MB.")
    found = kind or guess(body)
    if kind in AGENCIES:
        # One agency wire carries several of these, one inside another: the document knows best.
        told = guess(body)
        found = told if told in AGENCIES else kind
    if found is None:
        raise Unreadable("This is no feed, channel page or wire format that the desk knows.")
    reader = READERS.get(found)
    if reader is None:
        raise Unreadable(f"The desk cannot read {found} documents yet.")
    if seen and reader is feed.read:
        return feed.read(body, base_url, content_type, seen)
    return reader(body, base_url, content_type)
