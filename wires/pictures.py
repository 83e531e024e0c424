"""Pictures that change under words that stay: other addresses in a document, other bytes at an address.

Bytes are asked for only where the desk says that an item is used; nothing of a confidential item is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from wires import arrivals, rows, turns
from wires.addresses import domain_of
from wires.media import medium_key, take_hash
from wires.models import EventKind, Item, ItemEvent, ItemMedium, PictureChange
from wires.nudge import wires_changed
from wires.types import ParsedItem

OFTEN, SELDOM = timedelta(hours=1), timedelta(days=1)
YOUNG, KEPT = timedelta(days=2), timedelta(days=30)  # since an item came; older ones stand
MOST = 100


def bare(key: str) -> str:
    """A picture's key without its query: sizes and signatures there change by themselves."""
    return key.split("?", maxsplit=1)[0]


def compare(pairs: Sequence[tuple[int, ParsedItem]], *, now: datetime) -> list[int]:
    """Write the pictures that documents give items now; ids of items whose pictures are others."""
    known: dict[int, set[str]] = {pk: set() for pk, _ in pairs}
    for pk, key in ItemMedium.objects.filter(item__in=list(known)).values_list("item_id", "key"):
        known[pk].add(bare(key))
    given = {pk: arrivals.media_rows(pk, item) for pk, item in pairs if item.media}
    show(pairs)
    fresh = [
        row for pk, found in given.items() for row in found if bare(row["key"]) not in known[pk]
    ]
    changed = sorted({row["item_id"] for row in fresh})
    if not changed:
        return []
    rows.put(rows.MEDIA, fresh)
    for row in Item.objects.filter(pk__in=changed).defer("search"):
        PictureChange.objects.create(item=row, at=now)
        told(row, now=now)
    return changed


def show(pairs: Sequence[tuple[int, ParsedItem]]) -> None:
    """Items show the pictures that their documents give now: an earlier one again, or none."""
    shown = dict(Item.objects.filter(pk__in=[pk for pk, _ in pairs]).values_list("pk", "media"))
    for pk, item in pairs:
        before = [bare(medium_key(one["url"])) for one in shown.get(pk, [])]
        if before != [bare(medium_key(one.url)) for one in item.media]:
            Item.objects.filter(pk=pk).update(media=arrivals.media_of(item))


def told(row: Item, *, now: datetime) -> None:
    """The news that an item has another picture."""
    if not row.confidential:
        ItemEvent.objects.create(
            item=row, kind=EventKind.PICTURED, text_number=row.texts_count, at=now
        )


def due(used: "QuerySet[Item]", *, now: datetime) -> list[ItemMedium]:
    """Pictures of these items that are to be looked at, those never seen first."""
    young = Q(item__received_at__gt=now - YOUNG, looked_at__lte=now - OFTEN)
    older = Q(looked_at__lte=now - SELDOM)
    media = ItemMedium.objects.filter(item__in=used.values("pk"), item__received_at__gt=now - KEPT)
    media = media.filter(item__confidential=False, item__removed_at=None)
    wanted = media.filter(Q(looked_at=None) | young | older)
    return list(wanted.order_by(F("looked_at").asc(nulls_first=True), "pk")[:MOST])


def look_again(media: Iterable[ItemMedium], *, most: int, now: datetime) -> list[int]:
    """Fetch so many of these whose domains have a turn free; ids of items whose bytes are others."""
    changed: list[int] = []
    done = 0
    for medium in media:
        if done >= most:
            break
        with turns.turn(domain_of(medium.url)) as turn:
            if turn.wait > 0 or not claimed(medium, now):
                continue
            done += 1
            before = medium.digest
            failed = take_hash(medium, now=now)
        if not failed and before and before != medium.digest:
            changed.append(replaced(medium, before, now=now))
    return changed


def claimed(medium: ItemMedium, now: datetime) -> bool:
    """Whether this worker is the one to look; one that fails is looked at again in its turn."""
    held = ItemMedium.objects.filter(pk=medium.pk, looked_at=medium.looked_at)
    return bool(held.update(looked_at=now))


@transaction.atomic
def replaced(medium: ItemMedium, before: str, *, now: datetime) -> int:
    """Write down that an address has other bytes."""
    PictureChange.objects.create(
        item_id=medium.item_id, medium=medium, before=before, after=medium.digest, at=now
    )
    told(Item.objects.defer("search").get(pk=medium.item_id), now=now)
    transaction.on_commit(lambda: wires_changed([medium.item_id]))
    return medium.item_id


def changes(items: Iterable[int]) -> dict[int, list[PictureChange]]:
    """By item, what became of its pictures, the last first."""
    found: dict[int, list[PictureChange]] = {}
    for row in PictureChange.objects.filter(item__in=list(items)).order_by("-at"):
        found.setdefault(row.item_id, []).append(row)
    return found
