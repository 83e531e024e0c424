"""The closed grammar of `when`: a conjunction of atoms, parsed once into typed values. Pure.

Atoms: a term list (`@attack`), an RE2 pattern, either of them `in zone`, `words>n`,
`story_age<12h`, `format:x`, `image:x`, `revision:x`, `fact-changed`, `factual`,
`strikes_on(date)`. Whatever looks like an atom and is none is an error, never a pattern.
"""

import re
from datetime import timedelta
from functools import lru_cache

from desk.policy import known, terms
from desk.policy.hours.zones import Region, Zone, ZoneError, parse_zone, regions
from desk.policy.once import once_for
from desk.policy.patterns import PatternError, compiled, letters_of, lowered, where_it_stands
from desk.policy.text import word_count
from desk.policy.types import Facts, Span
from desk.policy.values import record

COMPARE = re.compile(r"(\w+)\s*([<>])\s*(\d+)([hm]?)")
NAMED = re.compile(r"(format|image|revision):([\w-]+)")
CALL = re.compile(r"(\w+)\((\w*)\)")
STATES = frozenset({"fact-changed", "factual"})
IN_ZONE = re.compile(
    r"(.+?)\s+in\s+((?:each )?(?:headline|dek|body|sources|media|footer|all|(?:sentence|paragraph):[\d-]+))"
)
LOOKS_LIKE_AN_ATOM = re.compile(r"[\w-]+\s*[<>=]=?.*|[a-z_-]+:[\w-]*|[a-z_]+\([\w, ]*\)")


class WhenError(ValueError):
    """A sentence that says which atom cannot be read."""


@record
class Words:
    """Terms or a pattern that must stand somewhere, or in one zone."""

    terms: str = ""
    pattern: str = ""
    zone: Zone | None = None

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where they stand in a text."""
        return spans_of(self.terms, self.pattern, text)


@record
class Measure:
    """`words>400` or `story_age<12h`; a limit in words or as a duration."""

    name: str
    sign: str
    words: int = 0
    age: timedelta = timedelta()


@record
class Known:
    """A fact of the story by its name, and its value where it has one."""

    name: str
    value: str = ""


Atom = Words | Measure | Known
Condition = tuple[Atom, ...]


def spans_of(name: str, pattern: str, text: str) -> tuple[Span, ...]:
    """Where a term list or a pattern stands in a text."""
    if name:
        return terms.spans(name, text)
    return places(text, letters_of(pattern), pattern, "[A-Z]" in pattern)


def places(text: str, letters: str, pattern: str, cased: bool) -> tuple[Span, ...]:  # noqa: FBT001
    """Where a pattern stands, block by block; one that needs plain letters only in the blocks that have them."""
    if letters and letters not in lowered(text):
        return ()
    if "\n" not in text:
        return places_within(text, pattern, cased)
    return known.scan_for(text, letters, places_within, pattern, cased)


@lru_cache(maxsize=8192)
def places_within(text: str, pattern: str, cased: bool) -> tuple[Span, ...]:  # noqa: FBT001
    """The same, wherever it is looked for."""
    return where_it_stands(pattern, text, cased=cased)


def parse_when(said: str | None) -> Condition:
    """A condition from its stored form; an empty one always holds."""
    if not said or not said.strip():
        return ()
    return tuple(parse_atom(part.strip()) for part in said.split(" & "))


def parse_atom(said: str) -> Atom:
    """One atom."""
    if said in STATES:
        return Known(said)
    if found := NAMED.fullmatch(said):
        return Known(found.group(1), found.group(2))
    if found := CALL.fullmatch(said):
        if found.group(1) != "strikes_on":
            raise WhenError(f"“{said}” is not a condition the desk knows.")
        return Known("strikes_on", found.group(2))
    if found := COMPARE.fullmatch(said):
        return parse_measure(said, *found.groups())
    zone = None
    if found := IN_ZONE.fullmatch(said):
        said = found.group(1)
        zone = parse_zone(found.group(2))
    return parse_words(said, zone)


def parse_measure(said: str, name: str, sign: str, number: str, unit: str) -> Measure:
    """`words>n` and `story_age<12h`."""
    if name == "words" and not unit:
        return Measure(name, sign, words=int(number))
    if name == "story_age" and unit:
        hours = timedelta(hours=int(number)) if unit == "h" else timedelta(minutes=int(number))
        return Measure(name, sign, age=hours)
    raise WhenError(f"“{said}” is not a condition. Write words>400 or story_age<12h.")


def parse_words(said: str, zone: Zone | None) -> Words:
    """A list or a pattern, checked now and not when copy is waiting."""
    if said.startswith("@"):
        try:
            terms.load(said[1:])
        except terms.NoSuchList as wrong:
            raise WhenError(str(wrong)) from wrong
        return Words(terms=said[1:], zone=zone)
    if LOOKS_LIKE_AN_ATOM.fullmatch(said):
        raise WhenError(f"“{said}” is not a condition the desk knows.")
    try:
        compiled(said)
    except (PatternError, ZoneError) as wrong:
        raise WhenError(str(wrong)) from wrong
    return Words(pattern=said, zone=zone)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether every atom holds; a fact that is not known does not."""
    return all(atom_holds(atom, facts) for atom in condition)


def atom_holds(atom: Atom, facts: Facts) -> bool:
    """Whether one atom holds for a piece."""
    if isinstance(atom, Words):
        return bool(once_for(facts, places_of, atom))
    # A rule's own examples are told in the state that its `when` asks for.
    if facts.extra.get("assume") and not (isinstance(atom, Measure) and atom.name == "words"):
        return atom != Known("image", "graphic") or bool(facts.images)
    if isinstance(atom, Measure):
        return measure_holds(atom, facts)
    return known_holds(atom, facts)


def measure_holds(atom: Measure, facts: Facts) -> bool:
    """A count of words, or the age of the event."""
    if atom.name == "words":
        count = word_count(facts.body)
        return count > atom.words if atom.sign == ">" else count < atom.words
    began = facts.extra.get("event_at") or facts.published_at
    if began is None or facts.now is None:
        return False
    age = facts.now - began
    return bool(age > atom.age if atom.sign == ">" else age < atom.age)


def known_holds(atom: Known, facts: Facts) -> bool:
    """A named fact of the story."""
    if atom.name == "format":
        return facts.format == atom.value
    if atom.name == "image":
        return any(atom.value in image.split() for image in facts.images)
    if atom.name == "revision":
        return facts.revision == atom.value
    if atom.name == "factual":
        return True
    return bool(facts.extra.get(atom.name))


def cues(condition: Condition) -> frozenset[str]:
    """Letters of which some stand wherever a condition holds; empty where it asks for none."""
    words = [letters_of(atom.pattern) for atom in condition if isinstance(atom, Words)]
    return frozenset([max(words, key=len)] if any(words) else ())


def triggers(condition: Condition, facts: Facts) -> list[tuple[Region, Span]]:
    """Where the words of a condition stand, in order: what a rule of absence is about."""
    words = (atom for atom in condition if isinstance(atom, Words))
    return [place for atom in words for place in once_for(facts, places_of, atom)]


EVERYWHERE = (Zone("all"),)


def places_of(facts: Facts, atom: Words) -> tuple[tuple[Region, Span], ...]:
    """Where the words of one atom stand."""
    looked = regions(facts, (atom.zone,) if atom.zone else EVERYWHERE)
    return tuple((r, r.span(s.start, s.end)) for r in looked for s in atom.spans(r.text))
