"""Tokens and passwords of wires: lines `name = secret` in one file that only its owner reads.

Names are hosts (`x.com`) or mailboxes (`desk@mail.example`). They never enter the database, a log or a page.
"""

import stat
from pathlib import Path


class Unsafe(ValueError):
    """A file of secrets that others can read, as a sentence."""


def secret(path: Path, name: str) -> str:
    """The secret of that name, empty where there is none; raises Unsafe."""
    if not path.is_file():
        return ""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Unsafe("Others on this machine can read the file of secrets; give it mode 0600.")
    for line in path.read_text(encoding="utf-8").splitlines():
        known, sign, said = line.partition("=")
        if sign and known.strip().lower() == name.lower() and not line.lstrip().startswith("#"):
            return said.strip()
    return ""
