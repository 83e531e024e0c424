"""`make run`: servers, tables, the demo, web, worker and beat under one supervisor.

One Ctrl-C ends all in order. Who dies is started again, later each time; five deaths of one program
in a minute and the supervisor gives up with exit 1 and the last lines of its log.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

from newsroom.demo.hosts import allow_wires
from newsroom.local import addresses
from newsroom.local.children import Program, log_dir
from newsroom.local.locks import Lock, holder, running_lock, sign
from newsroom.local.refusal import Refusal, say
from newsroom.local.servers import PATIENCE, ours
from newsroom.local.supervisor import Ended, Supervisor, free_port, open_door

RUN = "make run"
QUEUE_RANK, DATABASE_RANK = 1, 2  # They end after the programs that use them.


def main() -> int:
    """Take the lock, run, end in order; 1 when we could not start or not go on."""
    supervisor = Supervisor()
    try:
        with take_lock() as lock:
            try:
                return run(supervisor, lock)
            finally:
                supervisor.stop()
    except Ended:
        return 0
    except Refusal as refusal:
        say(str(refusal))
        return 1


def take_lock() -> Lock:
    """The lock of who runs the servers; a command that runs them for now is waited for."""
    lock = running_lock()
    other = None if lock.take() else holder()
    if other and other.what == RUN:
        where = f" at {other.address}" if other.address else ""
        raise Refusal(f"Nightdesk runs here already{where}. `make stop` ends it.")
    if other:
        say(f"Waiting for {other.what} (number {other.pid}), which uses the database …")
    if lock.number is None and not lock.wait(seconds=PATIENCE):
        raise Refusal(f"{lock.path} is still held after a minute. Try again when that has ended.")
    sign(lock, RUN)
    return lock


def run(supervisor: Supervisor, lock: Lock) -> int:
    """Start everything, tell where it answers, and stay."""
    begun = time.monotonic()
    environment = surroundings()
    start_servers(supervisor)
    door = open_door(int(os.environ.get("PORT") or addresses.WEB_DOOR))
    base = f"http://127.0.0.1:{door.getsockname()[1]}"
    port = free_port(door.getsockname()[1] + 100)
    with_sample = {**environment, "NIGHTDESK_ALLOW_WIRES": doors(environment, port)}
    told = prepare(supervisor, base, with_sample)
    if told["demo"]:
        environment = with_sample
        start_sample_wires(supervisor, port, environment)
    start_desk(supervisor, door, base, environment)
    sign(lock, RUN, base)
    greet(base, told, time.monotonic() - begun)
    return supervisor.watch()


def surroundings() -> dict[str, str]:
    """What every program is started with; the folder by its full path, the key made once."""
    addresses.secret_key()
    (addresses.data_dir() / "static").mkdir(mode=0o700, exist_ok=True)
    return {**os.environ, "NIGHTDESK_VAR": str(addresses.data_dir()), "PYTHONUNBUFFERED": "1"}


def start_servers(supervisor: Supervisor) -> None:
    """Start those that nobody named, and wait until each answers."""
    for server in ours():
        server.clear_the_way()
        rank = DATABASE_RANK if server.program.name == "postgres" else QUEUE_RANK
        one = supervisor.keep(server.program, rank=rank)
        supervisor.wait_until(server.is_ready, one, seconds=PATIENCE)
        server.once_ready()


def doors(environment: dict[str, str], port: int) -> str:
    """The wires that may be polled though they are not public, with the demo's invented ones."""
    return ",".join(filter(None, [environment.get("NIGHTDESK_ALLOW_WIRES"), allow_wires(port)]))


def prepare(supervisor: Supervisor, base: str, environment: dict[str, str]) -> dict[str, Any]:
    """Tables and demo; what newsroom.local.prepare tells.

    A desk on somebody's own database is never a demo, and no link into it is printed.
    """
    command = [sys.executable, "-m", "newsroom.local.prepare", "--base", base]
    if addresses.database_is_ours() and environment.get("NIGHTDESK_DEMO", "yes") != "no":
        command.append("--demo")
    log = log_dir() / "prepare.log"
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with log.open("wb") as errors:
        running = subprocess.Popen(
            command,
            cwd=addresses.ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    told = finish(supervisor, running)
    if running.returncode:
        words = log.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise Refusal(f"The database could not be brought up to date.\n{words}")
    return dict(json.loads(told.splitlines()[-1]))


def finish(supervisor: Supervisor, running: "subprocess.Popen[bytes]") -> bytes:
    """Wait for a program's end and take what it printed; end it when we are asked to end."""
    while True:
        try:
            return running.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            if supervisor.asked_to_end:
                running.kill()
                running.communicate()
            supervisor.go_on()


def start_sample_wires(supervisor: Supervisor, port: int, environment: dict[str, str]) -> None:
    """Serve the demo's invented sources on loopback."""
    keep = str(addresses.data_dir() / "sample-night.json")
    words = ["-m", "newsroom.demo.server", "--port", str(port), "--keep", keep]
    for option in ("folder", "pace"):
        if value := environment.get(f"NIGHTDESK_SAMPLE_{option.upper()}"):
            words += [f"--{option}", value]
    supervisor.keep(_python("sample-wires", words, environment, signal.SIGKILL))


def start_desk(
    supervisor: Supervisor, door: socket.socket, base: str, environment: dict[str, str]
) -> None:
    """Start web, worker and beat together, and wait until the web answers."""
    if open_to := environment.get("NIGHTDESK_ALLOW_WIRES"):
        say(f"Wires that may be polled though they are not public: {open_to}")
    number = door.fileno()
    web = _python("web", ["-m", "newsroom.local.web", str(number)], environment, signal.SIGKILL)
    one = supervisor.keep(replace(web, keep_open=(number,)))
    celery = ["-m", "celery", "-A", "newsroom"]
    work = ["worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"]
    supervisor.keep(_python("worker", [*celery, *work], environment, signal.SIGTERM))
    ticks = ["beat", "-l", "WARNING", "--pidfile=", "-s", str(addresses.data_dir() / "ticks")]
    supervisor.keep(_python("beat", [*celery, *ticks], environment, signal.SIGKILL))
    supervisor.wait_until(lambda: answers(f"{base}/health/live"), one, seconds=PATIENCE)


def _python(
    name: str, words: list[str], environment: dict[str, str], dies_by: signal.Signals
) -> Program:
    command = (sys.executable, *words)
    return Program(name, command, dict(environment), dies_with_us_by=dies_by)


def answers(url: str) -> bool:
    """Say whether the desk answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 (our own loopback)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def greet(base: str, told: dict[str, Any], seconds: float) -> None:
    """Say where everything is, and print the links that let one in."""
    say(f"Nightdesk {told['version']} answers after {seconds:.1f} s.")
    say(f"  Readers: {base}/")
    say(f"  Desk:    {base}/desk/")
    if told["links"]:
        say("  Sign in, once each, within ten minutes, from this machine:")
    else:
        say("  Make the first chief: python manage.py create_chief EMAIL NAME")
    for line in told["links"]:
        say(f"    {line}")
    say(f"  Logs are in {log_dir()}. Ctrl-C ends everything.")


if __name__ == "__main__":
    sys.exit(main())
