"""What is known of a block of text, kept under the block's own words: the one place where policy remembers.

A draft is typed one paragraph at a time. Whatever a pure function says of a paragraph is kept with the
paragraph, so that a change computes the paragraph that changed and reads the others back. Answers are
values of the words and of what was asked, nothing else: to forget them changes the time, never a finding.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any

from desk.policy.patterns import lowered, runs
from desk.policy.types import Span, ZoneKind, ZoneText

MOST = 1_000_000  # characters that are kept: a hundred pieces of 1,200 words
EACH = 100  # characters that a block counts beside its own: what is said of it is kept, too
LONGEST = 20_000  # characters of a block that is kept
ANSWERS = 256  # things asked of one block before it is asked anew
BLANK = re.compile(r"\n\s*\n")
NOT_YET = object()
VOCABULARY = ("vocabulary",)
Look = Callable[..., Any]


class Asked:
    """A pure function and what else it is asked with: one object, looked up in every block by what it is."""

    __slots__ = ("look", "more")

    def __init__(self, look: Look, more: tuple[Any, ...]) -> None:
        self.look, self.more = look, more


@lru_cache(maxsize=20_000)
def asked(look: Look, *more: Any) -> Asked:
    """The one object for a question."""
    return Asked(look, more)


class Known:
    """A block's words, and what pure functions have said of them."""

    __slots__ = ("answers", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lowered(text)
        self.answers: dict[Asked, Any] = {}

    def ask(self, look: Look, *more: Any) -> Any:
        """What a pure function says of these words."""
        return self.answer(asked(look, *more))

    def answer(self, key: Asked) -> Any:
        """The same of a question that is known."""
        answer = self.answers.get(key, NOT_YET)
        return self.learn(key) if answer is NOT_YET else answer

    def learn(self, key: Asked) -> Any:
        """Ask, and keep the answer."""
        if len(self.answers) >= ANSWERS:
            self.answers.clear()
        answer = self.answers[key] = key.look(self.text, *key.more)
        return answer


class Memory:
    """Blocks by their words, the longest unused forgotten first; at most `most` characters of them."""

    def __init__(self, most: int = MOST, longest: int = LONGEST) -> None:
        self.most, self.longest, self.characters = most, longest, 0
        self.blocks: OrderedDict[str, Known] = OrderedDict()
        self.lock = Lock()

    def of(self, text: str) -> Known:
        """What is known of a block; a block beyond all measure is not kept."""
        if len(text) > self.longest:
            return Known(text)
        with self.lock:
            known = self.blocks.get(text)
            if known is not None:
                self.blocks.move_to_end(text)
                return known
            known = self.blocks[text] = Known(text)
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


class Laid:
    """A zone as blocks that are known, each where it begins, and what was asked of them all."""

    __slots__ = ("answers", "parts", "prose")

    def __init__(self, zone: ZoneText) -> None:
        spans = [(b.start, b.end, b.kind == "heading") for b in zone.blocks if b.end > b.start]
        if not zone.blocks:
            spans = [(*pair, False) for pair in split(zone.text)]
        known = [(start, MEMORY.of(zone.text[start:end]), head) for start, end, head in spans]
        self.parts = tuple((start, block) for start, block, _ in known)
        self.prose = tuple((start, block) for start, block, head in known if not head)
        self.answers: dict[tuple[Any, ...], Any] = {}


def split(text: str) -> list[tuple[int, int]]:
    """Stretches of a text between its blank lines."""
    found, start = [], 0
    for gap in BLANK.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    return [pair for pair in [*found, (start, len(text))] if pair[1] > pair[0]]


@lru_cache(maxsize=16)
def laid(zone: ZoneText) -> Laid:
    """A zone's blocks."""
    return Laid(zone)


@lru_cache(maxsize=16)
def laid_text(text: str) -> Laid:
    """The blocks of words without a zone."""
    return Laid(ZoneText(ZoneKind.NOTE, text))


def forget() -> None:
    """Forget every block and every zone, as a process that has just begun."""
    laid.cache_clear()
    laid_text.cache_clear()
    MEMORY.forget()


def each(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function says of each block, headings included."""
    whole, key = laid(zone), (None, look, *more)
    if key not in whole.answers:
        one = asked(look, *more)
        whole.answers[key] = tuple(known.answer(one) for _, known in whole.parts)
    return whole.answers[key]  # type: ignore[no-any-return]


def scan(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function finds in each block, headings included, moved to where the block stands."""
    return collected(laid(zone), False, look, *more)  # noqa: FBT003 - headings too


def prose(zone: ZoneText, look: Look, *more: Any) -> tuple[Any, ...]:
    """The same without headings."""
    return collected(laid(zone), True, look, *more)  # noqa: FBT003 - no headings


def collected(whole: Laid, prose_only: bool, look: Look, *more: Any) -> tuple[Any, ...]:  # noqa: FBT001
    """Findings of each block in order, kept with the zone."""
    here_too = (prose_only, look, *more)
    if here_too in whole.answers:
        return whole.answers[here_too]  # type: ignore[no-any-return]
    key, found = asked(look, *more), list[Any]()
    for start, known in whole.prose if prose_only else whole.parts:
        here = known.answers.get(key, NOT_YET)
        if here is NOT_YET:
            here = known.learn(key)
        if here:
            found += [moved(one, start) for one in here] if start else here
    answer = whole.answers[here_too] = tuple(found)
    return answer


def scan_text(text: str, look: Look, *more: Any) -> tuple[Any, ...]:
    """The same for words without a zone: its blocks are what stands between blank lines."""
    return collected(laid_text(text), False, look, *more)  # noqa: FBT003 - all of it


def stands(text: str, letters: str, *, whole: bool) -> bool:
    """Whether some letters stand in a text, in lower case: as a run of their own, or anywhere."""
    return letters in vocabulary(text) if whole else letters in lowered(text)


def vocabulary(text: str) -> frozenset[str]:
    """Runs of letters and figures of a text."""
    known = laid_text(text)
    if VOCABULARY not in known.answers:
        key = asked(runs)
        known.answers[VOCABULARY] = frozenset().union(*(b.answer(key) for _, b in known.parts))
    return known.answers[VOCABULARY]  # type: ignore[no-any-return]


def scan_for(text: str, letters: str, look: Look, *more: Any) -> tuple[Any, ...]:
    """What a pure function finds in the blocks in which some letters stand, in lower case."""
    found: list[Any] = []
    key = asked(look, *more)
    for start, block in laid_text(text).parts:
        if letters in block.low:
            here = block.answer(key)
            found += [moved(one, start) for one in here] if start else here
    return tuple(found)


def moved(one: Any, by: int) -> Any:
    """A thing with a place, as far on as its block; of a pair, the span in it."""
    if isinstance(one, tuple):
        return tuple(part.moved(by) if isinstance(part, Span) else part for part in one)
    return one.moved(by)
