"""The sentence that could lead: from the copy, else from an item cited or laid beside the story."""

from collections.abc import Sequence
from dataclasses import replace

from desk.policy.framing.embed import Array
from desk.policy.framing.head import Head
from desk.policy.framing.units import READ, Unit, being_typed, fell_as_fighters, tells_of_nobody
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut, sentences
from desk.policy.types import Facts, Span, ZoneKind
from desk.policy.values import record

ENOUGH = 0.6  # chance from which a sentence is offered as the lead
SURELY = 0.75  # chance from which its being there lets a finding block
ALONE = 0.9  # the same where no list knows a word of harm in it
LATER = 25  # sentences after those that are read anyway
ITEMS = 20
OF_ITEM = 6  # sentences of an item


@record
class Offer:
    """A sentence about people that could take the lead, and whether it stands in the copy."""

    text: str
    span: Span | None
    who: str = ""
    chance: float = 0.0

    @property
    def harm(self) -> bool:
        """Whether it says in so many words, and surely, that people were harmed; without that nothing blocks."""
        return self.chance >= SURELY and present("lead_harm", self.text)


def could_lead(text: str, chance: float) -> bool:
    """Whether a sentence surely tells what was done to people."""
    least = ENOUGH if present("lead_harm", text) else ALONE
    return chance >= least and not tells_of_nobody(text) and not fell_as_fighters(text)


def best_offer(facts: Facts, units: Sequence[Unit], chances: Array, head: Head) -> Offer | None:
    """The first sentence of the copy that surely tells of people, else one on an item."""
    for unit, row in zip(units, chances, strict=True):
        if unit.zone.kind is ZoneKind.BODY and could_lead(unit.text, float(row[0])):
            return Offer(unit.text, unit.span, chance=float(row[0]))
    return first_of(further_down(facts), head) or first_of(on_items(facts), head)


def somebody_harmed(facts: Facts, units: Sequence[Unit], chances: Array, head: Head) -> bool:
    """Whether some sentence surely tells of people who were harmed, in the copy or on an item."""
    for unit, row in zip(units, chances, strict=True):
        of_people = present("people", unit.text) or present("civilian_death", unit.text)
        harm = present("lead_harm", unit.text) and could_lead(unit.text, float(row[0]))
        if unit.zone.kind is ZoneKind.BODY and of_people and harm:
            return True
    return (first_of(further_down(facts), head) or first_of(on_items(facts), head)) is not None


def further_down(facts: Facts) -> list[Offer]:
    """Sentences of the copy after those that are read anyway, but for one that is being typed."""
    return [
        Offer(cut(facts.body.text, span), span)
        for span in body_sentences(facts.body)[READ : READ + LATER]
        if not being_typed(facts, facts.body, span)
    ]


def on_items(facts: Facts) -> list[Offer]:
    """Sentences of the items cited or lying beside the story."""
    items = [*(c.item for c in facts.citations), *facts.attached][:ITEMS]
    return [
        Offer(cut(item.text, span), None, item.source.name)
        for item in items
        for span in sentences(item.text)[:OF_ITEM]
    ]


def first_of(candidates: Sequence[Offer], head: Head) -> Offer | None:
    """The first that tells of harm in so many words and surely of people."""
    likely = [one for one in candidates if present("lead_harm", one.text)]
    chances = [float(row[0]) for row in head.probabilities([one.text for one in likely])]
    return next(
        (
            replace(one, chance=chance)
            for one, chance in zip(likely, chances, strict=True)
            if could_lead(one.text, chance)
        ),
        None,
    )
