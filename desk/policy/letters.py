"""Letters that patterns need, looked for all at once: one pass over a text tells which of them stand there. Pure.

Each sentence is asked by a hundred patterns, each for one of its own dozen of wordings. To look for them
one by one costs a fifth of a whole check; an automaton of all of them reads the sentence once.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from threading import Lock

import ahocorasick_rs

from desk.policy.patterns import small

FEW = 4  # wordings that are looked for one by one
LONGEST = 5000  # characters of a text that is kept
LATELY = 1024  # texts


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
        few = len(wordings) <= FEW or "" in wordings
        self.numbers = frozenset[int]() if few else self.register.enter(wordings)

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text: asked before a pattern that needs them."""
        if self.numbers and len(text) <= LONGEST:
            return not self.numbers.isdisjoint(self.register.standing(text))
        return any(map(self.register.reads(text).__contains__, self.wordings))
