"""What is known of items that come again, and their later texts: writethrus, withdrawals, returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wires import arrivals, counting, embargoes, pictures, rows, ties
from wires.arrivals import Road, event_row, media_of, text_row
from wires.clusters import settle, trace
from wires.decide import MOST_QUIET, fingerprint, quiet
from wires.models import EventKind, Item, ItemEvent, Snapshot
from wires.notices import Notice, read
from wires.relate import Node, find
from wires.text import digest
from wires.types import KnownItem, ParsedItem

KNOWN = """
    select id, external_id, raw_hash, digest, texts_count, quiet_edits, edited_at, withdrawn_at is not null,
           missing_since is not null, killed_at is not null, embargoed, 0, false
      from wires_item where source_id = %s and external_id = any(%s::text[])
    union all
    select i.id, n.name, case when n.superseded_at is null then i.raw_hash else n.raw_hash end, digest, texts_count,
           quiet_edits, edited_at, withdrawn_at is not null, missing_since is not null, killed_at is not null, embargoed,
           case when n.superseded_at is null then n.raw_hash else 0 end, n.superseded_at is not null
      from wires_itemname n join wires_item i on i.id = n.item_id where n.source_id = %s and n.name = any(%s::text[])
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored item as far as it decides what an arriving one means."""

    pk: int
    name: str
    raw: int
    known: KnownItem
    missing: bool
    killed: bool
    embargoed: bool = False
    ended: int = 0  # what was said last of the end of this id, while the item stood under another
    superseded: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether it is gone at its source."""
        return self.known.withdrawn


def known(source: int, names: Sequence[str]) -> dict[str, Known]:
    """What is stored under these names; one question, no lock."""
    found: dict[str, Known] = {}
    given = rows.names(names)
    # What an item is named besides says more of a name than that it was the first.
    for pk, name, raw, held, texts, still, edited, gone, *states in sorted(
        rows.asked(KNOWN, source, given, source, given), key=lambda row: (row[-1], row[-2] != 0)
    ):
        item = KnownItem(held, texts, gone, still, edited, edited)
        found[name] = Known(pk, name, raw, item, *states)
    return found


def rewrite_all(
    changed: Sequence[tuple[Known, ParsedItem]], road: Road, *, now: datetime
) -> list[int]:
    """Writethrus: the older texts stay; rows are locked, and what another worker wrote first is left."""
    if not changed:
        return []
    given = [(one.name, item) for one, item in changed]
    inside = {name for name, _ in arrivals.let_in(given, road, now=now)}
    changed = [pair for pair in changed if pair[0].name in inside]
    held = {
        row.pk: row
        for row in Item.objects.select_for_update(of=("self",))
        .filter(pk__in=[known.pk for known, _ in changed], removed_at=None)
        .defer("search")
        .order_by("pk")
    }
    pairs = [
        (held[known.pk], item)
        for known, item in changed
        if known.pk in held and held[known.pk].texts_count == known.known.texts
    ]
    for row, item in pairs:
        told_anew(row, item, now=now)
    write_edits(pairs, road, now=now)
    return [row.pk for row, _ in pairs]


def told_anew(row: Item, item: ParsedItem, *, now: datetime) -> None:
    """A row as its new text makes it; what the agency said once of a kill stays said."""
    before = row.edited_at or row.posted_at
    still = quiet(item, KnownItem("", 0, stated_at=before))
    row.texts_count += 1
    row.quiet_edits = row.quiet_edits + 1 if still else 0
    if row.quiet_edits > MOST_QUIET and row.noisy_since is None:
        row.noisy_since = now
    row.title, row.text, row.digest = item.title, item.text, digest(item.title, item.text)
    row.edited_at = hour_of_edit(item, before, now)
    row.raw_hash = fingerprint(item)


def hour_of_edit(item: ParsedItem, before: datetime | None, now: datetime) -> datetime:
    """The new hour that a text states, now where it states none. A version under an id of its own may state
    when it was posted."""
    posted = item.posted_at
    later = posted if before and posted and before < posted <= now else None
    at = item.updated_at or later
    return now if at is None or at == before else at


def write_edits(pairs: Sequence[tuple[Item, ParsedItem]], road: Road, *, now: datetime) -> None:
    """The rows of these writethrus, with their new edges and anchors."""
    nodes: list[Node] = []
    given, news, barred = [], [], []
    for row, item in pairs:
        notice = arrivals.notice_of(item, road, now)
        node = arrivals.node_of(row.pk, item, road, now)
        node.cluster, node.origin = row.cluster_id, row.origin_id
        nodes.append(node)
        given.append(edit_row(row, item, node, notice, now))
        news.append(event_row(row.pk, EventKind.EDITED, row.texts_count, now))
        barred.append((row, item, notice))
        fresh = news_in(row, notice)
        news += [event_row(row.pk, kind, row.texts_count, now) for kind in sorted(fresh)]
    rows.put(rows.EDITED, given)
    embargoes.said_again(barred, now=now)
    rows.put(
        rows.TEXTS,
        [text_row(row.pk, row.texts_count, item, road.snapshot, now) for row, item in pairs],
    )
    pictures.compare([(row.pk, item) for row, item in pairs], now=now)
    open_nodes = [node for node, (row, _) in zip(nodes, pairs, strict=True) if not row.confidential]
    relate_again(open_nodes, now=now)
    open_ids = {node.told.pk for node in open_nodes}
    counting.count_texts([text_of(row, road) for row, _ in pairs if row.pk in open_ids])
    rows.put(rows.EVENTS, [one for one in news if one["item_id"] in open_ids])


def text_of(row: Item, road: Road) -> counting.Text:
    """A later text as it is read for counts."""
    at = row.edited_at or row.effective_at
    return counting.Text(
        row.pk, row.texts_count, row.title, row.text, row.language, road.name, row.cluster_id, at
    )


def relate_again(nodes: Sequence[Node], *, now: datetime) -> None:
    """Edges of a new text; its item may join others, and stays where it is otherwise."""
    if not nodes:
        return
    before = {node.told.pk: node.cluster for node in nodes}
    late = find(nodes, now=now)
    trace([node for node in nodes if node.origin is None], late)
    settle(nodes, late, now=now)
    ties.write_edges(nodes, now=now)
    rows.put_anchors((node.told.pk, ties.anchors_of(node)) for node in nodes)
    for node in nodes:
        if node.cluster != before[node.told.pk]:
            Item.objects.filter(pk=node.told.pk).update(cluster=node.cluster)


def news_in(row: Item, notice: Notice) -> set[EventKind]:
    """What a notice says of an item that the desk has not been told before."""
    told = set()
    if row.killed_at:
        told.add(EventKind.KILLED)
    if row.own_embargo_at and row.own_embargo_until == notice.embargo_until:
        told.add(EventKind.EMBARGOED)
    return set(arrivals.said_of(notice)) - told


def edit_row(
    row: Item, item: ParsedItem, node: Node, notice: Notice, now: datetime
) -> dict[str, object]:
    """The columns that a new text changes."""
    return {
        "id": row.pk,
        "title": row.title,
        "text": row.text,
        "digest": row.digest,
        "raw_hash": row.raw_hash,
        "said": 0 if row.confidential else node.told.shape.said,
        "texts_count": row.texts_count,
        "quiet_edits": row.quiet_edits,
        "noisy_since": row.noisy_since,
        "edited_at": row.edited_at,
        "media": media_of(item),
        **arrivals.notice_row(notice, now),
    }


def said_again(pairs: Sequence[tuple[Known, ParsedItem]], *, now: datetime) -> list[int]:
    """The same words with something else said of them; ids of those of which an agency says more."""
    rows.put(rows.RAW, [{"id": k.pk, "raw_hash": fingerprint(item)} for k, item in pairs])
    told = pictures.compare([(k.pk, item) for k, item in pairs], now=now) if pairs else []
    for known_item, item in pairs:
        notice = read(item, now)
        if notice.urgency or arrivals.said_of(notice) or known_item.embargoed:
            Item.objects.filter(pk=known_item.pk).update(urgency=notice.urgency)
            told += noticed([known_item.pk], item, notice, now=now)
    return sorted(set(told))


def noticed(
    items: Sequence[int], item: ParsedItem, notice: Notice, *, now: datetime, older: bool = False
) -> list[int]:
    """Write on stored items what their agency says of them beside their texts; ids of those of which that is
    news. `older` says that it came under an id which another has replaced."""
    told = []
    held = Item.objects.select_for_update(of=("self",)).filter(pk__in=items, removed_at=None)
    for row in held.defer("search").order_by("pk"):
        fresh = news_in(row, notice)
        if not (corrects(row, item, now) if older else row.corrected_at is None):
            fresh.discard(EventKind.CORRECTED)
        row.killed_at = row.killed_at or (now if notice.killed else None)
        row.corrected_at = row.corrected_at or (now if EventKind.CORRECTED in fresh else None)
        if older:
            fresh -= {EventKind.EMBARGOED}
            fresh |= embargoes.said_under_older_id(row, item, notice, now=now)
        elif not item.withdrawn:  # what is gone says nothing of its embargo
            embargoes.said_again([(row, item, notice)], now=now)
        row.notice = notice.words if fresh and notice.words else row.notice or notice.words
        row.save(update_fields=["killed_at", "corrected_at", "notice"])
        given = [event_row(row.pk, kind, row.texts_count, now) for kind in sorted(fresh)]
        rows.put(rows.EVENTS, given)
        told += [row.pk] if fresh else []
    return told


def corrects(row: Item, item: ParsedItem, now: datetime) -> bool:
    """Whether a correction under an older id is one that the newest text may lack: said no earlier than that
    one, in words that the item never had or that nobody has been told of."""
    if embargoes.is_before_newest(row, embargoes.stated(item, row, now)):
        return False
    had = row.texts.filter(digest=digest(item.title, item.text)).exists()
    return row.corrected_at is None or not had


def rewrite(row: Item, item: ParsedItem, *, snapshot: Snapshot | None, now: datetime) -> None:
    """One writethru."""
    told_anew(row, item, now=now)
    page = snapshot.pk if snapshot else None
    road = Road(row.source_id, row.wire_id, page, name=row.source.name)
    write_edits([(row, item)], road, now=now)


def take_back(
    items: Sequence[int], item: ParsedItem, notice: Notice, *, now: datetime, older: bool = False
) -> list[int]:
    """Withdrawn or killed in a document, whatever stands there of its words; ids of those that were not
    before. By an agency, a withdrawal in a field is a kill."""
    gone: list[Item] = []
    if item.withdrawn:
        held = Item.objects.select_for_update(of=("self",)).filter(pk__in=items, removed_at=None)
        stand = held.filter(withdrawn_at=None).defer("search").order_by("pk")
        gone = [row for row in stand if notice.killed or not written_since(row, item)]
    for row in gone:
        withdraw(row, now=now)
    told = noticed(items, item, notice, now=now, older=older) if notice.killed else []
    return sorted({*told, *(row.pk for row in gone)})


def written_since(row: Item, item: ParsedItem) -> bool:
    """Whether the source gives the text that stands a later hour than its withdrawal: it was put back since."""
    if item.updated_at is None:
        return False
    stated = row.posted_at
    if row.texts_count > 1:
        hours = row.texts.order_by("-number").values_list("stated_at", flat=True)
        stated = hours.first()
    return stated is not None and item.updated_at < stated


def withdraw(row: Item, *, now: datetime) -> None:
    """Gone at its source; nothing is deleted here."""
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    ItemEvent.objects.create(
        item=row, kind=EventKind.WITHDRAWN, text_number=row.texts_count, at=now
    )


def back(row: Known, *, now: datetime) -> list[int]:
    """Listed again; its id where it had been gone."""
    Item.objects.filter(pk=row.pk).update(withdrawn_at=None, missing_since=None)
    if not row.withdrawn:
        return []
    ItemEvent.objects.create(
        item_id=row.pk, kind=EventKind.RESTORED, text_number=row.known.texts, at=now
    )
    return [row.pk]
