"""The embedded PostgreSQL: its cluster, its start and its signs of life."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from newsroom.local.addresses import DATABASE, database_socket_dir
from newsroom.local.children import Program, last_lines, log_dir
from newsroom.local.manner import Manner, client, run_as
from newsroom.local.refusal import Refusal

FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def prepare(how: Manner) -> None:
    """Bring the cluster into the state from which the server starts."""
    clear_the_way(how)
    make_cluster(how)


def make_cluster(how: Manner) -> None:
    """Make the cluster if there is none, aside first: a start cut short leaves no half."""
    cluster = Path(os.path.realpath(how.cluster))
    if not (cluster / "PG_VERSION").exists():
        fresh = cluster.with_name(f"{cluster.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _own(fresh, how.user or os.getuid())
        _initdb(how, fresh)
        fresh.rename(cluster)
    _own(cluster, how.user or os.getuid())


def _initdb(how: Manner, fresh: Path) -> None:
    words = "-U nightdesk --auth=trust --encoding=UTF8 --no-sync --locale=C"
    locale = "--locale-provider=builtin --builtin-locale=C.UTF-8"
    command = [how.binary("initdb"), "-D", str(fresh), *words.split(), *locale.split()]
    done = run_as(how, command)
    if done.returncode:
        raise Refusal(f"PostgreSQL could not make its cluster in {fresh}:\n{done.stderr}")


def _own(cluster: Path, owner: int) -> None:
    """Give the cluster to whom PostgreSQL runs as now; only root can have changed the manner."""
    if cluster.stat().st_uid == owner or os.getuid() != 0:
        return
    for folder, _, files in os.walk(cluster):
        for path in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118
            os.chown(path, owner, owner, follow_symlinks=False)


def clear_the_way(how: Manner) -> None:
    """Stop a server left by a supervisor that was killed, and drop a note that names a stranger.

    We hold the lock, so a postmaster on this cluster is an orphan of ours. After a reboot its
    number may be anybody's, and PostgreSQL would refuse to start as long as that one lives.
    """
    note = Path(os.path.realpath(how.cluster)) / "postmaster.pid"
    if not note.exists():
        return
    number = note.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
    if "postgres" in _command_of(number):
        stop = ["-D", os.path.realpath(how.cluster), "-m", "fast", "-w", "-t", "60", "stop"]
        run_as(how, [how.binary("pg_ctl"), *stop])
    else:
        note.unlink(missing_ok=True)


def _command_of(number: str) -> str:
    """The command line of a running program, empty when there is none."""
    if not number.isdigit():
        return ""
    look = ["ps", "-o", "command=", "-p", number]
    kept = Path("/proc") / number / "cmdline"
    if kept.parent.parent.joinpath("self").exists():
        return kept.read_bytes().decode(errors="replace") if kept.exists() else ""
    return subprocess.run(look, capture_output=True, text=True, check=False).stdout


def program(how: Manner, *, forgetful: bool = False) -> Program:
    """The server itself, on a socket alone; `forgetful` gives up safety on a crash, for tests."""
    settings = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100"]
    settings += FORGETFUL if forgetful else ()
    words = [word for setting in settings for word in ("-c", setting)]
    command = (how.binary("postgres"), "-D", os.path.realpath(how.cluster))
    return Program(
        name="postgres",
        command=(*how.prefix, *command, "-k", str(database_socket_dir()), *words),
        environment={"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"},
        stop_with=signal.SIGINT,
        dies_with_us_by=signal.SIGINT,
        user=how.user,
    )


def is_ready() -> bool:
    """Say whether the server answers."""
    at = ["-h", str(database_socket_dir()), "-U", "nightdesk", "-d", "postgres"]
    ask = [client("pg_isready"), "-q", *at]
    return not subprocess.run(ask, capture_output=True, check=False).returncode


def make_database() -> None:
    """Make our database if it is not there yet."""
    at = ["-h", str(database_socket_dir()), "-U", "nightdesk"]
    look = f"select 1 from pg_database where datname = '{DATABASE}'"  # noqa: S608
    ask = [client("psql"), *at, "-d", "postgres", "-tAc", look]
    if subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip() == "1":
        return
    made = subprocess.run(
        [client("createdb"), *at, DATABASE], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Refusal(f"{made.stderr}\n{last_lines(log_dir() / 'postgres.log')}")
