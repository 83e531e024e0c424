"""Tie items that were written at once: of two workers neither saw what the other wrote.

Whoever commits looks for what others have committed since it looked for ties, so that the second of two finds
the first. Once more each item is looked at when whatever was being written beside it has long been committed:
for a worker that died between the two.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Q

from wires import ties
from wires.cluster import Told
from wires.clusters import settle, trace
from wires.models import Edge, Item
from wires.nudge import wires_changed
from wires.relate import Found, Late, Node, find, reply_key, target
from wires.rows import asked, names, numbers, run
from wires.shingles import Shape
from wires.types import RelayOf

log = logging.getLogger(__name__)
AFTER = timedelta(seconds=90)  # longer than any poll may take
STRETCH = timedelta(seconds=60)
MOST = 400
BACK = 500  # ids taken before ours that may be under way
SHOWN = (
    "pk",
    "source_id",
    "effective_at",
    "title",
    "text",
    "key",
    "relay_of_url",
    "cluster_id",
    "origin_id",
)
ALONE = 0x71E5  # one look at a time
# What was not committed when we looked is as young as the oldest transaction of then.
BESIDE = """
    select id from wires_item
     where id > %s and age(xmin) <= age(%s::xid8::xid) and id <> all(%s::bigint[]) and not confidential
"""
MET = """
    select item_id from wires_anchor where h = any(%s::bigint[]) and item_id = any(%s::bigint[])
    union
    select id from wires_item where id = any(%s::bigint[])
       and ((key <> '' and key = any(%s::text[])) or (said <> 0 and said = any(%s::bigint[])))
    union
    select from_item_id from wires_edge where from_item_id = any(%s::bigint[]) and to_key <> '' and to_key = any(%s::text[])
"""


def after_commit(nodes: Sequence[Node], seen: str, *, now: datetime) -> None:
    """Have the items of this transaction looked at beside what others commit meanwhile."""
    if nodes:
        transaction.on_commit(lambda: beside(nodes, seen, now=now))


def beside(nodes: Sequence[Node], seen: str, *, now: datetime) -> int:
    """Tie these items to what was not to be seen when their ties were looked for; one question where
    nothing was written at once. What stands in the way of it is left to the look of a minute later."""
    mine = [node.told.pk for node in nodes]
    try:
        others = [pk for (pk,) in asked(BESIDE, min(mine) - BACK, seen, numbers(mine))]
        met = alike(nodes, others) if others else []
        return look([*mine, *met], now=now) if met else 0
    except DatabaseError:
        log.exception("items written at once")
        return 0


def alike(nodes: Sequence[Node], others: Sequence[int]) -> list[int]:
    """Those of the others that share a run of words, a key or all words with any of these."""
    told = [node.told.shape for node in nodes]
    anchors = {h for node in nodes for h in ties.anchors_of(node)}
    keys = {key for node in nodes for key in (node.key, target(node.relay), reply_key(node)) if key}
    theirs, known = numbers(others), names(keys)
    saids = numbers({shape.said for shape in told})
    return [pk for (pk,) in asked(MET, numbers(anchors), theirs, theirs, known, saids, theirs, known)]  # fmt: skip


def rejoin(*, now: datetime) -> int:
    """Give the items of one minute the ties they missed; how many got one."""
    until = now - AFTER
    recent = Item.objects.filter(received_at__gt=until - STRETCH, received_at__lte=until)
    return look(list(recent.filter(backfill=False).values_list("pk", flat=True)), now=now)


@transaction.atomic
def look(items: Sequence[int], *, now: datetime) -> int:
    """Give these items the ties that they have to others and that nobody has written; how many got one."""
    run("select pg_advisory_xact_lock(%s)", ALONE)
    rows = Item.objects.open().filter(pk__in=items).only(*SHOWN).order_by("pk")
    nodes = [node_of(row) for row in rows[:MOST]]
    if not nodes:
        return 0
    late = waiting(find(nodes, now=now))
    held = tied_already(nodes)
    for node in nodes:
        node.edges = [one for one in node.edges if is_missed(node, one, held)]
    ends = {one.to_item for one in late}
    tied = [node for node in nodes if node.edges or node.told.pk in ends]
    before = {node.told.pk: (node.cluster, node.origin) for node in tied}
    began = trace([node for node in tied if node.origin is None], late)
    settle(tied, late, now=now)
    ties.write_edges(tied, now=now)
    changed = write_changed(tied, before)
    ties.join_late(late)
    ties.start_earlier(began)
    transaction.on_commit(lambda: wires_changed([node.told.pk for node in tied]))
    return changed


def is_missed(node: Node, edge: Found, held: Collection[tuple[int, int]]) -> bool:
    """Whether a tie is one that nobody saw: of two that came at once the later one gets it. An edge to what
    an item names is there already, and led to its end by `waiting`."""
    if edge.to is None or edge.to >= node.told.pk or (edge.to_key and edge.kind != "same-url"):
        return False
    return (node.told.pk, edge.to) not in held


def waiting(late: Sequence[Late]) -> list[Late]:
    """Those whose edge leads nowhere yet."""
    given = [one.from_item for one in late]
    rows = Edge.objects.filter(from_item__in=given, to_item=None).values_list("from_item", "to_key")
    open_ones = set(rows) if given else set()
    return [one for one in late if (one.from_item, one.to_key) in open_ones]


def tied_already(nodes: Sequence[Node]) -> set[tuple[int, int]]:
    """Pairs between which a tie is written, from either end."""
    ends = {node.told.pk for node in nodes}
    rows = Edge.objects.filter(Q(from_item__in=ends) | Q(to_item__in=ends)).exclude(to_item=None)
    pairs = {(one, other) for one, other in rows.values_list("from_item", "to_item") if other}
    return pairs | {(other, one) for one, other in pairs}


def write_changed(nodes: Sequence[Node], before: dict[int, tuple[int | None, int | None]]) -> int:
    """Write the cluster and the origin of those that have others than they had."""
    changed = [node for node in nodes if (node.cluster, node.origin) != before[node.told.pk]]
    for node in changed:
        Item.objects.filter(pk=node.told.pk).update(cluster=node.cluster, origin=node.origin)
    return len(changed)


def node_of(row: Item) -> Node:
    """A stored item for comparing."""
    shape = Shape(f"{row.title} {row.text}")
    told = Told(row.pk, row.source_id, row.effective_at, shape)
    relay = RelayOf(row.relay_of_url) if row.relay_of_url else None
    return Node(told, row.key, relay, cluster=row.cluster_id, origin=row.origin_id)
