"""New, unchanged, absent: the findings of one text against those of another. Pure.

A finding is the same where its fingerprint is: a moved paragraph keeps it, a changed sentence
loses it.
"""

from collections.abc import Iterable

from desk.policy.types import Enforcement, Finding
from desk.policy.values import record

ORDER = {Enforcement.SHADOW: 0, Enforcement.ADVISORY: 1, Enforcement.BLOCKING: 2}


@record
class Known:
    """As much of a finding as is kept of an older text."""

    fingerprint: str
    code: str
    message: str
    enforcement: Enforcement


Counted = tuple[tuple[Known, int], ...]


def counted(found: Iterable[Known]) -> Counted:
    """What says the same and weighs the same, once, with in how many places."""
    seen: dict[tuple[str, str, Enforcement], list[Known]] = {}
    for one in found:
        seen.setdefault((one.code, one.message, one.enforcement), []).append(one)
    return tuple((same[0], len(same)) for same in seen.values())


@record
class Difference:
    """What came, what stayed, what went; `heavier` are those that stayed and now weigh more."""

    new: tuple[Known, ...] = ()
    unchanged: tuple[Known, ...] = ()
    absent: tuple[Known, ...] = ()
    heavier: tuple[Known, ...] = ()

    @property
    def told(self) -> tuple[tuple[str, Counted], ...]:
        """What came, what weighs more and what went, as a page lists it."""
        parts = (("New", self.new), ("Heavier", self.heavier), ("Gone", self.absent))
        return tuple((word, counted(found)) for word, found in parts)

    def any(self) -> bool:
        """Whether a reader of the older list has something to see."""
        return bool(self.new or self.absent or self.heavier)


def known(finding: Finding) -> Known:
    """A finding as it is compared."""
    return Known(finding.fingerprint, finding.code, finding.message, finding.enforcement)


def compare(before: Iterable[Known], after: Iterable[Known]) -> Difference:
    """The later list against the earlier; findings in shadow are told to nobody."""
    old = {f.fingerprint: f for f in before if f.enforcement is not Enforcement.SHADOW}
    now = {f.fingerprint: f for f in after if f.enforcement is not Enforcement.SHADOW}
    same = [f for key, f in now.items() if key in old]
    return Difference(
        new=tuple(f for key, f in now.items() if key not in old),
        unchanged=tuple(same),
        absent=tuple(f for key, f in old.items() if key not in now),
        heavier=tuple(
            f for f in same if ORDER[f.enforcement] > ORDER[old[f.fingerprint].enforcement]
        ),
    )
