"""“In its third year”, “the fourth day of the strike”: a count of days, weeks or years against the day it began. Pure."""

import re
from datetime import date
from functools import lru_cache

from desk.policy.checks.between import beside
from desk.policy.checks.gaps import Slip
from desk.policy.checks.lengths import DAYS, in_words
from desk.policy.cued import Cued
from desk.policy.hours.points import ORDINAL, ORDINALS, Point, distinct, points
from desk.policy.text import scan_parts
from desk.policy.types import Facts, Span, ZoneText

NTH_UNIT = Cued(
    rf"\b(?:(?:in|into|enter(?:s|ed|ing)?|reach(?:es|ed|ing)|beg[iau]n(?:s|ning)?|complet(?:es|ed|ing)|now|through)\s(?:now\s)?(?:in\s)?(?:its|his|her|their|the|a)\s|for\sa\s|\b[Aa]\s)"
    rf"(?P<nth>(?P<word>{ORDINAL})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))\s(?:straight\s|consecutive\s|full\s)?(?P<unit>day|week|month|year)\b(?!\s(?:of|in)\s(?:January|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec))"
)
# “Two girls in the fourth year” count from no day that the piece has.
OF_A_SCHOOL = re.compile(
    r"\b(?:schools?|schoolm\w+|schoolboys?|schoolgirls?|pupils?|students?|undergraduates?|universit(?:y|ies)|colleges?|academ(?:y|ies)|seminar(?:y|ies)|class(?:es|rooms?)?|lessons?|degrees?|diplomas?|courses?|faculty|freshm[ae]n|sophomores?|apprentic\w+|trainees?|cadets?|interns?)\b",
    re.IGNORECASE,
)
OF_PUPILS = re.compile(
    r".*\b(?:girls?|boys?|children|those|youngsters|teenagers|\w+-year-olds?)\s(?:in|into)\s(?:the|their|his|her)\s$",
    re.DOTALL,
)
LIKELY = 10  # times that a slip is more or less than what it stands for


def nth_unit(said: str) -> bool:
    """Whether a sentence counts a day, a week, a month or a year."""
    return NTH_UNIT.search(said) is not None


@lru_cache(maxsize=2048)
def counted_units(said: str) -> tuple[re.Match[str], ...]:
    """The days, weeks, months and years that a sentence counts."""
    return tuple(NTH_UNIT.finditer(said))


def count_slips(
    facts: Facts, said: str, sentence: Span, ref: date | None, zone: ZoneText | None = None
) -> list[Slip]:
    """A count that no day told near it bears out, where one day is told that it may run from."""
    found = counted_units(said) if ref and facts.published_at else ()
    slips: list[Slip] = []
    room = beside(facts, zone or facts.body, sentence, "now" if zone else "both") if found else sentence  # fmt: skip
    for m in found:
        assert ref is not None
        if m.group("unit") == "year" and (
            OF_A_SCHOOL.search(said) or OF_PUPILS.match(said, 0, m.start("nth"))
        ):
            continue
        nth = int(m.group("digits") or ORDINALS.index(m.group("word")) + 1)
        told = distinct([p for p in scan_parts(facts.body, points, ref) if p.last < ref and (p.fine == "day" or m.group("unit") == "year")])  # fmt: skip
        begun = [p for p in told if room.start <= p.start < room.end and not p.loose]
        if len(begun) != 1 or any(counted(p, nth, m.group("unit"), ref) for p in told):
            continue
        days = (ref - begun[0].first).days + 1
        if days / LIKELY <= nth * DAYS[m.group("unit")] <= days * LIKELY:
            length = in_words(begun[0].first, ref)
            said_so = f"From {begun[0].words} to {ref.day} {ref:%B %Y} is {length}."
            slips.append(Slip(m.start("nth"), m.end(), said_so, sure=False))
    return slips


ANNIVERSARY = Cued(rf"\b(?:(?P<word>{ORDINAL})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))\s(?:\w+\s)?(?:anniversary|birthday)\b")  # fmt: skip
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
BEGAN = re.compile(r"\b(?:born|founded|married|wed|opened|launched|created|established|formed|began|begun|started|signed|built|elected|died|killed|independen\w+|since|dates? (?:from|back)|anniversary of)\b")  # fmt: skip
OTHER_YEAR = re.compile(r"\b(?:next|last|ahead of|before|then|was to|had|later|ago)\b")


def anniversaries(said: str, ref: date | None) -> list[Slip]:
    """“Married in 1996, they marked their 40th anniversary”: against the one year that the sentence has."""
    m = ANNIVERSARY.search(said)
    years = {int(y) for y in YEAR.findall(said)} if m else set[int]()
    if m is None or ref is None or len(years) != 1 or OTHER_YEAR.search(said) or not BEGAN.search(said):  # fmt: skip
        return []
    if said.startswith(" of", m.end()) and YEAR.search(said, 0, m.start()):
        return []  # “Founded in 1911, it marked the tenth anniversary of its return”
    nth, year = int(m.group("digits") or ORDINALS.index(m.group("word")) + 1), years.pop()
    if ref.year - year in {nth, nth - 1} or not ref.year - year > 1:
        return []
    return [Slip(m.start(), m.end(), f"From {year} to {ref.year} is {ref.year - year} years.", sure=False)]  # fmt: skip


def counted(point: Point, nth: int, unit: str, ref: date) -> bool:
    """Whether the n-th of a unit since a point is the piece's day, by either way of counting."""
    least, most = ((ref - day).days / DAYS[unit] for day in (point.last, point.first))
    slack = 1.1 if unit == "day" else 0.25
    return least <= nth + slack and most >= nth - 1 - slack
