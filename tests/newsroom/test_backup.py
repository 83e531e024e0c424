"""A desk goes into a folder and comes back whole; what was removed stays removed."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.backup import manifest, servers
from newsroom.backup.make import Taken, make
from newsroom.local.manner import client
from tests.newsroom.in_a_folder import COUNT, REMOVE, desk, laid

__all__ = ["desk", "laid"]


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
