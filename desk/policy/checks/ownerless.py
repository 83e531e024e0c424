"""Figures of people killed or hurt that nobody answers for, in the body or in a headline."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import body_finding
from desk.policy.cued import Cued
from desk.policy.figures.harmed import Harm, harms
from desk.policy.figures.numbers import numbers
from desk.policy.sources.attribution import answered_for
from desk.policy.sources.binding import bound, is_place
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at, some_part
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText

NOBODY = "Nobody is named for this figure."


def unattributed_casualties(facts: Facts) -> Iterator[Finding]:
    """Figures of people killed or hurt, at first mention, that nobody answers for; one finding a sentence."""
    found = in_body(facts)
    for span in joined(facts, found):
        yield body_finding(facts, span, NOBODY)
    if not found:
        yield from over_nothing(facts)


def joined(facts: Facts, found: dict[int, Span]) -> list[Span]:
    """The words of each sentence, those of sentences that follow each other in a paragraph as one."""
    spans: list[Span] = []
    last = -2
    for at, span in sorted(found.items()):
        if at == last + 1 and "\n" not in facts.body.text[spans[-1].end : span.start]:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        last = at
    return spans


def in_body(facts: Facts) -> dict[int, Span]:
    """The words of each sentence that nobody answers for."""
    spans = body_sentences(facts.body)
    seen: set[str] = set()
    found: dict[int, Span] = {}
    owned: dict[int, bool] = {}
    for harm in known.scan(facts.body, harms):
        at = sentence_at(spans, harm.start)
        told = harm.harm in seen or (not harm.counted and f"some {harm.harm}" in seen)
        if at is None or (told and at not in found and not of_another_event(facts, harm)):
            continue
        if NOT_THERE.fullmatch(cut(facts.body.text, Span(harm.start, harm.end))) and not of_people(facts, spans, at):  # fmt: skip
            continue
        # A count that comes after a turn of phrase is a first mention; not the other way round.
        seen.add(harm.harm if harm.counted else f"some {harm.harm}")
        inside = Span(harm.start, harm.end)
        if at not in owned:
            owned[at] = owned_up(facts, spans, at)
        if not owned[at] and not in_quotes(facts.body.text, inside):
            had = found.get(at, inside)
            found[at] = Span(min(had.start, inside.start), max(had.end, inside.end))
    return found


# “Five are missing”: gigawatts, too.
NOT_THERE = re.compile(r"[\w-]+ (?:is|are|were|was) (?:still )?missing")


def of_people(facts: Facts, spans: tuple[Span, ...], at: int) -> bool:
    """Whether a sentence or one of the two before it has a word of people or of the dead."""
    near = cut(facts.body.text, Span(spans[max(0, at - 2)].start, spans[at].end))
    return OF_PEOPLE.search(NOT_THERE.sub(" ", near)) is not None


OF_PEOPLE = re.compile(r"\b(?:people|persons?|men|women|child(?:ren)?|crew|passengers?|sailors?|soldiers?|villagers?|residents?|workers?|miners?|dead|died|killed|bod(?:y|ies)|drowned|rescued|survivors?|aboard|injured|hurt|wounded|pulled|found|saved|boat|ship|flood|quake|fire|collapsed?|landslide)\b", re.IGNORECASE)  # fmt: skip


def of_another_event(facts: Facts, harm: Harm) -> bool:
    """“Thirty-three people drowned the same night off Libya”: a toll that opens a paragraph, of another place or hour."""
    text = facts.body.text
    if not harm.counted or text[max(0, harm.start - 1) : harm.start] not in {"", "\n"}:
        return False
    end = text.find("\n", harm.end)
    block = text[harm.start : end if end >= 0 else len(text)]
    number = next(iter(numbers(block)), None)
    if (
        number is None
        or number.value < 2
        or number.said in text[: harm.start]
        or answered_for(block[:600])
    ):
        return False
    return ELSEWHERE.match(block, harm.end - harm.start) is not None


# The same day somewhere else: another event, whose dead nobody has told of yet.
ELSEWHERE = re.compile(r"(?: (?:the same|that) (?:night|day|morning|evening|week|weekend|hour)),? (?:off|in|near|at|outside|on the road|further|farther|upstream|downstream|across the) (?:the )?(?:[A-Z]|north|south|east|west|border)|,? (?:the same|that) (?:night|day|morning|evening|week)\b")  # fmt: skip


def over_nothing(facts: Facts) -> Iterator[Finding]:
    """A toll of a headline or a dek that is in no sentence of the body, so that nobody answers for it."""
    if "whole-body" not in facts.known:
        return
    for zone in (facts.headline, facts.dek):
        for harm in harms(zone.text) if zone else ():
            where = Span(harm.start, harm.end)
            if zone and not in_quotes(zone.text, where) and not answered_for(zone.text) and not told_below(facts, zone):  # fmt: skip
                yield Finding("", zone.kind, cut(zone.text, where), where.start, where.end, NOBODY, confidence=Confidence.UNSURE)  # fmt: skip
                return


def told_below(facts: Facts, zone: ZoneText) -> bool:
    """Whether the body, or the other line above it, has a word of the dead, the hurt or of history."""
    others = [z.text for z in (facts.headline, facts.dek) if z and z is not zone]
    return bool(past(zone.text, facts) or any(answered_for(o) for o in others)) or any(known.each(facts.body, of_the_dead))  # fmt: skip


def of_the_dead(text: str) -> bool:
    """Whether a block has a word of people who were killed or hurt."""
    return some_part(text, OF_THE_DEAD.search)


OF_THE_DEAD = Cued(
    r"\b(?:kill(?:ed|s|ing|ings)?|dead|deaths?|die[ds]?|dying|drown\w*|tolls?|injur\w+|hurt(?:s|ing)?|wound\w*|burn(?:ed|t|ing|s)|maim\w*|victims?|bod(?:y|ies)|missing|casualt\w+|fatal\w*|murder\w*|perish\w*|lost|lives|buried|mourn\w*|funerals?|survivors?|shot|stabb\w+|crushed|swept|washed|treated|hospitals?|ambulances?|mortuary|morgue|graves?|coffins?)\b",
    re.IGNORECASE,
)


def owned_up(facts: Facts, spans: tuple[Span, ...], at: int) -> bool:
    """Whether a source is cited in the sentence, somebody answers for it there or beside it, or it is history."""
    sentence = spans[at]
    said = cut(facts.body.text, sentence)
    if any(sentence.start <= c.span.start <= sentence.end + 2 for c in facts.citations):
        return True
    if re.search(r"\[\d[\d,– -]*\]|\]\(http", said) or past(said, facts):
        return True
    if by_a_listed(facts, said):
        return True
    around = (beside, over_the_list, of_the_log, over_the_table, of_the_head)
    near = (cut(facts.body.text, s) for look in around for s in look(facts, spans, at))
    return any(answered_for(one) or THESE.search(one) for one in near)


# “The agency, on whose sheet these numbers stand”.
THESE = re.compile(r"\b(?:[Tt]hese|[Tt]hose) are the (?:numbers?|figures?|counts?) (?:of|from|by|that)\b|\b(?:[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll|[Tt]he) (?:numbers?|figures?|counts?|tolls?|tall(?:y|ies))\b[^.;]{0,40}?\b(?:stands?|comes?|came|are|is|was|were) (?:\w+ ){0,2}?(?:in|on|of|from|by|[A-Z]|$|[,.])|\b[Ss]ource (?:for|of) (?:all|this|it|that|these|those|the)\b|\bon whose \w+(?: \w+)? (?:these|the|both) (?:numbers?|figures?)\b")  # fmt: skip


ITEM = re.compile(r"[-–—•*·] ?|\d{1,2}[.)] ")


def over_the_list(facts: Facts, spans: tuple[Span, ...], at: int) -> Iterator[Span]:
    """The sentence that opens the list in which a figure is an item: “the ministry’s count stood as follows:”."""
    text = facts.body.text
    line = text.rfind("\n", 0, spans[at].start) + 1
    for n in range(at, max(-1, at - 12), -1):
        if cut(text, spans[n]).rstrip().endswith(":"):
            yield spans[n]
        if not ITEM.match(text, line):
            return
        line = text.rfind("\n", 0, spans[n - 1].start) + 1 if n else 0


# “08:30 - 34 people are in hospital, AFAD says. Mostly falls. 0 deaths.”
OF_A_LOG = re.compile(r"(?:[-–—•*] )?\d{1,2}[:.]\d\d\b")


def of_the_log(facts: Facts, spans: tuple[Span, ...], at: int) -> Iterator[Span]:
    """What an entry of a log with its hour says before a figure: whose word it is stands there once."""
    text = facts.body.text
    start = text.rfind("\n", 0, spans[at].start) + 1
    if OF_A_LOG.match(text, start):
        yield from (one for one in spans[max(0, at - 6) : at] if one.start >= start)


# “03:20 - Sinapred: 2 dead”, of a piece that lists sinapred.gob.ni.
ENTERED = re.compile(r"(?:\d{1,2}[:.]\d\d\b[^–—-]{0,40}[–—-] )?(?P<who>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,3})(?: again)?: ")  # fmt: skip


def by_a_listed(facts: Facts, said: str) -> bool:
    """Whether an entry opens on the name of a source that is listed, and of no place."""
    m = ENTERED.match(said)
    return m is not None and not is_place(m.group("who").lower()) and bool(bound(facts, m.group("who")))  # fmt: skip


def over_the_table(facts: Facts, spans: tuple[Span, ...], at: int) -> Iterator[Span]:
    """The line that ends on a colon above the paragraph of a figure: “The dead, by the ministry at noon:”."""
    text = facts.body.text
    line = text.rfind("\n", 0, spans[at].start) + 1
    above = text[:line].rstrip()
    if above.endswith(":"):
        n = sentence_at(spans, len(above) - 1)
        yield from () if n is None else (spans[n],)


LABELLED = re.compile(r"(?:Dead|Killed|Deaths|Hurt|Injured|Wounded|Missing|Casualties): ")


def of_the_head(facts: Facts, spans: tuple[Span, ...], at: int) -> Iterator[Span]:
    """The opening of a piece that is a table of figures, “Dead: 4.”: whose they are is said above them."""
    if LABELLED.match(facts.body.text, spans[at].start):
        yield from spans[:2]


# What shows that a sentence of another paragraph goes on about the same dead.
SAME_DEAD = re.compile(
    r"\b(?:killed|dead|deaths?|died|tolls?|injur\w+|hurt|wounded|victims?|bodies|missing|rescued|casualties|figures?|counts?|they were|them as|one was|the (?:youngest|oldest)|the (?:two|three|first|others?)(?= (?:was|were|is|are|had|died)\b)|this desk)\b",
    re.IGNORECASE,
)


ALL_COUNTS = re.compile(
    r"\b(?:both|all|these|those) (?:\w+ )?(?:numbers|figures|counts|tolls|totals)\b"
)


def beside(facts: Facts, spans: tuple[Span, ...], at: int) -> Iterator[Span]:
    """The sentence of a figure and those that may answer for it: of its paragraph, or still of the same dead."""
    text, here = facts.body.text, spans[at]
    for n in range(max(0, at - 1), min(len(spans), at + 3)):
        low, high = sorted((spans[n], here), key=lambda s: s.start)
        apart = n != at and "\n" in text[low.end : high.start]
        if n == at or not apart or of_the_same(cut(text, spans[n]), next_to_it=n < at + 2):
            yield spans[n]


@lru_cache(maxsize=2048)
def of_the_same(said: str, *, next_to_it: bool) -> bool:
    """Whether a sentence of another paragraph still tells of the same dead."""
    return (SAME_DEAD if next_to_it else ALL_COUNTS).search(said) is not None


def past(sentence: str, facts: Facts) -> bool:
    """Whether the sentence tells of another year: history, on the record."""
    years, long_ago = years_told(sentence)
    now = facts.published_at.year if facts.published_at else None
    return long_ago or (bool(years) and (now is None or all(y < now for y in years)))


@lru_cache(maxsize=2048)
def years_told(sentence: str) -> tuple[tuple[int, ...], bool]:
    """The years that a sentence names, and whether it says “years ago” of something."""
    years = tuple(int(y) for y in re.findall(r"\b((?:1[6-9]|20)\d{2})\b", sentence))
    long_ago = re.search(r"\b(?:last year|years? ago|decades? ago|last century|in the war of)\b", sentence)  # fmt: skip
    return years, long_ago is not None
