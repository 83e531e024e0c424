"""Sitemaps and Google's news sitemaps. Pure.

The address is the id. An index names other sitemaps and no story: it has no items. Where no hour
of publication is stated, `lastmod` is the hour, as in a feed.
"""

import re

from wires import dates, links, text
from wires.language import language_of
from wires.parse.errors import Unreadable
from wires.parse.xml import Element, base_of, local, resolved, root, space, words
from wires.types import Medium, Parsed, ParsedItem

MOST = 2000
NEWS = "sitemap-news"
LINE = re.compile(r"https?://\S+", re.IGNORECASE)


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """Pages of a sitemap in its order, limits on how many."""
    if not body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return plain(body)
    top, faults = root(body, content_type)
    top = next((node for node in top.iter() if local(node) in {"urlset", "sitemapindex"}), top)
    name = local(top)
    if name not in {"urlset", "sitemapindex", "url"}:
        raise Unreadable("This XML is no sitemap: it has neither a urlset nor a sitemapindex.")
    base = base_of(top, base_url)
    nodes = [top] if name == "url" else [n for n in top.iter() if local(n) == "url"]
    items = [found for node in nodes[:MOST] if (found := item(node, base))]
    said = [words(n) for n in top.iter() if local(n) == "name" and NEWS in space(n)]
    kind = "news_sitemap" if names_news(top, body) else "sitemap"
    return Parsed(kind, tuple(items), text.single(said[0]) if said else "", None, faults)


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


def first(node: Element, *paths: str) -> str:
    """Words of the first of these that is there: `news title` is a title in a news element."""
    for path in paths:
        outer, _, name = path.rpartition(" ")
        for part in node.iter():
            holders = {local(above) for above in part.iterancestors()} if outer else set()
            said = " ".join(words(part).split()) if local(part) == name else ""
            if said and (outer in holders or (not outer and part.getparent() is node)):
                return said
    return ""


def item(node: Element, base: str | None) -> ParsedItem | None:
    """One page; a film's words stand in where no news element has any."""
    bare = (node.text or "").strip()
    loc = first(node, "loc") or (bare if LINE.fullmatch(bare) else "")
    if not loc:
        return None
    url = resolved(loc, base)
    posted, posted_on = dates.hour(first(node, "news publication_date", "video publication_date"))
    updated, updated_on = dates.hour(first(node, "lastmod"))
    if not posted and not posted_on:
        posted, posted_on = updated, updated_on
    title = text.single(first(node, "news title", "video title"))
    said = text.plain(first(node, "video description"))
    language = first(node, "news language").lower()
    return ParsedItem(
        external_id=loc,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=title,
        text=said,
        author=first(node, "publication name") or None,
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=language or language_of(f"{title}\n{said}"),
        media=media(node, base),
    )


def media(node: Element, base: str | None) -> tuple[Medium, ...]:
    """Pictures and films by address; nothing is loaded."""
    found: dict[str, Medium] = {}
    for part in node.iter():
        name = local(part)
        if name not in {"image", "video"}:
            continue
        url = resolved(first(part, "loc", "content_loc", "player_loc"), base)
        alt = text.single(first(part, "caption", "title"))
        if url and len(found) < 20:
            found.setdefault(url, Medium(url, name, alt))
    return tuple(found.values())
