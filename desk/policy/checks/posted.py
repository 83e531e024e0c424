"""Checks on hours against the posts cited and the piece's own hour: what a text cannot know yet, what is told as new."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache

from desk.policy.checks.base import Check, body_finding, link_finding
from desk.policy.checks.foretold import told_before_it_happened
from desk.policy.checks.hours import timezone_slip
from desk.policy.checks.moments import (
    LATER,
    local_zone,
    of_every_day,
    post_hours,
    posts_there,
    sentence_round,
    stated_hours,
    tolerance,
)
from desk.policy.checks.paired import joined
from desk.policy.checks.strange import FRESH, old_posts_listed, shown_on_a_day, told_as_fresh
from desk.policy.hours import clock, times
from desk.policy.hours.clock import StatedHour
from desk.policy.once import once
from desk.policy.sources.attribution import TELLING, attributed
from desk.policy.sources.binding import bound, bound_at, named_platforms, platform_of
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import posted_at, read

FUTURE = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|supposed to|meant to|due|expected|scheduled|plan(?:s|ned)?|set to|deadline|expires?|tomorrow|forecast|"
    r"until|till|takes? effect|can|may|next|ahead of|curfew)\b",
    re.IGNORECASE,
)


def time_contradiction(facts: Facts) -> Iterator[Finding]:
    """A stated hour that the text cited cannot know: the event after the post, a post after the piece."""
    slack = tolerance(facts)
    yield from after_publication(facts, slack)
    found = list(events_after_post(facts, slack))
    yield from found or events_after_the_piece(facts)
    yield from told_as_fresh(facts)
    yield from shown_on_a_day(facts)


def after_publication(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """A post from after the hour of publication."""
    if facts.published_at is None or "story" in facts.known:
        return
    told = set[datetime]()  # one post may be listed at two addresses
    for n, at in post_hours(facts):
        if at > facts.published_at + slack and at not in told:
            told.add(at)
            said = f"This post is of {at:%H:%M} UTC on {at.day} {at:%B}, after the piece itself."
            yield link_finding(facts, n, said)


def events_after_the_piece(facts: Facts) -> Iterator[Finding]:
    """“Let go at 21:30 on Thursday”, in a piece of that Thursday’s evening at seven."""
    if facts.published_at is None or "story" in facts.known:
        return
    for hour in placed_hours(facts):
        if not hour.zone or hour.twelve or hour.shift or hour.how in LATER | {"by"}:
            continue
        local = facts.published_at.astimezone(hour.zone)
        today = hour.day.day if hour.day else local.date() if hour.weekday == times.WEEKDAYS[local.weekday()] else None  # fmt: skip
        if today is None or not AHEAD < datetime.combine(today, hour.clock, hour.zone) - local < HALF_A_DAY:  # fmt: skip
            continue
        sentence, span = sentence_round(facts, hour.start), Span(hour.start, hour.end)
        said = cut(facts.body.text, sentence)
        at = hour.start - sentence.start
        clause = CLAUSE.split(said[:at])[-1]
        clause = (
            clause if len(clause.split()) > 2 else clause + CLAUSE.split(said[at:].lstrip(", "))[0]
        )
        past = PAST.search(clause) and not (FUTURE.search(clause) or TO_COME.search(clause))
        if past and not in_quotes(facts.body.text, span):
            message = f"The piece is of {local:%H:%M} by that clock, before this hour."
            yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


AHEAD = timedelta(minutes=30)
CLAUSE = re.compile(r"[,;:—]\s|\b(?:that|which|who)\b")
PAST = re.compile(r"\b(?:was|were|had|came|fell|struck|hit|began|broke|went|left|rose|sank|ran|took|met|shut|let|died|\w{3,}ed)\b")  # fmt: skip
TO_COME = re.compile(r"\b(?:to (?:be|begin|start|open|meet|speak|close|end|resume|appear|arrive|leave|play|vote|rule|decide|announce|publish|sail|fly|hold)|planned|promised|ordered|told|asked|called|set|booked|hop(?:es|ed|ing)|when|if|unless|before|match|kick-off|polls?|voting|vote|starts?|begins?|opens?|closes?|meets?|sits?|resumes?|speaks?|rules?|votes?|ends?|invited|agreed|warned|wants?|hearing|listed|for)\b")  # fmt: skip


def cited_hours(facts: Facts, sentence: Span) -> list[datetime]:
    """The hours of what a sentence rests on: its citations' texts, the posts it names, else every post listed.

    Empty where one of them has no hour: then nothing can be said.
    """
    if facts.citations:
        own = [c for c in facts.citations if sentence.start < c.span.start <= sentence.end + 1]
        hours = [c.item.text_at for c in own]
    else:
        if not post_hours(facts):
            return []
        named = bound_at(facts, sentence.start) or borne_by_next(facts, sentence)
        links = [facts.links[n] for n in named] or facts.links
        hours = [posted_at(read(link.href)) for link in links]
    # A cut id reads as a post of ages ago, and an old one says nothing of tonight's hours.
    ref = facts.published_at
    near = [at for at in hours if at and (ref is None or abs(ref - at) < timedelta(days=30))]
    return near if len(near) == len(hours) or facts.citations else []


def borne_by_next(facts: Facts, sentence: Span) -> list[int]:
    """The links that the next sentence names, where this one tells what happened on nobody’s word.

    Elsewhere than in the lede the next one has to go on with it: “It tore the gangway off, the channel said”.
    """
    spans, text = body_sentences(facts.body), facts.body.text
    at = sentence_at(spans, sentence.start)
    if at is None or at + 1 >= len(spans) or attributed(cut(text, sentence)):
        return []
    after = cut(text, spans[at + 1])
    if EARLIER.search(after):
        return []
    goes_on = GOES_ON.match(after) and "\n" not in text[sentence.end : spans[at + 1].start]
    return bound(facts, after) if at == 0 or goes_on else []


EARLIER = re.compile(
    r"\b(?:the (?:day|night|evening|morning|week) before|earlier|previous(?:ly)?|beforehand|yesterday|in advance|ahead of)\b"
)
GOES_ON = re.compile(r"(?:It|They|This|That|He|She|Its|Their)\s")


def events_after_post(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """An event told by posts and timed after them, or a posting timed before the post was there."""
    found = [*against_posts(facts, slack), *pictured_before(facts, slack)]
    found = found or list(told_before_it_happened(facts, list(placed_hours(facts)), slack))
    # An hour that is wrong in itself contradicts nothing.
    wrong = {sentence_round(facts, f.start) for f in timezone_slip(facts)} if found else set()
    yield from (f for f in found if sentence_round(facts, f.start) not in wrong)


PICTURED = re.compile(
    r"\b(?:pictures?|films?|footage|videos?|clips?|photos?|photographs?|images?|show(?:s|ed|ing)|filmed|photographed|dash ?cams?|CCTV|frames?)\b",
    re.IGNORECASE,
)
OF_BEFORE = re.compile(r"\b(?:before|earlier|previous|archive|file picture|old)\b", re.IGNORECASE)
SOON = timedelta(hours=3)


def pictured_before(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """“It ran aground at 21:40. A passenger put a picture of the tilted deck on X”, and that was at 21:02."""
    if facts.citations or not post_hours(facts):
        return
    spans, beside = body_sentences(facts.body), dict[int, list[datetime]]()
    last = 0  # where the hour ends that was told last as a slip
    for hour in placed_hours(facts):
        at = sentence_at(spans, hour.start)
        again = last and joined(facts.body.text[last : hour.start])  # one moment on another clock
        if again or at is None or not hour.zone or hour.shift or hour.how in LATER | {"by"}:
            continue
        if at not in beside:
            beside[at] = pictures_beside(facts, spans, at)
        moment = clock.nearest(hour, max(beside[at])) if beside[at] else None
        give = max(slack, ROUGHLY.get(hour.how, slack))
        if (
            moment is None
            or long_ago(facts, beside[at])
            or not give < moment - max(beside[at]) <= SOON
            or posts_there(facts, hour)
            or begun_before(facts, spans[at], hour, max(beside[at]))
        ):
            continue
        span = Span(hour.start, hour.end)
        if not in_quotes(facts.body.text, span):
            last = hour.end
            message = f"The picture told beside it was posted at {max(beside[at]):%H:%M} UTC, before this hour."
            yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def begun_before(facts: Facts, sentence: Span, hour: StatedHour, post: datetime) -> bool:
    """Whether a first thing of a sentence came before a post: “the first blast at 00:38 and the last at 02:10”."""
    if not LAST_OF_THEM.search(facts.body.text, sentence.start, hour.start):
        return False
    others = (h for h in placed_hours(facts) if sentence.start <= h.start < hour.start and h.zone)
    return any((moment := clock.nearest(h, post)) and moment <= post for h in others)


LAST_OF_THEM = re.compile(r"\b(?:last|final|second|third|until|till)\b")


def long_ago(facts: Facts, posts: list[datetime]) -> bool:
    """Whether posts are of days before the piece: such a one is old, and no hour of tonight speaks against it."""
    return facts.published_at is not None and facts.published_at - max(posts) > timedelta(days=2)


def pictures_beside(facts: Facts, spans: tuple[Span, ...], at: int) -> list[datetime]:
    """The hours of the posts that the next two sentences show, where the sentence itself rests on none."""
    if FUTURE.search(cut(facts.body.text, spans[at])) or cited_hours(facts, spans[at]):
        return []
    return next(filter(None, (shown_in(facts, s) for s in spans[at + 1 : at + 3])), [])


def shown_in(facts: Facts, sentence: Span) -> list[datetime]:
    """The hours of the posts whose pictures a sentence tells of; empty where one has none."""
    said = cut(facts.body.text, sentence)
    if not PICTURED.search(said) or OF_BEFORE.search(said):
        return []
    hours = [posted_at(read(facts.links[n].href)) for n in bound(facts, said)]
    return [at for at in hours if at] if all(hours) else []


def against_posts(facts: Facts, slack: timedelta) -> Iterator[Finding]:
    """Each hour that the posts of its sentence speak against."""
    rests: dict[Span, list[datetime]] = {}
    last = 0  # where the hour ends that was told last as a slip, or that its weekday places
    for hour in placed_hours(facts):
        if not hour.zone or hour.shift:
            continue
        if last and joined(facts.body.text[last : hour.start]):
            continue  # the same moment on another clock
        last = hour.end if hour.weekday else last
        span, sentence = Span(hour.start, hour.end), sentence_round(facts, hour.start)
        if by_ourselves(cut(facts.body.text, sentence)) or elsewhere(facts, sentence):
            continue  # what a reporter of ours heard at that hour rests on no post
        entry = hour.start == sentence.start and ENTRY.match(facts.body.text, hour.end)
        if entry or in_quotes(facts.body.text, span):
            continue
        if sentence not in rests:
            rests[sentence] = cited_hours(facts, sentence)
        posts, said = rests[sentence], cut(facts.body.text, sentence)
        message = against(facts, hour, said, posts, slack) if posts else ""
        if message and not goes_on(facts, sentence, hour):
            last = hour.end
            yield body_finding(facts, span, message)


def elsewhere(facts: Facts, sentence: Span) -> bool:
    """Whether a sentence tells what was on a platform of which nothing is listed: “put its news on YouTube at 21:00”."""
    named = named_platforms(cut(facts.body.text, sentence))
    return bool(named) and {platform_of(link.href) for link in facts.links}.isdisjoint(named)


OUR_OWN = re.compile(
    r"\bthis (?:reporter|writer|correspondent)\b|\b(?:told|tells|by|answer(?:s|ed)) (?:us|me)\b"
)
# “@kopli_boat sails again at 07:00”: what whoever posts does later is in no post of his.
DOES_LATER = re.compile(rf"@\w+(?: \([^()]{{1,20}}\))?,? (?!(?:{TELLING}|has|had|films?|filmed|carry|carries|carried|dates?|dated|pins?|pinned|places?|placed|measures?|maps?|shoots?|shot|catch(?:es)?|caught|locates?|located|points?|at|from|on)\b)")  # fmt: skip


@lru_cache(maxsize=2048)
def by_ourselves(said: str) -> bool:
    """Whether a sentence tells what somebody of ours heard or was told, or what an account does."""
    return OUR_OWN.search(said) is not None or DOES_LATER.match(said) is not None


PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|midnight|night|dawn|dusk|breakfast|lunch|tea time)\b")  # fmt: skip


def goes_on(facts: Facts, sentence: Span, hour: StatedHour) -> bool:
    """Whether an hour is of what came after a post whose own hour the copy has told: “wrote at 03:40 …; at 06:00 it opened”.

    “By noon” tells no moment, unless the sentence itself is a post's.
    """
    own = bound(facts, cut(facts.body.text, sentence))
    if own or posts_there(facts, hour):
        return False
    if hour.how == "by" or hour.how.endswith(" by"):
        return True
    spans = body_sentences(facts.body)
    at = sentence_at(spans, sentence.start) or 0
    told = (span for span in spans[max(0, at - 3) : at] if bound(facts, cut(facts.body.text, span)))
    return any(
        PART_OF_DAY.search(cut(facts.body.text, span)) or any(span.start <= h.start < span.end for h in stated_hours(facts))
        for span in told
    )  # fmt: skip


@once
def placed_hours(facts: Facts) -> tuple[StatedHour, ...]:
    """Hours of the body; one without a zone is by the clock of the piece's place."""
    local, how, ends, found = clock_of_place(facts), "", -BRACKET, list[StatedHour]()
    for hour in stated_hours(facts):
        # “By midnight in Khartoum (6am on Saturday in Singapore)”: told again, and in the same sense.
        again = hour.start - ends < BRACKET and facts.body.text[ends : hour.start].endswith("(")
        how, ends = hour.how or (how if again and how == "by" else ""), hour.end
        bare = local is not None and hour.zone is None and not hour.zone_words
        if not of_every_day(facts, hour):
            same = not bare and how == hour.how
            found.append(hour if same else replace(hour, zone=local if bare else hour.zone, how=how))  # fmt: skip
    return tuple(found)


BRACKET = 30  # characters between an hour and the bracket in which it is told again


def clock_of_place(facts: Facts) -> tzinfo | None:
    """The clock of the piece's place; of one that is in no atlas, the clock by which the piece's own hour is told."""
    if not facts.places or facts.published_at is None:
        return None
    told_by = facts.published_at.tzinfo if facts.published_at.utcoffset() else None
    return local_zone(facts) or told_by


# “17:05 UTC – All nine are now at Al-Ahli”: the hour at the head of a running entry.
ENTRY = re.compile(r"\s*[-–—:|]")


def against(
    facts: Facts, hour: StatedHour, said: str, posts: list[datetime], slack: timedelta
) -> str:
    """What the hours of the posts say against an hour of the copy, or nothing."""
    first, last = min(posts), max(posts)
    posting = posts_there(facts, hour)
    moment = clock.nearest(hour, first if posting else last)
    give = max(slack, ROUGHLY.get(hour.how, timedelta(minutes=20 if hour.vague else 0)))
    if moment is None:
        return ""
    if posting and give < first - moment < HALF_A_DAY and hour.how not in LATER - {"since"}:
        denied = re.search(r"\bnot\b|n[’']t\b", facts.body.text[hour.end : hour.end + 40])
        return "" if denied else f"The post is of {first:%H:%M} UTC: it was not there yet."
    latest = facts.published_at + timedelta(hours=1) if facts.published_at else moment
    if not give < moment - last < HALF_A_DAY or moment > latest or to_come(facts, hour, said):
        return ""
    # “Posted it a little before noon”, at 11:41: so it was.
    if hour.how in LATER or (posting and (hour.how == "by" or (hour.how.endswith("before") and moment - last < HOUR))):  # fmt: skip
        return ""
    return f"The post it rests on is of {last:%H:%M} UTC, before this hour."


def to_come(facts: Facts, hour: StatedHour, said: str) -> bool:
    """Whether an hour is of what is still to come: by its clause, or by its sentence where that clause tells of nothing done."""
    if not FUTURE.search(said):
        return False
    at = hour.start - sentence_round(facts, hour.start).start
    before = CLAUSE.split(said[:at])[-1]
    clause = (before if len(before.split()) > 2 else said[:at]) + " " + CLAUSE.split(said[at:])[0]
    return FUTURE.search(clause) is not None or PAST.search(clause) is None


HALF_A_DAY, HOUR = timedelta(hours=12), timedelta(hours=1)
ROUGHLY = {
    **dict.fromkeys(("about", "around", "roughly", "circa", "nearly", "almost"), timedelta(minutes=30)),
    **dict.fromkeys(("just after", "shortly after", "soon after", "just before", "shortly before"), timedelta(minutes=45)),
}  # fmt: skip


def old_post(facts: Facts) -> Iterator[Finding]:
    """A post from a day or more before the event, told as new."""
    yield from old_posts_listed(facts)
    for cite in facts.citations:
        if facts.event_date is None:
            break
        begun = datetime.combine(facts.event_date, time(0), UTC)
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
