"""An editor's hand on clusters: merge what is one event, split what is not. Rows say who and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from wires.clusters import join
from wires.models import Apart, Cluster, ClusterAct, ClusterChange, Item

ALONE = "It is an event of its own already: there is nothing to split it from."


class NotOneEvent(ValueError):
    """A sentence that says why these items cannot be merged or split so."""


class Act(Protocol):
    """A change of clusters in somebody's name."""

    def __call__(self, items: Sequence[Item], *, by: str, why: str = "", now: datetime) -> Cluster:
        """The cluster that the items are in now."""


@transaction.atomic
def merge(items: Sequence[Item], *, by: str, why: str = "", now: datetime) -> Cluster:
    """Make the clusters of these items one; parting them before is undone by name."""
    clusters = sorted({item.cluster_id for item in fresh(items) if item.cluster_id})
    if len(clusters) < 2:
        raise NotOneEvent("These items are one event already.")
    rows = list(Cluster.objects.select_for_update().filter(pk__in=clusters).order_by("pk"))
    pairs = Q(one__in=clusters, other__in=clusters, ended_at=None)
    Apart.objects.filter(pairs).update(ended_at=now, ended_by=by)
    kept = rows[0]
    join(kept.pk, [row.pk for row in rows[1:]], by=by, why=why, now=now)
    kept.first_at = min(row.first_at for row in rows)
    kept.latest_at = max(row.latest_at for row in rows)
    kept.save(update_fields=["first_at", "latest_at"])
    return kept


@transaction.atomic
def split(items: Sequence[Item], *, by: str, why: str = "", now: datetime) -> Cluster:
    """Take these items out of their cluster into one of their own; no machine joins the two again."""
    rows = fresh(items)
    clusters = {item.cluster_id for item in rows}
    if clusters == {None}:
        raise NotOneEvent(ALONE)
    if len(clusters) != 1 or None in clusters:
        raise NotOneEvent("Choose items of one event.")
    left = Cluster.objects.select_for_update(of=("self",)).get(items=rows[0])
    if not left.items.exclude(pk__in=[row.pk for row in rows]).exists():
        raise NotOneEvent(ALONE if len(rows) == 1 else "All items of the event are chosen: nothing would be left.")  # fmt: skip
    hours = [row.received_at for row in rows]
    made = Cluster.objects.create(first_at=min(hours), latest_at=max(hours))
    Item.objects.filter(pk__in=[row.pk for row in rows]).update(cluster=made)
    # What was kept apart from the whole stays apart from its part.
    for foe in foes_of(left.pk):
        set_apart(foe, made.pk, by=by, now=now)
    set_apart(left.pk, made.pk, by=by, now=now)
    ClusterChange.objects.create(
        act=ClusterAct.SPLIT,
        cluster=left,
        other=made,
        items=[row.pk for row in rows],
        by=by,
        why=why[:300],
        at=now,
    )
    return made


def fresh(items: Sequence[Item]) -> list[Item]:
    """The items as they stand now, locked."""
    wanted = [item.pk for item in items]
    return list(
        Item.objects.select_for_update(of=("self",)).filter(pk__in=wanted).only("cluster_id", "received_at").order_by("pk")
    )  # fmt: skip


def foes_of(cluster: int) -> list[int]:
    """Clusters that an editor keeps apart from this one."""
    rows = Apart.objects.filter(Q(one=cluster) | Q(other=cluster), ended_at=None)
    return [r.other_id if r.one_id == cluster else r.one_id for r in rows]


def set_apart(a: int, b: int, *, by: str, now: datetime) -> None:
    """Write that two clusters are two events."""
    one, other = sorted((a, b))
    Apart.objects.get_or_create(
        one_id=one, other_id=other, ended_at=None, defaults={"by": by, "at": now}
    )
