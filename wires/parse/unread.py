"""What of a feed was read before, told from its bytes: the entries that are the same need no second reading. Pure.

A feed of twenty entries brings one that is new. Its bytes are cut at its entries; those that stood in the document
before are left out, and what remains is a small document that is read as any other.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from wires import charset
from wires.parse.xml import CONTROLS, MOST_MARKS, NO_SIGNS
from wires.types import Parsed, ParsedItem

# The edition of the readers of feeds: with another, entries that have not changed are read once more.
READING = b"5 "
# What cuts a feed: what may hide marks, a declaration, and whatever a reader may take for an entry or for word of one
# that is gone.
MARK = re.compile(
    rb"<(?:(!\[CDATA\[|!--|\?)|(!)|(/?)((?:[^\s<>:/!?]++:)?(?i:item|entry|deleted-entry))[\s/>])"
)
ENDS = {b"![CDATA[": b"]]>", b"!--": b"-->", b"?": b"?>"}
ENTRIES = frozenset({b"item", b"entry"})
DOCTYPE = re.compile(rb"DOCTYPE[^\[<>]*+>")
ASCII_LIKE = frozenset({"utf-8", "cp1252"})
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

    def without(self, seen: Mapping[int, Row]) -> tuple[bytes, tuple[int, ...]]:
        """The document without what was seen, and the numbers of the entries that are left in it: one at the least,
        which shows where they stand."""
        pairs = list(zip(self.entries, self.numbers, strict=True))
        left = [pair for pair in pairs if pair[1] not in seen] or pairs[:1]
        return b"".join((self.head, *(one for one, _ in left), self.tail)), tuple(n for _, n in left)  # fmt: skip


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
    if len(body) > MOST_MARKS and body.count(b"<") > MOST_MARKS:
        return None
    found = entries_of(body)
    if not found or not is_plain(body, content_type):
        return None
    entries = tuple(body[a:z] for a, z in found)
    return Cut(body[: found[0][0]], entries, body[found[-1][1] :], tuple(map(number_of, entries)))


def entries_of(body: bytes) -> list[tuple[int, int]]:
    """Where each entry of sound XML begins and ends; nothing where one has a prefix, stands in another, or stands
    apart from the others, or where entries are declared to hold more than they say."""
    found: list[tuple[int, int]] = []
    at, began, name = 0, -1, b""
    while mark := MARK.search(body, at):
        at = mark.end()
        if hides := mark[1]:
            end = body.find(ENDS[hides], at)
            at = end + len(ENDS[hides])
            sound = end >= 0
        elif mark[2]:
            sound = not found and began < 0 and DOCTYPE.match(body, at) is not None
        elif began < 0:
            sound = not mark[3] and mark[4] in ENTRIES and mark[4] == (name or mark[4])
            sound = sound and (not found or not body[found[-1][1] : mark.start()].strip())
            began, name = mark.start(), mark[4]
        else:
            sound = bool(mark[3]) and mark[4] == name and body.endswith(b">", began, at)
            found.append((began, at))
            began = -1
        if not sound or len(found) > MOST:
            return []
    return [] if began >= 0 else found


def is_plain(body: bytes, content_type: str | None) -> bool:
    """Whether every part of a document is read in one way, whatever stands in the rest: as UTF-8."""
    name = charset.choose(body, content_type)
    return name == "utf-8" or (name in ASCII_LIKE and body.isascii())


def is_clean(body: bytes) -> bool:
    """Whether a reader leaves no sign of these bytes out, so that its marks are those that stand in them."""
    plain = len(body.translate(None, CONTROLS)) == len(body)
    return plain and not any(sign in body for sign in NO_SIGNS)


def number_of(entry: bytes) -> int:
    """A number for an entry's bytes."""
    return number(READING + entry)


def number(said: bytes) -> int:
    """Eight bytes of a hash as a number the database can keep; never 0."""
    return int.from_bytes(hashlib.sha256(said).digest()[:8], "big", signed=True) or 1


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
    fresh = iter(one for one in part.items if one.element not in seen.entries)
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
