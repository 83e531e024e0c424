"""What arrives as rows: an item with its first text, its edges, its cluster, its anchors and its news."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wires import (
    advice,
    advisories,
    clusters,
    counting,
    embargoes,
    hands,
    rejoin,
    relate,
    rows,
    ties,
    tombstones,
)
from wires.cluster import Told
from wires.decide import believed, effective, fingerprint
from wires.media import medium_key
from wires.models import EventKind, ItemKind
from wires.notices import Notice, read
from wires.relate import Late, Node
from wires.shingles import Shape
from wires.text import digest
from wires.types import ParsedItem


@dataclass(frozen=True, slots=True)
class Road:
    """By which way items come: whose they are, on which wire, in which bytes, how."""

    source: int
    wire: int | None = None
    snapshot: int | None = None
    kind: str = ItemKind.WIRE.value
    confidential: bool = False
    first: bool = False
    name: str = ""
    hand: hands.Hand | None = None

    @property
    def of_nobody(self) -> bool:
        """Whether what comes is a letter that is no source's."""
        return self.hand is not None and not self.hand.vouched

    @property
    def columns(self) -> dict[str, Any]:
        """What every item that comes by it has in common."""
        return {
            "kind": self.kind,
            "wire": self.wire,
            "source": self.source,
            "snapshot": self.snapshot,
            "confidential": self.confidential,
        }


@dataclass(slots=True)
class Arrival:
    """One new item on its way in."""

    name: str
    item: ParsedItem
    notice: Notice
    node: Node

    @property
    def pk(self) -> int:
        """The id it will have."""
        return self.node.told.pk


def arrive(
    given: Sequence[tuple[str, ParsedItem]],
    road: Road,
    *,
    now: datetime,
    old: datetime | None = None,
) -> list[int]:
    """Write new items and all that belongs to them; ids of those that nobody else wrote first.

    What was posted before `old` is backfill: nobody is told of it.
    """
    given = let_in(given, road, now=now)
    if not given:
        return []
    # Oldest first, so that a relay finds its origin when both arrive in one page.
    given = sorted(given, key=lambda pair: effective(pair[1], now))
    taken, seen = rows.ids(len(given))
    arrivals = [
        Arrival(name, item, notice_of(item, road, now), node_of(pk, item, road, now))
        for pk, (name, item) in zip(taken, given, strict=True)
    ]
    began, late = related(arrivals, road, now=now)
    late_by = {a.pk for a in arrivals if old and a.node.told.at < old}
    given_rows = [row_of(a, road, now=now, backfill=a.pk in late_by) for a in arrivals]
    written = rows.put_items(given_rows, now=now, **road.columns)
    kept = [a for a in arrivals if a.pk in written]
    rows.put(rows.MEDIA, [row for a in kept for row in media_rows(a.pk, a.item)])
    embargoes.arrived([(a.pk, a.item, a.notice) for a in kept], now=now)
    if not road.confidential:
        rows.put_anchors((a.pk, ties.anchors_of(a.node)) for a in kept)
        ties.write_edges([a.node for a in kept], now=now)
        ties.join_late([one for one in late if one.to_item in written])
        ties.start_earlier({stored: pk for stored, pk in began.items() if pk in written})
        rejoin.after_commit([a.node for a in kept], seen, now=now)
        counting.count_texts([text_of(a, road) for a in kept])
        told = [a for a in kept if a.pk not in late_by]
        rows.put(rows.EVENTS, [row for a in told for row in news_of(a, now)])
        if road.hand:
            hands.sign([a.pk for a in kept], road.hand)
        if road.kind == ItemKind.WIRE:
            box = road.wire if road.hand else None
            said = [(a.pk, a.item, read(a.item, now) if road.of_nobody else a.notice) for a in told]
            advisories.take(said, road.source, box=box, now=now)
    return [a.pk for a in kept]


def notice_of(item: ParsedItem, road: Road, now: datetime) -> Notice:
    """What an item says of itself. A letter that is no source's rings no bell and takes nothing back: what
    it says of others is asked of a person."""
    notice = read(item, now)
    if not road.of_nobody:
        return notice
    return replace(notice, urgency=None, killed=False, corrected=False)


def let_in(
    given: Sequence[tuple[str, ParsedItem]], road: Road, *, now: datetime
) -> list[tuple[str, ParsedItem]]:
    """What has not been removed here; a page that brings the removed again is kept without its bytes."""
    out = tombstones.kept_out(given, road.source, now=now)
    if out and road.snapshot:
        tombstones.empty_page(road.snapshot, now=now)
    return [(name, item) for name, item in given if name not in out]


def related(
    arrivals: Sequence[Arrival], road: Road, *, now: datetime
) -> tuple[dict[int, int], list[Late]]:
    """Edges, clusters and origins of what arrives; a confidential item has none."""
    if road.confidential or not arrivals:
        return {}, []
    nodes = [a.node for a in arrivals]
    late = relate.find(nodes, now=now)
    began = clusters.trace(nodes, late)
    clusters.settle(nodes, late, now=now)
    return began, late


def node_of(pk: int, item: ParsedItem, road: Road, now: datetime) -> Node:
    """An item for comparing."""
    shape = Shape(f"{item.title} {item.text}")
    # The hour of a letter that is no source's is its writer's to choose: it starts no chain by it.
    at = now if road.of_nobody and not road.first else effective(item, now)
    return Node(
        told=Told(pk, road.source, at, shape),
        key=relate.global_key(item.canonical_url, item.external_id),
        relay=item.relay_of,
        reply_to=item.reply_to or "",
    )


def row_of(a: Arrival, road: Road, *, now: datetime, backfill: bool) -> dict[str, Any]:
    """The item's own row."""
    item, node = a.item, a.node
    posted_at, raw = believed(item, now)
    relay = item.relay_of
    return {
        "id": a.pk,
        "external_id": a.name,
        "key": node.key,
        "url": (item.url or "")[:2000],
        "author": (item.author or "")[:300],
        "slug": advice.slug_key(item.slug) if item.slug else "",
        "language": (item.language or "")[:12],
        "title": item.title,
        "text": item.text,
        "digest": digest(item.title, item.text),
        "raw_hash": fingerprint(item),
        "said": 0 if road.confidential else node.told.shape.said,
        "posted_at": posted_at,
        "stated_at": item.posted_at,
        "posted_on": item.posted_on or "",
        "posted_raw": raw,
        "edited_at": item.updated_at if item.updated_at != item.posted_at else None,
        "effective_at": node.told.at,
        "backfill": backfill,
        **notice_row(a.notice, now),
        "relay_of_id": node.relay_of,
        "relay_of_url": (relay.url or "")[:2000] if relay else "",
        "relay_of_author": (relay.author or "")[:300] if relay else "",
        "origin_id": node.origin,
        "cluster_id": node.cluster,
        "media": media_of(item),
    }


def notice_row(notice: Notice, now: datetime) -> dict[str, Any]:
    """What the agency says of its item, as columns."""
    return {
        "urgency": notice.urgency,
        "killed_at": now if notice.killed else None,
        "corrected_at": now if notice.corrected else None,
        "notice": notice.words,
    }


def media_of(item: ParsedItem) -> list[dict[str, str]]:
    """Media as the item's row shows them."""
    return [{"url": m.url, "kind": m.kind, "alt": m.alt} for m in item.media]


def media_rows(pk: int, item: ParsedItem) -> list[dict[str, Any]]:
    """A row for each medium, findable by its address."""
    return [
        {"item_id": pk, "url": m.url[:2000], "key": medium_key(m.url), "kind": m.kind[:120], "alt": m.alt}
        for m in item.media
    ]  # fmt: skip


def text_row(
    pk: int, number: int, item: ParsedItem, snapshot: int | None, now: datetime
) -> dict[str, Any]:
    """A later text of an item; its first is written with it."""
    return {
        "item_id": pk,
        "number": number,
        "title": item.title,
        "text": item.text,
        "digest": digest(item.title, item.text),
        "snapshot_id": snapshot,
        "stated_at": item.updated_at,
        "seen_at": now,
    }


def text_of(a: Arrival, road: Road) -> counting.Text:
    """The first text as it is read for counts."""
    return counting.Text(
        a.pk, 1, a.item.title, a.item.text, a.item.language or "", road.name, a.node.cluster, a.node.told.at
    )  # fmt: skip


def news_of(a: Arrival, now: datetime) -> list[dict[str, Any]]:
    """Events of an arrival: that it came, and what its agency says of it."""
    return [event_row(a.pk, kind, 1, now) for kind in (EventKind.ARRIVED, *said_of(a.notice))]


def said_of(notice: Notice) -> list[EventKind]:
    """The kinds of event in a notice."""
    said = ((notice.killed, EventKind.KILLED), (notice.corrected, EventKind.CORRECTED), (notice.embargoed, EventKind.EMBARGOED))  # fmt: skip
    return [kind for yes, kind in said if yes]


def event_row(pk: int, kind: EventKind, number: int, now: datetime) -> dict[str, Any]:
    """One piece of news."""
    return {"item_id": pk, "kind": kind.value, "text_number": number, "at": now}
