#!/usr/bin/env python3
"""Everything that judges the code without running its tests; all of it, then the verdict."""

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = HERE / ".venv" / "bin"
PYTHON = str(BIN / "python")
MODULES = ["newsroom", "desk", "wires"]


def templates() -> list[str]:
    """Every template of the house."""
    return sorted(str(path.relative_to(HERE)) for path in HERE.glob("templates/**/*.html"))


def checks() -> dict[str, list[str]]:
    """What is asked, by name, in the order of how fast it answers."""
    manage = [PYTHON, "manage.py"]
    return {
        "ruff": [str(BIN / "ruff"), "check", "--quiet"],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "--quiet"],
        "djade": [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates()],
        "djlint": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
        "imports": [str(BIN / "lint-imports")],
        "mypy": [str(BIN / "mypy")],
        "deptry": [str(BIN / "deptry"), *MODULES],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "editor bundle": [PYTHON, "desk/editor/check_bundle.py"],
        "docs/policy.md": [*manage, "list_checks", "--check"],
    }


def passes(name: str, command: list[str]) -> bool:
    """Ask one, and print what it says only when it is not content."""
    begun = time.monotonic()
    ours = {**os.environ, "NIGHTDESK_VAR": os.environ.get("NIGHTDESK_VAR", str(HERE / "var/test"))}
    done = subprocess.run(
        command,
        cwd=HERE,
        env=ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    word = "failed" if done.returncode else "ok"
    sys.stdout.write(f"{name:<16}{word:<8}{time.monotonic() - begun:5.1f} s\n")
    if done.returncode:
        sys.stdout.write(f"{done.stdout}\n")
    sys.stdout.flush()
    return not done.returncode


def main() -> int:
    """Ask all; 1 when any is not content."""
    failed = [name for name, command in checks().items() if not passes(name, command)]
    if failed:
        sys.stdout.write(f"Not content: {', '.join(failed)}.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
