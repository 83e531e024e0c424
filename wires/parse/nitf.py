"""NITF 2 and 3: alone, or inside a NewsML document that hands over its `nitf` element. Pure."""

import re
from datetime import datetime
from itertools import islice

from wires import dates, text
from wires.language import language_of
from wires.parse import marks
from wires.parse.errors import Unreadable
from wires.parse.prose import MOST_IN_A_LINE, language, line, pictures, prose, xml_lang
from wires.parse.tree import child, each, first, is_in, outermost
from wires.parse.xml import Element, base_of, root
from wires.types import Parsed, ParsedItem

GONE = re.compile(r"\s*(cancell?ed|withheld|killed|withdrawn)\s*", re.IGNORECASE)
TITLED = re.compile(r"\s*[,;] ?\.$")  # what is left where a title stood before the stop
MOST = 200
MOST_PERSONS = 8  # of a byline
MOST_NOTES = 20


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:
    """The stories of a document, which is one unless an agency strings several together."""
    top, faults = root(body, content_type)
    found = outermost(top, "nitf", most=MOST)
    if not found and first(top, "body.content") is None:
        raise Unreadable("This XML is no NITF: it has neither a nitf element nor a body.content.")
    items = [item(node, base_of(node, base_url)) for node in found or [top]]
    return Parsed("nitf", tuple(items), faults=faults)


def item(node: Element, base: str | None) -> ParsedItem:
    """One story."""
    docdata = first(node, "docdata")
    posted, posted_on = issued(node)
    updated, _ = dates.hour(attribute(first(docdata, "revision-history"), "norm"))
    name, said = title(node), body_text(node)
    status = attribute(docdata, "management-status") or ""
    # An hour of release is no embargo by itself; without a zone it is read as the other hours are.
    release = attribute(first(docdata, "date.release"), "norm")
    return ParsedItem(
        external_id=identity(node),
        url=None,
        canonical_url=None,
        title=name,
        text=said,
        author=byline(node),
        posted_at=posted or (updated if not posted_on else None),
        posted_on=posted_on,
        updated_at=updated,
        language=stated(node) or language_of(f"{name}\n{said}"),
        media=pictures(node, base),
        withdrawn=bool(GONE.fullmatch(status)),
        urgency=marks.urgency(attribute(first(docdata, "urgency"), "ed-urg")),
        embargo_until=marks.until(release)
        if marks.is_embargoed(status)
        else dates.hour(release)[0],
        embargo_said=marks.held(release or "") if marks.is_embargoed(status) else "",
        status=marks.standing(
            status,
            notes=[attribute(n, "info") or "" for n in islice(each(docdata, "ed-msg"), MOST_NOTES)],
        ),
        slug=attribute(first(docdata, "du-key"), "key") or "",
    )


def attribute(node: Element | None, name: str) -> str | None:
    """An attribute's words, None where there are none."""
    said = (node.get(name) or "").strip() if node is not None else ""
    return said or None


def identity(node: Element) -> str | None:
    """The document's id: doc-id, else the older universal number."""
    return attribute(first(node, "doc-id"), "id-string") or attribute(node, "uno")


def title(node: Element) -> str:
    """The main headline, else the head's title."""
    main = line(first(first(node, "hedline"), "hl1", "hl0")) or line(first(node, "hedline"))
    return main or line(child(child(node, "head"), "title"))


def byline(node: Element) -> str | None:
    """Persons where they are marked, else the line as printed without the writer's title."""
    body = child(node, "body")
    found = first(child(body, "body.head"), "byline")
    found = first(body, "byline") if found is None else found
    if found is None:
        return None
    persons = [said for one in islice(each(found, "person"), MOST_PERSONS) if (said := line(one))]
    if persons:
        return ", ".join(persons)
    said = TITLED.sub(
        "", " ".join(prose(found, frozenset({"byttl"}), most=MOST_IN_A_LINE).split())
    ).rstrip(" ,;")
    return said or line(found) or None


def body_text(node: Element) -> str:
    """The story's paragraphs, else its abstract, else a body without inner parts."""
    contents = outermost(node, "body.content", most=MOST)
    # A note to editors above the story has a content of its own.
    own = [one for one in contents if not is_in(one, "note")]
    said = "\n\n".join(t for one in own or contents if (t := prose(one)))
    if said:
        return said
    said = "\n\n".join(t for one in outermost(node, "abstract", most=MOST) if (t := prose(one)))
    body = child(node, "body")
    if said or body is None:
        return said
    return text.tidy(prose(body, frozenset({"body.head", "body.end"})))


def stated(node: Element) -> str | None:
    """The language that the document says it is in."""
    body = child(node, "body")
    return language(
        attribute(node, "baselang"), xml_lang(body), xml_lang(node), attribute(body, "lang")
    )


def issued(node: Element) -> tuple[datetime | None, str | None]:
    """When it was issued, or the nearest to it that the document states."""
    docdata, dateline = first(node, "docdata"), first(node, "dateline")
    for said in (
        attribute(first(docdata, "date.issue"), "norm"),
        attribute(first(node, "pubdata"), "date.publication"),
        attribute(first(dateline, "story.date"), "norm"),
        attribute(first(docdata, "date.release"), "norm"),
    ):
        at, on = dates.hour(said)
        if at or on:
            return at, on
    return None, None
