"""attribute: a claim that only stands with whose word it is, near it."""

import re
from collections.abc import Iterator
from typing import Any

from desk.policy import matching
from desk.policy.hours import when
from desk.policy.hours.when import Condition, holds
from desk.policy.hours.zones import Region, Zone, regions
from desk.policy.matching import (
    Sought,
    Terms,
    excused,
    found,
    near,
    parse_condition,
    parse_terms,
    parse_unless,
    parse_within,
    zones_of,
)
from desk.policy.sources.attribution import attributed
from desk.policy.types import Facts, Finding, Span
from desk.policy.values import record


@record
class AttributeParams:
    """The claim, to whom it must be given (empty: to anybody), and how near."""

    claim: Sought[Terms]
    to: Sought[Terms]
    within: str
    zones: tuple[Zone, ...]
    unless: tuple[str, ...]
    when: Condition
    first_only: bool


def parse(structured: dict[str, Any]) -> AttributeParams:
    """The stored form as typed values."""
    to = structured.get("to", "any")
    return AttributeParams(
        claim=parse_terms(structured.get("claim"), "claim"),
        to=Sought(()) if to == "any" else parse_terms(to, "to"),
        within=parse_within(structured.get("within")),
        zones=zones_of(structured, "all"),
        unless=parse_unless(structured.get("unless")),
        when=parse_condition(structured.get("when")),
        first_only=str(structured.get("within", "")).startswith("first-mention"),
    )


def cues(params: AttributeParams) -> frozenset[str]:
    """The letters of the claim, or of its condition."""
    return when.cues(params.when) or matching.cues(params.claim)


def attribute(facts: Facts, params: AttributeParams) -> Iterator[Finding]:
    """Quote each claim that nobody near it answers for."""
    if not holds(params.when, facts):
        return
    told: dict[str, bool] = {}  # a whole zone is near every claim in it
    for region, span in claims(facts, params):
        words = near(region, span, params.within)
        if words not in told:
            told[words] = answered(words, params.to)
        if not told[words]:
            said = region.zone.text[span.start : span.end]
            yield found(region.zone, span, f"Nobody is named for “{said}”.")
        if params.first_only:
            return


def claims(facts: Facts, params: AttributeParams) -> Iterator[tuple[Region, Span]]:
    """Where the claim stands and no exception covers it, in the order of the piece; none within another."""
    ends: dict[str, int] = {}
    for region in regions(facts, params.zones):
        local = {
            span for term in params.claim.near(region.text) for span in term.spans(region.text)
        }
        for at in sorted(local, key=lambda span: (span.start, -span.end)):
            span = region.span(at.start, at.end)
            if span.start < ends.get(region.zone.kind, -1):
                continue
            if not excused(facts, region.zone, span, params.unless):
                ends[region.zone.kind] = span.end
                yield region, span


def answered(words: str, to: Sought[Terms]) -> bool:
    """Whether the words near a claim give it to somebody of the list, or to anybody."""
    if not to:
        return attributed(words)
    plain = re.sub(r"\s+", " ", words)
    # “said” in a rule stands for the verb, not for one of its forms.
    spoken = any(term.said == "said" for term in to) and re.search(r"\bsays?\b", plain)
    return bool(spoken) or any(term.spans(plain) for term in to)
