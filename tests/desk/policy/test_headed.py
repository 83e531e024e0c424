"""An age, a span, a share, a group, a score or a term in the headline, against a body that has it otherwise."""

import pytest

from tests.desk.policy.pieces import exact, whole

SLIPS = [
    ("Runner, 34, crosses Iceland", "Tove Lindqvist touched the sea on Sunday. “At 43 you recover slowly,” she told the BBC."),
    ("Boy of nine saved from well", "The boy, who is seven, was brought up at dawn."),
    ("Four-day truce opens road to Taiz", "The commanders shook hands on a truce of five days."),
    ("Two-week strike ends at port", "The three-week strike ended on Monday."),
    ("Third of homes without power", "A quarter of the island’s homes had no power."),
    ("Half of Harare clinics without drugs", "Shelves were bare at 66 of the 110 clinics."),
    ("Trio rescued from ledge", "Four climbers were winched from a ledge. All four are well."),
    ("City win 2-1", "City were three up inside half an hour. Rovers pulled one back and at 3–1 the referee blew."),
    ("Judge jails trader for nine years", "The trader got seven years. He must serve half."),
    ("Rents up 12 percent", "Rents rose by 21 percent in a year."),
]  # fmt: skip
NEAR = [
    ("Runner, 34, crosses Iceland", "Tove Lindqvist, 34, touched the sea on Sunday. “At 43 you recover slowly,” her mother said."),
    ("Owner, 64, goes on trial", "The owner, who was born in June 1961, is accused of what he did at the age of 21."),
    ("Mother of two wins race", "Ana Costa, 33, won by a length."),
    ("Four-day truce opens road to Taiz", "The commanders shook hands on a truce of four days; one of five days had failed in May."),
    ("Third of homes without power", "A third of the island’s homes had no power, and a quarter no water."),
    ("Vote in fewer than half of townships", "Voting will be held in 121 of 330 townships."),
    ("Half of Harare clinics without drugs", "Shelves were bare at 56 of the 110 clinics."),
    ("Trio rescued from ledge", "Three climbers were winched from a ledge. A fourth had gone down alone."),
    ("Judge jails trader for nine years", "The trader got seven years for fraud and two for theft."),
    ("Recount of candidates, 41,000 booths in", "The margin was 38,412 votes. Ruth Adu, 38, counts."),
    ("Six arrested over raid", "Police arrested five people on Monday and another on Tuesday."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body"), SLIPS)
def test_what_the_body_has_otherwise_is_asked_about(headline: str, body: str) -> None:
    assert exact("number-mismatch", whole(body, headline=headline))


@pytest.mark.parametrize(("headline", "body"), NEAR)
def test_what_the_body_bears_out_is_let_be(headline: str, body: str) -> None:
    assert not exact("number-mismatch", whole(body, headline=headline))
