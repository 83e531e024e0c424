"""Who takes the lead of a zone: people harmed, or something else. Zone by zone, sure or unsure.

A zone's score is the chance that something else leads it though people could, weighed from the signs of
the zone and of the piece. From `ask` on it is a question. It is sure, and may block, from `sure` on,
where a second judge that reads only words and their order agrees, where a sentence about people stands
in the copy or on an item beside it, and, for a dek, where the headline does not lead with people
already. Where an attack is the event and nothing is known of people it asks (night-editor A7; decision
004).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk.policy.framing.embed import Array
from desk.policy.framing.head import Head, shipped
from desk.policy.framing.offer import Offer, best_offer, somebody_harmed
from desk.policy.framing.signs import LEDE, Leader, is_known, leaders, signs
from desk.policy.framing.told import told
from desk.policy.framing.units import READ, Unit, being_typed, spared, units_of
from desk.policy.text import body_sentences
from desk.policy.types import Facts, Finding, ZoneKind


def findings(facts: Facts, zones: Sequence[str], head: Head | None = None) -> Iterator[Finding]:
    """A finding for each zone asked about that something else leads."""
    units = units_of(facts)
    if not units:
        return
    head = head or shipped()
    chances, second = seen(facts, units, head)
    found = leaders(units, chances, second)
    opens = tuple((unit.zone.kind, unit.text) for unit in units)
    weighed = (opens, chances.tobytes(), second.tobytes())
    scores = head.scores.of(weighed, lambda: head.weighed(signs(found, units, chances, second)))
    speaks = [
        (one, score)
        for one, score in zip(found, scores, strict=True)
        if asked(one.zone, zones) and one.outweighs and score >= head.ask[one.zone.value]
    ]
    if not speaks:
        return
    known = is_known(units, chances)
    # “Nobody was hurt” is what there is to say of people, where no sentence says otherwise.
    if spared(units, LEDE) and not somebody_harmed(facts, units, chances, head):
        return
    offer = best_offer(facts, units, chances, head)
    for leader, score in speaks:
        doubts = tuple(against(leader, score, head, offer, known=known))
        made = told(leader.unit, leader.zone, offer, doubts, score=score)
        yield replace(made, evidence={**made.evidence, "opening": opening(facts)})


def seen(facts: Facts, units: Sequence[Unit], head: Head) -> tuple[Array, Array]:
    """What each unit is about by both judges; of the one being typed by words and order alone.

    Nothing is told of a sentence while somebody types in it, and to read its sense at every key cost more
    than all other rules together: its sense is read when the keys rest.
    """
    second = head.second_look([unit.text for unit in units])
    still = [n for n, unit in enumerate(units) if not being_typed(facts, unit.zone, unit.span)]
    chances = second.copy()
    chances[still] = head.probabilities([units[n].text for n in still])
    return chances, second


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


def against(
    leader: Leader, score: float, head: Head, offer: Offer | None, *, known: bool
) -> Iterator[str]:
    """Why a finding asks rather than blocks; nothing where it is sure."""
    if not known:
        yield "nothing is known yet of people"
    elif offer is None:
        yield "no sentence of harm to people stands in the copy or on an item beside it"
    elif not offer.harm:
        yield "it is not sure that the sentence it offers tells of people who were harmed"
    if leader.people_above:
        yield "the headline already leads with people"
    if not leader.agreed:
        yield "the word lists do not see it"
    if score < head.sure[leader.zone.value]:
        yield "the opening can be read either way"
