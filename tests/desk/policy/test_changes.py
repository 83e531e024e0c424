"""What a sentence says of a change or of a share, against its own figures; and totals of lists without nouns."""

import pytest

from tests.desk.policy.pieces import exact, piece

SLIPS = [
    "The number of beds was halved, from 60 to 35.",
    "Attendance doubled from 1,200 to 2,900.",
    "Prices rose from 40 to 50 rupees, up by a third.",
    "Rents climbed by a quarter, from 800 to 1,200 euros.",
    "Shares fell from 84 to 77 euros, a loss of nine euros.",
    "The toll rose by six to 41 from 37.",
    "Output was cut by 40 percent, from 500 tonnes to 350.",
    "The herd fell to 90 from 150 head, down by half.",
    "Of 240 pupils, 96 were absent, or three in five.",
    "Some 45 of its 60 buses, or two thirds, stood idle.",
    "She has 46 percent of the vote, the president 38 percent and four others 19 percent together.",
    "The seats are distributed as follows: 66, 52, 41, 35, 29 and 21. It is a house with 240 deputies.",
    "The crew of 14, nine Filipinos, three Greeks and a Georgian, were picked up.",
]
NEAR = [
    "The number of beds was halved, from 60 to 30.",
    "Attendance more than doubled from 1,200 to 2,900.",
    "Prices rose from 40 to 50 rupees, up by a quarter.",
    "Rents climbed by half, from 800 to 1,200 euros.",
    "The fee was put up from 12 to 15 pounds in March and doubled in May.",
    "The firm cut jobs from 900 to 600 and raised pay by a tenth.",
    "The rate went from 4.5 to 4.25 percent, a cut of a quarter of a point.",
    "By ten the price of a basin had gone from 12,000 francs to 25,000.",
    "Between 40 and 60 people, or a third of the village, came.",
    "Of 240 pupils, 96 were absent, or two in five.",
    "She has 46 percent of the vote, the president 38 percent and four others 16 percent together.",
    "The scores were 66, 52, 41 and 35. The club has 240 members.",
    "The crew of 14, nine Filipinos, four Greeks and a Georgian, were picked up.",
]


@pytest.mark.parametrize("body", SLIPS)
def test_a_change_or_a_share_that_its_figures_belie_is_told(body: str) -> None:
    assert exact("sum-slip", piece(body))


@pytest.mark.parametrize("body", NEAR)
def test_one_that_they_bear_out_is_let_be(body: str) -> None:
    assert not exact("sum-slip", piece(body))
