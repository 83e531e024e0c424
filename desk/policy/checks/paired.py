"""Hours that stand together as one moment on two clocks, or are said to be one. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from desk.policy.checks.moments import local_zone, zone_hours
from desk.policy.hours import clock
from desk.policy.hours.clock import StatedHour, is_utc
from desk.policy.hours.times import WEEKDAY
from desk.policy.hours.zone_names import zone_named
from desk.policy.types import Facts, ZoneText
from desk.policy.values import record


@record
class Pair:
    """One moment on two clocks, and the zone of the piece that tells it.

    `beside` is of hours with nothing but “or” and a bracket between them; else words say that they are one.
    `assumed` is of an hour that says no clock and is taken to be by that of the piece's place.
    """

    zone: ZoneText
    one: StatedHour
    other: StatedHour
    beside: bool = True
    assumed: bool = False


JOINS = re.compile(
    # “21:30 IST, Monday (22:00 in Dhaka)”
    rf"(?:,? {WEEKDAY}(?= ?\())?"
    r"[\s(,;:/=—–-]*(?:(?:or|which is|which was|which makes(?: it)?|which gives|making(?: it)?|meaning|so|in other words|that makes|that is|that was|equivalent to|i\.e\.|being|when it was|it was|corresponding to)\s+)?(?:at\s+)?[\s(]*",
    re.IGNORECASE,
)


EQUAL = r"(?:or|which|that (?:is|was)|i\.e\.|so|making|being|when|meaning|corresponding|equivalent|its equivalent|thus|in other words|equals?)"
IT_WAS = r"(?:(?:it|that|this|there|the (?:clock|local time|time))(?: (?:was|is|would be|will be|being|read|said|means?|makes)|[’']s|[’']ll be)|it being)(?: by then| then| still| likewise| already| only| just| also)*(?: about| around| at| nearly| almost)?"
# “…, which viewers abroad should note as …”, “…, when Berlin had …”
OPENS = re.compile(rf"[\s,;:(—–-]*(?:and )?{EQUAL}\b[^.;:]*", re.IGNORECASE)
# “…, where the trustee sits, or …”, “…. By Greenwich it was …”
CLOSES = re.compile(rf".*(?:,\s(?:or|that is|i\.e\.|so)|\bmak(?:es|ing)(?: it)?|\bmade it|\b{IT_WAS})[\s(]*", re.IGNORECASE | re.DOTALL)  # fmt: skip
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<![ap]\.m)\.\s+(?=[A-Z“\"])|\n")
EVENT_OF_ITS_OWN = re.compile(r"[,\s]*(?:when|before|by the time|that|as)\b", re.IGNORECASE)
# From an hour to another: “04:00 local time to 13:00”, “20:00 UTC on Monday to 05:00”.
SPAN = re.compile(
    r"(?:\s(?:on|that|the|next|same) ?(?:\w+ ?)?)?\s?(?:to|until|till|[–—-])\s?", re.IGNORECASE
)
NEW_YEAR = date(2026, 1, 1)
APART = 110  # characters between two hours that are said to be one moment, at most


def pairs(facts: Facts) -> list[Pair]:
    """Hours told as one moment; beside a UTC hour, one without a zone is by the clock of the place."""
    return [pair for zone in (facts.headline, facts.dek, facts.body) if zone for pair in told_in(facts, zone)]  # fmt: skip


def told_in(facts: Facts, zone: ZoneText) -> Iterator[Pair]:
    """The pairs of one zone."""
    local = local_zone(facts) if facts.places else None
    hours = zone_hours(facts, zone)
    for first, second in meeting(zone.text, hours):
        between = zone.text[first.end : second.start]
        beside = joined(between)
        if beside or said_equal(between, zone.text[second.end : second.end + 30]):
            one = whose(zone.text, first, by_local(first, second, local, said=not beside))
            other = whose(zone.text, second, by_local(second, first, local, said=not beside))
            if one.zone and other.zone and one.zone != other.zone:
                yield Pair(zone, one, other, beside, not (first.zone and second.zone))
        if local and first.zone and not is_utc(first) and other_clock(first, local):
            local = None  # another place’s hours follow


def meeting(text: str, hours: Sequence[StatedHour]) -> Iterator[tuple[StatedHour, StatedHour]]:
    """Hours that stand next to each other, but for two spans told as one: of “04:00 to 13:00, or 20:00 UTC to 05:00”
    the end of the one says nothing of the start of the other."""
    spans = [
        (a, b)
        for a, b in pairwise(hours)
        if b.start - a.end <= APART and spanned(text[a.end : b.start])
    ]
    ends, opens = {b.start for _, b in spans}, {a.start for a, _ in spans}
    yield from ((a, b) for a, b in pairwise(hours) if not (a.start in ends and b.start in opens))


@lru_cache(maxsize=2048)
def spanned(between: str) -> bool:
    """Whether the words between two hours make them the ends of one span."""
    return SPAN.fullmatch(between) is not None


@lru_cache(maxsize=2048)
def joined(between: str) -> bool:
    """Whether the words between two hours make them one moment on two clocks."""
    return JOINS.fullmatch(between) is not None


def other_clock(hour: StatedHour, local: ZoneInfo) -> bool:
    """Whether an hour is by a clock that shows another time than the piece's place."""
    return clock.moments(hour, NEW_YEAR) != clock.moments(replace(hour, zone=local), NEW_YEAR)


def by_local(
    hour: StatedHour, beside: StatedHour, local: ZoneInfo | None, *, said: bool
) -> StatedHour:
    """An hour; without a zone it is by the place's clock, beside one in UTC or where they are said to be one."""
    bare = local and hour.zone is None and not hour.zone_words
    told = is_utc(beside) or (beside.zone and said)
    return replace(hour, zone=local, zone_words="there") if bare and told else hour


# Whose clock an hour may be by, where that is nobody's zone: “by the pilots' watches”, “ship's time”, “to the crew”.
DIALS = r"(?:clocks?|watch(?:es)?|wristwatch(?:es)?|time|times|timepieces?|timers?|chronometers?|logs?|logbooks?|logged|books?|reckoning|phones?|dials?|papers?|records?|recorders?|screens?|displays?|rosters?|schedules?|timetables?)"
SEATED = r"(?:villages?|towns?|city|capital|ports?|harbour|harbor|quarter|district|suburb|provinces?|region|country|valley|islands?|area|neighbourhood|neighborhood|streets?|square)"
PUBLIC_DIAL = re.compile(
    r"\b(?:local|here|there|public|church|cathedral|mosque|parish|school|hospital|station|tower|steeple|factory|kitchen|office|wall|(?:town|city) hall|town|village|city|harbour|port|street|square)\b"
)
HELD_BY = re.compile(
    rf"(?:,?\s(?:or so\s)?(?:[a-z’']+\s){{0,2}}?{DIALS}\b|,?\s(?:or so\s)?(?:by|on|according to)\s[^,.;:()]{{2,60}}?\b{DIALS}\b|,?\s(?:or so\s)?(?:aboard|on board|on(?!\s(?:{WEEKDAY}|(?:the|this|that)\s(?:\d|same|next|previous|day|night|morning|evening|afternoon|eve)))|by|for|to|as|where|among|with|under|over|back|(?:in|at|from|inside|outside)\s(?!(?:the\s|this\s|that\s)?(?:[A-Z]|{SEATED}\b)))\b)"
    r"(?P<rest>[^.;:()]{0,60})"
)
HOLDS = re.compile(
    rf"(?:\b(?:[Bb]y|[Oo]n|[Tt]o|[Ff]or|[Aa]ccording to)\s(?:the U\.S\. )?[^,.;:()]{{2,50}}?,?\s(?:it|that|this)\s[^,.;:()]{{2,30}}|\b{DIALS}\b[^,.;:()]{{0,24}})$"
)
KEPT_BY = re.compile(
    r"\b(?:on|by|to|keeps?|kept|set|runs?|ran|the time (?:of|in|at))\s(?:the\s)?(?P<name>[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?)(?=(?: (?:time|clocks?|hours?)\b|[,.;)]))"
)


def whose(text: str, told: StatedHour, hour: StatedHour) -> StatedHour:
    """An hour that was taken to be by the place's clock: by another where the words beside it give it to somebody else."""
    if hour is told:
        return told
    held, holds = HELD_BY.match(text, told.end), HOLDS.search(text, max(0, told.start - 80), told.start)  # fmt: skip
    m = held or holds
    if m is None or PUBLIC_DIAL.search(m.group()):
        return hour
    named = KEPT_BY.search(text, held.end() - len(held.group("rest")), min(held.end() + 40, len(text))) if held else None  # fmt: skip
    zone = zone_named(named.group("name")) if named else None
    return replace(told, zone=zone, zone_words=f"by {named.group('name')} time") if zone and named else told  # fmt: skip


@lru_cache(maxsize=2048)
def said_equal(between: str, after: str) -> bool:
    """Whether the words between two hours, in a sentence or across its end, say that they are one moment."""
    if len(between) > APART or EVENT_OF_ITS_OWN.match(after):
        return False
    ends = len(SENTENCE_END.findall(between))
    if ends > 1:
        return False
    return bool((not ends and OPENS.fullmatch(between)) or CLOSES.fullmatch(between))
