"""forbid: words that do not stand in our copy, but for the exceptions a desk names."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from desk.policy import matching
from desk.policy.hours import when
from desk.policy.hours.when import Condition, holds
from desk.policy.hours.zones import Zone, regions
from desk.policy.matching import (
    RuleError,
    Sought,
    Terms,
    each_match,
    found,
    parse_condition,
    parse_terms,
    parse_unless,
    zones_of,
)
from desk.policy.types import Facts, Finding
from desk.policy.values import record


@record
class ForbidParams:
    """Which words, where, when, and what excuses them."""

    terms: Sought[Terms]
    zones: tuple[Zone, ...]
    unless: tuple[str, ...]
    when: Condition
    until: datetime | None = None


def parse(structured: dict[str, Any]) -> ForbidParams:
    """The stored form as typed values."""
    return ForbidParams(
        terms=parse_terms(structured.get("terms"), "terms"),
        zones=zones_of(structured, "all"),
        unless=parse_unless(structured.get("unless")),
        when=parse_condition(structured.get("when")),
        until=parse_until(structured.get("until")),
    )


def parse_until(said: str | None) -> datetime | None:
    """The hour at which a rule falls asleep; an event has none until somebody writes it in."""
    if not said or said.startswith("event:"):
        return None
    try:
        hour = datetime.fromisoformat(said)
    except ValueError as wrong:
        raise RuleError("“until” is an hour as 2026-11-03T22:00Z, or event: and a name.") from wrong
    return hour if hour.tzinfo else hour.replace(tzinfo=UTC)


def cues(params: ForbidParams) -> frozenset[str]:
    """The letters of its words, or of its condition."""
    return when.cues(params.when) or matching.cues(params.terms)


def forbid(facts: Facts, params: ForbidParams) -> Iterator[Finding]:
    """Quote each forbidden wording that no exception covers."""
    if not holds(params.when, facts):
        return
    if params.until and facts.now and facts.now >= params.until:
        return
    for region, span, _ in each_match(
        facts, regions(facts, params.zones), params.terms, params.unless
    ):
        said = region.zone.text[span.start : span.end]
        yield found(region.zone, span, f"“{said}” stands in our own voice.")
