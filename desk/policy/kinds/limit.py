"""limit: how long, how many."""

from collections.abc import Iterator
from typing import Any

from desk.policy.hours.when import places
from desk.policy.hours.zones import Region, Zone, regions
from desk.policy.matching import RuleError, excused, found, nothing, parse_unless, zones_of
from desk.policy.patterns import PatternError, compiled, letters_of
from desk.policy.text import word_count
from desk.policy.types import Facts, Finding, Span, ZoneKind, ZoneText
from desk.policy.values import record

KINDS = {"headline": ZoneKind.HEADLINE, "dek": ZoneKind.DEK, "sources": ZoneKind.SOURCES}


@record
class LimitParams:
    """What is measured (chars, words, links, or matches of a pattern), where, least and most."""

    measure: str
    pattern: str
    zone: Zone
    least: int | None
    most: int | None
    unless: tuple[str, ...]


def parse(structured: dict[str, Any]) -> LimitParams:
    """The stored form as typed values."""
    measure = str(structured.get("measure", ""))
    pattern = measure.removeprefix("matches:") if measure.startswith("matches:") else ""
    if pattern:
        try:
            compiled(pattern)
        except PatternError as wrong:
            raise RuleError(str(wrong)) from wrong
        measure = "matches"
    if measure not in {"chars", "words", "links", "matches"}:
        raise RuleError("“measure” is chars, words, links or matches: and a pattern.")
    least, most = structured.get("min"), structured.get("max")
    if least is None and most is None:
        raise RuleError("A limit needs a least or a most.")
    return LimitParams(
        measure,
        pattern,
        zones_of(structured, "body")[0],
        int(least) if least is not None else None,
        int(most) if most is not None else None,
        parse_unless(structured.get("unless")),
    )


def cues(params: LimitParams) -> frozenset[str]:
    """The letters of what is counted, where none of it is well."""
    counts = params.measure == "matches" and params.least is None and (params.most or 0) >= 0
    letters = letters_of(params.pattern) if counts else ""
    return frozenset([letters] if letters else ())


def limit(facts: Facts, params: LimitParams) -> Iterator[Finding]:
    """Say how much there is and how much there may be."""
    if params.measure == "links":
        if "links" in facts.known:
            yield from judged(params, len(facts.links), None, [])
        return
    if params.zone.name == "body" and "whole-body" not in facts.known:
        return
    looked = regions(facts, (params.zone,))
    region = looked[0] if looked else None
    places = counted(facts, params, region)
    count = len(places) if params.measure == "matches" else size(params, region)
    yield from judged(params, count, region, places)


def counted(facts: Facts, params: LimitParams, region: Region | None) -> list[Span]:
    """Where a measured pattern stands."""
    if not region or params.measure != "matches":
        return []
    every = places(region.text, letters_of(params.pattern), params.pattern, False)  # noqa: FBT003
    spans = [region.span(place.start, place.end) for place in every]
    return [s for s in spans if not excused(facts, region.zone, s, params.unless)]


def size(params: LimitParams, region: Region | None) -> int:
    """Characters or words of a region."""
    if not region:
        return 0
    whole = ZoneText(region.zone.kind, region.text)
    return len(region.text) if params.measure == "chars" else word_count(whole)


def judged(
    params: LimitParams, count: int, region: Region | None, places: list[Span]
) -> Iterator[Finding]:
    """Too few or too many."""
    unit = {"chars": "characters", "words": "words", "links": "links", "matches": "places"}[
        params.measure
    ]
    kind = KINDS.get(params.zone.name, ZoneKind.BODY)
    if params.least is not None and count < params.least:
        said = (
            f"{count} {unit} in the {params.zone.name}; the note asks for {params.least} or more."
        )
        yield nothing(kind, said)
    if params.most is not None and count > params.most:
        said = f"{count} {unit} in the {params.zone.name}; the note allows {params.most}."
        if region and places:
            yield found(region.zone, places[params.most], said)
        elif region:
            cut = min(params.most, len(region.text)) if params.measure == "chars" else 0
            yield found(region.zone, region.span(cut, len(region.text)), said)
        else:
            yield nothing(kind, said)
