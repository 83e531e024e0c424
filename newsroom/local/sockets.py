"""The folder of the sockets: short, ours, and closed to others."""

import os
import stat

from newsroom.local.addresses import database_socket_dir, socket_dir
from newsroom.local.refusal import Refusal


def make_socket_dirs(postgres_user: int | None) -> None:
    """Make both folders; where PostgreSQL runs as another user, that user may reach its own.

    The temporary directory is shared: a folder of that name put there by somebody else is refused.
    """
    outer, inner = socket_dir(), database_socket_dir()
    outer.mkdir(mode=0o700, exist_ok=True)
    found = outer.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise Refusal(f"{outer} belongs to someone else. Have it removed, then start again.")
    outer.chmod(0o700 if postgres_user is None else 0o711)
    inner.mkdir(mode=0o700, exist_ok=True)
    inner.chmod(0o700)
    owner = os.getuid() if postgres_user is None else postgres_user
    if inner.stat().st_uid != owner:
        os.chown(inner, owner, owner)
