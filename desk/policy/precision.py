"""How sure a share is: Wilson's interval, and what it means for clean copy. Pure."""

from math import sqrt

from desk.policy.values import record

Z = 1.959964  # 95 in 100


@record
class Share:
    """A share out of a sample with the interval it is known to, each between 0 and 1."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0


def share(part: int, whole: int) -> Share:
    """Wilson's score interval: honest for few and for extreme shares, where the plain one is not."""
    if not whole:
        return Share(0, 0, 0.0, 1.0)
    p, square = part / whole, Z * Z
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(p * (1 - p) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return Share(part, whole, max(0.0, middle - half), min(1.0, middle + half))


def hundred(part: int, whole: int) -> float:
    """How many in a hundred."""
    return 100 * part / whole if whole else 0.0
