"""A stated whole against the parts that stand round it: “all eight”, “390 between them”, “that leaves 35”. Pure.

A reader who is told a whole adds up what stands before it, or just behind. Parts are the last few quantities of
its kind; whatever of them comes to the whole, as a run or by one subtraction, settles it. Where nothing does, and
a run that fills its sentences comes close, the whole is a slip: parts of something else hardly ever come close.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

from desk.policy.cued import Cued
from desk.policy.figures.digits import one_digit
from desk.policy.figures.quantities import Quantity, person, quantities, same_thing
from desk.policy.types import STARTS, Span
from desk.policy.values import record

ALL = r"(?:all|every one of|each (?:one )?of|the whole(?: of)?|the full|the entire|the combined)(?: of)?(?: the| its| their| those| these)?"
VERBS = r"(?:makes?|made(?: up)?|adds? up to|added up to|comes?(?: out)? (?:in )?(?:to|at)|came (?:in )?(?:to|at)|coming to|amounts? to|amounted to|totall?(?:s|ed|ing)?|reach(?:es|ed)|exhausts?|exhausted|fills?|filled|uses? up|used up|covers?|account(?:s|ed)? for|puts?)"
TO = r"[^.;]{0,44}?(?:\s(?:to|at|of|is|was|now|reached|being|as)\s(?:a total of |exactly |just )?|[:,]\s)"
BEFORE = Cued(
    rf"\b(?P<all>{ALL})\s(?:\w+\s)?$"
    rf"|\b(?P<sum>a total of|in total|for a total of|(?:a|the) (?:combined|grand|overall) (?:total|toll|sum) of|(?:which|that|this|they|these|it|those|together|shares?|between them)\b[^.;:,]{{0,24}}?\s{VERBS}(?: a total of| the| all the| all| exactly| just| up to)*|(?:so|thus|therefore|whole|all)\b[^.;:,]{{0,40}}?\s(?:comes?|came|runs?|ran|adds? up|added up|amount(?:s|ed)) to(?: a total of| the| all the| all| exactly| just| up to)*)\s$"
    rf"|\b(?P<toll>(?:tolls?|tally|count|number of (?:dead|deaths|victims|cases))\b{TO})$"
    rf"|\b(?P<sum2>(?:totals?|total \w+(?: \w+)?|sum|bill|overall figure|revenues?|turnover|takings|bottom line)\b{TO})$",
    re.IGNORECASE,
)
AFTER = Cued(
    r"(?:\s[\w’'-]+){0,4}?,?\s(?P<in_all>in all|altogether|all told|in total|all in all|between them|combined|in the end accounted for|(?:is|are|was|were) accounted for)\b",
    re.IGNORECASE,
)
LEAVES = Cued(r"\b(?:leav(?:es|ing)|(?<!the )left|which leaves)\s(?:only |just |another |a further |some |the other |the remaining )?$|\b(?:the )?(?:remaining|other)\s$", re.IGNORECASE)  # fmt: skip
STILL = Cued(
    r"(?:\s[\w’'-]+){0,3}?\s(?:(?:are |is |was |were |have |remain(?:s|ed|ing)? )?(?:still )?(?:to come|to go|to be \w+|outstanding|unaccounted for|undeclared|uncounted|missing|left)|still (?:to|missing|out|not|un\w+)|yet to \w+)\b",
    re.IGNORECASE,
)
NOT_WHOLE = re.compile(
    r"\b(?:includ\w+|among|amongst|such as|at least|mostly|some of|up to|overlap\w*|rounded|rounding|so far|estimate\w*|(?:first|partial) (?:count|figures)|double)\b",
    re.IGNORECASE,
)
JOINED_WHOLE = re.compile(r"\b(?:the|its|their|her|his|that|this|a)\s(?:[a-z]+\s)?$", re.IGNORECASE)
OF_ONE = re.compile(r"(?:^|[,;:—–]\s|\band\s|\bwith\s)(?:and\s)?(?P<one>(?:an?\s(?=[a-z])|one,?\s))", re.IGNORECASE)  # fmt: skip
# “That left eight” takes all that was told from the whole; “the other eight” may be of something else.
THAT_LEAVES = re.compile(r"\b(?:leav(?:es|ing)|left)\b", re.IGNORECASE)
WINDOW = 420  # characters before a whole in which its parts stand
MOST = 7
LEAST = 5  # of smaller wholes a part more or less proves nothing


@record
class Whole:
    """A quantity that is said to be all of something, and how that is said."""

    said: Quantity
    how: str
    start: int
    end: int

    def moved(self, by: int) -> "Whole":
        """The same so many code points on."""
        return Whole(self.said.moved(by), self.how, self.start + by, self.end + by)


@record
class Unequal:
    """A whole, what its parts come to, and where it stands."""

    span: Span
    whole: float
    parts: float


@lru_cache(maxsize=4096)
def wholes(text: str) -> tuple[Whole, ...]:
    """The quantities of a block that are said to be all of something."""
    return tuple(w for q in quantities(text) if q.exact and (w := whole(text, q)))


def whole(text: str, q: Quantity) -> Whole | None:
    """How a quantity is said to be all of something."""
    low, high = max(0, q.start - 70), min(len(text), q.end + 60)
    before = BEFORE.search(text, low, q.start)
    if before:
        how = (before.lastgroup or "").rstrip("2")
        return Whole(q, how, before.start(), q.stop)
    left = LEAVES.search(text, low, q.start)
    if left:
        return Whole(q, "left", left.start(), q.stop)
    after = AFTER.match(text, q.end, high)
    if after:
        return Whole(q, "all", q.start, after.end())
    if STILL.match(text, q.end, high):
        return Whole(q, "left", q.start, q.stop)
    if q.joined and q.kind != "share" and JOINED_WHOLE.search(text, low, q.start):
        return Whole(q, "joined", q.start, q.stop)
    return None


@record
class Part:
    """An addend: a quantity, or “a cook” in a list; `opens` and `closes` where it is the first or last of its sentence."""

    value: float
    start: int
    end: int
    noun: str = ""
    more: bool = False
    of: bool = False
    opens: bool = False
    closes: bool = False


def unequal(text: str, sentences: Sequence[Span], every: Sequence[Quantity], w: Whole) -> Unequal | None:  # fmt: skip
    """A whole that the parts before it do not come to."""
    low = max(0, w.start - WINDOW)
    at = bisect_left(sentences, w.end, key=STARTS)
    near = sentences[max(0, at - 12) : at]
    parts = line(text, near, within(every, Span(low, w.start)), w)
    about = text[parts[0].start if parts else low : w.end + (0 if w.how == "left" else 40)]
    if not parts or w.said.value < LEAST or NOT_WHOLE.search(about):
        return None
    plain = THAT_LEAVES.search(text, w.start, w.said.start) is not None
    come = rest_of(parts, w, plain=plain) if w.how == "left" else sum_of(parts, w)
    here = [p.start for p in parts if p.start >= near[-1].start] if near else []
    return Unequal(Span(min([w.start, *here]), w.end), w.said.value, come) if come else None


def line(text: str, sentences: Sequence[Span], every: Sequence[Quantity], w: Whole) -> list[Part]:  # fmt: skip
    """What stands before a whole and can be part of it, in order."""
    found = [part_of(text, q) for q in every if q.end <= w.start and alike(q, w.said)]  # fmt: skip
    if w.said.kind == "count":
        found += ones(text, found, max(0, w.start - WINDOW), w.start)
        found += [part_of(text, q) for q, after in pairwise(every) if after.end <= w.start and goes_on(text, q, after)]  # fmt: skip
    found.sort(key=lambda p: p.start)
    ends = [[p.start for p in found if s.start <= p.start < s.end] for s in sentences]
    firsts, lasts = {e[0] for e in ends if e}, {e[-1] for e in ends if e}
    return [replace(p, opens=p.start in firsts, closes=p.start in lasts) for p in found][-12:]


def goes_on(text: str, q: Quantity, after: Quantity) -> bool:
    """Whether a count leaves out the measure before it: “seven months in the first, eleven in the second”."""
    bare = after.kind == "count" and not after.noun
    return q.kind == "measure" and q.exact and not q.joined and bare and same_clause(text, q.end, after.start)  # fmt: skip


def part_of(text: str, q: Quantity) -> Part:
    """A quantity as an addend."""
    near = text[max(0, q.start - 12) : q.start] + "|" + text[q.end : q.end + 9]
    of = q.portion or re.search(r"\b[Oo]f (?:the |its |all |her |their )?\|", near) is not None
    return Part(q.value, q.start, q.end, q.noun, more=MORE.search(near) is not None, of=of)


MORE = re.compile(r"\b(?:[Aa]nother|[Ff]urther|[Aa]dditional)\b|\|\s?(?:more|others?)\b")


def alike(q: Quantity, total: Quantity) -> bool:
    """Whether a quantity may be an addend of a total."""
    if q.noun in OF_GAMES and q.noun != total.noun:
        return False
    if not q.exact or q.joined or (not 0 < q.value < total.value and q.kind != "count"):
        return False
    if total.kind == "measure":
        return q.noun == total.noun or (q.kind == "count" and not q.noun)
    if q.kind != total.kind:  # “412 crore rupees, garments 268 crore”
        bare = q if q.kind == "count" else total
        return {q.kind, total.kind} == {"count", "money"} and not bare.noun and bare.value >= 1e5
    return True


# “Won by four wickets … Set 284, they reached 287”: one is not counted in the other.
OF_GAMES = frozenset({"wicket", "ball", "over", "inning", "innings"})


def ones(text: str, found: Sequence[Part], low: int, high: int) -> list[Part]:
    """“A conductor” and “a Greek master” beside figures of one list."""
    singles = []
    for m in OF_ONE.finditer(text, low, high):
        at = m.start("one")
        near = [p for p in found if abs(p.start - at) < 60 and same_clause(text, p.start, at)]
        if near and not SPAN_OF_TIME.match(text, m.end("one")):
            singles.append(Part(1.0, at, m.start("one") + 1))
    return singles


SPAN_OF_TIME = re.compile(r"\s*(?:day|week|month|year|night|hour|minute|moment|little|few|while|third|quarter|half|tenth)\b")  # fmt: skip


def same_clause(text: str, a: int, b: int) -> bool:
    """Whether no stop and no colon stands between two places."""
    return not re.search(r"[.;:!?]", text[min(a, b) : max(a, b)])


def runs(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Every run of two parts or more."""
    for n in range(len(parts)):
        for k in range(n + 2, min(len(parts), n + MOST) + 1):
            yield parts[n:k]


def sum_of(parts: Sequence[Part], w: Whole) -> float:
    """What the run before a whole comes to where it is close and nothing settles it; else nothing."""
    total = w.said.value
    if settled(parts, w.said):
        return 0.0
    for run in sorted(runs(parts), key=lambda run: (run[-1] is not parts[-1], len(run))):
        come = sum(p.value for p in run)
        # The last things that were counted, or all that some sentence lists.
        whole_list = run[-1] is parts[-1] or (len(run) > 2 and run[-1].closes)
        if whole_list and run[0].opens and close(come, total) and max(p.value for p in run) < total and fits(run, w):  # fmt: skip
            return come
    return 0.0


def fits(run: Sequence[Part], w: Whole) -> bool:
    """Whether a run may be the parts of a whole that is told in this way."""
    if w.how == "toll":
        return any(p.more for p in run[1:])
    if w.how == "joined":
        return any(p.noun == w.said.noun for p in run) or w.said.noun in HOUSES
    return True


HOUSES = frozenset(
    "seat member strong deputy mandate lawmaker legislator senator councillor councilor delegate chair representative".split()
)


def settled(parts: Sequence[Part], total: Quantity) -> bool:
    """Whether something of what stands before a whole comes to it."""
    values = [p.value for p in parts]
    figures = [p for p in parts if p.end - p.start > 1]  # without “a cook”
    if any(equal(sum(p.value for p in run), total) for some in (parts, figures) for run in runs(some)):  # fmt: skip
        return True
    return any(equal(v, total) for v in values) or any(equal(abs(a - b), total) for a, b in combinations(values, 2))  # fmt: skip


def equal(come: float, total: Quantity) -> bool:
    """Whether a sum is a total, as far as the total’s own digits go."""
    digits = re.sub(r"[^\d.]", "", total.said)
    scale = total.value / float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) and float(digits) else 1.0  # fmt: skip
    after = len(digits.partition(".")[2])
    unit = scale * 10.0**-after if after or scale > 1 else 0.0
    if not unit and total.value >= 1000 and total.value % 1000 == 0 and come % 1000:
        unit = 1000.0
    return abs(come - total.value) <= max(unit * 0.51, 1e-9 * total.value)


def close(come: float, total: float) -> bool:
    """Whether a sum is not a total and near it: off by one or two, or by a sixth."""
    return come != total and abs(come - total) <= max(min(2.0, total / 4), total / 6)


def rest_of(parts: Sequence[Part], w: Whole, *, plain: bool) -> float:
    """What is left of “148 of 226”, where it is not what the text says is left."""
    at = max(range(len(parts)), key=lambda n: (parts[n].value, n))
    large, left = parts[at], w.said.value
    after = parts[at + 1 :]
    taken = after or parts[:at][-1:]
    if not taken or left >= large.value or (w.said.noun and w.said.noun != large.noun):
        return 0.0
    if taken[-1].of and not large.of and of_two_kinds(taken[-1].noun, large.noun):
        return 0.0
    comes = {large.value - sum(p.value for p in taken), large.value - taken[-1].value, large.value - taken[0].value}  # fmt: skip
    come = large.value - sum(p.value for p in taken)
    surely = plain or large.of or taken[-1].of or (len(taken) == 1 and one_digit(come, left))
    if left in comes or settled(parts, w.said) or not surely:
        return 0.0
    # “Two went home. Of 184 starters, 139 are left”: what was told before need not be all that went.
    near = abs(come - left) <= max(2.0, come / 2 if after else sum(p.value for p in taken))
    return come if come > 0 and near and len(taken) <= 3 else 0.0


def of_two_kinds(one: str, other: str) -> bool:
    """Whether “four of the passes” cannot be of 60 trains; people have many names."""
    return bool(one and other) and not same_thing(one, other) and not (person(one) and person(other))  # fmt: skip


def within(every: Sequence[Quantity], s: Span) -> Sequence[Quantity]:
    """The quantities of a sentence."""
    low = bisect_left(every, s.start, key=STARTS)
    return every[low : bisect_left(every, s.end, key=STARTS)]
