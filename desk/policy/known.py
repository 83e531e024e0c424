"""What is known of a block of text, kept under the block's own words: the one place where policy remembers.

A draft is typed one paragraph at a time. Whatever a pure function says of a paragraph is kept with the
paragraph, so that a change computes the paragraph that changed and reads the others back. Answers are
values of the words and of what was asked, nothing else: to forget them changes the time, never a finding.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import Any

from desk.policy.lately import lately
from desk.policy.patterns import lowered, runs
from desk.policy.row import Blocks, Known, Look, Row, asked, asked_where
from desk.policy.types import ZoneText

MOST = 1_000_000  # characters that are kept: a hundred pieces of 1,200 words
EACH = 100  # characters that a block counts beside its own: what is said of it is kept, too
LONGEST = 20_000  # characters of a block that is kept
BLANK = re.compile(r"\n\s*\n")
LATELY = 16  # zones


class Memory:
    """Blocks by their words, the longest unused forgotten first; at most `most` characters of them."""

    def __init__(self, most: int = MOST, longest: int = LONGEST) -> None:
        self.most, self.longest, self.characters = most, longest, 0
        self.blocks: OrderedDict[str, Known] = OrderedDict()
        self.lock = Lock()

    def of(self, *texts: str) -> list[Known]:
        """What is known of blocks; one beyond all measure is not kept."""
        with self.lock:
            return [self.find(text) for text in texts]

    def find(self, text: str) -> Known:
        """The same of one, while nobody else looks."""
        known = self.blocks.get(text)
        if known is not None:
            self.blocks.move_to_end(text)
            return known
        known = Known(text)
        if len(text) > self.longest:
            return known
        self.blocks[text] = known
        self.characters += len(text) + EACH
        while self.characters > self.most:
            self.characters -= len(self.blocks.popitem(last=False)[0]) + EACH
        return known

    def forget(self) -> None:
        """Forget every block."""
        with self.lock:
            self.blocks.clear()
            self.characters = 0


MEMORY = Memory()


Spans = Iterable[tuple[int, int]]


class Laid:
    """A zone as blocks that are known: all of them, and those that are no headings."""

    __slots__ = ("prose", "whole")

    def __init__(self, zone: ZoneText) -> None:
        blocks = [b for b in zone.blocks if b.end > b.start]
        pairs = [(b.start, b.end) for b in blocks]
        self.whole = row_of(zone.text, pairs) if zone.blocks else laid_text(zone.text)
        heads = {b.start for b in blocks if b.kind == "heading"}
        self.prose = self.whole
        if heads:
            self.prose = laid_out(tuple(b for b in self.whole.blocks if b[0] not in heads))


rows: deque[Row] = deque(maxlen=3 * LATELY)


def row_of(text: str, pairs: Spans) -> Row:
    """Stretches of a text as a row of blocks."""
    known = MEMORY.of(*(text[start:end] for start, end in pairs))
    return laid_out(tuple(zip((start for start, _ in pairs), known, strict=True)))


def laid_out(blocks: Blocks) -> Row:
    """A row of blocks that goes on from the latest it shares most of its blocks with."""
    earlier = list(rows)
    for row in reversed(earlier):
        if row.blocks == blocks:
            return row
    row = Row(blocks, reversed(earlier))
    rows.append(row)
    return row


def split(text: str) -> list[tuple[int, int]]:
    """Stretches of a text between its blank lines."""
    found, start = [], 0
    for gap in BLANK.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    return [pair for pair in [*found, (start, len(text))] if pair[1] > pair[0]]


@lately(LATELY)
def laid(zone: ZoneText) -> Laid:
    """A zone's blocks."""
    return Laid(zone)


@lru_cache(maxsize=LATELY)
def laid_text(text: str) -> Row:
    """The blocks of words without a zone."""
    return row_of(text, split(text))


def forget() -> None:
    """Forget every block and every zone, as a process that has just begun."""
    laid.forget()
    laid_text.cache_clear()
    vocabulary.cache_clear()
    rows.clear()
    MEMORY.forget()


def each(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function says of each block, headings included."""
    return laid(zone).whole.each(asked(look, *more))


def scan(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function finds in each block, headings included, moved to where the block stands."""
    return laid(zone).whole.all(asked(look, *more))


def prose(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """The same without headings."""
    return laid(zone).prose.all(asked(look, *more))


def scan_text(text: str, look: Look, *more: Any) -> tuple[Any, ...]:
    """The same for words without a zone: its blocks are what stands between blank lines."""
    return laid_text(text).all(asked(look, *more))


def scan_for(text: str, letters: str, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function finds in the blocks in which some letters stand, in lower case."""
    return laid_text(text).all(asked_where(letters, look, *more))


def stands(text: str, letters: str, *, whole: bool) -> bool:
    """Whether some letters may stand in a text, in lower case: as a run of their own, or anywhere.

    Of a text of one line it is enough to know that they stand there at all.
    """
    return letters in (vocabulary(text) if whole and "\n" in text else lowered(text))


@lru_cache(maxsize=LATELY)
def vocabulary(text: str) -> frozenset[str]:
    """Runs of letters and figures of a text."""
    return frozenset[str]().union(*laid_text(text).each(asked(runs)))
