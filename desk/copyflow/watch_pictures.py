"""Look again at the pictures of what drafts and readers' pages cite, a few at a time."""

from datetime import datetime

from desk.copyflow.rests_on import in_use
from wires import pictures

AT_ONCE = 3  # a picture may take its time, and so may the next


def watch_pictures(*, now: datetime) -> list[int]:
    """Ids of cited items whose pictures have other bytes than they had."""
    return pictures.look_again(pictures.due(in_use(), now=now), most=AT_ONCE, now=now)
