"""Programs are kept, and given up when there is no sense in another start."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pytest

from newsroom.local.children import Program, Running
from newsroom.local.supervisor import DEATHS, Kept, free_port, open_door

ROOT = Path(__file__).resolve().parents[3]
KEEP = """
import sys
from newsroom.local.children import Program
from newsroom.local.supervisor import Supervisor
keeper = Supervisor()
one = keeper.keep(Program("one", tuple(sys.argv[1:])))
print(one.running.pid, flush=True)
code = keeper.watch()
keeper.stop()
sys.exit(code)
"""


def kept(deaths: tuple[float, ...] = ()) -> Kept:
    running: Running = subprocess.Popen(["true"])
    running.wait()
    return Kept(Program("one", ("true",)), running, 0, deque(deaths, maxlen=DEATHS))


@pytest.fixture
def keeper(monkeypatch, tmp_path):
    """A supervisor of one program, in a program of its own."""
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / "var"))
    started = []

    def begin(*command: str) -> "subprocess.Popen[str]":
        one = subprocess.Popen(
            [sys.executable, "-c", KEEP, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        started.append(one)
        return one

    yield begin
    for one in started:
        one.kill()
        one.communicate()


def gone(pid: int, seconds: float = 3) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_each_death_waits_longer_for_its_start() -> None:
    one = kept()
    waits = []
    for number in range(DEATHS - 1):
        assert one.note_death(100.0 + number)
        waits.append((one.again_at or 0) - 100.0 - number)
    assert waits == [0.5, 1.0, 2.0, 4.0]
    assert not one.note_death(130.0)


def test_deaths_of_an_earlier_hour_are_forgotten() -> None:
    one = kept((1.0, 2.0, 3.0, 4.0))
    assert one.note_death(90.0)
    assert one.again_at == 90.5


def test_a_taken_door_gives_the_next() -> None:
    with open_door(0) as taken:
        number = taken.getsockname()[1]
        with open_door(number) as door:
            assert door.getsockname()[1] != number
        assert free_port(number) != number


def test_one_that_is_killed_is_started_again_and_ends_with_its_keeper(keeper) -> None:
    running = keeper("sleep", "600")
    pid = int(running.stdout.readline())
    os.kill(pid, signal.SIGKILL)
    assert "one ended (-9); it is started again." in running.stdout.readline()
    time.sleep(0.9)
    running.send_signal(signal.SIGINT)
    assert "Ended in" in running.stdout.readline()
    assert running.wait(10) == 0
    assert gone(pid)


def test_what_it_kept_dies_with_a_killed_keeper(keeper) -> None:
    running = keeper("sleep", "600")
    pid = int(running.stdout.readline())
    running.kill()
    running.wait()
    assert gone(pid)
