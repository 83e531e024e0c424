"""Which embargo of an item is in force: its own, those of notices, and what lifted them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """When something was said: the hour we had it, then the hour its agency gives it."""

    had_at: datetime
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """One embargo as it was said; without an hour where none was stated."""

    said: Said
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds: whether there is an embargo, and its hour where one was stated."""

    embargoed: bool = False
    until: datetime | None = None


def in_force(own: Bar | None, noticed: Iterable[Bar], lifted: Iterable[Said]) -> Standing:
    """The latest hour of all that nothing lifted later. A lift frees of what was said before it."""
    freed = max(lifted, default=None)
    bars = [one for one in (own, *noticed) if one and (freed is None or one.said > freed)]
    return Standing(bool(bars), max((one.until for one in bars if one.until), default=None))
