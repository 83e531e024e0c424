"""Who runs the servers of a data folder, said by locks that the kernel lets go with their holder.

`lock` is held by the one who runs the servers. `users` is shared by everyone who uses them, so that
a command which started them for its own life waits for the others before it stops them.
"""

import fcntl
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from newsroom.local.addresses import data_dir


@dataclass(slots=True)
class Lock:
    """One lock file; `take` never waits."""

    path: Path
    number: int | None = field(default=None)

    def take(self, *, shared: bool = False) -> bool:
        """Take the lock, or say that somebody else has it."""
        number = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(number, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(number)
            return False
        self.number = number
        return True

    def wait(self, *, seconds: float) -> bool:
        """Take the lock alone, waiting at most so long for those who have it."""
        end = time.monotonic() + seconds
        while not self.take():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def release(self) -> None:
        """Let go."""
        if self.number is not None:
            os.close(self.number)
            self.number = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who runs the servers: the number of the program, what it is, and where it answers."""

    pid: int
    what: str
    address: str


def running_lock() -> Lock:
    """The lock of the one who runs the servers."""
    return Lock(_folder() / "lock")


def users_lock() -> Lock:
    """The lock shared by all who use them."""
    return Lock(_folder() / "users")


def _folder() -> Path:
    folder = data_dir()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def sign(lock: Lock, what: str, address: str = "") -> None:
    """Write in the lock who has it, for whoever finds it taken."""
    if lock.number is None:
        raise ValueError("Only who has the lock signs it.")
    os.ftruncate(lock.number, 0)
    os.pwrite(lock.number, f"{os.getpid()}\n{what}\n{address}\n".encode(), 0)


def holder() -> Holder | None:
    """Who runs the servers now; None when nobody does."""
    lock = running_lock()
    if lock.take():
        lock.release()
        return None
    lines = [*lock.path.read_text(encoding="utf-8").splitlines(), "", "", ""]
    return Holder(int(lines[0] or 0), lines[1], lines[2])
