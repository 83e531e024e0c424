"""Slips of plain agency prose, each beside what only looks like one."""

import pytest

from tests.desk.policy.pieces import BBC, exact, piece, x_post


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 14, the BBC said.", ["31 of the 60 seats, the Reform League 17 and Dawn 14"]),
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 12, the BBC said.", []),
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 5, the BBC said.", []),
        ("Prices rose by 3.6 percent in May from 4.1 percent in April, a fall of half a point, the BBC said.", []),
        ("Of what it sold, 55 percent went to the Union, 9 percent to China, 6 percent to Chile and 31 percent elsewhere, the BBC said.", []),
        ("Fourteen bodies were found and eight people are missing. Nine of the dead were women and three were children; the other two were crew, the BBC said.", []),
    ],
)  # fmt: skip
def test_sums(body, found) -> None:
    assert exact("sum-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Moran, born in May 1971, said he had passed the letters on. The 45-year-old wept, the BBC said.", ["45-year-old"]),
        ("Moran, born in May 1971, said he had passed the letters on. The 55-year-old wept, the BBC said.", []),
        ("The army seized the plant in March 2022, and for more than five years its staff have been under pressure, the BBC said.", ["more than five years"]),
        ("The army seized the plant in March 2021, and for more than five years its staff have been under pressure, the BBC said.", []),
        ("The refinery, which makes 500,000 barrels a day, was opened in 1912, the BBC said.", []),
        ("It is washed three times a week since 1 June 2024, the BBC said.", []),
    ],
)  # fmt: skip
def test_lengths_of_time(body, found) -> None:
    assert exact("elapsed-time-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Several outlets gave the count. The paper and the station both quoted a statement by the ambulance service.", ["Several outlets"]),
        ("Several outlets gave the count. The paper quoted a nurse, and the station had a statement by the mayor.", []),
        ("Independent witnesses told of two aircraft. Their accounts were read out by Ko Tin, a commander.", ["Independent witnesses"]),
        ("Independent witnesses told of two aircraft. Their accounts were taken down in four villages.", []),
    ],
)  # fmt: skip
def test_several_who_are_one(body, found) -> None:
    links = (BBC, "https://www.theguardian.com/world/2026/jun/10/count")
    assert exact("single-source-as-many", piece(body, *links)) == found


def test_one_moment_on_two_clocks_is_told_once() -> None:
    post = x_post("sentdefender", "2026-06-09T22:41:00")
    body = "The missile struck at 02:10 on Wednesday (23:10 GMT on Tuesday), the mayor told the BBC. Footage of the fire was shared on X by OSINTdefender."
    facts = piece(body, BBC, post, place="Kyiv")
    assert exact("time-contradiction", facts) == ["02:10 on Wednesday"]


def test_what_a_repair_costs_is_no_toll() -> None:
    assert exact("unattributed-casualties", piece("The press was repaired at a cost of 260,000 shekels.")) == []  # fmt: skip
    assert exact("unattributed-casualties", piece("The ridge was taken at a cost of 260 men.")) == ["at a cost of 260"]  # fmt: skip
