"""Letters that patterns need, looked for all at once: one pass over a text tells which of them stand there. Pure.

Each sentence is asked by a hundred patterns, each for one of its own dozen of wordings. To look for them
one by one costs a fifth of a whole check; an automaton of all of them reads the sentence once.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from threading import Lock
from typing import TypeVar

import ahocorasick_rs

from desk.policy.patterns import small

LONGEST = 5000  # characters of a text that is kept
LATELY = 1024  # texts
Look = TypeVar("Look", bound=Callable[..., object])


class Reader:
    """An automaton of wordings, made when it is first asked."""

    def __init__(self, wordings: tuple[str, ...], reads: Callable[[str], str]) -> None:
        self.wordings, self.reads = wordings, reads

    @cached_property
    def automaton(self) -> "ahocorasick_rs.AhoCorasick":
        """One that finds every wording in one pass."""
        return ahocorasick_rs.AhoCorasick(self.wordings)

    def read(self, text: str) -> frozenset[int]:
        """The numbers of all wordings that stand in a text."""
        found = self.automaton.find_matches_as_indexes(self.reads(text), overlapping=True)
        return frozenset([number for number, _, _ in found])


class Register:
    """Every wording that is needed, each with its number, and which of them stand in a text."""

    def __init__(self, reads: Callable[[str], str]) -> None:
        self.reads, self.lock = reads, Lock()
        self.numbers: dict[str, int] = {}
        self.enter(())

    def enter(self, wordings: Iterable[str]) -> frozenset[int]:
        """The numbers of wordings; what was read before does not know of new ones and is read again."""
        with self.lock:
            found = frozenset([self.numbers.setdefault(one, len(self.numbers)) for one in wordings])
            reader = Reader(tuple(self.numbers), self.reads)
            self.standing = lru_cache(maxsize=LATELY)(reader.read)
        return found


CASED, ANY_CASE = Register(str), Register(small)


class Letters:
    """Some wordings of which a text may have one: as they are written, or in small letters for any case."""

    __slots__ = ("numbers", "register", "wordings")

    def __init__(self, *wordings: str, cased: bool = False) -> None:
        self.wordings = wordings
        self.register = CASED if cased else ANY_CASE
        self.numbers = frozenset[int]() if "" in wordings else self.register.enter(wordings)

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text: asked before a pattern that needs them."""
        if self.numbers and len(text) <= LONGEST:
            return not self.numbers.isdisjoint(self.register.standing(text))
        return any(map(self.register.reads(text).__contains__, self.wordings))


def either(*some: Letters) -> Letters:
    """Letters of which a text needs one of some of those."""
    cased = all(one.register is CASED for one in some)
    reads = str if cased else small
    return Letters(
        *dict.fromkeys(reads(word) for one in some for word in one.wordings), cased=cased
    )


def needing(*some: Letters) -> Callable[[Look], Look]:
    """Marks a pure function that finds nothing in a text without some letters: a block that has none is not asked."""

    def mark(look: Look) -> Look:
        look.needs = either(*some)  # type: ignore[attr-defined]
        return look

    return mark


def needs_of(*looks: object) -> Letters | None:
    """Letters without which functions find nothing, one asked by the other; nothing where none is marked."""
    return next((found for look in looks if (found := getattr(look, "needs", None))), None)
