"""Days told by where they stand: tomorrow, the day after, the first Sunday of June, a weekend, a feast. Pure."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from desk.policy.cued import Cued
from desk.policy.hours import times
from desk.policy.hours.feasts import NAMES, feast_day, nearest_feast
from desk.policy.hours.points import ORDINAL, ORDINALS, likely, nearest
from desk.policy.hours.times import MONTH, WEEKDAY, WEEKDAYS, StatedDate, weekday_name
from desk.policy.values import record


@record
class Wrong:
    """Words that name a day and mean another: where, and which it is."""

    start: int
    end: int
    said: str

    def moved(self, by: int) -> "Wrong":
        """The same so many code points on."""
        return Wrong(self.start + by, self.end + by, self.said)


RELATIVE = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}  # fmt: skip
SAME_DAY = Cued(
    rf"\b(?P<when>{'|'.join(RELATIVE)})(?: (?:morning|afternoon|evening|night))?(?:\s\((?P<inside>{WEEKDAY})\)|,\s(?:that is,?\s|which (?:is|was)\s|being\s)?(?:a\s|on\s)?(?P<day>{WEEKDAY})(?=[,.;:)]|\s(?:the\b|that\b|which\b|[A-Z])|\s\d{{1,2}}\b))",
    re.IGNORECASE,
)
SAME_DATE = re.compile(rf"\b(?P<when>{'|'.join(RELATIVE)})(?: (?:morning|afternoon|evening|night))?(?:,\s|\s\()(?:on\s)?(?:the\s)?$", re.IGNORECASE)  # fmt: skip
FEAST_ON = Cued(rf"\b(?P<feast>{NAMES})\b[^.;]{{0,30}}?\b(?:fall(?:s|ing)?|fell|is|was|being)\s(?:this year\s)?(?:on\s)?(?:a\s)?(?P<day>{WEEKDAY})\b(?! \w+day)")  # fmt: skip
FEAST_DATE = re.compile(rf"\b(?P<feast>{NAMES})(?:,\s(?:which\s(?:is|falls on|fell on|was)\s)?|\s\(|\son\s)(?:\w+day,?\s)?(?:the\s)?$")  # fmt: skip
OTHER_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:last|next|that|each|every|following) year\b|\bOrthodox\b|\bJulian\b")  # fmt: skip
NTH_WEEKDAY = Cued(
    rf"\b(?P<nth>first|second|third|fourth|last)\s(?P<day>{WEEKDAY})\s(?:of|in)\s(?P<month>{MONTH})(?:\s(?P<year>20\d\d))?,?\s(?:\(|(?:that|which)\s(?:fell|falls|is|was|will be)\s(?:on\s)?)(?:the\s)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b"
)
WEEKEND = Cued(rf"\b[Ww]eekend of (?:the )?(?P<one>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:and|to|[-–])\s?(?:the )?(?P<two>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})\b")  # fmt: skip
EVERY = Cued(
    rf"\b(?:every|each|all)\s(?:\w+\s)?(?P<day>{WEEKDAY})s?\b[^.;]{{0,40}}?\b(?P<list>the (?:\d{{1,2}}(?:st|nd|rd|th)?(?:,? and |, )){{1,5}}\d{{1,2}}(?:st|nd|rd|th))(?: of)?(?: (?P<month>{MONTH}))?"
)
ISO_DAY = Cued(rf"\b(?P<date>20\d\d-[01]\d-[0-3]\d)\s?[(,]\s?(?P<day>{WEEKDAY})\b\)?")
WORDED = Cued(rf"\b(?P<day>{WEEKDAY}),?\s(?:the\s)?(?P<nth>{ORDINAL})\sof\s(?P<month>{MONTH})(?:,?\s(?P<year>(?:19|20)\d\d))?\b")  # fmt: skip
WEEKDAY_OF = re.compile(rf"\b(?:that|the|a)\s(?P<day>{WEEKDAY}),?\sof\s$")
NEXT_DAY = re.compile(
    r"\b(?P<how>the (?:next|following) (?:day|morning|evening|night)|the day (?:after|following|before)|(?:a|one) day (?:later|earlier)|next day|the previous day)[,:]?\s(?:on\s)?(?:the\s)?$",
    re.IGNORECASE,
)


def relative_days(text: str, days: tuple[date, ...]) -> Iterator[Wrong]:
    """“Tomorrow, Saturday” and “tonight, 14 May” on a day when it is not; `days` are what today may be."""
    for m in SAME_DAY.finditer(text) if days else ():
        step = timedelta(days=RELATIVE[m.group("when").lower()])
        name = weekday_name(m.group("inside") or m.group("day"))
        if all(WEEKDAYS[(day + step).weekday()] != name for day in days):
            there = days[0] + step
            yield Wrong(m.start(), m.end(), f"{m.group('when').capitalize()} is {WEEKDAYS[there.weekday()]}, {there.day} {there:%B}.")  # fmt: skip
    for stated in times.dates(text, days[0].year) if days else ():
        before = SAME_DATE.search(text, max(0, stated.start - 40), stated.start)
        if before is None:
            continue
        step = timedelta(days=RELATIVE[before.group("when").lower()])
        if all((day + step) != stated.day for day in days):
            there = days[0] + step
            yield Wrong(before.start(), stated.end, f"{before.group('when').capitalize()} is {there.day} {there:%B}.")  # fmt: skip


def next_days(text: str, year: int | None) -> Iterator[Wrong]:
    """“On 31 December it was 43 degrees, and on the day following, 2 January, 44.”"""
    stated = times.dates(text, year)
    for one, other in pairwise(stated):
        m = NEXT_DAY.search(text, max(one.end, other.start - 40), other.start)
        if m is None or other.start - one.end > 160:
            continue
        step = -1 if re.search(r"before|earlier|previous", m.group("how")) else 1
        meant = one.day + timedelta(days=step)
        if (meant.month, meant.day) != (other.day.month, other.day.day):
            yield Wrong(m.start(), other.end, f"The day {'after' if step > 0 else 'before'} {one.day.day} {one.day:%B} is {meant.day} {meant:%B}.")  # fmt: skip


def weekdays_told(text: str, ref: date) -> Iterator[Wrong]:
    """Weekdays of feasts, of dates in words or figures, of weekends and of lists of days."""
    for m in FEAST_ON.finditer(text):
        if not OTHER_YEAR.search(text, m.start(), m.end() + 20):
            yield from unless(m, m.group("day"), [nearest_feast(m.group("feast"), ref)])
    for m in WORDED.finditer(text):
        month, number = times.month_number(m.group("month")), ORDINALS.index(m.group("nth")) + 1
        year = int(m.group("year") or 0) or nearest(month, min(number, 28), ref).year
        there = in_month(year, month, number)
        yield from unless(m, m.group("day"), [there] if there else [])
    for m in ISO_DAY.finditer(text):
        yield from unless(m, m.group("day"), [d.day for d in times.dates(m.group("date"))])
    for stated in times.dates(text, ref.year):
        yield from told_before(text, stated, ref)


def told_before(text: str, stated: StatedDate, ref: date) -> Iterator[Wrong]:
    """“The Thursday of 4 August”, “Easter Monday, which is 13 April”: what stands before a date belies it."""
    day = stated.day if stated.year_stated else nearest(stated.day.month, stated.day.day, ref)
    weekday = WEEKDAY_OF.search(text, max(0, stated.start - 24), stated.start)
    if weekday and WEEKDAYS[day.weekday()] != weekday_name(weekday.group("day")):
        yield Wrong(weekday.start(), stated.end, f"{day.day} {day:%B %Y} is a {WEEKDAYS[day.weekday()]}.")  # fmt: skip
    feast = FEAST_DATE.search(text, max(0, stated.start - 50), stated.start)
    if feast and not OTHER_YEAR.search(text, feast.start(), stated.start):
        meant = feast_day(feast.group("feast"), day.year)
        if meant != day and stated.day != nearest_feast(feast.group("feast"), ref):
            yield Wrong(feast.start(), stated.end, f"{feast.group('feast')} is {meant.day} {meant:%B} in {meant.year}.")  # fmt: skip


def unless(m: re.Match[str], weekday: str, days: list[date]) -> Iterator[Wrong]:
    """The slip of a weekday that none of some days has."""
    if days and all(WEEKDAYS[day.weekday()] != weekday_name(weekday) for day in days):
        yield Wrong(m.start(), m.end(), f"{days[0].day} {days[0]:%B %Y} is a {WEEKDAYS[days[0].weekday()]}.")  # fmt: skip


def in_month(year: int, month: int, number: int) -> date | None:
    """A day of a month, where the month has it."""
    return date(year, month, number) if 1 <= number <= calendar.monthrange(year, month)[1] else None


def places_in_month(text: str, ref: date) -> Iterator[Wrong]:
    """The first Sunday of June, the weekend of 14 and 15 July, every Wednesday: the 9th, 16th and 24th."""
    for m in NTH_WEEKDAY.finditer(text):
        month, number = times.month_number(m.group("month")), int(m.group("number"))
        year = int(m.group("year") or 0) or nearest(month, 15, ref).year
        meant = nth_weekday(year, month, m.group("day"), m.group("nth"))
        if meant and meant.day != number:
            yield Wrong(m.start(), m.end(), f"The {m.group('nth')} {weekday_name(m.group('day'))} of {meant:%B %Y} is the {meant.day}.")  # fmt: skip
    for m in WEEKEND.finditer(text):
        month = times.month_number(m.group("month"))
        year = nearest(month, min(int(m.group("one")), 28), ref).year
        one = in_month(year, month, int(m.group("one")))
        if one and one.weekday() not in {4, 5}:
            yield Wrong(
                m.start(), m.end(), f"{one.day} {one:%B %Y} is a {WEEKDAYS[one.weekday()]}."
            )
    for m in EVERY.finditer(text):
        month = times.month_number(m.group("month")) if m.group("month") else ref.month
        year = nearest(month, 15, ref).year
        days = [in_month(year, month, int(n)) for n in re.findall(r"\d+", m.group("list"))]
        off = [d for d in days if d and WEEKDAYS[d.weekday()] != weekday_name(m.group("day"))]
        if off and len(off) * 2 < len(days):
            yield Wrong(m.start("list"), m.end("list"), f"{off[0].day} {off[0]:%B} is a {WEEKDAYS[off[0].weekday()]}.")  # fmt: skip


def nth_weekday(year: int, month: int, weekday: str, nth: str) -> date | None:
    """The first, second … or last such weekday of a month."""
    days = [d for n in range(1, 32) if (d := in_month(year, month, n)) and WEEKDAYS[d.weekday()] == weekday_name(weekday)]  # fmt: skip
    at = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[nth]
    return days[at] if days else None


@lru_cache(maxsize=4096)
def wrong_days(text: str, ref: date, days: tuple[date, ...]) -> tuple[Wrong, ...]:
    """Every day of a block that is told by its place and is another, each where it stands."""
    if not (likely(text) or SAME_DAY.letters.stand_in(text)):
        return ()
    return (
        *relative_days(text, days),
        *next_days(text, ref.year),
        *weekdays_told(text, ref),
        *places_in_month(text, ref),
    )
