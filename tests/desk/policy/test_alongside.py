"""Spans of minutes or hours told right beside the second of two hours."""

import pytest

from tests.desk.policy.pieces import exact, piece

NEWS = ("https://www.reuters.com/world/one",)


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("The dam gave way at 03:20. By 09:50, four hours after it gave way, the weir was dry.", ["four hours"]),
        ("Kick-off was at 18:00. By 18:25, forty minutes into the match, the stand was empty.", ["forty minutes"]),
        ("They cast off at 05:15 and made fast at 08:40: two hours.", ["two hours"]),
        ("The bus left at 13:05 and burned at 13:50, barely a quarter of an hour into the trip.", ["barely a quarter of an hour"]),
        ("Help came at 04:30. The call had been made at 02:00, an hour earlier.", ["an hour"]),
        ("It rang at 22:10. An hour and a quarter later, at 23:55, it rang again.", ["An hour and a quarter"]),
        ("She was out at ten to nine, the wall having come down at five past two: under three hours.", ["under three hours"]),
        ("They cast off at 05:15 and made fast at 08:40: three hours and a half.", []),
        ("The bus was due at 13:05 and came at 13:50, twenty minutes late.", []),
        ("The first bell went at 03:00 and the last at 05:40, an hour before dawn.", []),
        ("It began at 13:20; half an hour later there were ten engines, and at 18:50 it was out.", []),
        ("She set out at 06:40 for the clinic, three hours away, and was seen at 11:00.", []),
        ("The doors shut at 22:00. At 23:30, twenty minutes into the second act, the lights failed.", []),
    ],
)  # fmt: skip
def test_a_span_beside_its_second_hour(body, marked) -> None:
    assert exact("elapsed-time-slip", piece(body, *NEWS, place="Vilnius, Lithuania")) == marked
