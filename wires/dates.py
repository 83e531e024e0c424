"""Hours as documents write them: RFC 822 and its common slips, ISO 8601. Nonsense is None. Pure.

No guessing library: those turn “12.99” into a day (research, ingestion 0.5).
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
ZONES = {
    "UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
    "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700", "CET": "+0100", "CEST": "+0200",
    "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "BST": "+0100", "IST": "+0530", "JST": "+0900", "AEST": "+1000",
    "WET": "+0000", "WEST": "+0100", "MEZ": "+0100", "MESZ": "+0200",
}  # fmt: skip
MONTHS = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
WEEKDAY = r"(?:[A-Za-z]{2,9}\.?,?\s+)?"
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp][Mm])?"
ZONE = r"(?P<zone>(?:GMT|UTC)?\s?[+-]\d{1,2}:?\d{2}|(?:GMT|UTC)[+-]\d{1,2}|[A-Za-z]{1,5})?(?:\s*\([^)]*\))?"
SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{WEEKDAY}(?P<day>\d{{1,2}})[ -]{MONTH}[ ,-]+(?P<year>\d{{4}}|\d{{2}})(?:[ ,T]+{CLOCK}\s*{ZONE})?",
        rf"{WEEKDAY}{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:[ ,]+{CLOCK}\s*{ZONE})?",
        rf"{WEEKDAY}{MONTH}\s+(?P<day>\d{{1,2}})\s+{CLOCK}\s+(?:{ZONE}\s+)?(?P<year>\d{{4}})",
    )
)
# Of an hour that names no zone. It is read as UTC, and can be told from one that says so.
UNZONED = timezone(timedelta(), "unzoned")
EARLIEST = 1970
LATEST = 2100
LONGEST = 120  # signs of an hour


def hour(said: str | None) -> tuple[datetime | None, str | None]:
    """The hour in UTC, and the bare date where the document gives a date without an hour."""
    if not said or len(said) > LONGEST or not said.strip():
        return None, None
    return remembered(said)


@lru_cache(maxsize=8192)
def remembered(said: str) -> tuple[datetime | None, str | None]:
    """The same, worked out once: what comes here is short, and is kept in memory."""
    text = " ".join(said.split())
    try:
        found = iso(text) or compact(text) or named(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None, None
    if isinstance(found, datetime):
        try:
            at = (found if found.tzinfo is UNZONED else found.astimezone(UTC)).replace(
                microsecond=0
            )
        except (ValueError, OverflowError):
            return None, None
        return (at, None) if EARLIEST <= at.year < LATEST else (None, None)
    if isinstance(found, date):
        return (None, found.isoformat()) if EARLIEST <= found.year < LATEST else (None, None)
    return None, None


def offset(said: str | None) -> str:
    """An offset as +HHMM; none stated is read as UTC, which feeds without one mostly mean."""
    if not said or said.upper() in {"Z", "UTC", "GMT"}:
        return "+0000"
    digits = said.replace(":", "")
    return digits if len(digits) == 5 else f"{digits}00"


def shifted(said: str) -> timedelta:
    """An offset as a duration."""
    sign = -1 if said[0] == "-" else 1
    hours, minutes = int(said[1:3]), int(said[3:5])
    if hours > 14 or minutes > 59:
        raise ValueError(said)
    return sign * timedelta(hours=hours, minutes=minutes)


def iso(text: str) -> datetime | date | None:
    """`2026-07-01T23:18:00Z` and its relatives."""
    m = ISO.fullmatch(text)
    if not m:
        return None
    year, month, day = int(m.group(1)), int(m.group(2)), int(m.group(3))
    if m.group(4) is None:
        return date(year, month, day)
    at = datetime(year, month, day, int(m.group(4)), int(m.group(5)), int(m.group(6) or 0), tzinfo=UTC)  # fmt: skip
    return at - shifted(offset(m.group(7))) if m.group(7) else at.replace(tzinfo=UNZONED)


def compact(text: str) -> datetime | date | None:
    """`20260701T231800Z`, and `20260701` as agencies write a day."""
    m = COMPACT.fullmatch(text)
    if not m:
        return None
    year, month, day = (int(m.group(n)) for n in (1, 2, 3))
    if m.group(4) is None:
        return date(year, month, day)
    hours, minutes, seconds = (int(m.group(n) or 0) for n in (4, 5, 6))
    at = datetime(year, month, day, hours, minutes, seconds, tzinfo=UTC)
    return at - shifted(offset(m.group(7))) if m.group(7) else at.replace(tzinfo=UNZONED)


def named(text: str) -> datetime | date | None:
    """A day with its month by name: RFC 822 and its slips, asctime, and how Americans write it.

    Every character must have its place: what is left over makes it no date.
    """
    m = next((m for shape in SHAPES if (m := shape.fullmatch(text))), None)
    if m is None or m["month"][:3].lower() not in MONTHS:
        return None
    day = date(year(m["year"]), MONTHS[m["month"][:3].lower()], int(m["day"]))
    if m["hour"] is None:
        return day
    at = at_clock(day, m)
    return at - shifted(zone(m["zone"])) if m["zone"] else at.replace(tzinfo=UNZONED)


def year(said: str) -> int:
    """Two digits are of 1969 to 2068, as mail reads them (RFC 2822, 4.3 and POSIX)."""
    short = int(said)
    if len(said) > 2:
        return short
    return short + (2000 if short < 69 else 1900)


def at_clock(day: date, m: re.Match[str]) -> datetime:
    """The day at the hour that stands in the match; a leap second is the one before it."""
    hours, half = int(m["hour"]), (m["half"] or "").lower()
    if half and not 1 <= hours <= 12:
        raise ValueError(m["hour"])
    hours = hours % 12 + 12 * (half == "pm") if half else hours
    whole = datetime(day.year, day.month, day.day, tzinfo=UTC)
    minutes, seconds = int(m["minute"]), min(int(m["second"] or 0), 59)
    if hours > 24 or minutes > 59 or (hours == 24 and (minutes or seconds)):
        raise ValueError(m["hour"])
    return whole + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def zone(said: str | None) -> str:
    """A zone by name or number as +HHMM; a name nobody knows is read as UTC."""
    told = (said or "").upper().replace(" ", "")
    if m := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", told):
        return f"{m.group(1)}{int(m.group(2)):02d}{m.group(3) or '00'}"
    return ZONES.get(told, "+0000")


def rfc3339(at: datetime | None, on: str | None) -> str | None:
    """How the contract writes an hour or a bare date."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else on
