"""sourcing: whose word the piece, or the opening of it, rests on."""

from collections.abc import Iterator
from typing import Any

from desk.policy.hours import when
from desk.policy.hours.when import Condition, holds, triggers
from desk.policy.hours.zones import Zone, regions
from desk.policy.matching import RuleError, found, nothing, parse_condition, sentence_of, zones_of
from desk.policy.patterns import compiled
from desk.policy.sources import evidence
from desk.policy.sources.evidence import Evidence
from desk.policy.types import Facts, Finding, ZoneKind
from desk.policy.values import record

NONE_HAS_SPOKEN = (
    r"\b(?:no|none of the|neither)\b[^.]{0,60}\b(?:outlet|outlets|agency|agencies|newsroom|newsrooms|wire|wires|"
    r"media)\b[^.]{0,60}\b(?:has|have|had)\b[^.]{0,20}\b(?:reported|spoken|confirmed|published|said)"
)


@record
class SourcingParams:
    """Classes that may not come first or stand alone, that must come first, and how many owners."""

    zones: tuple[Zone, ...]
    when: Condition
    forbid_first: frozenset[str]
    forbid_only: frozenset[str]
    need_first: frozenset[str]
    min_owners: int


def parse(structured: dict[str, Any]) -> SourcingParams:
    """The stored form as typed values."""
    params = SourcingParams(
        zones=zones_of(structured, "sentence:1-3"),
        when=parse_condition(structured.get("when")),
        forbid_first=classes(structured.get("forbid_first")),
        forbid_only=classes(structured.get("forbid_only")),
        need_first=classes(structured.get("need_first")),
        min_owners=int(structured.get("min_owners", 0)),
    )
    if not (params.forbid_first or params.forbid_only or params.need_first or params.min_owners):
        raise RuleError(
            "Say which class may not come first or alone, must come first, or how many owners."
        )
    return params


def classes(said: object) -> frozenset[str]:
    """Names of source classes from `class:x` or a list of them."""
    given = [said] if isinstance(said, str) else (said or [])
    if not isinstance(given, list):
        raise RuleError("Classes are written class:state-ru.")
    return frozenset(str(one).removeprefix("class:") for one in given)


def cues(params: SourcingParams) -> frozenset[str]:
    """The letters of its condition."""
    return when.cues(params.when)


def sourcing(facts: Facts, params: SourcingParams) -> Iterator[Finding]:
    """Ask who speaks first, who stands alone, and how many owners there are."""
    if not holds(params.when, facts):
        return
    opening = [
        e for region in regions(facts, params.zones) for e in evidence.in_region(facts, region)
    ]
    if params.forbid_first:
        yield from first(facts, params, opening)
    if params.forbid_only:
        yield from only(facts, params, opening)
    if params.need_first:
        yield from needed(facts, params, opening)
    if params.min_owners:
        yield from too_few(facts, params)


def first(facts: Facts, params: SourcingParams, opening: list[Evidence]) -> Iterator[Finding]:
    """A source of a forbidden class that speaks before anybody else."""
    if opening and opening[0].source.classes & params.forbid_first:
        span = sentence_of(facts.body, opening[0].span)
        yield found(facts.body, span, f"{opening[0].source.name} speaks first.")


def only(facts: Facts, params: SourcingParams, opening: list[Evidence]) -> Iterator[Finding]:
    """Nobody but sources of a class in the opening."""
    if opening and all(e.source.classes & params.forbid_only for e in opening):
        span = sentence_of(facts.body, opening[0].span)
        yield found(facts.body, span, f"The opening rests on {opening[0].source.name} alone.")


def needed(facts: Facts, params: SourcingParams, opening: list[Evidence]) -> Iterator[Finding]:
    """The first source is of another class, and the piece does not say that none has spoken yet."""
    if "whole-body" not in facts.known or compiled(NONE_HAS_SPOKEN).search(facts.body.text):
        return
    if opening and not opening[0].source.classes & params.need_first:
        span = sentence_of(facts.body, opening[0].span)
        wanted = " or ".join(sorted(name.replace("-", " ") for name in params.need_first))
        yield found(
            facts.body, span, f"{opening[0].source.name} speaks first; the note promises {wanted}."
        )


def too_few(facts: Facts, params: SourcingParams) -> Iterator[Finding]:
    """Fewer owners than the rule asks for, where its words stand."""
    if "links" not in facts.known:
        return
    count = evidence.owners(evidence.everything(facts))
    if count >= params.min_owners:
        return
    message = f"It rests on {evidence.owner_words(count)}; the note asks for {params.min_owners}."
    places = triggers(params.when, facts)
    if places:
        region, span = places[0]
        yield found(region.zone, span, message)
    else:
        yield nothing(ZoneKind.SOURCES, message)
