"""Dates as a text states them. Pure; offsets are code points.

British and American order, months short and long, weekdays before or after; a date that cannot be is
kept as such, since somebody has typed it.
"""

import calendar
import re
from datetime import date
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.values import record

MONTHS = (
    "January February March April May June July August September October November December".split()
)
MONTH = (
    "(?:" + "|".join([*MONTHS, *(m[:3] + r"\b\.?" for m in MONTHS if len(m) > 4), r"Sept\b\.?"]) + ")"
)  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT = "Mon Tues? Weds? Thur?s? Fri Sat Sun".split()
WEEKDAY = "(?:" + "|".join([*WEEKDAYS, *(rf"{s}\b\.?" for s in SHORT)]) + ")"
NTH = r"(?:st|nd|rd|th)"
DATE = Cued(
    rf"\b(?:(?<!Easter )(?P<weekday>{WEEKDAY})(?:\s(?:night|morning|afternoon|evening))?(?:,?\s+|\s\(|,\s(?:which|that)\s(?:was|is)\s)(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}}){NTH}?\s+(?:of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}){NTH}?(?![\d:]))"
    rf"(?:(?:,\s*|\s+)(?P<year>(?:1[6-9]|20)\d\d)\b)?(?:,\s+(?:which (?:was|is) )?an?\s+(?P<weekday2>{WEEKDAY}))?(?!\s*[–-]\s*\d)(?!\w)"
)
ISO = Cued(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?![\d-])")
OF_THAT_YEAR = re.compile(r"\s(?:of|in) (?:that|the same) year\b")
MONTH_YEAR = Cued(rf"\b(?P<month>{MONTH})(?:\s+of)?\s+(?P<year>(?:19|20)\d{{2}})\b")
YEAR = Cued(r"\b(?:in|since|of|from|until|by|after|before)\s+(?P<year>(?:18|19|20)\d{2})\b(?!\s*(?:people|men|women|homes))")  # fmt: skip
NAMED_LATER = re.compile(r",\s(?:which|that)\s")
DAY_OF = re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s+the\s+(?P<day>\d{{1,2}}){NTH}\b(?!\s+(?:of|{MONTH}))")  # fmt: skip


@record
class StatedDate:
    """A date as stated: the day, its weekday's name if one stands there, and where."""

    day: date
    start: int
    end: int
    weekday: str = ""
    year_stated: bool = True

    def moved(self, by: int) -> "StatedDate":
        """The same date so many code points on."""
        return StatedDate(self.day, self.start + by, self.end + by, self.weekday, self.year_stated)


@record
class Moment:
    """A day, a month or a year that a text names: its first and its last day, and where it stands."""

    first: date
    last: date
    start: int
    end: int
    words: str


@record
class Impossible:
    """A date that no calendar has: 31 April."""

    start: int
    end: int
    words: str

    def moved(self, by: int) -> "Impossible":
        """The same words so many code points on."""
        return Impossible(self.start + by, self.end + by, self.words)


def month_number(word: str) -> int:
    """1 to 12."""
    short = word[:3].title()
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(short))


def weekday_name(word: str) -> str:
    """The whole name of a weekday by its short form."""
    short = word[:3].title() or "-"
    return next((name for name in WEEKDAYS if name.startswith(short)), "")


@lru_cache(maxsize=1024)
def read_dates(
    text: str, year: int | None = None
) -> tuple[tuple[StatedDate, ...], tuple[Impossible, ...]]:
    """Dates of a text in order and those that cannot be; `year` is taken where none is stated."""
    found: list[StatedDate] = []
    never: list[Impossible] = []
    for m in DATE.finditer(text):
        stated = m.group("year") or of_that_year(text, m)
        if stated is None:
            continue
        used = int(stated) if stated else year
        number = int(m.group("day") or m.group("day2"))
        month = month_number(m.group("month") or m.group("month2"))
        # A 29 February without its year is of a year that has one.
        if number < 1 or number > calendar.monthrange(used or 2024, month)[1]:
            if 1 <= number <= 31 and (stated or (month, number) != (2, 29)):
                never.append(Impossible(m.start(), m.end(), m.group()))
        elif used is not None:
            said = weekday_beside(text, m)
            # “Thursday (28 April)”, whole
            end = m.end() + ("(" in m.group() and text.startswith(")", m.end()))
            found.append(StatedDate(date(used, month, number), m.start(), end, said, bool(stated)))
    for m in ISO.finditer(text):
        try:
            day = date(int(m.group("year")), int(m.group("m")), int(m.group("d")))
        except ValueError:
            continue
        found.append(StatedDate(day, m.start(), m.end()))
    return tuple(sorted(found, key=lambda d: d.start)), tuple(never)


def weekday_beside(text: str, date: re.Match[str]) -> str:
    """The weekday that stands with a date; “on a Friday, which was 1 June” may be of any year."""
    later = NAMED_LATER.search(date.group())
    old = later and "calendar" in text[date.start() : date.end() + 60]
    if later and (old or not text[: date.start()].lower().endswith("the ")):
        return ""
    return weekday_name(date.group("weekday") or date.group("weekday2") or "")


def of_that_year(text: str, date: re.Match[str]) -> str | None:
    """The year told last before “Friday 6 October of that year”, None where none is; "" for any other date."""
    if not OF_THAT_YEAR.match(text, date.end()):
        return ""
    return next(
        iter(
            re.findall(r"\b(?:1[6-9]|20)\d\d\b", text[max(0, date.start() - 600) : date.start()])[
                ::-1
            ]
        ),
        None,
    )


def dates(text: str, year: int | None = None) -> tuple[StatedDate, ...]:
    """Dates of a text in order; `year` is taken where none is stated."""
    return read_dates(text, year)[0]


def impossible(text: str, year: int | None = None) -> tuple[Impossible, ...]:
    """Dates of a text that cannot be, in order."""
    return read_dates(text, year)[1]


def latest_full_date(text: str) -> date | None:
    """The latest date stated with its year: the reference of a finished text (CONTRACTS)."""
    return max((d.day for d in dates(text) if d.year_stated), default=None)


@lru_cache(maxsize=1024)
def named_moments(text: str) -> tuple[Moment, ...]:
    """Days with their year, months with their year and years, in order, none inside another."""
    found = [
        Moment(d.day, d.day, d.start, d.end, text[d.start : d.end])
        for d in dates(text)
        if d.year_stated
    ]
    for m in MONTH_YEAR.finditer(text):
        year, month = int(m.group("year")), month_number(m.group("month"))
        last = date(year, month, calendar.monthrange(year, month)[1])
        found.append(Moment(date(year, month, 1), last, m.start(), m.end(), m.group()))
    for m in YEAR.finditer(text):
        year = int(m.group("year"))
        found.append(Moment(date(year, 1, 1), date(year, 12, 31), m.start("year"), m.end(), m.group("year")))  # fmt: skip
    kept: list[Moment] = []
    for one in sorted(found, key=lambda w: (w.start, w.start - w.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
