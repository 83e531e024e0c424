"""Hours, dates and durations as a text states them. Pure; offsets are code points.

Nothing is guessed: an hour without a zone or a day stays without it, and checks that need one
keep silent. Zones are read by zoneinfo, so that summer time is right on its day.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.policy.geography import by_name, zone_of
from desk.policy.numbers import SMALL, in_words

MONTHS = (
    "January February March April May June July August September October November December".split()
)
MONTH = (
    "(?:" + "|".join([*MONTHS, *(m[:3] + r"\.?" for m in MONTHS if len(m) > 4), r"Sept\.?"]) + ")"
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
DATE = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{{4}}))?\b(?!\s*[–-]\s*\d)"
)
MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<year>(?:19|20)\d{{2}})\b")
ZONE_WORDS = r"(?P<zone>UTC|GMT|local time|(?:in\s+)?(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?:\s+time)?)"
CLOCK = re.compile(
    rf"\b(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))\s?(?P<half>[ap]\.?m\.?)?\s*{ZONE_WORDS}?"
    rf"|\b(?P<h12>1[0-2]|[1-9])\s?(?P<half12>[ap]\.?m\.?)\s*{ZONE_WORDS.replace('<zone>', '<zone12>').replace('<place>', '<place12>')}?"
)
HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
SPOKEN = re.compile(
    rf"\b(?:(?P<part>half past|a quarter past|quarter past|a quarter to|quarter to)\s+)(?P<hour>{'|'.join(HOURS)})"
    rf"(?:\s+(?P<zone>UTC|GMT|local time|(?P<place>[A-Z][\w’'-]+)\s+time))?"
)
NIGHT = re.compile(
    r"\b(?P<how>just before|shortly before|just after|shortly after|soon after|around|about|at|before|after|by)\s+"
    r"(?P<which>midnight|noon|midday)(?:\s+(?P<zone>UTC|GMT|local time|(?P<place>[A-Z][\w’'-]+)\s+time))?"
)
AMOUNT = rf"(?P<amount>\d[\d,.]*|(?:{SMALL})(?:[- ](?:{SMALL}))?|an?|half an|half a)"
DURATION = re.compile(
    rf"\b(?P<how>almost|nearly|just under|less than|under|more than|over|just over|at least|about|around|some|roughly|"
    rf"within|barely)?\s*{AMOUNT}[\s-]+(?P<unit>hours?|minutes?|days?|weeks?|months?|years?)\b(?P<old>\s+old|\s+of age)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as stated: the day, its weekday's name if one stands there, and where."""

    day: date
    start: int
    end: int
    weekday: str = ""
    year_stated: bool = True


@dataclass(frozen=True, slots=True)
class StatedHour:
    """A clock time as stated. `zone` is None where none is; `day` where one stands beside it.

    `vague` is for “about” and spoken hours; `span` holds the hour, its zone and its day.
    """

    clock: time
    start: int
    end: int
    zone: ZoneInfo | None = None
    zone_words: str = ""
    day: StatedDate | None = None
    how: str = ""
    twelve: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A duration as stated: how long and in what sense (almost, more than, within …)."""

    how: str
    amount: float
    unit: str
    start: int
    end: int
    old: bool = False


def month_number(word: str) -> int:
    """1 to 12."""
    short = word[:3].title()
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(short))


@lru_cache(maxsize=1024)
def dates(text: str, year: int | None = None) -> tuple[StatedDate, ...]:
    """Dates of a text in order; `year` is taken where none is stated. Impossible days are left out."""
    found: list[StatedDate] = []
    for m in DATE.finditer(text):
        stated = m.group("year")
        used = int(stated) if stated else year
        if used is None:
            continue
        try:
            day = date(
                used,
                month_number(m.group("month") or m.group("month2")),
                int(m.group("day") or m.group("day2")),
            )
        except ValueError:
            continue
        found.append(StatedDate(day, m.start(), m.end(), m.group("weekday") or "", bool(stated)))
    return tuple(found)


def latest_full_date(text: str) -> date | None:
    """The latest date stated with its year: the reference of a finished text (CONTRACTS)."""
    return max((d.day for d in dates(text) if d.year_stated), default=None)


def zone_from(words: str, place: str, local: ZoneInfo | None) -> ZoneInfo | None:
    """The zone that words name."""
    if not words:
        return None
    low = words.lower()
    if low in {"utc", "gmt"}:
        return ZoneInfo("UTC")
    if low == "local time":
        return local
    return zone_of(place) if place else None


@lru_cache(maxsize=1024)
def hours(
    text: str, year: int | None = None, local: ZoneInfo | None = None
) -> tuple[StatedHour, ...]:
    """Clock times of a text in order, with the zone and the day that stand with them."""
    days = dates(text, year)
    found: list[StatedHour] = []
    for m in CLOCK.finditer(text):
        hour = clock_of(m, local)
        if hour:
            found.append(with_day(text, hour, days))
    found += [with_day(text, spoken(m, local), days) for m in SPOKEN.finditer(text)]
    for m in NIGHT.finditer(text):
        clock = time(0) if m.group("which") == "midnight" else time(12)
        zone = zone_from(m.group("zone") or "", m.group("place") or "", local)
        found.append(
            with_day(
                text,
                StatedHour(
                    clock, m.start(), m.end(), zone, m.group("zone") or "", how=m.group("how")
                ),
                days,
            )
        )
    return tuple(sorted(found, key=lambda h: h.start))


def clock_of(m: re.Match[str], local: ZoneInfo | None) -> StatedHour | None:
    """“23:18 UTC”, “2.43am local time”, “02:18 in Kyiv”, “5 p.m.”"""
    half = (m.group("half") or m.group("half12") or "").replace(".", "").lower()
    hour = int(m.group("h") or m.group("h12"))
    minute = int(m.group("m") or 0)
    words = m.group("zone") or m.group("zone12") or ""
    place = m.group("place") or m.group("place12") or ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    end = m.end()
    # A place after an hour is no zone without “time” or “in”: “At 23:48 Kyiv burned”.
    if place and (place.lower() not in by_name() or not re.search(r"\btime$|^in\s", words)):
        end, words = end_before(m), ""
    dotted = "." in m.group()[:3] and not half and not words
    if dotted:
        return None  # 2.43 may be a figure
    return StatedHour(time(hour, minute), m.start(), end, zone_from(words, place, local), words)


def end_before(m: re.Match[str]) -> int:
    """The end of the clock itself, without the words after it."""
    return max(m.end(g) for g in ("h", "m", "half", "h12", "half12") if m.group(g))


def spoken(m: re.Match[str], local: ZoneInfo | None) -> StatedHour:
    """“half past eleven UTC”: on a twelve-hour face."""
    hour = HOURS.index(m.group("hour")) + 1
    part = m.group("part")
    minute = 30 if "half" in part else 15
    if part.endswith("to"):
        hour, minute = hour - 1, 45
    zone = zone_from(m.group("zone") or "", m.group("place") or "", local)
    return StatedHour(
        time(hour % 24, minute),
        m.start(),
        m.end(),
        zone,
        m.group("zone") or "",
        how="about",
        twelve=True,
    )


def with_day(text: str, hour: StatedHour, days: tuple[StatedDate, ...]) -> StatedHour:
    """The hour with a date that stands right after it, or right before it."""
    for day in days:
        between = text[hour.end : day.start]
        if hour.end <= day.start and re.fullmatch(r"\)?,?\s*(?:on\s+|of\s+)?(?:the\s+)?", between):
            return replace(hour, day=day, end=day.end)
        before = text[day.end : hour.start]
        if day.end <= hour.start and re.fullmatch(
            r",?\s*(?:at|by|around|about)?\s*(?:about |around )?", before
        ):
            return replace(hour, day=day, start=day.start)
    return hour


def moment(hour: StatedHour, day: date | None = None) -> datetime | None:
    """The hour in UTC, where both its zone and its day are known."""
    on = hour.day.day if hour.day else day
    if hour.zone is None or on is None:
        return None
    return datetime.combine(on, hour.clock, hour.zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def durations(text: str) -> tuple[Stated, ...]:
    """Durations of a text in order."""
    found: list[Stated] = []
    for m in DURATION.finditer(text):
        amount = amount_of(m.group("amount"))
        if amount is None:
            continue
        unit = m.group("unit").lower().rstrip("s")
        found.append(
            Stated(
                (m.group("how") or "").lower(),
                amount,
                unit,
                m.start(),
                m.end(),
                bool(m.group("old")),
            )
        )
    return tuple(found)


def amount_of(words: str) -> float | None:
    """How many of the unit."""
    low = words.lower()
    if low in {"a", "an"}:
        return 1.0
    if low in {"half an", "half a"}:
        return 0.5
    if low[0].isdigit():
        try:
            return float(low.rstrip(".,").replace(",", ""))
        except ValueError:
            return None
    return in_words(low)


def years_between(since: date, until: date) -> tuple[int, int]:
    """Whole years and months from one day to another."""
    months = (until.year - since.year) * 12 + until.month - since.month
    if until.day < since.day:
        months -= 1
    return divmod(max(months, 0), 12)


def in_zone(at: datetime, zone: ZoneInfo) -> str:
    """“02:48 on 2 July” by the clock of a zone."""
    local = at.astimezone(zone)
    return f"{local:%H:%M} on {local.day} {local:%B}"
