"""The Associated Press's media API: one item or a feed of them, inside its envelope. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from wires import links, text
from wires.language import language_of
from wires.parse import marks
from wires.parse.errors import Unreadable
from wires.parse.ninjs import (
    GONE,
    MOST,
    Fields,
    author,
    documents,
    each,
    hour,
    lowered,
    media,
    notes,
    person,
    said,
    stated,
    story,
)
from wires.parse.prose import headless, language
from wires.parse.xml import resolved
from wires.types import Parsed, ParsedItem

KILLS = re.compile(r"kill|elimination|withhold|withheld", re.IGNORECASE)
WRAPS = ("data", "items", "item", "results")
DEEPEST = 6


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """The items of an answer, in its order."""
    found = [pair for one in documents(body) for pair in wrapped(one, {})]
    if not found:
        raise Unreadable("This JSON is no answer of the AP API: it holds no item.")
    return Parsed("ap_json", tuple(item(f, beside, base_url) for f, beside in found[:MOST]))


def wrapped(value: Any, beside: Fields, depth: int = 0) -> Iterator[tuple[Fields, Fields]]:
    """Items with the fields beside them in the envelope, where a fetched story is put."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:MOST]:
            yield from wrapped(one, beside, depth + 1)
        return
    fields = lowered(value)
    if "altids" in fields or "itemid" in fields or "versioncreated" in fields:
        yield fields, beside
        return
    for name in WRAPS:
        if isinstance(fields.get(name), dict | list):
            plural = isinstance(fields[name], list) and len(fields[name]) > 1
            yield from wrapped(fields[name], {} if plural else {**beside, **fields}, depth + 1)
            return


def item(fields: Fields, beside: Fields, base: str | None) -> ParsedItem:
    """One item."""
    url = page(fields)
    name, words = title(fields), text_of(fields, beside)
    words = headless(words, name)
    posted, posted_on = hour(fields, "firstcreated", "versioncreated")
    updated, _ = hour(fields, "versioncreated")
    return ParsedItem(
        external_id=identity(fields),
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=name,
        text=words,
        author=author(fields) or photographer(fields),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=language(said(fields.get("language"))) or language_of(f"{name}\n{words}"),
        media=media(fields, base),
        withdrawn=withdrawn(fields),
        urgency=marks.by_letter(said(fields.get("editorialpriority"))),
        embargo_until=marks.until(
            embargo := marks.embargo(
                stated(fields, "embargoed"), said(fields.get("pubstatus")), *types(fields)
            )
        )
        or (None if embargo else hour(fields, "releasedatetime")[0]),
        embargo_said=marks.held(embargo),
        status="killed"
        if withdrawn(fields)
        else marks.standing(*types(fields), notes=notes(fields)),
        slug=text.single(said(fields.get("slugline"))),
    )


def identity(fields: Fields) -> str | None:
    """The item's id; the address in `uri` carries a session and changes."""
    ids = lowered(fields.get("altids"))
    known = said(ids.get("itemid")) or said(fields.get("itemid"))
    return known or said(ids.get("friendlykey")) or said(fields.get("uri")) or None


def page(fields: Fields) -> str | None:
    """The public page, where the item names one."""
    for one in each(fields.get("links")):
        form = lowered(one)
        if said(form.get("rel")).lower() == "canonical":
            return resolved(said(form.get("href")), None)
    return None


def title(fields: Fields) -> str:
    """The headline, else the title or the slug line."""
    names = ("headline", "title", "slugline", "headline_extended")
    return next((line for name in names if (line := text.single(said(fields.get(name))))), "")


def text_of(fields: Fields, beside: Fields) -> str:
    """The story where it was fetched with the item, else caption or summary."""
    for holder in (fields, beside):
        for name in ("nitf", "story", "body", "main"):
            value = holder.get(name)
            form = lowered(value)
            inner = said(form.get("nitf")) or said(form.get("value"))
            words = story(form if not inner else {"body_nitf": inner}) if form else ""
            words = words or story({"body_nitf": said(value)})
            if words:
                return words
    return story(fields) or text.plain(said(fields.get("headline_extended")))


def photographer(fields: Fields) -> str | None:
    """Who took the picture."""
    return person(fields.get("photographer")) or None


def withdrawn(fields: Fields) -> bool:
    """Whether AP has killed, eliminated or withheld the item."""
    gone = GONE.fullmatch(said(fields.get("pubstatus")))
    return bool(gone) or any(KILLS.fullmatch(one) for one in types(fields))


def types(fields: Fields) -> list[str]:
    """What kind of copy it is: a kill, a correction, a lead."""
    return [said(one) for one in each(fields.get("editorialtypes"))]
