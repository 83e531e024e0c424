"""Take an item's or a snapshot's bytes and texts away on every road, keep the row, keep it out.

What is left: that there was something, when it came, who removed it, when, on what ground, and a
digest under a key that is gone too.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from wires import archive, tombstones
from wires.identity import both, by_address, identity
from wires.models import (
    Advisory,
    Anchor,
    Count,
    Edge,
    EventKind,
    Fetch,
    Item,
    ItemEvent,
    ItemMedium,
    ItemText,
    PictureChange,
    Removal,
    Sender,
    Snapshot,
    Translation,
)
from wires.parse import Unreadable, parse
from wires.text import digest

MOST_PAGES = 5000  # snapshots of one wire that are searched for an item


@transaction.atomic
def remove(item: Item, *, ground: str, by: str, now: datetime, why: str = "") -> Removal:
    """Remove an item here, for good; removing it again answers with the first removal."""
    tombstones.alone()
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    done = Removal.objects.filter(item=item).first()
    if done:
        return done
    texts = list(item.texts.all())
    pages = list(pages_with(item, texts))
    removal = Removal.objects.create(
        item=item,
        ground=ground,
        why=why[:500],
        decided_by=by[:200],
        decided_at=now,
        blinded=blinded(*(text.digest for text in texts)),
    )
    words = [(text.title, text.text) for text in texts]
    names = {item.external_id, *item.names.values_list("name", flat=True)}
    tombstones.set_up(removal, tombstones.marks(names, item.source_id, item.key, words))
    item.names.all().delete()
    removal.took = {"texts": len(texts), "pages": len(pages), **take_rows(item)}
    removal.save(update_fields=["took"])
    ItemText.objects.filter(item=item).update(title="", text="", digest="", snapshot=None)
    empty(item, removal, now=now)
    for page in pages:
        empty_page(page, now=now)
    ItemEvent.objects.create(
        item=item, kind=EventKind.REMOVED, at=now, text_number=item.texts_count
    )
    return removal


@transaction.atomic
def remove_snapshot(
    snapshot: Snapshot, *, ground: str, by: str, now: datetime, why: str = ""
) -> Removal:
    """Remove the bytes of one snapshot; the texts read from it stay."""
    tombstones.alone()
    done = Removal.objects.filter(snapshot=snapshot).first()
    if done:
        return done
    removal = Removal.objects.create(
        snapshot=snapshot,
        ground=ground,
        why=why[:500],
        decided_by=by[:200],
        decided_at=now,
        blinded=blinded(snapshot.digest),
        took={"pages": 1},
    )
    empty_page(snapshot, now=now)
    return removal


def blinded(*digests: str) -> str:
    """A commitment to digests under a key that nobody has any more."""
    return hmac.new(
        secrets.token_bytes(32), "\n".join(digests).encode(), hashlib.sha256
    ).hexdigest()


def take_rows(item: Item) -> dict[str, int]:
    """Rows that hold words, addresses or pictures of the item; how many of each went."""
    took = {
        "anchors": Anchor.objects.filter(item_id=item.pk).delete()[0],
        "pictures": PictureChange.objects.filter(item=item).delete()[0],
        "media": ItemMedium.objects.filter(item=item).delete()[0],
        "translations": Translation.objects.filter(item=item).delete()[0],
        "senders": Sender.objects.filter(item=item).delete()[0],
        "counts": Count.objects.filter(item=item).delete()[0],
    }
    # What an agency’s notice took back stays taken back; its words go.
    noticed = Advisory.objects.filter(notice=item)
    Item.objects.filter(pk__in=noticed.done().values("item")).update(notice="")
    Advisory.objects.filter(Q(notice=item) | Q(item=item)).update(by_what="", named=[])
    # Ties stay, so that counting origins stays right; what was seen of them goes.
    Edge.objects.filter(Q(from_item=item) | Q(to_item=item)).update(evidence={})
    Edge.objects.filter(to_item=item).update(to_key="")
    named = Q(relay_of=item) | (Q(relay_of_url=item.url) if item.url else Q(pk=None))
    Item.objects.filter(named).update(relay_of_url="", relay_of_author="")
    return took


def empty(item: Item, removal: Removal, *, now: datetime) -> None:
    """The row without anything that says what it was."""
    Item.objects.filter(pk=item.pk).update(
        external_id=f"removed:{removal.blinded}",
        key="",
        url="",
        author="",
        slug="",
        title="",
        text="",
        digest=removal.blinded,
        raw_hash=0,
        said=0,
        relay_of_url="",
        relay_of_author="",
        notice="",
        posted_raw="",
        media=[],
        search=None,
        missing_since=None,
        removed_at=now,
    )


def empty_page(snapshot: Snapshot, *, now: datetime) -> None:
    """A snapshot without its bytes; the same bytes that come again stay away."""
    tombstones.empty_page(snapshot.pk, now=now)


def pages_with(item: Item, texts: Iterable[ItemText]) -> Iterable[Snapshot]:
    """Every snapshot that holds the item: those its texts name, and later pages of its wire."""
    named = {text.snapshot_id for text in texts if text.snapshot_id}
    yield from Snapshot.objects.filter(pk__in=named)
    if item.wire_id is None:
        return
    since = item.received_at - timedelta(hours=1)
    seen = Fetch.objects.filter(wire=item.wire_id, started_at__gte=since).exclude(snapshot=None)
    others = Snapshot.objects.filter(pk__in=seen.values("snapshot"), removed_at=None).exclude(
        pk__in=named
    )
    words = [text.digest for text in texts]
    for page in others.order_by("-pk")[:MOST_PAGES].iterator(chunk_size=50):
        if holds(page, item, words):
            yield page


def holds(page: Snapshot, item: Item, digests: list[str]) -> bool:
    """Whether a document names the item or says one of its texts; one that cannot be read may."""
    try:
        found = parse(archive.bring(page)).items
    except (Unreadable, ValueError):
        return True
    names = {item.external_id, item.key, *item.names.values_list("name", flat=True)} - {""}
    return any(
        {identity(one), both(one), by_address(one), one.canonical_url or ""} & names
        or digest(one.title, one.text) in digests
        for one in found
    )
