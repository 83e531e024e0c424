"""A desk of before comes through the migrations with what it held: embargoes bar, hubs in clear lose their secret."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.make import NOON
from tests.wires.test_store import parsed, put
from wires.models import Item, Push, Sender, Wire

pytestmark = pytest.mark.django_db
BEFORE, HOUR = ("wires", "0019_marks_of_letters"), timedelta(hours=1)
LATER = NOON + 9 * HOUR
ITEMS = {
    "plain": {},
    "barred": {"embargoed": True, "embargo_until": LATER, "own_embargo_at": NOON, "own_embargo_until": LATER},
    "without an hour": {"embargoed": True, "own_embargo_at": NOON},
    "freed": {"own_lift_at": NOON},
    "by a notice": {"embargoed": True, "embargo_until": LATER},
    "a notice": {},
}  # fmt: skip
PUSHES = [
    ("websub", "http://hub.example/"),
    ("websub", "HTTP://hub.example/b"),
    ("websub", "https://hub.example/"),
    ("webhook", ""),
]


def move(*to: tuple[str, str]) -> Any:
    """Migrate inside the test's own transaction; the models as they are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "set constraints all immediate"
        )  # what waits for the end bars a table's change
    MigrationExecutor(connection).migrate(list(to))
    return MigrationExecutor(connection).loader.project_state(list(to)).apps


@pytest.fixture
def upgrade(db) -> Callable[[], object]:
    """A desk of before, with rows of every kind that the migrations touch; what brings it to now."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    apps = move(BEFORE)
    lay(lambda name: apps.get_model("wires", name).objects)
    return lambda: move(*newest)


def lay(rows: Callable[[str], Any]) -> None:
    source = rows("Source").create(key="lantern", name="Lantern", added_at=NOON)
    hours = {"added_at": NOON, "next_poll_at": NOON}
    wire = rows("Wire").create(source=source, address="https://lantern.example/feed", last_ok_at=NOON, **hours)  # fmt: skip
    items = {
        name: rows("Item").create(source=source, wire=wire, external_id=name, title=name, digest=name,
            received_at=NOON, effective_at=NOON, posted_at=NOON, **more)
        for name, more in ITEMS.items()
    }  # fmt: skip
    rows("ItemName").create(source=source, item=items["plain"], name="plain/2", at=NOON)
    rows("Advisory").create(notice=items["a notice"], item=items["by a notice"], act="embargoed", at=NOON, done_at=NOON, until=LATER)  # fmt: skip
    for n, (kind, hub) in enumerate(PUSHES):
        to = rows("Wire").create(source=source, address=f"https://lantern.example/{n}", **hours)
        rows("Push").create(wire=to, kind=kind, hub=hub, token=f"token {n}", secret=f"secret {n}", asked_at=NOON)  # fmt: skip


def named(rows: Any) -> set[str]:
    return set(rows.values_list("external_id", flat=True))


def test_a_desk_of_before_comes_through(upgrade) -> None:
    upgrade()
    assert named(Item.objects.filter(embargoed=True)) == {"barred", "without an hour", "by a notice"}  # fmt: skip
    assert named(Item.objects.filter(own_embargo_worded=True)) == {"barred", "without an hour"}
    fresh = Item.objects.filter(own_embargo_stated_at=None, own_lift_stated_at=None, told_with=None)
    assert named(fresh) == set(ITEMS)
    secrets = ["", "", "secret 2", "secret 3"]
    assert list(Push.objects.order_by("pk").values_list("secret", flat=True)) == secrets
    assert list(Push.objects.order_by("pk").values_list("kind", "hub")) == PUSHES
    assert (Wire.objects.exclude(checked_by="").exists(), Sender.objects.exists()) == (False, False)


@pytest.mark.parametrize("name", ["barred", "without an hour", "by a notice"])
def test_what_it_held_back_outlives_silence_and_is_freed_by_a_lift(upgrade, name) -> None:
    upgrade()
    on = Wire.objects.get(address__endswith="/feed")
    put([parsed(name, name, "Other words.")], on, after=HOUR)
    assert Item.objects.get(external_id=name).embargoed
    put([parsed(name, name, "EMBARGO LIFTED\n\nOther words.")], on, after=2 * HOUR)
    assert not Item.objects.get(external_id=name).embargoed


def test_its_writethrus_go_on_under_the_names_they_had(upgrade) -> None:
    upgrade()
    put([parsed("plain/2", "Next", "The next text.")], Wire.objects.get(address__endswith="/feed"), after=HOUR)  # fmt: skip
    assert Item.objects.get(external_id="plain").title == "Next"
