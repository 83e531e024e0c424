"""A finding about the lead in an editor's words: the clause it saw, why it is sure, what would do."""

from collections.abc import Sequence
from dataclasses import replace

from desk.policy.framing.features import main_clause
from desk.policy.framing.offer import Offer
from desk.policy.framing.units import Unit
from desk.policy.terms import spans
from desk.policy.types import (
    Block,
    Confidence,
    Enforcement,
    Finding,
    Fix,
    Span,
    ZoneKind,
    ZoneText,
)

NAMES = {ZoneKind.HEADLINE: "headline", ZoneKind.DEK: "dek", ZoneKind.BODY: "piece"}
OPENERS = (
    ("lead_force", "forces or hardware"),
    ("lead_size", "the size of the event"),
    ("lead_affairs", "talks, offices or money"),
    ("attribution", "somebody speaking"),
)


def told(
    unit: Unit, zone: ZoneKind, offer: Offer | None, doubts: Sequence[str], *, score: float
) -> Finding:
    """The finding: the clause that took the lead, why it is sure or asks, and what would satisfy it."""
    clause = main_clause(unit.text)
    start = unit.span.start + max(unit.zone.text[unit.span.start : unit.span.end].find(clause), 0)
    sure = not doubts
    finding = Finding(
        code="",
        zone=zone,
        exact=unit.zone.text[start : start + len(clause)],
        start=start,
        end=start + len(clause),
        message=f"The {NAMES[zone]} opens on {opened_on(clause)}, not on the people harmed.",
        fix=satisfy(zone, offer),
        confidence=Confidence.SURE if sure else Confidence.UNSURE,
        enforcement=Enforcement.BLOCKING if sure else Enforcement.ADVISORY,
        block_id=block_of(unit.zone, unit.span),
        evidence={
            "score": round(score, 3),
            "because": because(clause, doubts),
            "asks": not sure,
            "unit": unit.text,
        },
    )
    if zone is ZoneKind.BODY and offer and offer.span and offer.span.start > unit.span.start:
        return replace(finding, mend=Fix("move-up", ZoneKind.BODY, unit.span, offer=offer.span))
    return finding


def opened_on(clause: str) -> str:
    """What stands first in the clause, by the lists; “something else” where they do not know."""
    found = [
        (said[0].start, n) for n, (name, _) in enumerate(OPENERS) if (said := spans(name, clause))
    ]
    return OPENERS[min(found)[1]][1] if found else "something else"


def because(clause: str, doubts: Sequence[str]) -> str:
    """What it saw first, and why it is sure or why it only asks."""
    seen = f"It saw {opened_on(clause)} first."
    if not doubts:
        return f"{seen} It is sure: sense and word order agree, and people could lead."
    return f"{seen} It asks, because {'; '.join(doubts)}."


def satisfy(zone: ZoneKind, offer: Offer | None) -> str:
    """What would satisfy the note, with the sentence that could lead; never a fact of our own."""
    if offer is None:
        return "Say what is known of people, or that nothing is known yet."
    said = offer.text if len(offer.text) <= 160 else offer.text[:159].rsplit(" ", 1)[0] + "…"
    if offer.who:
        return f"Lead with people. {offer.who} has: “{said}”"
    if zone is ZoneKind.BODY:
        return f"Lead with the sentence about people: “{said}”"
    return f"Lead with people, as the copy does here: “{said}”"


def block_of(zone: ZoneText, span: Span) -> str | None:
    """The block a span begins in."""
    blocks: tuple[Block, ...] = zone.blocks
    return next((b.id for b in blocks if b.start <= span.start < max(b.end, b.start + 1)), None)
