"""Which items are one event: by relays, by the same address, by the same or nearly the same words.

Never by title: titles only suggest. Pure: plain values in, plain values out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from wires.shingles import Shape

CONTAINED = 0.32  # containment from which two texts are one report (research, ingestion 2.6)
AGREED = 0.7  # share of names and numbers that they must have in common
# A source has its own forms of words: two of its items are one report only where more is alike.
OWN_CONTAINED, OWN_AGREED, OWN_COMMON = 0.6, 0.85, 4
LONG, LONG_CONTAINED = 90, 0.8  # words beyond which no form of words goes on
BARE_CONTAINED = 0.6  # where no name or number can tell two events apart
SAME_REPORT = 0.6  # containment from which the later one rests on the earlier
SHORT_REACH = timedelta(hours=48)
REPEAT_REACH = timedelta(minutes=30)  # a source that says the same again means it anew
NEAR_REACH = timedelta(days=14)
# The strongest reason first; a quote and a reply say something of their own.
STRENGTH = {"relay": 0, "repost": 1, "quote": 2, "same-url": 3, "exact": 4, "near": 5}
JOINING = frozenset(STRENGTH)


@dataclass(frozen=True, slots=True)
class Told:
    """An item for comparing: its id, its source, its hour and its text."""

    pk: int
    source: int
    at: datetime
    shape: Shape


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: `exact`, `near` or nothing (empty), how much, and what was seen."""

    kind: str = ""
    score: float = 0.0
    evidence: dict[str, Any] = field(default_factory=dict)


def containment(one: Shape, other: Shape) -> float:
    """How much of the shorter text stands in the longer one, by runs of three words."""
    least = min(len(one.threes), len(other.threes))
    if not least:
        return 0.0
    return len(np.intersect1d(one.threes, other.threes, assume_unique=True)) / least


def agreement(one: Shape, other: Shape) -> float:
    """How far names and numbers agree: what only one of the two has is no contradiction."""
    common = len(one.slots & other.slots)
    apart = min(len(one.slots), len(other.slots)) - common
    return common / (common + apart) if common + apart else 1.0


def is_edited(one: Shape, other: Shape) -> bool:
    """Whether one text is the other with some words changed: most of the longer stands in the shorter, and names and
    numbers agree. Of a few words nothing is said."""
    if one.is_short or other.is_short:
        return False
    common = len(np.intersect1d(one.threes, other.threes, assume_unique=True))
    most = max(len(one.threes), len(other.threes))
    return common >= OWN_CONTAINED * most and agreement(one, other) >= OWN_AGREED


def alike(one: Told, other: Told) -> Likeness:
    """Whether two items tell the same in the same words."""
    gap = abs(one.at - other.at)
    if one.shape.said and one.shape.said == other.shape.said:
        return same_words(one, other, gap)
    if one.shape.is_short or other.shape.is_short or gap > NEAR_REACH:
        return Likeness()
    held = containment(one.shape, other.shape)
    if held < CONTAINED:
        return Likeness()
    agreed, common = agreement(one.shape, other.shape), len(one.shape.slots & other.shape.slots)
    length = min(len(one.shape.words), len(other.shape.words))
    if not enough(held, agreed, common, length, own=one.source == other.source):
        return Likeness()
    seen = {"contained": round(held, 3), "agreed": round(agreed, 3)}
    return Likeness("near", round(held, 3), seen)


def enough(held: float, agreed: float, common: int, length: int, *, own: bool) -> bool:
    """Whether so much in common is one report; of one source only where hardly anything differs."""
    if own and length >= LONG and held >= LONG_CONTAINED:
        return agreed >= AGREED
    if own:
        return held >= OWN_CONTAINED and agreed >= OWN_AGREED and common >= OWN_COMMON
    return agreed >= AGREED and held >= (CONTAINED if common else BARE_CONTAINED)


def same_words(one: Told, other: Told, gap: timedelta) -> Likeness:
    """Equal words: short ones mean the same only for a while, and not from one who repeats them."""
    if one.shape.is_short:
        reach = REPEAT_REACH if one.source == other.source else SHORT_REACH
        if gap > reach:
            return Likeness()
    return Likeness("exact", 1.0, {"words": len(one.shape.words)})


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason to hold two nodes together; a node is an item's or a cluster's name."""

    one: str
    other: str
    kind: str
    score: float = 1.0


def unite(
    nodes: Iterable[str], ties: Sequence[Tie], apart: Iterable[tuple[str, str]]
) -> Mapping[str, list[str]]:
    """Groups of nodes by the union of ties, strongest first; what an editor parted stays parted."""
    parent = {node: node for node in nodes}
    members = {node: {node} for node in parent}
    foes: dict[str, set[str]] = {}
    for a, b in apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)

    def top(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for tie in sorted(ties, key=lambda t: (STRENGTH.get(t.kind, 9), -t.score)):
        a, b = top(tie.one), top(tie.other)
        if a == b or tie.kind not in JOINING:
            continue
        if any(foes.get(node, set()) & members[b] for node in members[a]):
            continue
        parent[b] = a
        members[a] |= members.pop(b)
    return {node: sorted(group) for node, group in members.items()}
