"""What stops a start, in words a person can act on."""

import sys


class Refusal(Exception):
    """A reason not to go on; its text says what happened and what would satisfy it."""


def say(words: str) -> None:
    """Put one line before whoever started us, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
