"""When a source usually speaks: arrivals by hour of the week, and how many one would have expected. Pure.

A paper that never posts at night is not quiet at night; a busy channel that misses three of its
usual posts is, whatever the hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS = 168
WEEK = timedelta(days=7)
KEPT = 8.0  # weeks after which older counts weigh half
LEAST = 12  # arrivals before a habit is believed
LEARNING = timedelta(days=3)
OTHER_DAYS = 2.0  # weeks that the same hour on other days weighs
LOOK_BACK = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Habit:
    """Arrivals counted by hour of the week (0 is Monday 00:00 UTC) since an hour."""

    counts: tuple[float, ...]
    since: datetime

    def weeks(self, now: datetime) -> float:
        """How long it was watched; never less than what makes a rate sane."""
        return max((now - self.since) / WEEK, 1 / 7)


def hour_of_week(at: datetime) -> int:
    """0 to 167."""
    return at.weekday() * 24 + at.hour


def begun(now: datetime) -> Habit:
    """No habit yet."""
    return Habit((0.0,) * HOURS, now)


def read(counts: Sequence[float], since: datetime | None, now: datetime) -> Habit:
    """A habit as it was kept, or a fresh one."""
    return Habit(tuple(counts), since) if since and len(counts) == HOURS else begun(now)


def heard(habit: Habit, at: datetime) -> Habit:
    """The habit with one more arrival; what is older than two months fades."""
    counts, since = list(habit.counts), habit.since
    if habit.weeks(at) > KEPT:
        counts, since = [one / 2 for one in counts], at - WEEK * KEPT / 2
    counts[hour_of_week(at)] += 1
    return Habit(tuple(counts), since)


def rate(habit: Habit, hour: int, now: datetime) -> float:
    """Arrivals one expects in an hour of the week: its own, and what the same hour brings on other days."""
    weeks = habit.weeks(now)
    same = sum(habit.counts[hour % 24 :: 24]) / (7 * weeks)
    return (habit.counts[hour] + OTHER_DAYS * same) / (weeks + OTHER_DAYS)


def expected(habit: Habit, last: datetime, now: datetime) -> float | None:
    """Arrivals one would have expected since the last; None while the habit is not known."""
    if sum(habit.counts) < LEAST or now - habit.since < LEARNING:
        return None
    total, at = 0.0, max(last, now - LOOK_BACK)
    while at < now:
        end = min((at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0), now)
        total += rate(habit, hour_of_week(at), now) * ((end - at) / timedelta(hours=1))
        at = end
    return total


def seeded(hours: Sequence[datetime], now: datetime) -> Habit:
    """A habit from the hours that a first document's items state, four weeks back at the most."""
    oldest = now - timedelta(days=28)
    slots = {at.replace(minute=at.minute // 5 * 5, second=0) for at in hours if oldest < at <= now}
    counts = [0.0] * HOURS
    for at in slots:
        counts[hour_of_week(at)] += 1
    return Habit(tuple(counts), min(slots, default=now))
