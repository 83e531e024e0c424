"""A restore hurt halfway: the desk and its removals are there, or the backup is and says so."""

import json

from tests.newsroom.in_a_folder import COUNT, REMOVE, desk, laid

__all__ = ["desk", "laid"]
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
