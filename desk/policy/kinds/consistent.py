"""consistent: one word for one thing, one figure for one count, in one piece."""

from collections.abc import Iterator, Sequence
from typing import Any

from desk.policy.figures.numbers import numbers
from desk.policy.figures.tolls import Figure, casualty_figures
from desk.policy.hours.when import places
from desk.policy.hours.zones import Region, Zone, regions
from desk.policy.matching import RuleError, Sought, Terms, found, parse_terms, zones_of
from desk.policy.patterns import bounded, needle, phrase_pattern
from desk.policy.text import quoted
from desk.policy.types import Facts, Finding, Span, ZoneText
from desk.policy.values import record


@record
class ConsistentParams:
    """Pairs that do not stand together, or zones whose figures of some lists must be one."""

    either: tuple[tuple[str, str], ...]
    numbers: Sought[Terms]
    zones: tuple[Zone, ...]


def parse(structured: dict[str, Any]) -> ConsistentParams:
    """The stored form as typed values."""
    either = structured.get("either") or {}
    if not isinstance(either, dict):
        raise RuleError("“either” is pairs of words.")
    counted = structured.get("numbers")
    if not either and not counted:
        raise RuleError("Say which words, or which figures, must be one.")
    return ConsistentParams(
        tuple((str(a), str(b)) for a, b in either.items()),
        parse_terms(counted, "numbers") if counted else Sought(()),
        zones_of(structured, "all"),
    )


def cues(params: ConsistentParams) -> frozenset[str]:
    """The letters of one wording of each pair."""
    letters = frozenset(needle(one) for one, _ in params.either)
    return frozenset() if params.numbers or "" in letters else letters


def consistent(facts: Facts, params: ConsistentParams) -> Iterator[Finding]:
    """Point at the second wording, or at the figure that differs from the first zone's."""
    looked = regions(facts, params.zones)
    for one, other in params.either:
        first, second = matches(looked, one), matches(looked, other)
        if first and second:
            _, region, span = max(first[0], second[0], key=lambda place: (place[0], place[2].start))
            said = region.zone.text[span.start : span.end]
            yield found(
                region.zone, span, f"Both “{one}” and “{other}” stand in this piece; here “{said}”."
            )
    for term in params.numbers:
        yield from figures(looked, term)


def matches(looked: Sequence[Region], words: str) -> list[tuple[int, Region, Span]]:
    """Where a wording stands, quotations left out: in which of the regions, and there."""
    pattern, cased = phrase_pattern(words), any(c.isupper() for c in words)
    return [
        (n, region, span)
        for n, region in enumerate(looked)
        for at in places(region.text, needle(words), pattern, cased)
        if bounded(region.text, at.start, at.end)
        and not quoted(region.zone, span := region.span(at.start, at.end))
    ]


DEATHS = frozenset({"@death_toll", "@civilian_death", "@military_death"})
HARM = DEATHS | {"@civilian_harm", "@civilian_impact"}


def figures(looked: Sequence[Region], term: Terms) -> Iterator[Finding]:
    """A figure that is another than that of the first zone with one, for the same harm or tally."""
    every = [(region, figure) for region in looked for figure in counts(region.text, term)]
    first: dict[str, ZoneText] = {}
    named: dict[str, list[Figure]] = {}
    for region, figure in every:
        same = named.setdefault(figure.harm, [])
        if region.zone is not first.setdefault(figure.harm, region.zone) or not figure.exact:
            continue
        if len(same) < 2 and all(o.value != figure.value for o in same):
            same.append(figure)  # two values tell whether another one differs
    for region, figure in every:
        base = first[figure.harm]
        other = differs(figure, named[figure.harm]) if region.zone is not base else None
        if other:
            span = region.span(figure.start, figure.end)
            yield found(region.zone, span, f"{figure.said} here, {other.said} in the {base.kind}.")
            return


def counts(text: str, term: Terms) -> list[Figure]:
    """What a stretch counts: people by their harm, anything else by the first number of its words."""
    if term.said in HARM:
        dead = term.said in DEATHS
        return [f for f in casualty_figures(text) if not dead or f.harm == "killed"]
    every = numbers(text)
    out = []
    for span in term.spans(text):
        n = next((n for n in every if span.start <= n.start and n.end <= span.end), None)
        if n:
            said = text[span.start : span.end]
            out.append(Figure(n.value, term.said, span.start, span.end, said, n.exact, n.least, n))
    return out


def differs(figure: Figure, named: list[Figure]) -> Figure | None:
    """A figure of the same harm with another value; “at least” and ranges are let be."""
    for other in named:
        if other.harm == figure.harm and figure.exact and other.value != figure.value:
            return other
    return None
