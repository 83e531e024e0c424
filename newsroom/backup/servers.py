"""The database seen from outside: its address for PostgreSQL's own programs, its tables, its guests."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newsroom.local import addresses
from newsroom.local.manner import client

Line = psycopg.Connection[tuple[Any, ...]]
SIDE = "_incoming"  # a backup is read into a database of its own first
BEFORE = "_before"  # what stood here, until all is in its place
LONGEST = 63  # bytes of a name; PostgreSQL cuts what is longer
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
OTHERS = """
    select count(*) from pg_stat_activity
     where datname = %s and backend_type = 'client backend' and pid <> pg_backend_pid()
"""


class Failed(RuntimeError):
    """One of PostgreSQL's programs said no; its last words."""


def name() -> str:
    """The database's name."""
    return str(conninfo_to_dict(addresses.database_url())["dbname"])


def beside(database: str, mark: str) -> str:
    """The name of a database beside another; a long one is cut here, where it stays another's name."""
    if len((made := database + mark).encode()) <= LONGEST:
        return made
    tail = f"_{hashlib.sha256(database.encode()).hexdigest()[:8]}{mark}"
    return database.encode()[: LONGEST - len(tail)].decode(errors="ignore") + tail


def address(database: str) -> str:
    """Where a database of the same server is."""
    return make_conninfo(addresses.database_url(), dbname=database)


def open_address(database: str) -> str:
    """The same without its password, which no list of running programs may show."""
    known = conninfo_to_dict(address(database))
    return make_conninfo("", **{k: v for k, v in known.items() if k != "password"})


@contextmanager
def line(database: str) -> Iterator[Line]:
    """A connection of its own, each statement by itself."""
    with psycopg.connect(address(database), autocommit=True) as one:
        yield one


def rows(one: Line) -> dict[str, int]:
    """How many rows each table has."""
    found = {}
    for (table,) in one.execute(TABLES).fetchall():
        count = one.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
        found[str(table)] = int((count.fetchone() or (0,))[0])
    return found


def guests(database: str) -> int:
    """Connections of others to a database: somebody works there."""
    with line(database) as one:
        return int((one.execute(OTHERS, [database]).fetchone() or (0,))[0])


def program(what: str, *words: str) -> None:
    """Run pg_dump or pg_restore to its end."""
    word = conninfo_to_dict(addresses.database_url()).get("password")
    env = {**os.environ, **({"PGPASSWORD": str(word)} if word else {})}
    done = subprocess.run(  # noqa: S603
        [client(what), *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else what)


def drop(database: str) -> None:
    """Drop a database of ours, if it is there."""
    with line("postgres") as one:
        said = sql.SQL("drop database if exists {} with (force)")
        one.execute(said.format(sql.Identifier(database)))


def make(database: str) -> None:
    """An empty database, without what an earlier try left."""
    drop(database)
    with line("postgres") as one:
        said = sql.SQL("create database {} template template0")
        one.execute(said.format(sql.Identifier(database)))


def swap(database: str, new: str, old: str) -> None:
    """Put `new` in the place of a database that is called `old` from then on: both or neither."""
    said = sql.SQL("alter database {} rename to {}")
    with line("postgres") as one, one.transaction():
        one.execute(said.format(sql.Identifier(database), sql.Identifier(old)))
        one.execute(said.format(sql.Identifier(new), sql.Identifier(database)))
