"""Apply verdicts in one transaction: items, every text they had, relays, clusters, events."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from wires import text
from wires.cluster import Candidate, edges
from wires.decide import decide, identity, missing
from wires.links import canonical
from wires.models import (
    Cluster,
    EventKind,
    Item,
    ItemEvent,
    ItemKind,
    ItemText,
    Snapshot,
    Source,
    Wire,
)
from wires.text import digest
from wires.types import KnownItem, Medium, ParsedItem, RelayOf, Verdict

LOOK_BACK = timedelta(hours=36)
CANDIDATES = 400
SEARCH = "update wires_item set search = wire_words(title, text, author) where id = any(%s)"


@dataclass(slots=True)
class Stored:
    """What one document changed, by item id."""

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    seen: int = 0

    @property
    def touched(self) -> list[int]:
        """Everything that changed."""
        return [*self.new, *self.changed, *self.gone]


def store(
    parsed: Sequence[ParsedItem],
    *,
    wire: Wire,
    snapshot: Snapshot | None,
    now: datetime,
    whole: bool = True,
) -> Stored:
    """Apply a document's items to their source; the caller holds the transaction.

    `whole` says that the document lists all there is in its stretch of time, so that what it skips
    is missing; what comes singly (mail, push) says nothing of the rest.
    """
    out = Stored(seen=len(parsed))
    unique = {identity(item): item for item in map(storable, parsed)}
    rows = {
        row.external_id: row
        for row in Item.objects.select_for_update().filter(
            source=wire.source, external_id__in=list(unique)
        )
    }
    # Oldest first, so that a relay finds its origin when both arrive in one page.
    for name, item in sorted(unique.items(), key=lambda pair: posted(pair[1], now)):
        apply(name, item, rows.get(name), wire=wire, snapshot=snapshot, now=now, out=out)
    if whole:
        gone_missing(wire, list(unique), now=now, out=out)
    refresh_search([*out.new, *out.changed])
    return out


def storable(item: ParsedItem) -> ParsedItem:
    """The item with every word such as a database can keep; relay and media too."""
    words = {f.name: getattr(item, f.name) for f in fields(item)}
    kept: dict[str, Any] = {k: text.storable(v) for k, v in words.items() if isinstance(v, str)}
    if item.relay_of:
        relay = {k: v and text.storable(v) for k, v in asdict(item.relay_of).items()}
        kept["relay_of"] = RelayOf(**relay)
    kept["media"] = tuple(
        Medium(**{k: text.storable(v) for k, v in asdict(m).items()}) for m in item.media
    )
    return replace(item, **kept)


def posted(item: ParsedItem, now: datetime) -> datetime:
    """An hour to sort by."""
    return item.posted_at or item.updated_at or now


def apply(
    name: str,
    item: ParsedItem,
    row: Item | None,
    *,
    wire: Wire,
    snapshot: Snapshot | None,
    now: datetime,
    out: Stored,
) -> None:
    """One item's verdict as rows."""
    known = KnownItem(row.digest, row.texts_count, row.withdrawn_at is not None) if row else None
    verdict = decide(item, known)
    if verdict is Verdict.NEW:
        made = create(name, item, source=wire.source, wire=wire, snapshot=snapshot, now=now)
        out.new.append(made.pk)
        return
    assert row is not None
    if verdict is Verdict.WRITETHRU:
        rewrite(row, item, snapshot=snapshot, now=now)
        out.changed.append(row.pk)
    elif verdict is Verdict.WITHDRAWN:
        withdraw(row, now=now)
        out.gone.append(row.pk)
    if verdict is not Verdict.WITHDRAWN and (row.withdrawn_at or row.missing_since):
        back(row, now=now, out=out)


def create(
    name: str,
    item: ParsedItem,
    *,
    source: Source,
    snapshot: Snapshot | None,
    now: datetime,
    wire: Wire | None = None,
    kind: ItemKind = ItemKind.WIRE,
    confidential: bool = False,
) -> Item:
    """A new item with its first text, its relay, its cluster and its event."""
    origin = origin_of(item)
    made = Item.objects.create(
        kind=kind,
        wire=wire,
        source=source,
        external_id=name[:1000],
        key=(item.canonical_url or "")[:1000],
        url=(item.url or "")[:2000],
        author=(item.author or "")[:300],
        language=(item.language or "")[:12],
        title=item.title,
        text=item.text,
        digest=digest(item.title, item.text),
        posted_at=item.posted_at,
        posted_on=item.posted_on or "",
        edited_at=item.updated_at if item.updated_at != item.posted_at else None,
        received_at=now,
        effective_at=min(item.posted_at or now, now),
        relay_of=origin,
        origin=origin,
        relay_of_url=(item.relay_of.url or "")[:2000] if item.relay_of else "",
        relay_of_author=(item.relay_of.author or "")[:300] if item.relay_of else "",
        media=[{"url": m.url, "kind": m.kind, "alt": m.alt} for m in item.media],
        confidential=confidential,
    )
    add_text(made, item, 1, snapshot=snapshot, now=now)
    if not confidential:
        join(made, now=now)
        ItemEvent.objects.create(item=made, kind=EventKind.ARRIVED, at=now)
    return made


def add_text(
    item: Item, parsed: ParsedItem, number: int, *, snapshot: Snapshot | None, now: datetime
) -> None:
    """One more text of an item."""
    stated = parsed.posted_at if number == 1 else parsed.updated_at
    ItemText.objects.create(
        item=item,
        number=number,
        title=parsed.title,
        text=parsed.text,
        digest=digest(parsed.title, parsed.text),
        snapshot=snapshot,
        stated_at=stated,
        seen_at=now,
    )


def rewrite(row: Item, item: ParsedItem, *, snapshot: Snapshot | None, now: datetime) -> None:
    """A writethru: the older texts stay."""
    row.texts_count += 1
    row.title, row.text, row.digest = item.title, item.text, digest(item.title, item.text)
    row.edited_at = item.updated_at or now
    row.save(update_fields=["texts_count", "title", "text", "digest", "edited_at"])
    add_text(row, item, row.texts_count, snapshot=snapshot, now=now)
    ItemEvent.objects.create(item=row, kind=EventKind.EDITED, text_number=row.texts_count, at=now)


def withdraw(row: Item, *, now: datetime) -> None:
    """Gone at its source; nothing is deleted here."""
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    ItemEvent.objects.create(
        item=row, kind=EventKind.WITHDRAWN, text_number=row.texts_count, at=now
    )


def back(row: Item, *, now: datetime, out: Stored) -> None:
    """Listed again."""
    was_gone = row.withdrawn_at is not None
    row.withdrawn_at = row.missing_since = None
    row.save(update_fields=["withdrawn_at", "missing_since"])
    if was_gone:
        ItemEvent.objects.create(
            item=row, kind=EventKind.RESTORED, text_number=row.texts_count, at=now
        )
        out.changed.append(row.pk)


def gone_missing(wire: Wire, listed: list[str], *, now: datetime, out: Stored) -> None:
    """Posts that the page skips: noted at first, withdrawn when skipped a second time."""
    recent = list(
        Item.objects.filter(wire=wire, withdrawn_at=None, received_at__gte=now - timedelta(days=3))
        .order_by("posted_at", "id")
        .values_list("external_id", flat=True)[:1000]
    )
    places = {name: n for n, name in enumerate(recent)}
    skipped = missing(listed, places)
    for row in Item.objects.filter(source=wire.source, external_id__in=skipped, withdrawn_at=None):
        if row.missing_since:
            withdraw(row, now=now)
            out.gone.append(row.pk)
        else:
            row.missing_since = now
            row.save(update_fields=["missing_since"])


def origin_of(item: ParsedItem) -> Item | None:
    """The item that this one passes on, if we hold it; the start of its chain."""
    given = item.relay_of
    if given is None:
        return None
    same = Q()
    if given.external_id:
        same |= Q(external_id=given.external_id)
    if given.url:
        same |= Q(key=canonical(given.url) or given.url)
    if not same:
        return None
    found = Item.objects.filter(same, confidential=False).order_by("received_at").first()
    return (found.relay_of or found) if found else None


def join(item: Item, *, now: datetime) -> None:
    """Put an item into the cluster of what it relays, repeats or nearly repeats."""
    recent = Item.objects.filter(received_at__gte=now - LOOK_BACK, confidential=False).exclude(
        pk=item.pk
    )
    rows = list(
        recent.order_by("-received_at").values_list(
            "pk", "key", "digest", "text", "title", "cluster_id"
        )[:CANDIDATES]
    )
    candidates = [
        Candidate(pk, key, known, f"{title} {words}") for pk, key, known, words, title, _ in rows
    ]
    relay = [item.relay_of_id] if item.relay_of_id else []
    found = edges(item.key, item.digest, f"{item.title} {item.text}", relay, candidates)
    clusters = {pk: cluster for pk, *_, cluster in rows}
    if relay and relay[0] not in clusters:
        clusters[relay[0]] = Item.objects.values_list("cluster_id", flat=True).get(pk=relay[0])
    joined = next((clusters[e.pk] for e in found if clusters.get(e.pk)), None)
    cluster = Cluster.objects.filter(pk=joined).first() if joined else None
    if cluster is None:
        cluster = Cluster.objects.create(first_at=item.received_at, latest_at=item.received_at)
    cluster.latest_at = item.received_at
    cluster.save(update_fields=["latest_at"])
    item.cluster = cluster
    fields = ["cluster"]
    # The same words or address from another source, later: passed on, though it says nothing of it.
    near = next((e for e in found if e.why in {"same-words", "same-address"}), None)
    if near and item.relay_of_id is None:
        first = Item.objects.get(pk=near.pk)
        if first.source_id != item.source_id:
            item.origin = first.origin or first
            fields.append("origin")
    item.save(update_fields=fields)


def refresh_search(items: list[int]) -> None:
    """Write the search vectors of these items."""
    if items:
        with connection.cursor() as cursor:
            cursor.execute(SEARCH, [items])
