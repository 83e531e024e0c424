"""NewsML 1.0 to 1.2: news items with their components, flat. Pure."""

import re
from datetime import datetime
from operator import itemgetter

from lxml import etree

from wires import dates
from wires.language import language_of
from wires.parse import marks, nitf
from wires.parse.errors import Unreadable
from wires.parse.prose import (
    given,
    headless,
    language,
    line,
    once,
    pictures,
    prose,
    xml_lang,
)
from wires.parse.tree import child, each, every, first, is_in
from wires.parse.xml import Element, base_of, local, resolved, root
from wires.types import Medium, Parsed, ParsedItem

GONE = re.compile(r"\s*(cancell?ed|withheld|killed)\s*", re.IGNORECASE)
BESIDE = re.compile(
    r"(sub)?\s*(head(line)?|title)|style\s*sheet|keyword|advisory|copyright|thumbnail",
    re.IGNORECASE,
)
VERSION = re.compile(r"(?:.*[:/#])?\s*(?:replaces|supersedes|updates|(?:is)?previous ?version(?:of)?)\s*", re.IGNORECASE)  # fmt: skip
URN = re.compile(r"urn:newsml:[^:]+:\w+:([^:]+)")
PROVIDER = re.compile(r"urn:newsml:[^:]*(?::\w*)?")
LEAD = re.compile(r"lead|lede|intro(duction)?|teaser", re.IGNORECASE)
CAPTION = re.compile(r"caption", re.IGNORECASE)
ADVISORY, CONTENT, NEWS = "advisory", "contentitem", "newsitem"
# All that is asked for of a news item; whatever else stands in it is passed over by the library.
ASKED = tuple(
    "associatedwith author byline contentitem creator dateid firstcreated guid headline instruction language namelabel "
    "newscomponent newsitemid newsline nitf publicidentifier slugline status statuswillchange thisrevisioncreated title "
    "urgency".split()
)
MOST = 500
MOST_SAID = 50  # elements of one name of which the words are read
Parts = dict[
    str, list[tuple[int, Element]]
]  # elements by name, each with its place in the document


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """Every news item that has a component, in the document's order; topic sets are no news."""
    top, faults = root(body, content_type)
    found = parts_of(top)
    if not found and local(top) != "newsml":
        raise Unreadable("This XML is no NewsML: it has no news item.")
    items = [item(n, parts, base_of(n, base_url)) for n, parts in found[:MOST] if own(parts, "newscomponent")]  # fmt: skip
    return Parsed("newsml1", tuple(items), faults=faults)


def parts_of(top: Element) -> list[tuple[Element, Parts]]:
    """Every news item with the elements that belong to it, not to one nested in it, by name; read once."""
    found: list[tuple[Element, Parts]] = []
    inside: list[Parts] = []
    asked = etree.iterwalk(top, events=("start", "end"), tag=every((NEWS, *ASKED)))
    for place, (event, node) in enumerate(asked):
        name = local(node)
        if name == NEWS:
            if event == "end":
                inside.pop()
                continue
            parts: Parts = {one: [] for one in ASKED}
            found.append((node, parts))
            inside.append(parts)
        # What stands in a content item is read with it.
        elif inside and event == "start" and not (name == CONTENT and is_in(node, CONTENT)):
            inside[-1][name].append((place, node))
    return found


def own(parts: Parts, *names: str) -> list[Element]:
    """The elements of these names of a news item, in the document's order."""
    if len(names) == 1:
        return [n for _, n in parts[names[0]]]
    return [n for _, n in sorted((one for name in names for one in parts[name]), key=itemgetter(0))]  # fmt: skip


def item(top: Element, parts: Parts, base: str | None) -> ParsedItem:
    """One news item."""
    story = next(iter(own(parts, "nitf")), None)
    name = title(parts, story)
    said = headless(body_text(parts), name)
    posted, posted_on = stamp(parts, "firstcreated")
    updated, updated_on = stamp(parts, "thisrevisioncreated")
    if not (posted or posted_on):
        posted, posted_on = updated, updated_on
    if not (posted or posted_on):
        posted, posted_on = stamp(parts, "dateid")
    return ParsedItem(
        external_id=identity(parts),
        url=None,
        canonical_url=None,
        title=name,
        text=said,
        author=author(parts, story),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=stated(top, parts, story) or language_of(f"{name}\n{said}"),
        media=media(parts, base),
        withdrawn=any(GONE.fullmatch(n.get("FormalName") or "") for n in own(parts, "status")),
        urgency=marks.urgency(next((n.get("FormalName") for n in own(parts, "urgency")), None)),
        embargo_until=marks.until(held := embargo(parts)),
        embargo_said=marks.held(held),
        slug=told(parts, "slugline"),
        replaces=replaced(parts),
        status=marks.standing(
            *(n.get("FormalName") or "" for n in own(parts, "status", "instruction")[:MOST_SAID]),
            notes=advice(parts),
            slug=told(parts, "slugline"),
        ),
    )


def advice(parts: Parts) -> list[str]:
    """What lines for editors say."""
    lines = (n for n in own(parts, "newsline")[:MOST_SAID] if ADVISORY in formal(n, "newslinetype"))
    return [line(text) for n in lines for text in each(n, "newslinetext")][:MOST_SAID]


def replaced(parts: Parts) -> tuple[str, ...]:
    """Items of which this is the next version, by their public ids and by the provider's own."""
    others = own(parts, "associatedwith")[:MOST]
    urns = [n.get("NewsItem") or "" for n in others if VERSION.fullmatch(n.get("FormalName") or "")]
    found = [name for urn in urns for name in (urn, *URN.findall(urn)) if name]
    itself = identity(parts) if found else None
    return tuple(dict.fromkeys(one for one in found if one != itself))[:12]


def embargo(parts: Parts) -> str | None:
    """When an item under embargo becomes usable, as it stands there; none where it is not under one."""
    held = any((n.get("FormalName") or "").lower() == "embargoed" for n in own(parts, "status"))
    turns = (
        part for n in own(parts, "statuswillchange")[:MOST_SAID] for part in each(n, "dateandtime")
    )
    return line(next(turns, None)) if held else None


def told(parts: Parts, *names: str) -> str:
    """The first of these names with words, in the order of the names."""
    return next(
        (said for name in names for n in own(parts, name)[:MOST_SAID] if (said := line(n))), ""
    )


def identity(parts: Parts) -> str | None:
    """The provider's id of the item without its revision, else the public one.

    A nought is no id, nor is a public one that names the provider and no item: both stand in all.
    """
    names = (told(parts, name) for name in ("newsitemid", "publicidentifier", "guid"))
    return next((one for one in names if one.strip("0") and not PROVIDER.fullmatch(one)), None)


def stamp(parts: Parts, name: str) -> tuple[datetime | None, str | None]:
    """An hour that an element of this name states."""
    found = own(parts, name)
    return dates.hour(line(found[0])) if found else (None, None)


def title(parts: Parts, story: Element | None) -> str:
    """The headline, else the story's own, else the slug or label."""
    said = told(parts, "headline")
    if not said and story is not None:
        said = nitf.title(story)
    return said or told(parts, "title", "slugline", "namelabel")


def body_text(parts: Parts) -> str:
    """The fullest text among the components, with its lead before it where that stands apart; a caption where
    a picture is all there is."""
    lead, best, captions = "", "", []
    for part in own(parts, "contentitem")[:MOST]:
        role = role_of(part)
        said = "" if BESIDE.fullmatch(role) else content(part)
        if CAPTION.fullmatch(role):
            captions += [said] if said not in captions else []
        elif LEAD.fullmatch(role):
            lead = lead or said
        elif len(said) > len(best):
            best = said
    whole = f"{lead}\n\n{best}".strip() if lead not in best else best
    return whole or "\n\n".join(captions).strip()


def role_of(part: Element) -> str:
    """The role of the component that holds a content item."""
    component = part.getparent()
    found = child(component, "role")
    return (found.get("FormalName") or "").strip() if found is not None else ""


def formal(part: Element, *names: str) -> str:
    """Formal names of elements of these names, in lower case."""
    return " ".join(n.get("FormalName") or "" for n in each(part, *names)).lower()


def content(part: Element) -> str:
    """The words of a content item; encoded, distant and style ones have none."""
    data = first(part, "datacontent")
    if data is None or "css" in formal(part, "format", "mimetype"):
        return ""
    if any("base64" in (n.get("Notation") or "").lower() for n in each(part, "encoding")):
        return ""
    story = first(data, "nitf")
    if story is not None:
        return nitf.body_text(story)
    if not len(data):
        return given(data)
    inner = first(data, "body.content", "body")
    return prose(inner if inner is not None else data)


def author(parts: Parts, story: Element | None) -> str | None:
    """The byline, else the story's own, else the creating party's name."""
    said = told(parts, "byline") or ((nitf.byline(story) or "") if story is not None else "")
    parties = (p for n in own(parts, "creator", "author")[:MOST_SAID] for p in each(n, "party"))
    named = next((p.get("FormalName") for p in parties if (p.get("FormalName") or "").strip()), "")
    return said or " ".join((named or "").split()) or None


def stated(top: Element, parts: Parts, story: Element | None) -> str | None:
    """The language of the content, else of the markup around it."""
    spoken = own(parts, "language")
    lines = own(parts, "headline", "newscomponent")
    return language(
        *(n.get("FormalName") for n in spoken),
        nitf.stated(story) if story is not None else None,
        xml_lang(top),
        *(xml_lang(n) for n in lines),
    )


def media(parts: Parts, base: str | None) -> tuple[Medium, ...]:
    """Content items that lie elsewhere and pictures in the story, by address."""
    found: list[Medium] = []
    for part in own(parts, "contentitem")[:MOST]:
        url = resolved(part.get("Href"), base)
        kind = formal(part, "mimetype") or formal(part, "mediatype")
        if url and not kind.startswith("text"):
            found.append(Medium(url, kind, ""))
        found.extend(pictures(part, base))
    return once(found)
