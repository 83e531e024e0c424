"""Look once more at what has just arrived: two items that two workers wrote at once saw nothing of each other.

Each item is looked at once, when whatever was being written beside it has long been committed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from wires import arrivals
from wires.cluster import Told
from wires.clusters import settle, trace
from wires.models import Item
from wires.relate import Node, find
from wires.shingles import Shape

AFTER = timedelta(seconds=90)  # longer than any poll may take
STRETCH = timedelta(seconds=60)
MOST = 400


@transaction.atomic
def rejoin(*, now: datetime) -> int:
    """Give the items of one minute the ties they missed; how many got one."""
    until = now - AFTER
    rows = list(
        Item.objects.open()
        .filter(received_at__gt=until - STRETCH, received_at__lte=until, backfill=False)
        .only("pk", "source_id", "effective_at", "title", "text", "key", "cluster_id", "origin_id")
        .order_by("pk")[:MOST]
    )
    nodes = [node_of(row) for row in rows]
    if len(nodes) < 1:
        return 0
    late = find(nodes, now=now)
    for node in nodes:
        # What came before was seen; of two that came at once the later one gets the tie.
        node.edges = [edge for edge in node.edges if edge.to and edge.to < node.told.pk]
    tied = [node for node in nodes if node.edges]
    before = {node.told.pk: (node.cluster, node.origin) for node in tied}
    trace([node for node in tied if node.origin is None], late)
    settle(tied, [], now=now)
    arrivals.write_edges(tied, now=now)
    return write_changed(tied, before)


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
    return Node(told, row.key, cluster=row.cluster_id, origin=row.origin_id)
