"""Which items are one event: by relays, by the same address, by near-equal words; never by title. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
SHINGLE = 3
CONTAINED = 0.32  # containment from which two texts are one report (research, ingestion 2.6)
LEAST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item already stored: its id, its key, its digest and its words."""

    pk: int
    key: str
    digest: str
    words: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Why two items are one event: `relay`, `same-address`, `same-words` or `near-words`, and how near."""

    pk: int
    why: str
    score: float = 1.0


def shingles(text: str) -> frozenset[str]:
    """Runs of three words."""
    words = WORD.findall(text.casefold())
    return frozenset(
        " ".join(words[n : n + SHINGLE]) for n in range(max(len(words) - SHINGLE + 1, 0))
    )


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text stands in the longer one."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def edges(
    key: str, digest: str, words: str, relay_of: Iterable[int], candidates: Sequence[Candidate]
) -> list[Edge]:
    """Every reason to join an arriving item to one of the candidates, strongest first."""
    relayed = set(relay_of)
    mine = shingles(words)
    found: list[Edge] = []
    for one in candidates:
        if one.pk in relayed:
            found.append(Edge(one.pk, "relay"))
        elif key and one.key == key:
            found.append(Edge(one.pk, "same-address"))
        elif len(WORD.findall(words)) >= LEAST_WORDS and one.digest == digest:
            found.append(Edge(one.pk, "same-words"))
        elif len(mine) >= LEAST_WORDS - SHINGLE + 1:
            score = containment(mine, shingles(one.words))
            if (
                score >= CONTAINED
                and min(len(mine), len(shingles(one.words))) >= LEAST_WORDS - SHINGLE + 1
            ):
                found.append(Edge(one.pk, "near-words", round(score, 3)))
    order = {"relay": 0, "same-address": 1, "same-words": 2, "near-words": 3}
    return sorted(found, key=lambda e: (order[e.why], -e.score))
