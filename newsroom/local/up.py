"""`make run`: servers, migrations, the demo, web, worker and beat under one supervisor.

One Ctrl-C ends all in order. Who dies is started again, later each time; five deaths of one program
in a minute and the supervisor gives up with exit 1 and the last lines of its log.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.demo.hosts import allow_wires
from newsroom.local import addresses
from newsroom.local.children import (
    Program,
    Running,
    adopt_orphans,
    end_session,
    last_lines,
    reap_orphans,
    start,
    stop,
    wait_until,
)
from newsroom.local.locks import holder, sign
from newsroom.local.refusal import Refusal
from newsroom.local.servers import PATIENCE, ServersForNow, connect_environment, ours

DEATHS = 5
WITHIN = 60.0  # seconds
SLOWEST = 8.0  # seconds between two starts
PYTHON = sys.executable


def say(words: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Kept:
    """A program that is started again when it dies."""

    program: Program
    running: Running
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))
    again_at: float = 0.0

    def died(self, now: float) -> bool:
        """Note a death; True when it has died too often to go on."""
        self.deaths.append(now)
        self.again_at = now + min(0.5 * 2 ** (len(self.deaths) - 1), SLOWEST)
        return len(self.deaths) == DEATHS and now - self.deaths[0] < WITHIN


class Supervisor:
    """Keeps every program of the desk, in the order they depend on each other."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.ending = False

    def keep(self, program: Program) -> Kept:
        """Start a program and keep it."""
        one = Kept(program, start(program))
        self.kept.append(one)
        return one

    def end(self, *_: object) -> None:
        """A signal came: end in order."""
        self.ending = True

    def watch(self) -> int:
        """Stay until a signal comes or one of them cannot be kept alive."""
        while not self.ending:
            now = time.monotonic()
            for one in self.kept:
                if one.running.poll() is not None and not one.again_at:
                    say(
                        f"{one.program.name} ended ({one.running.returncode}); it is started again."
                    )
                    if one.died(now):
                        say(
                            f"{one.program.name} has died {DEATHS} times within a minute. Giving up."
                        )
                        say(last_lines(one.program.log))
                        return 1
                if one.again_at and now >= one.again_at:
                    end_session(one.running)
                    one.running, one.again_at = start(one.program), 0.0
            reap_orphans([one.running.pid for one in self.kept])
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        """End all, the last started first."""
        for one in reversed(self.kept):
            stop(one.program, one.running, patience=15)


def free_port(wanted: int) -> int:
    """The port wanted, or the next free one."""
    for port in [*range(wanted, wanted + 20), 0]:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(door.getsockname()[1])
    raise Refusal("There is no free port on this machine.")


def answers(url: str) -> bool:
    """Whether the desk answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def manage(*words: str, environment: dict[str, str]) -> str:
    """Run one of our commands to its end; what it printed."""
    done = subprocess.run(
        [PYTHON, "manage.py", *words],
        cwd=addresses.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refusal(f"manage.py {words[0]} failed.\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return done.stdout


def wants_demo(environment: dict[str, str]) -> bool:
    """The demo is for a desk of this machine's own, unless it is switched off."""
    return addresses.database_is_ours() and environment.get("NIGHTDESK_DEMO", "yes") != "no"


def programs(port: int, environment: dict[str, str]) -> list[Program]:
    """Web, worker and beat."""
    celery = (PYTHON, "-m", "celery", "-A", "newsroom")
    schedule = str(addresses.data_dir() / "beat-schedule")
    web = (
        PYTHON,
        "-m",
        "uvicorn",
        "newsroom.asgi:application",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--timeout-graceful-shutdown",
        "2",
    )
    return [
        Program("web", web, environment),
        Program(
            "worker",
            (*celery, "worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"),
            environment,
        ),
        Program(
            "beat", (*celery, "beat", "-l", "WARNING", "--pidfile=", "-s", schedule), environment
        ),
    ]


def run(supervisor: Supervisor, loan: ServersForNow) -> int:
    """Start everything, tell where it answers, and stay."""
    begun = time.monotonic()
    environment = {**os.environ, **connect_environment()}
    for server in ours():
        server.clear_the_way()
        one = supervisor.keep(server.program)
        wait_until(server.is_ready, server.program, one.running, seconds=PATIENCE)
        server.once_ready()
    port = free_port(int(os.environ.get("PORT", addresses.WEB_DOOR)))
    demo = wants_demo(environment)
    if demo:
        wires = free_port(port + 100)
        given = environment.get("NIGHTDESK_ALLOW_WIRES")
        environment["NIGHTDESK_ALLOW_WIRES"] = ",".join(filter(None, [given, allow_wires(wires)]))
        say(f"Wires on this machine that may be read: {environment['NIGHTDESK_ALLOW_WIRES']}")
        sample = [PYTHON, "-m", "newsroom.demo.server", "--port", str(wires)]
        if folder := environment.get("NIGHTDESK_SAMPLE_FOLDER"):
            sample += ["--folder", folder]
        if pace := environment.get("NIGHTDESK_SAMPLE_PACE"):
            sample += ["--pace", pace]
        supervisor.keep(Program("sample-wires", tuple(sample), environment))
    manage("migrate", "--verbosity", "0", environment=environment)
    if demo:
        manage("demo", "--if-empty", environment=environment)
    for program in programs(port, environment):
        supervisor.keep(program)
    address = f"http://127.0.0.1:{port}"
    web = next(one for one in supervisor.kept if one.program.name == "web")
    wait_until(
        lambda: answers(f"{address}/health/live"), web.program, web.running, seconds=PATIENCE
    )
    sign(loan.lock, "make run", address)
    greet(address, begun, environment, demo=demo)
    return supervisor.watch()


def greet(address: str, begun: float, environment: dict[str, str], *, demo: bool) -> None:
    """Where everything is, and the links that let one in."""
    say(f"Nightdesk 0.1.0 answers after {time.monotonic() - begun:.1f} s.")
    say(f"  Readers: {address}/")
    say(f"  Desk:    {address}/desk/")
    if demo:
        say("  Sign in, once each, within ten minutes, from this machine:")
        for line in manage(
            "sign_in_link", "--demo", "--base", address, environment=environment
        ).splitlines():
            say(f"    {line}")
    else:
        say("  Make the first chief: python manage.py create_chief EMAIL NAME")
    say("  Ctrl-C ends everything.")


def main() -> int:
    """Take the lock, run, end in order."""
    adopt_orphans()
    supervisor = Supervisor()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, supervisor.end)
    Path(addresses.data_dir()).mkdir(mode=0o700, parents=True, exist_ok=True)
    loan = ServersForNow("make run")
    if not loan.lock.take():
        other = holder()
        say(
            f"Nightdesk runs already here{f': {other.address}' if other and other.address else ''}. `make stop` ends it."
        )
        return 1
    sign(loan.lock, "make run")
    addresses.secret_key()
    try:
        return run(supervisor, loan)
    except Refusal as refusal:
        if not supervisor.ending:
            say(str(refusal))
            return 1
        return 0
    finally:
        supervisor.stop()
        loan.lock.release()


if __name__ == "__main__":
    sys.exit(main())
