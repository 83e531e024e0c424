"""How long it is said to be until a day that the sentence names: “nine weeks to go until 31 October”. Pure."""

import re
from datetime import date

from desk.policy.checks.gaps import Slip
from desk.policy.checks.lengths import DAYS, length_slip
from desk.policy.hours.durations import Stated
from desk.policy.hours.points import Point, points

NEAR = 80  # characters between a span and the day that it runs to
TO_GO = re.compile(
    r"(?:[’']s?)?\s(?:to go|to run|left|remain(?:s|ing)?|away|off|from (?:now|today|tonight)|hence)\b"
)
# “In nine days, on 3 May”, “in nine days’ time”.
IN_SO_LONG = re.compile(r"\b[Ii]n (?:just |only )?$")
TIME = re.compile(r"(?:[’']s?)? time\b|,?\s(?:on|by)\s|,")
# “The vote of 3 May, now nine weeks away”.
AFTER_ITS_DAY = re.compile(r"[,;:(–—]?\s?(?:[a-z’'-]+\s){0,5}?")
# A count that was made then: “had two weeks left”.
THEN = re.compile(r"\b(?:had|was|were|would|then|that day|at the time)\b")


def countdown(said: str, stated: Stated, ref: date | None) -> list[Slip]:
    """A span that is still to pass, against the piece's own day and the one it runs to."""
    if ref is None or stated.unit not in DAYS:
        return []
    day = runs_to(said, stated, ref)
    if day is None or not 0 < (day.first - ref).days < 800:
        return []
    return length_slip(stated, Point(ref, ref, "day", 0, 0, "the piece"), day, sure=False)


def runs_to(said: str, stated: Stated, ref: date) -> Point | None:
    """The one day that is named beside a span still to pass."""
    behind, to_go = said[stated.end : stated.end + NEAR], TO_GO.match(said, stated.end)
    in_so_long = IN_SO_LONG.search(said, 0, stated.start) and TIME.match(behind)
    if not (to_go or in_so_long) or THEN.search(said, max(0, stated.start - 40), stated.start):
        return None
    days = [p for p in points(said, ref) if p.fine == "day"]
    after = [p for p in days if 0 <= p.start - stated.end <= NEAR]
    before = [p for p in days if 0 <= stated.start - p.end <= NEAR // 2 and AFTER_ITS_DAY.fullmatch(said, p.end, stated.start)]  # fmt: skip
    found = after if after or not to_go else before
    return found[0] if len(found) == 1 else None
