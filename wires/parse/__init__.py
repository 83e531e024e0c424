"""Documents to items: what a document is, from its bytes, and the reader for its kind. Pure."""

import re
from collections.abc import Callable

from wires.parse import (
    anpa,
    apjson,
    feed,
    jsonfeed,
    mail,
    newsml,
    newsml1,
    ninjs,
    nitf,
    telegram,
)
from wires.parse.errors import Unreadable
from wires.types import Parsed

__all__ = ["KINDS", "READERS", "Unreadable", "guess", "parse"]

LARGEST = 32 * 1024 * 1024
HEAD = 4096
JSON_HEAD = 64 * 1024  # names may come late, after long lists of subjects
NINJS = (
    rb"(?i)\"(versioncreated|firstcreated|contentcreated|pubstatus|representationtype|"
    rb"body_x?html|body_text|body_main|description_caption)\"|\"headlines\"\s*:\s*\["
)
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
}
AGENCIES = frozenset({"newsmlg2", "newsml1", "nitf", "ninjs", "ap_json", "anpa_iptc7901", "email"})
ANPA = re.compile(rb"[\x00\x16\x7f\s]*\x01[^\x02]{4,600}\x02")
IPTC7901 = re.compile(
    rb"[\x00\x16\x7f\s]*\x01?[A-Za-z]{2,5}\d{2,6} +\d +[A-Za-z]{1,4} +\d{1,5}[ \r\n]"
)
MAIL = re.compile(
    rb"^(from|received|return-path|message-id|date|subject|mime-version|delivered-to):",
    re.MULTILINE,
)
ROOTS = (
    (rb"<(?:\w+:)?RDF[\s>]", "rdf"),
    (rb"<(?:\w+:)?rss[\s>]", "rss"),
    (rb"<(?:\w+:)?feed[\s>]", "atom"),
    (rb"<(?:\w+:)?channel[\s>]", "rss"),
    (rb"<(?:\w+:)?NewsML[\s>]", "newsml1"),
    (
        rb"<(?:\w+:)?(?:newsMessage|newsItem|(?:package|concept|knowledge|planning|catalog)Item)[\s>]",
        "newsmlg2",
    ),
    (rb"<(?:\w+:)?nitf[\s>]", "nitf"),
    (rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", "sitemap"),
)


def guess(body: bytes) -> str | None:
    """The kind of a document from its bytes, None where it is none we know."""
    head = text_head(body)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:1]
    if ANPA.match(head) or IPTC7901.match(head):
        return "anpa_iptc7901"
    if len(set(MAIL.findall(mail_head(head)))) > 1:
        return "email"
    if start in {b"{", b"["}:
        return guess_json(text_head(body, JSON_HEAD))
    if b"tgme_" in body[:200_000]:
        return "telegram_html"
    xml = guess_xml(head)
    if xml:
        return xml
    return None


def mail_head(head: bytes) -> bytes:
    """The lines before the first blank one, in lower case; nothing where they are no headers."""
    lines = re.split(rb"\r?\n[ \t]*\r?\n", head.lstrip(), maxsplit=1)[0]
    return lines.lower() if re.match(rb"(?:From |[!-9;-~]+:)", lines) else b""


def guess_xml(head: bytes) -> str | None:
    """The kind by the root element, else by the first element that only one kind has.

    A news message has a `channel` of its own and NewsML 1 a `NewsItem`: the root must speak first.
    """
    root = re.search(
        rb"<[A-Za-z_][^>]*>?", re.sub(rb"(?s)<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", b"", head)
    )
    for where in (root.group(0) if root else b"", head):
        for pattern, kind in ROOTS:
            if re.search(pattern, where, re.IGNORECASE):
                news = kind == "sitemap" and b"sitemap-news" in head
                return "news_sitemap" if news else kind
    return None


def text_head(body: bytes, most: int = HEAD * 4) -> bytes:
    """The first bytes as ASCII-like text, whatever width the encoding has; comments left out."""
    head = body[: most * 2]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:4].count(b"\x00") >= 2:
        head = head.replace(b"\x00", b"")
    head = re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL)
    return head[:most]


def guess_json(head: bytes) -> str | None:
    """The kind of a JSON document by the names it uses."""
    names = (
        (rb"jsonfeed\.org|\"feed_url\"|\"home_page_url\"", "jsonfeed"),
        (rb"\"author_id\"|\"edit_history_tweet_ids\"|\"includes\"", "x_api_v2"),
        (rb"app\.bsky\.|\"at://", "bluesky"),
        (rb"\"spoiler_text\"|\"reblogs_count\"", "mastodon"),
        (rb"activitystreams", "activitypub"),
        (rb"ninjs[-_]schema|\"ninjs\"|[/_]ninjs", "ninjs"),
        (rb"\"altids\"\s*:\s*\{[^{}]*\"(itemid|etag|friendlykey)\"", "ap_json"),
        (NINJS, "ninjs"),
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
    if kind in AGENCIES:
        # One agency wire carries several of these, one inside another: the document knows best.
        told = guess(body)
        found = told if told in AGENCIES else kind
    if found is None:
        raise Unreadable("This is no feed, channel page or wire format that the desk knows.")
    reader = READERS.get(found)
    if reader is None:
        raise Unreadable(f"The desk cannot read {found} documents yet.")
    return reader(body, base_url, content_type)
