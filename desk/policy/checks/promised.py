"""What a piece says of its own hour: an embargo that still holds, a question that its own lines answer."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from desk.policy import known
from desk.policy.checks import awaited
from desk.policy.checks.base import body_finding, zones
from desk.policy.checks.moments import local_zone
from desk.policy.checks.overdue import overdue
from desk.policy.cued import Cued
from desk.policy.figures.numbers import numbers
from desk.policy.hours import clock, times
from desk.policy.letters import Letters, needing
from desk.policy.patterns import AnyCase
from desk.policy.text import body_sentences, cut, in_quotes, told
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText
from desk.policy.values import record

EMBARGO = AnyCase(
    r"\b(?:under (?:a |an )?(?:strict )?embargo|(?:strictly )?embargoed|(?:strict |an |the )?embargo (?:is|was|runs?|ran|holds?|lifts?|ends?|expires?)"
    r"|not (?:for|to be) (?:release|released|publication|published|broadcast|use|used|quoted|reported)"
    r"|held for (?:release|publication)|for (?:release|publication|broadcast)(?=\s(?:after|from|not before)\s)|(?:asked|told|agreed|undertook) (?:\w+ ){0,2}?(?:not )?to (?:hold|keep|publish|report|release)(?: it| them| the \w+)?(?: back)?|(?:held|holding|kept) back|withheld|(?:may|can|must) not be (?:published|reported|quoted|used|released|made public))\b"
    r"(?:\s\w+){0,3}?\s+(?:until|till|before|at|on|to|after|from)\s+|\bembargo(?:ed)?\s*[:–—-]\s*(?:until\s)?"
)
HELD_BACK = re.compile(
    r"embargo|\bnot (?:for|to|be)\b|\bfor (?:release|publi|broadcast)|\bheld\b|\bhold|withheld|\bto (?:hold|keep)\b|\bkept back",
    re.IGNORECASE,
)
# Letters that it needs.
OF_HOLDING = Letters("embargo", "not for", "not to", "not be", "for release", "for publi", "for broadcast", "held", "hold", "to keep", "kept back")  # fmt: skip
OVER = re.compile(r"\b(?:lifted|ended|expired|ran out|was broken|has passed|had passed)\b")


def embargo_told(facts: Facts) -> Iterator[Finding]:
    """“Not for release before 09:00 on 21 May” in a piece that goes out before."""
    if facts.published_at is None:
        return
    for zone in zones(facts):
        for span in known.scan(zone, embargoes):
            found = until(facts, zone, span)
            if found is None or OVER.search(zone.text[span.start : found[1]]):
                continue
            moment, end = found
            if facts.published_at < moment and not in_quotes(zone.text, Span(span.start, end)):
                there = f"{moment:%H:%M} UTC on {moment.day} {moment:%B}"
                yield found_in(facts, zone, span.start, end, f"The copy says that it holds until {there}.")  # fmt: skip


@needing(OF_HOLDING)
def embargoes(text: str) -> tuple[Span, ...]:
    """Where a block says that something must not come first."""
    likely = OF_HOLDING.stand_in(text) and HELD_BACK.search(text)
    return tuple(Span(*m.span()) for m in EMBARGO.finditer(text)) if likely else ()


def found_in(facts: Facts, zone: ZoneText, start: int, end: int, said: str) -> Finding:
    """A finding at words of any zone."""
    if zone is facts.body:
        return body_finding(facts, Span(start, end), said)
    return Finding("", zone.kind, zone.text[start:end], start, end, said)


def until(facts: Facts, zone: ZoneText, cue: Span) -> tuple[datetime, int] | None:
    """The moment after a cue, by the clock it names or the place's, and where its words end."""
    assert facts.published_at is not None
    here = local_zone(facts)
    now = facts.published_at.astimezone(here or UTC)
    tail = zone.text[cue.end : cue.end + 80].partition("\n")[0]
    hours = [h for h in clock.hours(tail, now.year, here) if h.start <= 12]
    if hours:
        hour = hours[0]
        day = hour.day.day if hour.day else day_near(hour.weekday, now.date())
        place = hour.zone or here or UTC
        return datetime.combine(day, hour.clock, place).astimezone(UTC), cue.end + hour.end
    days = [d for d in times.dates(tail, now.year) if d.start <= 8]
    if days:
        return datetime.combine(days[0].day, time(0), here or UTC).astimezone(UTC), cue.end + days[0].end  # fmt: skip
    named = re.match(rf"(?:\w+ )?(?P<day>{times.WEEKDAY})\b", tail)
    if named:
        day = day_near(times.weekday_name(named.group("day")), now.date())
        return datetime.combine(day, time(0), here or UTC).astimezone(UTC), cue.end + named.end()
    return None


def day_near(weekday: str, today: date) -> date:
    """The day of that name within three days of another, else that day itself."""
    for n in (0, 1, -1, 2, -2, 3, -3):
        day = today + timedelta(days=n)
        if weekday and times.WEEKDAYS[day.weekday()] == weekday:
            return day
    return today


OPEN = Cued(
    r"\b(?:(?:not|n[’']t)(?: yet| immediately| at once| so far)? (?:been )?(?:known|clear|certain|decided|established|settled|determined)|unclear|unknown|uncertain|undecided|"
    r"unanswered|an open question|no(?:body| one) (?:at|in|from|on) [^.,;]{1,30}? (?:knows|knew|could say|would say|can say)|no(?:body| one) (?:knows|knew|could say|can(?: yet)? say|would say|will say|will answer|has said)|(?:do|does|did)(?: not|n[’']t) (?:yet )?know|remains? to be seen|yet to (?:say|be \w+ed)|"
    r"(?:has|have|had) not(?: yet)? said|(?:would|could|did) not say)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"\b(?:whether|who|whom|which|what|when|where|why|how|if)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\b(?:the |its |their )?(?P<who>[a-z]{4,})s? (?:has|have|had) not(?: yet)? said\b"
)
SETTLES = re.compile(
    r"\b(?:announced|confirmed|named|ruled|decided|found|identified|declared|established|revealed|disclosed|elected|appointed|turned out|agreed|admitted|concluded)\b"
)
TELLS = re.compile(r"\b(?:said|says|told|reported|announced|confirmed|wrote|according to)\b")
HEDGED = re.compile(r"\b(?:may|might|could|can|if|whether|unless|perhaps|possibly|likely|expected|hopes?|hoped|wants?|asked|should)\b", re.IGNORECASE)  # fmt: skip
# What was asked and what happened, in words that mean one thing.
DEEDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"stop(?:s|ped)?|halt(?:ed)?|shut(?:s)?(?: down)?|clos(?:e|ed)|suspend(?:ed)?|ceas(?:e|ed)|idled?",
        r"resum(?:e|ed)|restart(?:ed)?|(?:sail|run|start|open|work|fly)(?:ed|ing)? again|re-?open(?:ed)?|running again|back in (?:service|use)",
        r"mend(?:ed)?|repair(?:ed)?|fix(?:ed)?|restor(?:e|ed)|rebuil[dt]|replaced?",
        r"surviv(?:e|es|ed)|alive|died|dies|dead|death|killed",
        r"resign(?:s|ed)?|quits?|step(?:ped)? down|stand down|stood down",
        r"sign(?:s|ed)?|accept(?:ed)?|reject(?:ed)?|agree(?:d)?|refus(?:e|ed)|turn(?:ed)? down",
        r"arrest(?:ed)?|detain(?:ed)?|charg(?:e|ed)|in custody",
        r"appeal(?:ed)?", r"elect(?:ed)?|won|w[io]n|defeated", r"caus(?:e|ed)|blam(?:e|ed)|started by|was lit by",
        r"done|complet(?:e|ed)|finish(?:ed)?|conclud(?:e|ed)", r"cancel(?:s|l?ed)?|postpon(?:e|es|ed)|go ahead|went ahead|called off|take place|took place",
        r"evacuat(?:e|ed)|rescued?", r"found|recovered|located",
    )
)  # fmt: skip
EMPTY = frozenset("were that this with from have been than them they what when will said told more most only over into also then such some very just still there their which would could about after before other another people where whether known clear still would being those these while since".split())  # fmt: skip


def answered_below(facts: Facts) -> Iterator[Finding]:
    """A question left open that a later sentence of the piece answers; a day to come that is past."""
    yield from overdue(facts)
    for span, done in awaited.come(facts):
        message = f"The piece tells that it has come: “{done[:90]}”."
        yield body_finding(facts, span, message, confidence=Confidence.UNSURE)
    asked = questions(facts)[:QUESTIONS]
    certain = told(facts.body, is_certain) if asked else ()
    tops = [zone.text for zone in (facts.headline, facts.dek) if zone and is_certain(zone.text)]
    text = facts.body.text
    for question in asked:
        above = (said for span, said in certain if span.end < question.before)
        later = (("\n" not in text[question.end : s.start], said) for s, said in certain if s.start > question.start)  # fmt: skip
        answer = next((a for near, a in later if answers(a, question, near=near)), "")
        where = "further down" if answer else "further up"
        answer = answer or next((a for a in tops if deed_told(a, question.said, 1)), "")
        answer = answer or next((a for a in above if deed_told(a, question.said, 2)), "")
        if answer:
            message = f"The piece answers this {where}: “{answer[:90]}”."
            span = Span(question.start, question.end)
            yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


QUESTIONS = 40  # each is compared with every sentence that tells something for certain


@record
class Question:
    """A sentence that leaves a question open, what it is about, and where the sentence before it begins."""

    before: int
    start: int
    end: int
    said: str
    about: str


def questions(facts: Facts) -> list[Question]:
    """The questions that a piece leaves open, quotations left out."""
    if not told(facts.body, left_open):
        return []
    found, before, begun = list[Question](), "", 0
    for span in body_sentences(facts.body):
        said = cut(facts.body.text, span)
        asked = left_open(said) and (ASKED.search(said) or ASKED.search(before))
        if asked and not in_quotes(facts.body.text, Span(span.start, span.start + 1)):
            about = said if len(stems(said)) > 3 or not before else f"{before} {said}"
            found.append(Question(begun, span.start, span.end, said, about))
        before, begun = said, span.start
    return found


@needing(OPEN.letters)
def left_open(said: str) -> bool:
    """Whether a sentence leaves a question open."""
    return bool(OPEN.search(said))


@lru_cache(maxsize=4096)
def is_certain(said: str) -> bool:
    """Whether a sentence leaves nothing open and hedges nothing."""
    return not OPEN.search(said) and not HEDGED.search(said)


def answers(said: str, question: Question, *, near: bool) -> bool:
    """Whether a later sentence that is certain settles what was asked: by its deed, by its words, or by who
    kept silent."""
    if not TELLS.search(said):
        return False
    silent = SILENT.search(question.said)
    if silent and re.search(rf"\b{silent.group('who')}s? (?:said|announced|confirmed)\b", said):
        return True
    asked = question.said.partition(";")[0]
    shared = len(stems(said) & stems(question.about))
    repeated = AGAIN.search(asked)
    if repeated and repeated.group(1).lower() in said.lower():
        return True
    if counted_there(asked, said) and shared and SETTLES.search(said):
        return True
    if SETTLES.search(said) and shared >= 2:
        return True
    done = any(deed.search(said) for deed, _ in deeds(asked))
    return done and (shared >= 1 or (near and bool(LOOKS_BACK.search(said))))


# Within a paragraph these look back at what was asked about.
LOOKS_BACK = re.compile(r"\b(?:it|its|they|their|both|all)\b", re.IGNORECASE)


def deed_told(said: str, question: str, words: int) -> bool:
    """Whether what stands above tells the very deed that is asked about, and shares so many words."""
    for deed, asked in deeds(question.partition(";")[0]):
        if deed.search(said):
            return len(stems(deed.sub(" ", said)) & asked) >= words
    return False


@lru_cache(maxsize=256)
def deeds(asked: str) -> tuple[tuple[re.Pattern[str], set[str]], ...]:
    """The deeds that a question asks about, each with the other words of it."""
    return tuple((d, stems(d.sub(" ", asked))) for d in DEEDS if d.search(asked))


# “what set the tram alight”: three words of the deed, which an answer says again.
AGAIN = re.compile(r"\b(?:what|who|which \w+) ((?!is\b|was\b|were\b|are\b)\w+(?: \w+){2})")


def counted_there(asked: str, said: str) -> bool:
    """Whether a question of how many meets a sentence with an exact figure."""
    return bool(HOW_MANY.search(asked)) and any(n.exact and n.value > 1 for n in numbers(said))


HOW_MANY = re.compile(r"\bhow (?:many|much)\b|\bthe (?:number|toll|cost|total)\b", re.IGNORECASE)


def stems(text: str) -> set[str]:
    """Beginnings of a text’s longer words."""
    return {w[:6] for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in EMPTY}
