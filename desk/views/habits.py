"""Wires as lines of the health table: state, habit over a day, what they propose."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncHour

from wires import habit as habits
from wires import health
from wires.models import Item, Wire
from wires.roads.bring import PUSHED
from wires.types import Health

MARKS = {
    Health.NEW: "undone",
    Health.OK: "full",
    Health.SLOW: "half",
    Health.QUIET: "undone",
    Health.FAILING: "cross",
    Health.SUSPENDED: "bar",
    Health.GONE: "bar",
}
ILL = frozenset({Health.SLOW, Health.QUIET, Health.FAILING, Health.SUSPENDED, Health.GONE})
HOURS = 24
HEIGHT, WIDTH = 20, 4


def lines(wires: Sequence[Wire], now: datetime) -> list[dict[str, Any]]:
    """One line a wire; one query for all their hours."""
    counts = hours(wires, now)
    return [line(wire, counts.get(wire.pk, {}), now) for wire in wires]


def line(wire: Wire, came: dict[datetime, int], now: datetime) -> dict[str, Any]:
    """A wire with its mark and its day as bars."""
    state = Health(wire.health)
    return {
        "wire": wire,
        "mark": "bar" if wire.paused else mark(wire),
        "state": "Paused" if wire.paused else health.word(state, wire.errors),
        "ill": state in ILL and not wire.paused,
        "tells": unwell(wire),
        "waits": state == Health.NEW and not wire.paused,
        "every": every(wire),
        "proposed": wire.proposed_address or (wire.moved_to if wire.moved_seen > 1 else ""),
        **day(came, usual_of(wire, now), now),
    }


def unwell(wire: Wire) -> bool:
    """Whether a wire that is polled is ill, or has just failed."""
    state = Health(wire.health)
    return not wire.paused and (state in ILL or health.faltered(state, wire.errors))


def mark(wire: Wire) -> str:
    """The shape of a wire's state; half where it has failed, though not for long."""
    state = Health(wire.health)
    return "half" if health.faltered(state, wire.errors) else MARKS[state]


def every(wire: Wire) -> str:
    """How often it is polled, in words; what only letters bring is not."""
    if wire.address.startswith(PUSHED):
        return "by letters only"
    if wire.pushed:
        return f"pushed, and polled {spaced(wire)}"
    return spaced(wire)


def spaced(wire: Wire) -> str:
    """The interval of its polls."""
    if wire.interval_s < 90:
        return f"every {wire.interval_s} s"
    if wire.interval_s < 5400:
        return f"every {round(wire.interval_s / 60)} min"
    return f"every {round(wire.interval_s / 3600)} h"


def hours(wires: Sequence[Wire], now: datetime) -> dict[int, dict[datetime, int]]:
    """Items of each wire in each of the last 24 hours."""
    since = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    rows = (
        Item.objects.filter(wire__in=[wire.pk for wire in wires], received_at__gte=since)
        .order_by()
        .values("wire_id", hour=TruncHour("received_at"))
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[datetime, int]] = {}
    for row in rows:
        found.setdefault(row["wire_id"], {})[row["hour"]] = row["count"]
    return found


def usual_of(wire: Wire, now: datetime) -> list[float]:
    """Items a wire usually has in each hour of the week, empty while that is not known."""
    if len(wire.habit) != habits.HOURS or wire.habit_since is None:
        return []
    habit = habits.Habit(tuple(wire.habit), wire.habit_since)
    return (
        [count / habit.weeks(now) for count in habit.counts]
        if sum(habit.counts) >= habits.LEAST
        else []
    )


def day(came: dict[datetime, int], habit: Sequence[float], now: datetime) -> dict[str, Any]:
    """Bars for what came and a line for the habit of these hours of the week."""
    last = now.replace(minute=0, second=0, microsecond=0)
    stretch = [last - timedelta(hours=n) for n in range(HOURS - 1, -1, -1)]
    counts = [came.get(hour, 0) for hour in stretch]
    usual = [habit[habits.hour_of_week(hour)] for hour in stretch] if habit else []
    most = max([1.0, *map(float, counts), *usual])
    bars = [
        {"x": n * WIDTH, "y": HEIGHT + 2 - up, "height": up}
        for n, count in enumerate(counts)
        for up in [max(round(count / most * HEIGHT), 1)]
    ]
    points = " ".join(
        f"{n * WIDTH + 1.5:g},{HEIGHT + 2 - value / most * HEIGHT:.1f}"
        for n, value in enumerate(usual)
    )
    total = sum(counts)
    return {
        "bars": bars,
        "points": points,
        "told": f"{total} item{'' if total == 1 else 's'} in 24 hours",
    }
