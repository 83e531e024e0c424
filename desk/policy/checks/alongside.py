"""Minutes or hours told right beside the second of two hours: “By 16:35, four hours after the failure”. Pure."""

import re
from bisect import bisect_left
from itertools import takewhile

from desk.policy.checks.gaps import Slip, gap_slip
from desk.policy.checks.moments import stated_hours
from desk.policy.hours.clock import StatedHour, is_utc
from desk.policy.hours.durations import Stated
from desk.policy.text import body_sentences, cut, sentence_at
from desk.policy.types import STARTS, Facts, Span

BACK = 2  # sentences before it in which the first hour is told
# What stands between the second hour and the span: “: ”, “, barely ”, “, which makes it ”, “ after a fight of ”.
JOINED = re.compile(
    r"(?:[,:;—–]| -)?\s*(?:(?:local time|in the (?:morning|afternoon|evening)|on \w+|that (?:day|night|morning|evening)|UTC|GMT)[,:;—–]?\s*)?\(?(?:(?:that is|or|and so|so|thus|in all|just|only|barely|fully|some|making|a matter of|the whole thing taking|having taken|for)[, ]\s*){0,2}"
    r"|,? (?:which|that|and that|and this|so that|this) (?:makes|made|is|was|means|meant|comes to|came to|gives|gave|took|had taken) (?:it |that |for |up )?(?:a |an )?(?:\w+ (?:of|lasting) )?"
    r"|,? after (?:an? |the )?(?:[\w’-]+ ){0,3}?(?:of|lasting|that (?:took|lasted)) (?:\w+ )?"
)
# What follows a span that runs to the hour before it.
LATER = re.compile(r"\s(?:later|on|afterwards|after that|after)(?=[,.;:)—]|$)")
EARLIER = re.compile(r"\s(?:earlier|before|previously)(?=[,.;:)—]|$)")
AFTER_IT = re.compile(r"\s(?:after|from|since|into|behind)\s(?P<event>[^,.;:]{2,50})")
THAT_LONG = re.compile(r"(?:\s(?:in all|all told|altogether|in total|from (?:first|start|beginning|end) to \w+|from \w+ to (?:finish|end|last)|in the (?:dark|water|cold|air|open|snow|rain|mud)|without|of (?:it|waiting|darkness|silence)|under|on the|at the|adrift|aloft|apart|flat|door to door|end to end))|(?=[,.;:)—]|$)|\s(?:that|which) (?:felt|seemed|she|he|they|it|were|was)")  # fmt: skip
AT_HOUR = re.compile(r"\s(?:later|on|afterwards|after that)?,?\s*(?:at|by|and at|came|it was|was)?\s*(?:about |around )?$")  # fmt: skip
NOT_SO_LONG = re.compile(r"\s(?:late|early|behind|ahead|away|than|short|too|per|each|every|by (?:car|bus|road|train|boat|air|rail|foot)|(?:south|north|east|west|drive|walk|ride|flight)\b)")  # fmt: skip
GENERIC = re.compile(r"^(?:that|this|it|the (?:first|call|alarm|alert|start|event|news|warning|other|one)|(?:he|she|they) (?:left|began|started|set out)|(?:the|its|his|her|their|a) (?:flight|trip|journey|voyage|crossing|ride|climb|descent|march|drive|siege|search|fight|battle|blaze|blackout|outage|operation|rescue|match|game|race|concert|show|play|speech|hearing|session|sitting|meeting|trial|service|ceremony|debate|shift|raid|attack|bombardment|alert|strike|protest|march|talks|lesson|exam|film|performance|first half|second half))\b")  # fmt: skip


def alongside(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """A count of minutes or hours against the hour right beside it and the one told before that."""
    if stated.unit not in {"minute", "hour"} or NOT_SO_LONG.match(said, stated.end):
        return []
    hours = one_each(near(facts, sentence))
    start, end = sentence.start + stated.start, sentence.start + stated.end
    second = next((h for h in hours if runs_to(sentence, said, stated, h)), None)
    if second is None or len(hours) != 2:
        return []
    first = next(h for h in hours if h is not second)
    if first.start > start and first.start > end + 40:
        return []
    event = AFTER_IT.match(said, stated.end)
    if event and not of_the_first(facts, first, event.group("event")):
        return []
    earlier = EARLIER.match(said, stated.end) is not None or first.start > second.start
    return gap_slip(stated, second, first) if earlier and first.start < second.start else either(stated, first, second)  # fmt: skip


def either(stated: Stated, one: StatedHour, other: StatedHour) -> list[Slip]:
    """The slip where neither order of the hours bears a span out, unless their days tell the order."""
    slips = gap_slip(stated, one, other)
    plain = one.clock < other.clock and not (one.twelve or other.twelve)
    told = (one.day and other.day) or (one.weekday and other.weekday) or plain
    return slips if told or not slips else gap_slip(stated, other, one)


def near(facts: Facts, sentence: Span) -> list[StatedHour]:
    """The hours of a sentence and of those before it in its paragraph."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, sentence.start) or 0
    low = max(spans[max(0, at - BACK)].start, facts.body.text.rfind("\n", 0, sentence.start) + 1)
    hours = stated_hours(facts)
    first = bisect_left(hours, low, key=STARTS)
    return list(takewhile(lambda hour: hour.start < sentence.end, hours[first:]))


def one_each(hours: list[StatedHour]) -> list[StatedHour]:
    """Each moment once: of two clocks side by side the first."""
    kept: list[StatedHour] = []
    for hour in hours:
        beside = kept and hour.start - kept[-1].end <= TWIN and is_utc(hour) != is_utc(kept[-1])
        if not beside:
            kept.append(hour)
    return kept


TWIN = 4  # characters between an hour and the same moment on another clock


def runs_to(sentence: Span, said: str, stated: Stated, hour: StatedHour) -> bool:
    """Whether the words between an hour and a span make the one the end of the other."""
    at = hour.start - sentence.start
    if at < 0:
        return False
    if at >= stated.end:
        return AT_HOUR.fullmatch(said, stated.end, at) is not None and LATER_ON.match(said, stated.end) is not None  # fmt: skip
    end = hour.end - sentence.start
    if end > stated.start or not JOINED.fullmatch(said, end, stated.start):
        return False
    follows = (LATER, EARLIER, AFTER_IT, THAT_LONG)
    clause = ";" not in said[end : stated.start] or not LATER.match(said, stated.end)
    return clause and any(one.match(said, stated.end) for one in follows)


LATER_ON = re.compile(r"\s(?:later|on|afterwards|after that)\b")


def of_the_first(facts: Facts, first: StatedHour, event: str) -> bool:
    """Whether an event is the one that the first hour is told of: by a word that both have, or by none of its own."""
    if GENERIC.match(event):
        return True
    text = facts.body.text
    told = cut(text, Span(max(0, first.start - 60), first.end + 25)).lower()
    return any(word[:4] in told for word in event.lower().split() if len(word) > 3)
