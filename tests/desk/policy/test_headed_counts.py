"""Counts of a headline that the body has otherwise, and one number told in two ways."""

import pytest

from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("headline", "body", "marked"),
    [
        ("Twelve hives, one meadow", "The hives were nine in all, the keeper counted.", ["Twelve hives"]),
        ("Flames in a seven-storey block", "It was the four-storey block by the mill.", ["seven-storey"]),
        ("Chain to shut 50 bakeries", "The chain will shut 20 bakeries, it told the paper.", ["50 bakeries"]),
        ("Blaze takes 600 acres", "It burned 60 acres of heath.", ["600 acres"]),
        ("Six laid off at mill", "The mill laid off four spinners on Monday.", ["Six laid off"]),
        ("Six laid off at mill", "The mill laid off four spinners on Monday and six on Tuesday.", []),
        ("Three booked in derby", "Two men were booked, and a third on his way off.", []),
        ("Chain to shut 50 bakeries", "It shuts 20 bakeries now and 30 next year.", []),
        ("Nine hives, one meadow", "The hives were nine in all; twelve more are on order.", []),
        ("Strike at eight mills", "Men at six mills walked out and at two more they worked to rule.", []),
        ("Quake leaves nine dead", "It killed at least eight people, the office said.", ["nine dead"]),
        ("Quake leaves nine dead", "It killed at least eight people, the office said. A ninth, one of nine on a roof, died later.", []),
        ("More than thirty hurt in crash", "The crash hurt 27 people, the clinic said.", ["thirty hurt"]),
        ("More than twenty hurt in crash", "The crash hurt 27 people, the clinic said.", []),
        ("Fifteen freed from barge fly home", "Seventeen young men walked off the plane on Monday.", ["Fifteen freed"]),
        ("Fifteen freed from barge fly home", "Seventeen young men walked off the plane, two of them on crutches.", []),
        ("Three found alive", "Two children and their uncle were found on Monday.", []),
        ("Magnitude 6.8 quake shakes port", "The quake measured 5.8, the office said.", ["Magnitude 6.8"]),
        ("Magnitude 5.8 quake shakes port", "The quake measured 5.8, the office said.", []),
        ("Harbour chief gets nine years", "The judge sent him to prison for seven years.", ["nine years"]),
        ("Harbour chief gets nine years", "The club gave him seven years.", []),
        ("Flood", "He lost 4.1 lakh (41,000) rupees.", ["4.1 lakh (41,000)"]),
        ("Flood", "He lost 4.1 lakh (410,000) rupees, and thirty (30) goats.", []),
        ("Flood", "There were thirty (13) goats.", ["thirty (13)"]),
        ("Flood", "It had 212 passengers and nine crew. All 221 aboard were saved.", []),
    ],
)  # fmt: skip
def test_a_count_above_and_below(headline, body, marked) -> None:
    assert exact("number-mismatch", piece(body, headline=headline)) == marked
