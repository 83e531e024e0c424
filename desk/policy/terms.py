"""Term lists: versioned files, one term a line, matched by one automaton a list. Pure.

A line is a phrase, a phrase with `*` for any rest of a word, or `re:` and an RE2 pattern; `@name`
takes in another list; `#` opens a comment. Letters match in any case, whole words only.
"""

import re
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from desk.policy import known
from desk.policy.alike import SIGNS, read
from desk.policy.cued import needed_by
from desk.policy.patterns import any_of, bounded, where_it_stands
from desk.policy.types import Span
from desk.policy.values import record

FOLDER = Path(__file__).with_name("terms")
SENTENCE = 400  # characters of a text that is read for all lists at once
FOLD = str.maketrans({**SIGNS, "–": "-", "—": "-"})


class NoSuchList(LookupError):
    """A rule names a list that is not there."""


@record
class TermList:
    """Phrases for the automaton, which of them may go on to the end of a word, and patterns."""

    phrases: tuple[str, ...]
    prefix: tuple[bool, ...]
    patterns: tuple[str, ...]


def names() -> tuple[str, ...]:
    """Every list there is."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


@lru_cache(maxsize=256)
def load(name: str) -> TermList:
    """A list by its name, without the `@`."""
    path = FOLDER / f"{name}.txt"
    if not re.fullmatch(r"[a-z_]+", name) or not path.exists():
        raise NoSuchList(f"There is no term list called @{name}.")
    phrases: dict[str, bool] = {}
    patterns: list[str] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.split("#", 1)[0].strip() if not raw.startswith("re:") else raw.strip()
        if not line:
            continue
        if line.startswith("@"):
            other = load(line[1:])
            phrases |= dict(zip(other.phrases, other.prefix, strict=True))
            patterns += other.patterns
        elif line.startswith("re:"):
            patterns.append(line[3:].strip())
        else:
            phrases[folded(read(line.rstrip("*")).plain)] = line.endswith("*")
    return TermList(tuple(phrases), tuple(phrases.values()), tuple(patterns))


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Lower case with plain apostrophes and hyphens, of the same length as the text."""
    low = text.translate(FOLD).lower()
    return (
        low if len(low) == len(text) else "".join(c.lower()[:1] or c for c in text.translate(FOLD))
    )


@lru_cache(maxsize=256)
def automaton(name: str) -> "ahocorasick_rs.AhoCorasick":
    """The list's automaton; overlapping matches, so that a longer term never hides a shorter."""
    return ahocorasick_rs.AhoCorasick(load(name).phrases)


def spans(name: str, text: str) -> tuple[Span, ...]:
    """Where terms of a list stand in a text: in order, the longest of those that overlap."""
    return known.scan_text(text, spans_within, name) if "\n" in text else spans_within(text, name)


def spans_within(text: str, name: str) -> tuple[Span, ...]:
    """The same of one block; a sentence is asked for many lists, and is read once for all of them."""
    if not load(name).patterns and len(text) <= SENTENCE and name not in of_sentence(text):
        return ()
    return spans_of_list(text, name)


@lru_cache(maxsize=8192)
def spans_of_list(text: str, name: str) -> tuple[Span, ...]:
    """The same, where there may be some."""
    said = read(text)
    return said.back(spans_read(said.plain, name))


@lru_cache(maxsize=2048)
def of_sentence(text: str) -> frozenset[str]:
    """The lists of which a phrase stands in a sentence."""
    return frozenset(of_all_lists(folded(read(text).plain)))


def spans_read(text: str, name: str) -> tuple[Span, ...]:
    """The same of words as they are read."""
    terms = load(name)
    low = folded(text)
    if not terms.phrases:
        found: list[tuple[int, int]] = []
    elif len(text) <= SENTENCE:
        found = list(of_all_lists(low).get(name, ()))
    else:
        hits = automaton(name).find_matches_as_indexes(low, overlapping=True)
        found = [hit for n, *at in hits if (hit := term_at(low, *at, rest=terms.prefix[n]))]
    for pattern in (one for one in terms.patterns if any_of(text, needed_by(one))):
        found += [(span.start, span.end) for span in where_it_stands(pattern, text)]
    return tuple(Span(*pair) for pair in longest(found)) if found else ()


def term_at(low: str, start: int, end: int, *, rest: bool) -> tuple[int, int] | None:
    """Where a term stands whose letters do, if they are whole words; with the rest of its word where it has any."""
    whole = word_end(low, end) if rest else end
    return (start, whole) if bounded(low, start, whole) else None


@lru_cache(maxsize=1)
def all_lists() -> "tuple[ahocorasick_rs.AhoCorasick, list[list[tuple[str, bool]]]]":
    """Every phrase of every list in one automaton, each with its lists and whether it goes on there."""
    owners: dict[str, list[tuple[str, bool]]] = {}
    for name in names():
        terms = load(name)
        for phrase, rest in zip(terms.phrases, terms.prefix, strict=True):
            owners.setdefault(phrase, []).append((name, rest))
    return ahocorasick_rs.AhoCorasick(owners), list(owners.values())


@lru_cache(maxsize=2048)
def of_all_lists(low: str) -> dict[str, list[tuple[int, int]]]:
    """Where terms of each list stand in a sentence, folded."""
    every, owners = all_lists()
    found: dict[str, list[tuple[int, int]]] = {}
    for n, start, end in every.find_matches_as_indexes(low, overlapping=True):
        for name, rest in owners[n]:
            if hit := term_at(low, start, end, rest=rest):
                found.setdefault(name, []).append(hit)
    return found


def word_end(text: str, at: int) -> int:
    """The end of the word that goes on at an offset."""
    while at < len(text) and (text[at].isalnum() or text[at] in "'-_"):
        at += 1
    return at


def longest(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of matches that overlap, the one that starts first, then the longest."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def present(name: str, text: str) -> bool:
    """Whether any term of a list stands in a text."""
    return bool(spans(name, text))
