"""One thing that a piece gives twice and otherwise: a quantity, an age, a magnitude, how many are named."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from desk.policy import known
from desk.policy.checks.base import body_finding, words_finding
from desk.policy.checks.moments import reference
from desk.policy.cued import Cued
from desk.policy.figures import done, headed, restated
from desk.policy.figures.numbers import TENS, UNITS, in_words, numbers
from desk.policy.figures.quantities import Quantity, person, quantities
from desk.policy.figures.rollcall import rolls, with_wholes
from desk.policy.figures.scores import otherwise, scores
from desk.policy.figures.tolls import casualty_figures
from desk.policy.figures.unborne import unborne
from desk.policy.hours import prison_terms
from desk.policy.hours.durations import durations
from desk.policy.text import body_sentences, in_quotes, scan_parts, some_part, told
from desk.policy.types import STARTS, Confidence, Facts, Finding, Span, ZoneText
from desk.policy.values import record

IN_LETTERS = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(UNITS)}))?|(?:{'|'.join(UNITS)}))"
AGE = rf"(?P<age>\d{{1,2}}|{IN_LETTERS})"
NAME = r"(?P<name>[A-ZÀ-Ý][\w’'-]+(?:\s(?:(?:al|el|de|van|von|bin|da|dos|ben|la)[ -])?[A-ZÀ-Ý][\w’'-]+){0,3})"
AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{NAME}(?:,\s|\s\()(?:aged\s|now\s)?{AGE}(?=,\s|\))",
        rf"(?<![\w.])(?i:{AGE})-year-old(?:,|\s[a-z’-]+){{0,5}},?\s{NAME}",
        rf"{NAME},?\s(?:who\s)?(?:is|was|has turned|turned)\s{AGE}(?=[.,;]|\syears\sold|\sand\b)",
    )
)
HAS_AGE = re.compile(rf"year-old|\b(?:aged|turned)\b|[,(] ?(?:now )?(?:\d\d?|{IN_LETTERS})[,)]|\b(?:is|was) (?:\d\d?|{IN_LETTERS})[.,;]")  # fmt: skip
THEN = re.compile(r"\b(?:born|then|at the time|when (?:he|she)|in (?:19|20)\d\d|years? (?:ago|earlier)|turn(?:ed|s)|was killed in|died in)\b")  # fmt: skip


MOST = 200  # quantities of a piece that are held against each other


@record
class Aged:
    """Somebody’s age where it stands."""

    name: str
    age: float
    span: Span

    def moved(self, by: int) -> "Aged":
        """The same so many code points on."""
        return Aged(self.name, self.age, self.span.moved(by))


def given_otherwise(facts: Facts) -> Iterator[Finding]:
    """What stands twice in a piece, once so and once otherwise."""
    text, body = facts.body.text, scan_parts(facts.body, quantities)[:MOST]
    told_of = {f.harm for f in scan_parts(facts.body, casualty_figures)}
    listed = with_wholes(body, scan_parts(facts.body, rolls)) if len(body) > 2 else body
    tops = [(zone, quantities(zone.text)[:20]) for zone in (facts.headline, facts.dek) if zone]
    marked: list[Finding] = []
    for zone, top in tops:
        harmed = {f.number.start for f in casualty_figures(zone.text) if f.harm in told_of}
        free = [q for q in top if q.start not in harmed]
        nowhere = [
            q for q in free if q.value not in numbers_of(facts)
        ]  # “a pilot, 61, …” is an age, and no count
        slips = chain(restated.above(free, body, text, listed), restated.tallied(zone.text, free, body, text), restated.digits_changed(nowhere, body), restated.of_one_whole(zone.text, top, body, text), unborne(zone.text, top, body, text))  # fmt: skip
        for start, slip in {slip.again.start: slip for slip in slips}.items():
            marked.append(of_zone(zone, Span(start, slip.again.stop), words(text, slip.was)))
    yield from marked
    pointed, above = scan_parts(facts.body, restated.pointed), [q for _, top in tops for q in top]
    again = chain(restated.told_again(text, body, pointed, above), restated.swapped(text, body))
    found = [(Span(s.again.start, s.again.stop), words(text, s.was)) for s in again]
    found += [
        *aged_otherwise(facts),
        *aged_again(facts),
        *shaken_otherwise(facts),
        *named_otherwise(facts),
    ]
    for span, was in dict(found).items():
        if not in_quotes(text, span):
            yield body_finding(facts, span, elsewhere(was), confidence=Confidence.UNSURE)
    for zone in filter(None, (facts.headline, facts.dek, facts.body)):
        for one in scan_parts(zone, done.twice):
            yield words_finding(facts, zone, one.span, f"The first comes to {one.was}.", confidence=Confidence.UNSURE)  # fmt: skip
    yield from shaken_above(facts)
    yield from (f for f in headed_otherwise(facts, body) if not any(f.zone is m.zone and f.start < m.end and m.start < f.end for m in marked))  # fmt: skip
    yield from voted_otherwise(facts)
    yield from sentenced_otherwise(facts)


def headed_otherwise(facts: Facts, body: Sequence[Quantity]) -> Iterator[Finding]:
    """An age, a span, a share or a group of headline or dek that the body nowhere has so."""
    for zone in (facts.headline, facts.dek):
        for one in headed_in(facts, zone.text, body) if zone else ():
            assert zone is not None
            yield of_zone(zone, one.span, one.was)


def headed_in(facts: Facts, top: str, body: Sequence[Quantity]) -> Iterator[headed.Headed]:
    """The same of one of them; the body is asked for what stands there alone."""
    if headed.ages(top):
        ref = reference(facts)
        yield from headed.aged_above(top, every(facts, headed.ages), numbers_of(facts), ref.year if ref else 0)  # fmt: skip
    if headed.spans(top):
        yield from headed.spanned_above(top, every(facts, headed.spans))
    if headed.shares(top):
        yield from headed.shared_above(top, every(facts, headed.shares))
    if done.HEADED.search(top) and not any(known.each(facts.body, done.one_more)):
        yield from done.treated_above(top, every(facts, done.treated), numbers_of(facts))
    if headed.uncounted(top):
        lede = body_sentences(facts.body)[0].end if body else 0
        yield from headed.unnamed_above(
            top, [q for q in body if q.start < lede], numbers_of(facts), facts.body.text
        )
    if headed.groups(top):
        yield from headed.grouped_above(top, body, numbers_of(facts))


def numbers_of(facts: Facts) -> frozenset[float]:
    """Every number of the body."""
    return frozenset[float]().union(*known.each(facts.body, values))


def every(facts: Facts, look: Callable[[str], tuple[Any, ...]]) -> list[Any]:
    """What a function finds in the blocks of a body."""
    return [one for block in known.each(facts.body, look) for one in block]


def values(text: str) -> frozenset[float]:
    """Every number of a block."""
    return frozenset(n.value for n in numbers(text))


def voted_otherwise(facts: Facts) -> Iterator[Finding]:
    """“Seven to four” above, and “seven votes against three” below."""
    for zone in (facts.headline, facts.dek):
        tops = scores(zone.text) if zone else ()
        for one, was in otherwise(tops, known.scan(facts.body, scores)) if tops else ():
            assert zone is not None
            yield of_zone(zone, one.span, facts.body.text[was.span.start : was.span.end])


def sentenced_otherwise(facts: Facts) -> Iterator[Finding]:
    """“Clerk jailed for ten years” above, and below “sentenced to nine years”."""
    tops = [
        (zone, term)
        for zone in (facts.headline, facts.dek)
        if zone
        for term in prison_terms.passed_terms(zone.text)
    ]
    # Where no headline speaks of a court, the body has to: “Harbour chief gets nine years”.
    of_court = any(prison_terms.terms(zone.text) for zone, _ in tops)
    look = prison_terms.passed_terms if of_court else prison_terms.terms
    below = known.each(facts.body, look) if tops else ()
    passed = {prison_terms.in_months(term) for block in below for term in block}
    if len(passed) != 1:
        return
    spoken = {prison_terms.in_months(d) for block in known.each(facts.body, durations) for d in block if d.unit in {"year", "month"}}  # fmt: skip
    first, was = next(t for block in below for t in block), next(iter(passed))
    for zone, term in tops:
        months = prison_terms.in_months(term)
        # “Seven years for fraud and two for theft” under “nine years”.
        rest = abs(months - was) / (12 if term.unit == "year" else 1)
        if months not in spoken and rest not in numbers_of(facts) and 1 / 2 <= months / was <= 2:
            yield of_zone(zone, Span(term.start, term.end), f"{first.amount:g} {first.unit}s")


def words(text: str, q: Quantity) -> str:
    """A quantity as it stands, with its noun."""
    return text[q.start : q.stop]


def elsewhere(was: str) -> str:
    """What is told of something that stands twice."""
    return f"Elsewhere the piece has “{was}”."


def of_zone(zone: ZoneText, span: Span, was: str) -> Finding:
    """A finding at words of headline or dek."""
    exact = zone.text[span.start : span.end]
    message = f"{exact} here, {was} in the body."
    return Finding("", zone.kind, exact, span.start, span.end, message, confidence=Confidence.UNSURE)  # fmt: skip


def has_age(said: str) -> bool:
    """Whether an age may stand in a sentence: each is a number, in figures or in letters."""
    return bool("year-old" in said or numbers(said)) and HAS_AGE.search(said) is not None


def ages(text: str) -> tuple[Aged, ...]:
    """Names with an age beside them, in order."""
    found: list[Aged] = []
    if not some_part(text, has_age):
        return ()
    for m in chain.from_iterable(pattern.finditer(text) for pattern in AGES):
        age = float(m.group("age")) if m.group("age").isdigit() else in_words(m.group("age"))
        around = text[max(0, m.start() - 40) : m.end() + 40]
        if age and not THEN.search(around):
            found.append(Aged(m.group("name"), age, Span(m.start(), m.end())))
    return tuple(sorted(found, key=lambda a: a.span.start))


def aged_otherwise(facts: Facts) -> Iterator[tuple[Span, str]]:
    """“A nine-year-old girl, Solomiya … and Solomiya, six”."""
    told_of: dict[str, Aged] = {}
    for one in known.scan(facts.body, ages):
        last = one.name.split()[-1]
        first = told_of.setdefault(last, one)
        if first.age != one.age and not two_of_a_name(first.name, one.name):
            yield one.span, facts.body.text[first.span.start : first.span.end]


YEAR_OLD = re.compile(
    rf"\b[Tt]he (?P<age>\d{{1,2}}|{IN_LETTERS})-year-old(?=[.,;:]|\s(?:was|is|has|had|said|told|will|would|who|also|did|does|denied|faces|and|later|then|from|appeared|refused|won|found|took|gave|left|died|ran|drove|works|lives|\w+ed)\b)"
)


def olds(text: str) -> tuple[Aged, ...]:
    """“The 43-year-old” of a block, who has no name there."""
    found = ((m, m.group("age")) for m in YEAR_OLD.finditer(text)) if "-year-old" in text else ()
    return tuple(Aged("", float(a) if a.isdigit() else in_words(a) or 0, Span(*m.span())) for m, a in found)  # fmt: skip


KIN = re.compile(r"\b(?:sons?|daughters?|brothers?|sisters?|wife|husband|partner|friends?|mother|father|child|boy|girl|cousin|nephew|niece|colleague|another|second|other|accomplice|victim|suspects?|two|three|both)\b")  # fmt: skip


def aged_again(facts: Facts) -> Iterator[tuple[Span, str]]:
    """“Marta Rinaldi, 34 … the 43-year-old”: where one person of the piece has an age."""
    later = known.scan(facts.body, olds)
    named = known.scan(facts.body, ages) if later else ()
    told = {one.age for one in named}
    for one in later if len(told) == 1 else ():
        between = facts.body.text[named[0].span.end : one.span.start]
        if one.age not in told and one.span.start > named[0].span.start and not KIN.search(between):
            yield one.span, facts.body.text[named[0].span.start : named[0].span.end]


def two_of_a_name(one: str, other: str) -> bool:
    """Whether two names that end alike are of two people: “Denis Orr” and “Michael Orr”."""
    a, b = one.split()[:-1], other.split()[:-1]
    return bool(a and b and a[0] != b[0])


MAGNITUDE = re.compile(
    r"\b(?:magnitude|magnitude-)\s?(?:of |was |at |is )?(?P<a>\d\.\d)\b|(?<![\d.,])(?P<b>\d\.\d)(?:[- ]magnitude\b|\s(?=(?:strong |shallow |undersea )?(?:tremor|quake|earthquake|shock|temblor)\b))|\b(?:quake|earthquake|tremor|shock|temblor) (?:of|measuring|rated|at) (?P<c>\d\.\d)\b",
    re.IGNORECASE,
)
# “It measured 5.8”, of a shock that its block tells of.
MEASURED = re.compile(
    r"\b(?:measur(?:ed|ing|es)|register(?:ed|ing|s)|(?:put|recorded|rated) (?:it |the \w+ )?(?:at|as)|strength of|reading of) (?:an? )?(?P<n>\d\.\d)\b(?! ?(?:m|km|per|%|million|billion|metres|miles))"
)
SHOOK = Cued(
    r"\b(?:quakes?|earthquakes?|tremors?|shocks?|temblors?|seism\w+|geological)\b", re.IGNORECASE
)
OF_SHOCKS = re.compile(r"\d\.\d")
OTHER_SHOCK = re.compile(r"\b(?:aftershocks?|foreshocks?|second|another|revis\w+|initial\w*|first put|downgraded|upgraded|corrected|earlier|previous|(?:19|20)\d\d|settled on)\b")  # fmt: skip


def magnitudes(text: str) -> tuple[Span, ...]:
    """Where a text gives the magnitude of a shock."""
    if not OF_SHOCKS.search(text):
        return ()
    found = [Span(m.start(), m.start() + len(m.group().rstrip())) for m in MAGNITUDE.finditer(text)]
    found += [Span(*m.span("n")) for m in MEASURED.finditer(text)] if SHOOK.search(text) else []
    return tuple(sorted(found, key=STARTS))


def shaken_otherwise(facts: Facts) -> Iterator[tuple[Span, str]]:
    """“An earthquake of magnitude 6.1 … the 6.7 tremor”."""
    text = facts.body.text
    said = [(span, text[span.start : span.end]) for span in known.scan(facts.body, magnitudes)]
    if len(said) < 2 or OTHER_SHOCK.search(text):
        return
    first = value_of(said[0][1])
    for span, here in said[1:]:
        the = re.search(r"\b[Tt]he\s$", text[max(0, span.start - 5) : span.start])
        if the and value_of(here) not in {value_of(s) for other, s in said if other != span}:
            yield span, first


def shaken_above(facts: Facts) -> Iterator[Finding]:
    """A magnitude in headline or dek that the body does not have."""
    text = facts.body.text
    have = [value_of(text[s.start : s.end]) for s in known.scan(facts.body, magnitudes)]
    for zone in (facts.headline, facts.dek):
        if zone is None or not have:
            continue
        for span in magnitudes(zone.text):
            if value_of(zone.text[span.start : span.end]) not in text:
                yield of_zone(zone, span, have[0])


def value_of(said: str) -> str:
    """The figures of a magnitude."""
    return "".join(c for c in said if c.isdigit() or c == ".")


NAMED = Cued(
    r"\b(?:named|identified)\s(?:[\w’'-]+\s){0,5}?as\s|\b(?:They|The \w+) (?:are|were)(?:\snamed)?:\s"
)
JOINTS = re.compile(r",\s(?:and\s)?|\sand\s|;\s")
FULL_NAME = re.compile(r"[A-ZÀ-Ý][\w’'.-]+(?:\s[A-ZÀ-Ý][\w’'.-]+)+(?:\s?\(\d+\))?$")


def naming(said: str) -> bool:
    """Whether a sentence names several people."""
    return len(names_in(said)) > 1


def names_in(said: str) -> list[str]:
    """The people that a list of names holds; none where anything else stands in it."""
    m = NAMED.search(said)
    pieces = [p for p in JOINTS.split(said[m.end() :].rstrip(".")) if not AGE_ONLY.fullmatch(p)] if m else []  # fmt: skip
    return pieces if all(FULL_NAME.search(p) and len(p.split()) <= 7 for p in pieces) else []


AGE_ONLY = re.compile(rf"\d{{1,2}}|{IN_LETTERS}|aged \d+|both \d+")


def named_otherwise(facts: Facts) -> Iterator[tuple[Span, str]]:
    """“Three men have been charged … named as A, B, C and D”."""
    text = facts.body.text
    for sentence, said in told(facts.body, naming):
        names = names_in(said)
        before = [q for q in scan_parts(facts.body, quantities)[:MOST] if 0 <= sentence.start - q.stop < 300 and person(q.noun)]  # fmt: skip
        inside = [q for q in quantities(said) if person(q.noun)]
        stated = {q.value for q in [*before, *inside]}
        if len(stated) == 1 and before and before[-1].exact and len(names) not in stated and len(names) > 2:  # fmt: skip
            yield sentence, words(text, before[-1])
