"""consistent: one word for one thing, one figure for one count, in one piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desk.policy.matching import RuleError, found, parse_terms, zones_of
from desk.policy.patterns import compiled, needle, phrase_pattern
from desk.policy.text import in_quotes
from desk.policy.tolls import Figure, casualty_figures
from desk.policy.types import Facts, Finding, Span
from desk.policy.zones import Region, Zone, parse_zone, regions


@dataclass(frozen=True, slots=True)
class ConsistentParams:
    """Pairs that do not stand together, or zones whose toll must be one."""

    either: tuple[tuple[str, str], ...]
    numbers: bool
    zones: tuple[Zone, ...]


def parse(structured: dict[str, Any]) -> ConsistentParams:
    """The stored form as typed values."""
    either = structured.get("either") or {}
    if not isinstance(either, dict):
        raise RuleError("“either” is pairs of words.")
    numbers = structured.get("numbers")
    if not either and not numbers:
        raise RuleError("Say which words, or which figures, must be one.")
    if numbers:
        parse_terms(numbers, "numbers")
    return ConsistentParams(
        tuple((str(a), str(b)) for a, b in either.items()),
        bool(numbers),
        zones_of(structured, "all"),
    )


def cues(params: ConsistentParams) -> frozenset[str]:
    """The letters of one wording of each pair."""
    letters = frozenset(needle(one) for one, _ in params.either)
    return frozenset() if params.numbers or "" in letters else letters


def consistent(facts: Facts, params: ConsistentParams) -> Iterator[Finding]:
    """Point at the second wording, or at the figure that differs from the headline's."""
    looked = regions(facts, params.zones)
    for one, other in params.either:
        first, second = matches(looked, one), matches(looked, other)
        if first and second:
            _, region, span = max(first[0], second[0], key=lambda place: (place[0], place[2].start))
            said = region.zone.text[span.start : span.end]
            yield found(
                region.zone, span, f"Both “{one}” and “{other}” stand in this piece; here “{said}”."
            )
    if params.numbers:
        yield from figures(facts, looked)


def matches(looked: list[Region], words: str) -> list[tuple[int, Region, Span]]:
    """Where a wording stands, quotations left out: in which of the regions, and there."""
    pattern = compiled(phrase_pattern(words), cased=any(c.isupper() for c in words))
    return [
        (n, region, region.span(m.start(), m.end()))
        for n, region in enumerate(looked)
        for m in pattern.finditer(region.text)
        if not in_quotes(region.zone.text, region.span(m.start(), m.end()))
    ]


def figures(facts: Facts, looked: list[Region]) -> Iterator[Finding]:
    """A toll in the body that is another than the headline's, for the same harm."""
    top = regions(facts, (parse_zone("headline"),))
    named: dict[str, list[Figure]] = {}
    for figure in (f for region in top for f in casualty_figures(region.text) if f.exact):
        same = named.setdefault(figure.harm, [])
        if len(same) < 2 and all(other.value != figure.value for other in same):
            same.append(figure)  # two values tell whether another one differs
    for region in looked:
        if region.zone.kind == "headline":
            continue
        for figure in casualty_figures(region.text):
            other = differs(figure, named.get(figure.harm, []))
            if other:
                span = region.span(figure.start, figure.end)
                yield found(region.zone, span, f"{figure.said} here, {other.said} in the headline.")
                return


def differs(figure: Figure, named: list[Figure]) -> Figure | None:
    """A figure of the same harm with another value; “at least” and ranges are let be."""
    for other in named:
        if other.harm == figure.harm and figure.exact and other.value != figure.value:
            return other
    return None
