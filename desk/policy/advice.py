"""Advice that waits for its cue: words, a place or a kind of claim in the copy. Pure.

Advice is shown beside the copy and asked of nobody. No finding is made of it, so it can neither block nor
be put away, and a note whose advice has no cue costs nothing here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any, NamedTuple

from desk.policy import geography, known
from desk.policy.figures.numbers import numbers
from desk.policy.matching import RuleError, Sought, Terms, parse_terms
from desk.policy.terms import spans
from desk.policy.text import quotes
from desk.policy.types import Advice, Facts, Note, Span, ZoneText
from desk.policy.values import record

SEEN = 80  # characters of the copy that are quoted as what brought a line of advice


class Claim(NamedTuple):
    """A kind of claim: what it is called on screens, and where a text makes it."""

    label: str
    look: Callable[[str], tuple[Span, ...]]


def of_list(name: str) -> Callable[[str], tuple[Span, ...]]:
    """Where the terms of a list stand."""
    return lambda text: spans(name, text)


def figures(text: str) -> tuple[Span, ...]:
    """Where a text has a figure, in digits or in words."""
    return tuple(Span(one.start, one.end) for one in numbers(text))


CLAIMS: Mapping[str, Claim] = {
    "toll": Claim("how many were killed", of_list("death_toll")),
    "harm": Claim("people killed or hurt", of_list("civilian_harm")),
    "attack": Claim("an attack", of_list("attack_event")),
    "downed": Claim("drones or missiles brought down, counted", of_list("interception_tally")),
    "weapon": Claim("a weapon", of_list("weapons")),
    "said": Claim("somebody’s word for it", of_list("attribution")),
    "quote": Claim("words in quotation marks", quotes),
    "denied": Claim("a denial", of_list("denial")),
    "unsure": Claim("a word of doubt", of_list("hedge")),
    "figure": Claim("a figure", figures),
    "price": Claim("prices and markets", of_list("prices")),
}


@record
class Cue:
    """What must stand in the copy for a line of advice to be shown: any one of these."""

    terms: Sought[Terms] = field(default_factory=lambda: Sought(()))
    places: frozenset[str] = frozenset()
    claims: tuple[str, ...] = ()


@record
class Shown:
    """A line of advice that is shown, and the words of the copy that brought it."""

    text: str
    seen: str = ""


def parse(said: Any) -> Advice:
    """A line from its stored form: words alone, or `{"text", "cue"}`."""
    if isinstance(said, str):
        return Advice(said)
    if not isinstance(said, Mapping) or set(said) - {"text", "cue"}:
        raise RuleError("A line of guidance is words, or words with their cue.")
    text = said.get("text")
    if not isinstance(text, str) or not text.strip():
        raise RuleError("A line of guidance has no words.")
    return Advice(text.strip(), parse_cue(said["cue"]) if said.get("cue") else None)


def parse_cue(said: Any) -> Cue:
    """A cue from its stored form; one that nothing could ever bring is refused."""
    if not isinstance(said, Mapping) or set(said) - {"terms", "places", "claims"}:
        raise RuleError("A cue names words, places or kinds of claim.")
    lists = {name: said.get(name) or [] for name in ("terms", "places", "claims")}
    if not all(isinstance(v, list) and all(isinstance(w, str) for w in v) for v in lists.values()):
        raise RuleError("Words, places and claims of a cue are lists.")
    if strange := set(lists["claims"]) - set(CLAIMS):
        raise RuleError(f"“{min(strange)}” is no kind of claim. Kinds are {', '.join(CLAIMS)}.")
    if not any(lists.values()):
        raise RuleError("A cue names at least one word, place or kind of claim.")
    return Cue(
        parse_terms(lists["terms"], "cue") if lists["terms"] else Sought(()),
        frozenset(geography.place(p) or p.strip().upper() for p in lists["places"]),
        tuple(lists["claims"]),
    )


def lines(note: Note, facts: Facts) -> Iterator[Shown]:
    """The advice of a note in force that a piece brings, in the note's order."""
    for advice in note.guidance:
        if advice.cue is None:
            yield Shown(advice.text)
        elif seen := first_of(advice.cue, facts):
            yield Shown(advice.text, seen)


def first_of(cue: Cue, facts: Facts) -> str:
    """The first words of the copy that a cue names, in reading order; none where it names none."""
    for zone in (facts.headline, facts.dek, facts.body):
        if zone and zone.text and (found := earliest(places_of(cue, zone))):
            return quoted_short(zone.text[found.start : found.end])
    return ""


def places_of(cue: Cue, zone: ZoneText) -> Iterator[Span]:
    """Wherever a zone has something that a cue names."""
    for term in cue.terms.near(zone.text):
        yield from term.spans(zone.text)
    for name in cue.claims:
        yield from known.scan(zone, claimed, name)
    if cue.places:
        yield from known.scan(zone, placed, cue.places)


def claimed(text: str, name: str) -> tuple[Span, ...]:
    """Where a block makes a claim of a kind."""
    return CLAIMS[name].look(text)


@lru_cache(maxsize=1024)
def held_by(name: str) -> frozenset[str]:
    """A place by one of its names, with the country it lies in."""
    return frozenset(geography.place_and_above(name))


def placed(text: str, wanted: frozenset[str]) -> tuple[Span, ...]:
    """Where a block names a place, or one that lies in it."""
    found = geography.names_pattern().finditer(text)
    return tuple(Span(*m.span()) for m in found if held_by(m.group()) & wanted)


def earliest(found: Iterable[Span]) -> Span | None:
    """The one that is read first."""
    return min(found, key=lambda span: (span.start, -span.end), default=None)


def quoted_short(words: str) -> str:
    """Words of the copy in one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= SEEN else flat[: SEEN - 1].rstrip() + "…"
