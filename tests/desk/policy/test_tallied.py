"""Lists by place beside the figure they break down; every row is a whole body, with headline and dek where they matter."""

import pytest

from desk.policy.checks.sums import sum_slip
from desk.policy.figures.tallied import tallies
from tests.desk.policy.pieces import piece

SLIPS = [
    "At least 31 people have died since the storm came ashore on Sunday night, the agency said: 12 in Cebu, 11 in Negros and nine in Bohol.",
    "Twelve were killed in Cebu, eleven in Negros and nine in Bohol, taking the toll to 31.",
    "The bank will close 45 branches by spring. Of those, 21 are in Scotland, 14 in Wales and nine in Cornwall.",
    "Police made 63 arrests over the weekend. There were 40 in Lyon, 12 in Marseille and 10 in Lille.",
    "The army said 26 soldiers were wounded, with nine at Kidal, ten near Gao and eight on the road to Menaka.",
]
SOUND = [
    "Police made 63 arrests over the weekend. There were 40 in Lyon, 12 in Marseille and 10 in Lille; one man was held in Nice.",
    "The fire killed 18 and hurt 25. Eleven were hurt in the stairwell, five in the lift and three on the roof.",
    "The airline has 64 jets. It keeps 30 at Gatwick, 20 at Luton and 12 at Leeds, and the rest in storage.",
    "Officials counted 214 cases, 100 in Goma, 60 in Bukavu and 45 in Uvira, among others.",
    "It goes over 16 stages, with 6 in May, 5 in June and 4 in the first week of July.",
    "She won by 212 votes: 812 in the town, 640 in the valley and 300 at the mill.",
]


@pytest.mark.parametrize("body", SLIPS)
def test_a_list_by_place_that_does_not_come_to_its_whole_is_asked_about(body) -> None:
    assert [f.code or "sum-slip" for f in sum_slip(piece(body))] == ["sum-slip"]


@pytest.mark.parametrize("body", SOUND)
def test_a_list_that_is_not_all_or_of_something_else_is_let_be(body) -> None:
    assert list(sum_slip(piece(body))) == []


def test_a_list_in_the_dek_is_held_against_the_headline() -> None:
    told = piece(
        "It came ashore on Sunday.",
        headline="Storm leaves 31 dead",
        dek="Twelve were killed in Cebu, eleven in Negros and nine in Bohol",
    )
    assert [(f.zone.value, f.message) for f in sum_slip(told)] == [("dek", "The figures come to 32, not 31.")]  # fmt: skip


def test_parts_that_are_hours_are_no_list() -> None:
    assert tallies("It opened in May, 12 in June and 3 in July.") == ()
