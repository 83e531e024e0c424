"""From signs to chances: the judge of zones, and the chances from which it asks and is sure.

Both are made from what judges of units saw in hands that they had not read; the chances are chosen on
each hand by a judge of zones that had not seen it either.
"""

from collections.abc import Sequence

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.fit import logistic
from desk.policy.framing.head import ZONES, Line
from desk.policy.values import record

ROOM = 0.05  # how far weights of the zones' judge may go
CAUGHT = 0.95  # share of the zones to be asked about that the asking chance must catch
MISTAKEN = 0.015  # share of sure findings that may be wrong on the hands it is chosen on
NEVER = 2.0


@record
class Seen:
    """One zone of one case: its part (a hand), its signs, whether it could be asked about or block, its label."""

    part: str
    zone: str
    signs: Array
    outweighs: bool
    free: bool
    wanted: bool


@record
class Scored:
    """The same with the chance that a judge gave who had not seen its part."""

    zone: str
    score: float
    outweighs: bool
    free: bool
    wanted: bool


def weigher(seen: Sequence[Seen]) -> Line:
    """The judge of zones: signs brought to one scale, fitted, and the scale put back into the weights."""
    rows = np.stack([one.signs for one in seen]).astype(np.float64)
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    wanted = np.array([int(one.wanted) for one in seen])
    found = logistic((rows - middle) / spread, wanted, many=2, room=ROOM)
    weights = found.weights / spread
    biases = found.biases - weights @ middle
    return Line(weights.astype(np.float32), biases.astype(np.float32))


def crossed(seen: Sequence[Seen]) -> list[Scored]:
    """Each zone with its chance by a judge made without its part."""
    found: list[Scored] = []
    for part in sorted({one.part for one in seen}):
        inside = [one for one in seen if one.part == part]
        outside = [one for one in seen if one.part != part] or inside
        chances = weigher(outside).chances(np.stack([one.signs for one in inside]))
        found += [
            Scored(one.zone, float(row[1]), one.outweighs, one.free, one.wanted)
            for one, row in zip(inside, chances, strict=True)
        ]
    return found


def scores(rows: Sequence[Scored]) -> tuple[dict[str, float], dict[str, float]]:
    """For each zone the chance that catches enough, and the lowest that is hardly ever wrong."""
    ask: dict[str, float] = {}
    sure: dict[str, float] = {}
    for zone in ZONES:
        here = [one for one in rows if one.zone == zone]
        ask[zone] = catches([one.score if one.outweighs else 0.0 for one in here if one.wanted])
        sure[zone] = holds([(one.score, one.wanted) for one in here if one.free])
    return ask, sure


def catches(wanted: Sequence[float]) -> float:
    """The highest chance that catches the share asked for."""
    ordered = sorted(wanted, reverse=True)
    if not ordered:
        return NEVER
    return ordered[min(int(np.ceil(CAUGHT * len(ordered))), len(ordered)) - 1]


def holds(rows: Sequence[tuple[float, bool]]) -> float:
    """The lowest chance from which hardly any finding is wrong."""
    lowest, false = NEVER, 0
    for count, (score, wanted) in enumerate(sorted(rows, reverse=True), start=1):
        false += not wanted
        if false <= MISTAKEN * count:
            lowest = score
    return lowest
