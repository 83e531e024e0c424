"""A span of time that the copy says has passed, against the two hours or days it lies between. Pure.

What says that it has passed is the frame round it: “the four-week ordeal”, “a fortnight on”, “lasted
ten minutes”. Where any two points near it are that far apart, it is taken to be right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import combinations
from operator import attrgetter

from desk.policy import known
from desk.policy.checks.gaps import AGAIN, Slip, gap_slip, minutes_between
from desk.policy.checks.lengths import DAYS, length_slip
from desk.policy.checks.moments import reference, zone_hours
from desk.policy.checks.paired import joined
from desk.policy.hours import times
from desk.policy.hours.clock import StatedHour, is_utc
from desk.policy.hours.durations import Stated
from desk.policy.hours.in_words import HOURS
from desk.policy.hours.points import Point, distinct, points
from desk.policy.text import body_sentences, cut, scan_parts, sentence_at
from desk.policy.types import Facts, Span, ZoneText

EVENTS = (
    r"(?:interruption|ordeal|operation|siege|delay|outage|blackout|black-out|closure|wait|search|stand-?off|stoppage|strike|hunt|manhunt|rescue|trip|voyage|crossing|journey|detention|captivity|"
    r"hold-up|suspension|pause|gap|hiatus|break|silence|shutdown|walkout|occupation|sit-in|hearing|session|debate|sitting|battle|fire|blaze|power cut|evacuation|vigil|march|climb|absence|exile|"
    r"imprisonment|imprisonment|incarceration|disappearance|reign|rule|tenure|marriage|chase|raid|alert|attack|bombardment|assault|lockdown|quarantine|coma|drought|blockade|boycott|negotiations?|talks|vacancy|spell|stretch|interval|lapse|struggle|nightmare|stay|mission|flight|swim|walk|ride|drive|race|run)"
)
LASTED = re.compile(
    r"\b(?:last(?:ed|ing|s)?|took|taken|surviv(?:ed|ing)|held (?:out|on|up)|endur(?:ed|ing)|stood|ran|waited|wait(?:ing)? of|sat|spent|spending|raged|burned|burnt|continued|stayed|stretched|dragged on|went on|kept \w+|"
    r"a (?:gap|lapse|wait|delay|matter|span|period) of|for|all in|in just|in only|in)(?: \w+)?\s$"
    rf"|\b{EVENTS} of(?: \w+)?\s$",
    re.IGNORECASE,
)
# “Released on 12 May, after almost two months in custody”
AFTER_SO_LONG = re.compile(r"\bafter(?: just| only| spending| serving| some)?\s$")
SPENT = re.compile(r"\s(?:in|of|behind|at|without|on|away|as|under)\b|[,.;]|$")
ARTICLE = re.compile(r"(?:\b(?:the|an?|his|her|their|its|our|this|that|whole|entire|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]his|[Tt]hat|[Tt]hose|[Tt]hese)|[’']s?)\s$")  # fmt: skip
NAMED = re.compile(rf"[- ](?:long )?(?:[\w-]+ )?{EVENTS}\b")
AFTER_IT = re.compile(r"\s(?:after|before)\s(?:the|it|he|she|they|his|her|their|its|an?)\b")
AFTER_DOING = re.compile(r"\s(?:after|before)\s[a-z]+ing\b")
AFTER_THEM = re.compile(
    r"\s(?:after|before)\s(?:(?:it|he|she|they)\s(?!had\b)|its\b|their\b|his\b|her\b|[a-z]+ing\b)"
)
THOSE = re.compile(r"\b[Ii]n (?:those|these|the)\s$")
# “… and the inquiry lasted an hour”: another thing's own time.
OF_ITS_OWN = re.compile(
    r"(?:[,;]|\band|\bbut)\s(?:the|an?|his|her|its|their)\s[\w-]+(?: \w+)?\s(?:lasted|(?:had|has|have) been (?:[\w-]+ ){1,4}?for|(?:was|were) (?:[\w-]+ ){1,3}?for)(?: \w+)?\s$"
)
BETWEEN = re.compile(r"[^.;]{0,24}?\b(?:in between|lay between|between (?:them|the two|those)|apart\b|separat\w+|in the interval|(?:have|has|had) (?:now )?(?:passed|elapsed|gone by))")  # fmt: skip
# “; the judge spoke for forty minutes”: a clause of its own, with no hour in it.
OWN_CLAUSE = re.compile(
    r";\s(?!(?:and |so |thus |but )*(?:it|that|this|which|they|he|she|all|in|the whole|making|a|an|after|for)\b)[^;\d]*$"
)
LATER = re.compile(r"\s(?:later|afterwards|after that|hence|before that|beforehand)\b(?! than)")
UNTIL_NOW = re.compile(r"\s(?:in(?=[,;]\s)|on(?=[,.;:]|\s(?:from|and|the|he|she|it|they|there)\b)|and counting\b|to the (?:day|week|month|hour) (?:after|since|that)\b|without\b|since\b|that (?:have|has) followed\b)")  # fmt: skip
SO_FAR = re.compile(r"\b(?:(?:has|have)(?: now| already)? (?:taken|needed|cost)(?: it| us| them| the \w+)?(?: only| just)?|(?:has|have)(?: now| already| since)? (?:(?!been\b|had\b)\w+ed|held|led|run|kept|stood|sat|lain|gone|ruled) (?:[\w’-]+ ){0,4}?for(?: now| just| only)?|celebrat\w+|mark(?:s|ed|ing)?|(?:has|have) (?:now )?(?:been \w+|gone|waited|stood|lain|lasted)(?: for)?)\s$")  # fmt: skip
FOR = re.compile(r"\b[Ff]or(?: over| almost| more than| nearly)? $")
# “Held since 3 November, almost four months”
SINCE_DAY = re.compile(
    r"\b[Ss]ince\s[^,;.]{3,40},\s(?:now |already |or |that is,? |for |a matter of |some )?$"
)
# “The first rain in 22 days; the last had fallen on 20 April”
FIRST_IN = re.compile(r"\bfirst\b[^.;:]{0,50}?\b(?:in|for|after)(?: over| about)? $")
LAST_WAS = re.compile(
    r"\b(?:the )?(?:last|previous)(?: one| time| such)?,?\b[^.;]{0,20}?\b(?:had|was|were|came|fell|on|in|of)\b"
)
OPENING = re.compile(r"(?:^|[.,;:—–-]\s*|\b(?:and|but|now)\s)$", re.IGNORECASE)
# What is not told as having passed: a sentence, a plan, a habit, a rule.
NOT_PASSED = re.compile(
    r"\b(?:will (?!have\b)|would|could|(?-i:may)|might|must|shall|should|faces?|facing|sentenc\w+|jail(?!er)\w*|ban(?:s|ned)?|contract|maximum|minimum|every|each|per|usually|normally|typically|average|limit|curfew|"
    r"deadline|aim\w*|inten[dt]\w*|meant|supposed|hop(?:e|es|ed|ing)|want(?:s|ed)?|allow\w*|ask(?:s|ed|ing)?|order(?:s|ed)|(?:told|advised|warned|obliged|required|bound|made) to|plan\w*|expect\w*|schedul\w*|estimat\w*|until|extend\w*|term|notice|ago|old|aged|than|if|unless|can)\b",
    re.IGNORECASE,
)
PART_OF_IT = re.compile(r"\b(?:first|last|next|coming|another|more|further|past|final|additional|previous)(?: \w+)?\s$", re.IGNORECASE)  # fmt: skip
BY_AIR = re.compile(r"\b(?:flight|flew|flown|plane|jet|airliner|airport|time zones?|time difference|by the clock)\b", re.IGNORECASE)  # fmt: skip
PLANNED = re.compile(r"\b(?:due|plan(?:ned|s)?|schedul\w+|expect\w+|until|deadline|by|next|will|set (?:for|to)|promised|(?:is|are|was|were) to)\b[^.;]*$", re.IGNORECASE)  # fmt: skip
BACK, ONWARD = (
    450,
    250,
)  # characters before and after its sentence in which something may bear a span out
BESIDE = 50  # characters before a span in which its second end is told: “docked at 02:05, five hours after it left”
BEFORE, AFTER = 3, 1  # sentences before it, and after one told first, in which its two ends are


def told_between(facts: Facts, zone: ZoneText, sentence: Span, stated: Stated) -> list[Slip]:
    """The slip of a duration that its frame says has passed, and no two points near it bear out."""
    said = cut(zone.text, sentence)
    frame = framed(said, stated)
    if not frame or (frame in {"lasted", "after"} and zone is not facts.body):
        return []
    if frame == "after" and not runs_here(facts, sentence, stated, said):
        return []
    if stated.unit in {"minute", "hour"} and (
        slips := among_hours(facts, zone, sentence, stated, frame)
    ):
        return slips
    if stated.unit == "hour" and stated.amount >= LONG and stated.amount % 24 == 0:
        stated = replace(stated, unit="day", amount=stated.amount / 24)
    if stated.unit in {"minute", "hour"}:
        return []
    return among_days(facts, zone, sentence, stated, frame)


def runs_here(facts: Facts, sentence: Span, stated: Stated, said: str) -> bool:
    """Whether an end of a span stands behind it, or right before it where it is counted from what one has just done."""
    at = sentence.start + stated.start
    if ends_there(facts, Span(sentence.start + stated.end, sentence.end)):
        return True
    own = AFTER_THEM.match(said, stated.end) is not None
    return own and ends_there(facts, Span(max(sentence.start, at - BESIDE), at))


def ends_there(facts: Facts, rest: Span) -> bool:
    """Whether a part of a sentence gives an hour or a day that a span is counted from or to."""
    ref = reference(facts)
    told = (*zone_hours(facts, facts.body), *(scan_parts(facts.body, points, ref) if ref else ()))
    return any(rest.start <= one.start < rest.end for one in told)


@lru_cache(maxsize=2048)
def framed(said: str, stated: Stated) -> str:
    """How a sentence tells that a span has passed, by the words round it; "" where it does not."""
    before, after = said[: stated.start], said[stated.end :]
    if BETWEEN.match(after):
        return "both"
    if A_RATE.match(after):
        return ""
    clause = re.split(r"[,;:—]", before)[-1][-60:] + " " + re.split(r"[,;:—.]", after)[0][:24]
    if SO_FAR.search(before):
        return "now"
    if OWN_CLAUSE.search(before):
        return ""
    if NOT_PASSED.search(clause) or PART_OF_IT.search(before) or OF_ITS_OWN.search(before):
        return ""
    opens = OPENING.search(before) or ARTICLE.search(before) or after.startswith(" without")
    frames = (
        ("now", opens and UNTIL_NOW.match(after)),
        ("now", after.startswith(", since ") and FOR.search(before)),
        ("since", SINCE_DAY.search(before)),
        ("now", FIRST_IN.search(before) and LAST_WAS.search(said)),
        ("later", LATER.match(after)),
        ("between", AFTER_SO_LONG.search(before) and SPENT.match(after)),
        ("after", AFTER_IT.match(after)),
        ("between", (NAMED.match(after) and ARTICLE.search(before)) or THOSE.search(before)),
        ("lasted", LASTED.search(before) or stated.how in {"within", "inside", "all of"}),
        ("after", AFTER_DOING.match(after)),
    )
    return next((name for name, told in frames if told), "")


# “Four hours in the twenty-four”, “two hours a day”: a measure of each day, and no span between two hours.
A_RATE = re.compile(
    r"\s(?:in (?:the|every|each) (?:twenty-four|24|day|week)|(?:an?|per|every|each) (?:hour|day|night|shift|week|month|year)|daily|nightly|weekly|at a (?:time|stretch|go|sitting))\b"
)


def near(sentence: Span, start: int) -> bool:
    """Whether something stands near enough to a sentence to bear its span out."""
    return sentence.start - BACK <= start <= sentence.end + ONWARD


def beside(facts: Facts, zone: ZoneText, sentence: Span, frame: str) -> Span:
    """Where the two ends of a span are told: the sentences before it; the first of the body for a headline's."""
    spans = body_sentences(facts.body)
    if not spans:
        return Span(0, 0)
    inside = zone is facts.body
    if frame == "since":
        return sentence
    at = (sentence_at(spans, sentence.start) or 0) if inside else BEFORE
    told_first = frame in {"now", "later", "both"} or not inside
    last = at + (AFTER + (frame == "now") if told_first else 0)
    first = spans[max(0, at - BEFORE)].start
    if frame == "later":  # what is told as later goes on from its own paragraph
        first = max(first, facts.body.text.rfind("\n", 0, sentence.start) + 1)
    return Span(first, spans[min(last, len(spans) - 1)].end)  # fmt: skip


def among_hours(
    facts: Facts, zone: ZoneText, sentence: Span, stated: Stated, frame: str
) -> list[Slip]:
    """Minutes or hours against the two hours told beside them."""
    room = beside(facts, zone, sentence, frame)
    told = sorted((*zone_hours(facts, facts.body), *known.scan(facts.body, bare_hours)), key=STARTS)
    ends = of_one_clock(facts, [h for h in told if room.start <= h.start < room.end])
    inside = any(sentence.start <= h.start < sentence.end for h in ends)
    if frame == "lasted" and not inside and not is_over(facts, ends, sentence):
        return []
    # “Shut at 11am, reopened for an hour at three”: the span is of what the second hour begins.
    apart = frame == "lasted" and len(ends) == 2 and ends[0].end <= sentence.start + stated.start < ends[1].start  # fmt: skip
    if len(ends) != 2 or apart or BY_AIR.search(facts.body.text[room.start : room.end]):
        return []
    text = facts.body.text
    if text[ends[0].end : ends[1].start].strip() == "/":
        return []  # “17:00 / 17:30”, on the two banks of a river
    if (frame != "both" and AGAIN.search(text[ends[0].end : ends[1].start])) or any(PLANNED.search(text[max(room.start, h.start - 45) : h.start - 4]) for h in ends):  # fmt: skip
        return []
    around = of_one_clock(
        facts, [h for h in told if zone is not facts.body or near(sentence, h.start)]
    )
    if any(not gap_slip(stated, *pair) for two in combinations(around, 2) for pair in both_ways(two)):  # fmt: skip
        return []
    gaps = [gap for one, other in both_ways(ends) for gap in minutes_between(one, other)[:2]]
    minutes = stated.amount * (60 if stated.unit == "hour" else 1)
    alike = any(minutes / MOST <= gap <= minutes * MOST for gap in gaps)
    slips = [gap_slip(stated, one, other) for one, other in both_ways(ends)]
    return slips[0] if all(slips) and alike else []


def is_over(facts: Facts, ends: Sequence[StatedHour], sentence: Span) -> bool:
    """Whether what began at the first of two hours of a paragraph is said to be over at the second."""
    text = facts.body.text
    if len(ends) != 2 or "\n" in text[ends[0].start : sentence.start]:
        return False
    return OVER.search(text, ends[0].end, ends[1].start) is not None


OVER = re.compile(r"\b(?:lifted|ended|ends|over|stopped|ceased|finished|concluded|closed|extinguished|out|cleared|called off|stood down|released|freed|reopened|back|restored|resumed|reconnected|docked|landed|adjourned|rose|blew|broke up|found|rescued|surrendered|gave (?:up|himself)|under control|contained|until|till|to)\b")  # fmt: skip
LONG = 48  # hours that are as good as days
MOST = 6  # times that a slip is longer or shorter than what it stands for
STARTS = attrgetter("start")
BARE = re.compile(rf"\b(?P<how>at|from|since|until|till|by)\s(?P<word>{'|'.join(HOURS)})(?=[.,;:)]|\s(?:and|when|but|until|till|to)\b|\s*$)")  # fmt: skip


def bare_hours(text: str) -> tuple[StatedHour, ...]:
    """“From six”, “at three.”: hours that a duration near them makes hours."""
    return tuple(
        StatedHour(time(HOURS.index(m.group("word")) + 1), m.start("word"), m.end(), twelve=True, how=m.group("how"))
        for m in BARE.finditer(text)
    )  # fmt: skip


def of_one_clock(facts: Facts, hours: Sequence[StatedHour]) -> list[StatedHour]:
    """Hours without those that tell the moment of the one before in UTC; none where two clocks tell two moments."""
    told: list[StatedHour] = []
    for hour in hours:
        one = told and joined(facts.body.text[told[-1].end : hour.start])
        if one and is_utc(hour) != is_utc(told[-1]):
            told[-1] = told[-1] if is_utc(hour) else hour
        else:
            told.append(hour)
    utc = [is_utc(h) for h in told]
    zones = {str(h.zone) for h in told if h.zone}
    rough = any(h.how in {"before", "after", "between"} for h in told)
    return [] if len(zones) > 1 or rough or any(utc) != all(utc) else told


def both_ways(ends: Sequence[StatedHour]) -> Iterable[tuple[StatedHour, StatedHour]]:
    """Two hours in either order, where nothing says which came first."""
    one, other = ends
    dated = one.day and other.day and one.day.day != other.day.day
    return ((one, other),) if dated or (one.clock < other.clock) else ((one, other), (other, one))


def among_days(
    facts: Facts, zone: ZoneText, sentence: Span, stated: Stated, frame: str
) -> list[Slip]:
    """Days, weeks, months or years against the days told beside them, or against the piece's own."""
    ref = reference(facts)
    if ref is None or facts.published_at is None:
        return []
    told = [p for p in scan_parts(facts.body, points, ref) if fine_enough(p, stated.unit)]
    around = [p for p in told if zone is not facts.body or near(sentence, p.start)]
    today = Point(ref, ref, "day", 0, 0, "the piece")
    inside = distinct(
        [p for p in told if sentence.start <= p.start < sentence.end and p.fine == "day"]
    )
    if frame in {"after", "between"} and len(inside) == 2:
        return likely(stated, *inside)  # “caught on 8 May, two weeks after the robbery of 24 April”
    around = distinct(around) if frame == "both" and len(around) > 1 else [*distinct(around), today]
    if any(not slip_of(stated, one, other) for one, other in combinations(around, 2)):
        return []
    two = ends_of(facts, told, beside(facts, zone, sentence, frame), ref, plans=frame == "both")
    if len(two) == 1 and two[0].last < ref:
        end = until_of(facts, sentence, two[0], frame, today) if zone is facts.body else today if frame in {"now", "since"} else None  # fmt: skip
        return likely(stated, two[0], end) if end else []
    return likely(stated, *two) if len(two) == 2 and two[0].last < ref else []


def until_of(facts: Facts, sentence: Span, one: Point, frame: str, today: Point) -> Point | None:
    """The day that a span runs to from the one day told: the piece's own, or the weekday that its sentence names."""
    text = facts.body.text
    if frame in {"now", "since"}:
        return today
    if sentence.start <= one.start < sentence.end and SHUT_SINCE.search(
        text, max(0, one.start - 24), one.start
    ):
        return today
    named = SAID_DAY.search(text, sentence.start, sentence.end) if frame in {"later", "after"} and one.fine == "day" else None  # fmt: skip
    if named is None:
        return None
    weekday = times.weekday_name(named.group("day") or "")
    back = next((n for n in range(7) if times.WEEKDAYS[(today.first - timedelta(days=n)).weekday()] == weekday), 0)  # fmt: skip
    day = today.first - timedelta(days=back)
    return Point(day, day, "day", 0, 0, named.group().strip())


SHUT_SINCE = re.compile(r"\b(?:since|from)\s(?:the\s)?$")
SAID_DAY = re.compile(rf"\b(?:[Oo]n (?P<day>{times.WEEKDAY})|[Tt]oday|[Tt]his (?:morning|afternoon|evening)|[Tt]onight)\b")  # fmt: skip


def ends_of(facts: Facts, told: Sequence[Point], room: Span, ref: date, *, plans: bool) -> list[Point]:  # fmt: skip
    """Days that a span may lie between: no plan, no month of any year; not the piece's own day where others are told."""
    text = facts.body.text
    sure = distinct([
        p for p in told
        if room.start <= p.start < room.end and not p.loose and (plans or not PLANNED.search(text[max(room.start, p.start - 45) : p.start]))
    ])  # fmt: skip
    past = [p for p in sure if abs((p.first - ref).days) > 1]
    return sure if len(past) < 2 and len(sure) == 2 else past


def likely(stated: Stated, one: Point, other: Point) -> list[Slip]:
    """The slip, where the span is not so much longer or shorter that it must be another."""
    days = max(1, (other.first - one.first).days)
    said = stated.amount * DAYS[stated.unit]
    most = 8 if stated.how in {"less than", "fewer than", "under", "just under"} else 3.5  # fmt: skip
    return slip_of(stated, one, other) if said / 3.5 <= days <= said * most else []


def fine_enough(point: Point, unit: str) -> bool:
    """Whether a point is told finely enough to count such units from it."""
    return point.fine == "day" or unit == "year" or (unit == "month" and point.fine == "month")


def slip_of(stated: Stated, one: Point, other: Point) -> list[Slip]:
    """Why the span between two points is not what the copy says; nothing where some reading of it is."""
    first, last = (one, other) if one.first <= other.first else (other, one)
    return length_slip(stated, first, last, sure=False)
