"""How many were so treated: “Three sent off” over “sent off two men”; “3.2 lakh (32,000)”. Pure; offsets are code points."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy.figures.headed import IN_LETTERS, Headed, valued
from desk.policy.figures.quantities import MORE_SCALES
from desk.policy.letters import Letters
from desk.policy.types import Span

N = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{IN_LETTERS})"
DID = r"(?:(?:sent|laid|paid|let|cut|shut|put|called|turned|handed|carried|brought) (?:off|out|go|down|away|back|up|over)|(?!(?:killed|injured|wounded|hundred|arrested|detained|charged)\b)[a-z]{4,}ed|freed|stranded)"
HEADED = re.compile(rf"(?:^|[;:,–—] )(?P<n>{N}) (?P<did>{DID})\b(?! of\b)", re.IGNORECASE)
BELOW = re.compile(
    rf"\b(?P<did>{DID})\b (?:all |the |another |only )?(?P<after>{N}) (?:[a-z’-]+ )?[a-z]{{3,}}\b"
    rf"|\b(?P<before>{N}) (?:[a-z’-]+ ){{0,3}}?(?:was|were|had been|have been|has been|are|is|being) (?:\w+ly )?(?P<did2>{DID})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def treated(text: str) -> tuple[tuple[float, str, str], ...]:
    """How many a block says were so treated, how, and its words."""
    found = ((m.group("after") or m.group("before"), m.group("did") or m.group("did2"), m.group()) for m in BELOW.finditer(text))  # fmt: skip
    return tuple((count(n), did.lower(), said) for n, did, said in found)


def count(words: str) -> float:
    """A number in digits or words."""
    low = words.lower().replace(",", "")
    return float(low) if low[0].isdigit() else valued(low)


def treated_above(top: str, body: list[tuple[float, str, str]], numbers: frozenset[float]) -> Iterator[Headed]:  # fmt: skip
    """“Three sent off” above, and the body has two of them and nowhere three."""
    for m in HEADED.finditer(top):
        value = count(m.group("n"))
        same = {n: said for n, did, said in body if did == m.group("did").lower() and n}
        if value > 1 and len(same) == 1 and value not in numbers and 1 / 3 <= value / next(iter(same)) <= 3:  # fmt: skip
            yield Headed(Span(m.start("n"), m.end("did")), next(iter(same.values())))


def one_more(text: str) -> bool:
    """Whether a block tells of one beside those that were counted."""
    return ONE_MORE.search(text) is not None


ONE_MORE = re.compile(r"\b(?:another(?! (?:\d|day|week|month|year))|one more|(?:an?|the) (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?! (?:time|year|day|week|round|half|quarter|place|floor|of)))")  # fmt: skip
BIG = r"(?:hundred thousand|lakh|crore|thousand|million|billion|bn|mn)"
TWICE = re.compile(
    rf"(?<![\w.,])(?P<a>\d[\d,]*(?:\.\d+)?|{IN_LETTERS})(?: (?P<as>{BIG}))?,? \((?:or |about |some )?(?P<b>\d[\d,]*(?:\.\d+)?|{IN_LETTERS})(?: (?P<bs>{BIG}))?\)",
    re.IGNORECASE,
)
OF_INDIA = Letters("lakh", "crore")
BRACKET = re.compile(r" \(\w")


@lru_cache(maxsize=4096)
def twice(text: str) -> tuple[Headed, ...]:
    """One number of a block in two ways, and otherwise: “3.2 lakh (32,000)”, “thirty (40)”."""
    if not BRACKET.search(text):
        return ()
    found: list[Headed] = []
    for m in TWICE.finditer(text):
        one, other = (sized(m.group(n), m.group(f"{n}s")) for n in ("a", "b"))
        letters = m.group("a")[0].isalpha() is not m.group("b")[0].isalpha()
        if one and other and (letters or OF_INDIA.stand_in(m.group())) and not 0.93 < one / other < 1.07:  # fmt: skip
            found.append(Headed(Span(*m.span()), f"{one:,.0f}"))
    return tuple(found)


def sized(words: str, scale: str | None) -> float:
    """A number with its scale."""
    return count(words) * MORE_SCALES.get((scale or "").lower(), 1)
