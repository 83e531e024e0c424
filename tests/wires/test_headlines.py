"""Headlines suggest that two items are one event; a person joins them, no machine does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires import headlines
from wires.models import Item
from wires.regroup import set_apart

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OURS = "Three dead after strike on Zhorin power station"


def own(name: str) -> str:
    return " ".join(f"{name}{n}" for n in range(80))


def came(name: str, title: str, text: str = "", *, after: timedelta = HOUR) -> Item:
    on = wire(name)
    put([parsed(f"{name}/1", title, text or own(name))], on, after=after)
    return Item.objects.get(external_id=f"{name}/1")


def suggested(item: Item) -> list[str]:
    return [one.item.external_id for one in headlines.like(Item.objects.get(pk=item.pk))]


@pytest.fixture
def ours(db) -> Item:
    return came("ours", OURS)


@pytest.mark.parametrize(
    ("title", "like"),
    [
        ("Strike on power station in Zhorin kills three", True),
        ("Three dead after strike on Zhorin power station: official", True),
        ("Parliament votes on the budget after a long night", False),
        ("Rain in Zhorin until Sunday", False),
    ],
)
def test_a_like_headline_is_suggested_and_joins_nothing(ours, title, like) -> None:
    other = came("theirs", title)
    assert suggested(ours) == (["theirs/1"] if like else [])
    assert other.cluster_id != Item.objects.get(pk=ours.pk).cluster_id


def test_a_post_without_a_headline_is_held_by_its_first_words(ours) -> None:
    came("post", "", f"{OURS}, the rescue service says. {own('post')}")
    assert suggested(ours) == ["post/1"]


@pytest.mark.parametrize("why", ["a day later", "its own source", "passed on from its source", "killed", "confidential", "removed", "the same event", "parted"])  # fmt: skip
def test_what_a_person_could_not_merge_with_it_is_not_suggested(ours, why) -> None:
    other = came("theirs", f"{OURS} now", after=timedelta(days=2) if why == "a day later" else HOUR)
    changes = {
        "its own source": {"source": ours.source},
        "passed on from its source": {"origin": came("relayed", "Another thing", after=2 * HOUR)},
        "killed": {"killed_at": NOON},
        "confidential": {"confidential": True},
        "removed": {"removed_at": NOON},
        "the same event": {"cluster": ours.cluster},
    }
    Item.objects.filter(external_id="relayed/1").update(source=ours.source)
    Item.objects.filter(pk=other.pk).update(**changes.get(why, {"slug": "x"}))
    if why == "parted":
        set_apart(ours.cluster_id, other.cluster_id, by="Ida", now=NOON)
    assert suggested(ours) == []


def test_one_event_is_suggested_once_and_four_at_most(ours) -> None:
    for n in range(7):
        came(f"s{n}", f"{OURS} {n}")
    kept = Item.objects.get(external_id="s0/1").cluster
    Item.objects.filter(external_id__in=["s1/1", "s2/1"]).update(cluster=kept)
    found = suggested(ours)
    assert len(found) == 4
    assert len(set(found) & {"s0/1", "s1/1", "s2/1"}) == 1


def test_an_editor_merges_what_the_item_suggests(ours, client) -> None:
    room = make.newsroom()
    other = came("theirs", f"{OURS}, official says")
    make.as_(client, room.ida)
    page = client.get(reverse("desk:item", args=[ours.pk])).content.decode()
    assert "Perhaps the same event" in page
    assert "in 100 alike" in page
    client.post(reverse("desk:regroup"), {"items": [ours.pk, other.pk], "back": ours.pk, "why": "one strike"})  # fmt: skip
    assert Item.objects.get(pk=ours.pk).cluster_id == Item.objects.get(pk=other.pk).cluster_id
    page = client.get(reverse("desk:item", args=[ours.pk])).content.decode()
    assert "Perhaps the same event" not in page
