"""lead: what should open a zone, and what opened it instead."""

from collections.abc import Iterator
from typing import Any

from desk.policy import matching
from desk.policy.framing import judge
from desk.policy.hours import when
from desk.policy.hours.when import Condition, holds
from desk.policy.hours.zones import Region, Zone, regions
from desk.policy.matching import (
    RuleError,
    Sought,
    Terms,
    found,
    parse_condition,
    parse_terms,
    zones_of,
)
from desk.policy.types import Facts, Finding, Span
from desk.policy.values import record

CIVILIAN = "@civilian_impact"


@record
class LeadParams:
    """What must come first, before what, in which zones, and when."""

    first: Sought[Terms]
    before: Sought[Terms]
    zones: tuple[Zone, ...]
    when: Condition
    framing: bool


def parse(structured: dict[str, Any]) -> LeadParams:
    """The stored form as typed values; `first: @civilian_impact` asks the judge of framing."""
    framing = structured.get("first") == CIVILIAN
    if not framing and not structured.get("before"):
        raise RuleError("Say what must come first, and before what.")
    return LeadParams(
        first=parse_terms(structured.get("first"), "first"),
        before=parse_terms(structured["before"], "before")
        if structured.get("before")
        else Sought(()),
        zones=zones_of(structured, ["headline", "dek", "sentence:1-3"]),
        when=parse_condition(structured.get("when")),
        framing=framing,
    )


def cues(params: LeadParams) -> frozenset[str]:
    """The letters of its condition, or of what may not come first; the judge of framing reads every piece."""
    return frozenset() if params.framing else when.cues(params.when) or matching.cues(params.before)


def lead(facts: Facts, params: LeadParams) -> Iterator[Finding]:
    """Say where something else takes the place that `first` should have."""
    if params.framing:
        if untold(facts) and not holds(params.when, facts):
            return
        yield from judge.findings(
            facts, [zone.name for zone in params.zones], facts.extra.get("judge")
        )
        return
    if not holds(params.when, facts):
        return
    for region in regions(facts, params.zones):
        opener = opening(region, params.before)
        wanted = opening(region, params.first)
        if opener and (wanted is None or opener.start < wanted.start):
            span = region.span(opener.start, opener.end)
            yield found(region.zone, span, "Something else comes first here.")
            return


def untold(facts: Facts) -> bool:
    """Whether the desk has not said yet what a story is about: every note's scope holds it, the vote and the
    cup final too, and the judge reads no attack but what comes first."""
    return "topics" in facts.known and not facts.topics


def opening(region: Region, terms: Sought[Terms]) -> Span | None:
    """The first place in a region where any of the terms stands."""
    spans = [span for term in terms.near(region.text) for span in term.spans(region.text)]
    return min(spans, key=lambda s: s.start, default=None)
