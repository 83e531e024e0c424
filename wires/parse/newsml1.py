"""NewsML 1.0 to 1.2: news items with their components, flat. Pure."""

import re
from datetime import datetime

from wires import dates
from wires.language import language_of
from wires.parse import marks, nitf
from wires.parse.errors import Unreadable
from wires.parse.prose import (
    below,
    first,
    given,
    headless,
    language,
    line,
    once,
    pictures,
    prose,
    xml_lang,
)
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
ADVISORY = "advisory"
MOST = 500


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """Every news item that has a component, in the document's order; topic sets are no news."""
    top, faults = root(body, content_type)
    found = below(top, "newsitem")
    if not found and local(top) != "newsml":
        raise Unreadable("This XML is no NewsML: it has no news item.")
    items = [item(n, base_of(n, base_url)) for n in found[:MOST] if own(n, "newscomponent")]
    return Parsed("newsml1", tuple(items), faults=faults)


def own(node: Element, *names: str) -> list[Element]:
    """Elements of these names that belong to this news item, not to one nested in it."""
    return [
        n
        for n in below(node, *names)
        if next((up for up in n.iterancestors() if local(up) == "newsitem"), None) is node
    ]


def item(node: Element, base: str | None) -> ParsedItem:
    """One news item."""
    story = next(iter(own(node, "nitf")), None)
    name = title(node, story)
    said = headless(body_text(node), name)
    posted, posted_on = stamp(node, "firstcreated")
    updated, updated_on = stamp(node, "thisrevisioncreated")
    if not (posted or posted_on):
        posted, posted_on = updated, updated_on
    if not (posted or posted_on):
        posted, posted_on = stamp(node, "dateid")
    return ParsedItem(
        external_id=identity(node),
        url=None,
        canonical_url=None,
        title=name,
        text=said,
        author=author(node, story),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=stated(node, story) or language_of(f"{name}\n{said}"),
        media=media(node, base),
        withdrawn=any(GONE.fullmatch(n.get("FormalName") or "") for n in own(node, "status")),
        urgency=marks.urgency(next((n.get("FormalName") for n in own(node, "urgency")), None)),
        embargo_until=marks.until(held := embargo(node)),
        embargo_said=marks.held(held),
        slug=told(node, "slugline"),
        replaces=replaced(node),
        status=marks.standing(
            *(n.get("FormalName") or "" for n in own(node, "status", "instruction")),
            notes=advice(node),
        ),
    )


def advice(node: Element) -> list[str]:
    """What lines for editors say."""
    lines = [n for n in own(node, "newsline") if ADVISORY in formal(n, "newslinetype")]
    return [line(text) for n in lines for text in below(n, "newslinetext")]


def replaced(node: Element) -> tuple[str, ...]:
    """Items of which this is the next version, by their public ids and by the provider's own."""
    urns = [n.get("NewsItem") or "" for n in own(node, "associatedwith") if VERSION.fullmatch(n.get("FormalName") or "")]  # fmt: skip
    found = [name for urn in urns for name in (urn, *URN.findall(urn)) if name]
    return tuple(dict.fromkeys(one for one in found if one != identity(node)))[:12]


def embargo(node: Element) -> str | None:
    """When an item under embargo becomes usable, as it stands there; none where it is not under one."""
    held = any((n.get("FormalName") or "").lower() == "embargoed" for n in own(node, "status"))
    turns = [part for n in own(node, "statuswillchange") for part in below(n, "dateandtime")]
    return (line(turns[0]) if turns else "") if held else None


def told(node: Element, *names: str) -> str:
    """The first of these names with words, in the order of the names."""
    return next((said for name in names for n in own(node, name) if (said := line(n))), "")


def identity(node: Element) -> str | None:
    """The provider's id of the item without its revision, else the public one.

    A nought is no id, nor is a public one that names the provider and no item: both stand in all.
    """
    names = (told(node, name) for name in ("newsitemid", "publicidentifier", "guid"))
    return next((one for one in names if one.strip("0") and not PROVIDER.fullmatch(one)), None)


def stamp(node: Element, name: str) -> tuple[datetime | None, str | None]:
    """An hour that an element of this name states."""
    found = own(node, name)
    return dates.hour(line(found[0])) if found else (None, None)


def title(node: Element, story: Element | None) -> str:
    """The headline, else the story's own, else the slug or label."""
    said = told(node, "headline")
    if not said and story is not None:
        said = nitf.title(story)
    return said or told(node, "title", "slugline", "namelabel")


def body_text(node: Element) -> str:
    """The fullest text among the components, with its lead before it where that stands apart; a caption where
    a picture is all there is."""
    lead, best, captions = "", "", []
    for part in own(node, "contentitem")[:MOST]:
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
    found = [n for n in component if local(n) == "role"] if component is not None else []
    return (found[0].get("FormalName") or "").strip() if found else ""


def formal(part: Element, *names: str) -> str:
    """Formal names of elements of these names, in lower case."""
    return " ".join(n.get("FormalName") or "" for n in below(part, *names)).lower()


def content(part: Element) -> str:
    """The words of a content item; encoded, distant and style ones have none."""
    data = next(iter(below(part, "datacontent")), None)
    if data is None or "css" in formal(part, "format", "mimetype"):
        return ""
    if any("base64" in (n.get("Notation") or "").lower() for n in below(part, "encoding")):
        return ""
    story = first(data, "nitf")
    if story is not None:
        return nitf.body_text(story)
    if not len(data):
        return given(data)
    inner = first(data, "body.content", "body")
    return prose(inner if inner is not None else data)


def author(node: Element, story: Element | None) -> str | None:
    """The byline, else the story's own, else the creating party's name."""
    said = told(node, "byline") or ((nitf.byline(story) or "") if story is not None else "")
    parties = [p for n in own(node, "creator", "author") for p in below(n, "party")]
    named = next((p.get("FormalName") for p in parties if (p.get("FormalName") or "").strip()), "")
    return said or " ".join((named or "").split()) or None


def stated(node: Element, story: Element | None) -> str | None:
    """The language of the content, else of the markup around it."""
    spoken = own(node, "language")
    lines = own(node, "headline", "newscomponent")
    return language(
        *(n.get("FormalName") for n in spoken),
        nitf.stated(story) if story is not None else None,
        xml_lang(node),
        *(xml_lang(n) for n in lines),
    )


def media(node: Element, base: str | None) -> tuple[Medium, ...]:
    """Content items that lie elsewhere and pictures in the story, by address."""
    found: list[Medium] = []
    for part in own(node, "contentitem")[:MOST]:
        url = resolved(part.get("Href"), base)
        kind = formal(part, "mimetype") or formal(part, "mediatype")
        if url and not kind.startswith("text"):
            found.append(Medium(url, kind, ""))
        found.extend(pictures(part, base))
    return once(found)
