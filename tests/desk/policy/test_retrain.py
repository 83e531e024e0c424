"""Whether a judge made with the desk's verdicts is worth taking, and how its trial reads."""

import pytest

from desk.policy.framing.measure import Tally
from desk.policy.framing.retrain import Share, less_right, read_out


def sure(right: int, whole: int) -> Tally:
    return Tally(right=right, sure_right=right, sure_false=whole - right)


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        pytest.param((489, 491), (489, 491), False, id="the same"),
        pytest.param((489, 491), (488, 490), False, id="as many wrong, one right fewer"),
        pytest.param((489, 491), (490, 491), False, id="one wrong fewer"),
        pytest.param((489, 491), (488, 491), True, id="one wrong more"),
        pytest.param((489, 491), (1000, 1003), False, id="more wrong among many more, and more often right"),
        pytest.param((489, 491), (98, 100), True, id="as many wrong among few"),
        pytest.param((10, 16), (10, 17), True, id="one more, and it is wrong"),
        pytest.param((0, 0), (9, 10), True, id="sure where nothing was sure, and wrong"),
        pytest.param((489, 491), (0, 0), False, id="sure of nothing"),
    ],
)  # fmt: skip
def test_less_right(old, new, worse) -> None:
    assert less_right(sure(*old), sure(*new)) is worse


def test_a_trial_reads_as_of_how_many_how_many() -> None:
    row = {"right": 3, "false": 1, "missed": 2, "sure_right": 0, "sure_false": 0}
    lines = read_out({name: {"old": row, "new": row} for name in ("hands", "verdicts")})
    assert len(lines) == 4
    found, there, surely = (share for _, share in lines[0][1])
    assert (found.words, there.words) == ("0.750", "0.600")
    assert surely == Share(0, 0)
    assert surely.words == "none"
    assert read_out({}) == []
