"""Which embargo of an item is in force: its own, those of notices, and what lifted them. Pure.

By the hours that the agency states: what comes late was said when it was said. Where one states none, or
both state the same, by the hours at which we had them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said: the hour we had it, and the hour its agency gives it."""

    had_at: datetime
    stated_at: datetime | None = None

    def before(self, other: "Said") -> bool:
        """Whether it was said before the other, or with it."""
        if self.stated_at and other.stated_at and self.stated_at != other.stated_at:
            return self.stated_at < other.stated_at
        return self.had_at <= other.had_at


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
    lifts = list(lifted)
    bars = [
        one for one in (own, *noticed) if one and not any(one.said.before(lift) for lift in lifts)
    ]
    return Standing(bool(bars), max((one.until for one in bars if one.until), default=None))
