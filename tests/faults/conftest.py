"""A whole desk in a folder of its own, to be hurt."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """A desk started as `make run` starts it."""

    var: Path
    port: int
    more: dict[str, str] = field(default_factory=dict)
    root: Path = ROOT
    running: "subprocess.Popen[str] | None" = None
    told: str = ""

    def start(self) -> "Desk":
        if self.running and self.running.stdout:
            self.running.stdout.close()
        given = {**os.environ, "NIGHTDESK_VAR": str(self.var), "PORT": str(self.port), **self.more}
        self.running = subprocess.Popen(
            [sys.executable, "-m", "newsroom.local.up"],
            cwd=self.root,
            env=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.told = ""
        for line in self.running.stdout or ():
            self.told += line
            if "Ctrl-C" in line:
                break
        return self

    @property
    def address(self) -> str:
        found = re.search(r"Readers: (\S+)/", self.told)
        assert found, self.told
        return found[1]

    def answers(self, path: str = "/health/live", seconds: float = 20) -> int:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=seconds) as answer:
            return int(answer.status)

    def child(self, words: str) -> int:
        """The number of the program kept under these words; waits for it to be there."""
        assert self.running
        end = time.monotonic() + 15
        while time.monotonic() < end:
            look = ["pgrep", "-P", str(self.running.pid), "-f", words]
            found = subprocess.run(look, capture_output=True, text=True, check=False).stdout.split()
            if found:
                return int(found[0])
            time.sleep(0.05)
        raise AssertionError(f"{words} does not run")

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        assert self.running
        if self.running.poll() is None:
            self.running.send_signal(by)
        self.told += self.running.communicate(timeout=60)[0]
        return self.running.returncode


@pytest.fixture
def desk(tmp_path) -> Iterator[Callable[..., Desk]]:
    """Make desks; what still runs at the end is ended."""
    made: list[Desk] = []

    def make(var: Path | None = None, port: int = 8900, **more: str) -> Desk:
        made.append(Desk(var or tmp_path / "var", port, more))
        return made[-1]

    yield make
    for one in made:
        if one.running and one.running.stdout and not one.running.stdout.closed:
            one.end()


def until(test: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if test():
            return
        time.sleep(0.1)
    raise AssertionError("It did not happen.")
