"""What leads each zone, and the signs by which the judge weighs it. Pure numbers, no text leaves.

A zone's signs are the chances of the unit that leads it by both judges, whether anybody is told of as
harmed in the piece, and what its words are of: people, harm, force, affairs, soldiers alone.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.units import (
    Unit,
    attack_is_the_event,
    harm_denied,
    soldiers_only,
    tells_of_nobody,
)
from desk.policy.terms import present
from desk.policy.types import ZoneKind
from desk.policy.values import record

LEDE = 3  # sentences
HEARD = 0.4  # chance that anybody is told of, below which nothing is known of people
HARMED = 0.2  # chance of "civilian" from which a sentence with a word of harm tells of people
ALONE = 0.4  # the same without one
EVEN = 0.1  # by how much "other" must outweigh "civilian"; nearer than that is left alone
DISPUTED = 0.5  # the same where the word lists plainly see people
SEEN = 0.9  # chance of "civilian" from which they do
PLAIN = 0.6  # chance of "other" from which the second judge agrees
SHARES = ("lead_harm", "lead_people", "lead_force", "lead_affairs", "attack_event")
COUNT = 33


@record
class Leader:
    """The unit that leads a zone: what it is about by both judges, and whether people stand above."""

    zone: ZoneKind
    unit: Unit
    civilian: float
    other: float
    neutral: float
    listed: tuple[float, float, float]
    people_above: bool = False

    @property
    def agreed(self) -> bool:
        """Whether the second judge plainly sees something else lead."""
        return self.listed[1] > PLAIN

    @property
    def outweighs(self) -> bool:
        """Whether something else plainly outweighs people; what is nearly even is not asked about."""
        least = DISPUTED if self.listed[0] > SEEN else EVEN
        return self.other > self.civilian + least


def leaders(units: Sequence[Unit], chances: Array, second: Array) -> list[Leader]:
    """What leads each zone there is."""
    found: list[Leader] = []
    above = False
    for n, unit in enumerate(units):
        if unit.zone.kind is not ZoneKind.BODY:
            civilian, other, neutral = (float(c) for c in chances[n])
            found.append(
                Leader(unit.zone.kind, unit, civilian, other, neutral, three(second[n]), above)
            )
            above = civilian > max(other, neutral)
    lede = [n for n, unit in enumerate(units) if unit.zone.kind is ZoneKind.BODY][:LEDE]
    if lede:
        first = next((n for n in lede if chances[n, 2] < chances[n, :2].max()), lede[0])
        civilian, other = leading(chances[lede], 0), leading(chances[lede], 1)
        neutral = float(chances[first, 2])
        found.append(
            Leader(ZoneKind.BODY, units[first], civilian, other, neutral, three(second[first]))
        )
    return found


def three(row: Array) -> tuple[float, float, float]:
    """A row of chances as plain numbers."""
    return float(row[0]), float(row[1]), float(row[2])


def leading(lede: Array, label: int) -> float:
    """The chance that the first sentence that is not neutral is of a class."""
    chance, rest = 0.0, 1.0
    for row in lede:
        chance += rest * float(row[label])
        rest *= float(row[2])
    return chance


def heard(units: Sequence[Unit], chances: Array) -> float:
    """The chance that any unit tells of people harmed; soldiers and “nobody was hurt” do not count."""
    return 1.0 - math.prod(1.0 - one for one in told_of(units, chances))


def told_of(units: Sequence[Unit], chances: Array) -> list[float]:
    """For each unit the chance that it tells of people harmed."""
    return [
        0.0 if tells_of_nobody(unit.text) else float(row[0])
        for unit, row in zip(units, chances, strict=True)
    ]


def is_known(units: Sequence[Unit], chances: Array) -> bool:
    """Whether the copy tells of people harmed: on the whole, and in one sentence of its own."""
    one = any(
        chance >= (HARMED if present("lead_harm", unit.text) else ALONE)
        for unit, chance in zip(units, told_of(units, chances), strict=True)
    )
    return one and heard(units, chances) >= HEARD


def signs(found: Sequence[Leader], units: Sequence[Unit], chances: Array, second: Array) -> Array:
    """The signs of each leader; shape (leaders, COUNT)."""
    piece = of_piece(units, chances, second)
    rows = [
        (*of_leader(one), *piece, *beneath(one, units, chances), *zone_of(one)) for one in found
    ]
    return np.array(rows, np.float32).reshape(len(rows), COUNT)


def of_leader(one: Leader) -> tuple[float, ...]:
    """What the leading unit is about, by both judges."""
    return (
        odds(one.other),
        odds(one.civilian),
        one.other - one.civilian,
        odds(one.neutral),
        one.listed[0],
        odds(one.listed[0]),
        odds(one.listed[1]),
        float(one.people_above),
    )


def of_piece(units: Sequence[Unit], chances: Array, second: Array) -> tuple[float, ...]:
    """What the piece as a whole tells of people, of an attack and of soldiers."""
    told, listed = told_of(units, chances), told_of(units, second)
    anybody = heard(units, chances)
    known, attack = is_known(units, chances), attack_is_the_event(units)
    clear = [*sorted(told, reverse=True), 0.0]
    traits = [traits_of(unit.text) for unit in units]
    return (
        anybody,
        odds(anybody),
        anybody**0.25,
        float(known),
        float(attack),
        float(known or attack),
        odds(clear[0]),
        odds(clear[1]),
        odds(max(listed)),
        odds(heard(units, second)),
        *(float(any(one[n] for one in traits)) for n in range(TRAITS)),
        *(sum(one[n] for one in traits) / len(traits) for n in range(TRAITS, TRAITS + len(SHARES))),
        float(any(one[TRAITS] and not one[0] and not one[1] for one in traits)),
        float(chances[:, 1].mean()),
    )


TRAITS = 3


@lru_cache(maxsize=2048)
def traits_of(text: str) -> tuple[bool, ...]:
    """What a unit's words plainly say: nobody harmed, soldiers alone, soldiers, and what it has of the lists."""
    listed = (present(name, text) for name in SHARES)
    return harm_denied(text), soldiers_only(text), present("soldiers", text), *listed


def beneath(one: Leader, units: Sequence[Unit], chances: Array) -> tuple[float, float]:
    """How surely another sentence of the body leads with people."""
    others = (
        float(row[0])
        for unit, row in zip(units, chances, strict=True)
        if unit.zone.kind is ZoneKind.BODY and unit is not one.unit
    )
    most = max(others, default=0.0)
    return most, odds(most)


def zone_of(one: Leader) -> tuple[float, float, float]:
    """Which zone it is."""
    kinds = (ZoneKind.HEADLINE, ZoneKind.DEK, ZoneKind.BODY)
    return tuple(float(one.zone is kind) for kind in kinds)  # type: ignore[return-value]


def odds(chance: float) -> float:
    """A chance as log odds, kept within reason."""
    return math.log((chance + 0.01) / (1.01 - chance))
