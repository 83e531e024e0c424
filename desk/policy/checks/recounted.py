"""Figures of copy against the counts they rest on: who counted says otherwise now, or the count has grown old."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from desk.policy.checks.base import Check, body_finding, words_finding
from desk.policy.checks.cited import cited_in
from desk.policy.figures.tolls import Figure, casualty_figures
from desk.policy.text import cut, told
from desk.policy.types import Confidence, CountFacts, Facts, Finding, Span, ZoneText

OLD = timedelta(hours=6)
YOUNG = timedelta(hours=24)  # a piece of which a count's hour matters still
AS_OF = re.compile(
    r"\b(?:as of|earlier|at first|initially|previously|until then|by (?:noon|midnight|dawn|\d{1,2}(?:[:.]\d\d|\s?[ap]\.?m)))\b",
    re.IGNORECASE,
)


class Bound(NamedTuple):
    """A figure of the body, the count it rests on, and the words it stands in."""

    span: Span
    on: CountFacts
    sentence: str


def count_moved(facts: Facts) -> Iterator[Finding]:
    """A figure whose counter counts otherwise now; one that is old and does not say as of when."""
    held = bound(facts) if any(c.item.counts for c in facts.citations) else []
    for one in held:
        if AS_OF.search(one.sentence):
            continue
        if one.on.newer:
            yield body_finding(facts, one.span, moved(one.on))
        elif grown_old(one.on, facts):
            said = f"This count is of {one.on.as_of:%H:%M} UTC on {one.on.as_of.day} {one.on.as_of:%B}: say as of when."
            yield body_finding(facts, one.span, said, confidence=Confidence.UNSURE)
    for zone in (facts.headline, facts.dek):
        if zone and held:
            yield from above(facts, zone, held)


def bound(facts: Facts) -> list[Bound]:
    """Figures of people harmed in sentences that cite a text which counts just so many."""
    found = []
    for sentence, said in told(facts.body, casualty_figures):
        counts = [count for item in cited_in(facts, sentence) for count in item.counts]
        for figure in casualty_figures(said) if counts else ():
            if count := next((c for c in counts if same(figure, c)), None):
                span = Span(sentence.start + figure.start, sentence.start + figure.end)
                found.append(Bound(span, count, cut(facts.body.text, sentence)))
    return found


def same(figure: Figure, count: CountFacts) -> bool:
    """Whether a figure is that of a count: of the same harm, and one of its bounds."""
    return figure.harm == count.harm and figure.value in {count.low, count.high}


def moved(count: CountFacts) -> str:
    """What the counter says now."""
    newer = count.newer
    assert newer is not None
    return f"{count.counter} counts {newer.said} {count.harm} as of {newer.as_of:%H:%M} UTC; this is {count.said}, of {count.as_of:%H:%M}."


def grown_old(count: CountFacts, facts: Facts) -> bool:
    """Whether a count is hours old in a piece that is of today."""
    if facts.now is None or facts.now - count.as_of < OLD:
        return False
    return facts.published_at is None or facts.now - facts.published_at < YOUNG


def above(facts: Facts, zone: ZoneText, held: list[Bound]) -> Iterator[Finding]:
    """The same figures in headline and dek."""
    if AS_OF.search(zone.text):
        return
    for figure in casualty_figures(zone.text):
        one = next((b.on for b in held if b.on.newer and same(figure, b.on)), None)
        if one:
            yield words_finding(facts, zone, Span(figure.start, figure.end), moved(one))


CHECKS = (
    Check(
        "count-moved",
        "A figure of people harmed whose counter has counted anew, or whose count is six hours old and has no hour.",
        "Counts change by the hour, up and down; readers take the figure for that of now.",
        "Read the newer text, write its figure and cite it; or say as of when.",
        count_moved,
    ),
)
