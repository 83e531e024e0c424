"""What an update keeps of what readers have: a claim that stands rests on no less than it did."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desk.policy.checks.base import BLOCKING, Check, body_finding
from desk.policy.sources import evidence
from desk.policy.sources.evidence import Evidence
from desk.policy.text import body_sentences, cut, sentence_at
from desk.policy.types import CitationFacts, Confidence, Facts, Finding, Span, ZoneText
from desk.policy.values import record

WORD = re.compile(r"\w+")
ALIKE = (
    0.6  # of all the words of two sentences, how many they share where one is the other rewritten
)
# Who passes on what others say: where one of these takes the place of somebody who knows, it is less.
SECOND_HAND = frozenset({"aggregator", "private-person"})


@record
class Resting:
    """A sentence that cites something, and what it rests on."""

    words: frozenset[str]
    flat: str
    on: tuple[Evidence, ...]


def sourcing_reduced(facts: Facts) -> Iterator[Finding]:
    """A claim readers have that rests on less than it did; and new words in a piece that rests on fewer."""
    if facts.out is None:
        return
    spans = body_sentences(facts.body)
    now = {flat(cut(facts.body.text, span)): span for span in reversed(spans)}
    had = resting(facts.out.body, facts.out.citations)
    known = {flat(cut(facts.out.body.text, span)) for span in body_sentences(facts.out.body)}
    new = [span for said, span in now.items() if said not in known]
    claims = False
    for one in had:
        same = now.get(one.flat)
        span = same or rewritten(one, facts.body, new)
        if span and (said := less(one.on, there(facts, span))):
            sure = Confidence.SURE if same and said.startswith("Readers") else Confidence.UNSURE
            yield body_finding(facts, span, said, confidence=sure)
            claims = True
    if not claims:
        yield from fewer(facts, sorted(new, key=lambda span: span.start))


@lru_cache(maxsize=2048)
def flat(said: str) -> str:
    """A sentence by its words alone."""
    return " ".join(WORD.findall(said.casefold()))


def resting(body: ZoneText, citations: Sequence[CitationFacts]) -> list[Resting]:
    """The sentences of a text that cite something."""
    spans, on = body_sentences(body), dict[int, list[Evidence]]()
    for cite in citations:
        # A citation stands behind the words that it holds.
        at = sentence_at(spans, max(cite.span.start - 1, 0))
        if at is not None:
            on.setdefault(at, []).append(of_citation(cite))
    found = [(flat(cut(body.text, spans[at])), tuple(some)) for at, some in on.items()]
    return [Resting(frozenset(said.split()), said, some) for said, some in found]


def of_citation(cite: CitationFacts) -> Evidence:
    """What a citation is evidence of."""
    return Evidence(cite.item.source, cite.span, cite.item.origin)


def rewritten(one: Resting, body: ZoneText, new: Sequence[Span]) -> Span | None:
    """The new sentence that says the same in other words, if one does."""
    best, most = None, ALIKE
    for span in new:
        words = frozenset(flat(cut(body.text, span)).split())
        share = len(words & one.words) / (len(words | one.words) or 1)
        if share >= most:
            best, most = span, share
    return best


def there(facts: Facts, span: Span) -> list[Evidence]:
    """What the paragraph of a sentence rests on: a citation may have moved to its end."""
    block = facts.body.block_at(span.start)
    start, end = (block.start, block.end) if block else (span.start, span.end + 1)
    return [of_citation(c) for c in facts.citations if start <= c.span.start <= end]


def less(had: Sequence[Evidence], has: Sequence[Evidence]) -> str:
    """What a sentence has lost, in words; nothing where it rests on as much as it did."""
    gone = [e for e in had if e.origin not in {other.origin for other in has}]
    if not gone:
        return ""
    names = " and ".join(dict.fromkeys(e.source.name for e in gone))
    if not has:
        return f"Readers have this resting on {names}; here it rests on nothing."
    was, now = evidence.owners(had), evidence.owners(has)
    if now < was:
        return f"Readers have this resting on {evidence.owner_words(was)}; without {names} it is {evidence.owner_words(now)}."
    if any(map(first_hand, had)) and not any(map(first_hand, has)):
        return f"It rested on {names}; {has[0].source.name} only passes on what others say."
    return ""


def first_hand(one: Evidence) -> bool:
    """Whether a source is classed and speaks for what it knows itself."""
    return one.source.classed and one.source.kind not in SECOND_HAND


def fewer(facts: Facts, new: Sequence[Span]) -> Iterator[Finding]:
    """New words that rest on nothing, in a piece that rests on fewer owners than readers have it."""
    assert facts.out is not None
    bare = next((span for span in new if not there(facts, span)), None)
    if bare is None:
        return
    was = evidence.owners(map(of_citation, facts.out.citations))
    now = evidence.owners(map(of_citation, facts.citations))
    if now < was:
        said = f"New words that rest on nothing, in a piece that rested on {evidence.owner_words(was)} and now on {evidence.owner_words(now)}."
        yield body_finding(facts, bare, said, confidence=Confidence.UNSURE)


CHECKS = (
    Check(
        "sourcing-reduced",
        "A claim that readers have, and that rests on less in the update than it did.",
        "An update may add what is new; it may not leave what stands with less behind it.",
        "Cite it again, cite as good a source, or take the claim out.",
        sourcing_reduced,
        BLOCKING,
    ),
)
