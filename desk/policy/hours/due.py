"""When something is said to be due: the last moment at which it could be, as the words place it. Pure.

“At noon on Wednesday”, “by 30 September”, “before dawn”, “by the end of May”. A weekday with an hour is the day
of the piece, or the day before it: on any other the next one of that name may be meant. An hour without a day is marked as
such, and whoever asks decides whether its sentence places it on the day of the piece.
"""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from desk.policy.hours import clock, times
from desk.policy.hours.clock import STARTS, StatedHour
from desk.policy.hours.in_words import HOURS
from desk.policy.hours.times import MONTH, NTH, WEEKDAY, WEEKDAYS, month_number, weekday_name
from desk.policy.values import record


@record
class Due:
    """When something is due at the latest, where the words stand, whether an hour (or a part of the day) and a day are stated."""

    last: datetime
    start: int
    end: int
    by_hour: bool = True
    dated: bool = True
    part: bool = False


# When a part of a day is over, as late as can be.
PARTS = {
    "dawn": 8, "daybreak": 8, "sunrise": 8, "first light": 8, "sun-up": 8, "sunup": 8, "breakfast": 10, "morning": 12, "mid-morning": 12,
    "lunch": 14, "lunchtime": 14, "lunch time": 14, "close of business": 19, "close of play": 19, "supper": 21, "suppertime": 21, "supper time": 21, "teatime": 18, "afternoon": 18, "dusk": 22, "sunset": 22, "sundown": 22, "nightfall": 22, "dark": 22, "evening": 22,
}  # fmt: skip
PART = re.compile(
    rf"(?:\b(?P<day>{WEEKDAY}|[Tt]his|[Tt]oday)(?:[’']s)? |\b(?:at|by|before|until|till|come|during|in the course of|over|no later than) (?:the )?)(?P<part>{'|'.join(sorted(PARTS, key=len, reverse=True))})\b"
    rf"(?: (?:on |of )?(?P<after>{WEEKDAY}|today)\b)?"
)
THE_NTH = re.compile(
    rf"\b(?:on|by|before|until|till) (?:(?P<weekday>{WEEKDAY}),? )?the (?P<day>\d{{1,2}}){NTH}\b(?! (?:{MONTH}|(?!(?:at|and|when|if|to|by|in|or|as|after|before|but|for|whether|who|what)\b)[a-z]))"
)
END_OF_MONTH = re.compile(
    rf"\b(?:(?:end|close|last (?:day|hours?)) of |before |month of |with )(?:the month of )?(?P<month>{MONTH})\b(?P<out> (?:is|was|are) (?:out|over))?(?! \d)"
)
TODAY = re.compile(
    r"\b(?:[Tt]oday|[Tt]his (?P<part>morning|afternoon|evening)|(?P<night>[Tt]onight))\b"
)
BEFORE_HOUR = re.compile(rf"\b(?P<day>{WEEKDAY})(?:[’']s)?(?: (?:morning|afternoon|evening|night))?,?\s(?:at |by |before |until |from )?$")  # fmt: skip
# “Tonight, 14 May” places nothing: one of the two is wrong.
BESIDE_TODAY = re.compile(r"\b(?:today|tonight|tomorrow|this \w+),? (?:the )?$")
DATED_BY = re.compile(r"\b(?:on|by|before|until|till|from|come|than|for|is|of)\s(?:the )?(?:\w+ of )?$|,\s$|\b(?:at|by|before|until) (?:midnight|noon|the end|close of business) (?:on |of )$")  # fmt: skip


@lru_cache(maxsize=2048)
def dues(said: str, now: datetime, here: tzinfo | None) -> tuple[Due, ...]:
    """Everything in a sentence that is placed in time, in order."""
    by_hour = [*of_hours(said, now, here), *of_bare_hours(said, now, here)]
    days = [d for d in of_days(said, now) if all(d.end <= h.start or d.start >= h.end for h in by_hour)]  # fmt: skip
    parts = [p for p in of_parts(said, now, here) if all(p.end <= h.start or p.start >= h.end for h in by_hour)]  # fmt: skip
    return tuple(sorted([*by_hour, *days, *parts], key=lambda due: due.start))


def of_hours(said: str, now: datetime, here: tzinfo | None) -> Iterator[Due]:
    """Hours by the clock that they name or by the place's."""
    for hour in clock.hours(said, now.year, here):
        place = hour.zone or here
        if place is None:
            continue
        local = now.astimezone(place)
        day = day_of_hour(said, hour, local.date())
        dated = day is not None or near_today(said, hour) is not None
        if day is None and (not dated and names_other_day(said, hour)):
            continue
        last = datetime.combine(day or local.date(), hour.clock, place) + later(said, hour)
        yield Due(last, hour.start, hour.end, dated=dated)


# “The count, due at six, …”: an hour only because something is due then.
DUE_AT = re.compile(
    rf"\b(?:due|set|scheduled|expected|timed|planned|promised) (?:at|for|by|before) (?P<word>{'|'.join(HOURS)})(?=[,.;:)]|\s(?:on|and|when|but|or)\b|$)"
)


def of_bare_hours(said: str, now: datetime, here: tzinfo | None) -> Iterator[Due]:
    """Hours without anything that makes them one but what is due then; on a face of twelve, the later of the two."""
    if here is None or (" due " not in said and "ed " not in said and " set " not in said):
        return
    for m in DUE_AT.finditer(said):
        hour = (HOURS.index(m.group("word")) + 1) % 12 + 12
        last = datetime.combine(now.astimezone(here).date(), time(hour), here)
        yield Due(last, m.start("word"), m.end(), dated=False)


def later(said: str, hour: StatedHour) -> timedelta:
    """How much later than its figure an hour can be: half a day on a twelve-hour face, a day for a midnight."""
    if hour.clock == time(0) and (hour.weekday or hour.day or near_today(said, hour)):
        return timedelta(days=1)
    near = near_today(said, hour)
    twelve = hour.twelve or (near is not None and near.group("part") in {"afternoon", "evening"})
    return timedelta(hours=12) if twelve and hour.clock.hour < 12 else timedelta(0)


def day_of_hour(said: str, hour: StatedHour, today: date) -> date | None:
    """The day that an hour's words give it: its date, its number in the month, its weekday where that is today's or yesterday's."""
    if hour.day:
        return hour.day.day
    if hour.nth:
        return nth_day(hour.nth, today)
    name = hour.weekday or weekday_beside(said, hour)
    if not name or NEXT.search(said[max(0, hour.start - 34) : hour.end]):
        return None
    # An hour of yesterday by its name is that: six days ahead it would be “next Monday”, or have its date.
    return next((day for day in (today, today - timedelta(days=1)) if WEEKDAYS[day.weekday()] == name), None)  # fmt: skip


NEXT = re.compile(rf"\b(?:next|following|coming|last|previous|every|each) {WEEKDAY}")


def weekday_beside(said: str, hour: StatedHour) -> str:
    """The weekday that stands right before an hour: “on Wednesday at 14:00”, “by Wednesday noon”."""
    m = BEFORE_HOUR.search(said[max(0, hour.start - 40) : hour.start])
    return weekday_name(m.group("day")) if m else ""


def near_today(said: str, hour: StatedHour) -> re.Match[str] | None:
    """Where the words beside an hour place it on the day of the piece."""
    low = max(0, hour.start - 24)
    near = TODAY.search(said, low, min(len(said), hour.end + 24))
    return near if near and (near.group("night") is None or hour.clock.hour >= 16) else None


OTHER_DAY = re.compile(rf"\b(?:tomorrow|yesterday|(?:next|following|previous|last|coming) (?:day|morning|week|month|{WEEKDAY})|{WEEKDAY})\b|\b{MONTH}\b|\b(?:day|night|evening|morning) (?:after|before)\b")  # fmt: skip


def names_other_day(said: str, hour: StatedHour) -> bool:
    """Whether the words beside an hour place it on another day."""
    near = said[max(0, hour.start - 40) : hour.end + 40]
    return bool(hour.shift or hour.weekday or OTHER_DAY.search(near))


def nth_day(number: int, today: date) -> date | None:
    """“The 21st” of the month of the piece, or the last one that was."""
    for month in (today, today.replace(day=1) - timedelta(days=1)):
        if 1 <= number <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=number)
            if abs((day - today).days) <= 10:
                return day
    return None


def of_days(said: str, now: datetime) -> Iterator[Due]:
    """Dates, days of the month and ends of months, each until it is over."""
    for day in times.dates(said, now.year):
        before = said[max(0, day.start - 34) : day.start]
        if DATED_BY.search(before) and not BESIDE_TODAY.search(before) and not LATER_YEAR.match(said, day.end):  # fmt: skip
            yield whole_day(day.day, now, day.start, day.end)
    for m in THE_NTH.finditer(said):
        found = nth_day(int(m.group("day")), now.date())
        if found:
            yield whole_day(found, now, m.start(), m.end())
    for m in END_OF_MONTH.finditer(said):
        if m.group("out") or not m.group().startswith(("before", "with M", "with A")):
            month = month_number(m.group("month"))
            last = date(now.year, month, calendar.monthrange(now.year, month)[1])
            yield whole_day(last, now, m.start(), m.end())


LATER_YEAR = re.compile(r"\s(?:of )?(?:next year|the (?:next|following) year)")


def whole_day(day: date, now: datetime, start: int, end: int) -> Due:
    """A day until its end by the clock of the piece."""
    return Due(datetime.combine(day, time(23, 59), now.tzinfo), start, end, by_hour=False)


def of_parts(said: str, now: datetime, here: tzinfo | None) -> Iterator[Due]:
    """Parts of the day of the piece: “this morning”, “before dawn”, “by Thursday lunchtime”."""
    if here is None:
        return
    local = now.astimezone(here)
    for m in PART.finditer(said):
        named = (m.group("day") or m.group("after") or "").lower()
        weekday = weekday_name(named) if named not in {"", "this", "today"} else ""
        day = local.date()
        if weekday == WEEKDAYS[(day - timedelta(days=1)).weekday()]:
            day -= timedelta(days=1)
        elif weekday and weekday != WEEKDAYS[day.weekday()]:
            continue
        if NEXT.search(said[max(0, m.start() - 34) : m.end()]):
            continue
        last = datetime.combine(day, time(PARTS[m.group("part")]), here)
        if named or not OTHER_DAY.search(said[max(0, m.start() - 40) : m.end() + 40]):
            yield Due(last, m.start(), m.end(), dated=bool(named), part=True)


def after(found: tuple[Due, ...], offset: int) -> tuple[Due, ...]:
    """Those that begin at an offset or later."""
    return found[bisect_left(found, offset, key=STARTS) :]
