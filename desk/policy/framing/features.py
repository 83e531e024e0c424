"""What a unit (headline, dek, sentence) looks like to the judge: words of lists, and where they stand."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from desk.policy.framing.embed import Array, embed
from desk.policy.terms import spans

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
CLAUSE = re.compile(
    r",\s+(?:as|after|while|when|with|which|who|but|and|killing|leaving|in|the|according)\b|;|:\s| — | – |\bafter\b|\bas\b|\bwhile\b|\bwhen\b"
)


@lru_cache(maxsize=20_000)
def main_clause(text: str) -> str:
    """The words up to the first turn of the sentence, at least three of them."""
    for found in CLAUSE.finditer(text):
        head = text[: found.start()]
        if len(head.split()) >= 3:
            return head.strip()
    return text


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


def features(texts: Sequence[str]) -> Array:
    """Embedding of the unit, of its main clause, and the lists; shape (n, 384 + 384 + lists)."""
    whole = embed(texts)
    head = embed([main_clause(t) for t in texts])
    lists = np.array([counts(t) for t in texts], np.float32).reshape(len(texts), -1)
    out: Array = np.concatenate([whole, head, lists], axis=1)
    return out
