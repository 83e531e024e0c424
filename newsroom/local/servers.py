"""The two servers together, and their loan to a command or a test."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from newsroom.local import addresses, postgres, valkey
from newsroom.local.children import Program, Running, start, stop, wait_until
from newsroom.local.locks import Lock, holder, running_lock, sign, users_lock
from newsroom.local.manner import manner
from newsroom.local.refusal import Refusal
from newsroom.local.sockets import make_socket_dirs

PATIENCE = 60.0  # seconds: a crashed PostgreSQL replays its log before it answers


@dataclass(frozen=True, slots=True)
class Server:
    """One of ours: what to start, when it answers, and what to do once it does."""

    program: Program
    is_ready: Callable[[], bool]
    clear_the_way: Callable[[], None]
    once_ready: Callable[[], None]


def ours(*, forgetful: bool = False) -> list[Server]:
    """The servers that nobody named in the environment, made ready to start."""
    found: list[Server] = []
    how = manner() if addresses.database_is_ours() else None
    if how or addresses.queue_is_ours():
        make_socket_dirs(how.user if how else None)
    if how:
        found.append(
            Server(
                postgres.program(how, forgetful=forgetful),
                postgres.is_ready,
                partial(postgres.prepare, how),
                postgres.make_database,
            )
        )
    if addresses.queue_is_ours():
        server = valkey.program()
        found.append(Server(server, valkey.is_ready, valkey.clear_the_way, lambda: None))
    return found


def connect_environment() -> dict[str, str]:
    """The two addresses as variables, whoever runs the servers."""
    return {"DATABASE_URL": addresses.database_url(), "REDIS_URL": addresses.redis_url()}


def all_ready() -> bool:
    """Say whether every server of ours answers."""
    return (not addresses.database_is_ours() or postgres.is_ready()) and (
        not addresses.queue_is_ours() or valkey.is_ready()
    )


@dataclass(slots=True)
class ServersForNow:
    """The embedded servers for the life of a command or of a test run.

    Those that run already are used; else they are started here and stopped at the end, after
    everyone else who came to use them meanwhile has gone. With both addresses in the environment
    there is nothing to do.
    """

    what: str
    forgetful: bool = False
    running: list[tuple[Program, Running]] = field(default_factory=list)
    lock: Lock = field(default_factory=running_lock)
    users: Lock = field(default_factory=users_lock)

    def __enter__(self) -> Self:
        if not (addresses.database_is_ours() or addresses.queue_is_ours()):
            return self
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.lock.take():
                self._start()
                return self
            if self._borrow():
                return self
            time.sleep(0.1)
        other = holder()
        name = f"{other.what} (number {other.pid})" if other else "Another program"
        raise Refusal(f"{name} holds {self.lock.path}, but the servers do not answer.")

    def _start(self) -> None:
        sign(self.lock, self.what)
        try:
            for server in ours(forgetful=self.forgetful):
                server.clear_the_way()
                running = start(server.program)
                self.running.append((server.program, running))
                wait_until(server.is_ready, server.program, running, seconds=PATIENCE)
                server.once_ready()
        except BaseException:
            self._stop()
            raise

    def _borrow(self) -> bool:
        """Join those who use the servers, unless their keeper is on the way out."""
        if self.users.take(shared=True):
            if all_ready():
                return True
            self.users.release()
        return False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.lock.number is not None:
            self.users.wait(seconds=float("inf"))
            self._stop()
        self.users.release()

    def _stop(self) -> None:
        for program, running in reversed(self.running):
            stop(program, running, patience=30)
        self.running.clear()
        self.lock.release()
