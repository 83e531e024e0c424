#!/usr/bin/env python3
"""All tests: the suite with branch coverage, and beside it the browser's in a program of their own.

The suite is shared by as many processes as there are cores; the browser's tests mostly wait for a screen,
and what they say is printed when both have ended. Nothing is left out in silence: without a Chromium the
rest still runs, and then this fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from chromium import find_or_install

HERE = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
COVERED = [*PYTEST, "--numprocesses=auto", "--cov", "--cov-report=term:skip-covered"]
BY_THEMSELVES = ["-p", "no:randomly", "-o", "addopts=--import-mode=importlib --durations=5"]


def begun(
    command: list[str], out: IO[bytes] | None = None, **more: str
) -> "subprocess.Popen[bytes]":
    """A program under way from the top of the repository, with its words in a file where there is one."""
    return subprocess.Popen(
        command, cwd=HERE, env={**os.environ, **more}, stdout=out, stderr=out and subprocess.STDOUT
    )


def main() -> int:
    """Run both whatever the other says; 1 when either is not content."""
    browser = find_or_install()
    with tempfile.TemporaryFile() as said:
        walked = browser and begun(
            [*PYTEST, "tests/browser", *BY_THEMSELVES], said, CHROMIUM=browser
        )
        suite = begun([*COVERED, *sys.argv[1:]]).wait()
        if not walked:
            sys.stderr.write("The browser's tests did not run, so this run has failed.\n")
            return 1
        sys.stdout.write("The suite has ended; the browser's tests:\n")
        sys.stdout.flush()
        wrong = walked.wait()
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
    return 1 if suite or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
