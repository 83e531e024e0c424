#!/usr/bin/env python3
"""Find a Chromium for the browser's tests, or install one where we may; its path is printed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
LINE = "apt-get install -y chromium"


def say(words: str) -> None:
    """Print one line beside the path, at once."""
    sys.stderr.write(f"nightdesk: {words}\n")


def find() -> str | None:
    """The first browser that starts: $CHROMIUM, then the usual names."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else NAMES:
        path = shutil.which(name)
        if path and not _ask([path, "--version", "--no-sandbox"]):
            return path
    return None


def _ask(command: list[str]) -> int:
    """Run something without a word, and say how it ended."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, capture_output=True, check=False, env=quiet).returncode


def find_or_install() -> str | None:
    """A browser's path; None when there is none and we may not install one."""
    if found := find():
        return found
    if named := os.environ.get("CHROMIUM"):
        say(f"CHROMIUM names {named}, which does not start.")
        return None
    if os.getuid() != 0 or not shutil.which("apt-get"):
        say(f"The browser's tests need a Chromium. Install one, or name it: sudo {LINE}")
        return None
    say(f"no Chromium found; installing one: {LINE}")
    _ask(["apt-get", "update", "-qq"])
    _ask([*LINE.split(), "-qq"])
    if not (found := find()):
        say(f"That did not work. Install a Chromium by hand and name it in CHROMIUM: {LINE}")
    return found


if __name__ == "__main__":
    path = find_or_install()
    if path is None:
        sys.exit(1)
    sys.stdout.write(f"{path}\n")
