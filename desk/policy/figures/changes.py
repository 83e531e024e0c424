"""What a sentence says of a change from one figure to another, or of some of a whole: halved, “by a third”, “two in five”. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from desk.policy.figures.differences import Slip
from desk.policy.figures.numbers import in_words
from desk.policy.figures.quantities import Quantity, quantities
from desk.policy.figures.restated import SPANS_OF_TIME, alike
from desk.policy.letters import Letters
from desk.policy.values import record

# A change, without which “from 40 to 50” is a range.
MOVED = re.compile(
    r"\b(?:r[io]se|risen|rises|rising|f[ea]ll|fell|fallen|falls|falling|gr[eo]w|grown|grows|growing|climb(?:ed|s|ing)?|dropp?(?:ed|s|ing)?|cut|cuts|increas\w+|decreas\w+|reduc\w+|rais(?:ed|es|ing)|lower(?:ed|s|ing)|jump(?:ed|s|ing)?|slip(?:ped|s)?|s[au]nk|shr[au]nk|shrunk|declin\w+|"
    r"doubl\w+|halv\w+|trebl\w+|tripl\w+|quadrupl\w+|up|down|went|gone|put|t(?:ake|akes|ook|aken|aking)|br(?:ing|ings|ought|inging)|mov(?:ed|es)|widen\w*|narrow\w*|swell\w*|swollen|plunge\w*|soar\w*|trim\w*|slash\w*|lift\w*|chang\w+)\b",
    re.IGNORECASE,
)
FROM, TO = (
    re.compile(r"\bfrom (?:the |its |a |some |about )?$"),
    re.compile(r"\bto (?:the |its |a |some |about )?$"),
)
# “€540m, down from €600m”
DOWN_FROM = re.compile(
    r",? (?:is |was |were )?(?:down|up)(?: sharply| slightly)? (?:from|on) (?:the |its |a |some |about )?"
)
TIMES = {"doubl": 2.0, "halv": 0.5, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0}
TIMED = re.compile(r"(?P<how>\b(?:more than|over|almost|nearly|about|roughly|some|not quite|just over|all but|well over)\s)?\b(?P<stem>doubl|halv|trebl|tripl|quadrupl)(?:ed|es|e|ing|s)\b", re.IGNORECASE)  # fmt: skip
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10}  # fmt: skip
HOW = r"(?P<how>(?:more than|over|almost|nearly|about|roughly|some|around|just over|just under|less than|under|well over|close to|not quite) )?"
PART = rf"{HOW}(?:(?P<n>an?|one|two|three|four|nine)[ -])?(?P<part>half|third|quarter|fifth|sixth|eighth|tenth)s?\b(?! (?:of )?an? (?:full )?(?:percentage )?point)"
BY_A_PART = re.compile(rf"\b(?:by|up|down|(?:rise|fall|drop|increase|cut|gain|loss|decline|jump|growth) of) {PART}|\b{PART.replace('how', 'how2').replace('<n>', '<n2>').replace('part>', 'part2>')} (?:more|less|fewer|higher|lower|up|down)\b", re.IGNORECASE)  # fmt: skip
AMOUNT = re.compile(r"\b(?:by|up|down|(?:rise|fall|drop|increase|cut|gain|loss|decline|jump|growth|difference|change|decrease|reduction) of) (?:about |some |only |just )?$")  # fmt: skip
AMOUNT_BEHIND = re.compile(r"\s(?:[a-z]+ )?(?:more|fewer|less|higher|lower)\b")
# “96 of the 240 pupils, or two in five”
OF_WHOLE = re.compile(r"\s(?:out )?of (?:the |its |their |all |his |her |these |those )*$")
RATIO = re.compile(
    rf"(?:(?:,| –| —|;|\()\s?(?:or|that is,?|which is|in other words,?|meaning) |\()(?:(?P<a>\d+|[a-z]+) (?:in|out of) (?:every )?(?P<b>\d+|[a-z]+)\b|{PART}|(?P<share>\d+(?:\.\d+)?)\s?(?:%|per ?cent\b))"
)
OF_A_SHARE = Letters(" or ", "(", "that is", "which is", "in other words", "meaning ")
LOOSE = {"about", "roughly", "some", "around", "close to"}
MORE = {"more than", "over", "well over", "just over"}
LESS = {"almost", "nearly", "not quite", "all but", "just under", "less than", "under"}


@lru_cache(maxsize=2048)
def changed(said: str) -> Slip | None:
    """The first change or share of a sentence that its own figures belie."""
    change = "from " in said and (" to " in said or ", down " in said or ", up " in said)
    share = (" of " in said or said.startswith("Of ")) and OF_A_SHARE.stand_in(said)
    if not change and not share:
        return None
    every = [q for q in quantities(said) if q.noun not in SPANS_OF_TIME]
    if len(every) < 2:
        return None
    found = [*(by_a_change(said, every) if change else ()), *(as_a_share(said, every) if share else ())]  # fmt: skip
    return found[0] if found else None


def by_a_change(said: str, every: Sequence[Quantity]) -> Iterator[Slip]:
    """“From 60 to 35”, and it is said to be halved, or to be down by a third or by nine."""
    moves = list(moved(said, every)) if MOVED.search(said) else []
    if len(moves) == 1:
        one, two = moves[0]
        yield from by_a_part(said, one, two)
        yield from by_an_amount(said, every, one, two)


def by_a_part(said: str, one: Quantity, two: Quantity) -> Iterator[Slip]:
    """A factor or a part that is said of a change, and is not what it comes to."""
    low, high = min(one.start, two.start), max(one.stop, two.stop)
    come = two.value / one.value
    for one_said in said_of(said):
        start, end, given, part = one_said.start, one_said.end, one_said.given, one_said.part
        if APART.search(said[end:low] if end < low else said[high:start]):
            continue
        is_so = abs(come - 1) if part else come
        if not within(
            is_so, given, one_said.how, 0.15 * given + 0.01 if part else 0.08 * given + 0.02
        ):
            percents = (given, is_so) if part else (abs(given - 1), abs(come - 1))
            yield min(low, start), max(high, end), round(100 * percents[0], 1), round(100 * percents[1], 1)  # fmt: skip


def by_an_amount(said: str, every: Sequence[Quantity], one: Quantity, two: Quantity) -> Iterator[Slip]:  # fmt: skip
    """A figure that is said to be what a change comes to, and is not."""
    low, high = min(one.start, two.start), max(one.stop, two.stop)
    come = abs(two.value - one.value)
    for q in every:
        own = q is one or q is two or not amount_of_change(said, q)
        if own or APART.search(said[q.stop : low] if q.stop <= low else said[high : q.start]):
            continue
        share = q.kind == "share"
        comes = {come / one.value * 100, come} if share else {come}
        like = share or alike(q, one) or alike(q, two) or not q.noun
        slack = max(unit_of(q), max(1.0, 0.06 * q.value) if share else 0.15 * q.value * (not q.exact))  # fmt: skip
        nearest = min(comes, key=lambda c: abs(q.value - c))
        if like and abs(q.value - nearest) > slack:
            yield min(low, q.start), max(high, q.stop), q.value, round(nearest, 1)


# “… and raised pay by a tenth”: another change.
APART = re.compile(r"\b(?:and|but|while|as|who|which|after|before)\b|[.;:]|^.{40}")


def moved(said: str, every: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Each “from A to B” and “to B from A” of a sentence."""
    for a, b in pairwise(every):
        between = said[a.end : b.start]
        if len(between) > 60 or not measured_alike(a, b):
            continue
        head = said[max(0, a.start - 20) : a.start]
        if FROM.search(head) and TO.search(between) and " from " not in between:
            yield a, b
        elif (TO.search(head) and FROM.search(between)) or DOWN_FROM.fullmatch(between[len(said[a.end : a.stop]) :]):  # fmt: skip
            yield b, a


def measured_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two exact figures may be of one thing before and after; the first often leaves out of what."""
    bare = not a.noun or not b.noun
    return a.exact and b.exact and a.value != b.value and (bare or alike(a, b))


@record
class Said:
    """A factor or a part of a change, where it stands and in what sense."""

    given: float
    start: int
    end: int
    how: str
    part: bool = False


def said_of(said: str) -> Iterator[Said]:
    """Factors (“halved”) and parts (“by a third”) that a sentence states, and in what sense."""
    for m in TIMED.finditer(said):
        yield Said(TIMES[m.group("stem").lower()], m.start(), m.end(), sense(m.group("how")))
    for m in BY_A_PART.finditer(said):
        if not OF_A_POINT.match(said, m.end()):
            part, n = m.group("part") or m.group("part2"), m.group("n") or m.group("n2")
            how = sense(m.group("how") or m.group("how2"))
            yield Said(part_of(n, part), m.start(), m.end(), how, part=True)


def sense(words: str | None) -> str:
    """“More than”, “almost”; empty where none stands."""
    return (words or "").strip().lower()


OF_A_POINT = re.compile(r"[ -](?:of an? )?(?:percentage )?(?:point|per ?cent|cent|mile|kilomet|million|billion|hour|degree)")  # fmt: skip


def part_of(n: str | None, part: str) -> float:
    """“Two thirds”, “a quarter”, “half”."""
    return PARTS[part.lower()] * (in_words(n) or 1 if n and n.lower() not in {"a", "an"} else 1)


def within(come: float, stated: float, how: str, slack: float) -> bool:
    """Whether a ratio is what is stated in its sense; a bare one is taken for rounded."""
    if how in LOOSE:
        slack *= 2
    low = stated - (slack if how not in MORE else 0.01)
    high = stated + (slack if how not in LESS else 0.01)
    if how in MORE:
        high = stated * 1.5
    if how in LESS:
        low = stated * 0.6
    return low <= come <= high


def amount_of_change(said: str, q: Quantity) -> bool:
    """Whether a quantity is said to be what a change comes to."""
    return AMOUNT.search(said[max(0, q.start - 30) : q.start]) is not None or AMOUNT_BEHIND.match(said, q.stop) is not None  # fmt: skip


def unit_of(q: Quantity) -> float:
    """Half of what the last digit of a figure stands for."""
    digits = re.sub(r"[^\d.]", "", q.said)
    bare = float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0
    scale = q.value / bare if bare else 1.0
    return 0.51 * scale * 10.0 ** -len(digits.partition(".")[2]) if scale > 1 or "." in digits else 0.0  # fmt: skip


def as_a_share(said: str, every: Sequence[Quantity]) -> Iterator[Slip]:
    """“96 of the 240 pupils, or three in five”."""
    m = RATIO.search(said)
    before = [pair for pair in pairwise(every) if m and pair[1].end <= m.start()]
    pairs = [some for a, b in before for some in (of_one(said, a, b) or of_whole(said, a, b),) if some]  # fmt: skip
    if m is None or len(pairs) != 1:
        return
    some, whole = pairs[0]
    stated = ratio_of(m)
    how = sense(m.group("how"))
    come = some.value / whole.value
    if stated and come < 1 and not within(come, stated, how, max(0.03, 0.08 * stated)):
        yield min(some.start, whole.start), m.end(), round(stated * 100, 1), round(come * 100, 1)


Pair = tuple[Quantity, Quantity]


def of_one(said: str, a: Quantity, b: Quantity) -> Pair | None:
    """“96 of 240”: some, and the whole."""
    fits = b.exact and a.kind == b.kind == "count" and a.value < b.value
    return (a, b) if fits and OF_WHOLE.fullmatch(said[a.end : b.start]) else None


OF = re.compile(r"\b[Oo]f (?:the |its |their |all |those )*$")
THEN_SOME = re.compile(r"[^,.;]{0,40},\s(?:only |just )?")


def of_whole(said: str, a: Quantity, b: Quantity) -> Pair | None:
    """“Of 240 pupils, 96”: some, and the whole before it."""
    fits = a.exact and b.exact and a.kind == b.kind == "count" and b.value < a.value
    return (b, a) if fits and OF.search(said[max(0, a.start - 20) : a.start]) and THEN_SOME.fullmatch(said[a.end : b.start]) else None  # fmt: skip


def ratio_of(m: re.Match[str]) -> float:
    """A share as a part of one; nought where it is none."""
    if m.group("share"):
        return float(m.group("share")) / 100
    if m.group("part"):
        return part_of(m.group("n"), m.group("part"))
    a, b = (float(x) if x.isdigit() else in_words(x) or 0.0 for x in (m.group("a"), m.group("b")))
    return a / b if b else 0.0
