"""Parts that are told one by one against the whole before them: sentence by sentence, up to “the last”, for and against. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations

from desk.policy.cued import Cued
from desk.policy.figures.enumerated import value_of
from desk.policy.figures.ledger import LEAST, MOST, NOT_WHOLE, WINDOW, Unequal, close, equal, within
from desk.policy.figures.numbers import IN_WORDS
from desk.policy.figures.quantities import Quantity, quantities
from desk.policy.letters import needing
from desk.policy.text import scan_parts, sentences
from desk.policy.types import STARTS, Span, ZoneText
from desk.policy.values import record


def told_singly(zone: ZoneText, spans: Sequence[Span], every: Sequence[Quantity]) -> Iterator[Unequal]:  # fmt: skip
    """Every whole that parts told one by one do not come to."""
    yield from told_apart(zone.text, spans, every, scan_parts(zone, addends))
    yield from closing(zone.text, spans, every, scan_parts(zone, closers))
    yield from margins(zone.text, every, scan_parts(zone, leads))
    yield from (slip for one in scan_parts(zone, terms_in_all) if (slip := terms_apart(zone.text, one, every)))  # fmt: skip


COUNT = rf"\d[\d,]*|{IN_WORDS}"
IN_ALL = Cued(
    rf"\b(?P<n>{COUNT})\s(?:years|months)\b(?:\s[\w’'-]+){{0,3}}?\s(?:between (?:them|the [\w-]+)|among(?:st)? (?:them|the [\w-]+(?: of them)?)|in all|altogether|all told|in total|combined)\b"
    rf"|\b(?:(?:an? )?(?:total|sum) of|totall?ing|a combined|adding up to)\s(?P<m>{COUNT})\s(?:years|months)\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    rf"\b(?P<n>{COUNT})\b(?:\s(?!and\b)[\w’'-]+){{0,9}}?\s(?:given|got|gets?|gave|received|sentenced to|jailed for|handed|drew)\s(?P<each>{COUNT})(?P<unit>\s(?:years|months))?\b",
    re.IGNORECASE,
)
# What is not served one after the other, or not all of it.
NOT_ADDED = re.compile(r"\b(?:suspended|concurrent\w*|consecutive\w*|probation|appeal cut|reduced|between \w+ and|halved|serve[ds]?|took off|of which|appeal)\b")  # fmt: skip
OF_PRISON = re.compile(r"\b(?:jail\w*|prison\w*|sentence[ds]?|sentencing|convict\w*|gaol\w*|imprison\w*|behind bars|sent down|courts?|judges?|tribunal)\b")  # fmt: skip
OF_TERMS = 500  # characters behind terms in all in which each is told


@record
class InAll:
    """How many years some people were given between them, and where that stands."""

    value: float
    span: Span

    def moved(self, by: int) -> "InAll":
        """The same so many code points on."""
        return InAll(self.value, self.span.moved(by))


@needing(IN_ALL.letters)
def terms_in_all(text: str) -> tuple[InAll, ...]:
    """The years or months of a block that are said to be those of several people."""
    found = ((value_of(m.group("n") or m.group("m")), m) for m in IN_ALL.finditer(text))
    return tuple(InAll(value, Span(*m.span())) for value, m in found if value)


def terms_apart(text: str, one: InAll, every: Sequence[Quantity]) -> Unequal | None:
    """“Nine men got 100 years between them. Two were given 18 years, three were given 14 and four got eight each”."""
    end = one.span.end + OF_TERMS
    given = [(value_of(m.group("n")), value_of(m.group("each"))) for m in GIVEN.finditer(text, one.span.end, end)]  # fmt: skip
    pairs = [(n, each) for n, each in given if n and each]
    people, come = sum(n for n, _ in pairs), sum(n * each for n, each in pairs)
    whole = any(q.value == people and q.kind == "count" and one.span.start - WINDOW < q.start < one.span.end for q in every)  # fmt: skip
    if not OF_PRISON.search(text, max(0, one.span.start - 160), one.span.end + 40):
        return None
    if len(pairs) < 2 or not whole or come == one.value or not 1 / 2 < come / one.value < 2:
        return None
    return None if NOT_ADDED.search(text, one.span.start, end) else Unequal(one.span, one.value, come)  # fmt: skip


CLOSING = Cued(r"\b(?:the|a) (?:last|final|remaining|other|rest,?)(?: the)?\s$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def closers(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that “the last” or “the other” makes the end of a list."""
    return tuple(q for q in quantities(text) if q.exact and not q.portion and CLOSING.search(text, max(0, q.start - 20), q.start))  # fmt: skip


def closing(text: str, spans: Sequence[Span], every: Sequence[Quantity], last: Sequence[Quantity]) -> Iterator[Unequal]:  # fmt: skip
    """“It costs 7 million. The town pays 3 million, the state 2 million and insurers the other 3 million”."""
    for q in last:
        n = bisect_left(every, q.start, key=STARTS)
        at = max(0, bisect_left(spans, q.end, key=STARTS) - 1)
        opens = spans[at].start if spans else 0
        told = [
            p for p in every[max(0, n - MOST) : n] if p.start >= opens - WINDOW and beside(q, p)
        ]
        slip = divided(text, told, q, opens)
        if slip:
            yield slip


def beside(q: Quantity, p: Quantity) -> bool:
    """Whether two quantities can be parts of one whole."""
    if not p.exact or p.joined:
        return False
    if {q.kind, p.kind} == {
        "count",
        "money",
    }:  # “9 million crowns … 4 million … the other 3 million”
        bare = q if q.kind == "count" else p
        return not bare.noun and bare.value >= 1000
    if q.kind != p.kind:
        return False
    return q.kind == "money" or not q.noun or not p.noun or q.noun == p.noun


def divided(text: str, told: Sequence[Quantity], last: Quantity, opens: int) -> Unequal | None:
    """The one whole before a list that “the last” or “the other” closes, where the list does not come to it."""
    some = [p for p in told if p.start >= opens and OF_THE.search(text, opens, p.start)]
    # “Of the nine who stood trial six were convicted …, and of the six … the remaining three”
    total = some[-1] if some else max(told, key=lambda p: p.value, default=None)
    if total is None or NOT_WHOLE.search(text[total.start : last.stop]):
        return None
    parts = [p for p in told if p.start > total.start and p.start >= opens] + [last]
    between = [p for p in told if total.start < p.start < opens]
    come = sum(p.value for p in parts)
    if len(parts) < 3 or between or max(p.value for p in parts) >= total.value or equal(come, total):  # fmt: skip
        return None
    if not 0.5 < come / total.value < 1.5 or min(p.value for p in parts) * 1000 <= total.value:
        return None  # “57,000, which is ten, and the others the remaining fifteen”: of a hundred
    return Unequal(Span(max(opens, parts[0].start), last.stop), total.value, come)


OF_THE = re.compile(r"\b[Oo]f (?:the|these|those|all the)\s$")
MARGIN = Cued(r"\b(?:majority|margin|lead|difference|gap)\b[^.;,]{0,40}?(?:\s(?:of|was|is|thus|by|came to|now|therefore|only|just))+\s$", re.IGNORECASE)  # fmt: skip
FOR_AND_AGAINST = re.compile(r"\b(?:against|for|votes?|slips?|ballots?|yes|no|aye|nay|backed|opposed)\b", re.IGNORECASE)  # fmt: skip


@lru_cache(maxsize=4096)
def leads(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that are said to be a majority or a margin."""
    return tuple(q for q in quantities(text) if q.exact and q.kind == "count" and MARGIN.search(text, max(0, q.start - 60), q.start))  # fmt: skip


def margins(text: str, every: Sequence[Quantity], said: Sequence[Quantity]) -> Iterator[Unequal]:
    """“238 slips for a strike and 161 against … the majority was thus 87”."""
    for q in said:
        n = bisect_left(every, q.start, key=STARTS)
        before = [p for p in every[max(0, n - 5) : n] if p.kind == "count" and q.start - p.end < WINDOW]  # fmt: skip
        apart = {abs(a.value - b.value) for a, b in combinations(before, 2)}
        voted = [p for p in before if FOR_AND_AGAINST.search(text, p.start, p.stop + 24)]
        if len(voted) < 2 or q.value in apart:
            continue
        come = abs(voted[0].value - voted[1].value)
        if 0 < abs(come - q.value) <= max(2.0, come / 4):
            yield Unequal(Span(q.start, q.stop), q.value, come)


OTHERS = re.compile(r"\b(?:others?|another|more|further|additional)\b", re.IGNORECASE)
NONE_OVER = re.compile(r"\b(?:nobody else|no one else|none (?:is |was )?(?:left )?over|no others?\b|every one of|accounts? for (?:every|all)|nothing else|all of them|there (?:is|was|were) no (?:other|fourth|third|more)|in that way|unaccounted for|nowhere else)\b", re.IGNORECASE)  # fmt: skip


@lru_cache(maxsize=4096)
def addends(text: str) -> tuple[Quantity, ...]:
    """The bare figures of a text that are the one of their sentence or begin a part of it."""
    bare = [q for q in quantities(text) if addend(q)]
    spans = sentences(text) if bare else ()
    at = [spans[max(0, bisect_left(spans, q.end, key=STARTS) - 1)] for q in bare]
    return tuple(q for q, s in zip(bare, at, strict=True) if opens_clause(text, q, s))


def told_apart(text: str, spans: Sequence[Span], every: Sequence[Quantity], found: Sequence[Quantity]) -> Iterator[Unequal]:  # fmt: skip
    """“Seventy-one pupils came. Forty-four are girls. Twenty-nine are boys”: a part in each of some sentences."""
    last, starts = -1, frozenset(q.start for q in found)
    for q in found:
        if q.start < last:
            continue
        n = max(0, bisect_left(spans, q.end, key=STARTS) - 1)
        run = parts_from(text, spans[n : n + MOST], every, starts)
        last = run[-1].stop if run else q.stop
        slip = before_run(text, every, run) if len(run) > 1 else None
        if slip:
            yield slip


def parts_from(text: str, spans: Sequence[Span], every: Sequence[Quantity], starts: Set[int]) -> list[Quantity]:  # fmt: skip
    """The bare figures of sentences that have nothing else, from the first on."""
    run: list[Quantity] = []
    for s in spans:
        inside = within(every, s)
        apart = run and "\n" in text[run[-1].end : s.start]
        if not inside or apart or not all(q.start in starts for q in inside):
            break
        run += inside
    return run


def opens_clause(text: str, q: Quantity, s: Span) -> bool:
    """Whether a figure is the one of its sentence, or begins a part of it."""
    return re.search(r"[;:,.]\s(?:and\s)?$|^$", text[max(s.start, q.start - 6) : q.start]) is not None or "," not in text[s.start : s.end]  # fmt: skip


def addend(q: Quantity) -> bool:
    """Whether a figure stands for some of what was counted before."""
    return q.kind == "count" and q.exact and not q.joined and (q.portion or not q.noun)


def before_run(text: str, every: Sequence[Quantity], run: Sequence[Quantity]) -> Unequal | None:
    """What stands before parts, where it is the one whole that they nearly come to."""
    n = bisect_left(every, run[0].start, key=STARTS)
    before = [q for q in every[max(0, n - 2) : n] if run[0].start - q.start < WINDOW and q.kind == "count"]  # fmt: skip
    if not before or not before[-1].exact or not before[-1].noun:
        return None
    total, come = before[-1], sum(q.value for q in run)
    if equal(come, total) or total.value < LEAST or max(q.value for q in run) >= total.value:
        return None
    about = text[total.end : run[-1].end + 120]
    over = come > total.value or NONE_OVER.search(about)
    if not over or not close(come, total.value) or NOT_WHOLE.search(about) or OTHERS.search(about):
        return None
    return Unequal(Span(run[0].start, run[-1].stop), total.value, come)
