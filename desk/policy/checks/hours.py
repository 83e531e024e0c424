"""Checks on hours against other zones: two clocks said to show one moment, a local hour that UTC hours belie."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from desk.policy import known
from desk.policy.checks.base import BLOCKING, Check, body_finding, words_finding
from desk.policy.checks.moments import (
    LATER,
    of_day,
    post_hours,
    posts_there,
    reference,
    stated_hours,
    tolerance,
)
from desk.policy.checks.paired import Pair, joined, pairs
from desk.policy.hours import clock
from desk.policy.hours.clock import StatedHour, is_utc
from desk.policy.hours.times import WEEKDAYS
from desk.policy.hours.zone_names import zone_named
from desk.policy.types import Confidence, Facts, Finding, Span


def timezone_slip(facts: Facts) -> Iterator[Finding]:
    """An hour in two zones that does not agree, a local hour that the piece's UTC hours or posts belie."""
    hours = stated_hours(facts)
    found = pairs(facts)
    for pair in found:
        yield from pair_slip(facts, pair)
        yield from two_days(facts, pair)
    yield from far_slip(facts, hours)
    if not found:
        yield from night_slip(facts, hours)
        yield from posted_slip(facts, hours)


def pair_slip(facts: Facts, pair: Pair) -> Iterator[Finding]:
    """Two hours said to be one moment."""
    ref, one, other, text = reference(facts), pair.one, pair.other, pair.zone.text
    day = (other.day or one.day) is not None or bool(of_day(one, ref) or of_day(other, ref))
    on = of_day(other if other.day else one, ref) or of_day(other, ref) or ref
    # Without a day, only what is wrong in winter and in summer is wrong.
    # An hour may be of any day of the week before, on the other side of a change of the clocks.
    seasons = days_of(on, stated=day)
    local = not facts.places and "local" in f"{one.zone_words} {other.zone_words}".lower()
    if (local or pair.assumed) and elsewhere(facts, pair, seasons):
        return
    guessed = local or (pair.assumed and all(idle(one, other, day) for day in seasons))
    if all(not agrees(one, other, season) for season in seasons):
        paren = text.find(")", other.start, other.end + 1) + 1
        end = paren if "(" in text[one.start : other.start] and paren else other.end
        sure = Confidence.SURE if pair.beside and not guessed else Confidence.UNSURE
        told = agree_words(one, other, seasons[-1])
        yield words_finding(facts, pair.zone, Span(one.start, end), told, confidence=sure)
    elif pair.beside and pair.zone is facts.body and (one.day or other.day):
        yield from day_slip(facts, one, other)


def days_of(on: date | None, *, stated: bool) -> list[date]:
    """The days that an hour without one may be of, the likeliest last."""
    if on is None:
        return [date(2026, 1, 15), date(2026, 7, 15)]
    return [on] if stated else [on - timedelta(days=8), on - timedelta(days=4), on]


def elsewhere(facts: Facts, pair: Pair, on: list[date]) -> bool:
    """Whether “local time”, or an hour that says no clock, is right by that of some other place which the text names."""
    local, other = (pair.one, pair.other) if is_utc(pair.other) or not guess(pair.other) else (pair.other, pair.one)  # fmt: skip
    if not guess(local):
        return False
    where = known.each(facts.body, zones_of_names)
    if pair.assumed:  # of the sentences that tell it alone: a long piece names many places
        where = (zones_of_names(pair.zone.text[max(0, pair.one.start - NEAR) : pair.other.end + NEAR]),)  # fmt: skip
    zones = {zone for block in where for zone in block}
    return any(meet(local, zone, other, day) for zone in zones for day in on)


NEAR = 160  # characters round a pair in which a place that has its clock may be named


def guess(hour: StatedHour) -> bool:
    """Whether the clock of an hour is taken to be the place's."""
    return "local" in hour.zone_words.lower() or hour.zone_words == "there"


def idle(one: StatedHour, other: StatedHour, day: date) -> bool:
    """Whether two clocks show one time that day: nobody would tell both, and another is meant."""
    noon = datetime.combine(day, time(12), UTC)
    both = [noon.astimezone(hour.zone).utcoffset() for hour in (one, other)]
    return both[0] == both[1]


def zones_of_names(text: str) -> tuple[tzinfo, ...]:
    """The clocks of the places that a block names."""
    found = [zone for m in NAMES.finditer(text) for zone in zones_of(m.group())]
    return tuple(dict.fromkeys(found))


def zones_of(name: str) -> list[tzinfo]:
    """The clock of a name, or of its words: “New York”, “In London”. “It” is no land here, and “GMT” no place."""
    ways = (zone_named(word) for word in (name, *name.split()) if len(word) > 2)
    return [zone for zone in ways if zone and str(zone) != "UTC"][:1]


NAMES = re.compile(r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?")


def agrees(one: StatedHour, other: StatedHour, on: date) -> bool:
    """Whether two clocks show one moment, on some day near; a rounded one within five minutes."""
    return one.zone is not None and meet(one, one.zone, other, on)


def meet(one: StatedHour, zone: tzinfo, other: StatedHour, on: date) -> bool:
    """The same, the first clock taken to be that of a zone."""
    slack = 5 if one.vague or other.vague else 0
    if any("before" in h.how or "after" in h.how for h in (one, other)):
        slack = 40  # “just before midnight”
    for first in clock.moments_at(one.clock, zone, one.twelve, on):
        for second in clock.moments(other, on):
            apart = abs((first - second).total_seconds()) / 60 % 1440
            if min(apart, 1440 - apart) <= slack:
                return True
    return False


def agree_words(one: StatedHour, other: StatedHour, on: date) -> str:
    """What the first hour is on the second clock."""
    assert other.zone is not None
    first = clock.moments(one, on)[0].astimezone(other.zone)
    return f"{one.clock:%H:%M} {one.zone_words} is {first:%H:%M} {other.zone_words}, not {other.clock:%H:%M}."


def day_slip(facts: Facts, one: StatedHour, other: StatedHour) -> Iterator[Finding]:
    """The clocks agree and the days do not: 02:18 in Kyiv is the next day of 23:18 UTC."""
    if one.day and other.day:
        return  # that is a slip of the date (`checks.days`)
    dated, plain = (one, other) if one.day else (other, one)
    if (
        dated.day is None
        or dated.zone is None
        or plain.zone is None
        or plain.shift
        or has_day(plain)
    ):
        return
    ref = reference(facts)
    moment = clock.moments(dated, dated.day.day)[0].astimezone(plain.zone)
    # Where the piece is dated in UTC, the day beside a local hour after midnight is the night before's.
    before = moment.date() == dated.day.day - timedelta(days=1)
    if ref and is_utc(plain) and before and dated.day.day < ref:
        there = datetime.combine(dated.day.day, plain.clock, UTC)
        yield body_finding(
            facts,
            Span(dated.start, dated.end),
            f"{dated.clock:%H:%M} {dated.zone_words} is the day after the night it belongs to: "
            f"{plain.clock:%H:%M} UTC on {dated.day.day.day} {dated.day.day:%B} is "
            f"{clock.in_zone(there, dated.zone)}.",
        )


def two_days(facts: Facts, pair: Pair) -> Iterator[Finding]:
    """One moment on two clocks whose days do not fit: 01:35 on Friday in Kyiv is 22:35 UTC on Thursday."""
    one, other, ref = pair.one, pair.other, reference(facts)
    day = of_day(one, ref) if pair.zone is facts.body else None
    if day is None or not has_day(other) or one.zone is None:
        return
    for moment in clock.moments(one, day):
        there = moment.astimezone(other.zone)
        wrong = (
            (other.weekday and WEEKDAYS[there.weekday()] != other.weekday)
            or (other.nth and there.day != other.nth)
            or (other.day and there.date() != other.day.day)
        )
        if (there.hour, there.minute) == (other.clock.hour, other.clock.minute) and wrong:
            said = f"{one.clock:%H:%M} {one.zone_words} is {clock.in_zone(moment, there.tzinfo or UTC)}, a {WEEKDAYS[there.weekday()]}, on the other clock."
            yield body_finding(facts, Span(one.start, other.end), said)
            return


def far_slip(facts: Facts, hours: tuple[StatedHour, ...]) -> Iterator[Finding]:
    """One moment told on two clocks in two places of the copy, to the minute, with days that do not fit."""
    ref = reference(facts)
    told: dict[datetime, list[StatedHour]] = {}
    days = [(hour, of_day(hour, ref)) for hour in hours if has_day(hour) and not hour.vague]
    for hour, on in days:
        if on and is_utc(hour):
            at = datetime.combine(on, time(hour.clock.hour, hour.clock.minute), UTC)
            told.setdefault(at, []).append(hour)
    for one, day in days:
        if day is None or one.zone is None or is_utc(one):
            continue
        moment = clock.moments(one, day)[0]
        at = moment.replace(second=0, microsecond=0)
        others = [o for apart in (-1, 1) for o in told.get(at + timedelta(days=apart), ())]
        for other in sorted(others, key=lambda o: o.start):
            beside = joined(facts.body.text[one.end : other.start]) or other.end > one.start > other.start  # fmt: skip
            if not beside:
                said = f"{one.clock:%H:%M} {one.zone_words or 'there'} is {clock.in_zone(moment, UTC)} UTC, a {WEEKDAYS[moment.weekday()]}."
                yield body_finding(facts, Span(other.start, other.end), said)
                return


def has_day(hour: StatedHour) -> bool:
    """Whether an hour stands with a day of any kind."""
    return hour.day is not None or bool(hour.weekday or hour.nth)


def night_slip(facts: Facts, hours: tuple[StatedHour, ...]) -> Iterator[Finding]:
    """“Just before midnight Kyiv time” beside a first hour of the same event in UTC that is hours later."""
    for hour in hours:
        if hour.zone is None or is_utc(hour) or hour.day is None or not named_hour(hour):
            continue
        said = datetime.combine(hour.day.day, hour.clock, hour.zone).astimezone(UTC)
        if hour.clock.hour == 0 and "before" in hour.how:
            said += timedelta(days=1)
        for other in hours:
            if not is_utc(other) or other.start < hour.start or other.start - hour.end > 700:
                continue
            near = datetime.combine(other.day.day if other.day else hour.day.day, other.clock, UTC)
            if timedelta(hours=1, minutes=30) < near - said < timedelta(hours=6):
                yield body_finding(
                    facts,
                    Span(hour.start, hour.end),
                    f"{said:%H:%M} UTC is {hour.how} midnight there; {other.clock:%H:%M} UTC is "
                    f"{clock.in_zone(near, hour.zone)}. Is UTC meant?",
                )
                return


def named_hour(hour: StatedHour) -> bool:
    """Midnight or noon with a word before it."""
    return bool(hour.how) and hour.clock.minute == 0 and hour.clock.hour in {0, 12}


def posted_slip(facts: Facts, hours: tuple[StatedHour, ...]) -> Iterator[Finding]:
    """The hour of a post given in a place's time that only fits when it is another zone's."""
    posts = post_hours(facts)
    if len({at for _, at in posts}) != 1:
        return
    at = posts[0][1]
    for hour in hours:
        if hour.zone is None or is_utc(hour) or hour.how in LATER or not posts_there(facts, hour):
            continue
        said = clock.nearest(hour, at)
        if said is None or abs(said - at) <= tolerance(facts):
            continue
        if by_another_clock(abs(said - at), hour.zone, at):
            yield body_finding(
                facts,
                Span(hour.start, hour.end),
                f"The post is of {at:%H:%M} UTC, which is {clock.in_zone(at, hour.zone)} there.",
            )
            return


def by_another_clock(apart: timedelta, zone: tzinfo, at: datetime) -> bool:
    """Whether two hours are as far apart as two zones: by hours, or by half of one where the zone is so."""
    half = (at.astimezone(zone).utcoffset() or timedelta()) % HOUR != timedelta()
    step = 1800 if half else 3600
    off = apart.total_seconds() % step
    return min(off, step - off) <= (300 if half else 600) and timedelta(minutes=20 if half else 30) < apart <= timedelta(hours=14)  # fmt: skip


HOUR = timedelta(hours=1)
CHECKS = [
    Check(
        "timezone-slip",
        "An hour in one zone that does not fit the same hour in another.",
        "Readers and courts will place the event by it.",
        "Look up the hour of the text cited and write it with its zone and day.",
        timezone_slip,
        BLOCKING,
    ),
]
