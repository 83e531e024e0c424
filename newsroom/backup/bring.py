"""Bring a desk back from a backup: read, counted and proved aside, what stands here goes last."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from desk.copyflow import carry
from desk.models import Person
from newsroom.backup import servers
from newsroom.backup.manifest import DUMP, KEY, Manifest, Unfit, differing, read
from newsroom.local import addresses
from wires import archive
from wires.models import Item, Snapshot

GOING = 3.0  # seconds that a connection which was closed may still be seen


class Busy(RuntimeError):
    """Somebody works in this database."""


class Full(ValueError):
    """There is a desk here already."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a restore did: rows, removals done again, those without an item, bytes that are rotten.

    `left` says what could not be dropped of what stood here, where the backup is in its place all the same.
    """

    said: Manifest
    removed_again: int
    lost: tuple[carry.Held, ...]
    rotten: int
    left: str = ""


def bring(folder: Path, *, over: bool, now: datetime) -> Brought:
    """Put a backup in the place of this desk; where anything fails, this desk stays as it was."""
    said = fitting(folder)
    taken = occupied()
    if taken and not over:
        raise Full("There is a desk here already. --over puts the backup in its place.")
    held = carry.held() if taken else []
    ours = servers.name()
    side = servers.beside(ours, servers.SIDE)
    let_go(ours)
    read_aside(folder, said)
    try:
        with at_work_in(side):
            call_command("migrate", verbosity=0)
            done, lost = carry.carry(held, now=now)
            checked = archive.check(most=Snapshot.objects.count(), now=now)
        left = take_place(ours, side, folder, said)
    except BaseException:
        servers.drop(side)
        raise
    return Brought(said, done, tuple(lost), len(checked.rotten), left)


@contextmanager
def at_work_in(database: str) -> Iterator[None]:
    """Have this program work in another database of the same server."""
    settings = connections[DEFAULT_DB_ALIAS].settings_dict
    ours = settings["NAME"]
    hang_up()
    settings["NAME"] = database
    try:
        yield
    finally:
        hang_up()
        settings["NAME"] = ours


def take_place(ours: str, side: str, folder: Path, said: Manifest) -> str:
    """Put what has been proved in the place of this desk, which goes last; why it could not go, if so."""
    before = servers.beside(ours, servers.BEFORE)
    servers.drop(before)
    servers.swap(ours, side, before)
    try:
        take_key(folder, said)
    except BaseException:
        hang_up()
        servers.swap(ours, before, side)
        raise
    try:
        servers.drop(before)
    except psycopg.Error as wrong:
        return f"“{before}” could not be dropped ({str(wrong).strip()})"
    return ""


def fitting(folder: Path) -> Manifest:
    """The manifest of a backup that this Nightdesk can read."""
    said = read(folder)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = [one for one in said.migrations if one not in known]
    if newer:
        raise Unfit(f"It was made by a newer Nightdesk ({said.nightdesk}; {newer[-1]} is not known here).")  # fmt: skip
    return said


def occupied() -> bool:
    """Whether anybody or anything is on this desk."""
    tables = set(connection.introspection.table_names())
    if not {"desk_person", "wires_item"} <= tables:
        return False
    return Person.objects.exists() or Item.objects.exists()


def hang_up() -> None:
    """Close every connection of this program."""
    one = connections[DEFAULT_DB_ALIAS]
    one.close()
    if isinstance(one, DatabaseWrapper):
        one.close_pool()


def let_go(ours: str) -> None:
    """Close our own connections; refuse while others have theirs."""
    hang_up()
    end = time.monotonic() + GOING
    while others := servers.guests(ours):
        if time.monotonic() < end:
            time.sleep(0.1)  # our own take a moment to be gone
            continue
        raise Busy(f"The desk is running: {others} connections are open. Stop it first (`make stop`).")  # fmt: skip


def read_aside(folder: Path, said: Manifest) -> None:
    """Read the dump into a database beside ours and count its rows."""
    side = servers.beside(servers.name(), servers.SIDE)
    servers.make(side)
    words = ["--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={servers.open_address(side)}"]  # fmt: skip
    try:
        servers.program("pg_restore", *words, str(folder / DUMP))
        with servers.line(side) as one:
            wrong = differing(said.rows, servers.rows(one))
    except BaseException:
        servers.drop(side)
        raise
    if wrong:
        servers.drop(side)
        raise Unfit(f"It did not come back whole: {'; '.join(wrong[:5])}.")


def take_key(folder: Path, said: Manifest) -> None:
    """The desk's key with it, so that who was signed in stays so; one in the environment is left."""
    if KEY not in said.files or os.environ.get("SECRET_KEY"):
        return
    kept = addresses.data_dir() / KEY
    fresh = kept.with_name(f"{KEY}.brought")
    shutil.copyfile(folder / KEY, fresh)
    fresh.chmod(0o600)
    fresh.replace(kept)


def mend(folder: Path, *, now: datetime) -> tuple[int, int]:
    """Take the bytes of rotten snapshots alone from a backup; how many were, and how many stay rotten."""
    said = fitting(folder)
    rotten = archive.check(most=Snapshot.objects.count(), now=now).rotten
    if not rotten:
        return 0, 0
    read_aside(folder, said)
    side = servers.beside(servers.name(), servers.SIDE)
    done = 0
    try:
        with servers.line(side) as one:
            for snapshot in rotten:
                ask = "select packed from wires_snapshot where digest = %s and removed_at is null"
                row = one.execute(ask, [snapshot.digest]).fetchone()
                if row and archive.mend(snapshot, bytes(row[0]), now=now):
                    done += 1
    finally:
        servers.drop(side)
    return done, len(rotten) - done
