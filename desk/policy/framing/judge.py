"""Who takes the lead of a zone: people harmed, or something else. Zone by zone, sure or unsure.

A zone's score is the chance that something else leads it, times the chance that the copy tells of
people at all. From `ask` on it is a question. It is sure, and may block, from `sure` on, where a second
judge that reads only words and their order agrees, where a sentence about people stands in the copy or
on an item beside it, and, for a dek, where the headline does not lead with people already. Where an
attack is the event and nothing is known of people it asks (night-editor A7; decision 004).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.head import Head, shipped
from desk.policy.framing.offer import Offer, best_offer
from desk.policy.framing.told import told
from desk.policy.framing.units import READ, Unit, attack_is_the_event, tells_of_nobody, units_of
from desk.policy.terms import present
from desk.policy.text import body_sentences
from desk.policy.types import Facts, Finding, ZoneKind

LEDE = 3  # sentences
EVEN = 0.1  # by how much "other" must outweigh "civilian"; nearer than that is left alone
DISPUTED = 0.5  # the same where the word lists plainly see people
PLAIN = 0.9  # chance of "civilian" from which they do
LIKELY = 0.5  # chance of "other" from which a zone is asked about where nothing is known of people
HEARD = 0.4  # chance that anybody is told of, below which nothing is known of people
HARMED = 0.2  # chance of "civilian" from which a sentence with a word of harm tells of people
ALONE = 0.4  # the same without one


@dataclass(frozen=True, slots=True)
class Verdict:
    """What leads a zone: its unit, the score, whether both judges see it, and what speaks against."""

    zone: ZoneKind
    unit: Unit
    score: float
    other: float
    civilian: float
    agreed: bool
    listed: float
    people_above: bool = False


def verdicts(units: Sequence[Unit], chances: Array, second: Array) -> list[Verdict]:
    """What leads each zone there is."""
    anybody = heard(units, chances)
    found: list[Verdict] = []
    above = False
    for n, unit in enumerate(units):
        if unit.zone.kind is ZoneKind.BODY:
            continue
        civilian, other, neutral = (float(c) for c in chances[n])
        agreed = bool(second[n, 1] > second[n, 0])
        found.append(
            Verdict(
                unit.zone.kind,
                unit,
                other * anybody,
                other,
                civilian,
                agreed,
                float(second[n, 0]),
                above,
            )
        )
        above = civilian > max(other, neutral)
    lede = [n for n, unit in enumerate(units) if unit.zone.kind is ZoneKind.BODY][:LEDE]
    if lede:
        civilian, other = leading(chances[lede], 0), leading(chances[lede], 1)
        leader = next((n for n in lede if chances[n, 2] < chances[n, :2].max()), lede[0])
        agreed = bool(second[leader, 1] > second[leader, 0])
        found.append(
            Verdict(
                ZoneKind.BODY,
                units[leader],
                other * anybody,
                other,
                civilian,
                agreed,
                float(second[leader, 0]),
            )
        )
    return found


def leading(lede: Array, label: int) -> float:
    """The chance that the first sentence that is not neutral is of a class."""
    chance, rest = 0.0, 1.0
    for row in lede:
        chance += rest * float(row[label])
        rest *= float(row[2])
    return chance


def heard(units: Sequence[Unit], chances: Array) -> float:
    """The chance that any unit tells of people harmed; soldiers and “nobody was hurt” do not count."""
    silent = [
        1.0 if tells_of_nobody(unit.text) else 1.0 - float(row[0])
        for unit, row in zip(units, chances, strict=True)
    ]
    return 1.0 - float(np.prod(silent))


def findings(facts: Facts, zones: Sequence[str], head: Head | None = None) -> Iterator[Finding]:
    """A finding for each zone asked about that something else leads."""
    units = units_of(facts)
    if not units:
        return
    head = head or shipped()
    texts = [unit.text for unit in units]
    chances, second = head.probabilities(texts), head.second_look(texts)
    wanted = [v for v in verdicts(units, chances, second) if asked(v.zone, zones)]
    known = is_known(units, chances)
    if not known and not attack_is_the_event(units):
        return
    speaks = [v for v in wanted if speaks_up(v, head, known=known)]
    if not speaks:
        return
    offer = best_offer(facts, units, chances, head)
    for verdict in speaks:
        doubts = tuple(against(verdict, head, offer, known=known))
        found = told(verdict.unit, verdict.zone, offer, doubts, score=verdict.score)
        yield replace(found, evidence={**found.evidence, "opening": opening(facts)})


def opening(facts: Facts) -> dict[str, str]:
    """The words that were read, so that a verdict on them can be kept."""
    read = body_sentences(facts.body)[:READ]
    zones = {"headline": facts.headline, "dek": facts.dek}
    return {
        **{name: zone.text if zone else "" for name, zone in zones.items()},
        "body_start": facts.body.text[read[0].start : read[-1].end] if read else "",
    }


def asked(zone: ZoneKind, zones: Sequence[str]) -> bool:
    """Whether the rule asks about a zone."""
    if zone is ZoneKind.BODY:
        return bool({"sentence", "body", "paragraph"} & set(zones))
    return zone.value in zones


def is_known(units: Sequence[Unit], chances: Array) -> bool:
    """Whether the copy tells of people harmed: on the whole, and in one sentence of its own."""
    one = any(
        float(row[0]) >= (HARMED if present("lead_harm", unit.text) else ALONE)
        for unit, row in zip(units, chances, strict=True)
        if not tells_of_nobody(unit.text)
    )
    return one and heard(units, chances) >= HEARD


def speaks_up(verdict: Verdict, head: Head, *, known: bool) -> bool:
    """Whether a zone is asked about at all; where nothing is known, wherever an attack leads it."""
    least = DISPUTED if verdict.listed > PLAIN else EVEN
    if verdict.other <= verdict.civilian + least:
        return False
    if verdict.score >= head.ask[verdict.zone.value]:
        return True
    return not known and verdict.other >= LIKELY


def against(verdict: Verdict, head: Head, offer: Offer | None, *, known: bool) -> Iterator[str]:
    """Why a finding asks rather than blocks; nothing where it is sure."""
    if not known:
        yield "nothing is known yet of people"
    elif offer is None or not offer.harm:
        yield "no sentence of harm to people stands in the copy or on an item beside it"
    if verdict.people_above:
        yield "the headline already leads with people"
    if not verdict.agreed:
        yield "the word lists do not see it"
    if verdict.score < head.sure[verdict.zone.value]:
        yield "the opening can be read either way"
