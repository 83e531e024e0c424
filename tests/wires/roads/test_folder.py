"""Files that are dropped: read once, put aside, and nothing outside the folder ever."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from wires.models import Item, Source, Wire
from wires.roads import folder

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
ITEM = '<rss version="2.0"><channel><item><guid>{0}</guid><title>Notice {0}</title></item></channel></rss>'


@pytest.fixture
def place(settings, tmp_path):
    settings.DROP_DIR = str(tmp_path)
    (tmp_path / "agency").mkdir()
    return tmp_path / "agency"


@pytest.fixture
def wire(db) -> Wire:
    source = Source.objects.create(key="agency", name="Agency", added_at=NOON)
    return Wire.objects.create(
        source=source, address="folder:agency", added_at=NOON, next_poll_at=NOON
    )


def drop(place, name: str, words: str, *, before: timedelta = timedelta(minutes=1)) -> None:
    path = place / name
    path.write_text(words)
    at = (NOON - before).timestamp()
    os.utime(path, (at, at))


def test_files_are_read_once_and_put_aside(place, wire) -> None:
    drop(place, "a.xml", ITEM.format(1))
    drop(place, "b.xml", ITEM.format(2))
    assert folder.collect(wire, now=NOON) is None
    drop(place, "a.xml", ITEM.format(3))
    assert folder.collect(wire, now=NOON) is None
    assert sorted(Item.objects.values_list("external_id", flat=True)) == ["1", "2", "3"]
    assert sorted(p.name for p in (place / "read").iterdir()) == ["a-2.xml", "a.xml", "b.xml"]


def test_a_file_that_cannot_be_read_waits_with_its_reason(place, wire) -> None:
    drop(place, "a.xml", "no wire at all")
    drop(place, "b.xml", ITEM.format(2))
    assert folder.collect(wire, now=NOON).words.startswith("1 file could not be read")
    why = (place / "unread" / "a.xml.why.txt").read_text()
    assert why.strip().endswith(".")
    assert Item.objects.get().external_id == "2"
    assert folder.collect(wire, now=NOON) is None


def test_unfinished_and_foreign_files_are_passed_over(place, wire, tmp_path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(ITEM.format(9))
    (place / "link.xml").symlink_to(secret)
    drop(place, ".hidden.xml", ITEM.format(1))
    drop(place, "a.xml.part", ITEM.format(2))
    drop(place, "new.xml", ITEM.format(3), before=timedelta(seconds=1))
    assert folder.collect(wire, now=NOON) is None
    assert not Item.objects.exists()
    assert secret.exists()


@pytest.mark.parametrize(
    "address", ["folder:../agency", "folder:/etc", "folder:", "folder:a/b", "folder:none"]
)
def test_no_other_folder_is_looked_into(place, wire, address) -> None:
    wire.address = address
    assert "There is no folder" in folder.collect(wire, now=NOON).words
