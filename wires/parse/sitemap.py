"""Sitemaps and Google's news sitemaps. Pure.

The address is the id. An index names other sitemaps and no story: it has no items. Where no hour
of publication is stated, `lastmod` is the hour, as in a feed.
"""

import re

from wires import dates, links, text
from wires.language import language_of
from wires.parse import tree
from wires.parse.errors import Unreadable
from wires.parse.xml import Element, base_of, local, resolved, root, space, words
from wires.types import Medium, Parsed, ParsedItem

MOST = 2000
MOST_MARKS = 1_000_000  # a sitemap may have fifty thousand pages
MOST_MEDIA = 20
NEWS = "sitemap-news"
HOLDERS = frozenset({"news", "video", "publication"})
OF_MEDIA = frozenset({"loc", "content_loc", "player_loc", "caption", "title"})
NAMED = frozenset(
    {"loc", "lastmod", "title", "description", "language", "name", "publication_date"}
)
LINE = re.compile(r"https?://\S+", re.IGNORECASE)


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """Pages of a sitemap in its order; of more than are read, those that changed last."""
    if not body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return plain(body)
    top, faults = root(body, content_type, most=MOST_MARKS)
    top = next((node for node in top.iter() if local(node) in {"urlset", "sitemapindex"}), top)
    name = local(top)
    if name not in {"urlset", "sitemapindex", "url"}:
        raise Unreadable("This XML is no sitemap: it has neither a urlset nor a sitemapindex.")
    base = base_of(top, base_url)
    nodes = [top] if name == "url" else [n for n in top.iter() if local(n) == "url"]
    items = [found for node in newest(nodes) if (found := item(node, base))]
    faults = (*faults, *notes(name, len(nodes)))
    said = [words(n) for n in top.iter() if local(n) == "name" and NEWS in space(n)]
    kind = "news_sitemap" if names_news(top, body) else "sitemap"
    return Parsed(kind, tuple(items), text.single(said[0]) if said else "", None, faults)


def newest(nodes: list[Element]) -> list[Element]:
    """As many as are read: a sitemap that only grows has its newest page at either end."""
    if len(nodes) <= MOST:
        return nodes
    order = sorted(range(len(nodes)), key=lambda n: changed(nodes[n]), reverse=True)
    return [nodes[n] for n in sorted(order[:MOST])]


def changed(node: Element) -> str:
    """When an entry changed last, as it says so: written so that the later one is the greater."""
    return next((words(part).strip() for part in node if local(part) == "lastmod"), "")


def notes(name: str, count: int) -> tuple[str, ...]:
    """What whoever looks after the wire should know."""
    if name == "sitemapindex":
        return ("it is an index: it names other sitemaps and no page",)
    return (f"it lists {count} pages, of which the {MOST} that changed last are read",) if count > MOST else ()  # fmt: skip


def named(body: bytes, base_url: str | None) -> list[str]:
    """The sitemaps that an index names: those of news first, then those that changed last."""
    top, _ = root(body, None, most=MOST_MARKS)
    base = base_of(top, base_url)
    found: dict[str, str] = {}
    for node in top.iter():
        loc = next((words(part).strip() for part in node if local(part) == "loc"), "") if local(node) == "sitemap" else ""  # fmt: skip
        if url := resolved(loc, base) if loc else None:
            found.setdefault(url, changed(node))
    last = sorted(found, key=lambda url: found[url], reverse=True)
    return sorted(last, key=lambda url: "news" not in url.lower())


def names_news(top: Element, body: bytes) -> bool:
    """Whether the document is of Google's kind; an empty one that declares it is too."""
    return NEWS.encode() in body or any(NEWS in str(place) for place in top.nsmap.values())


def plain(body: bytes) -> Parsed:
    """The protocol's other form: one address a line."""
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()]
    found = [line for line in lines if LINE.fullmatch(line) and resolved(line, None)]
    if not found:
        raise Unreadable("This is no sitemap: it is neither XML nor a list of addresses.")
    items = [
        ParsedItem(line, line, links.canonical(line), "", "")
        for line in dict.fromkeys(found[:MOST])
    ]
    return Parsed("sitemap", tuple(items))


def told(node: Element) -> dict[str, str]:
    """Words of a page's own parts: `loc` for a child, `news title` for one somewhere in a news element.

    Each part is looked at once: what stands in one whose words count is part of those, and a page that a
    broken document puts inside another is that one's own.
    """
    found: dict[str, str] = {}
    waiting = [(child, frozenset[str]()) for child in reversed(node)]
    while waiting:
        part, within = waiting.pop()
        name = local(part)
        if name in NAMED:
            keys = [f"{outer} {name}" for outer in within]
            keys += [name] if part.getparent() is node else []
            if any(key not in found for key in keys) and (said := " ".join(words(part).split())):
                found = dict.fromkeys(keys, said) | found
        elif name != "url":
            inner = within | {name} if name in HOLDERS else within
            waiting += [(child, inner) for child in reversed(part)]
    return found


def first(said: dict[str, str], *keys: str) -> str:
    """The first of these that is there."""
    return next((said[key] for key in keys if key in said), "")


def item(node: Element, base: str | None) -> ParsedItem | None:
    """One page; a film's words stand in where no news element has any."""
    bare = (node.text or "").strip()
    own = told(node)
    loc = first(own, "loc") or (bare if LINE.fullmatch(bare) else "")
    if not loc:
        return None
    url = resolved(loc, base)
    posted, posted_on = dates.hour(first(own, "news publication_date", "video publication_date"))
    updated, updated_on = dates.hour(first(own, "lastmod"))
    if not posted and not posted_on:
        posted, posted_on = updated, updated_on
    title = text.single(first(own, "news title", "video title"))
    said = text.plain(first(own, "video description"))
    language = first(own, "news language").lower()
    return ParsedItem(
        external_id=loc,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=title,
        text=said,
        author=first(own, "publication name") or None,
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=language or language_of(f"{title}\n{said}"),
        media=media(node, base),
    )


def media(node: Element, base: str | None) -> tuple[Medium, ...]:
    """Pictures and films by address; nothing is loaded."""
    found: dict[str, Medium] = {}
    waiting = list(reversed(node)) if tree.first(node, "image", "video") is not None else []
    while waiting and len(found) < MOST_MEDIA:
        part = waiting.pop()
        name = local(part)
        if name == "url":
            continue
        parts = [(local(child), child) for child in reversed(part)]
        if name in {"image", "video"}:
            own = {of: said for of, child in parts if of in OF_MEDIA and (said := " ".join(words(child).split()))}  # fmt: skip
            parts = [(of, child) for of, child in parts if of not in OF_MEDIA]
            url = resolved(first(own, "loc", "content_loc", "player_loc"), base)
            if url:
                found.setdefault(
                    url, Medium(url, name, text.single(first(own, "caption", "title")))
                )
        waiting += [child for _, child in parts]
    return tuple(found.values())
