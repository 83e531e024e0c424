#!/usr/bin/env python3
"""All tests: the suite with branch coverage, then the browser's in a program of their own.

The suite is shared by as many processes as there are cores. Nothing is left out in silence:
without a Chromium the rest still runs, and then this fails.
"""

import os
import subprocess
import sys
from pathlib import Path

from chromium import find_or_install

HERE = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
COVERED = [*PYTEST, "--numprocesses=auto", "--cov", "--cov-report=term:skip-covered"]
BY_THEMSELVES = ["-p", "no:randomly", "-o", "addopts=--import-mode=importlib --durations=5"]


def run(command: list[str], **more: str) -> int:
    """Run one program to its end from the top of the repository."""
    return subprocess.run(command, cwd=HERE, env={**os.environ, **more}, check=False).returncode


def main() -> int:
    """Run both halves whatever the first says; 1 when either is not content."""
    suite = run([*COVERED, *sys.argv[1:]])
    browser = find_or_install()
    if browser is None:
        sys.stderr.write("The browser's tests did not run, so this run has failed.\n")
        return 1
    walked = run([*PYTEST, "tests/browser", *BY_THEMSELVES], CHROMIUM=browser)
    return 1 if suite or walked else 0


if __name__ == "__main__":
    sys.exit(main())
