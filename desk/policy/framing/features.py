"""What a unit (headline, dek, sentence) looks like to the judge: its sense, its words, their order."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from desk.policy.framing.embed import READ, WIDTH, Array, read
from desk.policy.framing.grammar import grammar
from desk.policy.terms import spans
from desk.policy.text import cut
from desk.policy.types import Span

LISTS = (
    "people",
    "civil_place",
    "civilian_harm",
    "weapons",
    "military",
    "diplomacy",
    "attack",
    "prices",
    "civilian_death",
    "military_death",
    "attribution",
    "negation",
)
TURN = re.compile(
    r",\s+(?:as|after|while|when|with|which|who|but|and|killing|leaving|in|the|according)\b|;|:\s| — | – |\bafter\b|\bas\b|\bwhile\b|\bwhen\b"
)
# "After nine people died, …", "In the village, …": what stands before the main clause.
FRONTED = re.compile(
    r"^(?:(?:hours|days|minutes|weeks|months|shortly|even|just|only)\s+)?"
    r"(?:after|as|although|though|while|when|with|because|since|before|if|despite|amid|following|once|until|where|"
    r"in|on|at(?! least| most)|by|from|near|under|during|beneath|across|inside|outside|to|for|of|within|between|behind)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r",\s+(?!(?:and|or|but|who|which|where|when|as|because|after|including|killing|leaving|most|some|"
    r"many of|their|his|her|one of|among)\b)"
)
# How much each part weighs before the head: whole unit and main clause by layer, lists, grammar.
WHOLE, CLAUSE_PART, COUNTED, ORDERED = 1.0, 0.7, 0.3, 0.2
EMBEDDED = len(READ) * 2 * WIDTH
KEPT = 6000  # units; an editor changes one sentence at a time

_kept: "OrderedDict[str, Array]" = OrderedDict()


@lru_cache(maxsize=20_000)
def clause_of(text: str) -> Span:
    """Where the main clause stands: after what is fronted, up to the first turn, at least three words."""
    start = fronted(text)
    for found in TURN.finditer(text, start):
        if len(text[start : found.start()].split()) >= 3:
            return Span(start, start + len(text[start : found.start()].rstrip()))
    return Span(start, len(text))


def fronted(text: str) -> int:
    """Where what stands before the main clause ends; nought where nothing does."""
    if FRONTED.match(text) is None:
        return 0
    for found in OVER.finditer(text):
        if len(text[: found.start()].split()) >= 2 and len(text[found.end() :].split()) >= 4:
            return found.end()
    return 0


def main_clause(text: str) -> str:
    """The words of the main clause."""
    return cut(text, clause_of(text))


@lru_cache(maxsize=20_000)
def counts(text: str) -> tuple[float, ...]:
    """For each list: how often, how early (1 at the start, 0 at the end or absent), and in the main clause."""
    length = max(len(text), 1)
    head = main_clause(text)
    out: list[float] = []
    for name in LISTS:
        found = spans(name, text)
        out.append(min(len(found), 3) / 3)
        out.append(1 - found[0].start / length if found else 0.0)
        out.append(1.0 if spans(name, head) else 0.0)
    out.append(
        1.0
        if re.search(
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", head, re.IGNORECASE
        )
        else 0.0
    )
    out.append(min(len(text.split()), 40) / 40)
    return tuple(out)


@lru_cache(maxsize=KEPT)
def plain(text: str) -> Array:
    """The lists and the grammar alone, as the second judge reads them; shape (lists + grammar,)."""
    row: Array = np.array((*counts(text), *grammar(text, clause_of(text))), np.float32)
    row.flags.writeable = False  # it is kept
    return row


@lru_cache(maxsize=1)
def widths() -> tuple[int, int]:
    """How many numbers the first and the second judge read of a unit."""
    listed = len(plain("A word."))
    return EMBEDDED + listed, listed


def features(texts: Sequence[str]) -> Array:
    """Sense of the unit and of its main clause by layer, lists, grammar; shape (n, features)."""
    new = list(dict.fromkeys(text for text in texts if text not in _kept))
    rows = {text: _kept[text] for text in texts if text in _kept}
    for text, seen in zip(new, read(new), strict=True):
        clause = clause_of(text)
        parts = [seen.mean(n) * WHOLE for n in range(len(READ))]
        parts += [seen.mean(n, clause) * CLAUSE_PART for n in range(len(READ))]
        listed = plain(text)
        size = len(counts(text))
        parts += [listed[:size] * COUNTED, listed[size:] * ORDERED]
        rows[text] = _kept[text] = np.concatenate(parts).astype(np.float32)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return np.stack([rows[text] for text in texts])
