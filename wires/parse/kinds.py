"""Which kind a document is, from its bytes and never from its name. Pure."""

import re
from collections.abc import Callable
from typing import Any

from wires.parse import activitypub, answers, bluesky, mastodon, sitemap, xapi
from wires.parse.errors import Unreadable

HEAD = 4096
JSON_HEAD = 64 * 1024  # names may come late, after long lists of subjects
NINJS = (
    rb"(?i)\"(versioncreated|firstcreated|contentcreated|pubstatus|representationtype|"
    rb"body_x?html|body_text|body_main|description_caption)\"|\"headlines\"\s*:\s*\["
)
ANPA = re.compile(rb"[\x00\x16\x7f\s]*\x01[^\x02]{4,600}\x02")
IPTC7901 = re.compile(
    rb"[\x00\x16\x7f\s]*(?:\[\d\d-[A-Z]{3}-\d\d +\d\d:\d\d\]\s*)?\x01?[A-Za-z]{2,5}\d{2,6} +\d +[A-Za-z]{1,4} +\d{1,5}[ \r\n]"
)
MAIL = re.compile(
    rb"^(from|received|return-path|message-id|date|subject|mime-version|delivered-to):",
    re.MULTILINE,
)
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
    (rb"<(?:\w+:)?(?:feed|entry)[\s>]", "atom"),
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
    if start in {b"{", b"["}:
        told = platform(body) or guess_json(text_head(body, JSON_HEAD))
        return told or guess_lines(body, head)
    return guess_lines(body, head) or guess_markup(body, head) or guess_list(head)


def guess_lines(body: bytes, head: bytes) -> str | None:
    """A kind told by its first lines: a teleprinter's header, a mail's, an event stream's."""
    if ANPA.match(head) or IPTC7901.match(head):
        return "anpa_iptc7901"
    if len(set(MAIL.findall(mail_head(head)))) > 1:
        return "email"
    return "mastodon" if mastodon.streamed(body) else None


def guess_markup(body: bytes, head: bytes) -> str | None:
    """A kind told by its elements."""
    if b"tgme_" in body[:200_000]:
        return "telegram_html"
    found = guess_xml(head)
    return "news_sitemap" if found == "sitemap" and b"sitemap-news" in body else found


def guess_list(head: bytes) -> str | None:
    """A sitemap may be a plain list of addresses."""
    lines = head.decode("utf-8", "replace").split()
    return "sitemap" if lines and all(map(sitemap.LINE.fullmatch, lines)) else None


def mail_head(head: bytes) -> bytes:
    """The lines before the first blank one, in lower case; nothing where they are no headers."""
    head = head.lstrip()
    if not re.match(rb"(?:From |[!-9;-~]+:)", head):
        return b""
    return re.split(rb"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0].lower()


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
    return uncommented(head)[:most]


def uncommented(head: bytes) -> bytes:
    """The text without its comments; one that has no end stays, and is looked for once."""
    kept, at = [], 0
    while (start := head.find(b"<!--", at)) >= 0 and (end := head.find(b"-->", start + 4)) >= 0:
        kept.append(head[at:start])
        at = end + 3
    return b"".join((*kept, head[at:]))


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
        (rb"ninjs[-_]schema|\"ninjs\"|[/_]ninjs", "ninjs"),
        (rb"\"altids\"\s*:\s*\{[^{}]*\"(itemid|etag|friendlykey)\"", "ap_json"),
        (NINJS, "ninjs"),
    )
    found = next((kind for pattern, kind in names if re.search(pattern, head)), None)
    return found or ("jsonfeed" if re.search(rb"\"items\"\s*:", head) else None)
