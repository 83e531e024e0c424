"""judgement: a question that a named person answers; the machine only says when to ask."""

from collections.abc import Iterator
from typing import Any

from desk.policy import matching
from desk.policy.figures.numbers import has_number
from desk.policy.hours.zones import Zone, regions
from desk.policy.matching import (
    RuleError,
    Sought,
    Terms,
    each_match,
    found,
    parse_terms,
    sentence_of,
    zones_of,
)
from desk.policy.types import Confidence, Facts, Finding
from desk.policy.values import record


@record
class JudgementParams:
    """The question, and words at which it is asked."""

    checklist: str
    cue: Sought[Terms]
    zones: tuple[Zone, ...]
    unless_numbers: bool


def parse(structured: dict[str, Any]) -> JudgementParams:
    """The stored form as typed values."""
    question = structured.get("checklist")
    if not isinstance(question, str) or not question.strip():
        raise RuleError("“checklist” is the question a person answers.")
    return JudgementParams(
        question.strip(),
        parse_terms(structured.get("cue"), "cue"),
        zones_of(structured, "all"),
        "number" in question.lower(),
    )


def cues(params: JudgementParams) -> frozenset[str]:
    """The letters of the words at which it asks."""
    return matching.cues(params.cue)


def judgement(facts: Facts, params: JudgementParams) -> Iterator[Finding]:
    """Ask once, at the first cue. A question about numbers is not asked where the sentence has one."""
    for region, span, _ in each_match(facts, regions(facts, params.zones), params.cue, ()):
        sentence = sentence_of(region.zone, span)
        if params.unless_numbers and has_number(region.zone.text[sentence.start : sentence.end]):
            continue
        yield found(region.zone, span, params.checklist, confidence=Confidence.UNSURE)
        return
