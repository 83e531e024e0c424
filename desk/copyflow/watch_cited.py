"""Look whether what drafts and readers' pages cite still stands at its source, a few at a time."""

from datetime import datetime

from desk.copyflow.rests_on import in_use
from wires import looks

AT_ONCE = 4  # twelve seconds each at the most, within a task's time


def watch_cited(*, now: datetime) -> list[int]:
    """Ids of cited items that are gone, back, or tell something else than they did."""
    return looks.look_again(looks.due(in_use(), now=now), most=AT_ONCE, now=now)
