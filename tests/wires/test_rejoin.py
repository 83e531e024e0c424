"""Items that two workers wrote at once are one event a moment later, and an editor's split stands."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires.models import Anchor, Cluster, Edge, Item
from wires.regroup import split
from wires.rejoin import rejoin
from wires.retention import let_go_anchors

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(seconds=100)


def at_once() -> None:
    """Two reports that saw nothing of each other: the second finds no anchor of the first."""
    put([parsed("1", text=LONG)], wire("a"))
    kept = list(Anchor.objects.values_list("h", "item_id"))
    said = Item.objects.get().said
    Anchor.objects.all().delete()
    Item.objects.update(said=0)
    put([parsed("2", text=f"{LONG} More.")], wire("b"))
    Anchor.objects.bulk_create([Anchor(h=h, item_id=item) for h, item in kept])
    Item.objects.filter(external_id="1").update(said=said)


def test_they_are_one_event_a_moment_later() -> None:
    at_once()
    assert Edge.objects.count() == 0
    assert rejoin(now=SOON) == 1
    one, two = Item.objects.order_by("pk")
    assert (two.cluster_id, two.origin_id) == (one.cluster_id, one.pk)
    assert Cluster.objects.exclude(joined_into=None).count() == 1
    assert rejoin(now=SOON) == 0
    assert Edge.objects.count() == 1


def test_a_split_in_the_meantime_stands() -> None:
    put([parsed("1", text=LONG)], wire("a"))
    put([parsed("2", text=f"{LONG} More.")], wire("b"))
    split([Item.objects.get(external_id="2")], by="Ida", now=NOON)
    assert rejoin(now=SOON) == 0
    assert len(set(Item.objects.values_list("cluster", flat=True))) == 2


def test_nothing_new_is_nothing_to_do() -> None:
    assert rejoin(now=SOON) == 0


def test_anchors_of_old_items_go_and_items_stay() -> None:
    put([parsed("1", text=LONG)], wire("a"))
    put([parsed("2", text=f"{LONG} More.")], wire("b"), after=timedelta(days=59))
    assert let_go_anchors(now=NOON + timedelta(days=61)) > 0
    assert set(Anchor.objects.values_list("item_id", flat=True)) == {
        Item.objects.get(external_id="2").pk
    }
    assert Item.objects.count() == 2
