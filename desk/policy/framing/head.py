"""The logistic head over a unit's features: three classes, kept as a text file of numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from desk.policy.framing.embed import WIDTH, Array
from desk.policy.framing.features import features

PATH = Path(__file__).with_name("head.json")
LABELS = ("civilian", "other", "neutral")
# How much each part of the features weighs before the head: whole unit, main clause, lists.
SCALES = (1.0, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Head:
    """Weights, shape (3, features), and biases, shape (3,)."""

    weights: Array
    biases: Array

    def probabilities(self, texts: Sequence[str]) -> Array:
        """Chances of civilian, other and neutral for each text; shape (n, 3)."""
        scores = scaled(features(texts)) @ self.weights.T + self.biases
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        out: Array = scores / scores.sum(-1, keepdims=True)
        return out


def scaled(matrix: Array) -> Array:
    """Features with the weight of their part."""
    by = np.ones(matrix.shape[1], np.float32)
    by[:WIDTH], by[WIDTH : 2 * WIDTH], by[2 * WIDTH :] = SCALES
    out: Array = matrix * by
    return out


@lru_cache(maxsize=1)
def shipped() -> Head:
    """The head that ships with the desk."""
    data = json.loads(PATH.read_text(encoding="utf-8"))
    return Head(np.array(data["weights"], np.float32), np.array(data["biases"], np.float32))
