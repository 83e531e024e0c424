"""Logistic regression of several classes, fitted by L-BFGS in numpy; production needs no more."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from desk.policy.values import record

Matrix = NDArray[np.float64]
KEPT = 12  # steps that the curvature is learnt from
STEPS = 300
ENOUGH = 1e-4  # steepness at which to stop, by case


@record
class Fitted:
    """Weights, shape (classes, features), and biases, shape (classes,)."""

    weights: Matrix
    biases: Matrix


def logistic(rows: Matrix, classes: NDArray[np.int64], *, many: int, room: float) -> Fitted:
    """The head that best tells the classes apart; `room` is how far weights may go (1 / penalty)."""
    x = np.asarray(rows, np.float64)
    wanted = np.eye(many)[classes]
    cases, width = x.shape

    def cost(flat: Matrix) -> tuple[float, Matrix]:
        weights, biases = flat[: many * width].reshape(many, width), flat[many * width :]
        scores = x @ weights.T + biases
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        value = -(wanted * logs).sum() + (weights**2).sum() / (2 * room)
        over = np.exp(logs) - wanted
        slope = np.concatenate([(over.T @ x + weights / room).ravel(), over.sum(0)])
        return float(value), slope

    best = descend(cost, np.zeros(many * (width + 1)), ENOUGH * cases)
    return Fitted(best[: many * width].reshape(many, width), best[many * width :])


def descend(cost: Callable[[Matrix], tuple[float, Matrix]], start: Matrix, enough: float) -> Matrix:
    """The point of least cost by L-BFGS with halved steps; the cost must be convex."""
    at = start
    value, slope = cost(at)
    history: list[tuple[Matrix, Matrix]] = []
    for _ in range(STEPS):
        if np.linalg.norm(slope) <= enough:
            break
        way = direction(slope, history)
        stride, fall = 1.0, float(slope @ way)
        if not history:
            stride = min(1.0, 1.0 / float(np.linalg.norm(slope)))
        while True:
            there = at + stride * way
            new, steep = cost(there)
            if new <= value + 1e-4 * stride * fall or stride < 1e-10:
                break
            stride /= 2
        moved, turned = there - at, steep - slope
        if moved @ turned > 1e-12:
            history = [*history, (moved, turned)][-KEPT:]
        at, value, slope = there, new, steep
    return at


def direction(slope: Matrix, history: list[tuple[Matrix, Matrix]]) -> Matrix:
    """The way down, with the curvature of the last steps (two-loop recursion)."""
    way = -slope
    shares: list[float] = []
    for moved, turned in reversed(history):
        share = float(moved @ way) / float(moved @ turned)
        way = way - share * turned
        shares.append(share)
    if history:
        moved, turned = history[-1]
        way = way * (float(moved @ turned) / float(turned @ turned))
    for (moved, turned), share in zip(history, reversed(shares), strict=True):
        back = float(turned @ way) / float(moved @ turned)
        way = way + moved * (share - back)
    return way
