"""Two logistic judges over a unit's features and the chances from which they speak: a file of numbers.

The first reads sense, words and order; the second words and order alone. What blocks must be seen by
both. `ask` and `sure` are scores per zone, chosen on hands that the head had not seen.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.features import features, plain

PATH = Path(__file__).with_name("head.json")
LABELS = ("civilian", "other", "neutral")
ZONES = ("headline", "dek", "body")


@dataclass(frozen=True, slots=True)
class Line:
    """One logistic judge: weights, shape (3, features), and biases, shape (3,)."""

    weights: Array
    biases: Array

    def chances(self, rows: Array) -> Array:
        """Chances of civilian, other and neutral; shape (n, 3)."""
        scores = rows @ self.weights.T + self.biases
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        out: Array = scores / scores.sum(-1, keepdims=True)
        return out


@dataclass(frozen=True, slots=True)
class Head:
    """The judge that decides, the judge that must agree before anything blocks, and their scores."""

    full: Line
    listed: Line
    ask: Mapping[str, float]
    sure: Mapping[str, float]

    def probabilities(self, texts: Sequence[str]) -> Array:
        """Chances of civilian, other and neutral for each text; shape (n, 3)."""
        return self.full.chances(features(texts)) if texts else np.zeros((0, 3), np.float32)

    def second_look(self, texts: Sequence[str]) -> Array:
        """The same by word lists and grammar alone."""
        return self.listed.chances(np.stack([plain(text) for text in texts]))


def packed(head: Head, **about: Any) -> dict[str, Any]:
    """A head as numbers that JSON can keep, with what it was made from."""
    lines = {
        name: {
            "weights": np.round(line.weights.astype(np.float64), 4).tolist(),
            "biases": np.round(line.biases.astype(np.float64), 4).tolist(),
        }
        for name, line in (("full", head.full), ("listed", head.listed))
    }
    scores = {
        name: {zone: round(value, 4) for zone, value in given.items()}
        for name, given in (("ask", head.ask), ("sure", head.sure))
    }
    return {"labels": list(LABELS), **about, **scores, **lines}


def unpacked(data: Mapping[str, Any]) -> Head:
    """The head that JSON kept."""
    full, listed = (
        Line(np.array(data[n]["weights"], np.float32), np.array(data[n]["biases"], np.float32))
        for n in ("full", "listed")
    )
    return Head(full, listed, data["ask"], data["sure"])


@lru_cache(maxsize=1)
def shipped() -> Head:
    """The head that ships with the desk."""
    return unpacked(json.loads(PATH.read_text(encoding="utf-8")))
