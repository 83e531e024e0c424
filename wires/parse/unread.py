"""What of a feed was read before, told from its bytes: the entries that are the same need no second reading. Pure.

A feed of twenty entries brings one that is new. Its bytes are cut at its entries; those that stood in the document
before are left out, and what remains is a small document that is read as any other.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from wires import charset
from wires.parse.xml import MOST_MARKS
from wires.types import Parsed, ParsedItem

# The edition of the readers of feeds: with another, entries that have not changed are read once more.
READING = b"4 "
OPENS = re.compile(rb"<(item|entry)[\s>]")
OPENS_ONE = {name: re.compile(rb"<" + name + rb"[\s>]") for name in (b"item", b"entry")}
ASCII_LIKE = frozenset({"utf-8", "cp1252"})
# Ways in which bytes that look like marks are none; what opens in an entry must end in it.
HIDING = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<?", b"?>"))
# What bears on entries from outside them: a list of those that are gone, words and attributes that stand for others.
REACHING = (b"deleted-entry", b"<!ENTITY", b"<!ATTLIST")
# Whatever a reader may take for an entry, and how it is counted at a glance.
ALIKE = re.compile(rb"[<:](?:item|entry)[\s/>]", re.IGNORECASE)
AT_A_GLANCE = (b"<item", b":item", b"<entry", b":entry")
FORM = 1  # of what is kept of a document
MOST = 2000  # entries of a feed
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed's bytes: before its entries, each of them, behind them; and a number for each entry's."""

    head: bytes
    entries: tuple[bytes, ...]
    tail: bytes
    numbers: tuple[int, ...]

    def without(self, seen: Mapping[int, Row]) -> tuple[bytes, int]:
        """The document without what was seen, and how many entries are left in it."""
        left = [
            one
            for one, number in zip(self.entries, self.numbers, strict=True)
            if number not in seen
        ]
        return b"".join((self.head, *left, self.tail)), len(left)


@dataclass(frozen=True, slots=True)
class Seen:
    """Entries of the document read last, by the numbers of their bytes: what each was known as, and its names.

    `light` numbers what else bore on how they were read: the base of their addresses, the language, name spaces.
    """

    light: int = 0
    entries: Mapping[int, Row] = field(default_factory=dict)


def cut(body: bytes, content_type: str | None) -> Cut | None:
    """A feed cut at its entries; None where its bytes alone do not tell them apart: entries in other encodings,
    with prefixes, inside one another, with anything but space between them."""
    first = OPENS.search(body)
    if first is None or any(sign in body for sign in REACHING) or body.count(b"<") > MOST_MARKS:
        return None
    if not is_plain(body, content_type):
        return None
    name, close = first[1], b"</" + first[1] + b">"
    end = body.rfind(close) + len(close)
    starts = [m.start() for m in OPENS_ONE[name].finditer(body)]
    if len(starts) > MOST or end < starts[-1] or not stand_alone(body, starts, end):
        return None
    entries = tuple(body[a:z] for a, z in pairwise((*starts, end)))
    if not all(is_whole(one, close) for one in entries):
        return None
    return Cut(body[: starts[0]], entries, body[end:], tuple(map(number_of, entries)))


def stand_alone(body: bytes, starts: Sequence[int], end: int) -> bool:
    """Whether nothing outside entries hides marks or may be taken for one more, and no declaration stands behind
    the first: a reader drops the first that it meets."""
    around = (body[: starts[0]], body[end:])
    return (
        body.find(b"<?xml", starts[0]) < 0
        and all(map(hides_nothing, around))
        and alike(body) == len(starts)
    )


def alike(body: bytes) -> int:
    """How many marks of a document a reader may take for an entry's, or more."""
    low = body.lower()
    most = sum(map(low.count, AT_A_GLANCE))
    return most if most < 2 or most == len(OPENS.findall(body)) else len(ALIKE.findall(body))


def is_plain(body: bytes, content_type: str | None) -> bool:
    """Whether every part of a document is read in one way, whatever stands in the rest: as UTF-8."""
    name = charset.choose(body, content_type)
    return name == "utf-8" or (name in ASCII_LIKE and body.isascii())


def is_whole(entry: bytes, close: bytes) -> bool:
    """Whether bytes that open an entry are that entry, and space."""
    return entry.count(close) == 1 and entry.rstrip().endswith(close) and hides_nothing(entry)


def hides_nothing(part: bytes) -> bool:
    """Whether all that a part opens of what may hide marks ends in it, and nothing else ends there."""
    return all(
        part.count(start) == part.count(end)
        and part.find(start) <= part.find(end)
        and part.rfind(start) <= part.rfind(end)
        for start, end in HIDING
    )


def number_of(entry: bytes) -> int:
    """A number for an entry's bytes."""
    return number(READING + entry.rstrip())


def number(said: bytes) -> int:
    """Eight bytes of a hash as a number the database can keep; never 0."""
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True) or 1


def again(number: int, row: Row) -> ParsedItem:
    """An entry that was read before, as far as its names and the hour of its last edit."""
    print_, own, url, canonical, updated = row
    return ParsedItem(
        external_id=own,
        url=url,
        canonical_url=url if canonical == 0 else canonical,
        title="",
        text="",
        updated_at=None if updated is None else EPOCH + timedelta(seconds=updated),
        element=number,
        known_as=print_,
    )


def merged(pieces: Cut, seen: Seen, part: Parsed) -> tuple[ParsedItem, ...]:
    """All entries in the document's order: those just read, and those that were read before."""
    fresh = iter(part.items)
    return tuple(
        again(number, seen.entries[number]) if number in seen.entries else next(fresh)
        for number in pieces.numbers
    )


def seen_in(kept: object) -> Seen:
    """What `to_keep` wrote; nothing seen where it is not of its form."""
    if not isinstance(kept, dict) or kept.get("form") != FORM:
        return Seen()
    return Seen(kept["light"], {number: row for number, *row in kept["entries"]})


def to_keep(parsed: Parsed, prints: Iterable[int]) -> dict[str, Any]:
    """What to keep of a document for the reading of the next: of entries that have a name, and bytes of their own.

    Empty where entries of it cannot be left out.
    """
    if not parsed.light:
        return {}
    met = zip(parsed.items, prints, strict=True)
    rows = [[one.element, print_, *names(one)] for one, print_ in met if one.external_id or one.url]
    return {"form": FORM, "light": parsed.light, "entries": rows}


def names(item: ParsedItem) -> tuple[str | None, str | None, str | int | None, float | None]:
    """An entry's own id, its address, its canonical one (0 where that is the same), and the hour of its edit."""
    same = item.canonical_url == item.url
    at = item.updated_at
    return (
        item.external_id,
        item.url,
        0 if same else item.canonical_url,
        (at - EPOCH).total_seconds() if at else None,
    )
