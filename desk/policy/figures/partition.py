"""Totals and the parts a sentence divides them into, as counts that can be added. Pure.

A part is a stretch between commas or “and” that opens with its number, or that holds one number and no
more; a stretch that says whose word it is, or what sort of people a part are, is none.
"""

import re
from functools import lru_cache

from desk.policy.figures.numbers import IN_WORDS, Number, numbers
from desk.policy.figures.quantities import MEASURES
from desk.policy.hours import clock, times
from desk.policy.values import record

JOINTS = re.compile(r"(?:\s*[;,:]\s*|\s+)(?:and|plus|while|with|&|but)\s+|\s*[;,]\s+")
LEAD = r"(?:(?:and|plus|another|a further|the other|the others|the remaining|the last|the final|some|namely|that is|as well as)\s+)*"
OPENS_WITH = re.compile(rf"{LEAD}(?P<n>\d[\d,.]*|{IN_WORDS}|one)\b", re.IGNORECASE)
REST = re.compile(r"\b(?:the (?:other|others|rest|remaining|remainder)|remaining)\b", re.IGNORECASE)
# “Over 40”, and not “sent over the region”.
HEDGED = rf"(?:over|about|around|between)(?= (?:an? |the )?(?:\d|(?:{IN_WORDS})\b))"
NOT_ALL = re.compile(rf"\b(?:(?:includ\w+|among|amongst|such as|at least|most|mostly|some of|up to|more than|nearly|almost)\b|{HEDGED})", re.IGNORECASE)  # fmt: skip
TOLD = re.compile(r"\b(?:said|says|reported|told|wrote|according|added|counted)\b")
ASIDE = re.compile(r"^(?:all|both|most|mostly|none|some|each|who|which|where|when|as|the)\b")
OF_THESE = re.compile(r"\s(?:of|from among) (?:whom|which|them|these|those)\b")
# What somebody is, and how somebody fares: the same people may be counted under both.
WHO = re.compile(r"\b(?:child(?:ren)?|women|woman|men|man|boys?|girls?|minors?|under|aged|over|pensioners?|civilians?|soldiers?|pupils?|foreigners?)\b")  # fmt: skip
HOW = re.compile(r"\b(?:hospital|intensive|critical|serious(?:ly)?|discharged|missing|died|dead|killed|hurt|injured|wounded|home|treated|stable|surgery|operated)\b")  # fmt: skip
# Figures that count nothing: percentages, hours, ages, lengths.
MEASURED = re.compile(
    r"^(?:\s*(?:%|per ?cent|percent|°|o[’']clock|am\b|pm\b|a\.m|p\.m|UTC|GMT|st\b|nd\b|rd\b|th\b|/)|[- ](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|km|kilomet\w*|miles?|met(?:re|er)s?|centimet\w*|millimet\w*|inches|feet|degrees|knots|k?mph|km/?h|m/s|cm|years?-old)\b)",
    re.IGNORECASE,
)
SPEED = re.compile(r"k?mph|km/?h|kph|m/s|knots?", re.IGNORECASE)
# “4,200 square metres (45,200 square feet)”: the same in another measure.
CONVERTED = re.compile(
    r"\b(?P<unit>[a-z/]+)\s\((?:about |some |around |roughly |nearly |or )?$", re.IGNORECASE
)


@record
class Parts:
    """The values of a list, whether it says that nothing is left over, and where it ends."""

    values: tuple[float, ...]
    rest: bool
    end: int
    mixed: bool = False

    @property
    def sum(self) -> float:
        """What they come to."""
        return sum(self.values)


@lru_cache(maxsize=1024)
def plain_counts(said: str) -> tuple[Number, ...]:
    """Exact numbers of a sentence that count something: no years, hours, dates, ages or shares."""
    hours = [(h.start, h.end) for h in clock.hours(said, 2000)]
    days = [(d.start, d.end) for d in times.dates(said, 2000)]
    return tuple(
        n
        for n in numbers(said)
        if not (n.said.isdigit() and len(n.said) == 4 and 1800 <= n.value <= 2100)
        and not any(a <= n.start < b for a, b in hours + days)
        and not MEASURED.match(said[n.end : n.end + 14])
        and not converted(said, n.start)
    )


def converted(said: str, at: int) -> bool:
    """Whether a number says again what stands before it in another measure."""
    m = CONVERTED.search(said, max(0, at - 36), at)
    return m is not None and (m.group("unit").lower() in MEASURES or SPEED.fullmatch(m.group("unit")) is not None)  # fmt: skip


def pieces(said: str, start: int) -> list[tuple[int, int]]:
    """The stretches between commas and “and” from an offset on; a comma inside a figure parts nothing."""
    found, at = [], start
    for m in JOINTS.finditer(said, start):
        found.append((at, m.start()))
        at = m.end()
    return [*found, (at, len(said))]


def parts_after(said: str, start: int) -> Parts:
    """The parts of a list that begins at an offset; each opens with its number."""
    values: list[float] = []
    end, rest, kinds = start, False, [False, False]
    by_start = {n.start: n for n in plain_counts(said)}
    for low, high in pieces(said, start):
        piece = said[low:high]
        if len(values) == 1 and said[end:low].lstrip().startswith((";", ":")):
            break  # a new clause: it divides something else
        m = OPENS_WITH.match(piece)
        number = by_start.get(low + m.start("n")) if m else None
        if number is None or not number.exact:
            if values and not ASIDE.match(piece) and not TOLD.search(piece):
                break
            if TOLD.search(piece) and values:
                break
            continue
        if values and OF_THESE.match(said, number.end):
            break  # some of those who were counted
        if any(low < at < high for at in by_start if at != number.start):
            break  # a second figure in one part: this is no list
        values.append(number.value)
        told = TOLD.search(piece)
        end = low + told.start() if told else high
        rest = rest or bool(REST.match(piece))
        kinds = [kinds[0] or bool(WHO.search(piece)), kinds[1] or bool(HOW.search(piece) and not WHO.search(piece))]  # fmt: skip
    return Parts(tuple(values), rest, end, all(kinds))
