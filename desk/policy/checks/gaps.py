"""Minutes and hours that a piece says lie between two of its hours, and do not. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter

from desk.policy.checks.moments import stated_hours
from desk.policy.checks.paired import joined
from desk.policy.hours import clock, times
from desk.policy.hours.clock import StatedHour, is_utc
from desk.policy.hours.durations import Stated
from desk.policy.types import Facts, Span
from desk.policy.values import record


@record
class Slip:
    """Words that something beside them belies: where, why, and whether the start is stated there."""

    start: int
    end: int
    said: str
    sure: bool = True


DAY = 1440
NEAR = 300  # characters between a duration and the hours that it counts from, at most
STARTS = attrgetter("start")


def hour_slips(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """A count of minutes or hours against the two hours it lies between, there or just before."""
    if stated.unit not in {"minute", "hour"}:
        return []
    return (
        between_hours(said, stated)
        or from_hour_before(facts, sentence, stated)
        or began_and_ended(facts, sentence, said, stated)
        or so_much_earlier(facts, sentence, stated)
        or those_minutes(facts, sentence, said, stated)
        or of_the_event(facts, sentence, said, stated)
    )


def between_hours(said: str, stated: Stated) -> list[Slip]:
    """Two hours of the sentence whose gap is not what it says."""
    hours = clock.hours(said, 2000)
    # Two clocks that stand together show one moment; only of one clock can a gap be told.
    if (
        len(hours) != 2
        or not one_clock(*hours)
        or two_clocks(said, *hours)
        or OTHER_EVENT.search(said, hours[1].end)
    ):
        return []
    before, behind = said[: stated.start], said[stated.end :]
    beside = 0 <= stated.start - hours[1].end <= 3 and ONWARD.match(behind)
    other = hours[1].end <= stated.start and (OF_ANOTHER.search(said, hours[1].end, stated.start) or NEXT_CLAUSE.search(said, hours[1].end, stated.start))  # fmt: skip
    if tied_to(before, behind, after_both=hours[1].end <= stated.start) or far_into(said, stated, *hours):  # fmt: skip
        return gap_slip(stated, hours[0], hours[1])
    if "after" in behind[:8] and AFTER_THAT.match(behind) and hours[0].end <= stated.start < hours[1].start:  # fmt: skip
        return gap_slip(
            stated, hours[1], hours[0]
        )  # “at 23:05, 25 minutes after the alarm at 22:40”
    if OF_A_THIRD.match(behind):
        return []
    other_zone = hours[0].zone_words not in {"", hours[1].zone_words}
    spoken = any(h.twelve for h in hours) or other_zone
    run = FIRST_AND_LAST.search(said[: hours[1].start])
    framed = hours[0].zone_words or beside or run or re.search(r"\b(?:from|between)\b", said)
    if spoken or not framed or other or WITH_STOPS.search(said, hours[0].end, stated.start):
        return []
    lasts = run or LASTED.search(before) or ONWARD.match(behind) or stated.how == "within"
    return gap_slip(stated, hours[0], hours[1]) if lasts else []


# “An hour before dawn”: counted from what has no hour here.
OF_A_THIRD = re.compile(r"\s(?:before|short of|ahead of) [a-z]")
# “It had sailed at 21:15 and struck a rock at 23:40, two hours into the crossing”
INTO_IT = re.compile(r"\sinto (?:an?|the|her|his|its|their|that) (?:(?!second|next|return|last|third|final|other|another)[\w-]+ ){0,2}?(?:passage|crossing|voyage|journey|flight|trip|sailing|run|ride|drive|match|game|session|shift|march|hearing|sitting|performance|concert|show|climb|race|siege|strike|blackout|outage)\b")  # fmt: skip
SET_OUT = re.compile(r"\b(?:left|sailed|departed|put (?:out|to sea)|set (?:out|off|sail)|took off|taken off|cast off|lifted off|began|begun|started|opened|kicked off|went off)\b[^.;]{0,60}$")  # fmt: skip
FEW_WORDS = re.compile(
    r"(?:(?!\b(?:and|but|that|which|who|while|as|when|a|an)\b)[^.;:]){0,36},?\s(?:or |just |about |some )?"
)
# “The first came at 21:15 and the last at 23:40: under two hours”
FIRST_AND_LAST = re.compile(r"\b(?:first|began|begun|started|opened|broke out)\b[^.]*\b(?:the last|ended|stopped|ceased|was over|finished|closed|fell silent)\b[^.;:]{0,20}$")  # fmt: skip

# “…, and the shop had been without power for four hours”: another thing’s time.
OF_ANOTHER = re.compile(r"(?:[,;]|\band|\bbut|\bwhile)\s(?:the|an?|his|her|its|their|one|some)\s[\w’-]+(?: [\w’-]+){0,2}? (?:had|has|have|was|were) ")  # fmt: skip


# “…; the judge spoke for 40 minutes”: what goes on about the hours says so by “it” or “that”.
NEXT_CLAUSE = re.compile(
    r";\s(?!(?:and |so |thus |but )*(?:it|that|this|which|they|he|she|all|in|the whole|making|a|an)\b)"
)


def tied_to(before: str, behind: str, *, after_both: bool) -> bool:
    """Whether the words round a span tie it to the two hours before it."""
    if not after_both or SINCE_ONE.search(before) or (";" in before and AFTER_THAT.match(behind)):
        return False
    return bool(AFTER_SO_LONG.search(before) or THERE_WERE.search(before) or AFTER_THAT.match(behind))  # fmt: skip


def far_into(said: str, stated: Stated, one: StatedHour, other: StatedHour) -> bool:
    """Whether a span says how far into what began at the first hour the second is."""
    if not INTO_IT.match(said, stated.end) or not FEW_WORDS.fullmatch(said, other.end, stated.start):  # fmt: skip
        return False
    return SET_OUT.search(said, 0, one.start) is not None


def two_clocks(said: str, one: StatedHour, other: StatedHour) -> bool:
    """Whether two hours stand together as one moment, by another clock: “5 a.m. on Sunday (2000 GMT on Saturday)”."""
    beside = bool(one.zone_words) is not bool(other.zone_words)
    return beside and "(" in said[one.end : other.start] and joined(said[one.end : other.start])


def one_clock(one: StatedHour, other: StatedHour) -> bool:
    """Whether two hours are by one clock: the second may leave out whose."""
    return one.zone_words == other.zone_words or not other.zone_words or not one.zone_words


# “… and was back at 06:10, after ten hours”, “, after eight hours of debate”.
WITH_STOPS = re.compile(r"\b(?:stops?|breaks?|pauses?|interruptions?|with|except|off and on)\b")
AFTER_SO_LONG = re.compile(r"(?:[,;–—]\s|\bcame |\bended |\bover |^)(?:and |only |but )?after (?:just |only |some )?$", re.IGNORECASE)  # fmt: skip
THERE_WERE = re.compile(
    r"\bthere (?:were|was|are|lay|passed)(?: only| just)? $|\b[Bb]etween\b[^.;]*\b(?:lay|lie|lies|were|was|are|passed)(?: only| just)? $"
)
AFTER_THAT = re.compile(r"\s(?:after|before) (?:the (?:first|second|call|alarm|blast|quake|start|shot|order)|it (?:began|started|opened|went out|fell)|(?:he|she|they) (?:called|rang|left|entered|began))\b|\s(?:later|apart)\b")  # fmt: skip
SINCE_ONE = re.compile(r"\b(?:another|a further|every|each|some other)\s$")
# A third event has a time of its own.
OTHER_EVENT = re.compile(r"\b(?:the (?:fire|search|trip|meeting|flight|match) (?:itself )?(?:lasted|took|burned)|usually|normally|instead of)\b")  # fmt: skip


def gap_slip(stated: Stated, one: StatedHour, other: StatedHour) -> list[Slip]:
    """Why the gap between two hours is not what a duration says; nothing where some reading of it is."""
    amount = stated.amount * (60 if stated.unit == "hour" else 1)
    least, most = meant(stated, amount)
    if to_the_minute(stated, one, other):
        least, most = amount - 1, amount + 1
    if {one.face, other.face} == {"half", "bare"}:  # “since 4:15 p.m. … at 5:40”
        one = replace(one, twelve=True)
    gaps = minutes_between(one, other)
    if told_backwards(one, other):
        gaps = [*minutes_between(other, one), *gaps]
    if amount < DAY / 2:
        gaps = gaps[: 2 if one.twelve or other.twelve or told_backwards(one, other) else 1]
    elif (
        days_between(one, other) is None
    ):  # “for 48 hours, from six o’clock until six”: whole days may lie between
        gaps += [gap + DAY * round((amount - gap) / DAY) for gap in gaps]
    if any(least <= gap <= most for gap in gaps):
        return []
    gap = gaps[0]
    length = f"{gap // 60} h {gap % 60:02} min" if gap >= 60 else f"{gap} minutes"
    return [Slip(stated.start, stated.end, f"From {one.clock:%H:%M} to {other.clock:%H:%M} is {length}.")]  # fmt: skip


def told_backwards(one: StatedHour, other: StatedHour) -> bool:
    """Whether the later of two hours may stand first: “back on Saturday at six, after talks begun at four on Friday”."""
    days = days_between(one, other)
    return days is not None and (days < 0 or days > LONGEST)


LONGEST = 3  # days to a weekday that is ahead of another; more, and it is rather the one before it


def to_the_minute(stated: Stated, *hours: StatedHour) -> bool:
    """Whether nothing is rounded: “seventeen minutes later” between 17:51 and 18:04."""
    exact = stated.unit == "minute" and not stated.how and stated.amount % 5
    return bool(exact) and any(h.clock.minute % 5 for h in hours) and not any(h.vague for h in hours)  # fmt: skip


def meant(stated: Stated, amount: float) -> tuple[float, float]:
    """The least and the most minutes that a duration in its sense can mean."""
    slack = max(5.0, 0.15 * amount)
    senses = {
        **dict.fromkeys(("within", "inside"), (0.0, amount + 5)),
        **dict.fromkeys(("less than", "under", "just under"), (0.0, amount + 1)),
        **dict.fromkeys(("more than", "over", "well over"), (amount - 1, amount * 2)),
        **dict.fromkeys(
            ("just over", "a little over", "little more than"), (amount - 2, amount + 2 * slack)
        ),
        "at least": (amount - 1, 4.0 * DAY),
        **dict.fromkeys(
            ("almost", "nearly", "not quite", "just short of", "a little under", "close to"),
            (amount - 2 * slack, amount + 3),
        ),
    }
    return senses.get(stated.how, (amount - slack, amount + slack))


def minutes_between(one: StatedHour, other: StatedHour) -> list[int]:
    """How many minutes lie between two hours, the least first: one answer where their days are told."""
    first, last = (h.clock.hour * 60 + h.clock.minute for h in (one, other))
    days = days_between(one, other)
    if days is not None and days * DAY + last - first > 0:
        return [days * DAY + last - first]
    # On a face of twelve hours “ten past nine” is of the morning or of the evening.
    face = DAY // 2 if one.twelve or other.twelve else DAY
    return [(last - first) % face + face * n for n in range(4)]


def days_between(one: StatedHour, other: StatedHour) -> int | None:
    """How many midnights lie between two hours, where their dates or their weekdays tell it."""
    if one.day and other.day:
        return (other.day.day - one.day.day).days
    if one.weekday and other.weekday:
        return (times.WEEKDAYS.index(other.weekday) - times.WEEKDAYS.index(one.weekday)) % 7
    return other.shift if other.shift > 0 else None


THEN = re.compile(r"\s*(?:later|after that|after|on|afterwards)?,?\s*(?:at|by)?\s*(?:about |around )?", re.IGNORECASE)  # fmt: skip


def from_hour_before(facts: Facts, sentence: Span, stated: Stated) -> list[Slip]:
    """“The eye crossed at 02:30. Two hours later, at 06:10, …”: the hour counted from stands before."""
    text = facts.body.text
    start, end = sentence.start + stated.start, sentence.start + stated.end
    if not LATER_ON.search(text[start : end + 16]):
        return []
    hours = stated_hours(facts)
    after = next((h for h in hours if h.start >= end and THEN.fullmatch(text[end : h.start])), None)
    before = [
        h for h in hours_before(facts, start) if not text[: h.start].endswith("(")
    ]  # “at 1:25 a.m. (22:25 UTC)”
    if after is None or not before or after.twelve or before[-1].twelve or before[-1].vague:
        return []
    one_clock = not after.zone_words or after.zone_words == before[-1].zone_words
    return gap_slip(stated, before[-1], after) if one_clock else []


def so_much_earlier(facts: Facts, sentence: Span, stated: Stated) -> list[Slip]:
    """“All were off by 10:40. She struck at 7:15, three hours and 25 minutes earlier”: counted back from the hour told before."""
    text = facts.body.text
    start, end = sentence.start + stated.start, sentence.start + stated.end
    if not EARLIER.match(text, end):
        return []
    hours = stated_hours(facts)
    near = once_each(text, hours[bisect_left(hours, start - NEAR, key=STARTS) :])
    told = [h for h in near if h.end <= start]
    if len(told) < 2 or not BESIDE.fullmatch(text, told[-1].end, start) or any(h.twelve or h.vague for h in told[-2:]):  # fmt: skip
        return []
    here = told.pop()
    # “The gates opened at 6:15 after a call at 5:30; by his log it came at 6:10, five minutes before”
    slips = [gap_slip(stated, here, one) if one_clock(one, here) else [] for one in told]
    return slips[-1] if all(slips) else []


def once_each(text: str, hours: Sequence[StatedHour]) -> Iterator[StatedHour]:
    """Hours without those that tell the moment of the one before on another clock: “at 7 p.m. (11 a.m. ET)”."""
    last: StatedHour | None = None
    for hour in hours:
        if not (is_utc(hour) or (last and joined(text[last.end : hour.start]))):
            yield hour
        last = hour


EARLIER = re.compile(r"\s(?:(?:earlier|previously)(?! than\b)|before(?=[,.;]))")
BESIDE = re.compile(r",?\s(?:or |just |some |about )?")


def those_minutes(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """“He called at 15:05; at 15:31 it was down. Those twelve minutes …”: what two hours before come to.

    “Within twenty minutes there were engines; they came at 22:48” has the second hour after it.
    """
    start = sentence.start + stated.start
    if THOSE.search(said[: stated.start]):
        last = [h for h in hours_before(facts, start) if not is_utc(h)][-2:]
    elif stated.how == "within" and stated.start < 4:
        inside = [h for h in stated_hours(facts) if start < h.start < sentence.end]
        there = ARRIVED.search(said[stated.end :]) and len(inside) == 1
        last = [*hours_before(facts, start)[-1:], *inside] if there else []
    else:
        return []
    if len(last) < 2 or any(h.twelve or h.vague for h in last):
        return []
    slips = gap_slip(stated, *last)
    return [replace(slip, end=stated.end) for slip in slips]


def of_the_event(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """“It struck at 1:22 … All were down by 2:10, within half an hour of the tremor”: the event’s hour stands before."""
    event = OF_EVENT.match(said, stated.end)
    inside = clock.hours(said, 2000) if event else ()
    if len(inside) != 1 or not 0 <= stated.start - inside[0].end < 24:
        return []
    text = facts.body.text
    told = [h for h in stated_hours(facts) if sentence.start - NEAR <= h.end <= sentence.start]
    began = [h for h in told if BEFELL.search(text, max(0, h.start - 60), h.start)]
    return gap_slip(stated, began[0], inside[0]) if len(began) == 1 else []


OF_EVENT = re.compile(r"\s(?:of|after|from) (?:the|that|its) (?:first |main |initial )?(?:tremor|quake|earthquake|shock|jolt|blast|explosion|crash|collision|attack|strike|hit|impact|shooting|alarm|alert|call|start|kick-off|launch|take-off|departure|collapse|landslide|derailment|outbreak|eruption|fall|announcement|verdict)\b")  # fmt: skip
BEFELL = re.compile(r"\b(?:struck|hit|occurred|happened|came|began|started|went off|exploded|crashed|collided|fell|collapsed|erupted|sounded|rang|left|took off|kicked off|landed|derailed|shook)\b[^.;]{0,30}?\b(?:at|by)(?: about| around| exactly)?\s$")  # fmt: skip
THOSE = re.compile(r"\b(?:[Tt]hose|[Tt]hese|[Tt]he|[Ii]n (?:those|these|the))\s$")
ARRIVED = re.compile(
    r"\b(?:arriv\w+|came|got there|reached|were there|was there|stood|landed|on the scene|drew up|pulled up)\b[^.]{0,20}$|\b(?:arriv\w+|came|got there|reached|drew up)\b"
)


def hours_before(facts: Facts, at: int) -> list[StatedHour]:
    """The hours of a paragraph that stand before an offset and near it, in order."""
    hours = stated_hours(facts)
    low = max(facts.body.text.rfind("\n", 0, at) + 1, at - NEAR)
    first = bisect_left(hours, low, key=STARTS)
    return list(takewhile(lambda hour: hour.end <= at, hours[first:]))


def began_and_ended(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """“It sounded at 22:40 and was lifted at 01:25; the raid thus lasted under two hours”."""
    text, start = facts.body.text, sentence.start + stated.start
    lasts = LASTS.search(said[: stated.start]) or stated.how == "within"
    before = (
        hours_before(facts, start)[-2:] if lasts or COMES_TO.search(said[: stated.start]) else []
    )
    if len(before) < 2 or any(h.how not in {"", "at"} for h in before):
        return []
    one, other = (with_weekday(text, hour) for hour in before)
    told = text[one.end : other.start]
    if one.zone_words != other.zone_words or not ENDED.search(told) or AGAIN.search(told):
        return []
    # What came at the second hour is no end of what burned.
    if ARRIVES.search(told) and BURNED.search(said[: stated.start]):
        return []
    return gap_slip(stated, one, other)


ARRIVES = re.compile(r"\b(?:arriv\w+|reached|found|left|declared)\b(?:\s\w+)?\s?(?:at|by)?\s?$")
BURNED = re.compile(r"\b(?:burned|burnt|raged|smouldered|lasted|continued|went on)\b")


def with_weekday(text: str, hour: StatedHour) -> StatedHour:
    """An hour with the weekday that stands right before it: “on Tuesday at 22:40”."""
    m = WEEKDAY_BEFORE.search(text[max(0, hour.start - 30) : hour.start])
    told = hour.weekday or hour.day or m is None
    return hour if told or m is None else replace(hour, weekday=times.weekday_name(m.group("day")))


WEEKDAY_BEFORE = re.compile(rf"\b(?P<day>{times.WEEKDAY})(?: (?:night|evening|morning|afternoon))?,? at $")  # fmt: skip
COMES_TO = re.compile(
    r"\b(?:[Tt]hat|[Ww]hich|[Tt]his) (?:is|was|makes|made|comes to|came to|took)\s$"
)
# How a thing ends, whatever it is: what began at the first hour was over at the second.
ENDED = re.compile(
    r"\b(?:lifted|ended|over|stopped|ceased|finished|concluded|closed|extinguished|put out|out|put down|cleared|called off|stood down|released|freed|reopened|re-opened|"
    r"(?:came|went|was|were|switched|back) (?:back|on|off)(?: again)?|back|restored|resumed|reconnected|docked|landed|berthed|arrived|returned|adjourned|rose|brought (?:out|up|ashore|down)|"
    r"pulled (?:out|free)|under control|contained|dispersed|declared|found|rescued|reached|sounded the all-clear|all-clear|given up|let (?:go|out)|shut|handed over|withdrew|left)\b"
)
AGAIN = re.compile(r"\b(?:once more|a second time|another|the next|the second|and again|also)\b")
LASTS = re.compile(r"\b(?:last(?:ed|ing|s)?|went on (?:for )?|raged(?: for)?|burned for|(?:it|that|this|which|all of it) (?:took|had taken)|a matter of|(?:an? |the |its |their )?(?:[\w-]+ )?(?:gap|wait|alert|outage|closure|stoppage|interruption|pause|suspension|shutdown|siege|crossing|journey|search|blackout|interval|delay|stand-off|session|sitting|strike) of|all (?:in|within))\s(?:\w+ ){0,2}$", re.IGNORECASE)  # fmt: skip
LATER_ON = re.compile(r"\blater\b|\bafter that\b|\bwithin\b|\bafterwards\b", re.IGNORECASE)
LASTED = re.compile(r"\b(?:last(?:ed|ing|s)?|for|took|within|went on|ran|burned|raged|held out|a gap of|a total of|waited|stood)\b[^,;.]{0,18}$", re.IGNORECASE)  # fmt: skip
ONWARD = re.compile(
    r"^(?:\son \w+day,?)?\s*(?:later|apart|long|in all|(?:in|during|through(?:out)?) which|without\b|,?\s*from\b|,?\s*between\b)",
    re.IGNORECASE,
)
