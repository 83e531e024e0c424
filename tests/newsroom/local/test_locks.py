"""Who runs the servers, said by locks that fall with their holder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.local import down, locks, reset
from newsroom.local.locks import Lock

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from newsroom.local.locks import running_lock, sign
lock = running_lock(); lock.take(); sign(lock, sys.argv[1], "http://127.0.0.1:1")
print("held", flush=True); time.sleep(60)
"""


@pytest.fixture
def folder(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def other(folder):
    """Somebody else who holds the lock."""
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, "manage.py poll"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holding.stdout is not None
    holding.stdout.readline()
    yield holding
    holding.kill()
    holding.wait()
    holding.stdout.close()


def test_only_one_holds_it_and_many_share(folder) -> None:
    folder.mkdir()
    one, two, three = (Lock(folder / "x") for _ in range(3))
    assert one.take()
    assert not two.take(shared=True)
    one.release()
    assert two.take(shared=True)
    assert three.take(shared=True)
    assert not one.take()


def test_it_says_who_holds_it_and_falls_when_that_one_is_killed(other) -> None:
    held = locks.holder()
    assert held is not None
    assert (held.pid, held.what, held.address) == (
        other.pid,
        "manage.py poll",
        "http://127.0.0.1:1",
    )
    other.kill()
    other.wait()
    assert locks.holder() is None


def test_stop_ends_no_command_that_happens_to_run(other, capsys) -> None:
    assert down.main() == 1
    assert "manage.py poll" in capsys.readouterr().out
    assert other.poll() is None


def test_stop_has_nothing_to_do_where_nothing_runs(folder, capsys) -> None:
    assert down.main() == 0


def test_reset_deletes_nothing_unless_told_by_name(folder, monkeypatch, capsys) -> None:
    folder.mkdir()
    kept = folder / "kept"
    kept.touch()
    read, write = os.pipe()
    os.write(write, b"yes\n")
    os.close(write)
    with os.fdopen(read) as answers:
        monkeypatch.setattr(sys, "stdin", answers)
        assert reset.main() == 1
    assert kept.exists()


def test_reset_deletes_what_it_was_told_to(folder, monkeypatch, capsys) -> None:
    (folder / "log").mkdir(parents=True)
    read, write = os.pipe()
    os.write(write, b"reset\n")
    os.close(write)
    with os.fdopen(read) as answers:
        monkeypatch.setattr(sys, "stdin", answers)
        assert reset.main() == 0
    assert not folder.exists()
