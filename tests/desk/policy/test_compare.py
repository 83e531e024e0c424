"""New, unchanged, absent: the fingerprint decides; a moved paragraph keeps it."""

import pytest

from desk.policy.compare import Known, compare
from desk.policy.types import Enforcement

SHADOW, ADVISORY, BLOCKING = Enforcement


def one(key: str, weight: Enforcement = ADVISORY) -> Known:
    return Known(key, "code", f"about {key}", weight)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [], ("", "", "", ""), id="nothing"),
        pytest.param([], [one("a")], ("a", "", "", ""), id="new"),
        pytest.param([one("a")], [one("a")], ("", "a", "", ""), id="unchanged"),
        pytest.param([one("a")], [], ("", "", "a", ""), id="absent"),
        pytest.param([one("a")], [one("a", BLOCKING)], ("", "a", "", "a"), id="heavier"),
        pytest.param([one("a", BLOCKING)], [one("a")], ("", "a", "", ""), id="lighter"),
        pytest.param([one("a")], [one("b", SHADOW)], ("", "", "a", ""), id="shadow is untold"),
        pytest.param([one("a", SHADOW)], [one("a")], ("a", "", "", ""), id="out of shadow is new"),
        pytest.param(
            [one("a"), one("b")], [one("b"), one("c")], ("c", "b", "a", ""), id="all three"
        ),
    ],
)
def test_compare(before, after, expected) -> None:
    got = compare(before, after)
    said = ["".join(f.fingerprint for f in part) for part in (got.new, got.unchanged, got.absent, got.heavier)]  # fmt: skip
    assert tuple(said) == expected
    assert got.any() is bool(expected[0] or expected[2] or expected[3])
