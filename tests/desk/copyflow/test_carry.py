"""Removals that are carried over a restore find what they took away, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from desk.copyflow import carry
from desk.copyflow import remove as removing
from desk.models import LogEntry, Person, Role, RoleName, Verb
from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires import archive, removal
from wires.models import Item, Removal, Snapshot, Source, Tombstone

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
URL = "https://osk.example/ferry"


def removed_after_the_backup(*acts: Callable[[], object]) -> list[carry.Held]:
    """The removals of a desk that is then as it was before these acts."""
    with transaction.atomic():
        for act in acts:
            act()
        held = carry.held()
        transaction.set_rollback(True)
    return held


def remove(name: str, key: str) -> None:
    item = Item.objects.get(external_id=name, source__key=key)
    removal.remove(item, ground="court", by="Cass", now=NOON + HOUR)


@pytest.mark.parametrize("after", [HOUR, -HOUR])
def test_a_removal_takes_its_own_item_and_no_copy_at_the_same_address(after) -> None:
    put([parsed("ferry/1", "The ferry", LONG, url=URL)], wire("osk"))
    put([parsed("copy/1", "The ferry", LONG, url=URL)], wire("rival"), after=after)
    held = removed_after_the_backup(lambda: remove("ferry/1", "osk"))
    assert carry.carry(held, now=NOON + 2 * HOUR) == (1, [])
    assert not Item.objects.filter(external_id="ferry/1").exists()
    assert Item.objects.filter(external_id="copy/1").exists()


def test_what_came_from_a_source_that_the_backup_does_not_know_is_kept_out() -> None:
    held = removed_after_the_backup(
        lambda: put([parsed("ferry/1", "The ferry", LONG, url=URL)], wire("osk")),
        lambda: remove("ferry/1", "osk"),
    )
    assert carry.carry(held, now=NOON + 2 * HOUR) == (1, [])
    assert (Removal.objects.get().ground, Tombstone.objects.exists()) == ("court", True)
    Source.objects.filter(key="osk").delete()
    put([parsed("ferry/1", "The ferry", LONG, url=URL)], wire("other"))
    assert not Item.objects.filter(removed_at=None).exists()
    transaction.get_connection().check_constraints()


def test_a_page_that_came_and_went_after_the_backup_stays_away() -> None:
    def page() -> Snapshot:
        return archive.keep(b"The lilac turbine.", media_type="text/plain", now=NOON)

    held = removed_after_the_backup(
        lambda: removal.remove_snapshot(page(), ground="court", by="Cass", now=NOON)
    )
    assert carry.carry(held, now=NOON) == (1, [])
    kept = page()
    assert (bytes(kept.packed), kept.removed_at) == (b"", NOON)


@pytest.mark.parametrize(
    ("gone", "by"),
    [
        pytest.param(False, "Ruth", id="whoever decided"),
        pytest.param(True, "Cass", id="unknown to the backup: who looks after the house"),
    ],
)
def test_a_carried_removal_leaves_a_line_that_names_who_decided(gone, by) -> None:
    put([parsed("ferry/1", "The ferry", LONG, url=URL)], wire("osk"))
    cass, ruth = (Person.objects.create_user(f"{name}@desk.example", name) for name in ("Cass", "Ruth"))  # fmt: skip
    for person, role in ((ruth, RoleName.LAW), (cass, RoleName.ADMINISTRATOR)):
        Role.objects.create(person=person, desk=None, name=role)
    item = Item.objects.get(external_id="ferry/1")
    held = removed_after_the_backup(
        lambda: removing.remove_item(item, ground="court", by=ruth, now=NOON + HOUR)
    )
    if gone:
        ruth.delete()
    assert carry.carry(held, now=NOON + 2 * HOUR) == (1, [])
    line = LogEntry.objects.get(verb=Verb.REMOVE)
    assert (line.by.name, line.at) == (by, NOON + 2 * HOUR)
    assert "decided by Ruth, made again by a restore" in line.words
    assert line.data["removal"] == Removal.objects.get().pk
