"""Checks on whom the desk asked for comment: asked only of a piece that has such a request on the record."""

import re
from collections.abc import Iterator

from desk.policy.checks.base import Check, body_finding
from desk.policy.text import body_sentences, cut
from desk.policy.types import Confidence, Facts, Finding, RequestFacts, Span

SILENT = re.compile(
    r"\b(?:did|had|have|has|was|were|does|do)(?:\s+not|n[’']t)\s+(?:\w+ly\s+|yet\s+|at once\s+){0,2}(?:respond|reply|replied|answer|return(?:ed)? (?:calls|messages|a call|a message)|available)(?:ed|ing)?\b"
    r"|\bdeclined (?:to|any) comment\b|\bcould not be reached\b|\b(?:gave|sent|offered) no (?:reply|response|answer|comment)\b|\bno (?:reply|response|answer) (?:came|had come|from)\b",
    re.IGNORECASE,
)


def reply_mismatch(facts: Facts) -> Iterator[Finding]:
    """What the copy says of an answer, against what is on the record; and a request that still has its time."""
    if not facts.requests:
        return
    for span in body_sentences(facts.body):
        said = cut(facts.body.text, span)
        if SILENT.search(said):
            yield from silent(facts, span, said)
    yield from early(facts)


def silent(facts: Facts, span: Span, said: str) -> Iterator[Finding]:
    """A sentence that says somebody did not answer."""
    named = [one for one in facts.requests if names(one, said)]
    if not named and not any(short_for(one, said) for one in facts.requests):
        message = "No request for comment on the record is to whom this says did not answer."
        yield body_finding(facts, span, message, confidence=Confidence.UNSURE)
    for one in named:
        if one.outcome == "answered" and one.answered_at:
            message = (
                f"{one.whom} answered at {one.answered_at:%H:%M} UTC; this says that nobody did."
            )
            yield body_finding(facts, span, message)


def early(facts: Facts) -> Iterator[Finding]:
    """A request whose time to answer is not over; told at the first sentence that names them."""
    for one in facts.requests:
        if one.outcome or one.reply_by is None or facts.now is None or facts.now >= one.reply_by:
            continue
        where = (s for s in body_sentences(facts.body) if names(one, cut(facts.body.text, s)))
        span = next(where, Span(0, 0))
        message = f"{one.whom} has until {one.reply_by:%H:%M} UTC to answer."
        yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def names(one: RequestFacts, said: str) -> bool:
    """Whether a sentence names whom the desk asked, the article aside."""
    whom = re.sub(r"^(?:the|an?)\s+", "", " ".join(one.whom.casefold().split()))
    return bool(whom) and whom in " ".join(said.casefold().split())


FEW = frozenset("the and for not did had has her his its was were city town state new".split())
WORD = re.compile(r"[^\W\d_]{3,}")


def short_for(one: RequestFacts, said: str) -> bool:
    """Whether a sentence may mean whom the desk asked by part of the name: “the ministry”, “Ms Orr”."""
    words = {word.casefold() for word in WORD.findall(said)} - FEW
    return any(word.casefold() in words for word in WORD.findall(one.whom))


CHECKS = (
    Check(
        "reply-mismatch",
        "Copy that says somebody did not answer, or goes out before they had their time, against the requests for comment on the record.",
        "Whoever is spoken of is asked first, and readers are told what came of it.",
        "Say what they answered, note the answer, or wait for the hour they were given.",
        reply_mismatch,
    ),
)
