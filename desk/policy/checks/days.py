"""Checks on days and durations: weekdays, nights named by one clock, times elapsed, ages, days of a war."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from desk.policy import clock, times
from desk.policy.checks.base import Check, body_finding
from desk.policy.checks.hours import local_zone, pairs, reference, stated_hours
from desk.policy.clock import StatedHour, is_utc
from desk.policy.text import body_sentences, cut, in_quotes
from desk.policy.times import Moment, Stated, StatedDate
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText

# A relation between a duration and the day it counts from.
SINCE = re.compile(
    r"\b(?:since|after|into|ago|on from|from|began|begun|launched|started|opened|founded|signed|old|passed|later)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:before|until|ahead of|left|away|remain(?:s|ing)?|jail|prison|sentenc\w+|contract|term)\b", re.IGNORECASE)  # fmt: skip
BORN = re.compile(r"\bborn\b[^.;]{0,40}?\b(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE)
AGE = re.compile(
    r"(?:\b(?P<a>\d{1,3})(?:[- ]years?[- ]old|\s+years of age)|,\s(?:now\s)?(?P<b>\d{2,3}),|\b(?:is|turned|turns|aged|age|now)\s(?P<c>\d{2,3})\b(?!\s*(?:per|%|people|homes|km)))"
)
DAY_NUMBER = re.compile(r"\b(?:on )?(?:[Dd]ay|DAY)\s+(?P<n>\d{1,2},\d{3}|\d{2,4})\s+of\b")
WAR = re.compile(r"\b(?:air campaign|invasion|full-scale|war against Ukraine|campaign against Ukrainian)\b", re.IGNORECASE)  # fmt: skip
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


def date_slip(facts: Facts) -> Iterator[Finding]:
    """A weekday that is another date's, a date no calendar has; a night named by its UTC date alone."""
    ref = reference(facts)
    for zone in (facts.headline, facts.dek, facts.body):
        if zone is None:
            continue
        found, never = times.read_dates(zone.text, ref.year if ref else None)
        for one in never:
            if not in_quotes(zone.text, Span(one.start, one.end)):
                yield at(facts, zone, one.start, one.end, f"No calendar has {one.words}.")
        for day in found:
            yield from wrong_weekday(facts, zone, day, ref)
        yield from nth_slip(facts, zone, ref)
    yield from two_days(facts, ref)
    yield from other_weekday(facts)
    yield from night_of(facts)


def two_days(facts: Facts, ref: date | None) -> Iterator[Finding]:
    """One moment on two clocks whose days do not fit: 01:35 on Friday in Kyiv is 22:35 UTC on Thursday."""
    for one, other in pairs(facts):
        day = of_day(one, ref)
        if day is None or not (other.day or other.weekday or other.nth) or one.zone is None:
            continue
        for moment in clock.moments(one, day):
            there = moment.astimezone(other.zone)
            same_clock = (there.hour, there.minute) == (other.clock.hour, other.clock.minute)
            wrong = (
                (other.weekday and times.WEEKDAYS[there.weekday()] != other.weekday)
                or (other.nth and there.day != other.nth)
                or (other.day and there.date() != other.day.day)
            )
            if same_clock and wrong:
                said = f"{one.clock:%H:%M} {one.zone_words} is {clock.in_zone(moment, there.tzinfo or UTC)}, a {times.WEEKDAYS[there.weekday()]}, on the other clock."
                yield body_finding(facts, Span(other.start, other.end), said)
                return


def of_day(hour: StatedHour, ref: date | None) -> date | None:
    """The day of an hour by its date, its weekday or its day of the month, the last one before the piece."""
    if hour.day:
        return hour.day.day
    for n in range(10) if ref else ():
        day = (ref or date.min) + timedelta(days=1 - n)
        if hour.nth and day.day == hour.nth:
            return day
        if hour.weekday and times.WEEKDAYS[day.weekday()] == hour.weekday:
            return day
    return None


LEDE_DAY = re.compile(rf"\b(?:on|early on|late on|before dawn on|at dawn on)\s+(?P<day>{times.WEEKDAY})\b(?!,? (?:\d|the \d|{times.MONTH}))")  # fmt: skip


def other_weekday(facts: Facts) -> Iterator[Finding]:
    """The lede's weekday, where the last such day lies days from the day of the event."""
    first = body_sentences(facts.body)[:1]
    if not first or facts.event_date is None or facts.published_at is None:
        return
    said = cut(facts.body.text, first[0])
    m = LEDE_DAY.search(said)
    zone = local_zone(facts)
    today = facts.published_at.astimezone(zone or UTC).date()
    near = timedelta(0) <= today - facts.event_date <= timedelta(days=2)
    if not m or not near or re.search(r"\b(?:will|would|next|due|is to|are to)\b", said):
        return
    weekday = times.weekday_name(m.group("day"))
    last = next(d for n in range(7) if times.WEEKDAYS[(d := today - timedelta(days=n)).weekday()] == weekday)  # fmt: skip
    if abs((last - facts.event_date).days) >= 3:
        span = Span(first[0].start + m.start("day"), first[0].start + m.end("day"))
        told = f"The event is of {facts.event_date.day} {facts.event_date:%B}, a {times.WEEKDAYS[facts.event_date.weekday()]}."
        yield body_finding(facts, span, told)


def at(facts: Facts, zone: ZoneText, start: int, end: int, said: str, *, sure: bool = True) -> Finding:  # fmt: skip
    """A finding at words of any zone."""
    found = Confidence.SURE if sure else Confidence.UNSURE
    if zone is facts.body:
        return body_finding(facts, Span(start, end), said, confidence=found)
    return Finding("", zone.kind, zone.text[start:end], start, end, said, confidence=found)


def wrong_weekday(facts: Facts, zone: ZoneText, day: StatedDate, ref: date | None) -> Iterator[Finding]:  # fmt: skip
    """A weekday that is not the date's, in the year that is said or in that nearest to the piece."""
    if not day.weekday or in_quotes(zone.text, Span(day.start, day.end)):
        return
    years = [day.day]
    if not day.year_stated and ref:  # “Friday 2 January” in a piece of December
        years = [d for n in (-1, 0, 1) if (d := in_year(day.day, ref.year + n)) and abs((d - ref).days) < 250]  # fmt: skip
    if years and all(times.WEEKDAYS[d.weekday()] != day.weekday for d in years):
        there = min(years, key=lambda d: abs((d - (ref or d)).days))
        said = f"{there.day} {there:%B %Y} is a {times.WEEKDAYS[there.weekday()]}."
        yield at(facts, zone, day.start, day.end, said)


def in_year(day: date, year: int) -> date | None:
    """The same day of another year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def nth_slip(facts: Facts, zone: ZoneText, ref: date | None) -> Iterator[Finding]:
    """“Saturday the 28th” where neither this month nor its neighbours have such a Saturday."""
    nth = re.search(r"day,? the \d", zone.text)
    for m in times.DAY_OF.finditer(zone.text) if ref and nth else ():
        days = [d for n in range(-45, 46) if (d := (ref or date.min) + timedelta(days=n)).day == int(m.group("day"))]  # fmt: skip
        weekday = times.weekday_name(m.group("weekday"))
        if days and all(times.WEEKDAYS[d.weekday()] != weekday for d in days):
            said = f"In no month near is the {m.group('day')}th a {weekday}."
            yield at(facts, zone, m.start(), m.end(), said, sure=False)


def night_of(facts: Facts) -> Iterator[Finding]:
    """“On the night of 1 July” for hours that are the 2nd by the place's clock."""
    zone = local_zone(facts)
    ref = reference(facts)
    if zone is None or ref is None:
        return
    late = [h for h in stated_hours(facts) if is_utc(h) and h.clock.hour >= 20]
    for zone_text in (facts.dek, facts.body):
        m = NIGHT_OF.search(zone_text.text) if zone_text else None
        if not m or not zone_text:
            continue
        days = times.dates(m.group("date"), ref.year)
        for hour in late:
            moment = datetime.combine(days[0].day, hour.clock, UTC) if days else None
            if moment and moment.astimezone(zone).date() > days[0].day:
                night = f"the night of {days[0].day.day} to {days[0].day.day + 1} {days[0].day:%B}"
                said = f"{hour.clock:%H:%M} UTC is {clock.in_zone(moment, zone)} there: {night}."
                yield at(facts, zone_text, m.start(), m.end(), said, sure=False)
                return


NIGHT_OF = re.compile(rf"\b(?:on|in|during) the night of (?P<date>\d{{1,2}} {times.MONTH}|{times.MONTH} \d{{1,2}})(?!\s*(?:to|[–-]))")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that something beside them belies: where, why, and whether the start is stated there."""

    start: int
    end: int
    said: str
    sure: bool = True


def elapsed_time_slip(facts: Facts) -> Iterator[Finding]:
    """A duration, an age or a count of days that the dates, hours or years beside it belie."""
    ref = reference(facts)
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        slips = [*age_slips(said, ref), *day_count(facts, said, ref)]
        taken = [(s.start, s.end) for s in slips]
        for stated in times.durations(said):
            if not any(a < stated.end and stated.start < b for a, b in taken):
                slips += duration_slip(facts, said, stated, ref)
        for slip in slips:
            span = Span(sentence.start + slip.start, sentence.start + slip.end)
            if not in_quotes(facts.body.text, span):
                sure = Confidence.SURE if slip.sure else Confidence.UNSURE
                yield body_finding(facts, span, slip.said, confidence=sure)


def age_slips(said: str, ref: date | None) -> list[Slip]:
    """An age that the year of birth beside it belies."""
    born = BORN.search(said)
    years = {int(y) for y in re.findall(r"\b((?:19|20)\d{2})\b", said)}
    if not born or ref is None or len(years) > 1 or re.search(r"\b(?:died|was killed|then)\b", said):  # fmt: skip
        return []
    age = ref.year - int(born.group("year"))
    found: list[Slip] = []
    for m in AGE.finditer(said):
        name = next(n for n in "abc" if m.group(n))
        if not age - 1 <= int(m.group(name)) <= age:
            right = f"Born in {born.group('year')}, {age - 1} or {age} in {ref.year}."
            end = m.end() if name == "a" else m.end(name)
            found.append(Slip(m.start(name), end, right))
    return found


def day_count(facts: Facts, said: str, ref: date | None) -> list[Slip]:
    """“Day 1,590 of the invasion”: counted from its own day, by either way of counting."""
    m = DAY_NUMBER.search(said)
    if not m or ref is None:
        return []
    start = start_of(facts, said)
    if start is None:
        return []
    day, name, stated = start
    days = (ref - day).days
    if abs(int(m.group("n").replace(",", "")) - days) <= 2:
        return []
    right = f"From {day.day} {day:%B %Y} ({name}) to {ref.day} {ref:%B %Y}, day {days + 1:,}."
    return [Slip(m.start("n") - 4, m.end("n"), right, stated)]


def start_of(facts: Facts, said: str) -> tuple[date, str, bool] | None:
    """The one full date of a sentence, else one of the pack's days that it names."""
    days = [w for w in times.named_moments(said) if w.first == w.last]
    if len(days) == 1:
        return days[0].first, days[0].words, True
    return anchor(facts, said)


def anchor(facts: Facts, said: str, stated: Stated | None = None) -> tuple[date, str, bool] | None:
    """One of the pack's days to count from that a sentence names."""
    anchors = facts.extra.get("anchors", {})
    for name, day in anchors.items():
        if re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE):
            return date.fromisoformat(day), name, False
    into = stated is None or stated.old or re.search(r"\b(?:into|since|after)\b", said)
    if anchors and into and WAR.search(said):
        name, day = max(anchors.items(), key=lambda pair: pair[1])
        return date.fromisoformat(day), name, False
    return None


def duration_slip(facts: Facts, said: str, stated: Stated, ref: date | None) -> list[Slip]:
    """A duration against two hours of its sentence, or against the day it counts from."""
    if stated.unit in {"minute", "hour"}:
        return between_hours(said, stated)
    if ref is None or UNTIL.search(said[stated.start : stated.end + 25]):
        return []
    words = times.named_moments(said)
    start = counts_from(said, stated, words)
    if start:
        until = ended(start, words) or Moment(ref, ref, 0, 0, "")
        if start.last >= until.first:
            return []
        return length_slip(stated, start, until, sure=True)
    named = anchor(facts, said, stated) if stated.unit == "year" and not BORN.search(said) else None
    if named is None or words:
        return []
    day, name, _ = named
    return length_slip(stated, Moment(day, day, 0, 0, name), Moment(ref, ref, 0, 0, ""), sure=False)


AGO = re.compile(r",?\s*(?:or |that is,? |now )?[^,;.]{3,40}? ago")


def counts_from(said: str, stated: Stated, words: tuple[Moment, ...]) -> Moment | None:
    """The day in the sentence that a duration counts from: after it by “since”, “after”, “ago”; or before it."""
    if BORN.search(said):
        return None
    for one in words:
        between = said[stated.end : one.start]
        if one.start >= stated.end and len(between) <= 90 and SINCE.search(between):
            return one
    before = [w for w in words if w.end <= stated.start]
    if before and AGO.fullmatch(said[before[-1].end : stated.end + 4]):
        return before[-1]  # “in October 2023, barely a year ago”
    if len(before) == 1 and not [w for w in words if w.start >= stated.end]:
        between = said[before[0].end : stated.start]
        started = re.search(r"\b(?:since|after|from|began|begun|launched|started|opened|founded|signed)\b[^,;]{0,40}$", said[: before[0].start])  # fmt: skip
        if started and re.search(r"\b(?:later|on|have passed|has passed|old|ago|now|held for|lasted|stood for|run for|been)\b", between + said[stated.end : stated.end + 16]):  # fmt: skip
            return None if "later" in said[stated.end : stated.end + 8] else before[0]
    if stated.old and len(words) == 1:
        return words[0]
    return None


def ended(start: Moment, words: tuple[Moment, ...]) -> Moment | None:
    """Another day of the sentence that the duration runs to."""
    others = [w for w in words if w is not start and w.first > start.last]
    return others[0] if len(others) == 1 else None


def length_slip(stated: Stated, start: Moment, until: Moment, *, sure: bool) -> list[Slip]:
    """Why “almost four years” is wrong, or nothing where some reading of it is right."""
    low = (until.first - start.last).days / DAYS[stated.unit]
    high = (until.last - start.first).days / DAYS[stated.unit]
    least, most = meant(stated)
    if high >= least and low <= most:
        return []
    length = in_words(start.first, until.last)
    said = f"From {start.first.day} {start.first:%B %Y} ({start.words}) to {until.last.day} {until.last:%B %Y} is {length}."
    end = stated.end - (4 if stated.old and stated.how else 0)
    return [Slip(stated.start, end, f"{said} From when do you count?", sure)]


def meant(stated: Stated) -> tuple[float, float]:
    """The least and the most that a duration in its sense can mean, in its own unit."""
    n = stated.amount
    edge = 0.1 if stated.unit == "year" else 0.5
    nearly = (n - max(0.75, 0.12 * n), n + edge)
    over = (n - edge, n * 1.25 + 1)
    just = (n - edge, n * 1.1 + 0.6)
    about = (n - max(0.8, 0.2 * n), n + max(0.8, 0.2 * n))
    close = (n - 0.3 - edge, n + 0.3 + edge)
    plain = (n - (0.5 if stated.unit == "year" else 1), n + 1)
    senses = {
        **dict.fromkeys(("almost", "nearly", "close to", "approaching", "just under"), nearly),
        **dict.fromkeys(("less than", "fewer than", "under", "within"), (0.0, n + edge)),
        **dict.fromkeys(("more than", "over", "well over"), over),
        **dict.fromkeys(("just over", "a little over", "little more than"), just),
        **dict.fromkeys(("barely", "scarcely", "exactly"), close),
        **dict.fromkeys(("about", "around", "some", "roughly"), about),
        "at least": (n - edge, n * 3 + 3),
    }
    return senses.get(stated.how, plain)


def in_words(start: date, until: date) -> str:
    """“4 years and 4 months”, “38 days”."""
    months = (until.year - start.year) * 12 + until.month - start.month - (until.day < start.day)
    years, months = divmod(max(months, 0), 12)
    if years:
        return f"{years} years" + (f" and {months} months" if months else "")
    days = (until - start).days
    return f"{months} months" if months >= 2 else f"{days} days"


def between_hours(said: str, stated: Stated) -> list[Slip]:
    """Two hours of the sentence whose gap is not what it says."""
    hours = clock.hours(said, 2000)
    # Two clocks that stand together show one moment; only of one clock can a gap be told.
    if (
        len(hours) != 2
        or hours[0].zone_words != hours[1].zone_words
        or any(h.twelve for h in hours)
    ):
        return []
    if not hours[0].zone_words and not re.search(r"\b(?:from|between)\b", said):
        return []
    first, last = (h.clock.hour * 60 + h.clock.minute for h in hours)
    gap = (last - first) % 1440
    amount = stated.amount * (60 if stated.unit == "hour" else 1)
    slack = max(5.0, 0.15 * amount)
    least, most = {
        "within": (0.0, amount + 5),
        "less than": (0.0, amount + 1),
        "under": (0.0, amount + 1),
        "more than": (amount - 1, amount * 2),
        "over": (amount - 1, amount * 2),
        "at least": (amount - 1, 1440.0),
        "almost": (amount - 2 * slack, amount + 3),
        "nearly": (amount - 2 * slack, amount + 3),
    }.get(stated.how, (amount - slack, amount + slack))
    told = (
        LASTED.search(said[: stated.start])
        or ONWARD.match(said[stated.end :])
        or stated.how == "within"
    )
    if least <= gap <= most or not told:
        return []
    length = f"{gap // 60} h {gap % 60:02} min" if gap >= 60 else f"{gap} minutes"
    return [Slip(stated.start, stated.end, f"From {hours[0].clock:%H:%M} to {hours[1].clock:%H:%M} is {length}.")]  # fmt: skip


LASTED = re.compile(r"\b(?:last(?:ed|ing|s)?|for|took|within|went on|ran|burned|raged|held out|a gap of|waited|stood)\b[^,;.]{0,18}$", re.IGNORECASE)  # fmt: skip
ONWARD = re.compile(r"^\s*(?:later|apart|long|in all|,?\s*from\b|,?\s*between\b)", re.IGNORECASE)


CHECKS = [
    Check(
        "date-slip",
        "A weekday that is another date’s, a date no calendar has, or a night named by one clock only.",
        "The night of 1 July in UTC is 2 July in Kyiv.",
        "Write the night as both days, or say whose clock it is.",
        date_slip,
    ),
    Check(
        "elapsed-time-slip",
        "A duration, an age or a count of days that the dates beside it belie.",
        "“Almost four years” said of four years and four months.",
        "Count again from the day you mean, and name it.",
        elapsed_time_slip,
    ),
]
