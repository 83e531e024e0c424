"""Who says it: attribution cues, hedges, negations and denials. Pure.

Measured on quoted news (research): where a cue is found the sentence is attributed, precision 0.93;
where none is found one cannot be sure, so rules of absence are advisory but for casualty figures.
"""

import re
from functools import lru_cache

from desk.policy.terms import present
from desk.policy.text import cut
from desk.policy.types import Span

NAME = r"(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s+(?:of|the|de|al|and|for)?\s?(?:[A-Z][\w’'.-]+|[A-Z]{2,})){0,5}"
VERBS = (
    r"(?:says?|said|saying|told|tells|telling|reports?|reported|reporting|wrote|writes|posted|posts|"
    r"claims?|claimed|announced|announces|confirmed|confirms|added|adds|stated|states|noted|notes|"
    r"acknowledged|admitted|alleged|alleges|argued|argues|insisted|insists|warned|warns|denied|denies|"
    r"estimated|estimates|counted|counts|put|puts|published|shared|showed|described|describes|"
    r"explained|recalled|recalls|declared|briefed|tweeted|gave|listed|tallied|recorded|registered)"
)
SPEAKER_BEFORE = re.compile(
    rf"(?P<who>{NAME})(?:,[^,.;]{{0,60}},)?\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+)?{VERBS}\b"
)
SPEAKER_AFTER = re.compile(rf"\b{VERBS}\s+(?P<who>{NAME})")
ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording\s+to|[Aa]s\s+reported\s+by|reported\s+by|citing|cited\s+by|quoting|in\s+the\s+words\s+of|"
    rf"per|from|told|[Cc]ounted\s+by|[Pp]osted\s+by|shared\s+by|published\s+by|relayed\s+by|by)\s+"
    rf"(?:the\s+)?(?P<who>{NAME})"
)


@lru_cache(maxsize=8192)
def attributed(sentence: str) -> bool:
    """Whether a cue in the sentence says whose word it is."""
    return present("attribution", sentence)


@lru_cache(maxsize=4096)
def speakers(text: str) -> tuple[tuple[str, Span], ...]:
    """Names in speaking position, where they stand; a mention without a cue is not one."""
    found: dict[int, tuple[str, Span]] = {}
    for pattern in (SPEAKER_BEFORE, SPEAKER_AFTER, ACCORDING):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            found.setdefault(start, (match.group("who"), Span(start, end)))
    return tuple(found[start] for start in sorted(found))


@lru_cache(maxsize=8192)
def negated(text: str, start: int) -> bool:
    """Whether the words just before an offset take back what follows."""
    before = text[max(0, start - 45) : start]
    clause = re.split(r"[.;:!?]|,\s(?:but|and|yet)\s", before)[-1]
    return present("negation", clause)


@lru_cache(maxsize=8192)
def denied(sentence: str) -> bool:
    """Whether the sentence reports a denial."""
    return present("denial", sentence)


@lru_cache(maxsize=8192)
def hedged(sentence: str) -> bool:
    """Whether the sentence says that it is not certain."""
    return present("hedge", sentence)


def is_softener(run: str) -> bool:
    """Whether taking these words out makes a piece claim more (DESIGN principle 1)."""
    return any(present(name, run) for name in ("attribution", "negation", "denial", "hedge"))


def window(text: str, spans: tuple[Span, ...], index: int, around: int) -> str:
    """The words of a sentence and of `around` sentences on each side."""
    near = spans[max(0, index - around) : index + around + 1]
    return cut(text, Span(near[0].start, near[-1].end)) if near else ""
