"""Blocks that are known, in a row: what is asked of all of them is asked of the changed ones. Pure.

A piece is typed one paragraph at a time, so a row of blocks is nearly always an earlier row with one block
another. What the earlier one gave before that block is taken over, what it gave behind it is moved.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from desk.policy.letters import needs_of
from desk.policy.patterns import lowered
from desk.policy.types import Span

ANSWERS = 256  # things asked of one block before it is asked anew
CHANGED = 8  # blocks that may differ for a row to be read as an earlier one that was changed
NOT_YET = object()
Look = Callable[..., Any]
# What a row gave, and how much of it each block did; of one that gave nothing nobody counts.
Found = tuple[tuple[Any, ...], tuple[int, ...]]
NOTHING: Found = ((), ())


class Asked:
    """A pure function, what else it is asked with, and letters without which it finds nothing.

    One object a question, looked up in every block by what it is.
    """

    __slots__ = ("letters", "look", "more", "needs")

    def __init__(self, letters: str, look: Look, more: tuple[Any, ...]) -> None:
        self.letters, self.look, self.more = letters, look, more
        self.needs = needs_of(look, *more)


@lru_cache(maxsize=20_000)
def asked(look: Look, *more: Any) -> Asked:
    """The one object for a question."""
    return Asked("", look, more)


@lru_cache(maxsize=20_000)
def asked_where(letters: str, look: Look, *more: Any) -> Asked:
    """The same for a question of the blocks that have some letters, in lower case."""
    return Asked(letters, look, more)


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


Blocks = tuple[tuple[int, Known], ...]


class Same(NamedTuple):
    """An earlier row, how many blocks at its head and tail are the same, and how far the tail has moved."""

    row: "Row"
    head: int
    tail: int
    by: int


class Row:
    """Blocks in order, each where it begins, and what was asked of them all."""

    __slots__ = ("before", "blocks", "found", "said")

    def __init__(self, blocks: Blocks, earlier: Iterable["Row"] = ()) -> None:
        self.blocks = blocks
        self.said: dict[Asked, tuple[Any, ...]] = {}
        self.found: dict[Asked, Found] = {}
        self.before: Same | None = next((s for row in earlier if (s := shared(row, blocks))), None)
        if self.before:
            self.before.row.before = None  # one step back, and no chain of all that was typed

    def each(self, key: Asked) -> tuple[Any, ...]:
        """What a pure function says of each block."""
        said = self.said.get(key)
        if said is None:
            said = self.said[key] = self.say(key)
        return said

    def say(self, key: Asked) -> tuple[Any, ...]:
        """The same, asked of the blocks that have changed."""
        same = self.before
        had = same.row.said.get(key) if same else None
        if same is None or had is None:
            return tuple([known.answer(key) for _, known in self.blocks])
        last = len(self.blocks) - same.tail
        new = [known.answer(key) for _, known in self.blocks[same.head : last]]
        return (*had[: same.head], *new, *had[len(had) - same.tail :])

    def all(self, key: Asked) -> tuple[Any, ...]:
        """What a pure function finds in the blocks in order, moved to where each block stands."""
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = self.find(key)
        return found[0]

    def find(self, key: Asked) -> Found:
        """The same, looked for in the blocks that have changed."""
        same = self.before
        had = same.row.found.get(key) if same else None
        if same is None or had is None:
            return gathered(self.blocks, key)
        new = gathered(self.blocks[same.head : len(self.blocks) - same.tail], key)
        return joined(had, new, same, len(self.blocks)) if had[0] or new[0] else NOTHING


def shared(row: Row, blocks: Blocks) -> Same | None:
    """What blocks share with an earlier row; nothing where more than a few of them are others."""
    had, most, head, tail = row.blocks, min(len(row.blocks), len(blocks)), 0, 0
    while head < most and had[head] == blocks[head]:
        head += 1
    by = blocks[-1][0] - had[-1][0] if most else 0
    while tail < most - head and had[-1 - tail][1] is blocks[-1 - tail][1] and blocks[-1 - tail][0] - had[-1 - tail][0] == by:  # fmt: skip
        tail += 1
    few = max(len(had), len(blocks)) - head - tail <= CHANGED
    return Same(row, head, tail, by) if few and head + tail else None


def gathered(blocks: Blocks, key: Asked) -> Found:
    """What each block gives, moved to where it stands, and how much."""
    found, counts, letters, needs = list[Any](), list[int](), key.letters, key.needs
    for start, known in blocks:
        if (letters and letters not in known.low) or (needs and not needs.stand_in(known.text)):
            counts.append(0)
            continue
        here = known.answers.get(key, NOT_YET)
        if here is NOT_YET:
            here = known.learn(key)
        counts.append(len(here))
        if here:
            found += [moved(one, start) for one in here] if start else here
    return (tuple(found), tuple(counts)) if found else NOTHING


def joined(had: Found, new: Found, same: Same, many: int) -> Found:
    """What an earlier row gave, with what its changed blocks give now, in a row of so many blocks."""
    (found, counts), (fresh, given) = had, new
    counts = counts or (0,) * len(same.row.blocks)
    given = given or (0,) * (many - same.head - same.tail)
    last = len(counts) - same.tail
    behind = found[len(found) - sum(counts[last:]) :]
    if same.by:
        behind = tuple([moved(one, same.by) for one in behind])
    return (
        (*found[: sum(counts[: same.head])], *fresh, *behind),
        (*counts[: same.head], *given, *counts[last:]),
    )


def moved(one: Any, by: int) -> Any:
    """A thing with a place, as far on as its block; of a pair, the span in it."""
    if isinstance(one, tuple):
        return tuple([part.moved(by) if isinstance(part, Span) else part for part in one])
    return one.moved(by)
