"""A desk goes into a folder and comes back whole; what was removed stays removed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.backup import manifest, servers
from newsroom.backup.make import Taken, make
from newsroom.local.manner import client
from newsroom.local.servers import ServersForNow

ROOT = Path(__file__).resolve().parents[2]
PHRASE = "The lilac turbine of the Osk ferry has stopped for good."
LAY = """
from datetime import UTC, datetime
from django.core.management import call_command
from wires import archive
from wires.models import Item, ItemText, Source
call_command("create_chief", "cass@desk.example", "Cass", "--desk", "Night")
now = datetime(2026, 6, 10, 12, tzinfo=UTC)
body = %(phrase)r.encode()
page = archive.keep(body, media_type="text/plain", now=now)
source = Source.objects.create(key="osk", name="Osk Ferries", added_at=now)
for name in ("ferry/1", "ferry/2"):
    item = Item.objects.create(source=source, external_id=name, text=%(phrase)r, digest=name,
        received_at=now, effective_at=now)
    ItemText.objects.create(item=item, number=1, text=%(phrase)r, digest=name, snapshot=page, seen_at=now)
"""
REMOVE = """
from django.utils.timezone import now
from desk.copyflow import remove
from desk.models import Person
from wires.models import Item
remove.remove_item(Item.objects.get(external_id="ferry/1"), ground="court", why="An order.",
    by=Person.objects.get(email="cass@desk.example"), now=now())
"""
COUNT = """
import json
from wires.models import Item, Removal, Snapshot, Tombstone
gone = Item.objects.exclude(removed_at=None).get()
print(json.dumps({"said": Item.objects.filter(external_id="ferry/1").count(), "text": gone.text,
    "bytes": sum(len(bytes(one.packed)) for one in Snapshot.objects.all()),
    "ground": Removal.objects.get().ground, "why": Removal.objects.get().why,
    "kept_out": Tombstone.objects.count() > 0}))
"""
LOGGED = """
import json
from desk.models import LogEntry
print(json.dumps([[one.by.name, "made again by a restore" in one.words]
    for one in LogEntry.objects.filter(verb="remove")]))
"""
KILLED = """
import os
from pathlib import Path
from django.utils.timezone import now
from newsroom.backup import bring
bring.carry.carry = lambda *a, **k: os._exit(9)
bring.bring(Path(%(folder)r), over=True, now=now())
"""

LEFT = """
import psycopg
from django.core.management import call_command
from newsroom.backup import servers
drop, asked = servers.drop, []
def stays(database):
    asked.append(database)
    if asked.count(servers.beside(servers.name(), servers.BEFORE)) > 1:
        raise psycopg.OperationalError("it is being looked at")
    drop(database)
servers.drop = stays
call_command("restore", %(folder)r, "--over")
"""


class Desk:
    """One desk's folder, and commands on it."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        given = {k: v for k, v in os.environ.items() if k not in {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}}  # fmt: skip
        given |= {"NIGHTDESK_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        given.pop("PYTEST_XDIST_WORKER", None)
        return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=given, capture_output=True, text=True, check=False)  # fmt: skip

    def run(self, *words: str) -> str:
        done = self.command(*words)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def shell(self, script: str) -> str:
        return self.run("shell", "--no-imports", "-v", "0", "-c", script)


@contextmanager
def kept_up(var: Path) -> Iterator[Desk]:
    """A desk of a folder, its servers kept for the while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIGHTDESK_VAR", str(var))
        for name in ("DATABASE_URL", "REDIS_URL"):
            patch.delenv(name, raising=False)
        with ServersForNow("test of backups", forgetful=True):
            yield Desk(var)


@pytest.fixture(scope="module")
def laid(tmp_path_factory) -> Path:
    """The folder of a desk with people and an item, at rest; to make one takes ten times what a copy does."""
    var = tmp_path_factory.mktemp("laid") / "var"
    with kept_up(var) as one:
        one.run("migrate", "-v", "0")
        one.shell(LAY % {"phrase": PHRASE})
    return var


@pytest.fixture
def desk(laid, tmp_path) -> Iterator[Desk]:
    """A desk of its own, as it was laid."""
    shutil.copytree(
        laid, tmp_path / "var", ignore=shutil.ignore_patterns("*.pid", "*.sock", "*.lock")
    )
    with kept_up(tmp_path / "var") as one:
        yield one


def text_of(folder: Path) -> str:
    """A dump as SQL."""
    words = [client("pg_restore"), "--file=-", str(folder / manifest.DUMP)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_there_and_back(desk, tmp_path) -> None:
    before, after = tmp_path / "monday", tmp_path / "tuesday"
    assert "rows in" in desk.run("backup", str(before))
    assert before.stat().st_mode & 0o077 == 0
    assert "ferry/1" in text_of(before)

    desk.shell(REMOVE)
    assert "which are not in it: 1." in desk.run("backup", str(after))
    assert "ferry/1" not in text_of(after)

    # An older backup brings the item back, and the removal with it.
    assert "already" in desk.command("restore", str(before)).stderr
    said = desk.run("restore", str(before), "--over")
    assert "each table as it was saved" in said
    assert "Removals made since, made here again: 1." in said
    found = json.loads(desk.shell(COUNT))
    assert found == {"said": 0, "text": "", "bytes": 0, "ground": "court", "why": "An order.", "kept_out": True}  # fmt: skip

    # A desk without anything takes it as it is.
    desk.shell("from django.db import connection as c; c.cursor().execute('drop schema public cascade; create schema public')")  # fmt: skip
    (desk.var / "secret_key").write_text("another")
    assert "is back" in desk.run("restore", str(after))
    assert json.loads(desk.shell(COUNT))["why"] == "An order."
    assert (desk.var / "secret_key").read_bytes() == (after / "secret_key").read_bytes()

    # What came and was removed after the backup is kept out all the same.
    desk.shell(REMOVE.replace("ferry/1", "ferry/2"))
    assert "made here again: 1." in desk.run("restore", str(after), "--over")


def test_every_column_of_the_wires_comes_back_as_it_was(desk, tmp_path) -> None:
    rows = "from tests.newsroom import every_row as rows; "
    said = json.loads(desk.shell(f"{rows}rows.lay_all(); rows.tell(empty=rows.empty_columns(), prints=rows.prints())"))  # fmt: skip
    assert said["empty"] == []
    desk.run("backup", str(tmp_path / "monday"))
    desk.shell("from django.db import connection as c; c.cursor().execute('truncate wires_source, wires_cluster cascade')")  # fmt: skip
    done = desk.command("restore", str(tmp_path / "monday"), "--over")
    assert "each table as it was saved" in done.stdout
    assert "snapshots are rotten" in done.stderr  # whose bytes are made up here
    back = json.loads(desk.shell(f"{rows}rows.tell(**rows.prints())"))
    assert [name for name, told in said["prints"].items() if back.get(name) != told] == []


def test_bytes_alone_and_never_under_a_desk_at_work(desk, tmp_path) -> None:
    folder = str(tmp_path / "monday")
    desk.run("backup", folder)
    desk.shell("from wires.models import Snapshot; Snapshot.objects.update(packed=b'rot')")
    assert desk.command("rehash").returncode == 1
    assert "1 snapshots have their bytes again" in desk.run("restore", folder, "--rotten")
    assert desk.command("rehash").returncode == 0
    with servers.line(servers.name()):
        refused = desk.command("restore", folder, "--over")
    assert refused.returncode == 1
    assert "The desk is running" in refused.stderr


def test_a_restore_that_is_killed_leaves_the_desk_and_its_removals(desk, tmp_path) -> None:
    folder = tmp_path / "monday"
    desk.run("backup", str(folder))
    desk.shell(REMOVE)
    killed = desk.command("shell", "--no-imports", "-v", "0", "-c", KILLED % {"folder": str(folder)})  # fmt: skip
    assert killed.returncode == 9
    assert json.loads(desk.shell(COUNT))["said"] == 0
    assert "made here again: 1." in desk.run("restore", str(folder), "--over")
    assert json.loads(desk.shell(COUNT))["said"] == 0


def test_what_was_replaced_and_cannot_go_is_told_and_the_backup_is_in_its_place(desk, tmp_path) -> None:  # fmt: skip
    folder = tmp_path / "monday"
    desk.run("backup", str(folder))
    desk.shell(REMOVE)
    done = desk.command("shell", "--no-imports", "-v", "0", "-c", LEFT % {"folder": str(folder)})
    assert done.returncode == 1
    assert "The backup is in its place" in done.stderr
    assert "it is being looked at" in done.stderr
    assert "Nothing was changed" not in done.stderr
    assert "is back" in done.stdout
    assert json.loads(desk.shell(COUNT))["said"] == 0
    assert json.loads(desk.shell(LOGGED)) == [["Cass", True]]


@pytest.mark.parametrize("length", [9, 54, 57, 60, 63])
def test_a_long_name_is_never_cut_to_the_desks_own(length) -> None:
    ours = "ї" * (length // 2) + "x" * (length % 2)
    made = {servers.beside(ours, mark) for mark in (servers.SIDE, servers.BEFORE)}
    assert len(made | {ours}) == 3
    assert all(len(one.encode()) <= 63 for one in made)


@pytest.mark.parametrize(
    ("said", "found", "words"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 2}, {"a": 1}, ["a: 2 rows were saved, 1 came back"]),
        ({}, {"b": 1}, ["b: 0 rows were saved, 1 came back"]),
    ],
)
def test_rows_that_did_not_come_back(said, found, words) -> None:
    assert manifest.differing(said, found) == words


def test_a_folder_that_is_no_backup(tmp_path) -> None:
    with pytest.raises(manifest.Unfit, match="cut short"):
        manifest.read(tmp_path)
    (tmp_path / manifest.NAME).write_text("{")
    with pytest.raises(manifest.Unfit, match="cannot be read"):
        manifest.read(tmp_path)


def test_a_file_that_is_not_as_it_was_written(tmp_path) -> None:
    (tmp_path / manifest.DUMP).write_bytes(b"rows")
    files = {manifest.DUMP: manifest.digest(tmp_path / manifest.DUMP)}
    manifest.write(tmp_path, manifest.Manifest("0.1.0", "2026-06-10", files, {}, [], 0))
    assert manifest.read(tmp_path).files == files
    (tmp_path / manifest.DUMP).write_bytes(b"rowz")
    with pytest.raises(manifest.Unfit, match="not as it was written"):
        manifest.read(tmp_path)


def test_a_backup_never_goes_over_what_is_there(tmp_path) -> None:
    (tmp_path / "mine").write_text("words")
    with pytest.raises(Taken, match="not empty"):
        make(tmp_path, now=datetime(2026, 6, 10, tzinfo=UTC))
    assert (tmp_path / "mine").read_text() == "words"
