"""`make reset`: throw this machine's desk away, after asking."""

import shutil
import sys
from pathlib import Path

from newsroom.local.addresses import data_dir, socket_dir
from newsroom.local.locks import holder
from newsroom.local.manner import VERSION


def delete(folder: Path) -> None:
    """Delete the folder, what stands elsewhere in its name, and the sockets."""
    cluster = folder / f"pg{VERSION}"
    if cluster.is_symlink():
        shutil.rmtree(cluster.resolve().parent)
    shutil.rmtree(folder)
    shutil.rmtree(socket_dir(), ignore_errors=True)


def main() -> int:
    """Delete the data folder when the person types its name."""
    if holder() is not None:
        sys.stdout.write("Nightdesk runs here; `make stop` first.\n")
        return 1
    folder = data_dir()
    sys.stdout.write(
        f"This deletes every story, item and account in {folder}. Type “reset” to go on: "
    )
    sys.stdout.flush()
    if sys.stdin.readline().strip() != "reset":
        sys.stdout.write("Nothing was deleted.\n")
        return 1
    delete(folder)
    sys.stdout.write("Deleted. `make run` begins anew.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
