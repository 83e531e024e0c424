"""What a piece says must wait for something, where its own lines tell that the thing has come. Pure.

“Nobody will say until the manifest is handed over”, and the clerk handed the manifest over on Saturday; “only
when the river sinks under four metres”, and the gauge had dropped to 3.6.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy.figures.numbers import numbers
from desk.policy.letters import Letters, needing
from desk.policy.text import in_quotes, told
from desk.policy.types import Facts, Span

WAITS = re.compile(
    r"\b(?:will|shall|cannot|can|is to|are to|(?:is|are) (?:not|un)\s?(?:yet )?(?:known|clear|certain|decided|settled)|unknown|unclear|nobody|no one|waits?|waiting|awaits?|remains?|stays?|must)\b"
)
UNTIL = re.compile(
    r"\b(?:[Uu]ntil|till|[Bb]efore|[Oo]nce|[Aa]s soon as|[Oo]nly (?:when|after|if|once)|[Tt]he (?:moment|minute|second|hour|day)|[Ww]hen|[Aa]fter|unless)\s(?P<what>(?:the |its |his |her |their |a )?[^.,;:!?—]{6,80})"
)
# What is waited for, and that it has come.
COMES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (r"hand(?:s|ed)? (?:over|in)|given|delivered?|delivers|submits?|submitted|received?|receives|sent|lodged?|filed?|arrives?|comes? in|(?:is|are) in(?= |$)", r"handed|gave|given|delivered|submitted|received|sent|lodged|filed|arrived|came in"),
        (r"returns?|lands?|docks?|arrives?|reach(?:es)?|gets? (?:back|home|in)|comes? (?:back|home|in|ashore|round)|(?:is|are) back|wakes?", r"returned|landed|docked|arrived|reached|got (?:back|home|in)|came (?:back|home|in|ashore|round)|(?:is|are|was|were) back|woke|awoke"),
        (r"opens?|opened|unsealed|unlocked|breached?", r"opened|unsealed|unlocked|breached"),
        (r"publish(?:es|ed)|releases?|released|prints?|printed|(?:is|are) out|comes? out|signs?|signed", r"published|released|printed|came out|(?:is|are|was|were) out|signed"),
        (r"ends?|ended|(?:is|are) over|stops?|stopped|lifts?|lifted|expires?|runs? out|dies down|falls? still", r"ended|lifted|stopped|(?:is|was|are|were) over|expired|ran out|died down|fell still"),
        (r"meets?|sits?|convenes?|rules?|decides?|votes?|speaks?|answers?|resigns?|surrenders?|testif(?:y|ies)", r"met|sat|convened|ruled|decided|voted|spoke|answered|resigned|surrendered|testified"),
        (r"(?:is|are|falls?) (?:over|silent|quiet|lifted)|lifts|ends|goes quiet", r"fell silent|all[- ]clear|stood down|lifted|ended|ran out|stopped"),
        (r"(?:is|are) (?:free|open|clear|passable|dry|safe)|(?:re)?opens|clears", r"(?:is|are|was|were) (?:free|open|clear|passable|reopened|opened|cleared) |reopened|opened|cleared|ran"),
        (r"mended|repaired|fixed|cleared|removed|drained|restored|finished|completed|complete|done|lifted out|raised|towed", r"mended|repaired|fixed|cleared|removed|drained|restored|finished|completed|lifted out|raised|towed"),
        (r"found|recovered|located|identified|named|arrested|caught|charged|questioned|interviewed|examined|counted|tested|weighed", r"found|recovered|located|identified|named|arrested|caught|charged|questioned|interviewed|examined|counted|tested|weighed"),
    )
)  # fmt: skip
NOT_YET = re.compile(
    r"\b(?:not|n[’']t|no|nobody|never|none|without|yet|may|might|could|can|if|whether|unless|will|would|shall|until|till|expected|due|hopes?|hoped|to be|should|must|before|had (?:said|told|promised))\b"
)
EMPTY = frozenset("that this with from have been than them they what when will said told more most over into also then such some very just there their which about after before other another those these until once being were".split())  # fmt: skip
LIMIT = re.compile(
    r"\b(?P<way>under|below|less than|fewer than|over|above|past|more than)\s(?=\d|a |one|two|three|four|five|six|seven|eight|nine|ten|\w+ty)"
)
BELOW = frozenset({"under", "below", "less than", "fewer than"})
AT = re.compile(
    r"\b(?:to|at|was|were|read|reads|showed|shows|stood at|of|reached|hit|is)\s(?:only |just )?$"
)
MOST = 12  # sentences that wait for something; each is held against all others


def come(facts: Facts) -> Iterator[tuple[Span, str]]:
    """Sentences that wait for what the piece tells as done, each with the words that tell it."""
    waiting = told(facts.body, waits)[:MOST]
    if not waiting:
        return
    text = facts.body.text
    every = list(told(facts.body, bool))
    every += [(Span(-1, -1), zone.text) for zone in (facts.headline, facts.dek) if zone]
    for span, said in waiting:
        m = UNTIL.search(said)
        if m is None or in_quotes(facts.body.text, Span(span.start + m.start(), span.start + m.end())):  # fmt: skip
            continue
        others = ((where, one) for where, one in every if where.start != span.start)
        tell = ((where, one) for where, one in others if has_come(m.group("what"), said, one))
        done = next((one for where, one in tell if not in_quotes(text, where)), "")
        if done:
            yield span, done


OF_WAITING = Letters("until", "till", "before", "once", "as soon as", "only ", "the moment", "the minute", "the second", "the hour", "the day", "when", "after", "unless")  # fmt: skip


@needing(OF_WAITING)
def waits(said: str) -> bool:
    """Whether a sentence says that something must wait for something else."""
    return bool(OF_WAITING.stand_in(said) and UNTIL.search(said) and WAITS.search(said))


@lru_cache(maxsize=16_384)
def has_come(what: str, waiting: str, said: str) -> bool:
    """Whether a sentence tells that what is waited for has come: the same thing, and that it was done."""
    limit = limit_of(what)
    if limit:
        return passes(what, limit, waiting, said)
    return any(
        rest & things(said) and done.search(said) and not NOT_YET.search(said)
        for done, rest in deeds(what)
    )


@lru_cache(maxsize=512)
def limit_of(what: str) -> re.Match[str] | None:
    """The measure that is waited for: “until the river is below four metres”."""
    return LIMIT.search(what)


@lru_cache(maxsize=512)
def deeds(what: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """How it is told that what is waited for was done, and what else stands there."""
    asked = ((one.search(what), done) for one, done in COMES)
    return tuple((done, things(what[: m.start()] + what[m.end() :])) for m, done in asked if m)


@lru_cache(maxsize=4096)
def things(text: str) -> frozenset[str]:
    """Beginnings of a text's longer words."""
    found = {w[:6] for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in EMPTY}
    return frozenset(ALIKE.get(word, word) for word in found)


# Words for one thing: an alarm is over when the sirens are.
ALIKE = {"sirens": "alarm", "siren": "alarm", "alert": "alarm", "alerts": "alarm", "vessel": "ship", "tanker": "ship", "street": "road", "highwa": "road", "motorw": "road"}  # fmt: skip


def passes(what: str, limit: re.Match[str], waiting: str, said: str) -> bool:
    """Whether a sentence has a figure beyond a limit, in its unit and of the same thing."""
    least = next((n for n in numbers(what) if n.start >= limit.end()), None)
    if least is None or not things(waiting) & things(said) or NOT_YET.search(said):
        return False
    unit = re.match(r"\s?([a-z%]+)", what[least.end :])
    for n in numbers(said):
        like = re.match(r"\s?([a-z%]+)", said[n.end :])
        same = unit and like and unit.group(1) == like.group(1) and AT.search(said[: n.start])
        if same and n.value != least.value and (n.value < least.value) is (limit.group("way") in BELOW):  # fmt: skip
            return True
    return False
