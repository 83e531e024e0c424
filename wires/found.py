"""Where a query's words stand in a text: for marking them, and for saying why an item is here. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wires.query import Leaf
from wires.spelled import Form, fold

WORD = re.compile(r"\w+")
READ = 20_000  # characters of a text that are looked through


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: found, or not."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was found: code points, and the words there."""

    start: int
    end: int
    words: str


def spots(text: str, leaves: Iterable[Leaf]) -> list[Spot]:
    """Every place where one of the leaves' forms stands, in order, without overlaps."""
    cut = text[:READ]
    words = [(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(cut)]
    folded = [word for *_, word in words]
    places: set[tuple[int, int]] = set()
    for form in {form for leaf in leaves for form in leaf.forms}:
        wanted = WORD.findall(fold(form.words))
        for n in range(len(words) - len(wanted) + 1) if wanted else ():
            if stands(wanted, folded[n : n + len(wanted)], form):
                places.add((words[n][0], words[n + len(wanted) - 1][1]))
    out: list[Spot] = []
    for start, end in sorted(places, key=lambda one: (one[0], -one[1])):
        if not out or start >= out[-1].end:
            out.append(Spot(start, end, cut[start:end]))
    return out


def stands(wanted: Sequence[str], words: Sequence[str], form: Form) -> bool:
    """Whether these words are that form."""
    if form.rest:
        return all(word.startswith(one) for one, word in zip(wanted, words, strict=True))
    return list(words) == list(wanted)


def marked(text: str, leaves: Iterable[Leaf], *, around: int = 0) -> list[Run]:
    """The text in runs; with `around`, about that many characters round the first place."""
    found = spots(text, leaves)
    start, end = window(text, found, around) if around else (0, len(text))
    runs: list[Run] = [Run("… ")] if start else []
    at = start
    for one in found:
        if one.start >= at and one.end <= end:
            runs += [Run(text[at : one.start]), Run(text[one.start : one.end], found=True)]
            at = one.end
    runs.append(Run(text[at:end] + (" …" if end < len(text) else "")))
    return [run for run in runs if run.text]


def window(text: str, found: Sequence[Spot], around: int) -> tuple[int, int]:
    """A stretch of the text with the first place in it, cut between words."""
    first = found[0].start if found else 0
    start = max(first - around // 3, 0) if first > around - 40 else 0
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    end = min(start + around, len(text))
    while end < len(text) and end > start + around // 2 and not text[end].isspace():
        end -= 1
    return start, end
