"""Agreement with feedparser on every feed at hand: number of items, titles, links, ids, dates.

A place where we differ on purpose is named with its reason; the bar holds for all the others.
"""

import calendar
import io
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.places import documents
from wires import text
from wires.parse import Unreadable, parse
from wires.types import ParsedItem

FIELDS = ("title", "link", "id", "date")
BAR = 0.99
HTTP = ("http://", "https://")


def theirs(body: bytes) -> list[dict[str, object]]:
    """What feedparser reads, in our shapes."""
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = feedparser.parse(io.BytesIO(body)).entries
        return [
            {
                "title": text.single(entry.get("title") or ""),
                "link": entry.get("link") or None,
                "id": entry.get("id") or None,
                "date": hour(entry.get("published_parsed") or entry.get("updated_parsed")),
            }
            for entry in found
        ]


def hour(parts: object) -> datetime | None:
    """Their broken-down hour as ours."""
    return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None


def ours(item: ParsedItem) -> dict[str, object]:
    """Our item in the same shapes; a bare date is midnight, as feedparser writes it."""
    at = item.posted_at or item.updated_at
    bare = datetime.fromisoformat(f"{item.posted_on}T00:00:00+00:00") if item.posted_on else None
    return {
        "title": item.title,
        "link": item.url,
        "id": item.external_id,
        "date": at or bare,
    }


def tail(said: object) -> str:
    """What stands after the last slash."""
    return str(said).rpartition("/")[2]


# By field: what we have, what they have, the document, and the sentence that says why.
Why = tuple[Callable[[Any, Any, str], bool], str]
REASONS: dict[str, tuple[Why, ...]] = {
    "link": (
        (
            lambda _have, want, _said: bool(want) and not want.startswith(HTTP),
            "a link is an absolute web address: resolved by the document's own base, else none",
        ),
        (
            lambda have, want, said: have is None and f'base="{want}"' in said,
            "an empty address is no link, and the feed's own is not the item's",
        ),
        (
            lambda have, want, _said: bool(have) and tail(have) == tail(want),
            "the base that stands nearest to the link resolves it",
        ),
    ),
    "id": (
        (
            lambda have, want, _said: (
                bool(have and want)
                and (want.replace(";", "") == have.replace(";", "") or want.endswith(have))
            ),
            "an id is given back unchanged",
        ),
        (lambda _have, want, _said: want is None, "dc:identifier is the publisher's own id too"),
    ),
    "date": (
        (
            lambda _have, want, _said: want is not None and not 1970 <= want.year <= 2068,
            "the year 1 is nobody's hour, and two digits are of 1969 to 2068",
        ),
        (
            lambda have, _want, said: (
                have is None and bool(re.search(r"[+-](1[5-9]|[2-9]\d)00<", said))
            ),
            "an offset of more than fourteen hours is no zone",
        ),
    ),
    "title": (
        (
            lambda _have, want, said: want == "" and "<sx:" in said,
            "a title that stands after an extension's copy of the item is the item's",
        ),
    ),
}


def meant(field: str, have: object, want: object, said: str) -> str | None:
    """Why a difference is on purpose, None where it is not."""
    return next((words for holds, words in REASONS[field] if holds(have, want, said)), None)


def number_meant(body: bytes) -> str | None:
    """Why a difference in number is on purpose."""
    if b"<item />" in body:
        return "an empty item inside an item is none"
    return None


def weighed(path: Path) -> Iterator[tuple[str, str]]:
    """Each field of each item of a document, and how it came out: same, or why, or different."""
    body = path.read_bytes()
    want, said = theirs(body), body.decode("utf-8", "replace")
    try:
        have = [ours(item) for item in parse(body).items]
    except Unreadable:
        have = []
    if len(have) != len(want):
        yield "number", number_meant(body) or "different"
        return
    yield "number", "same"
    for mine, their in zip(have, want, strict=True):
        for field in FIELDS:
            same = mine[field] == their[field]
            why = None if same else meant(field, mine[field], their[field], said)
            yield field, "same" if same else why or "different"


FEEDS = documents("rss", "atom", "rdf")


@pytest.mark.parametrize("paths", [FEEDS] if FEEDS else [])
def test_agreement(paths) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    for path in paths:
        tally.update(weighed(path))
    for field in ("number", *FIELDS):
        rows = {how: n for (name, how), n in tally.items() if name == field}
        whole, same = sum(rows.values()), rows.get("same", 0)
        on_purpose = whole - same - rows.get("different", 0)
        sys.stdout.write(f"\n{field:7} same {same / whole:.4f} of {whole}, on purpose {on_purpose}, different {rows.get('different', 0)}")  # fmt: skip
        for how in sorted(set(rows) - {"same", "different"}):
            sys.stdout.write(f"\n          {rows[how]:3d} × {how}")
        assert same / (whole - on_purpose) >= BAR
