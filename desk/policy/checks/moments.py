"""Which hours a piece states and which its posts have: what the checks on time read."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.policy import geography, known
from desk.policy.hours import clock, times
from desk.policy.hours.clock import StatedHour
from desk.policy.hours.zone_names import clocks, zone_named
from desk.policy.matching import sentence_of
from desk.policy.once import once
from desk.policy.text import body_sentences, cut, scan_parts, sentence_at
from desk.policy.types import Facts, Span, ZoneText
from wires.links import posted_at, read

TOLERANCE = timedelta(minutes=10)
ANY_YEAR = 2025
POSTED = re.compile(
    r"\b(?:post(?:ed|s)?|shared|publish(?:ed|es)|tweeted|upload(?:ed|s)|appeared|put (?:up|out|online)|sent|went (?:up|online|live)|had (?:its|the|his|her|their) \w+ (?:up|online|out)|was (?:up|online)|"
    r"the (?:post|message|clip|thread|tweet)|on (?:X|Twitter|Telegram|Facebook|Mastodon|Bluesky|Instagram)(?: (?!said|says)\w+){0,4}(?= at\b|\s*$)|on the (?:account|channel|feed) since|(?:wrote|writes|said|reported) (?:on (?:X|Twitter|Telegram|Facebook) )?(?:at|on (?:X|Twitter|Telegram|Facebook|its|his|her)))\b",
    re.IGNORECASE,
)
LATER = frozenset({"before", "after", "until", "till", "since", "between", "to", "and", "from"})


@once
def reference(facts: Facts) -> date | None:
    """The day the piece speaks from: its publication, or the latest full date it states."""
    if facts.published_at:
        return facts.published_at.date()
    zones = [zone for zone in (facts.headline, facts.dek, facts.body) if zone]
    days = [day for zone in zones for day in known.each(zone, times.latest_full_date) if day]
    return max(days, default=None)


@once
def local_zone(facts: Facts) -> ZoneInfo | None:
    """The clock of the piece's places, or of the one zone its text names."""
    zones = {str(zone): zone for said in facts.places if (zone := zone_of_place(said))}
    if len(zones) == 1:
        return next(iter(zones.values()))
    told = known.each(facts.body, geography.zones_told)
    return geography.only_zone([name for block in told for name in block])


def zone_of_place(said: str) -> ZoneInfo | None:
    """The clock of a place as a piece tells it: a slug, a code or a name."""
    slug = geography.place(said)
    if slug:
        return ZoneInfo(geography.places()[slug]["zone"])
    if len(said) == 2:  # a code of a land is no abbreviation of a zone: PT is Portugal
        key = clocks()["countries"].get(said.upper())
        return ZoneInfo(key) if key else None
    for name in (said, said.replace("-", " ").title(), *(p.strip() for p in said.split(","))):
        zone = zone_named(name)
        if isinstance(zone, ZoneInfo):
            return zone
    return None


@once
def stated_hours(facts: Facts) -> tuple[StatedHour, ...]:
    """Clock times of the body."""
    return zone_hours(facts, facts.body)


def zone_hours(facts: Facts, zone: ZoneText) -> tuple[StatedHour, ...]:
    """Clock times of a zone of the piece."""
    day = reference(facts)
    # Without a reference any year serves: a day and a month say whether summer time holds.
    year = day.year if day else ANY_YEAR
    return scan_parts(zone, clock.hours, year, local_zone(facts), named_here(facts))


def named_here(facts: Facts) -> frozenset[str]:
    """What the piece's place is called, whose clock is the local one."""
    return frozenset(part.strip() for said in facts.places for part in said.split(","))


@once
def post_hours(facts: Facts) -> list[tuple[int, datetime]]:
    """The hours that the linked posts' own ids carry."""
    return [(n, at) for n, link in enumerate(facts.links) if (at := posted_at(read(link.href)))]


def of_day(hour: StatedHour, ref: date | None) -> date | None:
    """The day of an hour by its date, its weekday or its day of the month, the last one before the piece."""
    if hour.day:
        return hour.day.day
    return last_such(hour.weekday, hour.nth, ref) if ref and (hour.weekday or hour.nth) else None


@lru_cache(maxsize=1024)
def last_such(weekday: str, nth: int, ref: date) -> date | None:
    """The last weekday or day of the month of that name before the day after the piece, within ten days."""
    for n in range(10):
        day = ref + timedelta(days=1 - n)
        if nth and day.day == nth:
            return day
        if weekday and times.WEEKDAYS[day.weekday()] == weekday:
            return day
    return None


def dated(said: str) -> bool:
    """Whether a sentence names a day of a month."""
    return bool(times.dates(said, 2000))


def sentence_round(facts: Facts, offset: int) -> Span:
    """The sentence of the body that holds an offset."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, offset)
    return spans[at] if at is not None else Span(offset, offset)


def posts_there(facts: Facts, hour: StatedHour) -> bool:
    """Whether an hour is said to be that of a posting: “wrote on X at 11:40 UTC”, “At 2.43am it posted”.

    “The drone struck at 01:35, the monitor wrote on X” gives the hour of the drone.
    """
    sentence = sentence_round(facts, hour.start)
    before = facts.body.text[sentence.start : hour.start]
    if POSTED.search(TURN.split(before)[-1]):
        return True
    after = TURN.split(facts.body.text[hour.end : sentence.end])[0]
    return len(before.split()) <= 3 and bool(POSTED.search(after))


TURN = re.compile(r"[,;:—]|\bthat\b|\bwhen\b|\bas\b")


def tolerance(facts: Facts) -> timedelta:
    """How far a stated hour may be from a post's: ten minutes, unless the rule says otherwise."""
    given = facts.extra.get("tolerance", TOLERANCE)
    return given if isinstance(given, timedelta) else TOLERANCE


def of_every_day(facts: Facts, hour: StatedHour) -> bool:
    """“The lab runs two hours in the morning, two at night”: an hour in words, of what is and not of what happened."""
    if hour.day or hour.weekday or any(map(str.isdigit, cut(facts.body.text, Span(hour.start, hour.end)))):  # fmt: skip
        return False
    return (
        WAS.search(cut(facts.body.text, sentence_of(facts.body, Span(hour.start, hour.end))))
        is None
    )


WAS = re.compile(r"\b(?:was|were|had|did|been|[a-z]{2,}ed|struck|hit|fell|came|went|broke|began|rang|shook|saw|heard|left|blew|sank|burnt|lit|cut|tore|rose|ran|shot|flew|lost|found|told|said|says?|tells?|put|took|got|made|met|shut|set|drove|threw|caught|died|killed)\b")  # fmt: skip
