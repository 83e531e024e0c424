"""Programs started by us that never outlive us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.local.addresses import ROOT, data_dir
from newsroom.local.refusal import Refusal

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LOG_TURNS_AT = 5_000_000  # bytes

Running = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Program:
    """What to start, as whom, and which signal ends it in good order."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] | None = None
    stop_with: signal.Signals = signal.SIGTERM
    dies_with_us_by: signal.Signals = signal.SIGTERM
    user: int | None = None
    keep_open: tuple[int, ...] = ()

    @property
    def log(self) -> Path:
        """The file that gets everything the program says."""
        return log_dir() / f"{self.name}.log"


def log_dir() -> Path:
    """The folder of the log files, one a program."""
    return data_dir() / "log"


def start(program: Program) -> Running:
    """Start a program in a session of its own, so that a Ctrl-C in the terminal reaches only us.

    Call it from the main thread, before there are others: Linux ends the child when the thread
    that started it ends, and what the child does before its program may meet no lock.
    """
    log_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
    if program.log.exists() and program.log.stat().st_size > LOG_TURNS_AT:
        program.log.replace(program.log.with_suffix(".log.1"))
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.command,
            cwd="/" if program.user is not None else ROOT,
            env=None if program.environment is None else dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=program.keep_open,
            preexec_fn=_dies_with(os.getpid(), program.dies_with_us_by),  # noqa: PLW1509
            user=program.user,
            group=program.user,
            extra_groups=None if program.user is None else [],
        )


def _dies_with(parent: int, by: signal.Signals) -> Callable[[], None] | None:
    """What the child does before its program: ask Linux for a signal on our death."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
        if os.getppid() != parent:  # We died between the fork and the line above.
            os.kill(os.getpid(), signal.SIGKILL)

    return ask


def stop(program: Program, running: Running, *, patience: float) -> None:
    """End a program in good order; after `patience` seconds end its whole session at once."""
    if running.poll() is None:
        running.send_signal(program.stop_with)
        try:
            running.wait(patience)
        except subprocess.TimeoutExpired:
            end_session(running)


def end_session(running: Running) -> None:
    """Kill a program and all it started, and reap it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def adopt_orphans() -> None:
    """Become parent of whatever our children leave: PID 1 of a container may not reap."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans(known: Sequence[int]) -> None:
    """Reap dead processes that we adopted, and leave those we started to their own wait()."""
    while True:
        try:
            dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if dead is None or dead.si_pid in known:
            return
        os.waitpid(dead.si_pid, 0)


def wait_until(
    ready: Callable[[], bool], program: Program, running: Running, *, seconds: float
) -> None:
    """Wait for a program's first sign of life; a Refusal with its last words if none comes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if running.poll() is not None:
            raise Refusal(f"{program.name} stopped as it started.\n{last_lines(program.log)}")
        if ready():
            return
        time.sleep(0.03)
    raise Refusal(
        f"{program.name} gave no sign of life in {seconds:.0f} seconds.\n{last_lines(program.log)}"
    )


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, and where the rest is."""
    if not log.exists():
        return f"It left no log at {log}."
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join([f"Last lines of {log}:", *(f"  {line}" for line in lines)])
