"""Checks on hours: against other zones, against the posts cited, against the piece's own hour."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from desk.policy import clock, geography, times
from desk.policy.binding import bound
from desk.policy.checks.base import BLOCKING, Check, body_finding, link_finding
from desk.policy.clock import StatedHour, is_utc
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import posted_at, read

TOLERANCE = timedelta(minutes=10)
ANY_YEAR = 2025
POSTED = re.compile(
    r"\b(?:post(?:ed|s)?|shared|publish(?:ed|es)|tweeted|upload(?:ed|s)|appeared|put (?:up|out|online)|sent|went (?:up|online|live)|"
    r"the (?:post|message|clip|thread|tweet)|on the (?:account|channel|feed) since|(?:wrote|writes|said|reported) (?:on (?:X|Twitter|Telegram|Facebook) )?(?:at|on (?:X|Twitter|Telegram|Facebook|its|his|her)))\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|would|shall|is to|are to|due|expected|scheduled|plan(?:s|ned)?|set to|deadline|expires?|tomorrow|forecast|"
    r"until|till|takes? effect|can|may|next|ahead of|curfew)\b",
    re.IGNORECASE,
)
FILM = re.compile(r"\b(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|film(?:ed)?|posts?|shows?|showed|showing)\b", re.IGNORECASE)  # fmt: skip
FRESH = re.compile(
    r"\b(?:new(?:ly)?|tonight|latest|overnight|just|this (?:morning|afternoon|evening)|breaking|today|last night|yesterday|hours ago)\b",
    re.IGNORECASE,
)
DAYPART = re.compile(
    rf"\b(?:on (?P<weekday>{times.WEEKDAY})(?: (?:night|evening|morning|afternoon))?|(?:earlier )?(?:tonight|overnight|this (?:morning|afternoon|evening)|today|last night|yesterday)|(?:a few |\w+ )?hours ago)\b",
    re.IGNORECASE,
)
JOINS = re.compile(
    r"[\s(,;:/=—–-]*(?:(?:or|which is|which was|that is|that was|equivalent to|i\.e\.|being|when it was|it was|corresponding to)\s+)?(?:at\s+)?[\s(]*",
    re.IGNORECASE,
)


def reference(facts: Facts) -> date | None:
    """The day the piece speaks from: its publication, or the latest full date it states."""
    if facts.published_at:
        return facts.published_at.date()
    texts = [z.text for z in (facts.headline, facts.dek, facts.body) if z]
    return times.latest_full_date(" \n".join(texts))


def local_zone(facts: Facts) -> ZoneInfo | None:
    """The clock of the piece's places, or of the one zone its text names."""
    zones = {str(zone): zone for said in facts.places if (zone := zone_of_place(said))}
    if len(zones) == 1:
        return next(iter(zones.values()))
    return geography.only_zone(facts.body.text)


def zone_of_place(said: str) -> ZoneInfo | None:
    """The clock of a place as a piece tells it: a slug, a code or a name."""
    slug = geography.place(said)
    if slug:
        return ZoneInfo(geography.places()[slug]["zone"])
    if len(said) == 2:  # a code of a land is no abbreviation of a zone: PT is Portugal
        key = clock.clocks()["countries"].get(said.upper())
        return ZoneInfo(key) if key else None
    for name in (said, said.replace("-", " ").title(), *(p.strip() for p in said.split(","))):
        zone = clock.zone_named(name)
        if isinstance(zone, ZoneInfo):
            return zone
    return None


def stated_hours(facts: Facts) -> tuple[StatedHour, ...]:
    """Clock times of the body."""
    day = reference(facts)
    # Without a reference any year serves: a day and a month say whether summer time holds.
    return clock.hours(facts.body.text, day.year if day else ANY_YEAR, local_zone(facts))


def post_hours(facts: Facts) -> list[tuple[int, datetime]]:
    """The hours that the linked posts' own ids carry."""
    return [(n, at) for n, link in enumerate(facts.links) if (at := posted_at(read(link.href)))]


def sentence_round(facts: Facts, offset: int) -> Span:
    """The sentence of the body that holds an offset."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, offset)
    return spans[at] if at is not None else Span(offset, offset)


def timezone_slip(facts: Facts) -> Iterator[Finding]:
    """An hour in two zones that does not agree, a local hour that the piece's UTC hours or posts belie."""
    hours = stated_hours(facts)
    found = pairs(facts)
    for one, other in found:
        yield from pair_slip(facts, one, other)
    if not found:
        yield from night_slip(facts, hours)
        yield from posted_slip(facts, hours)


def pairs(facts: Facts) -> list[tuple[StatedHour, StatedHour]]:
    """Hours that stand together as one moment on two clocks; beside a UTC hour, one without a zone is local."""
    local, found = local_zone(facts), []
    for one, other in pairwise(stated_hours(facts)):
        if not JOINS.fullmatch(facts.body.text[one.end : other.start]):
            continue
        first, second = one, other
        if (
            local
            and facts.places
            and is_utc(second)
            and first.zone is None
            and not first.zone_words
        ):
            first = replace(first, zone=local, zone_words="there")
        if first.zone and second.zone and first.zone != second.zone:
            found.append((first, second))
    return found


def pair_slip(facts: Facts, one: StatedHour, other: StatedHour) -> Iterator[Finding]:
    """Two hours said to be one moment."""
    day = other.day or one.day
    on = day.day if day else reference(facts)
    # Without a day, only what is wrong in winter and in summer is wrong.
    seasons = [on] if on else [date(2026, 1, 15), date(2026, 7, 15)]
    guessed = not facts.places and "local" in f"{one.zone_words} {other.zone_words}".lower()
    if guessed and elsewhere(facts, one, other, seasons):
        return
    if all(not agrees(one, other, season) for season in seasons):
        end = other.end
        paren = facts.body.text.find(")", other.start, other.end + 1)
        if "(" in facts.body.text[one.end : other.start] and paren >= 0:
            end = paren + 1
        sure = Confidence.UNSURE if guessed else Confidence.SURE
        told = agree_words(one, other, seasons[-1])
        yield body_finding(facts, Span(one.start, end), told, confidence=sure)
    elif one.day or other.day:
        yield from day_slip(facts, one, other)


def elsewhere(facts: Facts, one: StatedHour, other: StatedHour, on: list[date]) -> bool:
    """Whether “local time” is right by the clock of some other place that the text names."""
    pair = [h for h in (one, other) if "local" not in h.zone_words.lower()]
    local = one if other in pair else other
    for m in NAMES.finditer(facts.body.text):
        zone = clock.zone_named(m.group())
        if zone and pair and any(agrees(replace(local, zone=zone), pair[0], day) for day in on):
            return True
    return False


NAMES = re.compile(r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?")


def agrees(one: StatedHour, other: StatedHour, on: date) -> bool:
    """Whether two clocks show one moment, on some day near; a rounded one within five minutes."""
    slack = 5 if one.vague or other.vague else 0
    if any("before" in h.how or "after" in h.how for h in (one, other)):
        slack = 40  # “just before midnight”
    for first in clock.moments(one, on):
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
    if dated.day is None or dated.zone is None or plain.zone is None or plain.shift:
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
        off = abs(said - at).total_seconds() % 3600
        whole_hours = min(off, 3600 - off) <= 600
        if whole_hours and timedelta(minutes=30) < abs(said - at) <= timedelta(hours=14):
            yield body_finding(
                facts,
                Span(hour.start, hour.end),
                f"The post is of {at:%H:%M} UTC, which is {clock.in_zone(at, hour.zone)} there.",
            )
            return


LATER = frozenset({"before", "after", "until", "till", "since", "between", "to", "and", "from"})


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


def time_contradiction(facts: Facts) -> Iterator[Finding]:
    """A stated hour that the text cited cannot know: the event after the post, a post after the piece."""
    slack = tolerance(facts)
    yield from after_publication(facts, slack)
    yield from events_after_post(facts, slack)
    yield from told_as_fresh(facts)


def after_publication(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """A post from after the hour of publication."""
    if facts.published_at is None or "story" in facts.known:
        return
    for n, at in post_hours(facts):
        if at > facts.published_at + slack:
            said = f"This post is of {at:%H:%M} UTC on {at.day} {at:%B}, after the piece itself."
            yield link_finding(facts, n, said)


def cited_hours(facts: Facts, sentence: Span) -> list[datetime]:
    """The hours of what a sentence rests on: its citations' texts, the posts it names, else every post listed.

    Empty where one of them has no hour: then nothing can be said.
    """
    if facts.citations:
        own = [c for c in facts.citations if sentence.start < c.span.start <= sentence.end + 1]
        hours = [c.item.text_at for c in own]
    else:
        named = bound(facts, cut(facts.body.text, sentence))
        links = [facts.links[n] for n in named] or facts.links
        hours = [posted_at(read(link.href)) for link in links]
    # A cut id reads as a post of ages ago, and an old one says nothing of tonight's hours.
    ref = facts.published_at
    near = [at for at in hours if at and (ref is None or abs(ref - at) < timedelta(days=30))]
    return near if len(near) == len(hours) or facts.citations else []


def events_after_post(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """An event told by posts and timed after them, or a posting timed before the post was there."""
    if any(True for _ in timezone_slip(facts)):
        return  # an hour that is wrong in itself contradicts nothing
    for hour in stated_hours(facts):
        span = Span(hour.start, hour.end)
        sentence = sentence_round(facts, hour.start)
        posts = cited_hours(facts, sentence)
        entry = hour.start == sentence.start and ENTRY.match(facts.body.text, hour.end)
        if (
            posts
            and hour.zone
            and not hour.shift
            and not entry
            and not in_quotes(facts.body.text, span)
        ):
            message = against(facts, hour, cut(facts.body.text, sentence), posts, slack)
            if message:
                yield body_finding(facts, span, message)


# “17:05 UTC – All nine are now at Al-Ahli”: the hour at the head of a running entry.
ENTRY = re.compile(r"\s*[-–—:|]")


def against(
    facts: Facts, hour: StatedHour, said: str, posts: list[datetime], slack: timedelta
) -> str:
    """What the hours of the posts say against an hour of the copy, or nothing."""
    first, last = min(posts), max(posts)
    posting = posts_there(facts, hour)
    moment = clock.nearest(hour, first if posting else last)
    give = max(slack, timedelta(minutes=20)) if hour.vague else slack
    if moment is None or hour.how in EDGES:
        return ""
    if posting and give < first - moment < HALF_A_DAY and hour.how not in LATER - {"since"}:
        denied = re.search(r"\bnot\b|n[’']t\b", facts.body.text[hour.end : hour.end + 40])
        return "" if denied else f"The post is of {first:%H:%M} UTC: it was not there yet."
    latest = facts.published_at + timedelta(hours=1) if facts.published_at else moment
    if not give < moment - last < HALF_A_DAY or moment > latest or FUTURE.search(said):
        return ""
    if hour.how in LATER or (posting and hour.how == "by"):
        return ""
    return f"The post it rests on is of {last:%H:%M} UTC, before this hour."


HALF_A_DAY = timedelta(hours=12)
EDGES = frozenset({"about", "around", "just after", "shortly after", "soon after", "just before", "shortly before"})  # fmt: skip


def told_as_fresh(facts: Facts) -> Iterator[Finding]:
    """“New footage … on Wednesday night” from a post of another week."""
    if facts.published_at is None or facts.citations:
        return
    posts = post_hours(facts)
    old = [at for _, at in posts if facts.published_at - at > timedelta(days=7)]
    if not posts or len(old) != len(facts.links):
        return
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        m = DAYPART.search(said)
        if m and FILM.search(said) and (FRESH.search(said) or not re.search(r"\b(?:19|20)\d\d\b", said)):  # fmt: skip
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            yield body_finding(facts, span, f"The post is of {max(old).day} {max(old):%B %Y}.")
            return


def old_post(facts: Facts) -> Iterator[Finding]:
    """A post from a day or more before the event, told as new."""
    if facts.event_date is None:
        return
    begun = datetime.combine(facts.event_date, datetime.min.time(), UTC)
    for cite in facts.citations:
        at, sentence = cite.item.posted_at, sentence_round(facts, max(0, cite.span.start - 1))
        if at and begun - at > timedelta(hours=24) and FRESH.search(cut(facts.body.text, sentence)):
            said = f"{cite.item.source.name} posted this on {at.day} {at:%B %Y}."
            yield body_finding(facts, sentence, said)


def event_from_post_hour(facts: Facts) -> Iterator[Finding]:
    """The very minute of a post given as the minute of what it tells, where the item states no hour."""
    for cite in facts.citations:
        at = cite.item.text_at or cite.item.posted_at
        sentence = sentence_round(facts, max(0, cite.span.start - 1))
        if at is None or clock.hours(cite.item.text, at.year):
            continue
        for hour in stated_hours(facts):
            inside = sentence.start <= hour.start < sentence.end
            if not inside or hour.zone is None or hour.vague or posts_there(facts, hour):
                continue
            said = clock.nearest(hour, at)
            if said and abs(said - at) < timedelta(minutes=1) and hour.how not in LATER | {"by"}:
                told = "This is the minute of the post. It gives no hour for what it tells."
                yield body_finding(facts, Span(hour.start, hour.end), told, confidence=Confidence.UNSURE)  # fmt: skip


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
    ),
    Check(
        "old-post",
        "An old post told as new.",
        "Old footage comes back after every strike.",
        "Find out when it was made.",
        old_post,
    ),
    Check(
        "event-from-post-hour",
        "The hour of a post given as the hour of the event.",
        "A post comes minutes or hours after what it tells.",
        "Say that it was posted then, or find the hour of the event.",
        event_from_post_hour,
    ),
]
