"""Checks on hours, dates and durations: against each other, against zones, against the posts cited."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from desk.policy import geography, times
from desk.policy.checks.base import ADVISORY, BLOCKING, Check, body_finding, link_finding
from desk.policy.text import body_sentences, cut, in_quotes
from desk.policy.times import Stated, StatedHour
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import posted_at, read

TOLERANCE = timedelta(minutes=10)
ANY_YEAR = 2025
POSTED = re.compile(
    r"\b(?:posted|posts|shared|published|tweeted|uploaded|the post|appeared|had posted|footage shared|showed)\b",
    re.IGNORECASE,
)
FRESH = re.compile(
    r"\b(?:new|tonight|latest|overnight|just|this morning|breaking)\b", re.IGNORECASE
)
DAYPART = re.compile(
    rf"\bon (?P<weekday>{times.WEEKDAY})(?: (?:night|evening|morning|afternoon))?\b"
)


def reference(facts: Facts) -> date | None:
    """The day the piece speaks from: its publication, or the latest full date it states."""
    if facts.published_at:
        return facts.published_at.date()
    texts = [z.text for z in (facts.headline, facts.dek, facts.body) if z]
    return times.latest_full_date(" \n".join(texts))


def local_zone(facts: Facts) -> ZoneInfo | None:
    """The clock of the piece's places, or of the one zone its text names."""
    zones = {geography.places()[p]["zone"] for said in facts.places if (p := geography.place(said))}
    if len(zones) == 1:
        return ZoneInfo(zones.pop())
    return geography.only_zone(facts.body.text)


def stated_hours(facts: Facts) -> tuple[StatedHour, ...]:
    """Clock times of the body."""
    day = reference(facts)
    # Without a reference any year serves: a day and a month say whether summer time holds.
    return times.hours(facts.body.text, day.year if day else ANY_YEAR, local_zone(facts))


def post_hours(facts: Facts) -> list[tuple[int, datetime]]:
    """The hours that the linked posts' own ids carry."""
    return [(n, at) for n, link in enumerate(facts.links) if (at := posted_at(read(link.href)))]


def is_utc(hour: StatedHour) -> bool:
    """Whether an hour is stated in UTC."""
    return hour.zone is not None and hour.zone.key == "UTC"


def timezone_slip(facts: Facts) -> Iterator[Finding]:
    """An hour in two zones that does not agree, a local hour that the piece's UTC hours or posts belie."""
    hours = stated_hours(facts)
    for one, other in pairwise(hours):
        between = facts.body.text[one.end : other.start]
        pair = one.zone and other.zone and one.zone != other.zone
        if pair and re.fullmatch(r"[\s(,;—–-]*(?:or |which is |that is |i\.e\. )?[\s(]*", between):
            yield from pair_slip(facts, one, other)
            return
    yield from night_slip(facts, hours)
    yield from posted_slip(facts, hours)


def pair_slip(facts: Facts, one: StatedHour, other: StatedHour) -> Iterator[Finding]:
    """Two hours said to be one moment."""
    day = other.day or one.day
    ref = reference(facts)
    on = day.day if day else ref
    if one.zone is None or other.zone is None:
        return
    if on is None:
        # Without a day, only what is wrong in winter and in summer is wrong.
        seasons = (date(2026, 1, 15), date(2026, 7, 15))
        if any(pair_agrees(one, other, season) for season in seasons):
            return
        on = seasons[1]
    closing = facts.body.text[other.end : other.end + 1] == ")"
    if not (one.day and other.day) and not pair_agrees(one, other, on):
        end = other.end
        if other.day and (paren := facts.body.text.find(")", one.start, other.end)) >= 0:
            end = paren + 1
        elif closing:
            end += 1
        yield body_finding(facts, Span(one.start, end), agree_words(one, other, on))
    elif one.day or other.day:
        yield from day_slip(facts, one, other)


def pair_agrees(one: StatedHour, other: StatedHour, on: date) -> bool:
    """Whether two clocks show one moment, on some day near."""
    assert one.zone is not None
    assert other.zone is not None
    first = datetime.combine(on, one.clock, one.zone).astimezone(other.zone)
    return first.time() == other.clock


def agree_words(one: StatedHour, other: StatedHour, on: date) -> str:
    """What the first hour is on the second clock."""
    assert one.zone is not None
    assert other.zone is not None
    first = datetime.combine(on, one.clock, one.zone).astimezone(other.zone)
    return f"{one.clock:%H:%M} {one.zone_words} is {first:%H:%M} {other.zone_words}, not {other.clock:%H:%M}."


def day_slip(facts: Facts, one: StatedHour, other: StatedHour) -> Iterator[Finding]:
    """The clocks agree and the day does not: 02:18 in Kyiv is the next day of 23:18 UTC."""
    dated, plain = (one, other) if one.day else (other, one)
    if dated.day is None or plain.day or dated.zone is None or plain.zone is None:
        return
    ref = reference(facts)
    moment = datetime.combine(dated.day.day, dated.clock, dated.zone).astimezone(plain.zone)
    # Where the piece is dated in UTC, the day beside a local hour after midnight is the night before's.
    if (
        ref
        and is_utc(plain)
        and moment.date() == dated.day.day - timedelta(days=1)
        and dated.day.day < ref
    ):
        yield body_finding(
            facts,
            Span(dated.start, dated.end),
            f"{dated.clock:%H:%M} {dated.zone_words} is the day after the night it belongs to: "
            f"{plain.clock:%H:%M} UTC on {dated.day.day.day} {dated.day.day:%B} is "
            f"{times.in_zone(datetime.combine(dated.day.day, plain.clock, UTC), dated.zone)}.",
        )


def night_slip(facts: Facts, hours: tuple[StatedHour, ...]) -> Iterator[Finding]:
    """“Just before midnight Kyiv time” beside a first hour of the same event in UTC that is hours later."""
    for hour in hours:
        if not hour.how or hour.zone is None or is_utc(hour) or hour.day is None or hour.twelve:
            continue
        said = datetime.combine(hour.day.day, hour.clock, hour.zone).astimezone(UTC)
        if hour.clock.hour == 0 and "before" in hour.how:
            said += timedelta(days=1)
        for other in hours:
            if not is_utc(other) or other.start < hour.start or other.start - hour.end > 700:
                continue
            near = datetime.combine(other.day.day if other.day else hour.day.day, other.clock, UTC)
            gap = near - said
            if timedelta(hours=1, minutes=30) < gap < timedelta(hours=6):
                yield body_finding(
                    facts,
                    Span(hour.start, hour.end),
                    f"{said:%H:%M} UTC is {hour.how} midnight there; {other.clock:%H:%M} UTC is "
                    f"{times.in_zone(near, hour.zone)}. Is UTC meant?",
                )
                return


def posted_slip(facts: Facts, hours: tuple[StatedHour, ...]) -> Iterator[Finding]:
    """The hour of a post given in a place's time that only fits when it is another zone's."""
    posts = post_hours(facts)
    if len(posts) != 1:
        return
    at = posts[0][1]
    for hour in hours:
        if hour.zone is None or is_utc(hour) or hour.how or not posts_there(facts, hour):
            continue
        day = hour.day.day if hour.day else at.astimezone(hour.zone).date()
        said = datetime.combine(day, hour.clock, hour.zone).astimezone(UTC)
        if abs(said - at) <= tolerance(facts):
            continue
        gap = said - at
        whole_hours = abs(gap.total_seconds() % 3600)
        if min(whole_hours, 3600 - whole_hours) <= 600 and timedelta(minutes=30) < abs(
            gap
        ) <= timedelta(hours=14):
            yield body_finding(
                facts,
                Span(hour.start, hour.end),
                f"The post is of {at:%H:%M} UTC, which is {times.in_zone(at, hour.zone)} there.",
            )
            return


def posts_there(facts: Facts, hour: StatedHour) -> bool:
    """Whether the sentence of an hour tells of posting."""
    for sentence in body_sentences(facts.body):
        if sentence.start <= hour.start < sentence.end:
            return bool(POSTED.search(cut(facts.body.text, sentence)))
    return False


def tolerance(facts: Facts) -> timedelta:
    """How far a stated hour may be from a post's: ten minutes, unless the rule says otherwise."""
    given = facts.extra.get("tolerance", TOLERANCE)
    return given if isinstance(given, timedelta) else TOLERANCE


def time_contradiction(facts: Facts) -> Iterator[Finding]:
    """A stated hour that the text cited cannot know: the event after the post, a post after the piece."""
    slack = tolerance(facts)
    yield from after_publication(facts, slack)
    yield from events_after_post(facts, slack)
    yield from weekday_long_after(facts)


def after_publication(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """A post from after the hour of publication."""
    if facts.published_at is None or "story" in facts.known:
        return
    for n, at in post_hours(facts):
        if at > facts.published_at + slack:
            yield link_finding(
                facts,
                n,
                f"This post is of {at:%H:%M} UTC on {at.day} {at:%B}, after the piece itself.",
            )


def cited_hours(facts: Facts) -> list[datetime]:
    """The hours of what the piece rests on: the texts cited, or the posts linked."""
    if facts.citations:
        return [c.item.text_at for c in facts.citations if c.item.text_at]
    return [at for _, at in post_hours(facts)]


def events_after_post(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """An event told by one post and timed after it, or a posting timed before the post was there."""
    posts = cited_hours(facts)
    if any(True for _ in timezone_slip(facts)):
        return  # an hour that is wrong in itself contradicts nothing
    if len(set(posts)) != 1 or len(facts.links) > 1:
        return
    at = posts[0]
    for hour in stated_hours(facts):
        if hour.zone is None or hour.how not in {"", "by"}:
            continue
        day = hour.day.day if hour.day else nearest_day(at, hour)
        said = datetime.combine(day, hour.clock, hour.zone).astimezone(UTC)
        if hour.twelve or not timedelta(0) < abs(said - at) < timedelta(hours=12):
            continue
        posting = posts_there(facts, hour)
        if (
            posting
            and said < at - slack
            and not re.search(r"\bnot\b", facts.body.text[hour.end : hour.end + 40])
        ):
            yield body_finding(
                facts,
                Span(hour.start, hour.end),
                f"The post is of {at:%H:%M} UTC: it was not there yet.",
            )
        elif not posting and said > at + slack:
            yield body_finding(
                facts,
                Span(hour.start, hour.end),
                f"The post it rests on is of {at:%H:%M} UTC, before this hour.",
            )


def nearest_day(at: datetime, hour: StatedHour) -> date:
    """The day that puts a clock time nearest to a moment."""
    assert hour.zone is not None
    local = at.astimezone(hour.zone).date()
    days = [local - timedelta(days=1), local, local + timedelta(days=1)]
    return min(days, key=lambda d: abs(datetime.combine(d, hour.clock, hour.zone) - at))


def weekday_long_after(facts: Facts) -> Iterator[Finding]:
    """“New footage … on Wednesday night” from a post of another year."""
    if facts.published_at is None:
        return
    posts = post_hours(facts)
    old = [at for _, at in posts if facts.published_at - at > timedelta(days=7)]
    if not posts or len(old) != len(posts):
        return
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        m = DAYPART.search(said)
        if m and FRESH.search(said):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            yield body_finding(facts, span, f"The post is of {old[0].day} {old[0]:%B %Y}.")
            return


def old_post(facts: Facts) -> Iterator[Finding]:
    """A post from a day or more before the event, told as new."""
    if facts.event_date is None or not FRESH.search(facts.body.text):
        return
    begun = datetime.combine(facts.event_date, datetime.min.time(), UTC)
    for cite in facts.citations:
        at = cite.item.posted_at
        if at and begun - at > timedelta(hours=24):
            span = Span(max(0, cite.span.start - 1), cite.span.start)
            yield body_finding(
                facts, span, f"{cite.item.source.name} posted this on {at.day} {at:%B %Y}."
            )


def date_slip(facts: Facts) -> Iterator[Finding]:
    """A weekday that is another date's; a night named by its UTC date alone."""
    for day in times.dates(facts.body.text, (reference(facts) or date.min).year or None):
        if day.weekday and times.WEEKDAYS[day.day.weekday()] != day.weekday:
            span = Span(day.start, day.end)
            yield body_finding(
                facts,
                span,
                f"{day.day.day} {day.day:%B %Y} is a {times.WEEKDAYS[day.day.weekday()]}.",
            )
            return
    yield from night_of(facts)


def night_of(facts: Facts) -> Iterator[Finding]:
    """“On the night of 1 July” for hours that are the 2nd by the place's clock."""
    zone = local_zone(facts)
    ref = reference(facts)
    if zone is None or ref is None:
        return
    late = [h for h in stated_hours(facts) if is_utc(h) and h.clock.hour >= 20]
    for zone_text in (facts.dek, facts.body):
        m = (
            re.search(rf"\bon the night of (?P<date>\d{{1,2}} {times.MONTH})", zone_text.text)
            if zone_text
            else None
        )
        if not m or not zone_text:
            continue
        days = times.dates(m.group("date"), ref.year)
        for hour in late:
            moment = datetime.combine(days[0].day, hour.clock, UTC) if days else None
            if moment and moment.astimezone(zone).date() > days[0].day:
                found = Finding(
                    code="",
                    zone=zone_text.kind,
                    exact=m.group(),
                    start=m.start(),
                    end=m.end(),
                    message=f"{hour.clock:%H:%M} UTC is {times.in_zone(moment, zone)} there: the night of "
                    f"{days[0].day.day} to {days[0].day.day + 1} {days[0].day:%B}.",
                    confidence=Confidence.UNSURE,
                )
                yield found
                return


def elapsed_time_slip(facts: Facts) -> Iterator[Finding]:
    """A duration that the dates, hours or ages beside it belie."""
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        for stated in times.durations(said):
            span = Span(sentence.start + stated.start, sentence.start + stated.end)
            if in_quotes(facts.body.text, span):
                continue
            message, sure = elapsed(facts, said, stated)
            if message:
                start = span.start
                yield body_finding(
                    facts,
                    Span(start, span.end - (len(" old") if stated.old and stated.how else 0)),
                    message,
                    confidence=Confidence.SURE if sure else Confidence.UNSURE,
                )


def elapsed(facts: Facts, sentence: str, stated: Stated) -> tuple[str, bool]:
    """What belies a duration, and whether its start is stated in the sentence."""
    if stated.unit in {"minute", "hour"}:
        return between_hours(sentence, stated), True
    if stated.unit != "year":
        return "", True
    born = re.search(r"\bborn (?:on [\w ]{3,20} )?in (?:\w+ )?((?:19|20)\d{2})\b", sentence)
    ref = reference(facts)
    if ref is None:
        return "", True
    if stated.old and born:
        age = ref.year - int(born.group(1))
        wrong = not age - 1 <= stated.amount <= age
        return (
            f"Born in {born.group(1)}, {age - 1} or {age} in {ref.year}." if wrong else ""
        ), True
    since, name, sure = anchor(facts, sentence, stated)
    return (years_words(stated, since, ref, name), sure) if since else ("", True)


def anchor(facts: Facts, sentence: str, stated: Stated) -> tuple[date | None, str, bool]:
    """The day a duration counts from: in its own sentence, else one of the pack's anchors it names."""
    ref = reference(facts)
    for m in times.MONTH_YEAR.finditer(sentence):
        day = date(int(m.group("year")), times.month_number(m.group("month")), 1)
        if ref and day < ref and about_since(sentence, stated):
            exact = [
                d.day
                for d in times.dates(sentence)
                if d.day.year == day.year and d.day.month == day.month
            ]
            return (exact[0] if exact else day), m.group(), True
    anchors = facts.extra.get("anchors", {})
    for name, said in anchors.items():
        day = date.fromisoformat(said)
        if re.search(re.escape(name), sentence, re.IGNORECASE):
            return day, name, False
    war = re.search(
        r"\b(?:air campaign|invasion|full-scale|war against Ukraine|campaign against Ukrainian)\b",
        sentence,
        re.IGNORECASE,
    )
    if war and anchors and (stated.old or re.search(r"\binto\b|\bsince\b|\bafter\b", sentence)):
        name, said = next(iter(sorted(anchors.items(), key=lambda pair: pair[1], reverse=True)))
        return date.fromisoformat(said), name, False
    return None, "", False


def about_since(sentence: str, stated: Stated) -> bool:
    """Whether a duration counts from the day in its sentence: into, since, after, launched in, old."""
    return stated.old or bool(
        re.search(
            r"\b(?:into|since|after|launched in|began in|begun in|started in|from)\b", sentence
        )
    )


def years_words(stated: Stated, since: date, until: date, name: str) -> str:
    """Why “almost four years” is wrong, or nothing where it is right within a month."""
    years, months = times.years_between(since, until)
    exact = years + months / 12
    tight = {
        "almost": (0.75, 0.0),
        "nearly": (0.75, 0.0),
        "just under": (0.5, 0.0),
        "under": (9, 0.0),
        "less than": (9, 0.0),
    }
    loose = {
        "more than": (0.0, 1.0),
        "over": (0.0, 1.0),
        "just over": (0.0, 0.5),
        "at least": (0.0, 2.0),
    }
    if stated.how in tight:
        below, above = tight[stated.how]
        fine = stated.amount - below <= exact <= stated.amount + above + 0.09
    elif stated.how in loose:
        below, above = loose[stated.how]
        fine = stated.amount - 0.09 <= exact <= stated.amount + above
    else:
        fine = abs(exact - stated.amount) <= (0.75 if stated.how else 0.99)
    if fine:
        return ""
    length = f"{years} years" + (f" and {months} months" if months else "")
    return f"From {since.day} {since:%B %Y} ({name}) to {until.day} {until:%B %Y} is {length}. From when do you count?"


def between_hours(sentence: str, stated: Stated) -> str:
    """Two hours in the sentence whose gap is more than it says."""
    hours = [h for h in times.hours(sentence, 2000) if h.zone is not None]
    if (
        len(hours) != 2
        or hours[0].zone != hours[1].zone
        or stated.how not in {"within", "less than", "under", "almost", ""}
    ):
        return ""
    gap = (hours[1].clock.hour * 60 + hours[1].clock.minute) - (
        hours[0].clock.hour * 60 + hours[0].clock.minute
    )
    gap %= 24 * 60
    limit = stated.amount * (60 if stated.unit == "hour" else 1)
    if stated.how == "within" and gap > limit + 5:
        return f"From {hours[0].clock:%H:%M} to {hours[1].clock:%H:%M} is {gap} minutes."
    return ""


CHECKS = [
    Check(
        "timezone-slip",
        "An hour in one zone that does not fit the same hour in another.",
        "Readers and courts will place the event by it.",
        "Look up the hour of the text cited and write it with its zone and day.",
        timezone_slip,
        BLOCKING,
    ),
    Check(
        "time-contradiction",
        "A stated hour that the text cited cannot know.",
        "A post cannot show what happens after it.",
        "Check the hour against the text cited.",
        time_contradiction,
        ADVISORY,
    ),
    Check(
        "old-post",
        "An old post told as new.",
        "Old footage comes back after every strike.",
        "Find out when it was made.",
        old_post,
    ),
    Check(
        "date-slip",
        "A weekday that is another date’s, or a night named by one clock only.",
        "The night of 1 July in UTC is 2 July in Kyiv.",
        "Write the night as both days, or say whose clock it is.",
        date_slip,
    ),
    Check(
        "elapsed-time-slip",
        "A duration that the dates beside it belie.",
        "“Almost four years” said of four years and four months.",
        "Count again from the day you mean, and name it.",
        elapsed_time_slip,
    ),
]
