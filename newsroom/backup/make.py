"""Make a backup: one moment of the database, the desk's key, and what both amount to."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from newsroom.backup import servers
from newsroom.backup.manifest import DUMP, KEY, Manifest, digest, write
from newsroom.local import addresses

APPLIED = "select app || '.' || name from django_migrations order by id"
REMOVALS = "select count(*) from wires_removal"


class Taken(ValueError):
    """There is something where the backup should go."""


def make(folder: Path, *, now: datetime) -> Manifest:
    """Everything this desk keeps, in a folder that only its owner reads; the desk works on meanwhile.

    What was removed is not in it: a removal takes bytes and texts from the tables themselves.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Taken(f"{folder} is not empty. Name a folder that is not there yet.")
    half = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700, parents=True)
    try:
        said = dump(half, now)
        write(half, said)
        for path in half.iterdir():
            path.chmod(0o600)
            settle(path)
        if folder.exists():
            folder.rmdir()
        half.rename(folder)
        settle(folder.parent)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return said


def dump(folder: Path, now: datetime) -> Manifest:
    """The dump and the count of one and the same moment."""
    with servers.line(servers.name()) as one, one.transaction():
        one.execute("set transaction isolation level repeatable read, read only")
        moment = str((one.execute("select pg_export_snapshot()").fetchone() or ("",))[0])
        words = ["--format=custom", "--compress=1", "--no-owner", "--no-privileges"]
        into = str(folder / DUMP)
        servers.program("pg_dump", *words, f"--snapshot={moment}", f"--file={into}", servers.open_address(servers.name()))  # fmt: skip
        rows = servers.rows(one)
        applied = [str(name) for (name,) in one.execute(APPLIED).fetchall()]
        removals = int((one.execute(REMOVALS).fetchone() or (0,))[0])
    files = {DUMP: digest(folder / DUMP)}
    key = addresses.data_dir() / KEY
    if key.exists() and not os.environ.get("SECRET_KEY"):
        shutil.copyfile(key, folder / KEY)
        files[KEY] = digest(folder / KEY)
    return Manifest(settings.VERSION, now.isoformat(), files, rows, applied, removals)


def settle(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk and not only on the way there."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
