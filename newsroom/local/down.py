"""`make stop`: end what `make run` started, in good order."""

import os
import signal
import sys
import time

from newsroom.local.locks import holder
from newsroom.local.up import RUN

PATIENCE = 60.0  # seconds


def main() -> int:
    """Ask whoever holds the lock to end, and wait until it has."""
    other = holder()
    if other is None:
        sys.stdout.write("Nightdesk does not run here.\n")
        return 0
    if other.what != RUN:
        sys.stdout.write(f"{other.what} (number {other.pid}) uses the database; end that first.\n")
        return 1
    os.kill(other.pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holder() is None:
            sys.stdout.write("Nightdesk has ended.\n")
            return 0
        time.sleep(0.1)
    sys.stdout.write(f"It has not ended after a minute; its number is {other.pid}.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
