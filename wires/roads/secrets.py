"""Tokens and passwords of wires: lines `name = secret` in one file that only its owner reads.

Names are hosts (`x.com`) or mailboxes (`desk@mail.example`). They never enter the database, a log or a page.
"""

import stat
from pathlib import Path


class Unsafe(ValueError):
    """A file of secrets that others can read, or that the desk cannot, as a sentence."""


def secret(path: Path, name: str) -> str:
    """The secret of that name, empty where there is none; raises Unsafe."""
    if not path.is_file():
        return ""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Unsafe("Others on this machine can read the file of secrets; give it mode 0600.")
    for line in lines(path):
        known, sign, said = line.partition("=")
        if sign and known.strip().lower() == name.lower() and not line.lstrip().startswith("#"):
            return said.strip()
    return ""


def lines(path: Path) -> list[str]:
    """The lines of the file."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as wrong:
        raise Unsafe(f"The desk cannot read its file of secrets: {wrong.strerror}.") from None
    except UnicodeError:
        raise Unsafe("The file of secrets is no text in UTF-8; save it as that.") from None
