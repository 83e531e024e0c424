"""JSON Feed 1.0 and 1.1. Pure."""

from typing import Any

from wires import dates, links, text
from wires.language import language_of
from wires.parse.errors import Unreadable
from wires.parse.storable import loaded
from wires.parse.xml import resolved
from wires.types import Medium, Parsed, ParsedItem

MOST = 2000


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
    language = as_text(data.get("language")) or None
    found = [item(one, base, language) for one in items[:MOST] if isinstance(one, dict)]
    return Parsed("jsonfeed", tuple(found), text.single(as_text(data.get("title"))), home)


def as_text(value: Any) -> str:
    """A string or a number as text, else nothing."""
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )


def item(data: dict[str, Any], base: str | None, language: str | None) -> ParsedItem:
    """One entry, flat."""
    url = resolved(as_text(data.get("url")), base)
    posted, posted_on = dates.hour(as_text(data.get("date_published")))
    updated, _ = dates.hour(as_text(data.get("date_modified")))
    said = text.plain(as_text(data.get("content_html"))) or text.tidy(
        as_text(data.get("content_text")) or as_text(data.get("summary"))
    )
    name = text.single(as_text(data.get("title")))
    attachments = data.get("attachments")
    return ParsedItem(
        external_id=as_text(data.get("id")) or None,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=name,
        text=said,
        author=author(data),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=updated,
        language=as_text(data.get("language")) or language or language_of(f"{name}\n{said}"),
        media=tuple(
            Medium(where, as_text(one.get("mime_type")))
            for one in (attachments if isinstance(attachments, list) else [])
            if isinstance(one, dict) and (where := resolved(as_text(one.get("url")), base))
        ),
    )


def author(data: dict[str, Any]) -> str | None:
    """The first author's name."""
    given = data.get("authors") or [data.get("author")]
    for one in given if isinstance(given, list) else []:
        if isinstance(one, dict) and as_text(one.get("name")):
            return as_text(one.get("name"))
    return None
