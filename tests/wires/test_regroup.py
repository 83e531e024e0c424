"""An editor's hand on clusters stands against every machine that comes after."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires.models import Apart, Cluster, ClusterChange, Item
from wires.regroup import NotOneEvent, merge, split

pytestmark = pytest.mark.django_db


def one_event() -> list[Item]:
    put([parsed("1", text=LONG)], wire("a"))
    put([parsed("2", text=f"{LONG} More.")], wire("b"), after=timedelta(minutes=5))
    return list(Item.objects.order_by("pk"))


def test_what_was_split_no_later_item_joins() -> None:
    one, two = one_event()
    made = split([two], by="Ida", why="another house", now=NOON)
    put([parsed("3", text=f"Again: {LONG} More.")], wire("c"), after=timedelta(minutes=9))
    one, two, three = Item.objects.order_by("pk")
    assert one.cluster_id != two.cluster_id == made.pk
    assert three.cluster_id in {one.cluster_id, two.cluster_id}
    change = ClusterChange.objects.get()
    assert (change.act, change.by, change.items) == ("split", "Ida", [two.pk])


def test_an_edit_does_not_undo_a_split() -> None:
    _, two = one_event()
    split([two], by="Ida", now=NOON)
    put([parsed("2", text=f"{LONG} More again.")], two.wire, after=timedelta(minutes=9))
    assert len(set(Item.objects.values_list("cluster", flat=True))) == 2


def test_parted_stays_parted_when_either_side_grows() -> None:
    one, two = one_event()
    split([two], by="Ida", now=NOON)
    other = "Firefighters in Staromist bring water from the river for the third night, says the town hall in a note."  # fmt: skip
    put([parsed("5", text=other)], wire("e"))
    five = Item.objects.get(external_id="5")
    kept = merge([five, one], by="Ida", now=NOON)
    put([parsed("6", text=f"{LONG} So.")], wire("f"), after=timedelta(hours=1))
    assert Item.objects.get(pk=two.pk).cluster_id != kept.pk
    assert Apart.objects.filter(ended_at=None).count() == 1


def test_merging_by_name_ends_the_parting_and_keeps_its_history() -> None:
    one, two = one_event()
    split([two], by="Ida", now=NOON)
    kept = merge([one, two], by="Nellie", why="the same house", now=NOON)
    assert set(Item.objects.values_list("cluster", flat=True)) == {kept.pk}
    assert [c.act for c in ClusterChange.objects.all()] == ["split", "merged"]
    assert not Apart.objects.filter(ended_at=None).exists()
    assert Cluster.objects.filter(joined_into=kept).count() == 1


def test_an_item_that_ties_two_events_makes_them_one() -> None:
    half, rest = "The river rose over the lower town in the night and the bridge at the mill is closed.", "Two hundred people slept in the school of the upper town, the town hall counted at dawn."  # fmt: skip
    put([parsed("1", text=half)], wire("a"))
    put([parsed("2", text=rest)], wire("b"))
    assert Cluster.objects.count() == 2
    put([parsed("3", text=f"{half} {rest}")], wire("c"), after=timedelta(hours=1))
    assert len(set(Item.objects.values_list("cluster", flat=True))) == 1
    change = ClusterChange.objects.get()
    assert (change.act, change.by, change.why) == ("joined", "", "near")


def test_what_makes_no_sense_is_refused() -> None:
    one, two = one_event()
    with pytest.raises(NotOneEvent):
        merge([one, two], by="Ida", now=NOON)
    with pytest.raises(NotOneEvent):
        split([one, two], by="Ida", now=NOON)
