"""The lead in a hand that its judge never saw; heads and scores are made without it."""

import pytest

from desk.policy.framing import measure, train

there = [train.EXAMPLES] if train.EXAMPLES.is_dir() else []


@pytest.mark.parametrize("_folder", there)
def test_the_lead_in_a_hand_its_judge_never_saw(_folder: object) -> None:
    every = measure.together(measure.left_out(["H"]).values())["all"]
    assert every.precision >= 0.85
    assert every.recall >= 0.95
    assert every.sure_precision >= 0.97
