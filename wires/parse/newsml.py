"""NewsML-G2: news items and packages, alone or in a news message. Pure.

Concepts, knowledge, plans and catalogs are read as documents without news.
"""

import re
from datetime import datetime
from itertools import chain, islice

from wires import dates, text
from wires.language import language_of
from wires.parse import marks, nitf
from wires.parse.errors import Unreadable
from wires.parse.prose import (
    LOOKED_AT,
    MOST_MEDIA,
    given,
    headless,
    language,
    line,
    pictures,
    prose,
    xml_lang,
)
from wires.parse.tree import child, children, each, first, outermost
from wires.parse.xml import Element, base_of, local, resolved, root
from wires.types import Medium, Parsed, ParsedItem

GONE = re.compile(r"(?:.*[:/#])?\s*(cancell?ed|withheld)\s*", re.IGNORECASE)
TAKES_BACK = re.compile(
    r"(?:.*[:/#])?(?:corrects|correctionof|replaces|supersedes|retracts|withdraws|kills|cancels)",
    re.IGNORECASE,
)
VERSION = re.compile(
    r"(?:.*[:/#])?(?:replaces|supersedes|evolvedfrom|(?:is)?(?:previous|predecessor)-?version(?:of)?|(?:is)?(?:new)?versionof|(?:is)?updateof)",
    re.IGNORECASE,
)
NEWS = ("newsitem", "packageitem")
INLINE = ("inlinexml", "inlinedata")
OTHERS = frozenset({"conceptitem", "knowledgeitem", "planningitem", "catalogitem", "newsmessage"})
NOBODY = re.compile(r"no-data-available\b.*|n/?a", re.IGNORECASE)
ABOVE = frozenset({"header", "nav", "rubrik", "dat"})  # what repeats the item's own fields
MOST = 500
MOST_CREATORS = 8
MOST_SAID = 50  # elements of one name beside one another: renditions, headlines, notes, codes
MOST_LISTED = 500  # items of a package


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """Every news item and package of a document, in its order."""
    top, faults = root(body, content_type)
    found = outermost(top, *NEWS, most=MOST)
    if not found and local(top) not in OTHERS and first(top, *OTHERS) is None:
        raise Unreadable("This XML is no NewsML-G2: it has no news item.")
    items = (item(node, base_of(node, base_url)) for node in found)
    told = (one for one in items if one.external_id or one.title or one.text or one.media)
    return Parsed("newsmlg2", tuple(told), faults=faults)


def item(node: Element, base: str | None) -> ParsedItem:
    """One news item or package."""
    meta, about = child(node, "itemmeta"), child(node, "contentmeta")
    story = inline_nitf(node)
    name = title(node, story)
    said = headless(body_text(node), name)
    posted, posted_on, updated = hours(meta, about, story)
    return ParsedItem(
        external_id=(node.get("guid") or "").strip() or None,
        url=None,
        canonical_url=None,
        title=name,
        text=said,
        author=author(about, story),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=stated(node, about) or language_of(f"{name}\n{said}"),
        media=media(node, base),
        withdrawn=withdrawn(meta),
        urgency=marks.urgency(line(child(about, "urgency"))),
        embargo_until=marks.until(
            embargo := marks.embargo(embargoed(meta), *codes(meta, "pubstatus"))
        ),
        embargo_said=marks.held(embargo),
        status=marks.standing(
            *codes(meta, "pubstatus"),
            *codes(meta, "signal"),
            notes=map(line, some(meta, "ednote")),
            slug=line(child(about, "slugline")),
        ),
        slug=line(child(about, "slugline")),
        about=linked(meta, TAKES_BACK, node.get("guid") or ""),
        replaces=linked(meta, VERSION, node.get("guid") or ""),
    )


def inline_nitf(node: Element) -> Element | None:
    """The NITF story inside, where the agency wraps one."""
    return first(child(node, "contentset"), "nitf")


def title(node: Element, story: Element | None) -> str:
    """The main headline, else what the story, the item or its slug line call it."""
    about, meta = child(node, "contentmeta"), child(node, "itemmeta")
    heads = [n for n in some(about, "headline") if line(n)]
    main = [n for n in heads if "sub" not in (n.get("role") or "").lower()]
    for said in (
        line(next(iter(main or heads), None)),
        nitf.title(story) if story is not None else "",
        line(child(meta, "title")),
        line(first(child(node, "contentset"), "h1", "title")),
        line(child(about, "slugline")),
    ):
        if said:
            return said
    return ""


def body_text(node: Element) -> str:
    """The fullest of the inline renditions, else a package's list, else the descriptions."""
    told = map(rendition, some(child(node, "contentset"), *INLINE))
    best = max(told, key=len, default="")
    return best or members(node) or descriptions(node)


def rendition(node: Element) -> str:
    """The words of one rendition; encoded and distant ones have none here."""
    if local(node) == "inlinedata":
        return "" if node.get("encoding") else given(node)
    story = first(node, "nitf")
    if story is not None:
        return nitf.body_text(story)
    content = first(node, "body.content", "body")
    if content is None and first(node, "sports-content") is not None:
        return ""
    whole = content if content is not None else node
    return prose(whole, ABOVE) or prose(whole)


def descriptions(node: Element) -> str:
    """Caption, summary or script of an item whose content lies elsewhere, in one language."""
    about = child(node, "contentmeta")
    found = some(about, "description")
    chosen = xml_lang(found[0]) if found else None
    said = [text.tidy(prose(n)) for n in found if xml_lang(n) in {chosen, None}]
    return "\n\n".join(dict.fromkeys(one for one in said if one))


def members(node: Element) -> str:
    """What a package lists, one headline a paragraph."""
    said = [
        line(child(one, "headline", "title", "description"))
        for one in islice(each(child(node, "groupset"), "itemref"), MOST_LISTED)
    ]
    return "\n\n".join(one for one in said if one)


def author(about: Element | None, story: Element | None) -> str | None:
    """The byline, else the story's own, else the names of who created it."""
    said = line(child(about, "by"))
    if said and not NOBODY.fullmatch(said):
        return said
    said = (nitf.byline(story) if story is not None else None) or ""
    creators = some(about, "creator")
    named = [one for n in creators if (one := line(child(n, "name")))]
    literal = [one for n in creators if (one := (n.get("literal") or "").strip())]
    return said or ", ".join(dict.fromkeys((named or literal)[:MOST_CREATORS])) or None


def hours(
    meta: Element | None, about: Element | None, story: Element | None
) -> tuple[datetime | None, str | None, datetime | None]:
    """First publication, its bare date, and the hour of this version."""
    created, created_on = stamp(meta, "firstcreated")
    version, version_on = stamp(meta, "versioncreated")
    if not (created or created_on):
        created, created_on = version, version_on
    if not (created or created_on):
        created, created_on = stamp(about, "contentcreated")
    if not (created or created_on) and story is not None:
        created, created_on = nitf.issued(story)
    return created, created_on, version or stamp(about, "contentmodified")[0]


def stamp(node: Element | None, name: str) -> tuple[datetime | None, str | None]:
    """An hour that an element of this name states."""
    found = child(node, name)
    return dates.hour(line(found)) if found is not None else (None, None)


def stated(node: Element, about: Element | None) -> str | None:
    """The language of the content, else of the markup around it."""
    spoken = child(about, "language")
    body = first(child(node, "contentset"), "html", "nitf", "body")
    return language(
        spoken.get("tag") if spoken is not None else None,
        nitf.stated(body) if body is not None else None,
        xml_lang(body),
        xml_lang(node),
    )


def media(node: Element, base: str | None) -> tuple[Medium, ...]:
    """Renditions that lie elsewhere and pictures in the story, by address."""
    content = child(node, "contentset")
    found: dict[str, Medium] = {}
    parts = chain(each(content, "remotecontent"), each(child(node, "groupset"), "itemref"))
    for part in islice(parts, LOOKED_AT):
        url = resolved(part.get("href"), base)
        kind = part.get("contenttype") or ""
        if url and url not in found and not kind.startswith(("text/", "application/")):
            found[url] = Medium(url, kind, line(child(part, "title")))
    for one in pictures(content, base):
        found.setdefault(one.url, one)
    return tuple(found.values())[:MOST_MEDIA]


def linked(meta: Element | None, rel: re.Pattern[str], own: str) -> tuple[str, ...]:
    """Ids of other items to which links of such a relation lead."""
    found = some(meta, "link")
    return tuple(
        name
        for n in found
        if rel.fullmatch(n.get("rel") or "")
        and (name := n.get("residref") or n.get("href"))
        and name != own
    )


def some(node: Element | None, *names: str) -> list[Element]:
    """The first children of these names."""
    return list(islice(children(node, *names), MOST_SAID))


def embargoed(meta: Element | None) -> str | None:
    """What the item says of its embargo: an element that is empty is one without an hour, none is none."""
    found = child(meta, "embargoed")
    return None if found is None else line(found)


def withdrawn(meta: Element | None) -> bool:
    """Whether the agency has cancelled or withheld the item; no status means usable."""
    return any(GONE.fullmatch(one) for one in codes(meta, "pubstatus"))


def codes(meta: Element | None, name: str) -> list[str]:
    """What elements of this name say in their attributes."""
    found = some(meta, name)
    return [said for n in found for key in ("qcode", "uri", "literal") if (said := n.get(key))]
