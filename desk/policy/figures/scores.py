"""Two figures that stand against each other: votes for and against, the goals of two sides. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desk.policy.figures.numbers import IN_WORDS, in_words
from desk.policy.types import Span
from desk.policy.values import record

N = rf"(?:\d[\d,]*|{IN_WORDS})"
VOTES = r"(?:votes?|ballots?|hands|judges|justices|members|deputies|senators|lawmakers|councillors|to one|in favou?r|yes|ayes|for|against|no|nays|noes|opposed|abstain\w*|abstentions?)"
# “19 votes to 14”, “by 18 to 14”, “seven votes against three”, “212 in favour and 187 against”, “212-187”, “3-1”.
PAIR = re.compile(
    rf"(?<![\w.,:/$€£-])(?P<a>{N})(?:\s(?:votes?|hands|ballots?|judges|justices|members|deputies|senators|lawmakers|councillors))?(?:\s(?:in favou?r|for(?: it)?|yes|ayes|approv\w+))?"
    rf"(?:\s(?:to|against|versus)\s|,?\s(?:and|with|but)\s(?=\S+(?:\s\S+)?\s(?:against|opposed|no\b|noes|nays)))(?P<b>{N})(?:\s(?:votes?|members|deputies))?(?P<rest>\s(?:against|opposed|no\b|noes|nays))?"
    rf"|(?<![\w.,:/$€£–-])(?P<c>\d{{1,3}})[–-](?P<d>\d{{1,3}})(?![\w:/%–-]|\.\d)",
    re.IGNORECASE,
)
OF_VOTES = re.compile(r"\b(?:vot\w+|ballots?|ruling|ruled|court|judges|justices|council|parliament|senate|chamber|house|bill|motion|passed|approved|rejected|backed|decided|majority|panel|jury|by|against|hands)\b", re.IGNORECASE)  # fmt: skip
OF_GAMES = re.compile(r"\b(?:win|wins|won|beat|beats|beaten|draw|drew|drawn|lose|lost|loss|goals?|score[ds]?|match|victory|defeat\w*|final|half-time|lead|led|ahead|behind|derby|champions?|league|cup)\b", re.IGNORECASE)  # fmt: skip
# “From eight to ten”, “40 to 50 people”, “two to three weeks”: a range.
RANGE = re.compile(r"\b(?:from|between|about|around|some|ages?|aged|years?|chapters?|pages?|in)\s(?:the\s)?$", re.IGNORECASE)  # fmt: skip
RANGE_BEHIND = re.compile(r"^\s(?:people|percent|per ?cent|%|minutes?|hours?|days?|weeks?|months?|years?|km|kilomet\w+|metres|miles|degrees|[a-z]+s\s(?:a|per|each)\b|million|billion)", re.IGNORECASE)  # fmt: skip


# “At 3–1 the referee put everyone out of their misery”
AT_SCORE = re.compile(r"\b(?:[Aa]t|to|by|it was|made it|finished|ended|and) $")


@record
class Score:
    """Two figures, the larger first, and whether they are votes or a game's."""

    more: float
    less: float
    kind: str
    span: Span

    def moved(self, by: int) -> "Score":
        """The same so many code points on."""
        return Score(self.more, self.less, self.kind, self.span.moved(by))


@lru_cache(maxsize=1024)
def scores(text: str) -> tuple[Score, ...]:
    """Votes and scores of a block, in order."""
    found = []
    for m in PAIR.finditer(text):
        one, other = (value(m.group(x) or m.group(y)) for x, y in ("ac", "bd"))
        kind = kind_of(text, m)
        if kind and one is not None and other is not None:
            found.append(Score(max(one, other), min(one, other), kind, Span(*m.span())))
    return tuple(found)


def value(words: str) -> float | None:
    """A figure in digits or words."""
    bare = words.replace(",", "")
    return float(bare) if bare.isdigit() else in_words(words)


def kind_of(text: str, m: re.Match[str]) -> str:
    """Whether two figures are votes or goals, by the words of their sentence; empty for a range."""
    head, tail = (
        re.split(r"[.!?\n]\s", text[max(0, m.start() - 110) : m.start()])[-1],
        text[m.end() : m.end() + 70].split(". ", maxsplit=1)[0],
    )
    if RANGE.search(head) or RANGE_BEHIND.match(tail):
        return ""
    said = f"{head} {m.group()} {tail}"
    if m.group("rest") or re.search(
        r"\bvot|\bhands\b|\bagainst\b|\bin favou?r", m.group(), re.IGNORECASE
    ):
        return "votes"
    if m.group("c") and OF_GAMES.search(said):
        return "goals"
    return (
        "votes"
        if OF_VOTES.search(said)
        else "goals"
        if m.group("c") and AT_SCORE.search(head)
        else ""
    )


def otherwise(tops: Sequence[Score], body: Sequence[Score]) -> Iterator[tuple[Score, Score]]:
    """Scores of headline or dek that the body, with one of that kind, gives otherwise; each with what it was."""
    for one in tops:
        like = [s for s in body if one.kind == s.kind or "goals" not in {one.kind, s.kind}]
        if any((s.more, s.less) == (one.more, one.less) for s in like):
            continue
        near = [s for s in like if near_miss(one, s)]
        if near and len({(s.more, s.less) for s in near}) == 1:
            yield one, near[0]


def near_miss(one: Score, other: Score) -> bool:
    """Whether two scores share a figure or their sum."""
    if one.more == other.more or one.less == other.less:
        return True
    return one.more + one.less == other.more + other.less
