"""Checks on figures: sums, headline against body, two counters added."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from desk.policy import known
from desk.policy.checks import single
from desk.policy.checks.base import Check, body_finding
from desk.policy.checks.otherwise import given_otherwise, numbers_of
from desk.policy.checks.recalled import recalled, recalled_otherwise
from desk.policy.cued import Cued
from desk.policy.figures.nouns import WORDS, singular
from desk.policy.figures.numbers import IN_WORDS, Number, numbers
from desk.policy.figures.partition import MEASURED
from desk.policy.figures.rollcall import rolls
from desk.policy.figures.tolls import Figure, casualty_figures
from desk.policy.hours import clock
from desk.policy.letters import Letters, needing
from desk.policy.text import body_sentences, cut, in_quotes, scan_parts, sentence_at, told
from desk.policy.types import Confidence, Facts, Finding, Span


def number_mismatch(facts: Facts) -> Iterator[Finding]:
    """A count that a piece gives twice and otherwise, above all in headline or dek and in the body."""
    found = [*other_toll(facts), *several_of_one(facts), *other_held(facts), *recalled_toll(facts)]
    yield from found
    marked = {(f.zone, f.start) for f in found}
    yield from (f for f in given_otherwise(facts) if (f.zone, f.start) not in marked)


def other_toll(facts: Facts) -> Iterator[Finding]:
    """A toll in headline or dek that the body gives otherwise."""
    tops = [(z, f) for z in (facts.headline, facts.dek) if z for f in casualty_figures(z.text)]
    stated = [(z, f) for z, f in tops if (f.exact or f.least) and not f.portion and not with_more(z.text, f)]  # fmt: skip
    if not stated:
        return
    # “Twelve died in Cebu, eleven in Negros”: a part of the toll, which is added up elsewhere (`sums`).
    parts = {q.start for one in scan_parts(facts.body, rolls) if len(one.harms) < 2 for q in one.parts}  # fmt: skip
    # “Fifty-one fell ill and 29 of them had died; nineteen recovered”: of those parts one is the toll.
    counts = [f for f in scan_parts(facts.body, casualty_figures) if f.number.start not in parts or " of them " in f.said]  # fmt: skip
    figures = [f for f in counts if not of_another_year(facts, f)]
    body: dict[str, list[Figure]] = {}
    for f in figures:
        if f.number.value and not f.portion:
            body.setdefault(f.harm, []).append(f)
    # Several counts: which of them the headline means is a question for a person.
    single = {h: same for h, same in body.items() if len({f.value for f in same}) == 1}
    given = {h: borne_out(same, facts) for h, same in single.items() if any(f.exact for f in same)}
    for zone, figure in stated:
        same = single.get(figure.harm, [])
        belied = bool(same) and figure.value not in numbers_of(facts) and past_bounds(figure, same)
        if belied or (figure.exact and figure.value not in given.get(figure.harm, {figure.value})):
            said = f"{figure.said} here, {single[figure.harm][0].said} in the body."
            yield Finding("", zone.kind, figure.said, figure.start, figure.end, said)


def recalled_toll(facts: Facts) -> Iterator[Finding]:
    """“Of whom six were dead”, and further down “the families of the eight who died”."""
    if any(known.each(facts.body, recalled)):
        tops = [f for z in (facts.headline, facts.dek) if z for f in casualty_figures(z.text)]
        below = [f for f in scan_parts(facts.body, casualty_figures) if not of_another_year(facts, f)]  # fmt: skip
        yield from recalled_otherwise(facts, [*below, *tops])


def past_bounds(figure: Figure, same: list[Figure]) -> bool:
    """Whether “nine dead” stands over “at least eight”, or “more than thirty hurt” over 27."""
    if figure.exact:
        return any(f.least and f.value != figure.value for f in same)
    return figure.least and all(f.exact and not f.least and f.value < figure.value for f in same)


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OF_SENTENCES = re.compile(r"\. |\n")


def of_another_year(facts: Facts, figure: Figure) -> bool:
    """Whether a figure stands beside a year that is not the piece’s: “that of August 2007 killed 500”."""
    text, now = facts.body.text, facts.published_at
    years = years_beside(text[max(0, figure.start - 200) : figure.start], text[figure.end : figure.end + 200])  # fmt: skip
    return now is not None and bool(years) and str(now.year) not in years


@lru_cache(maxsize=2048)
def years_beside(before: str, behind: str) -> tuple[str, ...]:
    """The years that a sentence has round a place in it."""
    head, tail = OF_SENTENCES.split(before)[-1], OF_SENTENCES.split(behind)[0]
    return tuple(YEAR.findall(head + tail))


def with_more(text: str, figure: Figure) -> bool:
    """Whether somebody else stands beside a figure."""
    return AND_MORE.search(text, max(0, figure.start - 120), figure.start) is not None


HELD = re.compile(
    rf"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|charg(?:ed|es|ing)|seiz(?:ed|es|ing)|jail(?:ed|s|ing)?|convicted|h[eo]lds?|are holding|is holding)\s(?:all )?(?P<a>\d[\d,]*|{IN_WORDS})\s(?:(?:more )?(?:people|men|women|suspects|persons|youths|teenagers))\b"
    rf"|(?:^|(?<=[.!?]\s)|(?<=\n)|\bthe )(?P<b>\d[\d,]*|{IN_WORDS})\s(?:(?:people|men|women|suspects|youths|teenagers)\s(?:were |was |have been |are )?(?:arrested|detained|held|charged|in custody|jailed|convicted)|(?:arrested|detained|held|charged|jailed)\b|suspects\b)",
    re.IGNORECASE,
)
OF_PRISONERS = Letters("arrest", "detain", "held", "hold", "suspects", "charg", "seiz", "jail", "custody", "convicted")  # fmt: skip
MORE_HELD = re.compile(r"\b(?:another|other|more|further|also|since|later|then|earlier|already|released|of them|of the)\b", re.IGNORECASE)  # fmt: skip


@needing(OF_PRISONERS)
def held(text: str) -> tuple[tuple[float, Span], ...]:
    """How many a text says are held, where each stands."""
    found = []
    if not OF_PRISONERS.stand_in(text):
        return ()
    for m in HELD.finditer(text):
        name = "a" if m.group("a") else "b"
        number = next((n for n in numbers(text) if n.start == m.start(name) and n.exact), None)
        more = MORE_HELD.search(text[max(0, m.start() - 16) : m.end() + 8])
        if number and number.end >= m.end(name) and not more:
            found.append((number.value, Span(m.start(name), m.end())))
    return tuple(found)


def one_more(text: str) -> bool:
    """Whether a block tells of one beside those that were counted."""
    return ONE_MORE.search(text) is not None


ONE_MORE = re.compile(
    r"\b(?:another(?! (?:\d|two|three|four|five|day|week|month|year))|a further (?:man|woman|suspect|person)|(?:an?|the) (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|one more)\b"
)


def other_held(facts: Facts) -> Iterator[Finding]:
    """“Three held” above, and “Four suspects … will appear” below."""
    tops = [v for zone in (facts.headline, facts.dek) for v, _ in held(zone.text if zone else "")]
    below = known.scan(facts.body, held)
    values = [*tops, *(v for v, _ in below)]
    if len(set(values)) != 2 or not below:
        return
    # “Three men on Monday and two women on Tuesday”: the difference is told.
    if abs(max(values) - min(values)) in numbers_of(facts):
        return
    if max(values) - min(values) == 1 and any(known.each(facts.body, one_more)):
        return
    value, span = next(((v, s) for v, s in below if v != values[0]), (0.0, Span(0, 0)))
    if value and not in_quotes(facts.body.text, span):
        said = f"Elsewhere the piece has {values[0]:g}."
        yield body_finding(facts, span, said, confidence=Confidence.UNSURE)


# “A choirmaster and three of her singers”: more than the figure says.
AND_MORE = re.compile(
    r"(?:^|[,:;–—] )(?:an?|the|her|his|one) (?:[\w’'-]+ ){1,3}and (?:another |a further )?$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s+(?:(?:Czech|US|Swiss|Ukrainian|Egyptian|new|old)\s)?(?P<noun>dollars|euros|pounds|crowns|hryvnias?|roubles|rubles|yuan|yen|rupees|francs|liras?|"
    r"people|residents|households|homes|houses|flats|families|villagers|passengers|patients|pupils|students|workers|employees|jobs|soldiers|troops|prisoners|hostages|"
    r"migrants|refugees|doctors|nurses|teachers|miners|drones|missiles|rockets|schools|hospitals|clinics|villages|shops|depots|factories|plants|mills|farms|vessels|tankers|trawlers|substations|vehicles|cars|planes|aircraft|explosions|blasts|churches|mosques|warehouses|"
    r"buildings|trams|trains|buses|lorries|trucks|ships|boats|ferries|flights|stations|bridges|tents|beds|votes cast|tonnes|tons|barrels|hectares|acres)\b(?!-)"
)


OF_ONE = re.compile(r"\bone (?:of them )?[a-z]+(?:s|ed)\b", re.IGNORECASE)


def several_of_one(facts: Facts) -> Iterator[Finding]:
    """“Two substations” over a body that tells of “a substation” and of no other, and that nowhere says two."""
    named = [(z, n, m) for z in (facts.headline, facts.dek) if z for n in numbers(z.text) if (m := single.MANY.match(z.text, n.end + 1))]  # fmt: skip
    if not named or "whole-body" not in facts.known:
        return
    for zone, n, m in named:
        like = WORDS.get(singular(m.group("noun")), frozenset[str]())
        if not (like and 2 <= n.value <= 20 and n.exact):
            continue
        if OF_ONE.search(zone.text):
            continue  # “Two drones stray, one crashes”
        # “Two hours”, “two crowns dearer” count something else.
        if like & in_a_block(facts, single.indefinite) and not like & in_a_block(facts, single.several) and n.value not in in_a_block(facts, uncounted):  # fmt: skip
            words = zone.text[n.start : m.end()]
            said = f"{words} here; the body tells of one."
            yield Finding("", zone.kind, words, n.start, m.end(), said, confidence=Confidence.UNSURE)  # fmt: skip


def in_a_block(facts: Facts, look: Callable[[str], frozenset[Any]]) -> frozenset[Any]:
    """What a function says of one block or another of a body."""
    return frozenset[Any]().union(*known.each(facts.body, look))


def uncounted(text: str) -> frozenset[float]:
    """Numbers of a block that stand before no measure and nothing that is counted."""
    return frozenset(
        n.value
        for n in numbers(text)
        if not MEASURED.match(text[n.end : n.end + 14]) and not COUNTED.match(text, n.end)
    )


# Before a second count, not “when one came down on them”.
SECOND = re.compile(r"(?:\band|\bplus|\bwith|,|;|/)\s(?:another |a further |then |later |also )?$")


MORE = re.compile(r"\b(?:more|another|others?|further)\b")
# “Twelve died: nine travellers, two workers and a boy”: they are of the twelve.
LISTED = re.compile(r"[^.:\n]*:[^.\n]*$")
# “Three died on Monday. On Tuesday … the police gave the dead as five”
THE_DEAD = re.compile(r"\b(?:the (?:dead|toll|injured|wounded)|died|killed|hurt)\b")


def borne_out(same: list[Figure], facts: Facts) -> set[float]:
    """What a headline may say where the body counts one value: that, a number that stands there, or a sum."""
    every, text, value = scan_parts(facts.body, counted_in), facts.body.text, same[0].value
    starts = [n.start for n in every]
    # “Nine died at the mill and three on the road”: the second count leaves its words out.
    beside = {
        value + n.value
        for f in same
        for n in every[bisect_right(starts, f.end) : bisect_left(starts, f.end + 200)]
        if not LISTED.match(text, f.end, n.start)
        and (SECOND.search(text[f.end : n.start]) or THE_DEAD.search(text, f.end, n.start))
    }
    # “Nine had died by Monday, and two more were found”
    more = {value + n.value for n in every} if any(MORE.search(f.said) for f in same) else set()
    twice = {2 * value} if len(same) > 1 else set()
    return {*(n.value for n in every), value, value * len(same), *twice, *beside, *more}


@lru_cache(maxsize=4096)
def counted_in(text: str) -> tuple[Number, ...]:
    """The numbers of a block that may count people: “a quarter past five” is an hour."""
    found = numbers(text)
    hours = [(h.start, h.end) for h in clock.hours(text, 2000)] if found else []
    return tuple(n for n in found if not any(a <= n.start < b for a, b in hours) and not SPAN_OF_TIME.match(text, n.end))  # fmt: skip


SPAN_OF_TIME = re.compile(
    r"[- ](?:years?|months?|weeks?|days?|nights?|hours?|minutes?|seconds?|km|kilomet\w+|miles?|met(?:re|er)s?)\b"
)


IN_ALL = Cued(r"\b(?:in all|altogether|combined|taken together|in total|together|a total of|bringing the total|total(?:led|s)?)\b", re.IGNORECASE)  # fmt: skip
WHO = re.compile(r"\b(?:the )?((?:[a-z]+ )?[\w’-]+) (?:said|says|counted|reported|put)\b|\baccording to (?:the )?((?:[a-z]+ )?[\w’-]+)")  # fmt: skip


def overlapping_counts(facts: Facts) -> Iterator[Finding]:
    """A total that is two counters' figures added: the same dead may stand in both."""
    spans = body_sentences(facts.body)
    for sentence, said in told(facts.body, in_all):
        cue, n = IN_ALL.search(said), sentence_at(spans, sentence.start) or 0
        near = spans[max(0, n - 2) : n + 1]
        if not cue:
            continue
        figures = [(f, counter(cut(facts.body.text, s))) for s in near for f in casualty_figures(cut(facts.body.text, s))]  # fmt: skip
        totals = {x.value for x in numbers(said)}
        for i, (one, who) in enumerate(figures):
            for other, whom in figures[i + 1 :]:
                added = one.harm == other.harm and one.value + other.value in totals
                if added and who and whom and who != whom:
                    span = Span(sentence.start + cue.start(), sentence.start + cue.end())
                    message = f"{one.value:g} by {who} and {other.value:g} by {whom}: are they different people?"
                    yield body_finding(facts, span, message, confidence=Confidence.UNSURE)
                    return


@needing(IN_ALL.letters)
def in_all(said: str) -> object:
    """Whether a sentence gives a total of what stands before it."""
    return IN_ALL.search(said)


def counter(said: str) -> str:
    """Who counts in a sentence."""
    m = WHO.search(said)
    return (m.group(1) or m.group(2)).lower() if m else ""


CHECKS = [
    Check(
        "number-mismatch",
        "A number that headline, dek or a later paragraph gives otherwise.",
        "One of them is wrong, or they are two counts.",
        "Say which count is whose, or make them one.",
        number_mismatch,
    ),
    Check(
        "overlapping-counts",
        "Two counters’ figures added to one total.",
        "The same people may stand in both counts.",
        "Give each count with its counter, and add nothing.",
        overlapping_counts,
    ),
]
