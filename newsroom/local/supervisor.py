"""Who keeps the programs of a desk: starts them, starts again what dies, and ends all in order."""

import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from newsroom.local.children import (
    Program,
    Running,
    adopt_orphans,
    end_session,
    last_lines,
    reap_orphans,
    start,
)
from newsroom.local.refusal import Refusal, say

DEATHS = 5
WITHIN = 60.0  # seconds
SLOWEST = 8.0  # seconds between a death and the next start
PATIENCE = 15.0  # seconds a program has to end in good order


class Ended(Exception):
    """Somebody asked us to end while we were starting."""


@dataclass(slots=True)
class Kept:
    """A program that is started again when it dies; those of a lower `rank` end before it."""

    program: Program
    running: Running
    rank: int
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))
    again_at: float | None = None

    def note_death(self, now: float) -> bool:
        """Set the hour of the next start; False when it has died too often for one."""
        while self.deaths and now - self.deaths[0] > WITHIN:
            self.deaths.popleft()
        self.deaths.append(now)
        self.again_at = now + min(0.5 * 2 ** (len(self.deaths) - 1), SLOWEST)
        return len(self.deaths) < DEATHS


class Supervisor:
    """Keeps programs until a signal comes or one of them cannot be kept alive."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.asked_to_end = 0
        adopt_orphans()
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._end)

    def _end(self, *_: object) -> None:
        self.asked_to_end += 1

    def go_on(self) -> None:
        """Raise Ended when somebody asked for it."""
        if self.asked_to_end:
            raise Ended

    def keep(self, program: Program, *, rank: int = 0) -> Kept:
        """Start a program and keep it."""
        self.go_on()
        one = Kept(program, start(program), rank)
        self.kept.append(one)
        return one

    def wait_until(self, ready: Callable[[], bool], one: Kept, *, seconds: float) -> None:
        """Wait for a program's first sign of life; a Refusal with its last words if none comes."""
        end = time.monotonic() + seconds
        while not ready():
            self.go_on()
            if one.running.poll() is not None:
                raise Refusal(f"{one.program.name} stopped as it started.\n{_words_of(one)}")
            if time.monotonic() > end:
                raise Refusal(f"{one.program.name} gave no sign of life.\n{_words_of(one)}")
            time.sleep(0.05)

    def watch(self) -> int:
        """Stay until somebody asks us to end (0), or a program has died too often (1)."""
        while not self.asked_to_end:
            now = time.monotonic()
            for one in self.kept:
                if not self._see_to(one, now):
                    say(f"{one.program.name} died {DEATHS} times within a minute. We give up.")
                    say(_words_of(one))
                    return 1
            reap_orphans([one.running.pid for one in self.kept])
            time.sleep(0.1)
        return 0

    def _see_to(self, one: Kept, now: float) -> bool:
        """Note a death or start again; False when there is no sense in another start."""
        if one.again_at is not None:
            if now >= one.again_at:
                one.running, one.again_at = start(one.program), None
            return True
        if one.running.poll() is None:
            return True
        end_session(one.running)  # What it left behind must not work beside its successor.
        alive = one.note_death(now)
        if alive:
            say(f"{one.program.name} ended ({one.running.returncode}); it is started again.")
        return alive

    def stop(self) -> None:
        """End all: programs of one rank together, then the next; a second Ctrl-C ends at once."""
        begun, asked = time.monotonic(), self.asked_to_end
        for rank in sorted({one.rank for one in self.kept}):
            group = [one for one in self.kept if one.rank == rank]
            for one in group:
                if one.running.poll() is None:
                    one.running.send_signal(one.program.stop_with)
            end = time.monotonic() + PATIENCE
            while any(one.running.poll() is None for one in group):
                if time.monotonic() > end or self.asked_to_end > asked:
                    break
                time.sleep(0.02)
            for one in group:
                end_session(one.running)
        reap_orphans([])
        say(f"Ended in {time.monotonic() - begun:.1f} s.")


def _words_of(one: Kept) -> str:
    return last_lines(one.program.log)


def open_door(wanted: int) -> socket.socket:
    """A door on loopback, at the number wanted or the next free one.

    We hold it open ourselves: a web program that is started again finds its visitors waiting.
    """
    for number in (*range(wanted, wanted + 20), 0):
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", number))
            door.listen(512)
        except OSError:
            door.close()
        else:
            return door
    raise Refusal("There is no free port on this machine.")


def free_port(wanted: int) -> int:
    """The number of a door that is free now, for a program that opens its own."""
    with open_door(wanted) as door:
        return int(door.getsockname()[1])
