"""Documents to items: what a document is, from its bytes, and the reader for its kind. Pure."""

import re
from collections.abc import Callable
from typing import Any

from wires.parse import (
    activitypub,
    answers,
    bluesky,
    feed,
    jsonfeed,
    mastodon,
    sitemap,
    telegram,
    xapi,
)
from wires.parse.errors import Unreadable
from wires.types import Parsed

__all__ = ["KINDS", "READERS", "Unreadable", "guess", "parse"]

LARGEST = 32 * 1024 * 1024
HEAD = 4096
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
    "activitypub": activitypub.read,
    "bluesky": bluesky.read,
    "mastodon": mastodon.read,
    "news_sitemap": sitemap.read,
    "sitemap": sitemap.read,
    "x_api_v2": xapi.read,
}
# Who knows a JSON document by its structure, in the order of how sure they are.
KNOWS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("mastodon", mastodon.knows),
    ("x_api_v2", xapi.knows),
    ("bluesky", bluesky.knows),
    ("activitypub", activitypub.knows),
)
ROOTS = (
    (rb"<(?:\w+:)?RDF[\s>]", "rdf"),
    (rb"<(?:\w+:)?rss[\s>]", "rss"),
    (rb"<(?:\w+:)?feed[\s>]", "atom"),
    (rb"<(?:\w+:)?channel[\s>]", "rss"),
    (
        rb"<(?:\w+:)?(?:newsMessage|newsItem|packageItem|conceptItem|knowledgeItem|planningItem)[\s>]",
        "newsmlg2",
    ),
    (rb"<NewsML[\s>]", "newsml1"),
    (rb"<nitf[\s>]", "nitf"),
    (rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", "sitemap"),
)


def guess(body: bytes) -> str | None:
    """The kind of a document from its bytes, None where it is none we know."""
    head = text_head(body)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:1]
    if start in {b"{", b"["}:
        return platform(body) or guess_json(head)
    if mastodon.streamed(body):
        return "mastodon"
    if b"tgme_" in body[:200_000]:
        return "telegram_html"
    for pattern, kind in ROOTS:
        if re.search(pattern, head, re.IGNORECASE):
            news = b"sitemap-news" in head or b"sitemap-news" in body
            return "news_sitemap" if kind == "sitemap" and news else kind
    if re.match(
        rb"\s*(?:From|Received|Return-Path|Message-ID|Date|Subject|MIME-Version|Delivered-To):",
        head,
        re.IGNORECASE,
    ):
        return "email"
    lines = head.decode("utf-8", "replace").split()
    return "sitemap" if lines and all(map(sitemap.LINE.fullmatch, lines)) else None


def text_head(body: bytes) -> bytes:
    """The first bytes as ASCII-like text, whatever width the encoding has; comments left out."""
    head = body[: HEAD * 8]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:4].count(b"\x00") >= 2:
        head = head.replace(b"\x00", b"")
    head = re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL)
    return head[: HEAD * 4]


def platform(body: bytes) -> str | None:
    """The platform whose answer this is, by the structure of its first document."""
    try:
        found, _ = answers.documents(body)
    except Unreadable:
        return None
    return next((kind for kind, knows in KNOWS if any(map(knows, found[:3]))), None)


def guess_json(head: bytes) -> str | None:
    """The kind of a JSON document by the names it uses."""
    names = (
        (rb"jsonfeed\.org|\"feed_url\"|\"home_page_url\"", "jsonfeed"),
        (rb"\"author_id\"|\"edit_history_tweet_ids\"|\"includes\"", "x_api_v2"),
        (rb"app\.bsky\.|\"at://", "bluesky"),
        (rb"\"spoiler_text\"|\"reblogs_count\"", "mastodon"),
        (rb"activitystreams", "activitypub"),
        (rb"ninjs|\"representationtype\"|\"representationType\"", "ninjs"),
        (rb"\"altids\"|\"pubstatus\"", "ap_json"),
    )
    found = next((kind for pattern, kind in names if re.search(pattern, head)), None)
    return found or ("jsonfeed" if re.search(rb"\"items\"\s*:", head) else None)


def parse(
    body: bytes,
    *,
    kind: str | None = None,
    base_url: str | None = None,
    content_type: str | None = None,
) -> Parsed:
    """Items of a document; raises Unreadable with a sentence and nothing else."""
    if not body.strip():
        raise Unreadable("The document is empty.")
    if len(body) > LARGEST:
        raise Unreadable("The document is larger than 32 MB.")
    found = kind or guess(body)
    if found is None:
        raise Unreadable("This is no feed, channel page or wire format that the desk knows.")
    reader = READERS.get(found)
    if reader is None:
        raise Unreadable(f"The desk cannot read {found} documents yet.")
    return reader(body, base_url, content_type)
