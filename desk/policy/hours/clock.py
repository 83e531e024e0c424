"""Clock times as a text states them, with the zone, the day and the sense beside them. Pure.

Nothing is guessed: an hour without a zone or a day stays without it, and checks that need one keep
silent. Zones are read by zoneinfo, so that summer time is right on its day. A spoken hour without its
half of the day (“half past eleven”) is on a twelve-hour face: two moments fit it.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from desk.policy.figures.numbers import SMALL
from desk.policy.hours.in_words import HOURS, named_clock, spoken
from desk.policy.hours.times import MONTH, WEEKDAY, WEEKDAYS, StatedDate, dates, weekday_name
from desk.policy.hours.zone_names import UTC as UTC_ZONE
from desk.policy.hours.zone_names import bare, called, lands, offset_zone, zone_told
from desk.policy.letters import Letters
from desk.policy.values import record

HALF = r"(?:\s?(?P<half{n}>[ap]\.?\s?m\b\.?))"
PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
CORE = re.compile(
    r"(?<![\w.,:/$€£+-])(?:"
    r"(?P<h>[01]?\d|2[0-3])(?P<sep>[:.h])(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d%]|[.,]\d)" + HALF.format(n="") + "?"
    r"|(?P<mil>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hrs?\b|hours\b|Z\b|local|(?-i:[A-Z]{3,4}\b|Universal\b|Greenwich\b|in [A-Z])))(?:\s?(?:hrs?|hours))?"
    r"|(?P<h12>1[0-2]|0?[1-9])" + HALF.format(n="12") +
    r"|(?:(?:(?:an? |a )?(?P<part>half|quarter|five|ten|twenty-five|twenty|\d{1,2}|(?:" + SMALL + r")(?:-(?:" + SMALL + r"))?(?= minutes?\b))(?: minutes?)?(?:\s+|-(?=past))(?P<rel>past|to|before|after|short of|shy of)\s+)?"
    rf"(?P<word>{'|'.join(HOURS)}|1[0-2]|[1-9])(?:-(?P<minutes>ten|fifteen|twenty|thirty|forty|forty-five|fifty))?(?P<clock> o[’']clock)?"
    r"(?P<spoken>\s(?:in the (?:morning|forenoon|afternoon|evening|small hours)|at night|this (?:morning|afternoon|evening)|tonight|[ap]\.?m\b\.?))?)"
    r"|(?P<name>midnight|noon|midday)"
    r")(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
# “One minute to midnight”, “a quarter past noon”: what stands before the name of an hour.
AHEAD = re.compile(
    rf"(?<![\w.,:-])(?P<ahead>(?:an? |a )?(?:half|quarter)|(?:an?|\d{{1,2}}|(?:{SMALL})(?:-(?:{SMALL}))?) minutes?)\s(?P<way>past|to|before|after|short of|shy of)\s$",
    re.IGNORECASE,
)
OF_AN_HOUR, FIGURE = Letters(*HOURS, "midnight", "noon", "midday"), re.compile(r"\d(?<!\w\d)")
BEFORE = re.compile(
    r"\b((?:(?:just|shortly|soon|well|a little|some time|not long)\s+)?(?:before|after)|about|around|by|at|from|until|till|since|"
    r"between|nearly|almost|roughly|circa|towards?|to|and)\s+(?:about |around )?$",
    re.IGNORECASE,
)
LAST_BEFORE = ("before", "after", "about", "around", "by", "at", "from", "until", "till", "since", "between", "nearly", "almost", "roughly", "circa", "toward", "towards", "to", "and")  # fmt: skip
# “at six in Athens” is an hour; “around six in Athens” may be people.
SURE = frozenset({"at", "by", "until", "till", "since", "before", "after", "just before", "just after", "shortly before", "shortly after", "soon after"})  # fmt: skip
OF_A_CLOCK = ("rel", "clock", "spoken", "minutes")
ROUGHLY = re.compile(r"\b(?:about|around) $")  # “at about 09:40”
PLACE = r"(?:St\.? |U\.S\. )?[A-ZÀ-Ý][\w’'-]*(?:[ -](?:de |al-)?[A-ZÀ-Ý][\w’'-]*){0,2}"
DAYPART = re.compile(rf"(?:\s+or so)?\s+(?:in the (?:morning|forenoon|afternoon|evening)|at night|(?:this|yesterday) (?:morning|afternoon|evening)|tonight|(?:early |late )?on (?:(?:an?|the) )?(?:(?P<weekday>{WEEKDAY}) |(?-i:{MONTH}) )?{PART_OF_DAY}\b)", re.IGNORECASE)  # fmt: skip
AFTER = re.compile(
    rf",?\s*(?P<zone>"
    rf"(?:UTC|GMT)\s?[+−-]\s?\d{{1,2}}(?::?\d\d)?|[+−]\d\d:?\d\d|(?:if you count )?(?:in |by )?(?:UTC|GMT)|at (?-i:Greenwich)\b|(?-i:Z\b|Zulu\b|Universal\b(?! time))|(?:by |in )?local(?: time)?"
    rf"|on (?-i:(?P<on>(?:the )?{PLACE}))(?:[’']s?)?(?: own)? clocks?\b"
    rf"|(?:(?:here |there )?(?:by|in)|for (?:[a-z]+ ){{1,4}}?(?:in|from|by)) (?-i:(?P<where>(?:[Tt]he )?(?:UTC|GMT|{PLACE})))(?:[’']s? (?:own )?clocks?| clocks?| time)?"
    rf"|(?-i:(?P<place>(?:[Tt]he )?{PLACE})) (?:local )?(?:standard |summer |daylight )?time|(?-i:(?P<abbr>[A-Z]{{2,4}}|Eastern|Pacific)\b)|(?<=, )(?-i:(?P<alone>{PLACE}))(?=[.;)]|,? (?:or|which|when)\b|$)"
    rf"|\((?-i:(?P<held>{PLACE}))(?=\)|[,;/] ?\d))",
    re.IGNORECASE,
)
# “In Pago Pago it was likewise noon”, “when Berlin had four in the afternoon”: the clock before its hour.
SAID_BEFORE = re.compile(
    rf"(?:\b(?:[Ii]n|[Oo]n|[Bb]y|[Ff]or|[Aa]t)\s(?:the )?(?P<where>{PLACE})(?:[’']s? (?:own )?clocks?| clocks?| time)?(?:,[^,.;]{{1,60}},|,)?\s"
    r"(?:(?:it|that|this|there|they|we|clocks)(?:[’']s|[’']ll be|\s(?:was|is|would be|will be|means?|meant|makes|made|read|said|showed))|(?:at|on the stroke of|just (?:before|after)|shortly (?:before|after)|until|from))"
    rf"|\b(?:when|while|and|as)\s(?P<who>{PLACE})\s(?:had|has|showed?|reads?))"
    r"(?:\s(?:by then|then|still|likewise|also|already|only|just|about|after|now|at|nearly|almost))*\s$"
)
IT_IS = re.compile(r"\b(?:it|that|this)\b|\bhad\b")
SAID_WITHIN = 110  # characters before an hour in which its clock may be named
# “On Thursday evening at eight”.
PART_FIRST = re.compile(r"\b(?P<part>morning|afternoon|evening),?\s(?:at|by|until|till|before|after)\s(?:about |around |exactly )?(?:(?:half|quarter|\w+) (?:past|to) )?$", re.IGNORECASE)  # fmt: skip
DAY_AFTER = re.compile(r"\)?,?\s*(?:on\s+|of\s+)?(?:the\s+)?")
BESIDE = 100  # characters between the beginnings of an hour and of the day beside it, at most
STARTS = attrgetter("start")
DAY_BEFORE = re.compile(r",?\s*(?:at|by|around|about)?\s*(?:about |around )?")
ON_DAY = re.compile(
    rf"\)?,?\s*on (?P<day>(?:the )?(?P<weekday>{WEEKDAY})(?![\w])|the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b)"
)
# “On Thursday at 15:20”, “on Thursday night, at about 11.20pm”.
DAY_FIRST = re.compile(
    rf"\b(?P<weekday>{WEEKDAY})(?: (?:morning|afternoon|evening|night))?,?\s(?:(?:shortly|just|only)\s)?(?:(?:at|by|around|about|before|after)\s)?(?:(?:about|around|exactly)\s)?$"
)
LEAD = 40  # characters before an hour in which its weekday may stand
EVE = re.compile(r"\)?,?\s*(?:on |in )?the (?:(?P<eve>(?:evening|day|night) before|previous (?:day|evening|night))|(?P<next>next (?:day|morning)|following (?:day|morning)))\b", re.IGNORECASE)  # fmt: skip


@record
class StatedHour:
    """A clock time as stated. `zone` is None where none is; `day` where one stands beside it.

    `how` is “just before”, “about”, “by” …; `twelve` says that two moments of the day fit; `shift` is
    -1 for “the evening before”, 1 for “the next morning”. `start` and `end` hold the hour, its zone
    and its day. `face` is “half” with “a.m.” or “p.m.”, “bare” for “5:40”, which may be of either where such a one is near.
    """

    clock: time
    start: int
    end: int
    zone: tzinfo | None = None
    zone_words: str = ""
    day: StatedDate | None = None
    how: str = ""
    twelve: bool = False
    vague: bool = False
    shift: int = 0
    weekday: str = ""
    nth: int = 0
    face: str = ""

    def moved(self, by: int) -> "StatedHour":
        """The same hour so many code points on, with the day beside it."""
        start, end, day = self.start + by, self.end + by, self.day.moved(by) if self.day else None
        beside = (self.zone, self.zone_words, day, self.how, self.twelve, self.vague)
        return StatedHour(
            self.clock, start, end, *beside, self.shift, self.weekday, self.nth, self.face
        )


@lru_cache(maxsize=1024)
def hours(
    text: str,
    year: int | None = None,
    local: ZoneInfo | None = None,
    here: frozenset[str] = frozenset(),
) -> tuple[StatedHour, ...]:
    """Clock times of a text in order, with the zone and the day that stand with them.

    `local` is the clock of the piece's place, and `here` what that place is called.
    """
    found_at = like_clocks(text)
    days = dates(text, year) if found_at else ()
    found: list[StatedHour] = []
    for m in found_at:
        hour = read(text, m, local, here)
        if hour:
            found.append(zone_later(text, with_day(text, hour, days), local, here))
    return tuple(found)


@lru_cache(maxsize=1024)
def like_clocks(text: str) -> tuple[re.Match[str], ...]:
    """What looks like a clock time in a text, wherever its clock stands."""
    likely = OF_AN_HOUR.stand_in(text) or FIGURE.search(text)
    return tuple(CORE.finditer(text)) if likely else ()


def read(
    text: str, m: re.Match[str], local: ZoneInfo | None, here: frozenset[str]
) -> StatedHour | None:
    """One clock time with its zone, or nothing where the figure is no hour."""
    ahead = AHEAD.search(text, max(0, m.start() - 34), m.start()) if m.group("name") else None
    opens = ahead.start() if ahead else m.start()
    head = text[max(0, opens - 30) : opens]
    told = BEFORE.search(head) if head.rstrip().lower().endswith(LAST_BEFORE) else None
    how = told.group(1).lower() if told else ""
    if m.group("word") and how not in SURE and not any(map(m.group, OF_A_CLOCK)):
        return None  # “six people”
    if m.group("spoken") and not (m.group("rel") or m.group("clock") or how in SURE) and dealt_out(text, m):  # fmt: skip
        return None
    part = DAYPART.match(text, m.end())
    stop = part.end() if part else m.end()
    zone, words, end = zone_after(AFTER.match(text, stop), stop, local, here)
    daypart = (m.group("spoken") or (part.group() if part else "")).strip().lower()
    early = PART_FIRST.search(head) if m.group("word") and not daypart else None
    daypart = f"in the {early.group('part')}" if early else daypart
    found = (named_clock(m, ahead), False) if m.group("name") else clock_of(m, daypart)
    if found is None or not is_hour(m, how, words, daypart):
        return None
    clock, twelve = found
    start = opens
    if m.group("name") and told:
        start = max(0, opens - 30) + told.start(1)
    if not words:
        zone, words = zone_before(text, start, local, here)
    rough = how in {"about", "around", "roughly", "circa", "nearly", "almost"} or ROUGHLY.search(told.group() if told else "")  # fmt: skip
    vague = m.group("word") is not None or bool(rough)
    # “At two on Sunday night” is of Monday: such a night names no day.
    night = part is None or ("night" in part.group() and clock.hour < 6)
    weekday = "" if night or part is None else weekday_name(part.group("weekday") or "")
    return StatedHour(clock, start, end, zone, words, how=how, twelve=twelve, vague=vague, weekday=weekday, face=face_of(m, words, daypart))  # fmt: skip


def face_of(m: re.Match[str], zone: str, daypart: str) -> str:
    """Whether a clock is told with its half of the day, or may be of either: no zone, no leading zero, twelve at most."""
    if m.group("half") or m.group("half12"):
        return "half"
    hour = m.group("h") if m.group("sep") in {":", "."} and not (zone or daypart) else None
    return "bare" if hour and hour[0] != "0" and int(hour) <= 12 else ""


# “Four hours of current, two in the morning and two at night”: what is dealt out over the day, and no hours.
SPOKEN_PART = r"(?:in the (?:morning|afternoon|evening|small hours)|at night)"
DEALT = re.compile(rf"(?P<word>\w+) {SPOKEN_PART}(?:,| and| or|,? and) (?:{'|'.join(HOURS)}|\d+) {SPOKEN_PART}", re.IGNORECASE)  # fmt: skip
DEALT_BEFORE = re.compile(rf"(?:^|(?P<lead>[^\s,]+)[,\s]\s?)(?:{'|'.join(HOURS)}|\d+) {SPOKEN_PART}(?:,| and| or|,? and) $", re.IGNORECASE)  # fmt: skip


def dealt_out(text: str, m: re.Match[str]) -> bool:
    """Whether a spoken figure without “at” stands beside its like in another part of the day."""
    if DEALT.match(text, m.start("word")) and not text[: m.start()].endswith(("between ", "from ", "was ", "is ")):  # fmt: skip
        return True
    first = DEALT_BEFORE.search(text, max(0, m.start() - 48), m.start())
    return first is not None and (first.group("lead") or "").lower() not in {*SURE, "between", "from", "was", "is", "past", "to"}  # fmt: skip


def zone_after(
    after: re.Match[str] | None, end: int, local: ZoneInfo | None, here: frozenset[str]
) -> tuple[tzinfo | None, str, int]:
    """The zone in the words after a clock, those words, and where they end."""
    if after is None:
        return None, "", end
    words = after.group("zone")
    low = re.sub(r"^(?:if you count )?(?:in|by|at) ", "", words.lower())
    if low.startswith("local") or (local and after.group("abbr") in called(local)):
        return local, words, after.end()
    if low in {"utc", "gmt", "greenwich", "z", "zulu", "universal"}:
        return UTC_ZONE, words, after.end()
    if re.match(r"(?:utc|gmt)?\s?[+−-]", low):
        return offset_zone(words), words, after.end()
    return zone_of_name(after, end, local, here)


def zone_of_name(
    after: re.Match[str], end: int, local: ZoneInfo | None, here: frozenset[str]
) -> tuple[tzinfo | None, str, int]:
    """The zone of the place or the short form in the words after a clock, those words, and where they end."""
    group = next(
        (g for g in ("where", "place", "abbr", "on", "alone", "held") if after.group(g)), ""
    )
    found = zone_told(after.group(group), local, here) if group else None
    if found is None or (group in {"alone", "held"} and after.group(group) != found[1]):
        # “Central time” of nobody knows where is somebody’s, and not the place’s own.
        return None, after.group("zone") if group == "place" else "", end
    zone, part = found
    stop = after.end()
    if group == "where" and bare(after.group(group)) != part:
        stop = after.start(group) + len(part)  # “in Athens Council officials”: the name alone
    return zone, after.group("zone")[: stop - after.start("zone")].lstrip("("), stop


def zone_before(
    text: str, start: int, local: ZoneInfo | None, here: frozenset[str]
) -> tuple[tzinfo | None, str]:
    """The zone that the words before a clock name, and the place."""
    low = max(0, start - SAID_WITHIN)
    told = SAID_BEFORE.search(text, low, start) if " " in text[low:start] else None
    found = zone_told(told.group("where") or told.group("who"), local, here) if told else None
    return found or (None, "")


def clock_of(m: re.Match[str], daypart: str) -> tuple[time, bool] | None:
    """The clock, and whether it is one of a twelve-hour face."""
    half = re.sub(r"[.\s]", "", m.group("half") or m.group("half12") or "").lower()
    if m.group("mil"):
        return time(int(m.group("mil")[:2]), int(m.group("mil")[2:])), False
    if m.group("word"):
        return spoken(m, daypart)
    hour, minute = int(m.group("h") or m.group("h12")), int(m.group("m") or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif daypart and hour <= 12 and any(w in daypart for w in ("afternoon", "evening", "night")):
        hour = hour % 12 + (0 if "night" in daypart and hour % 12 < 6 else 12)
    return time(hour, minute), False


def is_hour(m: re.Match[str], how: str, zone: str, daypart: str) -> bool:
    """Whether what looks like a clock is one: 2.43 may be a figure, “six” may be people."""
    if m.group("word"):
        # “at three this afternoon” is an hour; “killed three this afternoon” is people.
        said = m.group("spoken") or daypart
        spoken_of = bool(said) and (how in SURE or (bool(m.group("spoken")) and not OF_TODAY.match(said)))  # fmt: skip
        timed = m.group("minutes") and (zone or how in SURE)
        return bool(m.group("rel") or m.group("clock") or spoken_of or timed or (zone and how in SURE))  # fmt: skip
    if m.group("sep") == "." and not (m.group("half") or zone or daypart):
        return how in SURE and len(m.group("h")) == 2 and not MEASURED.match(m.string, m.end())
    if m.group("mil") and not re.search(r"h", m.group(), re.IGNORECASE):
        return bool(zone) and zone not in lands()  # “the 2010 UAE team”
    if m.group("sep") == "h":
        return bool(zone or how)
    return True


MEASURED = re.compile(r"\s?(?:per\b|percent|p\.?c\b|%|points?\b|[km]?m\b|million|billion|metres|kilomet|seconds|euros|dollars|°)", re.IGNORECASE)  # fmt: skip
OF_TODAY = re.compile(r"\s(?:this|tonight)", re.IGNORECASE)


def with_day(text: str, hour: StatedHour, days: tuple[StatedDate, ...]) -> StatedHour:
    """The hour with a date that stands right after it, or right before it."""
    eve = EVE.match(text, hour.end)
    if eve:
        return replace(hour, shift=-1 if eve.group("eve") else 1)
    named = ON_DAY.match(text, hour.end)
    if named and not any(day.start <= named.start("day") < day.end for day in days):
        nth, weekday = int(named.group("nth") or 0), weekday_name(named.group("weekday") or "")
        return replace(hour, end=named.end(), weekday=weekday, nth=nth)
    first = bisect_left(days, hour.start - BESIDE, key=STARTS)
    for day in days[first : bisect_left(days, hour.end + BESIDE, key=STARTS)]:
        if hour.end <= day.start and DAY_AFTER.fullmatch(text[hour.end : day.start]):
            return replace(hour, day=day, end=day.end)
        if day.end <= hour.start and DAY_BEFORE.fullmatch(text[day.end : hour.start]):
            return replace(hour, day=day, start=day.start)
    before = DAY_FIRST.search(text, max(0, hour.start - LEAD), hour.start)
    return replace(hour, weekday=weekday_name(before.group("weekday"))) if before else hour


def zone_later(
    text: str, hour: StatedHour, local: ZoneInfo | None, here: frozenset[str]
) -> StatedHour:
    """“01:35 on Friday Kyiv time”, “noon on Monday in Lima”: the zone behind the day."""
    late = hour.zone is None and hour.end > 0
    after = AFTER.match(text, hour.end) if late else None
    if after is None or (PLAIN_IN.match(after.group("zone")) and not (hour.day or hour.weekday)):
        return hour
    zone, words, end = zone_after(after, hour.end, local, here)
    return replace(hour, zone=zone, zone_words=words, end=end) if zone else hour


PLAIN_IN = re.compile(r"(?:here |there )?in |for ")


def is_utc(hour: StatedHour) -> bool:
    """Whether an hour is stated in UTC."""
    return isinstance(hour.zone, ZoneInfo) and hour.zone.key == "UTC"


def moments(hour: StatedHour, day: date) -> list[datetime]:
    """The moments in UTC that an hour of a day may be: one, or two on a twelve-hour face."""
    return [] if hour.zone is None else list(moments_at(hour.clock, hour.zone, hour.twelve, day))


@lru_cache(maxsize=4096)
def moments_at(clock: time, zone: tzinfo, twelve: bool, day: date) -> tuple[datetime, ...]:  # noqa: FBT001
    """The same of a clock in a zone."""
    first = datetime.combine(day, clock, zone).astimezone(UTC)
    return (first, first + timedelta(hours=12)) if twelve else (first,)


def nearest(hour: StatedHour, at: datetime) -> datetime | None:
    """The moment of an hour: on its day or weekday where it has one, else that nearest to another moment."""
    if hour.zone is None:
        return None
    if hour.day:
        options = moments(hour, hour.day.day)
    else:
        there = at.astimezone(hour.zone).date()
        days = [there + timedelta(days=n) for n in (range(-3, 4) if hour.weekday else (-1, 0, 1))]
        named = [day for day in days if hour.weekday in {"", WEEKDAYS[day.weekday()]}]
        options = [moment for day in named for moment in moments(hour, day)]
    return min(options, key=lambda moment: abs(moment - at))


def in_zone(at: datetime, zone: tzinfo) -> str:
    """“02:48 on 2 July” by the clock of a zone."""
    local = at.astimezone(zone)
    return f"{local:%H:%M} on {local.day} {local:%B}"
