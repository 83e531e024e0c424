"""What a first word on one name may be: sixty words, each sentence attributed and cited. Pure."""

from collections.abc import Iterator
from itertools import pairwise

from desk.policy.sources.attribution import attributed
from desk.policy.text import cut, sentences, words
from desk.policy.types import CitationFacts, Facts, Span

MOST_WORDS = 60
MOST_IN_HEADLINE = 20  # a headline that carries the copy would pass every other limit
LETTERS = (
    10  # a word at most, with its space: words may be joined by hyphens, or stand without spaces
)
STATE = frozenset({"state-run", "state-funded", "party"})


def why_not(facts: Facts) -> tuple[str, ...]:
    """Everything that keeps a draft from being a first word, in sentences."""
    return tuple(dict.fromkeys([*of_the_frame(facts), *of_the_sentences(facts), *of_items(facts)]))


def of_the_frame(facts: Facts) -> Iterator[str]:
    """Length and parts."""
    yield from of_length(
        "headline", facts.headline.text if facts.headline else "", MOST_IN_HEADLINE
    )
    yield from of_length("copy", facts.body.text, MOST_WORDS)
    if facts.dek is not None and facts.dek.text.strip():
        yield "It has a dek; a first word is a headline and its copy."
    if any(link.span is not None for link in facts.links):
        yield "A link is typed into it; a first word rests on items that are kept here."


def of_length(part: str, text: str, most: int) -> Iterator[str]:
    """Words, and letters, since words may be joined or stand without spaces."""
    count, letters = len(words(text)), most * LETTERS
    if not count:
        yield f"It has no {part}."
    if count > most:
        yield f"Its {part} has {count} words; a first word has {most} at most there."
    if len(text) > letters:
        yield f"Its {part} has {len(text)} characters; a first word has {letters} at most there."


def of_the_sentences(facts: Facts) -> Iterator[str]:
    """Each says whose word it is and cites it."""
    spans = sentences(facts.body.text)
    ends = [b.start for _, b in pairwise(spans)] + [len(facts.body.text) + 1]
    for span, end in zip(spans, ends, strict=True):
        said = cut(facts.body.text, span)
        short = said if len(said) < 60 else f"{said[:59]}…"
        if not any(rests_on(cite, span, end) for cite in facts.citations):
            yield f"“{short}” cites no item."
        if not attributed(said):
            yield f"“{short}” does not say whose word it is."


def rests_on(cite: CitationFacts, span: Span, end: int) -> bool:
    """Whether a citation stands in the sentence or right behind it."""
    return span.start < cite.span.start < end


def of_items(facts: Facts) -> Iterator[str]:
    """What it rests on is classed, independent of states and parties, and stands."""
    for cite in facts.citations:
        source = cite.item.source
        if cite.display == "confidential":
            yield "It rests on a confidential item, which a second person must weigh."
        elif not source.classed:
            yield f"{source.name} is not classed."
        elif source.control in STATE:
            yield f"{source.name} is {source.control}; a first word does not rest on it."
        if cite.item.gone or cite.item.withdrawn or cite.item.changed_since_cited:
            yield f"What {source.name} said was changed or taken down since."
