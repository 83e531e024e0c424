"""require: words that must stand somewhere, where something else stands."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from desk.policy.figures.numbers import has_number
from desk.policy.hours import when
from desk.policy.hours.when import Condition, Known, Words, holds, triggers
from desk.policy.hours.zones import Region, Zone, regions
from desk.policy.matching import (
    RuleError,
    Sought,
    Terms,
    excused,
    found,
    near,
    nothing,
    parse_condition,
    parse_terms,
    parse_unless,
    parse_within,
    sentence_of,
    zones_of,
)
from desk.policy.sources.attribution import attributed
from desk.policy.types import Facts, Finding, Span, ZoneKind
from desk.policy.values import record


@record
class RequireParams:
    """What must stand, when, how near or in which zones."""

    pattern: Sought[Terms]
    when: Condition
    within: str
    zones: tuple[Zone, ...]
    each: bool
    factual: bool
    unless: tuple[str, ...]


def parse(structured: dict[str, Any]) -> RequireParams:
    """The stored form as typed values."""
    within = structured.get("within")
    zones = () if within else zones_of(structured, "body")
    if not structured.get("pattern"):
        raise RuleError("“pattern” says which words must stand.")
    when = parse_condition(structured.get("when"))
    return RequireParams(
        pattern=parse_terms(structured["pattern"], "pattern"),
        when=when,
        within=parse_within(within) if within else "",
        zones=zones,
        each=any(zone.each for zone in zones),
        factual=Known("factual") in when,
        unless=parse_unless(structured.get("unless")),
    )


def cues(params: RequireParams) -> frozenset[str]:
    """The letters of its condition; without words there it is about every piece."""
    return when.cues(params.when)


def require(facts: Facts, params: RequireParams) -> Iterator[Finding]:
    """Point at the place where the words are missing."""
    if not holds(params.when, facts):
        return
    if params.within:
        yield from missing_near(facts, params)
    else:
        yield from missing_in_zone(facts, params)


def missing_near(facts: Facts, params: RequireParams) -> Iterator[Finding]:
    """Each trigger, or only the first mention, without the words near it."""
    for region, span in called(facts, params):
        if not stands(near(region, span, params.within), params.pattern, facts, span):
            yield found(region.zone, span, message(params))
        if params.within.startswith("first-mention"):
            return


def missing_in_zone(facts: Facts, params: RequireParams) -> Iterator[Finding]:
    """Zones without the words; a check of absence needs the whole text."""
    looked = regions(facts, params.zones)
    if params.each:
        asked = [atom for atom in params.when if isinstance(atom, Words) and atom.zone is None]
        for region in looked:
            span = Span(region.start, region.end)
            concerns = all(a.spans(region.text) for a in asked) if asked else factual(region)
            if concerns and not stands(region.text, params.pattern, facts, span):
                yield found(region.zone, span, message(params))
        return
    if "whole-body" not in facts.known:
        return
    if any(
        stands(region.text, params.pattern, facts, Span(region.start, region.end))
        for region in looked
    ):
        return
    places = called(facts, params)
    if places:
        region, span = places[0]
        yield found(region.zone, sentence_of(region.zone, span), message(params))
    elif triggers(params.when, facts):
        return  # every place is one of the exceptions
    else:
        zone = looked[0].zone.kind if looked else ZoneKind.BODY
        yield nothing(zone, message(params))


def called(facts: Facts, params: RequireParams) -> list[tuple[Region, Span]]:
    """Where the condition’s words stand and no exception covers them."""
    return [
        (region, span)
        for region, span in triggers(params.when, facts)
        if not excused(facts, region.zone, span, params.unless)
    ]


def factual(region: Region) -> bool:
    """Whether a sentence states something that could be checked: a figure, an hour, an event."""
    return has_number(region.text) or bool(
        re.search(r"\b(?:\w+(?:ed|lit)|lit|hit|died|fell|rose|struck)\b", region.text)
    )


def stands(words: str, pattern: Sought[Terms], facts: Facts, span: Span) -> bool:
    """Whether any of the words stand; a citation in the stretch is one of `@citation`."""
    for term in pattern:
        if term.said == "@citation":
            if any(span.start <= c.span.start <= span.end for c in facts.citations):
                return True
            if re.search(r"\[\d+\]", words):
                return True
        elif term.said == "@attribution":
            if attributed(words):
                return True
        elif term.spans(words):
            return True
    return False


def message(params: RequireParams) -> str:
    """What is missing, in the rule's own words."""
    said = [plain(term.said) for term in params.pattern][:3]
    return "Missing here: " + " or ".join(f"“{word}”" for word in said) + "."


@lru_cache(maxsize=2048)
def plain(said: str) -> str:
    """A pattern as near to words as one can read it."""
    if said.startswith("@"):
        return said[1:].replace("_", " ")
    return re.sub(r"[\\^$?+*|()\[\]]", " ", said).strip()
