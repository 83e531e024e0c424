"""Files that somebody drops: each document of a wire's folder, read once and put aside.

Only folders below one place of the operator's (`NIGHTDESK_DROP`) are looked into, by a plain name;
no address from a browser reaches any other file. What cannot be read waits under `unread/` with the
reason beside it.
"""

import os
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from wires.deliver import deliver
from wires.models import Wire
from wires.parse import Unreadable
from wires.types import Failure

ADDRESS = re.compile(r"folder:([a-z0-9][a-z0-9-]{0,60})")
LARGEST = 10 * 1024 * 1024
AT_ONCE = 200
SETTLED_S = 2.0  # a file that changed this lately may still be written
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", "~")


def place(address: str) -> Path | None:
    """The folder of an address, None where it is no folder's."""
    found = ADDRESS.fullmatch(address)
    return Path(settings.DROP_DIR) / found.group(1) if found else None


def collect(wire: Wire, *, now: datetime) -> Failure | None:
    """Deliver what lies in a wire's folder; a Failure says in words why it cannot be looked into."""
    where = place(wire.address)
    if where is None or not where.is_dir():
        return Failure(f"There is no folder “{wire.address[7:]}” where files are dropped.")
    unread = 0
    for path in waiting(where, now):
        unread += not take(wire, path, now=now)
    if unread:
        files = "file" if unread == 1 else "files"
        return Failure(f"{unread} {files} could not be read; see unread/ in its folder for why.")
    return None


def waiting(where: Path, now: datetime) -> Iterator[Path]:
    """Whole files by name, at most so many; links, hidden and unfinished ones are passed over."""
    found = sorted(p for p in where.iterdir() if not p.name.startswith("."))
    for path in [p for p in found if not p.name.endswith(UNFINISHED)][:AT_ONCE]:
        about = path.lstat()
        if stat.S_ISREG(about.st_mode) and now.timestamp() - about.st_mtime >= SETTLED_S:
            yield path


def take(wire: Wire, path: Path, *, now: datetime) -> bool:
    """Deliver one file and put it aside; stored first, so that a dead worker only reads it again."""
    try:
        body = read(path)
        deliver(wire.pk, body, now=now)
    except Unreadable as wrong:
        put_aside(path, "unread", why=wrong.words)
        return False
    put_aside(path, "read")
    return True


def read(path: Path) -> bytes:
    """A file's bytes; never through a link, and never more than a document may have."""
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(number, "rb") as file:
        body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST >> 20} MB.")
    return body


def put_aside(path: Path, name: str, *, why: str = "") -> None:
    """Move a file beside its folder's others of that fate; an older one of its name stays."""
    aside = path.parent / name
    aside.mkdir(exist_ok=True)
    to, count = aside / path.name, 1
    while to.exists():
        count += 1
        to = aside / f"{path.stem}-{count}{path.suffix}"
    path.rename(to)
    if why:
        to.with_name(f"{to.name}.why.txt").write_text(f"{why}\n", encoding="utf-8")
