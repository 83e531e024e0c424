"""A page for people as an item's words: title, text, hour. Bounded; behind one typed door."""

from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from wires import dates
from wires.charset import choose
from wires.text import DEEPEST, depth, plain, single

READ = 1_000_000  # bytes of a page that are looked through
LONGEST = 60_000  # characters of its text
# Not from any year in its words: “In 2019 the mill burned” would be of 1 January 2019.
STATED = {"original_date": True, "extensive_search": False}
HOURS = ("article:published_time", "og:published_time", "datePublished", "date", "dc.date")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: an hour or a bare day where it states one."""

    title: str
    text: str
    author: str = ""
    posted_at: datetime | None = None
    posted_on: str = ""
    language: str = ""


def read(body: bytes, url: str, content_type: str = "") -> Page:
    """The page's own title and article; where no article is found, its plain words."""
    import trafilatura  # noqa: PLC0415 - it takes a second to load

    markup = body[:READ].decode(choose(body[:READ], content_type or None), "replace")
    if depth(markup) > DEEPEST:
        return Page(title="", text=plain(markup)[:LONGEST])
    tree = LexborHTMLParser(markup)
    found = trafilatura.bare_extraction(
        markup,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=STATED,
    )
    kept = found if isinstance(found, dict) else (found.as_dict() if found is not None else {})
    text = str(kept.get("text") or "") or plain(markup)
    at, on = hour_of(tree)
    node = tree.css_first("html")
    return Page(
        title=single(
            str(kept.get("title") or "")
            or (title.text() if (title := tree.css_first("title")) else "")
        ),
        text="\n\n".join(text.split("\n"))[:LONGEST],
        author=str(kept.get("author") or "")[:200],
        posted_at=at,
        posted_on=on or ("" if at else str(kept.get("date") or "")[:10]),
        language=((node.attributes.get("lang") if node else "") or "").lower()[:12],
    )


def hour_of(tree: LexborHTMLParser) -> tuple[datetime | None, str]:
    """The hour that a page states of itself, as precise as it is stated."""
    for node in tree.css("meta[content]")[:200]:
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")  # fmt: skip
        if name in HOURS:
            at, on = dates.hour(node.attributes.get("content") or "")
            if at or on:
                return at, on or ""
    return None, ""
