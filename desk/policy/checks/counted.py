"""Checks on figures: sums, headline against body, two counters added."""

import re
from collections.abc import Iterator

from desk.policy import clock, known, times
from desk.policy.checks.base import Check, body_finding
from desk.policy.numbers import IN_WORDS, Number, in_words, numbers
from desk.policy.text import body_sentences, cut, in_quotes, told
from desk.policy.tolls import Figure, casualty_figures
from desk.policy.types import Confidence, Facts, Finding, Span

OPENS = re.compile(r"(?<!\d)\s*:\s|:\s(?!\d\d\b)|\s[–—-]\s|\s?\(|,\s(?=(?:namely|that is)\b)")
PART = re.compile(
    rf"(?:(?:and|plus|as well as|another|a further|the other|namely|that is|some)\s+)*(?P<n>\d[\d,]*|{IN_WORDS}|an?)\s+(?!(?:km|per|%|o[’']clock|a\.m|p\.m|UTC)\b)[A-Za-zÀ-ÿ(]",
    re.IGNORECASE,
)
COMMAS = re.compile(r"\s*(?:,|;|\band\b|&|\bplus\b)\s*(?:and\s+)?")
STOPS = re.compile(
    r"[);.]|,\s(?:[\w’'-]+\s){0,6}(?:said|says|reported|told|wrote|according)\b|\s[–—]\s"
)
SOME_ONLY = re.compile(r"\b(?:includ\w+|among|amongst|such as|at least|most|mostly|some of|of them|of whom|up to|or|from|between)\b", re.IGNORECASE)  # fmt: skip
OF_THE = re.compile(
    r"\b[Oo]f (?:the|its|their|those) (?P<total>\S+(?: \w+){0,4}?),\s(?P<rest>[^.;]+)"
)


def sum_slip(facts: Facts) -> Iterator[Finding]:
    """A total and its parts, listed after a colon, a dash or in brackets, that do not add up."""
    for sentence, said in told(facts.body, adds_up):
        slip = listed(said) or divided(said) or by_category(facts, sentence)
        if slip:
            start, end, total, parts = slip
            span = Span(sentence.start + start, sentence.start + end)
            if not in_quotes(facts.body.text, span):
                message = f"The parts add up to {parts:g}, not {total:g}."
                yield body_finding(facts, span, message)


def adds_up(said: str) -> bool:
    """Whether a sentence has a total whose parts may be another, there or in what stands before it."""
    return bool(listed(said) or divided(said) or any(m.group("of") for m in SHARE.finditer(said)))


def listed(said: str) -> tuple[int, int, float, float] | None:
    """“Nine people were killed: four men, three women and one child”."""
    for opening in OPENS.finditer(said):
        total = total_before(said, opening.start())
        stop = STOPS.search(said, opening.end())
        end = stop.start() if stop else len(said)
        tail = said[opening.end() : end]
        parts = parts_of(tail)
        if total is None or len(parts) < 2 or SOME_ONLY.search(tail):
            continue
        if sum(parts) != total.value:
            closing = 1 if said[end : end + 1] == ")" else 0
            figure = next(
                (f for f in casualty_figures(said) if f.number.start == total.start), None
            )
            start = figure.start if figure else total.start
            return start, len(said[:end].rstrip()) + closing, total.value, sum(parts)
    return None


def total_before(said: str, at: int) -> Number | None:
    """The one exact number in the words before a list, near its opening."""
    head = said[:at]
    hours = [(h.start, h.end) for h in clock.hours(head, 2000)]
    days = [(d.start, d.end) for d in times.dates(head, 2000)]
    found = [
        n
        for n in numbers(head)
        if not (n.said.isdigit() and len(n.said) == 4)
        and not any(a <= n.start < b for a, b in hours + days)
    ]
    harmed = [f.number for f in casualty_figures(head) if f.exact]
    if len(found) > 1 and harmed and harmed[0].start == found[0].start:
        found = harmed[:1]  # “eight members of one family were killed”
    if len(found) != 1 or not found[0].exact or found[0].value < 2:
        return None
    return found[0] if len(head[found[0].end :].split()) <= 9 else None


def parts_of(tail: str) -> list[float]:
    """The numbers of an enumeration in which every part opens with one; nothing where one does not."""
    values: list[float] = []
    for part in COMMAS.split(tail.strip()):
        if not part.strip():
            continue
        m = PART.match(part.strip() + " x")
        value = value_of(m.group("n")) if m else None
        if value is None:
            return []
        values.append(value)
    return values


def value_of(words: str) -> float | None:
    """A number in digits or words; an article is one."""
    low = words.lower().replace(",", "")
    if low in {"a", "an"}:
        return 1.0
    return float(low) if low.isdigit() else in_words(low)


SHARE = re.compile(
    rf"(?:^|[,;:]\s|\band\s|—\s|\swith\s)(?:(?:she|he|it|they|the \w+) (?:said|wrote)[,;]?\s)?(?:and\s)?(?P<n>\d[\d,]*|{IN_WORDS})(?P<of>\s+of (?:them|those|these|the (?:dead|victims|killed|injured|wounded|hurt|children)))?\s+(?:was|were|is|are|on|in|at|from|had|came|died|lay|children|women|men|boys|girls|aged)\b",
    re.IGNORECASE,
)


PART_ONLY = re.compile(r"\b(?:includ\w+|among|at least|most|some of|up to)\b", re.IGNORECASE)


def by_category(facts: Facts, sentence: Span) -> tuple[int, int, float, float] | None:
    """“Ten people were killed … Four of them were children, three were women and two were men”."""
    said = cut(facts.body.text, sentence)
    shares = list(SHARE.finditer(said))
    first = next((n for n, m in enumerate(shares) if m.group("of")), None)
    if first is None or len(shares) - first < 2 or PART_ONLY.search(said):
        return None
    shares = shares[first:]
    head = (
        facts.body.text[max(0, sentence.start - 420) : sentence.start]
        + said[: shares[0].start("n")]
    )
    totals = [f for f in casualty_figures(head) if f.exact and not f.portion] or counts_of_people(
        head
    )
    values = [value_of(m.group("n")) for m in shares]
    known = [v for v in values if v is not None]
    if not totals or len(known) != len(values):
        return None
    total = totals[0].number.value if len(totals) == 1 else totals[-1].number.value
    whole = re.search(r"\bwomen\b", said) and re.search(r"\bmen\b", said)
    if sum(known) > total or (whole and sum(known) < total and len(known) >= 3):
        return shares[0].start("n"), len(said.rstrip(".")), total, sum(known)
    return None


PEOPLE = re.compile(r"\s+(?:[a-z-]+\s)?(?:people|men|women|children|boys|girls|workers|dockers|miners|residents|passengers|soldiers|pupils|patients|farmers|fishermen|[a-z]+ers)\b")  # fmt: skip


def counts_of_people(text: str) -> list[Figure]:
    """Counts of people to whom something else was done: “five dockers were burned”."""
    return [
        Figure(n.value, "", n.start, n.end, n.said, n.exact, n.least, n)
        for n in numbers(text)
        if n.exact and n.value > 1 and PEOPLE.match(text, n.end)
    ][:1]


def divided(said: str) -> tuple[int, int, float, float] | None:
    """“Of the 30 injured, 12 are children and 21 adults”: more parts than the whole."""
    m = OF_THE.search(said)
    whole = numbers(m.group("total")) if m else ()
    if not m or len(whole) != 1 or not whole[0].exact:
        return None
    tail = STOPS.split(m.group("rest"))[0]
    parts = parts_of(re.sub(r"\b(?:are|were|is|was|have|had)\s", "", tail))
    if len(parts) >= 2 and sum(parts) > whole[0].value and not SOME_ONLY.search(tail):
        return m.start(), m.start("rest") + len(tail.rstrip()), whole[0].value, sum(parts)
    return None


def number_mismatch(facts: Facts) -> Iterator[Finding]:
    """A toll in headline or dek that the body gives otherwise."""
    yield from other_amount(facts)
    figures = known.scan(facts.body, casualty_figures)
    body = [f for f in figures if f.number.value and not f.portion]
    for zone in (facts.headline, facts.dek):
        for figure in casualty_figures(zone.text) if zone else ():
            same = [f for f in body if f.harm == figure.harm]
            partial = figure.portion or (zone and AND_MORE.search(zone.text[: figure.start]))
            if (
                not zone
                or partial
                or not figure.exact
                or not same
                or borne_out(figure, same, facts)
            ):
                continue
            if len({f.value for f in same}) > 1:
                continue  # several counts: which of them the headline means is a question for a person
            said = f"{figure.said} here, {same[0].said} in the body."
            yield Finding("", zone.kind, figure.said, figure.start, figure.end, said)


# “A choirmaster and three of her singers”: more than the figure says.
AND_MORE = re.compile(
    r"(?:^|[,:;–—] )(?:an?|the|her|his|one) (?:[\w’'-]+ ){1,3}and (?:another |a further )?$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s+(?:(?:Czech|US|Swiss|Ukrainian|Egyptian|new|old)\s)?(?P<noun>dollars|euros|pounds|crowns|hryvnias?|roubles|rubles|yuan|yen|rupees|francs|liras?|"
    r"people|residents|households|homes|families|passengers|patients|pupils|students|workers|jobs|votes cast|tonnes|tons|barrels|hectares|acres)\b"
)
CLOCKS = frozenset("hours minutes days weeks months years times percent points metres miles kilometres".split())  # fmt: skip


def other_amount(facts: Facts) -> Iterator[Finding]:
    """An amount in headline or dek whose noun the body counts once, and otherwise."""
    named = [(z, n, m) for z in (facts.headline, facts.dek) if z for n, m in amounts_of(z.text)]
    if not named:
        return
    every = known.scan(facts.body, numbers)
    amounts: dict[str, set[float]] = {}
    for n in every:
        noun = COUNTED.match(facts.body.text, n.end)
        if noun:
            amounts.setdefault(scaled(n, noun.group("noun")), set()).add(n.value)
    stated = {n.value for n in every}
    for zone, n, m in named:
        have = amounts.get(scaled(n, m.group("noun")), set())
        if n.exact and n.value >= 2 and len(have) == 1 and n.value not in stated:
            words = zone.text[n.start : m.end()]
            message = f"{words} here, {next(iter(have)):,g} in the body."
            yield Finding("", zone.kind, words, n.start, m.end(), message, confidence=Confidence.UNSURE)  # fmt: skip


def amounts_of(text: str) -> Iterator[tuple[Number, re.Match[str]]]:
    """Amounts of a headline or dek with the noun they count; clocks and people harmed are others' matter."""
    harmed = {f.number.start for f in casualty_figures(text)}
    for n in numbers(text):
        m = COUNTED.match(text, n.end)
        if m and m.group("noun") not in CLOCKS and n.start not in harmed:
            yield n, m


def scaled(number: Number, noun: str) -> str:
    """A noun with the scale it is counted in: crowns and millions of crowns are two things."""
    return f"{number.said.split()[-1].lower()} {noun}" if number.value >= 1e6 else noun


def borne_out(figure: Figure, same: list[Figure], facts: Facts) -> bool:
    """Whether the body has the figure, a sum that gives it, or no exact one to hold against it."""
    values = [f.value for f in same]
    sums = {a + b for n, a in enumerate(values) for b in values[n + 1 :]} | {sum(values)}
    every = known.scan(facts.body, numbers)
    stated = {n.value for n in every}
    # “Nine died at the mill and three on the road”: the second count leaves its words out.
    sums |= {f.value + n.value for f in same for n in every if 0 < n.start - f.end < 40}
    return (
        figure.value in {*values, *sums} or figure.value in stated or not any(f.exact for f in same)
    )


IN_ALL = re.compile(r"\b(?:in all|altogether|combined|taken together|in total|together|a total of|bringing the total|total(?:led|s)?)\b", re.IGNORECASE)  # fmt: skip
WHO = re.compile(r"\b(?:the )?((?:[a-z]+ )?[\w’-]+) (?:said|says|counted|reported|put)\b|\baccording to (?:the )?((?:[a-z]+ )?[\w’-]+)")  # fmt: skip


def overlapping_counts(facts: Facts) -> Iterator[Finding]:
    """A total that is two counters' figures added: the same dead may stand in both."""
    spans = body_sentences(facts.body)
    for sentence, said in told(facts.body, in_all):
        cue, n = IN_ALL.search(said), spans.index(sentence)
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


def in_all(said: str) -> object:
    """Whether a sentence gives a total of what stands before it."""
    return IN_ALL.search(said)


def counter(said: str) -> str:
    """Who counts in a sentence."""
    m = WHO.search(said)
    return (m.group(1) or m.group(2)).lower() if m else ""


CHECKS = [
    Check(
        "sum-slip",
        "A total and parts that do not add up.",
        "Readers add.",
        "Count again.",
        sum_slip,
    ),
    Check(
        "number-mismatch",
        "A toll in headline or dek that the body gives otherwise.",
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
