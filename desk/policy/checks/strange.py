"""What a finished piece lists and no register vouches for: jokes, look-alikes, unclassed sites, old posts.

A story's own citations are judged by their items (`checks.items`); a finished text has only addresses
and what its sentences say of them. These are the halves of those checks that read the two together.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desk.policy import known
from desk.policy.checks.base import body_finding, link_finding, zones
from desk.policy.checks.linked import different, length, whole_piece
from desk.policy.checks.mentioned import houses_named
from desk.policy.checks.moments import post_hours
from desk.policy.hours.points import points
from desk.policy.hours.times import WEEKDAY, WEEKDAYS, weekday_name
from desk.policy.once import once
from desk.policy.sources import almanac, evidence, satire
from desk.policy.sources.binding import bound, bound_at, named_platforms, platform_of
from desk.policy.sources.lookalike import (
    LONG,
    Shaped,
    by_shape,
    capitals,
    copy_of,
    disguised,
    genuine,
    house_copied,
    spelled_like,
    twin_of,
    two_scripts,
    written,
)
from desk.policy.text import body_sentences, cut, scan_parts, sentence_at
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneKind
from wires.links import Link, posted_at, read

WEEK, YEAR, STALE = timedelta(days=7), timedelta(days=380), timedelta(hours=30)


def typed(facts: Facts) -> Iterator[tuple[int, Link]]:
    """Links that stand in the piece and belong to no cited item."""
    cited = {read(c.item.url).key for c in facts.citations if c.item.url}
    for n, link in different(facts):
        if link.key not in cited:
            yield n, link


def satire_listed(facts: Facts) -> Iterator[Finding]:
    """A house or an account that jokes, in a piece that nowhere says so."""
    for n, link in typed(facts):
        source = evidence.source_of_link(facts, link.url)
        if not satire.jokes(link) and not (source and "satire" in source.classes):
            continue
        if not any(found for zone in zones(facts) for found in known.each(zone, says_so)):
            yield link_finding(facts, n, f"{link.handle or link.host} is satire.")


def lookalikes_listed(facts: Facts) -> Iterator[Finding]:
    """An account that is not in the register and looks like one that is, or like a name in the copy."""
    for n, link in typed(facts):
        mixed = next(
            (name for name in (link.handle, *link.host.split(".")) if two_scripts(name)), ""
        )
        if mixed:
            yield link_finding(
                facts, n, f"“{mixed}” mixes letters of two alphabets, to look like another name."
            )
    registered: list[tuple[str, str]] | None = None
    names: Shaped | None = None
    for n, link in typed(facts):
        if not link.handle or link.platform == "web" or two_scripts(link.handle):
            continue
        registered = registered or [
            (h, s.name) for s in facts.sources if s.classed for h in s.handles
        ]
        handles = {handle.lower() for handle, _ in registered}
        itself = link.handle.lower() in handles | genuine()
        twin = "" if itself else twin_of(link.handle, registered) or copy_of(link.handle)
        twin = twin or house_copied(link.handle) or one_letter_off(facts, link.handle)
        if not twin:
            names = names if names is not None else by_shape(words_of_names(facts))
            twin = spelled_like(link.handle, names)
        if twin:
            yield link_finding(facts, n, f"@{link.handle} looks like {twin} and is not it.")
        elif word := disguised(link.handle):
            yield link_finding(facts, n, f"@{link.handle} has “{word}” only to the eye, as names have that pass for others.")  # fmt: skip


def one_letter_off(facts: Facts, handle: str) -> str:
    """A house that the piece names and whose name an account has but for a letter; one with a number is another account."""
    return "" if any(map(str.isdigit, handle)) else twin_of(handle, named_as_written(facts))


@once
def named_as_written(facts: Facts) -> tuple[tuple[str, str], ...]:
    """The houses that a piece names, as their accounts may be called."""
    names = {name for n in houses_named(zones(facts)) for name in almanac.houses()[n].names}
    return tuple((written(name), name) for name in sorted(names) if len(written(name)) >= LONG)


def says_so(text: str) -> bool:
    """Whether a block calls something a joke."""
    return bool(satire.SAID_SO.search(text))


def words_of_names(facts: Facts) -> Iterator[str]:
    """Words of the names that readers see."""
    return (w for zone in zones(facts) for block in known.each(zone, capitals) for w in block)


SHOWN = re.compile(
    r"\b(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|films?|filmed|posts?|posted|shared|shows?|showed|showing|wrote|tweet(?:ed)?)\b",
    re.IGNORECASE,
)
TOLD_AS_OLD = re.compile(
    r"\b(?:archiv\w+|old(?:er)?|(?:weeks?|days|fortnight) (?:ago|earlier|before)|years? (?:ago|earlier|before|on|old)|months? (?:ago|earlier|before|old)|last (?:year|month|summer|winter|spring|autumn|fall)|"
    r"previous(?:ly)?|at the time|back in|for the record|anniversary|years to the day|first posted|original(?:ly)?|library)\b",
    re.IGNORECASE,
)


FILM = re.compile(r"\b(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|film(?:ed)?|posts?|shows?|showed|showing)\b", re.IGNORECASE)  # fmt: skip
FRESH = re.compile(
    r"\b(?:new(?:ly)?|tonight|latest|overnight|just|this (?:morning|afternoon|evening)|breaking|today|last night|yesterday|hours ago)\b",
    re.IGNORECASE,
)
DAYPART = re.compile(
    rf"\b(?:on (?P<weekday>{WEEKDAY})(?: (?:night|evening|morning|afternoon))?|(?:earlier )?(?:tonight|overnight|this (?:morning|afternoon|evening)|today|last night|yesterday)|(?:a few |\w+ )?hours ago)\b",
    re.IGNORECASE,
)


def told_as_fresh(facts: Facts) -> Iterator[Finding]:
    """“New footage … on Wednesday night” from a post of another week."""
    if facts.published_at is None or facts.citations or has_a_head(facts):
        return  # of a whole piece the post is told (`old_posts_listed`)
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


def old_posts_listed(facts: Facts) -> Iterator[Finding]:
    """A post of more than a week before that its sentence tells as of now.

    In a line or two that rest on it alone, the words that say “now” are the slip (`told_as_fresh`); so is the
    day on which the sentence has it happen (`shown_on_a_day`).
    """
    for n, near, at in old_ones(facts):
        finding = told_as_new(facts, n, near, at)
        if day_shown(facts, near) or (read(facts.links[n].href).platform not in READ_WELL and finding.zone is not ZoneKind.BODY):  # fmt: skip
            continue
        # Of a post of some days only the copy's own “just” or “this morning's” tells that it is not meant.
        week = facts.published_at is not None and facts.published_at - at >= WEEK
        if week or (finding.zone is ZoneKind.BODY and POSTED_NOW.search(around(facts, finding))):
            yield finding


def old_ones(facts: Facts) -> Iterator[tuple[int, list[Span], datetime]]:
    """The posts of days before that are told as of now: which link, in which sentences, and its hour."""
    if facts.citations or facts.published_at is None or not (len(facts.links) > 1 or has_a_head(facts)):  # fmt: skip
        return
    spans = body_sentences(facts.body)
    shown: list[frozenset[int]] = []  # the links that each sentence shows something of
    for n, link in different(facts):
        at = posted_at(link)
        if at is None or facts.published_at - at < STALE:
            continue
        shown = shown or [shown_by(facts, k, spans) for k in range(len(spans))]
        near = [k for k, here in enumerate(shown) if n in here]
        rooms = [Span(spans[max(0, k - 1)].start, spans[min(k + 1, len(spans) - 1)].end) for k in near]  # fmt: skip
        told_old = any(TOLD_AS_OLD.search(cut(facts.body.text, room_of(facts.body.text, spans, k))) for k in near)  # fmt: skip
        told_old = told_old or posted_then(facts, spans, at)
        if near and not told_old and not any(dated(facts, room, at, facts.published_at) for room in rooms):  # fmt: skip
            yield n, [spans[k] for k in near], at


def shown_on_a_day(facts: Facts) -> Iterator[Finding]:
    """“A video shared by the account shows the strike on Friday night”, and the post is of last year."""
    for _, near, at in old_ones(facts):
        day = day_shown(facts, near)
        if day and facts.published_at and facts.published_at - at >= WEEK:
            said = f"The post is of {at.day} {at:%B %Y}: it cannot show this."
            yield body_finding(facts, day, said, confidence=sure_of(at, facts))


def day_shown(facts: Facts, near: list[Span]) -> Span | None:
    """The day on which a sentence has happen what a post shows; not that of the posting itself."""
    for span in near:
        said = cut(facts.body.text, span)
        m = None if SAID_NEW.search(said) else SHOWS_A_DAY.search(said)
        if m:
            return Span(span.start + m.start("day"), span.start + m.end("day"))
    return None


SHOWS_A_DAY = re.compile(rf"\b(?:show(?:s|ed|ing)?|captur(?:es|ed|ing)|depict(?:s|ed|ing))\b(?:(?!\b(?:who|which|whose|that|before|until|till|will|would|after|since|where|when|what|as it|as they)\b)[^.;]){{0,140}}?\b(?P<day>(?:(?:early|late) )?on (?:the )?{WEEKDAY}(?: (?:night|morning|evening|afternoon))?|last night|overnight|tonight|this (?:morning|afternoon|evening))\b")  # fmt: skip


# Where the hour of an id is sure enough to ask about it without a word of the copy that calls the post new.
READ_WELL = frozenset({"x", "mastodon", "truthsocial"})


OF_A_POST = re.compile(r"\b(?:post(?:ed|s)?|account|wrote|tweet\w*|shared|published|uploaded)\b")


def posted_then(facts: Facts, spans: tuple[Span, ...], at: datetime) -> bool:
    """Whether some sentence tells of a post of an earlier year by that year: “had in February 2022 posted three lines”."""
    year = str(at.year)
    if facts.published_at is None or at.year == facts.published_at.year:
        return False
    said = (cut(facts.body.text, span) for span in spans)
    return any(year in one and OF_A_POST.search(one) for one in said)


def room_of(text: str, spans: tuple[Span, ...], k: int) -> Span:
    """A sentence with its neighbours in one paragraph: what tells of another day there is of it."""
    first, last = spans[max(0, k - 1)], spans[min(k + 1, len(spans) - 1)]
    start = spans[k].start if "\n" in text[first.start : spans[k].start] else first.start
    return Span(start, spans[k].end if "\n" in text[spans[k].end : last.end] else last.end)


def has_a_head(facts: Facts) -> bool:
    """Whether a text is a piece, however short: its lines stand under a headline."""
    few = sum(known.each(facts.body, length)) < SHORT
    return whole_piece(facts) or bool(facts.headline and "whole-body" in facts.known and not few)


SHORT = 30  # words of a line or two


def shown_by(facts: Facts, k: int, spans: tuple[Span, ...]) -> frozenset[int]:
    """The links that a sentence shows something of: those it names or looks back to.

    Told as new and named by nobody, it is of the post that the next sentences name, else of the one post there is.
    """
    said = cut(facts.body.text, spans[k])
    if not SHOWN.search(said) and not named_platforms(said):
        return frozenset()
    named = bound_at(facts, spans[k].start)
    if named or not SAID_NEW.search(said):
        return frozenset(named)
    posts = [n for n, link in enumerate(facts.links) if read(link.href).is_post and platform_of(link.href) != "web"]  # fmt: skip
    for span in spans[k + 1 : k + 3]:
        after = set(bound(facts, cut(facts.body.text, span)))
        if after:
            return frozenset(after.intersection(posts) if one_page(facts, after) else ())
    return frozenset(posts if one_page(facts, posts) and not named_platforms(said) else ())


def one_page(facts: Facts, found: Iterable[int]) -> bool:
    """Whether some links all lead to one post or page."""
    return len({read(facts.links[n].href).key for n in found}) == 1


SHOWING = r"(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|films?|posts?|threads?|messages?|updates?)"
PUT_OUT = r"(?:posted|published|shared|released|put (?:out|up|online)|uploaded|filmed|shot|taken|recorded|sent|made|issued|broadcast|aired|captured)"
NOW = rf"(?:tonight|today|yesterday|overnight|last night|this (?:morning|afternoon|evening|week)|hours? ago|just now|within the hour|(?:early |late )?on {WEEKDAY}(?: (?:night|morning|evening|afternoon))?|on the night|(?:minutes|an hour|hours|\w+ (?:minutes|hours)) (?:ago|later|before|after))"
# The words by which the copy itself says that a film is new: “a video published this morning”, “new footage”.
SAID_NEW = re.compile(
    rf"\b(?:(?:an? |the |its |the (?:account|channel|group|agency)[’']s )?(?:new|newest|newly released|newly published|fresh|latest|just released) (?:\w+ ){{0,2}}?{SHOWING}(?:,? (?:{PUT_OUT}(?: (?:\w+ )?{NOW})?|from {NOW}))?|(?:an? |the |its )?(?:\w+ )?{SHOWING}(?: \w+){{0,2}}?,? (?:\w+ )?(?:{PUT_OUT}(?: \w+){{0,2}}?|from|of) {NOW}|(?:it|they|this|the {SHOWING}) (?:was|were|has been|had been) (?:\w+ )?{PUT_OUT}(?: \w+){{0,2}}? {NOW})\b",
    re.IGNORECASE,
)


# Words that are of the posting itself: no post of days ago is meant.
POSTED_NOW = re.compile(
    rf"\bjust (?:{PUT_OUT}|tweeted|come|emerged)\b|\bwithin the (?:hour|minute)s?\b|\b(?:this (?:morning|afternoon|evening)|today|tonight|this minute)[’']s\b|\bonly this minute\b|\bthis (?:second|minute)\b|"
    rf"\b{PUT_OUT} (?:\w+ )?(?:on \w+ )?(?:tonight|today|this (?:morning|afternoon|evening)|minutes ago|an hour ago)\b|\bthe night[’']s\b",
    re.IGNORECASE,
)
# Words by which the sentence of a post tells it as of now.
NOW_WORDS = re.compile(
    r"\b(?:while this was being written|at this (?:minute|moment|hour|second)|this second|within minutes|shortly afterwards|first (?:pictures|images|footage|film|glimpse|word)|(?:freshest|there and then)|one glimpse so far|as soon as|"
    rf"minutes (?:after|before)|from this \w+|of this (?:fire|eruption|storm|flood|attack|crash)|(?:{WEEKDAY}|today|tonight|yesterday|that morning|the night|this (?:morning|afternoon|evening|week))[’']s)(?!\w)|"
    r"\b(?:(?:only |has |have |had )?just(?! as\b| like\b| over\b| under\b| before\b| after\b)|only this minute|this (?:very )?(?:minute|moment|morning|afternoon|evening)|(?:earlier )?(?:tonight|today)|overnight|last night|"
    r"newest|latest|most recent|fresh|new(?= (?:\w+ )?(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|films?|posts?|messages?|updates?|figures?|count))|current|live|real-time|within the hour|"
    r"in the (?:past|last) (?:\w+ )?(?:hours?|minutes?)|(?:an hour|minutes|hours) ago|the moment (?:it|he|she|they)|(?:that|the) very (?:moment|minute|hour)|(?-i:breaking)|first word|minutes after|"
    rf"(?:{WEEKDAY}|today|tonight|yesterday|that morning|the night)[’']s)(?!\w)",
    re.IGNORECASE,
)


def told_as_new(facts: Facts, n: int, near: list[Span], at: datetime) -> Finding:
    """The finding on an old post: at the words that call it new, else at its link."""
    said = f"This post is of {at.day} {at:%B %Y}, and the copy does not say so."
    for words in (SAID_NEW, NOW_WORDS):
        for span in near if words is SAID_NEW else and_beside(facts, near):
            m = words.search(cut(facts.body.text, span))
            if m:
                there = Span(span.start + m.start(), span.start + len(m.group().rstrip()) + m.start())  # fmt: skip
                return body_finding(facts, there, said, confidence=sure_of(at, facts))
    return link_finding(facts, n, said, confidence=sure_of(at, facts))


def and_beside(facts: Facts, near: list[Span]) -> list[Span]:
    """Some sentences, then each that follows one of them or stands before it."""
    spans = body_sentences(facts.body)
    after = [spans[k + 1] for k, span in enumerate(spans[:-1]) if span in near]
    before = [spans[k] for k, span in enumerate(spans[1:]) if span in near]
    return [*near, *(span for span in (*after, *before) if span not in near)]


def around(facts: Facts, finding: Finding) -> str:
    """The sentence that a finding stands in."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, finding.start)
    return cut(facts.body.text, spans[at]) if at is not None else ""


OF_DAY = re.compile(rf"(?<=on ){WEEKDAY}\b|(?<=since ){WEEKDAY}\b|(?<=from ){WEEKDAY}\b|{WEEKDAY}(?=(?:[’']s)? (?:night|morning|evening|afternoon|post)\b)")  # fmt: skip


def dated(facts: Facts, near: Span, at: datetime, now: datetime) -> bool:
    """Whether the words round a post say that it is of another time, or name its day, its month or its year."""
    about = cut(facts.body.text, near)
    told = (
        p for p in scan_parts(facts.body, points, now.date()) if near.start <= p.start < near.end
    )
    day = timedelta(days=1)
    then = any(p.first - day <= at.date() <= p.last + day and not (p.fine == "year" and p.first.year == now.year) for p in told)  # fmt: skip
    of_month = any(p.loose and p.first.month == at.month for p in told) and now - at < YEAR
    weekdays = {WEEKDAYS[(at + timedelta(hours=n)).weekday()] for n in (-12, 0, 14)}
    named = now - at < WEEK and any(weekday_name(m.group()) in weekdays for m in OF_DAY.finditer(about))  # fmt: skip
    return then or of_month or named or str(at.year) in about.replace(str(now.year), "")  # fmt: skip


def sure_of(at: datetime, facts: Facts) -> Confidence:
    """Old by two months it is told as new; younger, it may be part of the story."""
    assert facts.published_at is not None
    return Confidence.SURE if facts.published_at - at > timedelta(days=60) else Confidence.UNSURE
