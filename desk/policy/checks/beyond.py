"""The check on what is too much to be looked at whole: what was left out is told, never passed over."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from desk.policy import known
from desk.policy.checks.base import BLOCKING, Check, body_finding, link_finding, zones
from desk.policy.checks.promised import QUESTIONS, questions
from desk.policy.text import endless
from desk.policy.types import Confidence, Facts, Finding, Span

MOST_LINKS = (
    1000  # what is asked of each link is often asked beside all others, and beside each sentence
)


def trimmed(facts: Facts) -> Facts:
    """The piece with as many links as can be looked at."""
    more = tuple(link.href for link in facts.links[MOST_LINKS:])
    return replace(facts, links=facts.links[:MOST_LINKS], unseen=more) if more else facts


def beyond_measure(facts: Facts) -> Iterator[Finding]:
    """Links that nobody looked at, sentences without an end, questions past the last that is compared."""
    if facts.unseen:
        looked, left = len(facts.links), len(facts.unseen)
        said = f"The {left:,} links after the first {looked:,} were not looked at."
        # Whoever lets them pass has let these pass and no others.
        which = hashlib.sha256("\n".join(facts.unseen).encode()).hexdigest()
        yield link_finding(facts, looked - 1, said, evidence={"item": which})
    for zone in zones(facts):
        for span in known.scan(zone, endless):
            start, end = span.start, span.start + 80
            said = f"This sentence has {span.end - span.start:,} characters; it was read in pieces."
            yield Finding("", zone.kind, zone.text[start:end], start, end, said, confidence=Confidence.UNSURE)  # fmt: skip
    for at in questions(facts)[QUESTIONS : QUESTIONS + 1]:
        said = f"More than {QUESTIONS} questions are left open; from here on none was compared with what follows."
        yield body_finding(facts, Span(at.start, at.end), said, confidence=Confidence.UNSURE)


CHECKS = [
    Check(
        "beyond-measure",
        "More links, a longer sentence or more open questions than can be looked at whole.",
        "What was not looked at is not clear.",
        "Take out what readers do not need, or end the sentence.",
        beyond_measure,
        BLOCKING,
        law=True,  # a private or a leaky link may be among them
    ),
]
