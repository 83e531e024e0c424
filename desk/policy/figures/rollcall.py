"""Figures that one sentence counts up, against the whole that they are of. Pure.

“It counted 18 in Sant’Elia, 15 in Morra and 11 in Vico”, and the whole is 46 a paragraph above, in the headline or
behind. What the list comes to settles it wherever the piece has that figure, and so does whatever is missing from it
and stands near. Where nothing does, a whole of its kind that is close to the sum is a slip.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from desk.policy.figures.ledger import HOUSES, Unequal, close, equal, within
from desk.policy.figures.partition import NOT_ALL, REST
from desk.policy.figures.quantities import Quantity, person, quantities, same_thing
from desk.policy.figures.restated import SPANS_OF_TIME
from desk.policy.figures.tolls import HARM
from desk.policy.text import sentence_at, sentences
from desk.policy.types import STARTS, Span
from desk.policy.values import record

MORE = re.compile(
    r"\b(?:an?other|one more|elsewhere|the rest|further|additional|also|and one|others?)\b",
    re.IGNORECASE,
)
ONE = re.compile(r"\bone\b|\ban? (?:[a-z-]+ ){1,3}(?:was|is|had|has|died|also)\b", re.IGNORECASE)
AT_LEAST = re.compile(r"\b(?:at least|no fewer than)\s$", re.IGNORECASE)
MOST = 12
FIGURES = 60  # before a list, and behind it
JOINT = re.compile(r"(?:[,;]|\s[–—])\s(?:and |plus |with |while |or )?|\s(?:and|plus|with)\s")
# What stands between two figures that are no neighbours in a list.
NO_LIST = re.compile(
    r"[.!?()“”\"\n]|\b(?:who|whom|which|because|after|before|when|although|said|says|told|than|compared|against|though|but|yesterday|later|earlier|year|month|week|day|hours?|minutes?|times|per|since|until|ago|rose|fell|up|down|aged?)\b"
)
LEAD = re.compile(
    r"^(?:(?:and|plus|with|another|a|further|the|other|remaining|last|only|just|some)\s)*",
    re.IGNORECASE,
)
# Figures that are a name: of a day, a room, somebody's age.
NUMBERED = re.compile(
    r"\b(?:on|age[sd]?|lines?|pages?|routes?|groups?|numbers?|articles?|rooms?|gates?|bus(?:es)?|between|chapters?|sections?|zones?|platforms?|magnitudes?|from|days?|matchdays?|wards?|blocks?|units?)\s(?:the\s)?$",
    re.IGNORECASE,
)
OF_MANY_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b")
# “A parliament of 150”, “the toll stands at 33”: a bare whole, and what makes it one.
BARE_WHOLE = re.compile(
    r"\b(?:parliament|chamber|house|assembly|council|senate|board|congress|committee|bundestag|legislature|total|toll|tally|sum|count|dead|deaths|all|altogether|membership|squad|crew|fleet|class|party)\b(?:[^.;:,]{0,30}?\s)(?:of|at|is|was|to|by|stands|stood|reached|has|had|with|exactly|just)\s(?:the\s|its\s)?$"
    r"|\b(?:or|making|totall?ing|that is|altogether|in all|comes? to|came to|adds? up to|together)\s(?:a total of\s|just\s)?$",
    re.IGNORECASE,
)
# “The convoy of 60 vehicles held 22 ambulances, 18 buses and 16 lorries”
CONSISTS = re.compile(
    r"^[^.;\d]{0,30}?(?:\b(?:held|holds|made up of|consist\w+ of|compris\w+|composed of|had|has|with|carried|counted|are|were|namely|contain\w*|numbered)|[:(,–—])\s$"
)
LEAST = 3  # figures that make a list
# Of two figures only those are a whole list that leave no room for a third.
OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (r"for|in favou?r|yes|ayes?|approv\w+|backed", r"against|no|nays?|noes|opposed|reject\w+"),
        (r"prosecution|prosecutors", r"defen[cs]e"),
        (r"men|males?|boys", r"women|females?|girls"),
        (r"adults?|grown-ups|men and women|parents", r"children|minors|pupils"),
        (r"civilians?", r"soldiers|troops|police(?:men)?|officers|fighters|combatants"),
        (r"open(?:ed)?", r"closed|shut"), (r"public", r"private"), (r"home", r"away"), (r"urban|towns?", r"rural|villages?"),
    )
)  # fmt: skip
NEXT = 14  # characters that may stand after the last figure and make a day of it


@record
class Roll:
    """The figures of a list in order, and where it stands."""

    parts: tuple[Quantity, ...]
    closed: bool
    harms: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """Where the first figure begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where what the last one counts ends."""
        return self.parts[-1].stop

    @property
    def sum(self) -> float:
        """What they come to."""
        return sum(part.value for part in self.parts)

    @property
    def nouns(self) -> frozenset[str]:
        """What they count, as far as it is said."""
        return frozenset(part.noun for part in self.parts if part.noun)

    def moved(self, by: int) -> "Roll":
        """The same so many code points on."""
        return Roll(tuple(part.moved(by) for part in self.parts), self.closed, self.harms)


@lru_cache(maxsize=1024)
def rolls(text: str) -> tuple[Roll, ...]:
    """The lists of three figures or more that the sentences of a block have."""
    every = quantities(text)
    if len(every) < LEAST - 1:
        return ()
    found: list[Roll] = []
    for span in sentences(text):
        inside = within(every, span)
        if len(inside) > 1:
            found += lists(text, inside)
    return tuple(found)


def lists(text: str, every: Sequence[Quantity]) -> Iterator[Roll]:
    """The lists of one sentence, by its quantities in order."""
    run: list[Quantity] = []
    for q in every:
        if run and not neighbours(text, run[-1], q):
            yield from whole_list(text, run)
            run = []
        run = [*run, q] if can_be_part(q) else []
    yield from whole_list(text, run)


def can_be_part(q: Quantity) -> bool:
    """Whether a quantity may be one of a list."""
    return q.exact and not q.joined and q.kind != "share" and q.noun not in SPANS_OF_TIME


def neighbours(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two figures stand side by side in a list: a comma or an “and”, and few words, between them."""
    between = text[one.end : other.start]
    if len(between) > 70 or NO_LIST.search(between):
        return False
    if one.kind != other.kind and "count" not in {one.kind, other.kind}:
        return False
    joint = None
    for joint in JOINT.finditer(between):  # noqa: B007 - the last one
        pass
    return joint is not None and len(between[joint.end() :].split()) <= 5


def whole_list(text: str, run: Sequence[Quantity]) -> Iterator[Roll]:
    """Some figures as a list, where every one of them stands in it in the same way; its whole may be one of them."""
    for some in wholes_off(run):
        if not (LEAST <= len(some) <= MOST or opposite(text, some) or two_places(text, some)) or NUMBERED.search(text[max(0, some[0].start - 20) : some[0].start]):  # fmt: skip
            continue
        leads = [lead_words(text, one, other) for one, other in pairwise(some)]
        alike = all(leads) or not any(leads)
        if alike and not OF_MANY_YEARS.search(text, some[0].start, some[-1].stop):
            last = text[some[-2].end : some[-1].start]
            closed = re.search(r"\b(?:and|plus)\b|;", last) is not None
            yield Roll(tuple(some), closed, harms_of(text, some))


def with_wholes(every: Sequence[Quantity], found: Sequence[Roll]) -> tuple[Quantity, ...]:
    """Quantities, those that a list gives without a noun with that of the whole before it: “52 people, 31 in Bilaspur”."""
    starts, lent = [q.start for q in every], dict[int, str]()
    for roll in found:
        before = every[bisect_left(starts, roll.start) - 1 : bisect_left(starts, roll.start)]
        if (
            not roll.nouns
            and before
            and before[0].noun
            and roll.start - before[0].stop < WHOLE_NEAR
        ):
            lent |= {part.start: before[0].noun for part in roll.parts}
    return tuple(replace(q, noun=lent[q.start]) if q.start in lent else q for q in every)


WHOLE_NEAR = 60  # characters between a whole and the list of its parts


def harms_of(text: str, some: Sequence[Quantity]) -> frozenset[str]:
    """What was done to those whom a list counts, as far as it says so."""
    stop = CLAUSE_END.search(text, some[-1].end)
    end = stop.start() if stop else len(text)
    return frozenset(m.lastgroup or "" for m in HARM.finditer(text, some[0].start, end))


CLAUSE_END = re.compile(r"[,;.:!?()\n]")


def wholes_off(run: Sequence[Quantity]) -> Iterator[Sequence[Quantity]]:
    """A run of figures, and what is left of it where the first or the last is the largest."""
    yield run
    values = [q.value for q in run]
    if len(run) > 2 and values[0] > max(values[1:]) and not side_by_side(run[0], run[1:]):
        yield run[1:]
    if len(run) > 2 and values[-1] > max(values[:-1]) and not side_by_side(run[-1], run[:-1]):
        yield run[:-1]


def side_by_side(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a figure counts men, women, boys or girls, and others of its list count another of them."""
    return one.noun in ONE_SORT and any(q.noun in {*ONE_SORT, "child"} - {one.noun} for q in others)


ONE_SORT = frozenset({"man", "woman", "boy", "girl"})


PLACE = r"\s(?:[a-z][\w’'-]*\s){0,4}?(?:in|at|on|near|from|outside|around|along|off|aboard|across|by|beside|behind|below|above|under|inside|beyond|among|for|to|with)\s"
IN_PLACE = re.compile(rf"{PLACE}(?:(?:the|an?|its|her|his|their)\s)?\w")
# “12 in June and 9 in July”: no place.
IN_TIME = re.compile(
    rf"{PLACE}(?:the\s)?(?:\d|(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|morning|afternoon|evening|night|first|second|third|last|next|past|spring|summer|autumn|winter|minute|hour|day|week|month|year|quarter|half)\b)"
)

# “Thirty at work by the one reckoning and ninety by the other”: the same, told in two ways.
IN_ONE_CASE = re.compile(
    r"\b(?:in|on|by|under|at|according to)\s(?:the )?(?:one|first|former)\s(?:case|count|reckoning|telling|version|reading|estimate|account|scenario|event|tally|view|instance|plan|method|measure)\b"
)


def two_places(text: str, some: Sequence[Quantity]) -> bool:
    """Whether two figures have a place each: “12 in Lyon and 18 in Lille”."""
    if len(some) != 2:
        return False
    stops = some[1].start, some[1].end + 60
    here = [(q.end, stop) for q, stop in zip(some, stops, strict=True)]
    told_twice = IN_ONE_CASE.search(text, some[0].end, some[1].start)
    return not told_twice and all(IN_PLACE.match(text, *at) and not IN_TIME.match(text, *at) for at in here)  # fmt: skip


def opposite(text: str, some: Sequence[Quantity]) -> bool:
    """Whether two figures are of the two halves of something: for and against, men and women."""
    if len(some) != 2:
        return False
    first, second = (
        text[some[0].end : some[1].start],
        re.split(r"[.;:!?\n]", text[some[1].end : some[1].end + 40])[0],
    )
    for one, other in OPPOSITES:
        pairs = (one.search(first), other.search(second)), (other.search(first), one.search(second))
        if any(all(pair) for pair in pairs):
            return True
    return False


def lead_words(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether a name stands before a figure in its part of a list: “the Centre 48”."""
    between = text[one.end : other.start]
    joints = list(JOINT.finditer(between))
    said = LEAD.sub("", between[joints[-1].end() :]) if joints else between
    return bool(said.strip())


@record
class Room:
    """What a piece has round the lists of one of its texts: words and sentences, its quantities in order, those of
    headline and dek with the harm they tell of, and those that stand anywhere else."""

    text: str
    spans: Sequence[Span]
    every: Sequence[Quantity]
    tops: Sequence[tuple[Quantity, str]]
    rest: Sequence[Quantity] = ()


def slips(room: Room, found: Sequence[Roll]) -> Iterator[Unequal]:
    """Every list that does not come to the whole near it."""
    for roll in found:
        at = sentence_at(room.spans, roll.start)
        total = wrong_whole(room, roll, at) if at is not None else None
        if at is not None and total is not None:
            start = opening(room, roll, total, at)
            yield Unequal(Span(start, roll.end), total.value, roll.sum)


def opening(room: Room, roll: Roll, total: Quantity, at: int) -> int:
    """Where a list and its whole begin that stand in one sentence, or in two of a paragraph; else where the list does."""
    low = room.spans[max(0, at - 1)].start
    near = total in room.every and low <= total.start < roll.start
    return total.start if near and "\n" not in room.text[total.start : roll.start] else roll.start


def wrong_whole(room: Room, roll: Roll, at: int) -> Quantity | None:
    """The whole that a list is of and does not come to; nothing where some figure of the piece settles it."""
    first, last = room.spans[max(0, at - 2)], room.spans[min(len(room.spans) - 1, at + 1)]
    own = {part.start for part in roll.parts}
    near = [q for q in within(room.every, Span(first.start, last.end)) if q.start not in own]
    if two_places(room.text, roll.parts) and not opposite(room.text, roll.parts):
        # Another paragraph may have another’s count: “the ministry … 23”, and “the wards … 19 and six”.
        near = [q for q in near if "\n" not in room.text[min(q.end, roll.end) : max(q.start, roll.start)]]  # fmt: skip
    tops = [q for q, _ in room.tops]
    others = [*(q for q in around(room.every, roll) if q.start not in own), *tops, *room.rest]
    if NOT_ALL.search(room.text, max(0, roll.start - 24), roll.end) or any(equal(roll.sum, q) for q in others):  # fmt: skip
        return None
    fits = [q for q in near if whole_of(room.text, roll, q) and (q.exact or exceeds(room.text, roll, q))]  # fmt: skip
    fits += [q for q, harm in room.tops if q.exact and above(roll, q, harm)]
    most = max(part.value for part in roll.parts)
    fits = [q for q in fits if close(roll.sum, q.value) and q.value > most]
    total = min(fits, key=lambda q: abs(q.value - roll.sum), default=None)
    # “120 men from Ark, 75 from Bold and 60 from Cray: 255 in all”: no whole, the first of three.
    told = others if len(roll.parts) == 2 else [q for q in near if ALL_TOLD.match(room.text, q.end)]
    if total and any(equal(roll.sum + total.value, q) for q in told):
        return None
    return None if total is None or settled(room, roll, total, at) else total


ALL_TOLD = re.compile(r"(?:\s[\w-]+)?\s(?:in all|in total|altogether|all told|together)\b")


def around(every: Sequence[Quantity], roll: Roll) -> Sequence[Quantity]:
    """The figures of a text that a list is held against: of one without end the nearest."""
    at = bisect_left(every, roll.start, key=STARTS)
    return every[max(0, at - FIGURES) : at + FIGURES]


def settled(room: Room, roll: Roll, total: Quantity, at: int) -> bool:
    """Whether a list may be right beside its whole: a part of it, or what it lacks stands near."""
    missing, own = total.value - roll.sum, room.spans[at]
    if missing > 0 and (not roll.closed or REST.search(room.text, own.start, own.end)):
        return True
    # Two places leave room for a third, which the next sentence may tell of.
    behind = room.text[roll.end : own.end if len(roll.parts) > 2 else roll.end + 200]
    if missing > 0 and (MORE.search(behind) or (missing == 1 and ONE.search(behind))):
        return True  # “…; one man was held in Nice”
    low, high = room.spans[max(0, at - 1)].start, room.spans[min(len(room.spans) - 1, at + 1)].end
    beside = [q for q in within(room.every, Span(low, high)) if q not in roll.parts]
    if any(q.value == abs(missing) and q.noun not in SPANS_OF_TIME for q in beside):
        return True
    values = [part.value for part in roll.parts]
    return any(sum(values[n:k]) == total.value for n in range(len(values)) for k in range(n + 2, len(values) + 1))  # fmt: skip


def whole_of(text: str, roll: Roll, q: Quantity) -> bool:
    """Whether a figure beside a list may be its whole: of its kind, or said to be all of something."""
    if of_kind(roll, q):
        return True
    if q.noun and not roll.nouns:
        return q.kind == "count" and (q.start < roll.start or q.noun in HOUSES)
    if q.noun and len(roll.nouns) == len(roll.parts):
        return q.kind == "count" and CONSISTS.search(text, q.stop, roll.start) is not None
    return BARE_WHOLE.search(text, max(0, q.start - 60), q.start) is not None or broken_down(text, roll, q)  # fmt: skip


def broken_down(text: str, roll: Roll, q: Quantity) -> bool:
    """Whether a sentence breaks its bare toll down: “38 were hurt, and it broke down the figure as twelve of …”."""
    harmed = HARMED.match(text, q.end)
    if harmed is None or q.noun or roll.nouns or not roll.harms <= {harmed.lastgroup}:
        return False
    cue = BREAKS_DOWN.search(text, max(q.end, roll.start - 140), roll.start)
    return cue is not None and not CLAUSE_STOP.search(text, q.end, cue.start())


HARMED = re.compile(r"(?:\s(?:others|more))?\s(?:(?:were|are|have been|had been)\s)?(?:(?P<killed>killed|dead|died|drowned)|(?P<hurt>hurt|injured|wounded)|(?P<missing>missing))\b")  # fmt: skip
BREAKS_DOWN = re.compile(
    r"\b(?:br(?:oke|eaks?|oken|eaking)\s(?:[\w’-]+\s){0,3}?(?:down|up)|breakdown|itemi[sz]\w+|divided|made up|consist\w+|compris\w+|composed)\b[^.;:!?\n]{0,90}?\s(?:as|into|of|being|was)\s(?:the\s)?$"
    r"|\bcomprising\s$"
)
CLAUSE_STOP = re.compile(r"[.;!?\n]")


def exceeds(text: str, roll: Roll, q: Quantity) -> bool:
    """“At least 31 … 12 in Cebu, 11 in Negros and nine in Bohol”: whoever had counted 32 would have said so."""
    return roll.sum > q.value and AT_LEAST.search(text, max(0, q.start - 16), q.start) is not None


def above(roll: Roll, q: Quantity, harm: str) -> bool:
    """Whether a figure of headline or dek may be the whole of a list: there the noun is often left out."""
    if harm and roll.harms == {harm}:
        return True
    if not q.noun and q.kind == "count":
        return not roll.nouns or all(map(person, roll.nouns))
    return of_kind(roll, q)


def of_kind(roll: Roll, q: Quantity) -> bool:
    """Whether a figure counts what the parts of a list are."""
    kinds = {part.kind for part in roll.parts}
    if q.kind == "money" or "money" in kinds:
        return q.kind == "money" and (kinds <= {"money", "count"})
    if q.kind != "count" or not q.noun or kinds != {"count"}:
        return False
    nouns = roll.nouns
    if not nouns:
        return q.noun in HOUSES
    return all(same_thing(q.noun, noun) or (person(q.noun) and person(noun)) or {q.noun, noun} <= HOUSES for noun in nouns)  # fmt: skip
