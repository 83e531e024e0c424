"""Follow the wires: read item events nobody has acted on, run watches, nudge what is touched."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from desk.copyflow.remove import put_copies_again
from desk.copyflow.watch import run_watches
from desk.models import Attachment, Citation
from desk.nudge import board_changed, story_wires_changed
from wires.models import EventKind, Item, ItemEvent

BATCH = 500
CHANGES_COPIES = frozenset({EventKind.KILLED, EventKind.EMBARGOED, EventKind.LIFTED})


@transaction.atomic
def follow_wires(*, now: datetime) -> int:
    """Take one batch of events and act on them; how many were taken.

    Rows are skipped where another worker holds them, and marked in the same transaction as their
    effect, so that a worker that dies has done nothing and a second one does it again.
    """
    events = list(
        ItemEvent.objects.select_for_update(skip_locked=True)
        .filter(followed_at=None)
        .order_by("id")[:BATCH]
    )
    if not events:
        return 0
    arrived = {e.item_id for e in events if e.kind in {EventKind.ARRIVED, EventKind.EDITED}}
    run_watches(sorted(arrived), now=now)
    touched = {e.item_id for e in events if e.kind != EventKind.ARRIVED}
    tell(sorted(touched))
    barred = {e.item_id for e in events if e.kind in CHANGES_COPIES}
    if barred:
        same = Q(pk__in=barred) | Q(origin__in=barred)
        put_copies_again(Item.objects.filter(same), now=now)
    ItemEvent.objects.filter(pk__in=[e.pk for e in events]).update(followed_at=now)
    return len(events)


def tell(items: list[int]) -> None:
    """Nudge the stories that cite or hold these items; the board shows who needs somebody."""
    if not items:
        return
    cited = set(Citation.objects.filter(item_id__in=items).values_list("story_id", flat=True))
    beside = set(
        Attachment.objects.filter(item_id__in=items, detached_at=None).values_list(
            "story_id", flat=True
        )
    )
    for story_id in sorted(cited | beside):
        transaction.on_commit(partial(story_wires_changed, story_id))
    if cited:
        transaction.on_commit(board_changed)
