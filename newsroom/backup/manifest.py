"""What a backup says of itself: its files with their digests, rows by table, migrations."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"
DUMP = "desk.dump"
KEY = "secret_key"


class Unfit(ValueError):
    """A folder that is no whole backup; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` holds SHA-256 and size by name, `rows` the rows of each table, `migrations` all applied."""

    nightdesk: str
    made_at: str
    files: dict[str, list[Any]]
    rows: dict[str, int]
    migrations: list[str]
    removals: int


def digest(path: Path) -> list[Any]:
    """SHA-256 and size in bytes of a file."""
    with path.open("rb") as file:
        return [hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size]


def write(folder: Path, said: Manifest) -> None:
    """Put the manifest last: a folder without one is no backup."""
    words = json.dumps(asdict(said), indent=1, sort_keys=True)
    (folder / NAME).write_text(words + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest, once every file is as it says; raises Unfit."""
    try:
        said = Manifest(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except FileNotFoundError as missing:
        raise Unfit(f"{folder} has no {NAME}: it is no backup, or one that was cut short.") from missing  # fmt: skip
    except (ValueError, TypeError) as wrong:
        raise Unfit(f"{folder / NAME} cannot be read.") from wrong
    for name, kept in said.files.items():
        path = folder / Path(name).name
        if not path.is_file():
            raise Unfit(f"{path} is missing.")
        if digest(path) != kept:
            raise Unfit(f"{path} is not as it was written; take another backup.")
    if DUMP not in said.files:
        raise Unfit(f"{folder / NAME} names no {DUMP}.")
    return said


def differing(said: dict[str, int], found: dict[str, int]) -> list[str]:
    """Tables whose rows are not as many as were written down, in words."""
    names = sorted(said.keys() | found.keys())
    return [
        f"{name}: {said.get(name, 0)} rows were saved, {found.get(name, 0)} came back"
        for name in names
        if said.get(name) != found.get(name)
    ]
