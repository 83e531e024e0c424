"""prefer: the house's word for another; a plain respelling can be taken with one key."""

from collections.abc import Iterator
from typing import Any

from desk.policy import known
from desk.policy.hours.when import places
from desk.policy.hours.zones import Zone, regions
from desk.policy.matching import RuleError, Sought, excused, found, parse_unless, zones_of
from desk.policy.patterns import PatternError, bounded, compiled, needle, phrase_pattern
from desk.policy.text import quoted
from desk.policy.types import Facts, Finding, Fix, Span
from desk.policy.values import record


@record
class Swap:
    """A wording and the one we use, with the first one's pattern, the letters it needs and whether its
    capitals count: Kiev, not kiev."""

    old: str
    new: str
    pattern: str
    letters: str
    cased: bool

    @property
    def plain(self) -> str:
        """Letters that a text must have as a run of their own, empty where it need not."""
        return "" if "*" in self.old else self.letters


@record
class PreferParams:
    """Which wordings for which."""

    swaps: Sought[Swap]
    zones: tuple[Zone, ...]
    unless: tuple[str, ...]


def parse(structured: dict[str, Any]) -> PreferParams:
    """The stored form as typed values."""
    swap = structured.get("swap")
    if not isinstance(swap, dict) or not swap:
        raise RuleError("“swap” needs at least one pair of words.")
    swaps: list[Swap] = []
    for old, new in swap.items():
        try:
            compiled(phrase_pattern(str(old), whole=False))
            pattern = phrase_pattern(str(old))
            compiled(pattern)
        except PatternError as wrong:
            raise RuleError(str(wrong)) from wrong
        cased = any(c.isupper() for c in str(old))
        swaps.append(Swap(str(old), str(new), pattern, needle(str(old)), cased))
    return PreferParams(
        Sought(swaps), zones_of(structured, "all"), parse_unless(structured.get("unless"))
    )


def cues(params: PreferParams) -> frozenset[str]:
    """The letters of the wordings it looks for."""
    letters = frozenset(swap.letters for swap in params.swaps)
    return frozenset() if "" in letters else letters


def prefer(facts: Facts, params: PreferParams) -> Iterator[Finding]:
    """Quote each wording we do not use; quotations and names of others are theirs."""
    for region in regions(facts, params.zones):
        text = region.text
        for swap in params.swaps.near(text):
            if swap.letters and not known.stands(text, swap.letters, whole="*" not in swap.old):
                continue
            for place in places(text, swap.letters, swap.pattern, swap.cased):
                span = region.span(place.start, place.end)
                if not bounded(text, place.start, place.end) or quoted(region.zone, span):
                    continue
                if excused(facts, region.zone, span, params.unless):
                    continue
                said = region.zone.text[span.start : span.end]
                offer = like(said, swap.new)
                yield found(
                    region.zone,
                    span,
                    f"The house writes “{offer}”, not “{said}”.",
                    mend=Fix("swap", region.zone.kind, Span(span.start, span.end), offer),
                    fix=f"Write “{offer}”.",
                )


def like(said: str, new: str) -> str:
    """The new wording with the old one's first capital."""
    return new[:1].upper() + new[1:] if said[:1].isupper() else new
