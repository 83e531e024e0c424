"""What an agency's fields say of an item: how urgent, until when under embargo, of what standing. Pure."""

import re
from datetime import datetime

from wires import dates

GONE = re.compile(r"(?:.*[:/#])?\s*(?:cancell?ed|withheld|killed|withdrawn)\s*", re.IGNORECASE)
CORRECTION = re.compile(r"(?:.*[:/#])?\s*correct(?:ion|ed)\s*", re.IGNORECASE)
LETTERS = {"f": 1, "b": 2, "u": 3}


def urgency(said: str | None) -> int | None:
    """A figure from 1, the most urgent, to 9; what is no such figure says nothing."""
    digit = (said or "").strip()
    return int(digit) if len(digit) == 1 and digit in "123456789" else None


def by_letter(said: str | None) -> int | None:
    """A teleprinter's priority: flash, bulletin, urgent; the others are routine."""
    return LETTERS.get((said or "").strip().lower()[:1])


def until(said: str | None) -> datetime | None:
    """The hour of an embargo; a bare day names none."""
    return dates.hour(said)[0]


def standing(*said: str) -> str:
    """`killed` or `corrected` where a status or a signal says so."""
    if any(GONE.fullmatch(one) for one in said):
        return "killed"
    return "corrected" if any(CORRECTION.fullmatch(one) for one in said) else ""
