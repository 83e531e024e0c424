#!/usr/bin/env python3
"""Make .venv and install a lock into it: `setup.py run` or `setup.py dev`. Standard library only.

pip puts a pinned, hashed uv into the environment and that uv installs the rest in seconds; where
uv cannot (a mirror only pip knows, a machine it has no wheel for), pip installs it all.
"""

from __future__ import annotations  # An old Python reads this too, to say that it is old.

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": HERE / "requirements.lock", "dev": HERE / "requirements-dev.lock"}
UV_LOCK = HERE / "requirements-uv.lock"
OLDEST = (3, 11)
QUIET_PIP = ["-m", "pip", "--disable-pip-version-check", "-q"]


def say(words: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"nightdesk: {words}\n")
    sys.stdout.flush()


def stop(words: str) -> NoReturn:
    """Say what would satisfy us, and end with the code for a machine that is not ready."""
    sys.stderr.write(f"nightdesk: {words}\n")
    sys.exit(2)


def fingerprint(which: str) -> str:
    """What an environment made from this lock, here, by this Python, is known by."""
    lock = LOCKS[which].read_bytes()
    return hashlib.sha256(lock + f"{sys.version}{VENV}".encode()).hexdigest()


def is_ready(which: str) -> bool:
    """Say whether the environment holds this lock; the one for developers holds both."""
    kinds = [which] if which == "dev" else ["run", "dev"]
    kept = [VENV / f".ready-{kind}" for kind in kinds]
    return runs() and any(
        mark.exists() and mark.read_text() == fingerprint(kind)
        for mark, kind in zip(kept, kinds, strict=True)
    )


def runs() -> bool:
    """Say whether the environment's Python starts and is of our version."""
    if not PYTHON.exists():
        return False
    ask = [PYTHON, "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def need_venv_support() -> None:
    """Debian parts ensurepip from Python: install it where we may, else say the line that does."""
    if importlib.util.find_spec("ensurepip"):
        return
    line = "apt-get install -y python3-venv"
    if os.getuid() != 0 or not shutil.which("apt-get"):
        stop(f"Python's venv support is missing. Install it, then try again: sudo {line}")
    say(f"Python's venv support is missing; installing it: {line}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = 1
    for command in ("apt-get update -qq", f"{line} -qq"):
        done = subprocess.run(
            command.split(), check=False, stdout=subprocess.DEVNULL, env=quiet
        ).returncode
    if done:
        stop(f"That did not work. Install it by hand, then try again: {line}")


def make_venv() -> None:
    """Make the environment anew where there is none that runs."""
    if runs():
        return
    need_venv_support()
    # A Python that just got ensurepip is asked afresh: this one may have looked already.
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        stop(f"Python could not make an environment in {VENV}.")


def pip_says() -> dict[str, str]:
    """What pip's configuration holds, by short name; asked aloud, for a quiet pip lists nothing."""
    listed = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], check=False, capture_output=True, text=True
    )
    pairs = [line.partition("=") for line in listed.stdout.splitlines()]
    return {name.rpartition(".")[2]: value.strip("'\"") for name, _, value in pairs}


def uv_environment() -> dict[str, str]:
    """uv's environment, with pip's mirror and certificate where uv has none of its own."""
    known = pip_says()
    ours = {"UV_SYSTEM_CERTS": "1", **os.environ}  # pip trusts what the machine trusts
    for theirs, name in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        if theirs in known:
            ours.setdefault(name, known[theirs])
    return ours


def install(which: str) -> None:
    """Install one lock: by uv, else by pip."""
    hashed = ["--require-hashes", "--no-deps", "-r"]  # a lock is whole, and leaves out torch
    pip = [PYTHON, *QUIET_PIP, "install", *hashed]
    by_uv = [PYTHON, "-m", "uv", "pip", "install", "-q", "-p", PYTHON, *hashed, LOCKS[which]]
    if not subprocess.run([*pip, UV_LOCK], check=False).returncode:
        if not subprocess.run(by_uv, env=uv_environment(), check=False).returncode:
            return
        say("uv could not install it; pip tries, which takes a minute.")
    if subprocess.run([*pip, LOCKS[which]], check=False).returncode:
        stop("The packages could not be installed. The lines above say why.")


def main() -> None:
    """Bring .venv to the state of one lock, and do nothing where it is."""
    which = sys.argv[1] if len(sys.argv) > 1 else "run"
    if which not in LOCKS:
        stop("Say `setup.py run` or `setup.py dev`.")
    if sys.version_info[:2] < OLDEST:
        stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. make PYTHON=…")
    with Path(__file__).open() as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if is_ready(which):
            return
        begun = time.monotonic()
        say("setting up .venv, once …")
        make_venv()
        install(which)
        (VENV / f".ready-{which}").write_text(fingerprint(which))
        say(f"the environment is ready after {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
