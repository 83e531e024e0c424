"""Weekdays that stand before a date with a part of the day or a bracket between them."""

import pytest

from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The clinic was closed on Thursday (28 April).", ["Thursday (28 April)"]),
        ("He died on Monday night, 5 May.", ["Monday night, 5 May"]),
        ("On Tuesday evening (5 May) the power failed.", []),
        ("He died on Monday night, 4 May.", []),
    ],
)
def test_a_weekday_is_held_against_the_date_behind_it(body: str, found: list[str]) -> None:
    assert exact("date-slip", piece(body, published_at="2026-05-05T20:00:00+02:00")) == found
