"""Everybody aboard, and who they were or what became of them: passengers and crew, saved, dead and missing. Pure.

“There were forty-one on board. Twenty-six were pulled out alive, nine were brought ashore dead and four had not
been found”: whoever was aboard is alive, dead or missing, and a passenger or of the crew.
"""

import re

from desk.policy.cued import Cued
from desk.policy.figures.numbers import IN_WORDS, in_words
from desk.policy.letters import needing
from desk.policy.text import cut, sentences
from desk.policy.types import Span
from desk.policy.values import record

N = rf"\d[\d,]*|{IN_WORDS}"
SOULS = r"(?:people|persons|souls|men|women|migrants|refugees|tourists|passengers and crew|aboard|on board|in it|in her|on it)"
# How many were there, each and all: “forty-one on board”, “all 212 people aboard”.
WHOLE = Cued(
    rf"\b(?P<n>{N})\s(?:{SOULS}\s)?(?:(?:who (?:were|had been)|that were|were|had been)\s)?(?:aboard|on board)\b(?!\s(?:another|other|a second))",
    re.IGNORECASE,
)
ROUGH = re.compile(
    r"\b(?:about|around|some|nearly|almost|at least|more than|over|up to|as many as|perhaps|possibly|fewer than|estimated|than|of the|of its|of her|with|and|other|another)\s$",
    re.IGNORECASE,
)
ROUGH_PARTS = re.compile(
    r"\b(?:about|around|some|nearly|almost|at least|more than|over|up to|as many as|perhaps|fewer than|estimated|than)\s$",
    re.IGNORECASE,
)
PAIRED = Cued(
    rf"\b(?P<a>{N})\s(?:[a-z-]+\s)?passengers,?\s(?:and|plus)\s(?:a crew of\s)?(?P<b>{N})(?:\s(?:[a-z-]+\s)?(?:crew(?: members)?|crewm[ae]n|sailors|staff|seamen)|(?=[,.;]))",
    re.IGNORECASE,
)
CAPACITY = re.compile(
    r"\b(?:built|licen[sc]ed|meant|designed|fit|fitted|made|room|space|certified|registered|beds|berths|seats)\b[^.;]{0,24}$|\b(?:carry|hold|take|seat|carries|holds|takes|seats|sleeps?)\s$",
    re.IGNORECASE,
)
WERE = r"(?:\s(?:of them|people|others|more|men|passengers|were|was|had|have|has|been|are|is|already|also|then|later|still|\w+ly)){0,4}\s"
FATES = {
    "alive": r"(?:pulled (?:out )?alive|pulled out|taken off|rescued|saved|picked up|survived|alive|escaped|got (?:out|off|away|ashore)|swam (?:ashore|away|to)|plucked|lifted off|winched|brought (?:out|ashore|in) alive|unhurt|unharmed|reached (?:the )?(?:shore|land))",
    "dead": r"(?:dead|died|killed|drowned|brought (?:out|ashore|in|up) dead|(?:found|recovered|pulled out|taken out|lifted out) dead|perished|lost their lives)",
    "missing": r"(?:missing|unaccounted for|not (?:yet )?(?:been )?found|lost|not been seen|never found|still sought|being sought|being looked for)",
}
TOLD = {name: Cued(rf"\b(?P<n>{N}){WERE}(?:{words})\b", re.IGNORECASE) for name, words in FATES.items()}  # fmt: skip


@record
class Aboard:
    """How many were aboard a thing, or what those come to who are told of by what they were or became."""

    value: float
    span: Span

    def moved(self, by: int) -> "Aboard":
        """The same so many code points on."""
        return Aboard(self.value, self.span.moved(by))


@needing(WHOLE.letters)
def aboard(text: str) -> tuple[Aboard, ...]:
    """How many a block says were aboard, where it says it exactly."""
    found = (m for m in WHOLE.finditer(text) if not ROUGH.search(text, 0, m.start()))
    return tuple(Aboard(v, Span(*m.span())) for m in found if (v := value(m.group("n"))))


@needing(PAIRED.letters)
def passengers_and_crew(text: str) -> tuple[Aboard, ...]:
    """The passengers and the crew of each ship or bus of a block."""
    found: list[Aboard] = []
    for m in PAIRED.finditer(text):
        one, other = value(m.group("a")), value(m.group("b"))
        if one and other and not ROUGH_PARTS.search(text, 0, m.start()) and not CAPACITY.search(text, max(0, m.start() - 40), m.start()):  # fmt: skip
            found.append(Aboard(one + other, Span(*m.span())))
    return tuple(found)


@needing(TOLD["missing"].letters)
def fates(text: str) -> tuple[Aboard, ...]:
    """The living, the dead and the missing of each sentence that tells exactly of all three."""
    found = (fates_in(cut(text, one), one.start) for one in sentences(text))
    return tuple(one for one in found if one)


def fates_in(said: str, start: int) -> Aboard | None:
    """The same of a sentence."""
    every = [m for told in TOLD.values() if (m := told.search(said))]
    values = [value(m.group("n")) for m in every if not ROUGH_PARTS.search(said, 0, m.start())]
    if len({m.start() for m in every}) < len(TOLD) or len(values) < len(TOLD) or not all(values):
        return None
    low, high = min(m.start() for m in every), max(m.end() for m in every)
    return Aboard(sum(values), Span(start + low, start + high))


def value(said: str) -> float:
    """A number in figures or in words."""
    return float(said.replace(",", "")) if said[0].isdigit() else in_words(said) or 0.0
