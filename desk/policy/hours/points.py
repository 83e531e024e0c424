"""Days, months and years that a text tells of, with the year that it means where it states none. Pure."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.hours import times
from desk.policy.hours.feasts import NAMES, nearest_feast
from desk.policy.letters import Letters
from desk.policy.values import record

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
NTH = re.compile(
    rf"\b(?:(?P<weekday>{times.WEEKDAY}),?\s+|[Oo]n\s)the\s+(?:(?P<day>\d{{1,2}}){times.NTH}|(?P<word>{ORDINAL}))\b(?!\s+(?:of\s+)?(?:{times.MONTH}|floor|time|day|anniversary|of))"
    rf"|\bthe (?:(?P<day2>\d{{1,2}}){times.NTH}|(?P<word2>{ORDINAL})) of (?:the|this) month\b"
)
WORDED = Cued(rf"\b(?:the\s+)?(?P<word>{ORDINAL})\s+(?:day\s+)?of\s+(?P<month>{times.MONTH})\b(?:,?\s+(?P<year>(?:19|20)\d\d))?")  # fmt: skip
FEAST = Cued(rf"\b(?:{NAMES})\b(?!,? (?:of |in )?(?:19|20)\d\d)")
MONTH_ALONE = Cued(rf"\b(?:in|since|from|of|by|last|until|early|late|mid)[ -](?P<month>{times.MONTH})\b(?!\s+(?:\d|of))")  # fmt: skip
YEAR = Cued(
    r"\b(?:[Ii]n|[Ss]ince|[Oo]f|[Ff]rom|[Bb]y|[Aa]fter|[Bb]efore|[Tt]ill?|[Uu]ntil|spring|summer|autumn|fall|winter|early|late|mid|back in)[ -](?P<year>1[6-9]\d\d|20\d\d)\b(?![’']s|s\b|-\w|\s*(?:people|men|women|homes|metres|km|[–-]\s?\d))"
)

# A figure that begins a word, or one of 2026-03-04.
FIGURE = re.compile(r"\d(?:(?<!\w\d)|-\d)")
TOLD_BY = (times.DATE, times.MONTH_YEAR, WORDED, FEAST, MONTH_ALONE)
NAMES_A_DAY = Letters(*ORDINALS, *(w for cued in TOLD_BY for w in cued.letters.wordings), cased=True)  # fmt: skip


@record
class Point:
    """A day, a month or a year: its first and last day, how fine it is, and where it stands.

    A `loose` one is a month without its year.
    """

    first: date
    last: date
    fine: str
    start: int
    end: int
    words: str
    loose: bool = False

    def moved(self, by: int) -> "Point":
        """The same so many code points on."""
        return Point(
            self.first, self.last, self.fine, self.start + by, self.end + by, self.words, self.loose
        )


@lru_cache(maxsize=2048)
def points(text: str, ref: date) -> tuple[Point, ...]:
    """Days, months and years of a text in order, none inside another."""
    if not likely(text):
        return ()
    found = [*days_of(text, ref), *coarse(text, ref)]
    kept: list[Point] = []
    for one in sorted(found, key=lambda p: (p.start, p.start - p.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def likely(text: str) -> bool:
    """Whether a day, a month or a year may stand in a text: each has a figure or a name."""
    return FIGURE.search(text) is not None or NAMES_A_DAY.stand_in(text)


def days_of(text: str, ref: date) -> list[Point]:
    """Days, by their date, by a feast or by a number that the month of the piece has."""
    found = []
    for d in times.dates(text, ref.year):
        day = d.day if d.year_stated else nearest(d.day.month, d.day.day, ref)
        found.append(Point(day, day, "day", d.start, d.end, text[d.start : d.end]))
    for m in FEAST.finditer(text):
        day = nearest_feast(m.group(), ref)
        found.append(Point(day, day, "day", m.start(), m.end(), m.group()))
    for m in WORDED.finditer(text):
        month, number = times.month_number(m.group("month")), ORDINALS.index(m.group("word")) + 1
        year = int(m.group("year")) if m.group("year") else None
        if number <= calendar.monthrange(year or 2024, month)[1]:
            day = date(year, month, number) if year else nearest(month, number, ref)
            found.append(Point(day, day, "day", m.start(), m.end(), m.group()))
    for m in NTH.finditer(text):
        number = int(
            m.group("day")
            or m.group("day2")
            or ORDINALS.index(m.group("word") or m.group("word2")) + 1
        )
        near = by_number(number, m.group("weekday"), ref)
        if near:
            found.append(Point(near, near, "day", m.start(), m.end(), m.group()))
    return found


def nearest(month: int, number: int, ref: date) -> date:
    """A day without its year: of the year in which it is the nearest, the past first."""
    near = [date(year, month, min(number, calendar.monthrange(year, month)[1])) for year in (ref.year - 1, ref.year, ref.year + 1)]  # fmt: skip
    return min(near, key=lambda day: abs((day - ref).days) + (60 if day > ref else 0))


def by_number(number: int, weekday: str | None, ref: date) -> date | None:
    """“The twelfth”, “Friday the 12th”: the last such day at the piece's own or before it."""
    name = times.weekday_name(weekday or "")
    for n in range(-10, 62):
        day = ref - timedelta(days=n)
        if day.day == number and name in {"", times.WEEKDAYS[day.weekday()]} and (n >= 0 or name):
            return day
    return None


def coarse(text: str, ref: date) -> list[Point]:
    """Months and years."""
    found = [
        Point(w.first, w.last, "month" if (w.last - w.first).days < 40 else "year", w.start, w.end, w.words)
        for w in times.named_moments(text)
        if w.first != w.last
    ]  # fmt: skip
    for m in MONTH_ALONE.finditer(text):
        month = times.month_number(m.group("month"))
        first = nearest(month, 1, ref)
        if m.group().lower().startswith("last") and first > ref:
            first = first.replace(year=first.year - 1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        found.append(
            Point(first, last, "month", m.start("month"), m.end(), m.group("month"), loose=True)
        )
    for m in YEAR.finditer(text):
        year = int(m.group("year"))
        found.append(Point(date(year, 1, 1), date(year, 12, 31), "year", m.start("year"), m.end(), m.group("year")))  # fmt: skip
    return found


def distinct(found: Sequence[Point]) -> list[Point]:
    """Points in the order of time, each once; a day is its own month and year."""
    kept: list[Point] = []
    for one in sorted(found, key=lambda p: (p.last - p.first).days):
        if not any(one.first <= other.first and other.last <= one.last for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda p: p.first)
