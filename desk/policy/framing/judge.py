"""Who takes the lead of a zone: people harmed, or something else. Zone by zone, sure or unsure.

Applies where an attack is the event and something is known of what it did to people. Sure is what
embedding and word lists agree on with a margin; only that can block, and only where a civilian
sentence in the copy or on an attached item could take the lead. Where nothing is known of people it
asks (DESIGN section 7; night-editor A7). Thresholds were chosen leave-one-hand-out (decision 004).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desk.policy.framing.embed import Array
from desk.policy.framing.features import main_clause
from desk.policy.framing.head import Head, shipped
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut, sentences
from desk.policy.types import (
    Block,
    Confidence,
    Enforcement,
    Facts,
    Finding,
    Fix,
    Span,
    ZoneKind,
    ZoneText,
)

SURE = 0.5  # margin between other and civilian
KNOWN = 0.3  # chance of civilian from which a unit tells what was done to people
ALONE = 0.6  # the same where no list knows a word of harm in it
HEARD = 0.2  # chance from which the judge speaks at all; below KNOWN it never blocks
HEARD_ALONE = 0.5  # the same without a word of harm
LEAN = -0.1  # margin from which a lede is asked about; nearly even is worth a question
OFFER = 0.6  # chance from which a sentence is offered as the lead
OFFER_ALONE = 0.9  # the same without a word of harm
LEDE = 3  # sentences
READ = 6  # sentences read to learn whether anything is known of people


@dataclass(frozen=True, slots=True)
class Unit:
    """A headline, a dek or a sentence: its zone, its span there, and its words."""

    zone: ZoneText
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something else leads a zone: the margin, whether it is sure, and which unit leads."""

    zone: ZoneKind
    margin: float
    sure: bool
    unit: Unit


def units_of(facts: Facts) -> list[Unit]:
    """Headline, dek and the first sentences of the body."""
    found: list[Unit] = []
    for zone in (facts.headline, facts.dek):
        if zone and zone.text.strip():
            span = Span(0, len(zone.text))
            found.append(Unit(zone, span, zone.text.strip()))
    first = body_sentences(facts.body)[:READ]
    return [*found, *(Unit(facts.body, span, cut(facts.body.text, span)) for span in first)]


def lexicon_agrees(text: str) -> bool:
    """Whether the word lists, too, see something other than people in the main clause."""
    clause = main_clause(text)
    people = present("civilian_harm", clause) or present("people", clause)
    other = any(
        present(name, clause) for name in ("weapons", "military", "diplomacy", "attack", "prices")
    )
    return other and not people


def verdicts(units: Sequence[Unit], chances: Array) -> list[Verdict]:
    """Each zone's verdict where something other than people leads it."""
    found: list[Verdict] = []
    people_above = (
        False  # a dek under a headline that leads with people may go on to the next thing
    )
    for unit, row in zip(units, chances, strict=True):
        if unit.zone.kind is not ZoneKind.BODY:
            margin = float(row[1] - row[0])
            sure = margin > SURE and lexicon_agrees(unit.text) and not people_above
            found.append(Verdict(unit.zone.kind, margin, sure, unit))
            people_above = float(row[0]) > max(float(row[1]), float(row[2]))
    body = [(u, r) for u, r in zip(units, chances, strict=True) if u.zone.kind is ZoneKind.BODY]
    if body:
        found.append(lede_verdict(body[:LEDE]))
    return [v for v in found if v.margin > (LEAN if v.zone is ZoneKind.BODY else 0)]


def lede_verdict(lede: list[tuple[Unit, Array]]) -> Verdict:
    """The chance that the first sentence that is not neutral speaks of something else."""
    other = civilian = 0.0
    rest = 1.0
    for _, row in lede:
        other += rest * float(row[1])
        civilian += rest * float(row[0])
        rest *= float(row[2])
    leader = next((u for u, r in lede if r[2] < max(r[0], r[1])), lede[0][0])
    margin = other - civilian
    return Verdict(ZoneKind.BODY, margin, margin > SURE and lexicon_agrees(leader.text), leader)


def tells_of_harm(text: str, chance: float, least: float = KNOWN, alone: float = ALONE) -> bool:
    """Whether a sentence tells what was done to civilians; without a word of harm it takes more."""
    if present("military_death", text) and not present("people", text):
        return False
    return chance >= (least if present("civilian_harm", text) else max(least, alone))


def attack_is_the_event(units: Sequence[Unit]) -> bool:
    """Whether headline and first sentence, as far as there are, tell of an attack."""
    tops = [u for u in units if u.zone.kind is ZoneKind.HEADLINE]
    tops += [u for u in units if u.zone.kind is ZoneKind.BODY][:1]
    told = [present("attack", u.text) for u in tops]
    event = any(present("attack_event", u.text) for u in tops)
    return bool(told) and all(told) and event


def findings(facts: Facts, zones: Sequence[str], head: Head | None = None) -> Iterator[Finding]:
    """A finding for each zone asked about that something else leads."""
    units = units_of(facts)
    if not units:
        return
    chances = (head or shipped()).probabilities([u.text for u in units])
    asked = {ZoneKind.HEADLINE: "headline", ZoneKind.DEK: "dek"}
    told_of = [(u.text, float(r[0])) for u, r in zip(units, chances, strict=True)]
    known = any(tells_of_harm(text, chance) for text, chance in told_of)
    heard = any(tells_of_harm(text, chance, HEARD, HEARD_ALONE) for text, chance in told_of)
    if not heard and not attack_is_the_event(units):
        return
    offer = best_offer(facts, units, chances, head or shipped())
    for verdict in verdicts(units, chances):
        name = asked.get(verdict.zone)
        if name in zones or (name is None and {"sentence", "body", "paragraph"} & set(zones)):
            yield told(verdict, offer, known=known)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence about people that could take the lead, and whether it stands in the copy."""

    text: str
    span: Span | None
    who: str = ""


def best_offer(facts: Facts, units: Sequence[Unit], chances: Array, head: Head) -> Offer | None:
    """The first sentence of the copy that surely tells of people, else one on an attached item."""
    lede = [(u, r) for u, r in zip(units, chances, strict=True) if u.zone.kind is ZoneKind.BODY]
    for unit, row in lede:
        if tells_of_harm(unit.text, float(row[0]), OFFER, OFFER_ALONE):
            return Offer(unit.text, unit.span)
    later = body_sentences(facts.body)[READ : READ + 25]
    likely = [s for s in later if present("civilian_harm", cut(facts.body.text, s))]
    for span in likely:
        text = cut(facts.body.text, span)
        if tells_of_harm(text, float(head.probabilities([text])[0, 0]), OFFER, OFFER_ALONE):
            return Offer(text, span)
    return item_offer(facts, head)


def item_offer(facts: Facts, head: Head) -> Offer | None:
    """A sentence about people on an item that is cited or lies beside the story."""
    for item in [*(c.item for c in facts.citations), *facts.attached][:20]:
        for span in sentences(item.text)[:6]:
            text = cut(item.text, span)
            if present("civilian_harm", text) and tells_of_harm(
                text, float(head.probabilities([text])[0, 0]), OFFER
            ):
                return Offer(text, None, item.source.name)
    return None


def told(verdict: Verdict, offer: Offer | None, *, known: bool) -> Finding:
    """The finding: the clause that took the lead, and what would satisfy it."""
    unit = verdict.unit
    clause = main_clause(unit.text)
    start = unit.span.start + max(unit.zone.text[unit.span.start : unit.span.end].find(clause), 0)
    sure = verdict.sure and known and offer is not None
    name = {"headline": "headline", "dek": "dek"}.get(verdict.zone.value, "piece")
    finding = Finding(
        code="",
        zone=verdict.zone,
        exact=unit.zone.text[start : start + len(clause)],
        start=start,
        end=start + len(clause),
        message=f"The {name} opens on something other than the people harmed.",
        fix=satisfy(verdict, offer),
        confidence=Confidence.SURE if sure else Confidence.UNSURE,
        enforcement=Enforcement.BLOCKING if sure else Enforcement.ADVISORY,
        block_id=block_of(unit.zone, unit.span),
        evidence={
            "margin": round(verdict.margin, 3),
            "lists_agree": lexicon_agrees(unit.text),
            "asks": not sure,
        },
    )
    if (
        verdict.zone is ZoneKind.BODY
        and offer
        and offer.span
        and offer.span.start > unit.span.start
    ):
        return replace(finding, mend=Fix("move-up", ZoneKind.BODY, unit.span, offer=offer.span))
    return finding


def satisfy(verdict: Verdict, offer: Offer | None) -> str:
    """What would satisfy the note, with the sentence that could lead; never a fact of our own."""
    if offer is None:
        return "Say what is known of people, or that nothing is known yet."
    said = offer.text if len(offer.text) <= 160 else offer.text[:159].rsplit(" ", 1)[0] + "…"
    if offer.who:
        return f"Lead with people. {offer.who} has: “{said}”"
    if verdict.zone is ZoneKind.BODY:
        return f"Lead with the sentence about people: “{said}”"
    return f"Lead with people, as the copy does here: “{said}”"


def block_of(zone: ZoneText, span: Span) -> str | None:
    """The block a span begins in."""
    blocks: tuple[Block, ...] = zone.blocks
    return next((b.id for b in blocks if b.start <= span.start < max(b.end, b.start + 1)), None)
