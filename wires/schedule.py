"""When to poll next: the source's own rhythm between a floor and a ceiling. Pure; chance comes in."""

from dataclasses import dataclass

FASTER = 0.6
SLOWER = 1.3
BURST = 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: the interval now, the least and the most."""

    interval: int
    floor: int
    ceiling: int


def after_answer(rhythm: Rhythm, new: int) -> int:
    """The next interval after an answer that brought `new` items: quicker when it came, slower when not."""
    if new >= BURST:
        wanted: float = rhythm.floor
    elif new:
        wanted = rhythm.interval * FASTER
    else:
        wanted = rhythm.interval * SLOWER
    return int(min(max(wanted, rhythm.floor), rhythm.ceiling))


def jittered(seconds: int, chance: float) -> float:
    """An interval up to a tenth shorter or longer; `chance` is 0 to 1."""
    return seconds * (0.9 + 0.2 * chance)


def after_failure(rhythm: Rhythm, errors: int, chance: float, retry_after: int | None) -> float:
    """Seconds to wait after the n-th failure in a row: full jitter over a doubling span, at least
    what the server asked for, at most the ceiling or an hour, whichever is longer."""
    doubled = float(rhythm.floor * 2 ** min(errors, 10))
    span = min(doubled, float(max(rhythm.ceiling, 3600)))
    wait = rhythm.floor + span * chance
    return max(wait, float(retry_after or 0))
