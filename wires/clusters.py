"""Put arriving items into clusters, join clusters that belong together, and say where chains start.

What an editor parted stays parted; what joins or parts is written down.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from wires.cluster import JOINING, SAME_REPORT, STRENGTH, Tie, unite
from wires.models import Apart, Cluster, ClusterAct, ClusterChange, Item
from wires.relate import Found, Late, Node
from wires.rows import asked, numbers, put_clusters, run

PARTED = """
    select one_id, other_id from wires_apart
     where (one_id = any(%s::bigint[]) or other_id = any(%s::bigint[])) and ended_at is null
"""
LATEST = "update wires_cluster set latest_at = %s where id = any(%s::bigint[])"


def settle(nodes: Sequence[Node], late: Sequence[Late], *, now: datetime) -> None:
    """Give every node its cluster; clusters that they tie together become one."""
    ties = [tie for node in nodes for tie in ties_of(node)]
    ties += [Tie(f"i{one.to_item}", f"c{one.cluster}", "relay") for one in late if one.cluster]
    names = {f"i{node.told.pk}" for node in nodes}
    names |= {end for tie in ties for end in (tie.one, tie.other)}
    held = sorted(int(name[1:]) for name in names if name[0] == "c")
    groups = unite(sorted(names), ties, parted(held))
    fresh = [group for group in groups.values() if not any(name[0] == "c" for name in group)]
    made = put_clusters(len(fresh), now)
    place: dict[str, int] = {}
    for cluster, group in zip(made, fresh, strict=True):
        place |= dict.fromkeys(group, cluster)
    kept: list[int] = []
    for group in groups.values():
        clusters = sorted(int(name[1:]) for name in group if name[0] == "c")
        if clusters:
            place |= dict.fromkeys(group, clusters[0])
            kept.append(clusters[0])
            join(clusters[0], clusters[1:], by="", why=reasons(group, ties), now=now)
    if kept:
        run(LATEST, now, numbers(kept))
    for node in nodes:
        node.cluster = place[f"i{node.told.pk}"]


def ties_of(node: Node) -> list[Tie]:
    """What holds a node to others of its document and to clusters that are there."""
    name = f"i{node.told.pk}"
    own = [Tie(name, f"c{node.cluster}", "relay", 2.0)] if node.cluster else []
    return own + [
        Tie(name, f"c{edge.cluster}" if edge.cluster else f"i{edge.to}", edge.kind, edge.score)
        for edge in node.edges
        if edge.to and edge.kind in JOINING
    ]


def parted(clusters: Sequence[int]) -> list[tuple[str, str]]:
    """Pairs of clusters that an editor parted."""
    if not clusters:
        return []
    given = numbers(clusters)
    return [(f"c{one}", f"c{other}") for one, other in asked(PARTED, given, given)]


def reasons(group: Sequence[str], ties: Sequence[Tie]) -> str:
    """Why a group is one, in words: the kinds of its edges."""
    kinds = {tie.kind for tie in ties if tie.one in group}
    return ", ".join(sorted(kinds, key=lambda kind: STRENGTH.get(kind, 9)))


def join(kept: int, others: Sequence[int], *, by: str, why: str, now: datetime) -> None:
    """Make other clusters part of one; their rows stay and say where they went."""
    for other in others:
        moved = list(Item.objects.filter(cluster=other).values_list("pk", flat=True))
        Item.objects.filter(pk__in=moved).update(cluster=kept)
        Cluster.objects.filter(Q(pk=other) | Q(joined_into=other)).update(joined_into=kept)
        carry_over(other, kept, now=now)
        ClusterChange.objects.create(
            act=ClusterAct.MERGED if by else ClusterAct.JOINED,
            cluster_id=kept,
            other_id=other,
            items=moved,
            by=by,
            why=why[:300],
            at=now,
        )


def carry_over(gone: int, kept: int, *, now: datetime) -> None:
    """What was parted from the cluster that is gone stays parted from the one it became."""
    for row in Apart.objects.filter(Q(one=gone) | Q(other=gone), ended_at=None):
        foe = row.other_id if row.one_id == gone else row.one_id
        row.ended_at, row.ended_by = now, "carried over"
        row.save(update_fields=["ended_at", "ended_by"])
        if foe != kept:
            one, other = sorted((foe, kept))
            Apart.objects.get_or_create(
                one_id=one, other_id=other, ended_at=None, defaults={"by": row.by, "at": row.at}
            )


def trace(nodes: Sequence[Node], late: Sequence[Late]) -> dict[int, int]:
    """Say of every node what it passes on and where its chain starts; stored items that start later.

    The answer maps a stored item to the arriving one that was there before it.
    """
    inside = {node.told.pk: node for node in nodes}
    began: dict[int, int] = {one.from_item: one.to_item for one in late if one.kind != "reply"}
    for node in nodes:
        said = [e for e in node.edges if e.to and e.kind in {"relay", "repost", "quote"}]
        if said:
            node.relay_of = said[0].to
        # Who says of itself that it passes this node on is not what the node rests on.
        mine = {pk for pk, to in began.items() if to == node.told.pk}
        rests = [e for e in node.edges if rests_on(node, e) and not {e.to, e.origin} & mine]
        best = min(rests, key=lambda e: (STRENGTH[e.kind], e.at or node.told.at), default=None)
        if best is not None and best.to is not None:
            other = inside.get(best.to)
            start = (other.origin or other.told.pk) if other else (best.origin or best.to)
            node.origin = start if start != node.told.pk else None
        for edge in node.edges:
            if is_later(node, edge) and edge.to is not None:
                began.setdefault(edge.to, node.told.pk)
    return began


def rests_on(node: Node, edge: Found) -> bool:
    """Whether a node has what it tells from the other end of an edge."""
    if edge.to is None or edge.kind == "reply":
        return False
    if edge.kind in {"relay", "repost", "quote"}:
        return True
    earlier = edge.at is not None and edge.at <= node.told.at
    return earlier and (edge.kind != "near" or edge.score >= SAME_REPORT)


def is_later(node: Node, edge: Found) -> bool:
    """Whether the other end, stored already and the start of its chain, was posted after this node."""
    same = edge.kind in {"same-url", "exact"} or (edge.kind == "near" and edge.score >= SAME_REPORT)
    starts = edge.to is not None and edge.origin == edge.to
    return same and starts and edge.at is not None and edge.at > node.told.at
