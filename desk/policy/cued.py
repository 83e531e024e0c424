"""Patterns that are run only where letters stand without which they match nothing. Pure.

The letters are read off the pattern itself: of “\\b(?:killed|died) in (\\w+)” one of “killed in” and “died in”.
To look for plain letters costs a hundredth of running a pattern, and nearly every pattern is in no text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from desk.policy.letters import Letters
from desk.policy.patterns import in_small_letters, small

OWN_FLAGS = re.compile(r"\(\?[a-z]*-?[a-z]+[:)]")
IGNORES = re.compile(r"\(\?[a-z]*i")
MANY = 48  # wordings; a pattern of more has no letters of its own
SHORT = 2  # letters that one wording needs at least
SELDOM = re.compile("[A-Z0-9]")
RARER = 0.1  # how much rarer each further letter makes a wording


class Seen(NamedTuple):
    """What a part of a pattern matches, where that is a few plain wordings; and letters it needs one of."""

    exact: frozenset[str] | None
    needs: frozenset[str] | None


NOTHING = Seen(frozenset({""}), None)
ANYTHING = Seen(None, None)


class Cued:
    """A pattern in `re`, and letters without which it finds nothing: there it is not run."""

    __slots__ = ("folds", "letters", "pattern", "small")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        tree = parser.parse(pattern, flags)
        cased = not (self.pattern.flags & re.IGNORECASE or IGNORES.search(pattern))
        self.folds = bool(self.pattern.flags & re.IGNORECASE) and not OWN_FLAGS.search(pattern)
        self.small: re.Pattern[str] | None = None
        self.letters = Letters(*shortest(best([part(tree, cased=cased)]) or {""}), cased=cased)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between two places."""
        if not self.letters.stand_in(text):
            return None
        if end is None and not start:
            return self.search_all(text)
        return self.pattern.search(text, start, len(text) if end is None else end)

    def search_all(self, text: str) -> re.Match[str] | None:
        """The first match in a text of which the letters were looked for before."""
        return None if self.folds and self.is_nowhere(text) else self.pattern.search(text)

    def is_nowhere(self, text: str) -> bool:
        """Whether the text in small letters has no match of the pattern in small letters.

        To ask that takes a third of the time of a pattern that ignores case.
        """
        if self.small is None:
            flags = self.pattern.flags & ~(re.IGNORECASE | re.UNICODE)
            self.small = re.compile(in_small_letters(self.pattern.pattern), flags)
        low = small(text)
        return len(low) == len(text) and self.small.search(low) is None

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """A match that begins at a place and goes to another at most."""
        return self.pattern.match(text, start, end) if self.letters.stand_in(text) else None

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Every match between two places in order."""
        if self.letters.stand_in(text):
            return self.pattern.finditer(text, start, len(text) if end is None else end)
        return iter(())


@lru_cache(maxsize=1024)
def needed_by(pattern: str) -> tuple[str, ...]:
    """Letters of which a pattern that matches in any case needs one; an empty one where it needs none."""
    return shortest(best([part(parser.parse(pattern, re.IGNORECASE), cased=False)]) or {""})


def part(tree: Iterable[tuple[Any, Any]], *, cased: bool) -> Seen:
    """What parts one after another match."""
    run, found, whole = frozenset({""}), list[Seen](), True
    for op, given in tree:
        seen = one(op, given, cased=cased)
        joined = {a + b for a in run for b in seen.exact} if seen.exact else set()
        if seen.exact and len(joined) <= MANY:
            run = frozenset(joined)
            continue
        found += [Seen(run, None), seen]
        run, whole = frozenset({""}), False
    return Seen(run, None) if whole else Seen(None, best([*found, Seen(run, None)]))


def one(op: Any, given: Any, *, cased: bool) -> Seen:
    """What one part matches."""
    if op in {ops.LITERAL, ops.IN}:
        return letters_in([(op, given)] if op is ops.LITERAL else given, cased=cased)
    if op is ops.BRANCH:
        return either([part(each, cased=cased) for each in given[1]])
    if op in {ops.SUBPATTERN, ops.ATOMIC_GROUP}:
        return part(given[3] if op is ops.SUBPATTERN else given, cased=cased)
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
        least, most, inner = given
        return repeated(part(inner, cased=cased), least, most)
    return NOTHING if op in {ops.AT, ops.ASSERT, ops.ASSERT_NOT} else ANYTHING


def letters_in(given: Sequence[tuple[Any, Any]], *, cased: bool) -> Seen:
    """A class of a few letters, each named."""
    codes = list[int]()
    for op, of in given:
        if op not in {ops.LITERAL, ops.RANGE}:
            return ANYTHING
        codes += range(of[0], of[1] + 1) if op is ops.RANGE else [of]
    if len(codes) > 4:
        return ANYTHING
    named = [chr(code) for code in codes]
    if cased:
        return Seen(frozenset(named), None)
    plain = all(letter.isascii() or not letter.isalpha() for letter in named)
    return Seen(frozenset(letter.lower() for letter in named), None) if plain else ANYTHING


def either(parts: Sequence[Seen]) -> Seen:
    """What one of some parts matches."""
    if all(seen.exact for seen in parts):
        exact = frozenset[str]().union(*(seen.exact or () for seen in parts))
        return Seen(exact, None) if len(exact) <= MANY else Seen(None, best([Seen(exact, None)]))
    needs = [best([seen]) for seen in parts]
    if not all(needs):
        return ANYTHING
    return Seen(None, frozenset[str]().union(*(each or () for each in needs)))


def repeated(seen: Seen, least: int, most: int) -> Seen:
    """What a part matches that stands some times."""
    if least == 0:
        return Seen(seen.exact | {""}, None) if seen.exact and most == 1 else ANYTHING
    return seen if most == 1 else Seen(None, best([seen]))


def best(parts: Sequence[Seen]) -> frozenset[str] | None:
    """Of what the parts need the letters that stand in the fewest texts."""
    sets = [each for seen in parts for each in seen if each and all(len(w) >= SHORT for w in each)]
    return min(sets, key=often, default=None)


def often(wordings: Iterable[str]) -> float:
    """How likely some of these wordings stand in a text, as far as their lengths, capitals and figures tell."""
    return sum(RARER ** min(len(w) + len(SELDOM.findall(w)), 6) for w in shortest(wordings))


def shortest(wordings: Iterable[str]) -> tuple[str, ...]:
    """Wordings without those that have another one within."""
    kept: list[str] = []
    for wording in sorted(wordings, key=lambda w: (len(w), w)):
        if not any(had in wording for had in kept):
            kept.append(wording)
    return tuple(kept)
