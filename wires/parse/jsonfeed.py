"""JSON Feed 1.0 and 1.1. Pure."""

from typing import Any

from wires import dates, links, text
from wires.parse.errors import Unreadable
from wires.parse.storable import loaded
from wires.parse.xml import resolved
from wires.spoken import spoken
from wires.types import Medium, Parsed, ParsedItem

MOST = 2000
MOST_MEDIA = 20


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Items of a JSON feed."""
    try:
        data = loaded(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("The document is no JSON that can be read.") from wrong
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise Unreadable("This JSON is no feed: it has no list of items.")
    home = resolved(as_text(data.get("home_page_url")), base_url)
    base = resolved(as_text(data.get("feed_url")), None) or home or base_url
    found = [item(one, base, data) for one in items[:MOST] if isinstance(one, dict)]
    return Parsed("jsonfeed", tuple(found), text.single(as_text(data.get("title"))), home)


def as_text(value: Any) -> str:
    """A string or a number as text, else nothing."""
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )


def item(data: dict[str, Any], base: str | None, feed: dict[str, Any]) -> ParsedItem:
    """One entry, flat; its authors and its language are the feed's where it names none."""
    url = resolved(as_text(data.get("url")), base)
    posted, posted_on = dates.hour(as_text(data.get("date_published")))
    updated, updated_on = dates.hour(as_text(data.get("date_modified")))
    said = text.plain(as_text(data.get("content_html"))) or text.tidy(
        as_text(data.get("content_text")) or as_text(data.get("summary"))
    )
    name = text.single(as_text(data.get("title")))
    own, whole = (as_text(one.get("language")).strip().lower() for one in (data, feed))
    return ParsedItem(
        external_id=as_text(data.get("id")) or None,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=name,
        text=said,
        author=author(data) or author(feed),
        posted_at=posted or (updated if not posted_on else None),
        posted_on=posted_on or (updated_on if not posted and not updated else None),
        updated_at=updated,
        language=own or spoken(whole, name, said),
        media=media(data, base),
    )


def media(data: dict[str, Any], base: str | None) -> tuple[Medium, ...]:
    """Attachments and the entry's pictures by address; nothing is loaded."""
    attached = data.get("attachments")
    told = [
        (as_text(one.get("url")), as_text(one.get("mime_type")))
        for one in (attached if isinstance(attached, list) else [])
        if isinstance(one, dict)
    ]
    told += [(as_text(data.get(name)), "image") for name in ("image", "banner_image")]
    found: dict[str, Medium] = {}
    for where, kind in told[:MOST_MEDIA]:
        if url := resolved(where, base):
            found.setdefault(url, Medium(url, kind))
    return tuple(found.values())


def author(data: dict[str, Any]) -> str | None:
    """The first author's name."""
    given = data.get("authors") or [data.get("author")]
    for one in given if isinstance(given, list) else []:
        name = text.single(as_text(one.get("name") if isinstance(one, dict) else one))
        if name:
            return name
    return None
