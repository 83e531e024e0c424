"""What is let go after a while: rows of fetches that changed nothing, and bytes that nothing names.

Items, their texts and the bytes they rest on stay: no row that a text, a story or a record names is
ever taken here, and the database refuses it besides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from wires.models import Anchor, Fetch, Host, Item, Outcome, Snapshot

UNCHANGED = timedelta(days=7)
FAILED = timedelta(days=30)
LOOSE = timedelta(days=7)
ANCHORS = timedelta(days=60)  # by which near-duplicates are found; older reports are met by search
SMALL_HOURS = 4  # UTC; the table is read from end to end
MOST = 5000


@dataclass(frozen=True, slots=True)
class LetGo:
    """How many rows went."""

    fetches: int
    snapshots: int


def let_go(*, now: datetime, most: int = MOST) -> LetGo:
    """Let go of what is old and names nothing, so many rows a run."""
    quiet = Fetch.objects.filter(
        outcome__in=(Outcome.UNCHANGED, Outcome.NOT_MODIFIED), started_at__lt=now - UNCHANGED
    )
    failed = Fetch.objects.filter(outcome=Outcome.FAILED, started_at__lt=now - FAILED)
    fetches = dropped(quiet, most) + dropped(failed, most)
    Host.objects.filter(stopped_until__lt=now - LOOSE).delete()
    if now.hour == SMALL_HOURS:
        let_go_anchors(now=now)
    return LetGo(fetches, dropped(loose(now), most))


def let_go_anchors(*, now: datetime) -> int:
    """Let go of what makes old items findable by their words; items themselves stay."""
    old = Item.objects.filter(received_at__lt=now - ANCHORS).order_by("-received_at", "-pk")
    last = old.values_list("pk", flat=True).first()
    return Anchor.objects.filter(item_id__lte=last).delete()[0] if last else 0


def loose(now: datetime) -> QuerySet[Snapshot]:
    """Snapshots that no row of any room names, whatever names snapshots in days to come."""
    rows = Snapshot.objects.filter(first_seen_at__lt=now - LOOSE)
    for relation in Snapshot._meta.related_objects:  # noqa: SLF001 - Django's public name for it
        named = relation.related_model._default_manager.filter(  # noqa: SLF001
            **{relation.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(named))
    return rows


def dropped(rows: "QuerySet[Fetch] | QuerySet[Snapshot]", most: int) -> int:
    """Delete the first so many; gives how many went."""
    model = rows.model
    some = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    return model._default_manager.filter(pk__in=some).delete()[0] if some else 0  # noqa: SLF001
