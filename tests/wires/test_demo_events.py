"""The demo's night: reports in a few forms of words, hundreds of them, and only what passes a post on joins it."""

import random

import pytest

from newsroom.demo import server
from newsroom.demo.world import SOURCES
from tests.make import NOON
from tests.wires.test_store import wire
from wires.models import Cluster, Count, Item
from wires.parse import parse
from wires.store import store

pytestmark = pytest.mark.django_db


def test_one_form_of_words_is_many_events() -> None:
    night = server.Night(random.Random(8))
    server.begin(night)
    wires = {s.address: wire(s.address.split("/")[0].replace(".", "-") + str(n)) for n, s in enumerate(SOURCES)}  # fmt: skip
    for _ in range(12):
        for _ in range(15):
            server.happen(night)
        for address, on in wires.items():
            given = server.document(night, address.removeprefix("http://"))
            if given:
                page = parse(given[1].encode(), base_url=address)
                store(page.items, wire=on, snapshot=None, now=NOON)
    assert Item.objects.count() > 100
    for cluster in Cluster.objects.prefetch_related("items__texts"):
        said = {one.texts.all()[0].text.split(" The search goes on.")[0] for one in cluster.items.all()}  # fmt: skip
        assert len(said) <= 1, said
    assert Cluster.objects.filter(items__relay_of__isnull=False).exists()
    assert Count.objects.filter(harm="hurt").count() > 20


def test_each_post_has_a_page_until_it_is_taken_down() -> None:
    night = server.Night(random.Random(1))
    for n in range(60):
        night.add("staromist_rescue", f"Words {n}.")
        night.add("post", f"Report {n}.", title=f"Title {n}")
    channel, paper = night.pages["staromist_rescue"][3].number, night.pages["post"][3].number
    for where, words in (
        (f"channels.example/s/staromist_rescue/{channel}", "Words 3."),
        (f"post.example/{paper}", "Report 3."),
    ):
        name = "post" if "post" in where else "staromist_rescue"
        assert words in server.document(night, where)[1]
        night.edit(name, channel if name != "post" else paper, "Other words.")
        assert "Other words." in server.document(night, where)[1]
    night.delete("staromist_rescue", channel)
    night.delete("post", paper)
    shown = server.document(night, f"channels.example/s/staromist_rescue/{channel}")[1]
    assert ("Other words." in shown, "Words 2." in shown, "Words 4." in shown) == (
        False,
        True,
        True,
    )
    assert server.document(night, f"post.example/{paper}") is None


def test_a_night_goes_on_where_it_was_left(tmp_path) -> None:
    night = server.Night(random.Random(1), kept_in=tmp_path / "night.json")
    server.begin(night)
    for _ in range(80):
        server.happen(night)
    later = server.Night(random.Random(2))
    assert server.goes_on(later, tmp_path / "night.json")
    assert (later.pages, later.count, later.hurt) == (night.pages, night.count, night.hurt)
    later.edit("staromist_rescue", later.posts["staromist_rescue"][-1].number, "Other words.")
    assert "Other words." in server.document(later, "channels.example/s/staromist_rescue")[1]


@pytest.mark.parametrize("said", [None, "", "{", "[]", '{"pages": {}}', '{"pages": {"a": [1]}, "numbers": {}}'])  # fmt: skip
def test_a_night_that_nobody_can_read_begins_anew(tmp_path, said) -> None:
    path = tmp_path / "night.json"
    if said is not None:
        path.write_text(said)
    assert not server.goes_on(server.Night(random.Random(1)), path)
