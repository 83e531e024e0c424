"""When to poll next: the source's own rhythm between a floor and a ceiling. Pure; hours and chance come in.

A wire is asked three times in each gap it usually leaves between items, at its floor for a quarter of
an hour after something came, and ever less often the longer it stays silent or fails.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

FIRST = 120  # seconds, before anything is known of a source
BURST = 15 * 60  # seconds at the floor after a new item
ASKED = 3  # polls in a gap
SILENT = 10  # a silence counts as a gap of a tenth of it
WEIGHT = 0.3  # of the newest gap among those before
LONGEST = 6 * 3600
DAY = 86_400
MONTH = 31 * DAY
TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
MAX_AGE = re.compile(r"(?<![-\w])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: the least and the most between polls, the usual gap between items, what the server
    asked for, what an operator has pinned, and whether a hub brings the items meanwhile."""

    floor: int
    ceiling: int
    gap: float | None = None
    asked: int = 0
    pinned: int | None = None
    pushed: bool = False


def learned(gap: float | None, observed: float) -> float:
    """The usual gap with one more observed: an average in which older gaps fade."""
    seconds = max(observed, 1.0)
    return seconds if gap is None else gap + WEIGHT * (seconds - gap)


def gap_between(hours: Iterable[datetime | None]) -> float | None:
    """The usual gap in a first document, from the hours its items state; None for too few."""
    known = sorted({at for at in hours if at})
    steps = [(later - earlier).total_seconds() for earlier, later in pairwise(known)]
    return median(steps) if len(steps) >= 3 else None


def interval(rhythm: Rhythm, *, silent: float, bursting: bool = False) -> int:
    """Seconds until the next poll after an answer; a pin by an operator is above everything."""
    if rhythm.pinned:
        return rhythm.pinned
    if rhythm.pushed:
        wanted: float = rhythm.ceiling
    elif bursting:
        wanted = rhythm.floor
    elif rhythm.gap is None:
        wanted = max(FIRST, silent / SILENT / ASKED)
    else:
        wanted = max(rhythm.gap, silent / SILENT) / ASKED
    kept = min(max(wanted, rhythm.floor), rhythm.ceiling)
    return int(max(kept, min(rhythm.asked, DAY)))


def jittered(seconds: float, chance: float) -> float:
    """An interval up to a tenth shorter or longer; `chance` is 0 to 1."""
    return seconds * (0.9 + 0.2 * chance)


def after_failure(base: float, errors: int, chance: float, retry_after: int | None) -> float:
    """Seconds to wait after the n-th failure in a row: some of a span that doubles up to six hours,
    at least what the server asked for."""
    span = min(float(LONGEST), base * 2.0 ** min(max(errors, 1), 16))
    return max(span * (0.5 + 0.5 * chance), float(retry_after or 0))


def patience(retry_after: int | None, status: int | None) -> int | None:
    """What a server asks for, as far as we go: a day, a month where it has shut the door."""
    if retry_after is None:
        return None
    return min(retry_after, MONTH if status in {403, 410} else DAY)


def asked(headers: Mapping[str, str], head: bytes) -> int:
    """Seconds between polls that the server or the document asks for, a day at the most."""
    control = headers.get("cache-control", "")
    if "no-cache" in control or "no-store" in control:
        aged = 0
    else:
        stated = MAX_AGE.search(control)
        aged = int(stated.group(1)) if stated else 0
    ttl = TTL.search(head)
    return min(max(aged, int(ttl.group(1)) * 60 if ttl else 0), DAY)


def lay_out(batch: Sequence[tuple[int, str]], gap_of: Callable[[str], float]) -> dict[int, float]:
    """Seconds until each wire of a batch starts: those of one domain one after the other."""
    waiting: dict[str, float] = {}
    starts: dict[int, float] = {}
    for wire, domain in batch:
        starts[wire] = waiting.get(domain, 0.0)
        waiting[domain] = starts[wire] + gap_of(domain)
    return starts
