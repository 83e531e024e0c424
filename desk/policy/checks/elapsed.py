"""Checks on durations: times elapsed, ages, days of a war."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.ages import BORN, age_slips, aged_later
from desk.policy.checks.alongside import alongside
from desk.policy.checks.base import Check, body_finding, words_finding
from desk.policy.checks.between import told_between
from desk.policy.checks.countdown import countdown
from desk.policy.checks.counting import ANNIVERSARY, NTH_UNIT, anniversaries, count_slips, nth_unit
from desk.policy.checks.gaps import Slip, hour_slips
from desk.policy.checks.lengths import DAYS, length_slip
from desk.policy.checks.moments import reference
from desk.policy.cued import Cued
from desk.policy.hours import times
from desk.policy.hours.durations import UNITS, Stated, durations
from desk.policy.hours.times import Moment
from desk.policy.letters import needing
from desk.policy.once import once
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at, told
from desk.policy.types import Confidence, Facts, Finding, Span

# A relation between a duration and the day it counts from.
SINCE = re.compile(
    r"\b(?:since|after|into|ago|on from|from|began|begun|launched|started|opened|founded|signed|old|passed|later|closed|shut|stopped|ended|ceased|vanished|disappeared|collapsed|failed)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:before|until|ahead of|left|away|remain(?:s|ing)?|jail|prison|sentenc\w+|contract|term)\b", re.IGNORECASE)  # fmt: skip
DAY_NUMBER = Cued(
    r"\b(?:[Dd]ay|DAY)\s+(?P<n>\d{1,2},\d{3}|\d{1,4})\b(?=\s+of\b|[,.;:]|\s+(?:fell|came|was|is|since)\b)"
)
WAR = re.compile(r"\b(?:air campaign|invasion|full-scale|war against Ukraine|campaign against Ukrainian)\b", re.IGNORECASE)  # fmt: skip


def elapsed_time_slip(facts: Facts) -> Iterator[Finding]:
    """A duration, an age or a count of days that the dates, hours or years beside it belie."""
    ref, anchors = reference(facts), tuple(facts.extra.get("anchors", {}).items())
    for sentence, said in told(facts.body, tells_of_time):
        slips, spans = alone(said, ref, anchors)
        found = [*slips, *count_slips(facts, said, sentence, ref)]
        for stated, its in spans:
            found += its or span_slips(facts, sentence, said, stated)
        yield from found_at(facts, [(sentence, slip) for slip in found])
    yield from found_at(facts, aged_later(facts, ref))
    yield from above_the_body(facts)


def span_slips(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """What the hours and days round a sentence say against one duration of it."""
    if UP_TO.match(said, stated.end) and THE_PERIOD.search(said, 0, stated.start):
        return []
    near = [
        *hour_slips(facts, sentence, said, stated),
        *told_next(facts, sentence, said, stated),
    ]
    near = near or alongside(facts, sentence, said, stated)
    return near or told_between(facts, facts.body, sentence, stated)


# “In the four weeks to 10 January” names a period by its end.
UP_TO = re.compile(
    rf"\s(?:up )?(?:to|ending|ended|that ended|until)\s(?:on |in |mid-|the end of |early |late )?(?:the )?(?:\d|{times.MONTH}|{times.WEEKDAY}|[a-z]+(?:st|nd|rd|th)\b)"
)
THE_PERIOD = re.compile(r"\b(?:the|those|these|in|over|for)\s(?:first |last |past |previous )?$")


def above_the_body(facts: Facts) -> Iterator[Finding]:
    """A duration of the headline or the dek that the hours or days of the body belie."""
    for zone in (facts.headline, facts.dek):
        for sentence, said in told(zone, tells_of_time) if zone else ():
            assert zone is not None
            slips = count_slips(facts, said, sentence, reference(facts), zone)
            slips += day_count(tuple(facts.extra.get("anchors", {}).items()), said, reference(facts))  # fmt: skip
            # What the body says as well is read there, beside its own hours.
            apart = [d for d in durations(said) if (d.amount, d.unit) not in spans_told(facts)]
            slips += [s for one in apart for s in told_between(facts, zone, sentence, one)]
            for slip in slips:
                span = Span(sentence.start + slip.start, sentence.start + slip.end)
                yield words_finding(facts, zone, span, slip.said, confidence=Confidence.UNSURE)


@once
def spans_told(facts: Facts) -> frozenset[tuple[float, str]]:
    """The durations of the body, each as its amount and unit."""
    return frozenset(
        (d.amount, d.unit) for block in known.each(facts.body, durations) for d in block
    )


Anchors = tuple[tuple[str, str], ...]
Alone = tuple[tuple[Slip, ...], tuple[tuple[Stated, tuple[Slip, ...]], ...]]


@lru_cache(maxsize=2048)
def alone(said: str, ref: date | None, anchors: Anchors) -> Alone:
    """What a sentence belies by itself: ages and days, and each duration that is no part of them with its slips."""
    slips = (*age_slips(said, ref), *day_count(anchors, said, ref), *anniversaries(said, ref))
    taken = [(s.start, s.end) for s in slips]
    free = [d for d in durations(said) if not any(a < d.end and d.start < b for a, b in taken)]
    return slips, tuple(
        (d, tuple(duration_slip(anchors, said, d, ref) or countdown(said, d, ref))) for d in free
    )


def found_at(facts: Facts, slips: Iterable[tuple[Span, Slip]]) -> Iterator[Finding]:
    """The finding of each slip, unless somebody is quoted."""
    for sentence, slip in slips:
        span = Span(sentence.start + slip.start, sentence.start + slip.end)
        if not in_quotes(facts.body.text, span):
            sure = Confidence.SURE if slip.sure else Confidence.UNSURE
            yield body_finding(facts, span, slip.said, confidence=sure)


@needing(UNITS.letters, NTH_UNIT.letters, ANNIVERSARY.letters, BORN.letters, DAY_NUMBER.letters)
def tells_of_time(said: str) -> bool:
    """Whether a sentence has an age with its year of birth, a count of days, or a duration."""
    return bool(
        durations(said)
        or nth_unit(said)
        or ANNIVERSARY.search(said)
        or BORN.search(said)
        or DAY_NUMBER.search(said)
    )


def day_count(anchors: Anchors, said: str, ref: date | None) -> list[Slip]:
    """“Day 1,590 of the invasion”: counted from its own day, by either way of counting."""
    m = DAY_NUMBER.search(said)
    if not m or ref is None:
        return []
    start = start_of(anchors, said, ref)
    if start is None:
        return []
    day, name, stated = start
    beside = [d.day for d in times.dates(said, ref.year) if d.day > day]
    until = beside[0] if len(beside) == 1 else ref
    days = (until - day).days
    if abs(int(m.group("n").replace(",", "")) - days - (1 if beside else 0)) <= (1 if beside else 2):  # fmt: skip
        return []
    right = f"From {day.day} {day:%B %Y} ({name}) to {until.day} {until:%B %Y}, day {days + 1:,}."
    return [Slip(m.start(), m.end("n"), right, stated)]


BEGAN = re.compile(r"\b(?:since|from|began|begun|took effect|came into force|started|opened|launched|declared|in force|counting from)\b[^.;]{0,30}$", re.IGNORECASE)  # fmt: skip


def start_of(anchors: Anchors, said: str, ref: date) -> tuple[date, str, bool] | None:
    """The one full date of a sentence, the date at which it says something began, else a day of the pack’s."""
    days = [w for w in times.named_moments(said) if w.first == w.last]
    if len(days) == 1:
        return days[0].first, days[0].words, True
    began = [d for d in times.dates(said, ref.year) if BEGAN.search(said[: d.start])]
    if began and not days:
        return began[0].day, said[began[0].start : began[0].end], True
    return anchor(anchors, said)


def anchor(
    anchors: Anchors, said: str, stated: Stated | None = None
) -> tuple[date, str, bool] | None:
    """One of the pack's days to count from that a sentence names."""
    for name, day in anchors:
        if re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE):
            return date.fromisoformat(day), name, False
    into = stated is None or stated.old or re.search(r"\b(?:into|since|after)\b", said)
    if anchors and into and WAR.search(said):
        name, day = max(anchors, key=lambda pair: pair[1])
        return date.fromisoformat(day), name, False
    return None


def duration_slip(anchors: Anchors, said: str, stated: Stated, ref: date | None) -> list[Slip]:
    """A duration in days or more against the day it counts from."""
    if (
        ref is None
        or stated.unit in {"minute", "hour"}
        or (stated.old and AGED.match(said, stated.end))
        or UNTIL.search(said[stated.start : stated.end + 25])
    ):
        return []
    # Nothing counts from the day of the piece itself.
    words = tuple(w for w in times.named_moments(said) if not w.first == w.last == ref)
    start = counts_from(said, stated, words, ref) or last_years(said, stated, ref)
    if start:
        until = ended(start, words) or Moment(ref, ref, 0, 0, "")
        if start.last >= until.first or any(not length_slip(stated, start, m, sure=True) for m in months_near(said, ref)):  # fmt: skip
            return []
        return length_slip(stated, start, until, sure=True)
    named = (
        anchor(anchors, said, stated) if stated.unit == "year" and not BORN.search(said) else None
    )
    if named is None or words:
        return []
    day, name, _ = named
    return length_slip(stated, Moment(day, day, 0, 0, name), Moment(ref, ref, 0, 0, ""), sure=False)


# “A ten-month-old baby fell ill in August 2024”: an age, and no span that runs from that day.
AGED = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?:baby|babies|infants?|toddlers?|boys?|girls?|child|children|sons?|daughters?|grand\w+|nephews?|nieces?|brothers?|sisters?|twins?|m[ae]n|wom[ae]n|mother|father|widow|students?|pupils?|teenagers?|schoolboys?|schoolgirls?|patients?|victims?|players?|drivers?|nurses?|foals?|cal(?:f|ves)|cubs?|pupp(?:y|ies)|dogs?|horses?|elephants?)\b")  # fmt: skip
WAITED = re.compile(r"\b(?:waited|taken|took|lasted|been (?:shut|closed|away|gone|without|waiting|idle|dark|silent|dry)|stood (?:still|empty|idle)|gone without)\s(?:for )?$")  # fmt: skip


def told_next(facts: Facts, sentence: Span, said: str, stated: Stated) -> list[Slip]:
    """“They had waited two years and eight months. On 1 January 2024 …; on 3 November 2026 …”."""
    if stated.unit not in DAYS or times.named_moments(said):
        return []
    spans = body_sentences(facts.body)
    at = sentence_at(spans, sentence.start)
    if at and THAT_WAS.fullmatch(said, 0, stated.start) and AGO_THEN.match(said, stated.end):
        return that_was(cut(facts.body.text, spans[at - 1]), stated, reference(facts))
    if at and HAS_BEEN_FOR.search(said, 0, stated.start):
        return held_since(cut(facts.body.text, spans[at - 1]), stated, reference(facts))
    if not WAITED.search(said, max(0, stated.start - 40), stated.start):
        return []
    after = cut(facts.body.text, spans[at + 1]) if at is not None and at + 1 < len(spans) else ""
    days = [w for w in times.named_moments(after) if w.first == w.last]
    if len(days) != 2 or days[0].last >= days[1].first:
        return []
    return length_slip(stated, days[0], days[1], sure=False)


# “She was arrested on 3 December. She has been in a cell for nine weeks”
HAS_BEEN_FOR = re.compile(r"^(?:She|He|It|They) (?:has|have) (?:\w+ )?been (?:in (?:an? |the |his |her |their |solitary )?(?:cells?|custody|prison|jail|detention|captivity|confinement)|behind bars|held|detained|jailed|imprisoned|shut|closed)\b[^,.;]{0,20}?\bfor (?:the (?:past|last) |almost |nearly |more than |over )?$")  # fmt: skip


def held_since(before: str, stated: Stated, ref: date | None) -> list[Slip]:
    """What has lasted since the one day of the sentence before, on which it began."""
    told = times.dates(before, ref.year) if ref else ()
    if ref is None or len(told) != 1 or not BEGUN.search(before[: told[0].start]):
        return []
    one = told[0]
    day = one.day if one.year_stated or one.day <= ref else one.day - timedelta(days=365)
    return length_slip(stated, Moment(day, day, 0, 0, before[one.start : one.end]), Moment(ref, ref, 0, 0, ""), sure=False) if day < ref else []  # fmt: skip


def that_was(before: str, stated: Stated, ref: date | None) -> list[Slip]:
    """“The first case was in August 2024. That was 18 months ago”: the day or month of the sentence before is meant."""
    told = times.named_moments(before)
    if ref is None or len(told) != 1 or told[0].last >= ref:
        return []
    return length_slip(stated, told[0], Moment(ref, ref, 0, 0, ""), sure=False)


THAT_WAS = re.compile(r"(?:And |But )?(?:[Tt]hat|[Tt]his|[Ii]t|[Tt]hose) (?:was|were|is|happened|came)(?: all)? (?:[a-z]+ ){0,2}")  # fmt: skip
# “It was two years, he said, of cold soup” tells of no day.
AGO_THEN = re.compile(r"\sago\b")
AGO = re.compile(r",?\s*(?:or |that is,? |now )?[^,;.]{3,40}? ago")


def counts_from(
    said: str, stated: Stated, words: tuple[Moment, ...], ref: date | None
) -> Moment | None:
    """The day in the sentence that a duration counts from: after it by “since”, “after”, “ago”; or before it."""
    if BORN.search(said):
        return None
    ends_with_it = AFTER_ALL_THAT.search(said, max(0, stated.start - 60), stated.start)
    for one in words:
        between = said[stated.end : one.start]
        if ends_with_it and not FROM_THEN.search(between):
            continue  # “after a wait of nine years the road opened in 2025”
        if (
            one.start >= stated.end
            and len(between) <= 90
            and SINCE.search(between)
            and not ASIDE.search(between)
            and not (said[stated.end - len(stated.unit) - 1] == "-" and OVER.match(between))
        ):
            return None if long_over(stated, between, one, ref) else one
    before = [w for w in words if w.end <= stated.start]
    if before and AGO.fullmatch(said[before[-1].end : stated.end + 4]):
        return before[-1]  # “in October 2023, barely a year ago”
    beside = dated_before(said, stated, ref)
    if beside:
        return beside
    if len(before) == 1 and not [w for w in words if w.start >= stated.end]:
        return before[0] if runs_from(said, stated, before[0]) else None
    return words[0] if stated.old and len(words) == 1 else None


def long_over(stated: Stated, between: str, day: Moment, ref: date | None) -> bool:
    """Whether “had been due thirty days after the raid of 26 July 2023” is of that summer: no slip of the years since."""
    after = ref is not None and AFTER_A_DAY.match(between) is not None
    most = stated.amount * DAYS.get(stated.unit, 1) * MANY_TIMES
    return after and ref is not None and (ref - day.last).days > most


AFTER_A_DAY = re.compile(r"\s(?:after|on from)\s")
MANY_TIMES = 5  # of what was told: who counts wrong is out by less


AFTER_ALL_THAT = re.compile(
    r"\b[Aa]fter (?:(?:an?|the|his|her|their|its) (?:[\w-]+ ){1,3}?of )?(?:just |only |some |almost |nearly |more than |over )?$"
)
FROM_THEN = re.compile(r"\b(?:since|from|into|ago)\b")


# “She took over in May last year, ten months ago”
LAST_YEARS = re.compile(
    rf"\b(?:in|since|from|of) (?P<month>{times.MONTH}) (?P<year>last|this) year,? (?:that is,? |or |now |just |only |more than |less than |almost |nearly |some |about )?$"
)


def last_years(said: str, stated: Stated, ref: date) -> Moment | None:
    """A month of last year or this that a span is counted from."""
    m = LAST_YEARS.search(said, max(0, stated.start - 60), stated.start)
    if m is None or not AGO_THEN.match(said, stated.end):
        return None
    month, year = times.month_number(m.group("month")), ref.year - (m.group("year") == "last")
    last = date(year, month, monthrange(year, month)[1])
    return Moment(last.replace(day=1), last, m.start("month"), m.end("year"), m.group("month"))


def dated_before(said: str, stated: Stated, ref: date | None) -> Moment | None:
    """“Took effect on 27 December, six weeks ago”: a day without its year, the last one of that name."""
    bare = [d for d in times.dates(said[: stated.start], ref.year) if not d.year_stated] if ref else []  # fmt: skip
    if ref is None or not bare or not AGO.fullmatch(said[bare[-1].end : stated.end + 4]):
        return None
    one = bare[-1]
    day = one.day if one.day <= ref else one.day - timedelta(days=365)
    return Moment(day, day, one.start, one.end, said[one.start : one.end])


def runs_from(said: str, stated: Stated, day: Moment) -> bool:
    """Whether a duration runs from a day that is told before it."""
    between, behind = said[day.end : stated.start], said[stated.end : stated.end + 16]
    begun = BEGUN.search(said[: day.start])
    if begun is None:
        return stated.old
    if begun.group().startswith(("since", "from")) and BESIDE_SINCE.fullmatch(between):
        return True
    if AND_FOR.fullmatch(between) and HAVE_BEEN.match(said, stated.end) and TAKEN.search(begun.group()):  # fmt: skip
        return True  # “seized the plant in March 2022, and for five years its staff have been …”
    if stated.old and IS_OLD.fullmatch(between) and A_TIME.search(said, 0, day.start):
        return True  # “The war, which began on 15 April 2023, is three years old”
    # “Elected in 2019, after ten years in parliament” counts to the date.
    # “Began on 22 January 2024 and lasted two weeks” is over.
    if ANOTHER.search(between) or ENDS_THERE.fullmatch(between) or WAS_OVER.search(between):
        return False
    return bool(SINCE_THEN.search(f"{between}|{behind}")) and "later" not in behind[:8]


# “The two-year war ended in 2022”: the day is its last.
OVER = re.compile(r"[^,;]*\b(?:ended|ends|was over|came to an end|stopped|ceased|finished|concluded|expired|broke off|was (?:settled|lifted|called off))\b")  # fmt: skip
# “Five years since the fire, and two since the factory, built in 1974, closed”: the date is of something else.
ASIDE = re.compile(r",\s(?:and|but|built|founded|opened|made|born|named|who|whose)\b")
# What a span of somebody or something begins with, told before it.
BEGUN = re.compile(
    r"\b(?:since|after|from|began|begun|launched|started|opened|founded|signed|took (?:office|over|effect|power|up)|elected|appointed|sworn in|arrived|came (?:to power|into force|to)|joined|hired|arrested|detained|"
    r"filed|lodged|brought|registered|submitted|seized|captured|kidnapped|abducted|taken|planted|sown|built|bought|laid|installed|acquired|adopted|enlisted|enrolled|settled|retired|widowed|rebuilt|handed over|let|leased|set up|shut|closed|married|moved|in force|broke out|erupted|invaded|imposed|introduced|created|established|formed|inaugurated|became|crowned|ordained|died|vanished|disappeared)\b[^,;]{0,40}$"
)
SINCE_THEN = re.compile(
    r"\|\s(?:on|later)\b|\b(?:have passed|has passed|old|ago|now|held for|lasted|stood for|run for|been)\b|\b(?:has|have) (?:[\w’-]+ ){1,6}?for (?:\w+ )?\||\bafter (?:\w+ )?\|(?:\s(?:in|of|at|behind|as)\b|[,.])"
)
TAKEN = re.compile(r"\b(?:seized|captured|taken|occupied|shut|closed|invaded)\b")
AND_FOR, HAVE_BEEN = re.compile(r",? and for (?:the (?:last|past) )?"), re.compile(r"[^.;]{0,60}?\b(?:has|have) (?:\w+ )?(?:been (?:under|without|held|shut|closed)|lived under|worked under)\b")  # fmt: skip
# What is as old as the day on which it began; a senator is not.
A_TIME = re.compile(r"\b(?:war|conflict|siege|blockade|strike|truce|ceasefire|law|ban|crisis|drought|outbreak|epidemic|invasion|occupation|uprising|embargo|sanctions)\b[^.;]{0,40}\b(?:began|begun|started|broke out|erupted|came into force|took effect|imposed|launched)\b")  # fmt: skip
IS_OLD = re.compile(r",?\s(?:is|are)\s(?:now\s|already\s)?")
BESIDE_SINCE = re.compile(r",\s(?:now |already |or |that is,? )?")
ENDS_THERE = re.compile(r",?\s(?:and |only )?after (?:\w+ )?")
WAS_OVER = re.compile(r"(?<!has )(?<!have )(?<!now )\b(?:lasted|went on|continued|dragged on|raged|ran)(?: on)?(?: for)?(?: only| just| about| some| almost| nearly| more than| over)?\s$")  # fmt: skip
ANOTHER = re.compile(r"\b(?:who|whose|whom|which|than|from (?:a|the|his|her|its)|while)\b")
MONTH_ALONE = re.compile(
    rf"\b(?:in|by|until|from|this|next|come)\s(?P<month>{times.MONTH})\b(?!\s+(?:\d|of))"
)


def months_near(said: str, ref: date) -> list[Moment]:
    """Months named without their year, as those nearest to the piece: a span may run to one of them."""
    found = []
    for m in MONTH_ALONE.finditer(said):
        month = times.month_number(m.group("month"))
        for year in (ref.year - 1, ref.year, ref.year + 1):
            last = date(year, month, monthrange(year, month)[1])
            if abs((last - ref).days) < 200:
                found.append(Moment(last.replace(day=1), last, m.start(), m.end(), m.group("month")))  # fmt: skip
    return found


def ended(start: Moment, words: tuple[Moment, ...]) -> Moment | None:
    """Another day of the sentence that the duration runs to."""
    others = [w for w in words if w is not start and w.first > start.last]
    return others[0] if len(others) == 1 else None


CHECKS = [
    Check(
        "elapsed-time-slip",
        "A duration, an age or a count of days that the dates beside it belie.",
        "“Almost four years” said of four years and four months.",
        "Count again from the day you mean, and name it.",
        elapsed_time_slip,
    ),
]
