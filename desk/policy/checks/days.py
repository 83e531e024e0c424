"""Checks on days: weekdays, dates that no calendar has, nights named by one clock."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import Check, body_finding, words_finding
from desk.policy.checks.moments import dated, local_zone, reference, stated_hours
from desk.policy.checks.reckoned import wrong_days
from desk.policy.cued import Cued
from desk.policy.hours import clock, times
from desk.policy.hours.clock import is_utc
from desk.policy.hours.durations import amount_of
from desk.policy.hours.times import StatedDate
from desk.policy.letters import needing
from desk.policy.text import body_sentences, cut, in_quotes, scan_parts, told
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText


def date_slip(facts: Facts) -> Iterator[Finding]:
    """A weekday that is another date's, a date no calendar has; a night named by its UTC date alone."""
    ref = reference(facts)
    for zone in (facts.headline, facts.dek, facts.body):
        if zone is None:
            continue
        year = ref.year if ref else None
        for one in scan_parts(zone, times.impossible, year):
            if not in_quotes(zone.text, Span(one.start, one.end)):
                yield at(facts, zone, one.start, one.end, f"No calendar has {one.words}.")
        found = [f for day in scan_parts(zone, times.dates, year) for f in wrong_weekday(facts, zone, day, ref)]  # fmt: skip
        found += nth_slip(facts, zone, ref)
        yield from found
        for more in reckoned_slip(facts, zone, ref):
            if not any(f.start < more.end and more.start < f.end for f in found):
                yield more
    yield from apart_slip(facts, ref)
    yield from not_yet(facts, ref)
    yield from told_twice(facts, ref)
    yield from other_weekday(facts)
    yield from night_of(facts)


def reckoned_slip(facts: Facts, zone: ZoneText, ref: date | None) -> Iterator[Finding]:
    """“Tomorrow, Saturday” in a piece of a Thursday, “the first Sunday of June, the 14th”."""
    if ref is None:
        return
    for wrong in scan_parts(zone, wrong_days, ref, todays(facts, ref)):
        if not in_quotes(zone.text, Span(wrong.start, wrong.end)):
            yield at(facts, zone, wrong.start, wrong.end, wrong.said, sure=False)


def todays(facts: Facts, ref: date) -> tuple[date, ...]:
    """The days that “today” may be: of the piece's hour as given, in UTC and by the place's clock; none where it is not known.

    What is written in the first hours of a day may still call the day before today.
    """
    now = facts.published_at
    if now is None or "story" in facts.known:
        return ()
    local = local_zone(facts)
    hours = [now, now.astimezone(UTC), *([now.astimezone(local)] if local else [])]
    late = [hour - timedelta(hours=4) for hour in hours]
    return tuple(dict.fromkeys([ref, *(hour.date() for hour in [*hours, *late])]))


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
    return words_finding(facts, zone, Span(start, end), said, confidence=found)


def wrong_weekday(facts: Facts, zone: ZoneText, day: StatedDate, ref: date | None) -> Iterator[Finding]:  # fmt: skip
    """A weekday that is not the date's, in the year that is said or in that nearest to the piece."""
    if not day.weekday:
        return
    quoted = in_quotes(
        zone.text, Span(day.start, day.end)
    )  # who speaks may be wrong, and who writes it down
    years = [day.day]
    if not day.year_stated and ref:  # “Friday 2 January” in a piece of December
        years = [d for n in (-1, 0, 1) if (d := in_year(day.day, ref.year + n)) and abs((d - ref).days) < 250]  # fmt: skip
    if years and all(times.WEEKDAYS[d.weekday()] != day.weekday for d in years):
        there = min(years, key=lambda d: abs((d - (ref or d)).days))
        said = f"{there.day} {there:%B %Y} is a {times.WEEKDAYS[there.weekday()]}."
        meant = next(d for n in (-1, 1, -2, 2, -3, 3) if times.WEEKDAYS[(d := there + timedelta(days=n)).weekday()] == day.weekday)  # fmt: skip
        fix = f"Write {times.WEEKDAYS[there.weekday()]}; or, if the weekday is right, {meant.day} {meant:%B}."
        yield replace(at(facts, zone, day.start, day.end, said, sure=not quoted), fix=fix)


def in_year(day: date, year: int) -> date | None:
    """The same day of another year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def nth_slip(facts: Facts, zone: ZoneText, ref: date | None) -> Iterator[Finding]:
    """“Saturday the 28th” where neither this month nor its neighbours have such a Saturday."""
    for span, weekday, nth in known.scan(zone, nth_days) if ref else ():
        days = [d for n in range(-45, 46) if (d := (ref or date.min) + timedelta(days=n)).day == int(nth)]  # fmt: skip
        if days and all(times.WEEKDAYS[d.weekday()] != weekday for d in days):
            said = f"In no month near is the {nth}th a {weekday}."
            yield at(facts, zone, span.start, span.end, said, sure=False)


def nth_days(text: str) -> tuple[tuple[Span, str, str], ...]:
    """Days by weekday and number without a month, in a block."""
    found = times.DAY_OF.finditer(text) if re.search(r"day,? the \d", text) else ()
    return tuple(
        (Span(*m.span()), times.weekday_name(m.group("weekday")), m.group("day")) for m in found
    )


def night_of(facts: Facts) -> Iterator[Finding]:
    """“On the night of 1 July” for hours that are the 2nd by the place's clock."""
    zone = local_zone(facts)
    ref = reference(facts)
    if zone is None or ref is None:
        return
    late = [h for h in stated_hours(facts) if is_utc(h) and h.clock.hour >= 20]
    for zone_text in (facts.dek, facts.body) if late else ():
        m = NIGHT_OF.search(zone_text.text) if zone_text else None
        if not m or not zone_text:
            continue
        days = times.dates(m.group("date"), ref.year)
        for hour in late:
            moment = datetime.combine(days[0].day, hour.clock, UTC) if days else None
            if moment and moment.astimezone(zone).date() > days[0].day:
                local = clock.in_zone(moment, zone)
                said = f"{hour.clock:%H:%M} UTC is {local} there: {night_from(days[0].day)}."
                found = at(facts, zone_text, m.start(), m.end(), said, sure=False)
                yield replace(found, why=BY_CLOCK, fix="Write the night as both days, or say whose clock it is.")  # fmt: skip
                return


def night_from(day: date) -> str:
    """“The night of 1 to 2 July”, “of 31 July to 1 August”."""
    after = day + timedelta(days=1)
    month = "" if after.month == day.month else f" {day:%B}"
    return f"the night of {day.day}{month} to {after.day} {after:%B}"


SHIFTED = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|ten|\d{1,2})\s(?P<unit>day|week)s?\s(?:earlier|later|sooner|before|after|ahead|behind)\b[^.;]{0,24}\b(?:planned|plan|scheduled|schedule|expected|due|booked|announced|promised|foreseen|intended|usual)\b",
    re.IGNORECASE,
)


def shifted(said: str) -> bool:
    """Whether a sentence names a day of a month and says by how much it was moved."""
    return dated(said) and SHIFTED.search(said) is not None


def apart_slip(facts: Facts, ref: date | None) -> Iterator[Finding]:
    """“On Monday 2 March, a day earlier than planned”, where the plan was for the 4th."""
    for sentence, said in told(facts.body, shifted) if ref else ():
        m = SHIFTED.search(said)
        days = times.dates(said, ref.year if ref else None) if m else ()
        if m is None or len(days) != 2 or days[0].end > m.start():
            continue
        amount = amount_of(m.group("n")) or 0
        apart = abs((days[0].day - days[1].day).days)
        if apart and apart != amount * (7 if m.group("unit") == "week" else 1):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            one, two = days[0].day, days[1].day
            length = f"From {one.day} {one:%B} to {two.day} {two:%B} is {apart} {'day' if apart == 1 else 'days'}."
            if not in_quotes(facts.body.text, span):
                yield body_finding(facts, span, length)


HAPPENED_ON = Cued(
    r"\b(?:[Ii]t was|[Tt]hat was|was (?:\w+ed|held|hit|shot|found|born|sworn(?: in)?)|were (?:\w+ed|held|hit|shot|found)|\w+ed|died|fell|came|broke|began|sank|struck|met|went|took|gave|spoke|said|left|rose|ran|lost|won|hit|shot|blew|drove|flew|stood|lay|threw|rang|swore|swam|wrote|shut|caught|brought|fought|found|got|had|made|sent|held|sold|told|cut|burst|burnt|froze|stole|tore|woke)(?: \w+){0,4}? (?:on |early on |late on )?(?:the (?:morning|afternoon|evening|night) of )?$"
)
TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|due|expected|scheduled|plan(?:s|ned)?|set (?:for|to)|booked|until|till|by|before|from|ahead|deadline|expires?|next|again|adjourned|"
    r"listed|fixed|set down|slated|billed|docketed|postponed|moved|called|agreed|promised|invited|to be|may|might|could|hopes?|wants?|vowed|ordered|told to|asked|delayed|put off|extended|calendar|tickets|starts?|opens?|begins?|runs?)\b",
    re.IGNORECASE,
)


def not_yet(facts: Facts, ref: date | None) -> Iterator[Finding]:
    """“It was 26 November, the second day of the feast” in a piece of the 24th."""
    if ref is None or facts.published_at is None or "story" in facts.known:
        return
    for sentence, said in told(facts.body, dated):
        for day in times.dates(said, ref.year):
            ahead = (day.day - ref).days
            if not 2 <= ahead <= 25:
                continue
            clause = re.split(r"[,;:]\s", said[: day.start])[-1]
            past = HAPPENED_ON.search(said[: day.start]) and not TO_COME.search(clause)
            span = Span(sentence.start + day.start, sentence.start + day.end)
            if past and not of_old(facts, sentence, ref) and not in_quotes(facts.body.text, span):
                said_so = f"{day.day.day} {day.day:%B} is {ahead} days after the piece itself."
                yield body_finding(facts, span, said_so, confidence=Confidence.UNSURE)


def of_old(facts: Facts, sentence: Span, ref: date) -> bool:
    """Whether a sentence or what stands before it in its paragraph tells of another year."""
    text = facts.body.text
    low = text.rfind("\n", 0, sentence.start) + 1
    years = re.findall(r"\b(?:1[6-9]|20)\d\d\b", text[low : sentence.end])
    ago = re.search(r"\b(?:years? (?:ago|before|earlier)|last year|decades?)\b", text[low : sentence.end])  # fmt: skip
    return ago is not None or any(int(year) != ref.year for year in years)


EVENT = r"(?P<event>fire|blaze|strike|raid|quake|earthquake|crash|collision|explosion|blast|flood|landslide|shooting|attack|vote|hearing|verdict|match|collapse|derailment|storm|eruption|robbery|march|rally|funeral|wedding|launch)"
ON_WEEKDAY = re.compile(
    rf"\b[Tt]he {EVENT} (?:\w+ ){{0,4}}?on (?P<day>{times.WEEKDAY})(?! \d)\b|\b(?P<day2>{times.WEEKDAY})[’']s {EVENT.replace('event', 'event2')}\b"
)
ON_DATE = Cued(
    rf"\b[Tt]he {EVENT} (?:of|on) (?P<date>\d{{1,2}} {times.MONTH}|{times.MONTH} \d{{1,2}})\b|\b[Tt]he (?P<date2>\d{{1,2}} {times.MONTH}|{times.MONTH} \d{{1,2}}) {EVENT.replace('event', 'event2')}\b"
)


def told_twice(facts: Facts, ref: date | None) -> Iterator[Finding]:
    """“The fire on Tuesday” and “the fire of 4 March”, a Wednesday, in one piece."""
    dates = scan_parts(facts.body, events_by_date) if ref else ()
    named = known.scan(facts.body, events_by_weekday) if dates else ()
    if ref is None or not named:
        return
    for span, event, words in dates:
        days = times.dates(words, ref.year)
        apart = (ref - days[0].day).days if days else 99
        others = [weekday for _, name, weekday in named if name == event]
        if not others or not 0 <= apart <= 6 or times.WEEKDAYS[days[0].day.weekday()] in others:
            continue
        said = f"{days[0].day.day} {days[0].day:%B} is a {times.WEEKDAYS[days[0].day.weekday()]}; elsewhere it is {others[0]}."
        yield body_finding(facts, span, said, confidence=Confidence.UNSURE)
        return


def events_by_weekday(text: str) -> tuple[tuple[Span, str, str], ...]:
    """“The fire on Tuesday”, “Tuesday’s fire”: the event and its day."""
    return tuple(
        (Span(*m.span()), (m.group("event") or m.group("event2")).lower(), times.weekday_name(m.group("day") or m.group("day2")))
        for m in ON_WEEKDAY.finditer(text)
    )  # fmt: skip


@needing(ON_DATE.letters)
@lru_cache(maxsize=4096)
def events_by_date(text: str) -> tuple[tuple[Span, str, str], ...]:
    """“The fire of 4 March”, “the 4 March fire”: the event and its date."""
    return tuple(
        (Span(*m.span()), (m.group("event") or m.group("event2")).lower(), m.group("date") or m.group("date2"))
        for m in ON_DATE.finditer(text)
    )  # fmt: skip


BY_CLOCK = "A night is two days, and which two differs by the clock it is told by."
NIGHT_OF = re.compile(rf"\b(?:on|in|during) the night of (?P<date>\d{{1,2}} {times.MONTH}|{times.MONTH} \d{{1,2}})(?!\s*(?:to|[–-]))")  # fmt: skip


CHECKS = [
    Check(
        "date-slip",
        "A weekday that is another date’s, a date no calendar has, or a night named by one clock only.",
        "Readers and archives will place the event on another day.",
        "Look the day up in a calendar; mend the weekday or the date.",
        date_slip,
    ),
]
