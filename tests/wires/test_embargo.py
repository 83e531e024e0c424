"""Which embargo of an item is in force."""

from datetime import timedelta

import pytest

from tests.make import NOON
from wires.embargo import Bar, Said, Standing, in_force

HOUR = timedelta(hours=1)


NONE = "no hour stated"


def at(hours: int, stated: int | str | None = None) -> Said:
    if isinstance(stated, str):
        return Said(NOON + hours * HOUR)
    return Said(NOON + hours * HOUR, NOON + (hours if stated is None else stated) * HOUR)


def bar(hours: int, until: int | None = None, stated: int | str | None = None) -> Bar:
    return Bar(at(hours, stated), None if until is None else NOON + until * HOUR)


@pytest.mark.parametrize(
    ("own", "noticed", "lifted", "holds", "until"),
    [
        pytest.param(None, [], [], False, None, id="nothing said"),
        pytest.param(bar(0, 5), [], [], True, 5, id="its own"),
        pytest.param(bar(0), [], [], True, None, id="its own without an hour"),
        pytest.param(bar(0, 5), [bar(1, 9), bar(2, 7)], [], True, 9, id="the latest hour"),
        pytest.param(bar(0), [bar(1, 9)], [], True, 9, id="an hour ends one without"),
        pytest.param(bar(0, 5), [bar(1, 9)], [at(2)], False, None, id="a lift frees of all before it"),
        pytest.param(bar(0, 5), [bar(3, 9)], [at(2)], True, 9, id="a later notice holds"),
        pytest.param(bar(0, 5, 0), [], [at(0, 1)], False, None, id="both in one document, the lift is later"),
        pytest.param(bar(0, 5, 2), [], [at(0, 1)], True, 5, id="both in one document, the lift is earlier"),
        pytest.param(bar(0, 5), [bar(3, 9, 1)], [at(2)], False, None, id="a late notice was said before the lift"),
        pytest.param(bar(0, 5, 0), [bar(2, 9, 2)], [at(3, 1)], True, 9, id="a late lift frees of what was said before it"),
        pytest.param(bar(0, 5, 2), [bar(1, 9, 4)], [at(3, 3), at(5, 1)], True, 9, id="of two lifts neither is after the last embargo"),
        pytest.param(bar(0, 5, NONE), [], [at(1, -9)], False, None, id="one without its hour goes by when we had it: freed"),
        pytest.param(bar(2, 5, 9), [], [at(1, NONE)], True, 5, id="one without its hour goes by when we had it: barred"),
        pytest.param(bar(1, 5, 0), [], [at(2, 0)], False, None, id="at the same stated hour the later one that we had"),
        pytest.param(bar(2, 5, 0), [], [at(1, 0)], True, 5, id="at the same stated hour the embargo came later"),
    ],
)  # fmt: skip
def test_what_holds(own, noticed, lifted, holds, until) -> None:
    hour = None if until is None else NOON + until * HOUR
    assert in_force(own, noticed, lifted) == Standing(holds, hour)
