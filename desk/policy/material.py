"""Frozen values that a piece is made of and rests on: zones, blocks, sources, items, citations. Pure.

Offsets are code points in the zone's own text unless a name says otherwise.
"""

from bisect import bisect_right
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from desk.policy.values import record


class ZoneKind(StrEnum):
    """Where a finding stands."""

    HEADLINE = "headline"
    DEK = "dek"
    BODY = "body"
    SOURCES = "sources"
    MEDIA = "media"
    NOTE = "note"


class BlockKind(StrEnum):
    """What a run of body text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"


@record
class Span:
    """Half-open range of code points in one zone's text."""

    start: int
    end: int

    def moved(self, by: int) -> "Span":
        """The same range so many code points on."""
        return Span(self.start + by, self.end + by)


@record
class Block:
    """One paragraph or heading of the body: its range in the body zone's text and its id."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    id: str | None = None


STARTS = attrgetter("start")


@record
class ZoneText:
    """A zone's own text. `blocks` is empty for headline and dek, ordered for the body."""

    kind: ZoneKind
    text: str
    blocks: tuple[Block, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset; an empty one holds where it stands."""
        n = bisect_right(self.blocks, offset, key=STARTS) - 1
        block = self.blocks[n] if n >= 0 else None
        return block if block and offset < max(block.end, block.start + 1) else None

    def __hash__(self) -> int:
        """By the words alone, whose hash Python keeps; equality looks at the blocks too."""
        return hash((self.kind, self.text))


@record
class SourceFacts:
    """What the register says of a source. `classes` are names of saved expressions it meets.

    An unclassed source has `classed=False`: readable and citable, it satisfies no rule and
    counts as no second origin.
    """

    name: str
    key: str
    kind: str = ""
    control: str = ""
    country: str = ""
    side: str = ""
    owner: str | None = None
    classes: frozenset[str] = frozenset()
    classed: bool = False
    handles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@record
class CountFacts:
    """A count that a text of an item makes; `newer` is the last one of the same counter, place and harm,
    where that says otherwise."""

    harm: str
    said: str
    counter: str
    as_of: datetime
    low: int | None = None
    high: int | None = None
    newer: "CountFacts | None" = None


@record
class ItemFacts:
    """An item as policy sees it: its words, its clocks, its source, where its chain starts.

    `origin` is a key shared by all relays of one post. `posted_at`, `received_at` and
    `text_at` (hour of the text cited: posted for the first, edited for a later one) are UTC.
    `translator` is the person who put this text into the piece's language, `by_machine` the machine
    where no person did.
    """

    key: str
    text: str
    source: SourceFacts
    origin: str
    url: str | None = None
    posted_at: datetime | None = None
    received_at: datetime | None = None
    text_at: datetime | None = None
    title: str = ""
    language: str | None = None
    changed_since_cited: bool = False
    gone: bool = False
    withdrawn: bool = False
    embargo_until: datetime | None = None
    embargoed: bool | None = None
    own: bool = False
    translator: str = ""
    by_machine: str = ""
    counts: tuple[CountFacts, ...] = ()


@record
class CitationFacts:
    """A span of body copy that rests on an item."""

    number: int
    item: ItemFacts
    span: Span
    block_id: str | None = None
    display: str = "linked"


@record
class LinkFacts:
    """A link of the piece as written; `span` is where its words stand in the body, if they do."""

    href: str
    span: Span | None = None
    words: str = ""


@record
class RequestFacts:
    """Somebody whom the desk asked for comment; `outcome` is empty while they have not answered."""

    whom: str
    asked_at: datetime
    reply_by: datetime | None = None
    outcome: str = ""
    answered_at: datetime | None = None


@record
class Out:
    """What readers have of a piece: the body of its newest publication, and what it cites."""

    body: ZoneText
    citations: tuple[CitationFacts, ...] = ()
