"""What a piece says is still to come, at an hour or on a day that has passed when it goes out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.policy import known
from desk.policy.checks.base import body_finding, zones
from desk.policy.checks.moments import local_zone
from desk.policy.cued import Cued
from desk.policy.hours import clock
from desk.policy.hours.due import OTHER_DAY, Due, dues
from desk.policy.hours.times import MONTH, WEEKDAY
from desk.policy.hours.zone_names import clocks
from desk.policy.letters import Letters, needing
from desk.policy.once import once
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at, told
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText
from desk.policy.values import record
from wires.links import read

STALE_AFTER = timedelta(minutes=30)
SAME_DAY = timedelta(hours=10)  # longer ago, an hour without a day may be that of the next
NEXT_NIGHT = timedelta(hours=7)  # “until morning”, told at night, is of the next
MONTH_AGO = timedelta(days=31)
DUE = r"(?:due|expected|scheduled|set|planned|promised|supposed|meant|slated|listed|booked|billed|timed|likely|certain|bound|about)"
# What is said to be still to come: “will answer”, “is to rule”, “the polls close”, “remains to be told”.
AHEAD = Cued(
    rf"\b(?:will|shall|won[’']t|(?:is|are) (?:\w+ )?to be (?:\w+ for|\w+)|(?:is|are) (?:not |only |still )?to\b|(?:is|are) going to|(?:is|are|remains?) (?:not |now |still |only )?{DUE}(?: to)?|"
    r"(?:is|are) (?:hoping|planning|preparing|hoped) to|plans? to|intends? to|hopes? to|wants? to|wishes to|is going to|(?<!\bby )(?<!\bany )(?<!\bno )(?<!\bthe )means? (?:\w+ ){0,2}?to|expects? to|aims? to|needs? to|must|"
    r"should(?! have\b)|(?:has|have) (?:promised|pledged|undertaken|vowed|agreed to|until|till|yet to)|promis(?:es|ed) (?!to\b)(?:[\w’-]+ ){1,7}?(?=at\b|by\b|for\b|on\b|no later\b|before\b)|promises? to|"
    r"awaits?|(?:is|are) (?:still )?awaited|(?:is|are) (?:waiting|awaiting|expecting|being asked|asked|told|urged|allowed|given) (?:\w+ ){0,3}?(?:for|to|until|till))\b|\w[’']ll\b|\b(?:set|due|scheduled|expected|planned|slated|billed) (?=for\b|on\b|at\b|by\b|before\b)|\btimed (?=for\b)"
)
# “Court to rule at noon”: what a headline has instead of “will”.
TO_BE = re.compile(r"\bto (?:be (?=\w)|(?!the\b|an?\b|its\b|his\b|her\b|their\b|[A-Z\d])[a-z]+)")
DONE = re.compile(r"\b(?:shut|hit|struck|dead|hurt|cut|(?<!be )\w{3,}ed)\b")
# Appointments, told in the present: “the court sits at ten”, “the deadline runs out”, “the day on which it comes into force”.
SCHEDULED = Cued(
    r"(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\bof )(?<!\d )\b(?:[A-Z][a-z]+s )?(?:opens?|closes?|begins?|starts?|ends?|meets?|votes?(?= on)|decides?|rules(?= on)|reports(?= on| at)|announces?|publishes|unveils?|hands? down|sits?(?= at| on| again)|resumes?|reconvenes?|convenes?|expires?|lapses?|runs out|falls? due|"
    r"(?:takes?|comes? into|goes? into) (?:effect|force)|comes? (?:back|down|up|round|to (?:a|the) vote)|go(?:es)? (?:to the polls?|before|into|on)|returns?|departs?|sails?|kicks? off|lifts|delivers?|names(?= (?:its|his|her|their|the|a)\b)|"
    r"gives? (?:its|his|her|their) (?:answer|ruling|verdict|decision|view|figures?)|tells?(?= us\b| them\b| the \w+\b)|hears?(?= the\b| a\b| from\b)|reads?(?= out\b| the\b| it\b)|speaks?(?= at\b| to\b)|takes? questions|draws?(?= the\b| lots\b)|releases?|issues?|reopens?|answers?|faces?|learns?|takes? the (?:floor|stand|stage|microphone|podium|chair|oath)|(?:is|are) (?:opened|counted|read|published|announced|heard|held|released|sealed|handed|named|drawn|settled|decided|told|given|tested|lifted|put))\b"
)
# A state that lasts until then: “the advisory stands till”, “nobody knows until”.
LASTS = re.compile(
    r"\b(?:not|n[’']t|no|nobody|no one|none|nothing|never|cannot|unknown|unclear|undecided|unsettled|unanswered|secret|wait(?:s|ing)?|pending|remains?|stays?|keeps?|kept|stands?|holds?|lasts?|runs?|in force|has|have|given|allowed|closed|shut|barred|banned|confined)\b[^.;:!?]{0,90}?\b(?:until|till|before|pending)\s(?:[\w’-]+ ){0,6}?$"
)
OPEN = re.compile(
    r"\b(?:until|till|whether|who|whom|what|which|how (?:many|much|long|far|high)|when|if|why|where|known|clear|unclear|unknown|undecided|decide[sd]?|decision|verdict|ruling|results?|answer(?:s|ed)?|number|figure|count|list|word|say|tell|told|know|learn|hear|briefing)\b|\?"
)
NEGATIVE = re.compile(
    r"\b(?:not|n[’']t|no|nobody|none|nothing|never|cannot|unknown|unclear|undecided|\?)\b"
)
HABIT = Cued(
    r"\b(?:every|each|(?<!the )(?:daily|nightly|weekly|hourly)|always|usually|normally|generally|weekdays|mornings|evenings|nights|[A-Z][a-z]+days)\b"
    r"|\b(?:games|matches|sessions|services|trains|ferries|buses|flights|shows|classes|lessons|shifts|concerts|rounds|heats|performances|screenings) (?:will (?:begin|start|open|close|end|leave|depart|run|be (?:played|held|shown))|(?:begin|start|open|close|end|leave|depart|run))\b"
)
# Told of an hour as one that went by, or of a promise as one of the past.
MISSED = Cued(
    r"\b(?:came and went|(?:has|had|have) (?:come and gone|gone by|passed|lapsed|expired|struck|run out(?! of))|went by|passed (?:without|with no)|passed, and|elapsed|(?:was|were) to have|(?:was|were|had been) (?:due|meant|supposed|to)|missed (?:it|that|its|the (?:deadline|hour|date|appointment))|(?:the )?hour struck|without (?:a|any) (?:word|answer|result)|postponed|put off|delayed|called off|did not come|never came|no(?:thing| answer| word) (?:had )?(?:came|come))\b"
)
# “And gave it”, “It came on 2 May”: a promise of which the outcome is told.
KEPT = re.compile(
    r",? (?:and|but) (?:\w+ ){0,3}?(?:gave|did|kept|came|was|broke|met|failed|has|had)\b"
)
KEPT_NEXT = re.compile(r"(?:It|That|This|They|She|He|None|Nothing|Neither|No|But|On|Instead|The)\b[^.;]{0,50}?\b(?:came|did|was|were|arrived|gave|kept|broke|failed|has|had|passed)\b")  # fmt: skip
HAD_UNTIL = re.compile(r"\bhad (?:\w+ ){0,3}?(?:until|till)\b")
PROMISED = re.compile(r"\bpromised\b")
UNKNOWN = re.compile(r"\b(?:nobody|no one|unknown|unclear|open|anybody[’']s guess|not (?:yet )?(?:known|clear|certain|said)|(?:do|does) not know|[Ww]hether|how (?:many|much))\b")  # fmt: skip
STILL_OPEN = re.compile(r"\b(?:we (?:shall|will|may|must|have to|are still to) (?:see|wait|know)|remains to be seen|(?:is|are) (?:still )?awaited|we (?:wait|are waiting)|time will tell|nothing (?:has come|so far|yet)|not yet (?:come|out|there))\b", re.IGNORECASE)  # fmt: skip
PAST = re.compile(r"\b(?:was|were|had|did|said|wrote|reported|announced|would|ago)\b")
# “Will stay open, the council decided on Tuesday evening”
DECIDED = re.compile(
    r",[^,]*(?<!\bbe )(?<!\bbeen )\b\w{3,}ed (?:on |at |in |late |early )*(?:the )?$"
)
# “Will examine the crash at 11:00”: the hour is the crash's.
EVENT = re.compile(
    r"\b(?:strikes?|crash(?:es)?|attacks?|explosions?|blasts?|fires?|quakes?|earthquakes?|collisions?|shootings?|accidents?|incidents?|raids?|floods?|storms?|deaths?|killings?|arrests?|derailments?|eruptions?|landslides?|outages?|capsizing|sinking|collapse|article|report|post|video|photographs?|published|posted|dated|filmed|taken|killed|struck|hit|died) (?:at|on|of|before|from|by)?\s?(?:about |around )?$"
)
SINCE = re.compile(
    r"\b(?:since|as of|as from|(?<!again )(?<!out )(?<!up )(?<!due )(?<!expected )(?<!open )(?<!available )from)(?: about| around)?\s(?:the )?$"
)
# “Had by nightfall received orders”
HAD = re.compile(r"\b(?:had|have|has|having|was|were|did)\s$")
OF_TIME = Letters("noon", "midday", "midnight", "o'clock", "o’clock", " on ", "by ", "before", "until", "till", " at ", "today", "this ", "tonight", "month of")  # fmt: skip
WHEN = re.compile(
    rf"\d|\b(?:noon|midday|midnight|dawn|daybreak|sunrise|first light|breakfast|lunch|lunchtime|dusk|sunset|nightfall|today|tonight|[Tt]his (?:morning|afternoon)|{WEEKDAY}(?:[’']s)? (?:morning|afternoon|evening|night|midday|noon|midnight|lunch(?:time)?)|o[’']clock|(?:at|by|until|till|before|past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|{MONTH})\b"
)


def overdue(facts: Facts) -> Iterator[Finding]:
    """“The court will announce it by 2 p.m. on Wednesday”, in a piece of that Wednesday's evening."""
    if facts.published_at is None:
        return
    here = zone_of(facts)
    going = Going(facts.published_at.astimezone(here or UTC), here, "story" in facts.known)
    for zone in zones(facts):
        for sentence, _ in told(zone, looks_ahead):
            found = next(stale(facts, zone, sentence, going), None)
            if found:
                yield found


@once
def zone_of(facts: Facts) -> tzinfo | None:
    """The clock of the piece's place, else that by which its own hour is told."""
    told_by = facts.published_at.tzinfo if facts.published_at and facts.published_at.utcoffset() else None  # fmt: skip
    return local_zone(facts) or told_by or zone_of_houses(facts)


def zone_of_houses(facts: Facts) -> tzinfo | None:
    """The clock of the one land whose houses are listed, by the ends of their addresses."""
    ends = {read(link.href).host.rpartition(".")[2].upper() for link in facts.links}
    lands = clocks()["countries"]
    codes = {"GB" if end == "UK" else end for end in ends} & lands.keys()
    return ZoneInfo(lands[codes.pop()]) if len(codes) == 1 else None


# “It was to fly at five. Whether it can land will be known then.”
KNOWN_THEN = Cued(r"\b(?:[Ww]hether|[Ww]ho|[Ww]hat|[Hh]ow|[Ww]hich|[Ww]here|[Ww]hen|[Tt]he (?:answer|result|figure|verdict|outcome|decision))\b[^.;]{0,80}\bwill (?:[\w’-]+ ){1,4}then\b(?! be\b)|\bwill (?:only )?(?:know|tell|learn|say|hear|see|decide)\b[^.;]{0,40} then(?=[.,;]|$)")  # fmt: skip


@needing(KNOWN_THEN.letters, OF_TIME)
def looks_ahead(said: str) -> bool:
    """Whether a sentence tells of what is to come, and of some hour or day."""
    if KNOWN_THEN.search(said):
        return True
    if not OF_TIME.stand_in(said) or not WHEN.search(said) or HABIT.search(said):
        return False
    return bool(AHEAD.search(said) or SCHEDULED.search(said) or LASTS_ANYWHERE.search(said) or "?" in said or TO_BE.search(said))  # fmt: skip


WAS_TO = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?to\b|\b(?:will|would|due|expected|planned|scheduled)\b"
)
LASTS_ANYWHERE = Cued(r"\b(?:until|till|pending)\b")


@record
class Going:
    """When a piece goes out, by which clock, and whether its story is still being told."""

    now: datetime
    here: tzinfo | None
    told: bool


@record
class Head:
    """Where the hour of an entry stands."""

    span: Span

    def moved(self, by: int) -> "Head":
        """The same so many code points on."""
        return Head(self.span.moved(by))


def stale(facts: Facts, zone: ZoneText, sentence: Span, going: Going) -> Iterator[Finding]:
    """What a sentence says is to come at a moment that has passed."""
    said, before, after = (beside(zone, sentence, by) for by in (0, -1, 1))
    entry = entry_hour(zone, sentence.start, going) if zone is facts.body else None
    if entry and not STILL_OPEN.search(said):
        going = replace(going, now=entry)
    yield from known_then(facts, zone, sentence, going)
    for local, due in gone(said, before, after, going, in_head=zone is not facts.body):
        span = local.moved(sentence.start)
        if not in_quotes(zone.text, span) and not in_quotes(zone.text, replace(span, end=span.start + 1)):  # fmt: skip
            yield told_of(facts, zone, span, due)


def known_then(facts: Facts, zone: ZoneText, sentence: Span, going: Going) -> Iterator[Finding]:
    """What a sentence says will be known “then”, where every moment of the sentence before has passed."""
    m = KNOWN_THEN.search(cut(zone.text, sentence))
    before = beside(zone, sentence, -1) if m else ""
    moments = dues(before, going.now, going.here) if WAS_TO.search(before) else ()
    if m and moments and all(passed(going, due) for due in moments):
        span = Span(sentence.start + m.start(), sentence.start + m.end())
        if not in_quotes(zone.text, span):
            yield told_of(facts, zone, span, moments[-1])


# “4.10 p.m. Polling stations close at five”: the head of an entry of a running page, after a dateline.
ENTRY = re.compile(
    r"(?:[A-Z][A-ZÀ-Ý .,’'-]+ ?[—–-]+ )?(?P<hour>\d{1,2}[.:]\d\d(?: ?[ap]\.?m\b\.?)?)(?: [A-Z]{2,4}\b)?(?:\.?\s|\s?[—–:|-])"
)
SEVERAL = 2  # entries that make a page one


def entry_hour(zone: ZoneText, at: int, going: Going) -> datetime | None:
    """The hour of the entry that a place of a running page stands in; what it says was said then."""
    heads = known.scan(zone, entry_heads)
    before = [head for head in heads if head.span.start <= at]
    hours = clock.hours(zone.text[before[-1].span.start : before[-1].span.end], going.now.year) if before and len(heads) >= SEVERAL else ()  # fmt: skip
    if not hours or going.here is None:
        return None
    told = datetime.combine(going.now.date(), hours[0].clock, going.here)
    return told if told < going.now else None


def entry_heads(text: str) -> tuple[Head, ...]:
    """The hour at the head of a block."""
    m = ENTRY.match(text)
    return (Head(Span(*m.span("hour"))),) if m else ()


@lru_cache(maxsize=2048)
def gone(
    said: str, before: str, after: str, going: Going, *, in_head: bool
) -> tuple[tuple[Span, Due], ...]:
    """The same of a sentence between two others, with where its words stand in it."""
    found: list[tuple[Span, Due]] = []
    if MISSED.search(said) or MISSED.search(after) or HAD_UNTIL.search(said):
        return ()
    for due in dues(said, going.now, going.here):
        if not passed(going, due) or not (due.dated or left_open(said, before, f"{due.last:%A}")):
            continue
        cue = governing(said, due, in_head=in_head)
        if cue is None:
            continue
        asked = PROMISED.match(said, cue.start) or said.rstrip().endswith("?")
        if asked and (KEPT.search(said, due.end) or KEPT_NEXT.match(after)):
            continue
        found.append((with_question(said, Span(min(cue.start, due.start), max(cue.end, due.end))), due))  # fmt: skip
    return tuple(found)


QUESTION = re.compile(
    r"\b(?:(?:has|have|had) yet to|yet to be|remains? to be (?:seen|told|shown|decided)|open question|the question is|not (?:yet )?(?:known|clear|certain|decided|settled)|unknown|unclear|undecided|nobody knows|no one knows|(?:still )?awaited|has not (?:yet )?said)\b",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"[;:,—–]\s|\s-\s")


def with_question(said: str, span: Span) -> Span:
    """A promise with the clause that calls its matter open, where its sentence has one: both are stale."""
    asked = QUESTION.search(said)
    if asked is None:
        return span
    low = max((m.end() for m in CLAUSES.finditer(said, 0, asked.start())), default=0)
    after = CLAUSES.search(said, asked.end())
    high = after.start() if after else len(said.rstrip(".!? "))
    return Span(min(span.start, low), max(span.end, high))


def passed(going: Going, due: Due) -> bool:
    """Whether a moment has passed, and not so long ago that it can be another."""
    late = going.now - due.last
    if not due.by_hour:
        return timedelta(hours=0 if going.here else 24) < late < MONTH_AGO
    # Of a story that is being told the hour of the piece is not yet known.
    longest = MONTH_AGO if due.dated else NEXT_NIGHT if due.part else SAME_DAY
    return not going.told and STALE_AFTER <= late < longest


def left_open(said: str, before: str, today: str) -> bool:
    """Whether a sentence, or the one before, leaves open what an hour without a day is to bring."""
    if not (AHEAD.search(said) or SCHEDULED.search(said) or NEGATIVE.search(said)):
        return False
    if PROMISED.search(said) or STILL_OPEN.search(said):
        return bool(STILL_OPEN.search(said))
    if OTHER_DAY.search(before.replace(today, "")):
        return False
    return bool(OPEN.search(said) or UNKNOWN.search(before)) or before.endswith("?")


def beside(zone: ZoneText, sentence: Span, by: int) -> str:
    """A sentence, or the one before or after it."""
    spans = body_sentences(zone)
    at = sentence_at(spans, sentence.start)
    near = -1 if at is None else at + by
    return cut(zone.text, spans[near]) if 0 <= near < len(spans) else ""


# “A fall of rock closes the ramp at 2:20 p.m. on Monday”: told in the present, and nobody’s plan.
UNPLANNED = re.compile(r"\b(?:fall of (?:rock|snow|ice|stone)|rockfall|rock ?slide|collapse|fire|blaze|blast|explosion|crash|derailment|quake|earthquake|tremor|landslide|mudslide|avalanche|leak|outage|power cut|cave-in|short circuit|shell|missile|drone|bomb)s? $", re.IGNORECASE)  # fmt: skip


def governing(said: str, due: Due, *, in_head: bool = False) -> Span | None:
    """The words that say of a moment that it is to come: before it in its clause, or right after it."""
    low = max(0, due.start - 130)
    before = said[low : due.start]
    if (
        GIVEN_AS.search(before)
        or EVENT.search(before)
        or SINCE.search(before)
        or HAD.search(before)
    ):
        return None
    for pattern in (AHEAD, SCHEDULED, *((TO_BE,) if in_head else ())):
        cues = [m for m in pattern.finditer(said, low, due.start + 12) if m.end() <= due.start + 3]  # fmt: skip
        for m in reversed(cues):
            between = said[m.end() : due.start]
            told = PAST.search(between) or DECIDED.search(between) or (pattern is TO_BE and DONE.search("be " * m.group().endswith("be ") + between))  # fmt: skip
            lead = said[max(0, m.start() - 60) : m.start()]
            if not (
                told
                or (pattern is SCHEDULED and (a_noun(m, lead) or UNPLANNED.search(lead)))
                or BREAK.search(between)
                or HELPED.search(lead)
                or PLACED.search(lead)
            ):
                return Span(*m.span())
    lasting = LASTS.search(said[low : due.start])
    if lasting and not PAST.search(said, 0, due.start):
        return Span(low + lasting.start(), due.start)
    if said.rstrip().endswith("?") and not PAST.search(said) and due.dated:
        return Span(0, len(said))
    return opens_with(said, due)


def opens_with(said: str, due: Due) -> Span | None:
    """“By 5 p.m. on Thursday the utility will know”: the moment stands first."""
    ahead = re.split(r"[,;:—]\s|\bthat\b|\band\b|\bbut\b", said[: due.start])[-1].split()
    if len(ahead) > 6 or not (ahead or due.dated) or not FIRST.search(said[: due.end]):
        return None
    for pattern in (AHEAD, SCHEDULED):
        m = pattern.search(said, due.end, min(len(said), due.end + 90))
        between = said[due.end : m.start()] if m else ";"
        if m and not (CLAUSE.search(between) or PAST.search(between)):
            return Span(*m.span())
    return None


def a_noun(m: re.Match[str], lead: str) -> bool:
    """Whether what reads as an appointment is a noun: “from end to end”, “his return”."""
    ahead = lead + m.group()[: m.group().rfind(" ") + 1]
    return bool(
        OWNED.search(ahead) or (BARE_VERB.fullmatch(m.group()) and not OF_MANY.search(ahead))
    )


OWNED = re.compile(
    r"\b(?:his|her|its|their|our|my|your|these|those|no|any|every|each|[A-Z]\w+[’']s)\s$",
    re.IGNORECASE,
)
# “Given as half past two”: what a hour is put at, and no appointment.
GIVEN_AS = re.compile(
    r"(?:(?<!\bearly )(?<!\blate )(?<!\bsoon )(?<!\blong )\bas|\b(?:put|puts|putting) (?:it |that |the \w+ )?(?:at|as)|\b(?:timed|logged|recorded|entered|reckoned|clocked|dated|stamped) (?:at|as)) (?:about |around |at )?$"
)
# “The polls open at nine” has many who do it; “from end to end” has no verb.
BARE_VERB = re.compile(r"(?!is\b|are\b)[a-z]+(?<!s)(?<!in)(?<!ed)|(?:open|start|begin)s?")
OF_MANY = re.compile(
    r"(?:(?<!’)(?<!')s|\b(?:they|we|you|who|which|people|men|women|children|police|crews?|staff|then|also|always|both|all|now|next|again|\w+ly|and [A-Z]\w+)|\b(?:can|could|will|would|may|might|shall|should|must|does|let)\b[^,.;]{2,40})\s$",
    re.IGNORECASE,
)
BREAK = re.compile(r"[;:.!?—][*_”\"’')\]]{0,4}\s")
CLAUSE = re.compile(r"[;:.!?—]|\b(?:and|but|who|which|that)\b")
# “Would not say”, “to answer”: the word before makes no appointment of it.
HELPED = re.compile(
    r"\b(?:would|could|did|had|has|have|not|to|can|cannot|may|might|n[’']t|is|are|was|were|be|been|stay(?:ed|s)?|now|still)\s$"
)
# “Where the Padma meets the Meghna” is a place.
PLACED = re.compile(r"\bwhere\s(?:[\w’-]+\s){1,4}$")
FIRST = re.compile(r"\b(?:[Bb]y|[Aa]t|[Oo]n|[Uu]ntil|[Tt]ill|[Bb]efore|[Cc]ome|[Ff]rom|than)\b")


def told_of(facts: Facts, zone: ZoneText, span: Span, due: Due) -> Finding:
    """The finding, in any zone."""
    there = f"{due.last.day} {due.last:%B}"
    message = f"{due.last:%H:%M} on {there} had passed when this went out." if due.by_hour else f"{there} has passed."  # fmt: skip
    if zone is facts.body:
        return body_finding(facts, span, message, confidence=Confidence.UNSURE)
    return Finding("", zone.kind, cut(zone.text, span), span.start, span.end, message, confidence=Confidence.UNSURE)  # fmt: skip
