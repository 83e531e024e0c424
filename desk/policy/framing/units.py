"""What is read of a piece: its headline, dek and first sentences, and what they plainly tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desk.policy.patterns import compiled
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut
from desk.policy.types import Facts, Span, ZoneKind, ZoneText

READ = 6  # sentences of the body
DENIED = (
    r"\b(?:nobody|no one|none)\b[^.;]{0,30}\b(?:hurt|injured|killed|harmed|wounded|died|dead)\b"
    r"|\bno (?:reports? of )?(?:casualties|injuries|deaths|victims|fatalities)\b"
)
HARMED = r"\b(?:were|was|are|is|left|leaving|killing|injuring|wounding) (?:\w+ ){0,3}?(?:killed|injured|wounded|displaced|homeless|evacuated|without)\b|\b(?:died|fled|killed \d+)\b"


@dataclass(frozen=True, slots=True)
class Unit:
    """A headline, a dek or a sentence: its zone, its span there, and its words."""

    zone: ZoneText
    span: Span
    text: str


def being_typed(facts: Facts, zone: ZoneText, span: Span) -> bool:
    """Whether somebody types in a sentence at this moment."""
    if facts.caret is None or facts.caret[0] is not zone.kind:
        return False
    return span.start <= facts.caret[1] <= span.end


def units_of(facts: Facts) -> list[Unit]:
    """Headline, dek and the first sentences of the body."""
    found: list[Unit] = []
    for zone in (facts.headline, facts.dek):
        if zone and zone.text.strip():
            span = Span(0, len(zone.text))
            found.append(Unit(zone, span, zone.text.strip()))
    first = body_sentences(facts.body)[:READ]
    return [*found, *(Unit(facts.body, span, cut(facts.body.text, span)) for span in first)]


@lru_cache(maxsize=2048)
def soldiers_only(text: str) -> bool:
    """Whether the dead of a sentence are soldiers and nobody else is named."""
    return present("military_death", text) and not present("people", text)


@lru_cache(maxsize=2048)
def harm_denied(text: str) -> bool:
    """Whether a sentence says that nobody was harmed, and names nobody who was."""
    denied = compiled(DENIED).search(text)
    if denied is None:
        return False
    rest = text[: denied.start()] + text[denied.end() :]
    return compiled(HARMED).search(rest) is None


def tells_of_nobody(text: str) -> bool:
    """Whether a sentence's harm is no harm to civilians: soldiers' deaths, or none at all."""
    return soldiers_only(text) or harm_denied(text)


def attack_is_the_event(units: Sequence[Unit]) -> bool:
    """Whether headline and first sentence, as far as there are, tell of an attack."""
    tops = [u for u in units if u.zone.kind is ZoneKind.HEADLINE]
    tops += [u for u in units if u.zone.kind is ZoneKind.BODY][:1]
    told = [present("attack", u.text) for u in tops]
    event = any(present("attack_event", u.text) for u in tops)
    return bool(told) and all(told) and event
