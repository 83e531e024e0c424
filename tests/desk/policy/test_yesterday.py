"""Hours of yesterday by its name, hours after the piece itself, and reports that come back to us."""

import pytest

from tests.desk.policy.pieces import exact, piece

TUESDAY = {"published_at": "2026-05-05T18:00:00+03:00", "place": "Vilnius, Lithuania"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The jury is to give its verdict by 4 p.m. on Monday.", True),
        ("The jury is to give its verdict by 4 p.m. Vilnius time on Monday.", True),
        ("By Monday evening the owners are to name a price.", True),
        ("The board meets at 21:00 on Monday to vote on the sale.", True),
        ("The jury is to give its verdict by 4 p.m. next Monday.", False),
        ("The jury is to give its verdict on Monday.", False),
        ("The board will meet at 10 a.m. on Wednesday.", False),
        ("The jury was to give its verdict by 4 p.m. on Monday and did not.", False),
    ],
)
def test_a_promise_for_yesterday(body, found) -> None:
    assert bool(exact("stale-question", piece(body, **TUESDAY))) is found


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Nine were freed at 21:15 on Tuesday, the mayor said.", ["21:15 on Tuesday"]),
        ("At 20:15 on Tuesday the tower came down.", ["20:15 on Tuesday"]),
        ("Nine were freed at 21:15 on Monday, the mayor said.", []),
        ("The court will sit at 20:00 on Tuesday.", []),
        ("Doors open at 19:30 on Tuesday; the tickets were sold in an hour.", []),
    ],
)
def test_what_happened_after_the_piece(body, marked) -> None:
    assert exact("time-contradiction", piece(body, **TUESDAY)) == marked


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("It is confirmed: Newsweek has it, and names as its authority the piece that we ran on Sunday.", True),
        ("Newsweek writes so too, with a link to these pages.", True),
        ("Newsweek has caught up, naming us, so the thing is proved.", True),
        ("Newsweek attributes it to The Guardian, which in turn attributes it to Newsweek.", True),
        ("The paper has it from Reuters, and Reuters stood by it, citing the paper.", True),
        ("Newsweek, which sent a reporter of its own, bears out what we wrote.", False),
        ("Newsweek had satellite pictures of what we wrote of on Thursday.", False),
        ("Newsweek attributes it to The Guardian, which asked two ministers.", False),
    ],
)  # fmt: skip
def test_a_report_that_comes_back(body, found) -> None:
    assert bool(exact("circular-report", piece(body))) is found
