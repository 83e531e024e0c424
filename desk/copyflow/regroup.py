"""Make items one event, or part what is not; what a person parted no machine joins again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import LogEntry, Person, Verb
from wires import regroup
from wires.models import Cluster, Item
from wires.nudge import wires_changed


@transaction.atomic
def merge_events(items: Sequence[Item], *, by: Person, now: datetime, why: str = "") -> Cluster:
    """The events of these items become one."""
    return changed(items, regroup.merge, Verb.MERGE, by=by, now=now, why=why)


@transaction.atomic
def split_event(items: Sequence[Item], *, by: Person, now: datetime, why: str = "") -> Cluster:
    """These items of one event become an event of their own."""
    return changed(items, regroup.split, Verb.SPLIT, by=by, now=now, why=why)


def changed(
    items: Sequence[Item], act: regroup.Act, verb: Verb, *, by: Person, now: datetime, why: str
) -> Cluster:
    """One change of clusters with its line in the log; open boards are told."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk say what is one event.")
    readable = access.items(by).filter(pk__in=[item.pk for item in items], confidential=False)
    chosen = list(readable)
    if not chosen or len(chosen) != len({item.pk for item in items}):
        raise Unsound("Choose items from the board.")
    try:
        cluster = act(chosen, by=by.name, why=why.strip(), now=now)
    except regroup.NotOneEvent as wrong:
        raise Unsound(str(wrong)) from wrong
    LogEntry.record(None, verb, by, now, why.strip(), items=[i.pk for i in chosen], cluster=cluster.pk)  # fmt: skip
    transaction.on_commit(lambda: wires_changed([item.pk for item in chosen]))
    return cluster
