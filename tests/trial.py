"""A desk's servers and programs in a folder of their own, to be measured and to be hurt."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from newsroom.local import addresses
from newsroom.local.children import Program
from newsroom.local.servers import Server, connect_environment, ours

ROOT = Path(__file__).resolve().parents[1]
LAY = """
import json, sys
from datetime import datetime, UTC
from wires.models import Source, Wire
now = datetime.now(UTC)
names, more = json.loads(sys.argv[1]), json.loads(sys.argv[2])
sources = Source.objects.bulk_create(
    Source(key=name.replace(".", "-"), name=name, added_at=now) for name in names)
Wire.objects.bulk_create(
    Wire(source=source, address=f"http://{source.name}/feed", added_at=now, next_poll_at=now, **more)
    for source in sources)
"""


@dataclass
class Trial:
    """The servers and programs of a desk, each of which may be killed at any moment."""

    var: Path
    doors: str
    servers: dict[str, Server] = field(default_factory=dict)
    running: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, str]:
        """Everything but the keeping of the servers, which is the trial's."""
        mine = {"NIGHTDESK_VAR": str(self.var), "NIGHTDESK_ALLOW_WIRES": self.doors}
        return {**os.environ, **mine, **connect_environment()}

    def open(self) -> None:
        self.servers = {one.program.name: one for one in ours()}
        for name in self.servers:
            self.start(name)
            self.wait(name)
            self.servers[name].once_ready()
        self.run("manage.py", "migrate", "-v", "0")

    def run(self, *words: str) -> str:
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=self.given, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def programs(self) -> dict[str, Program]:
        celery = (sys.executable, "-m", "celery", "-A", "newsroom")
        worker = (*celery, "worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle")  # fmt: skip
        beat = (*celery, "beat", "-l", "WARNING", "--pidfile=", "-s", str(self.var / "ticks"))
        return {
            **{name: one.program for name, one in self.servers.items()},
            "worker": Program("worker", worker, self.given),
            "beat": Program("beat", beat, self.given),
        }

    def start(self, name: str) -> None:
        if name in self.servers:
            self.servers[name].clear_the_way()
        program = self.programs()[name]
        program.log.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                program.command,
                cwd="/" if program.user is not None else ROOT,
                env=None if program.environment is None else dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=program.user,
                group=program.user,
                extra_groups=None if program.user is None else [],
            )

    def wait(self, name: str) -> None:
        """Until a server answers; one that would not start beside its dead self is started again."""
        end = time.monotonic() + 60
        while not self.servers[name].is_ready():
            assert time.monotonic() < end, f"{name} does not come back"
            if self.running[name].poll() is not None:
                time.sleep(0.2)
                self.start(name)
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        """End a program, or one hand of the worker, with no time for a last word."""
        self.kills[name] = self.kills.get(name, 0) + 1
        if name == "hand":
            look = ["pgrep", "-P", str(self.running["worker"].pid)]
            hands = subprocess.run(look, capture_output=True, text=True, check=False).stdout.split()
            for hand in hands[:1]:
                os.kill(int(hand), signal.SIGKILL)
            return
        end_session(self.running[name])
        self.start(name)
        if name in self.servers:
            self.wait(name)

    def keep(self) -> None:
        """Start again what has ended by itself, as the keeper of a desk's programs does."""
        for name, one in list(self.running.items()):
            if one.poll() is not None:
                self.ends[name] = self.ends.get(name, 0) + 1
                self.start(name)

    def lay(self, names: list[str], **more: Any) -> None:
        """A source and a wire for each of these hosts."""
        given = [repr(json.dumps(names)), repr(json.dumps(more))]
        words = LAY.replace("sys.argv[1]", given[0]).replace("sys.argv[2]", given[1])
        self.run("manage.py", "shell", "-v", "0", "-c", words)

    def close(self) -> None:
        for name in ("beat", "worker", "valkey", "postgres"):
            if name in self.running:
                end_session(self.running[name])

    def rows(self, query: str) -> list[tuple]:
        with psycopg.connect(addresses.database_url()) as line:
            return line.execute(query).fetchall()


def end_session(one: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(one.pid, signal.SIGKILL)
    one.wait()
