"""The rows of what ties items: edges, anchors, and where chains start."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from wires import rows
from wires.models import Edge, Item
from wires.relate import Late, Node


def anchors_of(node: Node) -> list[int]:
    """What makes an item findable by its words; a short post has none."""
    return [] if node.told.shape.is_short else node.told.shape.anchors


def write_edges(nodes: Sequence[Node], *, now: datetime) -> None:
    """Every edge of these items."""
    given = [
        {
            "from_item_id": node.told.pk,
            "to_item_id": edge.to,
            "to_key": edge.to_key,
            "kind": edge.kind,
            "score": edge.score,
            "evidence": edge.evidence,
            "at": now,
        }
        for node in nodes
        for edge in node.edges
    ]
    rows.put(rows.EDGES, given)


def join_late(late: Sequence[Late]) -> None:
    """Origins that came after their relays: edges lead to them, chains start with them."""
    for one in late:
        Edge.objects.filter(from_item=one.from_item, to_key=one.to_key, to_item=None).update(
            to_item=one.to_item
        )
        if one.kind == "reply":
            continue
        start = Item.objects.values_list("origin_id", flat=True).get(pk=one.to_item) or one.to_item
        Item.objects.filter(pk=one.from_item).update(relay_of=one.to_item)
        chain = Q(pk=one.from_item) | Q(origin=one.from_item)
        Item.objects.filter(chain).exclude(pk=start).update(origin=start)


def start_earlier(began: dict[int, int]) -> None:
    """Stored items that the arriving ones were before: their chain starts there now."""
    for stored, pk in began.items():
        start = Item.objects.values_list("origin_id", flat=True).get(pk=pk) or pk
        chain = Q(pk=stored, origin=None) | Q(origin=stored)
        Item.objects.filter(chain).exclude(pk=start).update(origin=start)
