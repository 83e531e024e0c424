"""Lists that count one thing place by place, “12 in Cebu, 11 in Negros and nine in Bohol”, and the whole they are of. Pure.

Of whatever such a list is the breakdown, a reader looks for the whole: in the sentence, in the one before, in
headline and dek. Where the list comes to none of the figures of the piece and nearly to that one, somebody counted
wrongly. A list that says of itself that it is not all of it (“among them”, “at least”) proves nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from desk.policy.figures.ledger import LEAST, NOT_WHOLE, Unequal, close, equal, within
from desk.policy.figures.quantities import Quantity, quantities, same_thing
from desk.policy.figures.tolls import HARM, casualty_figures
from desk.policy.types import Span

PLACE = r"(?:in|at|on|near|from|outside|around|along|off|aboard|across)"
# What may stand between a part's number and its place: what happened, or what it counts.
ITEM = re.compile(
    rf"\s(?:[a-z][\w’'-]*\s){{0,4}}?{PLACE}\s(?:the\s|a\s|an\s|its\s|her\s|his\s|their\s)?\w[^,;.:!?()\n]{{0,60}}?$"
)
JOINT = re.compile(
    r"(?:,|;)?\s(?:and|plus|with|while)\s(?:another\s|a further\s|the other\s|as many as\s)?$|[,;]\s(?:another\s|a further\s)?$"
)
LAST = re.compile(
    rf"\s(?:[a-z][\w’'-]*\s){{0,4}}?{PLACE}\s(?:the\s|a\s|an\s|its\s|her\s|his\s|their\s)?\w"
)
TIME = re.compile(
    rf"\s(?:[a-z][\w’'-]*\s){{0,4}}?{PLACE}\s(?:the\s)?(?:\d|(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|morning|afternoon|evening|night|first|second|third|last|next|past|spring|summer|autumn|winter|minute|hour|day|week|month|year|quarter|half)\b)"
)
# A count that is no breakdown, or not of now.
OTHERWISE = re.compile(
    r"\b(?:compared|against|than|instead of|last (?:year|month|week)|a year (?:ago|earlier)|up from|down from|so far|each|per|more than|about|nearly|around \d|almost|roughly)\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:an?other|one more|elsewhere|the rest|further|additional|also|and one|others?)\b",
    re.IGNORECASE,
)
ONE = re.compile(r"\bone\b|\ban? (?:[a-z-]+ ){1,3}(?:was|is|had|has|died|also)\b", re.IGNORECASE)
FAR = 320  # characters between a whole and its list


@dataclass(frozen=True, slots=True)
class Tally:
    """The parts of a list, what they count where it says so, and the harm done to them."""

    parts: tuple[Quantity, ...]
    start: int
    end: int
    noun: str
    harm: str

    @property
    def sum(self) -> float:
        """What the parts come to."""
        return sum(q.value for q in self.parts)

    def moved(self, by: int) -> "Tally":
        """The same so many code points on."""
        return Tally(tuple(q.moved(by) for q in self.parts), self.start + by, self.end + by, self.noun, self.harm)  # fmt: skip


@lru_cache(maxsize=4096)
def tallies(text: str) -> tuple[Tally, ...]:
    """The lists of a block in which each part has its number and its place."""
    found: list[Tally] = []
    counts = [q for q in quantities(text) if q.kind == "count" and not q.joined]
    n = 0
    while n < len(counts) - 1:
        run = listed(text, counts[n:])
        if len(run) > 1:
            found.append(tally(text, run))
        n += max(len(run), 1)
    return tuple(found)


def listed(text: str, counts: Sequence[Quantity]) -> Sequence[Quantity]:
    """How far a list goes from its first number."""
    for n, (a, b) in enumerate(pairwise(counts)):
        between = text[a.end : b.start]
        joint = JOINT.search(between)
        alike = not b.noun or not a.noun or same_thing(a.noun, b.noun)
        if not joint or not alike or len(between) > 90 or not ITEM.match(between[: joint.start()]) or TIME.match(between):  # fmt: skip
            return ended(text, counts[: n + 1])
    return ended(text, counts)


def ended(text: str, run: Sequence[Quantity]) -> Sequence[Quantity]:
    """A list whose last part has a place too."""
    behind = text[run[-1].end : run[-1].end + 60]
    whole = LAST.match(behind) and not TIME.match(behind)
    return run if whole else run[:-1] if len(run) > 2 else run[:1]


def tally(text: str, run: Sequence[Quantity]) -> Tally:
    """A list with what it is of."""
    end = run[-1].end + len(re.match(r"[^,;.:!?()\n]*", text[run[-1].end :]).group())  # type: ignore[union-attr]
    said = text[run[0].start : end]
    harm = HARM.search(said)
    return Tally(tuple(run), run[0].start, end, run[0].noun, harm.lastgroup or "" if harm else "")


@dataclass(frozen=True, slots=True)
class Room:
    """A text that readers see as one, with its quantities and lists."""

    text: str
    every: Sequence[Quantity]
    lists: Sequence[Tally]


def uneven(rooms: Sequence[Room]) -> Iterator[tuple[int, Unequal]]:
    """The lists that come to no figure of the piece and nearly to the one that they break down, with the room each stands in."""
    values = {q.value for room in rooms for q in room.every}
    for n, room in enumerate(rooms):
        for one in room.lists:
            slip = beside(room, *opened(one, values), values)
            for other in rooms if slip is None else ():
                slip = slip or (above(other, room, one, values) if other is not room else None)
            if slip:
                yield n, slip


def opened(one: Tally, values: set[float]) -> tuple[Tally, Quantity | None]:
    """A list without the whole that may open it: “Thirty-one people in the north, 12 in Cebu, …”."""
    first, *rest = one.parts
    if one.sum in values:
        return one, None
    if len(rest) > 1 and first.noun and first.value > max(q.value for q in rest) and not any(q.noun for q in rest):  # fmt: skip
        return Tally(tuple(rest), rest[0].start, one.end, first.noun, one.harm), first
    return one, None


def beside(room: Room, one: Tally, first: Quantity | None, values: set[float]) -> Unequal | None:
    """The whole in the words before a list, or a toll that is drawn from it behind."""
    near = within(room.every, Span(one.start - FAR, one.start))
    before = [q for q in near if "\n" not in room.text[q.end : one.start]]
    if first or before:
        total = first or before[-1]
        if is_of(room.text, total, one) and wrong(room.text, total, one, values):
            return Unequal(Span(min(total.start, one.start), one.end), total.value, one.sum)
    last = one.parts[-1].end
    for total in within(room.every, Span(last, min(one.end, last + FAR) + 60))[:3]:
        if DRAWN.search(room.text, last, total.start) and wrong(room.text, total, one, values):
            return Unequal(Span(one.start, total.stop), total.value, one.sum)
    return None


DRAWN = re.compile(
    r"\b(?:(?:tak(?:es|ing|en)|took|bring(?:s|ing)?|brought|push(?:es|ed|ing)?|put(?:s|ting)?|lift(?:s|ed|ing)?|rais(?:es|ed|ing)|carr(?:ies|ied|ying))\s(?:\w+\s){0,5}?(?:to|at)|"
    r"for a (?:toll|total) of|(?:in|making) all|making|a toll of)\s$"
)


def is_of(text: str, total: Quantity, one: Tally) -> bool:
    """Whether a figure before a list is of what the list counts."""
    between = text[total.end : one.start]
    low = max(0, total.start - 40)
    figure = next((f for f in casualty_figures(text[low : one.start]) if f.number.start + low == total.start), None)  # fmt: skip
    harm = {figure.harm} if figure else set()
    if one.noun and not (figure and one.harm):
        return same_thing(one.noun, total.noun)
    if one.harm:
        return harm == {one.harm}
    said = re.search(r"[.!?]\s", between)
    # “It will close 45 branches by spring. Of those, 21 are in Scotland …”
    return (
        bool(total.noun or harm)
        and len(harm) < 2
        and (not said or ABOUT.match(between[said.end() :]) is not None)
    )


ABOUT = re.compile(
    r"(?:(?:[Oo]f (?:these|those|them|that number)|[Tt]here (?:were|are|will be)|[Tt]hey (?:are|were)|[Ii]t (?:has|had|keeps|made|counted)),?\s)?$"
)


def above(other: Room, room: Room, one: Tally, values: set[float]) -> Unequal | None:
    """The whole in headline or dek of a list that says what it counts."""
    harmed = {f.number.start: f.harm for f in casualty_figures(other.text)} if len(other.text) < FAR else {}  # fmt: skip
    for total in other.every if len(other.text) < FAR else ():
        done = harmed.get(total.start, "")
        same = done == one.harm and (done or same_thing(one.noun, total.noun))
        if same and wrong(room.text, total, one, values, least=3):
            return Unequal(Span(one.start, one.end), total.value, one.sum)
    return None


def wrong(text: str, total: Quantity, one: Tally, values: set[float], *, least: int = 2) -> bool:
    """Whether a list is all of a whole and does not come to it."""
    parts = [q.value for q in one.parts]
    about = text[max(0, one.start - 60) : one.end]
    if total.kind != "count" or total.joined or total.portion or total.value < LEAST or len(parts) < least:  # fmt: skip
        return False
    if max(parts) >= total.value or equal(one.sum, total) or one.sum in values or not close(one.sum, total.value):  # fmt: skip
        return False
    behind = text[one.end : one.end + 30]
    if NOT_WHOLE.search(behind) or not all(q.exact for q in one.parts) or NOT_WHOLE.search(text, one.start, one.end) or OTHERWISE.search(about):  # fmt: skip
        return False
    if one.sum > total.value:
        return total.exact or re.search(r"\b(?:at least|no fewer than)\s$", text[max(0, total.start - 16) : total.start], re.IGNORECASE) is not None  # fmt: skip
    left = total.value - one.sum
    behind = text[one.start : one.end + 200]
    return total.exact and left not in values and not MORE.search(behind) and not (left == 1 and ONE.search(behind))  # fmt: skip
