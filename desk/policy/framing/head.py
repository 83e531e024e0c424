"""Three logistic judges and the chances from which they speak: a file of numbers.

The first reads a unit's sense, words and order; the second words and order alone; the third weighs the
signs of a zone. What blocks must be seen by all. `ask` and `sure` are chances per zone, chosen on hands
that the judges had not seen.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.features import KEPT, features, plain, widths
from desk.policy.framing.signs import COUNT
from desk.policy.values import record

PATH = Path(__file__).with_name("head.json")
LABELS = ("civilian", "other", "neutral")
ZONES = ("headline", "dek", "body")


@record
class Line:
    """One logistic judge: weights, shape (classes, features), and biases, shape (classes,)."""

    weights: Array
    biases: Array

    def chances(self, rows: Array) -> Array:
        """Chances of each class; shape (n, classes)."""
        scores = rows @ self.weights.T + self.biases
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        out: Array = scores / scores.sum(-1, keepdims=True)
        return out


class Chances:
    """What a judge said of each text, kept: in a piece that is typed all units but one are as they were."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows: OrderedDict[str, Array] = OrderedDict()

    def of(self, texts: Sequence[str], read: Callable[[Sequence[str]], Array]) -> Array:
        """The chances of each text; shape (n, 3)."""
        had = {text: self.rows.get(text) for text in texts}
        new = [text for text, row in had.items() if row is None]
        for text, row in zip(new, read(new) if new else (), strict=True):
            had[text] = self.rows[text] = row
        while len(self.rows) > KEPT:
            self.rows.popitem(last=False)
        rows = [row for text in texts if (row := had[text]) is not None]
        return np.array(rows, np.float32).reshape(len(rows), len(LABELS))


class Scores:
    """What the judge of zones said of openings, kept by all that it was said of."""

    __slots__ = ("kept",)

    def __init__(self) -> None:
        self.kept: OrderedDict[object, list[float]] = OrderedDict()

    def of(self, opening: object, weigh: Callable[[], list[float]]) -> list[float]:
        """The scores of an opening: below it somebody may type without changing them."""
        scores = self.kept.get(opening)
        if scores is None:
            scores = self.kept[opening] = weigh()
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return scores


@record
class Head:
    """The judge of units, the one that must agree before anything blocks, the one that weighs zones."""

    full: Line
    listed: Line
    zone: Line
    ask: Mapping[str, float]
    sure: Mapping[str, float]
    seen: Chances = field(default_factory=Chances, init=False, repr=False, compare=False)
    heard: Chances = field(default_factory=Chances, init=False, repr=False, compare=False)
    scores: Scores = field(default_factory=Scores, init=False, repr=False, compare=False)

    def probabilities(self, texts: Sequence[str]) -> Array:
        """Chances of civilian, other and neutral for each text; shape (n, 3)."""
        return self.seen.of(texts, lambda new: self.full.chances(features(new)))

    def weighed(self, signs: Array) -> list[float]:
        """The chance that something else leads each zone whose signs are given."""
        return [float(row[1]) for row in self.zone.chances(signs)] if len(signs) else []

    @property
    def fits(self) -> bool:
        """Whether it was made for what is read of a unit now; an older one has other numbers."""
        wide = (self.full.weights, self.listed.weights, self.zone.weights)
        return [one.shape[1] for one in wide] == [*widths(), COUNT]

    def second_look(self, texts: Sequence[str]) -> Array:
        """The same by word lists and grammar alone."""
        read = lambda new: self.listed.chances(np.stack([plain(text) for text in new]))  # noqa: E731
        return self.heard.of(texts, read)


def packed(head: Head, **about: Any) -> dict[str, Any]:
    """A head as numbers that JSON can keep, with what it was made from."""
    lines = {
        name: {
            "weights": np.round(line.weights.astype(np.float64), 4).tolist(),
            "biases": np.round(line.biases.astype(np.float64), 4).tolist(),
        }
        for name, line in (("full", head.full), ("listed", head.listed), ("zone", head.zone))
    }
    scores = {
        name: {zone: round(value, 4) for zone, value in given.items()}
        for name, given in (("ask", head.ask), ("sure", head.sure))
    }
    return {"labels": list(LABELS), **about, **scores, **lines}


def unpacked(data: Mapping[str, Any]) -> Head:
    """The head that JSON kept."""
    none: dict[str, Any] = {"weights": np.zeros((2, 0)), "biases": np.zeros(2)}
    full, listed, zone = (
        Line(np.array(one["weights"], np.float32), np.array(one["biases"], np.float32))
        for one in (data.get(name, none) for name in ("full", "listed", "zone"))
    )
    return Head(full, listed, zone, data["ask"], data["sure"])


@lru_cache(maxsize=1)
def shipped() -> Head:
    """The head that ships with the desk."""
    return unpacked(json.loads(PATH.read_text(encoding="utf-8")))
