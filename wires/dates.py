"""Hours as documents write them: RFC 822 and its common slips, ISO 8601. Nonsense is None. Pure.

No guessing library: those turn “12.99” into a day (research, ingestion 0.5).
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

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
    "WET": "+0000", "WEST": "+0100",
}  # fmt: skip
EARLIEST = 1970
LATEST = 2100


def hour(said: str | None) -> tuple[datetime | None, str | None]:
    """The hour in UTC, and the bare date where the document gives a date without an hour."""
    if not said or not said.strip() or len(said) > 120:
        return None, None
    text = " ".join(said.split())
    try:
        found = iso(text) or compact(text) or rfc822(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None, None
    if isinstance(found, datetime):
        try:
            at = found.astimezone(UTC).replace(microsecond=0)
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
    at = datetime(
        year, month, day, int(m.group(4)), int(m.group(5)), int(m.group(6) or 0), tzinfo=UTC
    )
    return at - shifted(offset(m.group(7)))


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
    return at - shifted(offset(m.group(7)))


def rfc822(text: str) -> datetime | date | None:
    """`Wed, 01 Jul 2026 23:18:00 +0000`, with zones by name and long month names."""
    if not re.search(r"\d{1,2}[ -][A-Za-z]{3,9}\.?[ ,-]+\d{2,4}", text):
        return None
    bare = re.fullmatch(
        r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ ,-]+(\d{4})", text
    )
    fixed = re.sub(r"\b([A-Za-z]{3})[a-z]*\.?(?=[ ,-]+\d{2,4}\b)", r"\1", text)
    fixed = (
        re.sub(r"^[A-Za-z]{3,9}\.?,?\s+(?=\d)", "", fixed).replace("-", " ", 2)
        if "-" in text[:12]
        else fixed
    )
    fixed = re.sub(r"\b([A-Z]{1,4})$", lambda m: ZONES.get(m.group(1), m.group(1)), fixed)
    fixed = re.sub(
        r"(GMT|UTC)([+-]\d{1,2}):?(\d{2})?$",
        lambda m: f"{m.group(2)[0]}{int(m.group(2)[1:]):02d}{m.group(3) or '00'}",
        fixed,
    )
    fixed = re.sub(r"([+-]\d{2}):(\d{2})$", r"\1\2", fixed)
    if bare:
        found = parsedate_to_datetime(f"{fixed} 00:00:00 +0000")
        return found.date()
    found = parsedate_to_datetime(fixed)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def rfc3339(at: datetime | None, on: str | None) -> str | None:
    """How the contract writes an hour or a bare date."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else on
