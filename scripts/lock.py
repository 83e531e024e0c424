#!/usr/bin/env python3
"""Compile the three locks: to run, for developers, and uv itself. No addresses are written."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", "--generate-hashes", "--no-emit-index-url"),
    *("--custom-compile-command", "make lock"),
]


def compile_lock(into: str, *sources: str, words: str | None = None) -> None:
    """Compile one lock from files, or from the words themselves."""
    command = [*COMPILE, *sources, "-o", into]
    subprocess.run(command, cwd=HERE, input=words, text=True, check=True)


compile_lock("requirements.lock", "pyproject.toml")
compile_lock("requirements-dev.lock", "pyproject.toml", "--group", "dev")
compile_lock("requirements-uv.lock", "-", words="uv")
