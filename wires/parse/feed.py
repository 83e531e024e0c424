"""RSS 0.9x, 1.0 (RDF) and 2.0, and Atom 0.3 and 1.0, as one flat item. Pure."""

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from wires import dates, links, text
from wires.parse import unread
from wires.parse.errors import Unreadable
from wires.parse.parts import MEDIA, Parts, parts_of
from wires.parse.prose import MOST_MEDIA
from wires.parse.unread import MOST, Cut, Seen
from wires.parse.xml import Element, base_of, based, inner, local, resolved, root, space, words
from wires.spoken import spoken
from wires.types import Medium, Parsed, ParsedItem, RelayOf

DEEPEST = 3
LOOKED_AT = 1000  # elements of an entry that may be pictures
SPACES = 100  # of names, in force around entries of which it is kept in mind that they were read
BESIDE_ADDRESS = re.compile(r"[^\s@]+@\S+\s*\((.+)\)")  # a name
UNSEEN = Seen()
# Extensions that have an `item` of their own: podcasts, pictures, RSS 1.0's modules.
OTHERS = re.compile(r"itunes|mrss|purl\.org/rss/1\.0/modules/")
XHTML = frozenset({"xhtml", "application/xhtml+xml"})
# RFC 6721, Atom's own word for an entry that was taken away.
DELETED_ENTRY = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
BODY = ("encoded", "content", "description", "summary", "subtitle", "body", "fulltext")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
ROOTS = frozenset({"rdf", "feed", "rss", "channel"})  # that name the kind of a feed
PICTURES = frozenset({"enclosure", "thumbnail", "link", "content"})
WHOLE = frozenset({"encoded", "content"})
POSTED = ("pubdate", "published", "issued", "date", "created", "datetimewritten")
UPDATED = ("updated", "modified", "lastbuilddate")


def read(
    body: bytes, base_url: str | None, content_type: str | None, seen: Seen = UNSEEN
) -> Parsed:
    """Items of a feed in its order; limits on how many. Entries that were `seen` are not read again."""
    pieces = unread.cut(body, content_type)
    if pieces is None:
        return read_whole(body, base_url, content_type)
    return read_new(pieces, base_url, seen) or read_whole(
        body, base_url, content_type, pieces.numbers
    )


def read_new(pieces: Cut, base_url: str | None, seen: Seen) -> Parsed | None:
    """A feed of which only the new entries are read; None where it must be read whole: nothing of it was seen,
    what is left of it is not sound, or what stands around the entries bears on them otherwise now."""
    if seen.entries.keys().isdisjoint(pieces.numbers):
        return None
    body, numbers = pieces.without(seen.entries)
    try:
        part = read_whole(body, base_url, "application/xml; charset=utf-8", numbers)
    except Unreadable:
        return None
    if part.light != seen.light or len(part.items) != len(numbers):
        return None
    return replace(part, items=unread.merged(pieces, seen, part))


def read_whole(
    body: bytes,
    base_url: str | None,
    content_type: str | None,
    numbers: Sequence[int] = (),
) -> Parsed:
    """A feed with all its entries; `numbers` are those of their bytes, where these tell them apart."""
    top, faults = root(body, content_type)
    kind = kind_of(top)
    head = next((n for n in top if local(n) == "channel"), top) if kind != "atom" else top
    if kind == "rss" and local(top) == "channel":
        head = top
    parts = parts_of(head)
    home = resolved(link_of(parts), base_of(head, base_url))
    base = base_of(head, None) or self_of(parts) or home or base_url
    language = language_stated(head, parts)
    nodes = list(entries(top, kind))
    told_apart = len(nodes) == len(numbers) > 0 and stands_in(nodes[0], head, top)
    of = numbers if told_apart else (0,) * len(nodes)
    items = [
        item(node, here, language, one)
        for (node, here), one in zip(standing(nodes, base), of, strict=True)
    ]
    gone = list(deleted_entries(top, items))
    names = {one.external_id for one in gone}
    stands = [one for one in items if one.external_id not in names] if gone else items
    sound = told_apart and not faults and unread.is_clean(body)
    light = light_on(kind, base, language, nodes[0], head) if sound else 0
    return Parsed(kind, (*stands, *gone), text.single(title_of(parts)), home, faults, light)


def stands_in(node: Element, *around: Element) -> bool:
    """Whether an entry stands in one of these elements."""
    return node.getparent() in around


def light_on(
    kind: str, base: str | None, language: str | None, first: Element, head: Element
) -> int:
    """A number for what bears on how an entry is read beside its own bytes, such as where the first one stands; 0 where
    that is too much to name, and where entries may say themselves which kind they are of."""
    top = head.getroottree().getroot()
    if local(top) not in ROOTS:
        return 0
    spaces = [sorted((key or "", where) for key, where in one.nsmap.items()) for one in (head, top)]
    if max(map(len, spaces)) > SPACES:
        return 0
    bases = (base_of(head, base), base_of(top, base))
    said = repr((kind, bases, language, spaces, first.getparent() is head))
    return unread.number(said.encode("utf-8", "surrogatepass"))


def kind_of(top: Element) -> str:
    """Which family the root names."""
    name = local(top)
    if name == "rdf":
        return "rdf"
    if name in {"feed", "entry"}:
        return "atom"
    if name in {"rss", "channel", "item"}:
        return "rss"
    inside = next((local(n) for n in top.iter() if local(n) in {"rss", "feed", "channel"}), None)
    if inside is None:
        raise Unreadable("This XML is no feed: it has neither a channel nor entries.")
    return "atom" if inside == "feed" else "rss"


def entries(top: Element, kind: str) -> Iterator[Element]:
    """The entry elements, at most so many; entries inside entries are not ours, unless an extension holds them."""
    name = "entry" if kind == "atom" else "item"
    count, around, inside = 0, None, False
    if local(top) == name:
        yield top
        return
    for node in top.iter():
        if local(node) != name or OTHERS.search(space(node)):
            continue
        if (above := node.getparent()) is not around and above is not None:
            around = above
            within = sum(local(up) == name for up in node.iterancestors())
            inside = within > DEEPEST or local(above) == name
        if inside:
            continue
        count += 1
        if count > MOST:
            return
        yield node


def standing(nodes: Iterable[Element], base: str | None) -> Iterator[tuple[Element, str | None]]:
    """Each entry with the base address in force there; nearly all stand in one element."""
    around, outer = None, base
    for node in nodes:
        above = node.getparent()
        if above is not around and above is not None:
            around, outer = above, base_of(above, base)
        yield node, based(node, outer)


def deleted_entries(top: Element, listed: Iterable[ParsedItem]) -> Iterator[ParsedItem]:
    """Entries that a feed says are gone (RFC 6721); of an entry that it lists as well the later word counts."""
    written: dict[str | None, datetime | None] = {}
    for one in listed:
        hours = (written.get(one.external_id), one.updated_at or one.posted_at)
        written[one.external_id] = max(filter(None, hours), default=None)
    told = set[str]()
    for node in islice(top.iterchildren(DELETED_ENTRY), MOST):
        name = (node.get("ref") or "").strip()
        when, _ = dates.hour(node.get("when"))
        since = written.get(name)
        if name and name not in told and (name not in written or (when and since and when >= since)):  # fmt: skip
            told.add(name)
            yield ParsedItem(name, None, None, "", "", updated_at=when, language="", withdrawn=True)


def title_of(parts: Parts) -> str:
    """The title's words; XHTML and escaped markup are taken as markup."""
    found = parts.first("title")
    if found is None:
        return ""
    return inner(found) if (found.get("type") or "").lower() in XHTML else said_in(found)


def said_in(node: Element) -> str:
    """Characters of an element; base64, as Atom allows it, is unpacked."""
    raw, kind = words(node), (node.get("type") or "").lower()
    if node.get("mode") != "base64" and kind != "application/octet-stream":
        return raw
    try:
        return base64.b64decode(raw.strip(), validate=True).decode("utf-8", "replace")
    except ValueError:
        return raw


def title(parts: Parts) -> str:
    """One line of plain text; a title of type text keeps its angle brackets."""
    found = parts.first("title")
    if found is not None and found.get("type") == "text" and "<" in words(found):
        return " ".join(text.meant(words(found)).split())
    return text.single(title_of(parts))


def body_of(parts: Parts) -> str:
    """The longest of what the item says: full text where there is one, else its summary."""
    best = ""
    for name in BODY:
        for found in parts.own.get(name, ()):
            if (best and name not in WHOLE) or found.get("src"):
                continue
            said = content(found)
            best = said if len(said) > len(best) else best
    return best


def content(node: Element) -> str:
    """One content element as plain text, by its type."""
    kind = (node.get("type") or "").lower()
    if len(node) and (kind in XHTML or not (node.text or "").strip()):
        return text.plain(inner(node))
    raw = said_in(node)
    if kind in {"text", "text/plain"}:
        return text.tidy(raw)
    return text.plain(raw)


def link_of(parts: Parts) -> str | None:
    """The item's own address: a page first, then any alternate, then an id that is an address."""
    best: tuple[int, str] | None = None
    for found in parts.own.get("link", ()):
        rank, said = link_rank(found)
        # Of several plain links the last is the item's own, as other readers have it.
        if said and rank and (best is None or rank <= best[0] - (found.get("href") is not None)):
            best = (rank, said)
    if best:
        return best[1]
    for name in ("guid", "id"):
        told = parts.first(name)
        if told is not None and permanent(told):
            said = words(told).strip()
            return said if re.match(r"https?://", said) else None
    return None


def link_rank(found: Element) -> tuple[int, str]:
    """How surely a link element is the item's page (1 is surest, 0 not at all), and its address."""
    href = found.get("href")
    if href is None:
        return 1, words(found).strip()
    if (found.get("rel") or "alternate").lower() != "alternate":
        return 0, ""
    kind = (found.get("type") or "").lower()
    page = kind.startswith(("text/html", "application/xhtml"))
    return (1 if page else 3 if kind else 2), href


def permanent(told: Element) -> bool:
    """Whether an id may be taken for an address."""
    flag = told.get("isPermaLink") or told.get("ispermalink") or "true"
    return flag.strip().lower() != "false"


def self_of(parts: Parts) -> str | None:
    """Where the feed says it lives."""
    for found in parts.told.get("link", ()):
        if (found.get("rel") or "").lower() == "self":
            return resolved(found.get("href"), None)
    return None


def identity(node: Element, parts: Parts) -> str | None:
    """The publisher's own id, unchanged but for white space around it."""
    named = (parts.first("guid", "id"), None, parts.first("identifier"))
    about = node.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
    told = (words(found) if found is not None else about for found in named)
    return next((said.strip() for said in told if said.strip()), None)


def author_of(parts: Parts) -> str | None:
    """A name; a mail address gives the name beside it."""
    for found in parts.told.get("author", ()):
        name = parts_of(found).first("name") if len(found) else None
        said = " ".join(words(name if name is not None else found).split())
        m = BESIDE_ADDRESS.fullmatch(said) if said.endswith(")") else None
        said = m.group(1) if m else said
        if said:
            return said
    return None


def stated(parts: Parts, names: tuple[str, ...]) -> str | None:
    """The first of these elements that has words."""
    for name in names:
        for found in parts.told.get(name, ()):
            said = words(found)
            if said.strip():
                return said
    return None


def language_stated(node: Element, parts: Parts) -> str | None:
    """The language the document says it is in."""
    attribute = node.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = parts.first("language")
    said = attribute or (words(found).strip() if found is not None else "")
    return said.lower() if said and LANGUAGE.fullmatch(said) else None


def media_of(node: Element, base: str | None) -> tuple[Medium, ...]:
    """Enclosures and pictures by address; nothing is loaded."""
    found: dict[str, Medium] = {}
    for part in islice(pictures(node), LOOKED_AT):
        if len(found) == MOST_MEDIA:
            break
        name = local(part)
        where = part.get("url") or (
            part.get("href") if name == "link" and part.get("rel") == "enclosure" else None
        )
        if where and (name != "content" or MEDIA in space(part)):
            url = resolved(where, base)
            if url:
                found.setdefault(url, Medium(url, part.get("type") or part.get("medium") or ""))
    return tuple(found.values())


def pictures(node: Element) -> Iterator[Element]:
    """Elements inside that by their name may lead to a picture."""
    for part in node:
        for found in part.iter() if len(part) else (part,):
            if local(found) in PICTURES:
                yield found


def via_of(parts: Parts, base: str | None) -> RelayOf | None:
    """The address that an item says it passes on."""
    for part in parts.told.get("link", ()):
        if part.get("rel") == "via":
            return RelayOf(url=resolved(part.get("href"), base))
    return None


def item(node: Element, here: str | None, language: str | None, element: int = 0) -> ParsedItem:
    """One entry, flat; `element` numbers its bytes."""
    parts = parts_of(node)
    url = resolved(link_of(parts), here)
    posted, posted_on = dates.hour(stated(parts, POSTED))
    updated, updated_on = dates.hour(stated(parts, UPDATED))
    said, name = body_of(parts), title(parts)
    return ParsedItem(
        external_id=identity(node, parts),
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=name,
        text=said,
        author=author_of(parts),
        posted_at=posted or (updated if not posted_on else None),
        posted_on=posted_on or (updated_on if not posted and not updated else None),
        updated_at=updated,
        language=language_stated(node, parts) or spoken(language, name, said),
        media=media_of(node, here),
        relay_of=via_of(parts, here),
        element=element,
    )
