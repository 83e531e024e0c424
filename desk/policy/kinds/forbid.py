"""forbid: words that do not stand in our copy, but for the exceptions a desk names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.policy.matching import (
    RuleError,
    Terms,
    each_match,
    found,
    parse_condition,
    parse_terms,
    parse_unless,
    zones_of,
)
from desk.policy.types import Facts, Finding
from desk.policy.when import Condition, holds
from desk.policy.zones import Zone, regions


@dataclass(frozen=True, slots=True)
class ForbidParams:
    """Which words, where, when, and what excuses them."""

    terms: tuple[Terms, ...]
    zones: tuple[Zone, ...]
    unless: tuple[str, ...]
    when: Condition


def parse(structured: dict[str, Any]) -> ForbidParams:
    """The stored form as typed values."""
    until = structured.get("until")
    if until is not None and not isinstance(until, str):
        raise RuleError("“until” is an hour or an event.")
    return ForbidParams(
        terms=parse_terms(structured.get("terms"), "terms"),
        zones=zones_of(structured, "all"),
        unless=parse_unless(structured.get("unless")),
        when=parse_condition(structured.get("when")),
    )


def forbid(facts: Facts, params: ForbidParams) -> Iterator[Finding]:
    """Quote each forbidden wording that no exception covers."""
    if not holds(params.when, facts):
        return
    for region, span, _ in each_match(
        facts, regions(facts, params.zones), params.terms, params.unless
    ):
        said = region.zone.text[span.start : span.end]
        yield found(region.zone, span, f"“{said}” stands in our own voice.")


def ended(structured: dict[str, Any], now: datetime | None) -> bool:
    """Whether a rule's own hour has passed."""
    until = structured.get("until")
    if now is None or not isinstance(until, str) or until.startswith("event:"):
        return False
    return datetime.fromisoformat(until) < now
