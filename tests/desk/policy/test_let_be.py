"""What was flagged in clean copy, each beside its near miss; and what was not read."""

import pytest

from tests.desk.policy.pieces import BBC, exact, piece, whole, x_post


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The last walkout of the dockers began on 14 March 2024 and lasted for three weeks.", []),
        ("The siege began on 14 March 2024 and went on for nearly two months.", []),
        ("The siege, which began on 14 March 2024, has lasted three weeks.", ["three weeks"]),
        ("The vote had been due forty days after the coup of 3 May 2022.", []),
        ("He died three weeks after the fire of 3 May 2022.", []),
        ("The road opened on Tuesday, two years after the slide of 3 May 2022.", ["two years"]),
        ("It is two years since the slide of 3 May 2022.", ["two years"]),
    ],
)
def test_a_span_that_was_over_long_ago_runs_to_no_day_of_this_year(said, marked) -> None:
    assert exact("elapsed-time-slip", piece(said)) == marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The youngest of the crew is 19, the eldest, born in 1961, is 65.", []),
        ("The younger is 19 and the other, born in 1961, is 64.", []),
        ("The baker, born in 1961, is 58.", ["58"]),
    ],
)
def test_the_age_of_another_is_held_against_no_birth(said, marked) -> None:
    assert exact("elapsed-time-slip", piece(said)) == marked


@pytest.mark.parametrize(
    ("headline", "dek", "body", "marked"),
    [
        ("Barges held at lock", "Two outlets count the same barges and differ on the queue", "Harbour Post, whose reporter stood on the quay, counted three barges at the lock. River News also counted three. On the queue they differ: one saw 40 lorries there, the other 60.", []),
        ("Three hurt in market brawl", "Police ask for witnesses", "Three people were hurt in a brawl at the market, police said. One man was arrested and a second is being sought.\n\nAll three victims were in hospital on Monday. The two men had quarrelled over a stall.", []),
        ("Three held after market brawl", "Police ask for witnesses", "Three men were held after a brawl at the market, police said.\n\nThe three men were in custody on Monday. All four men had quarrelled over a stall.", ["four men"]),
    ],
)  # fmt: skip
def test_who_tells_and_who_was_told_one_by_one_are_no_other_count(headline, dek, body, marked) -> None:  # fmt: skip
    assert exact("number-mismatch", whole(body, headline=headline, dek=dek)) == marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("In the north the grid counts 23 villages; in the east it is 12, in the west 7 and in the south 4: forty-six in all.", False),
        ("The grid counts 24 villages without power: 12 in the east, seven in the west and four in the south.", True),
    ],
)  # fmt: skip
def test_a_first_part_is_no_whole_where_all_are_told(said, marked) -> None:
    assert bool(exact("sum-slip", piece(said))) is marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("AP and its client papers agree that the dyke broke at noon.", False),
        ("AP and its member stations report that the dyke broke at noon.", False),
        ("Several papers agree that the dyke broke at noon.", True),
    ],
)
def test_the_clients_of_one_house_are_not_called_many(said, marked) -> None:
    listed = "https://apnews.com/article/dyke-breaks-8d0f2a61c5"
    assert bool(exact("single-source-as-many", piece(said, listed))) is marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Polling stations closed at 21:00 on Sunday. Five of them abroad were emptied for an hour.", False),
        ("Voting ended at 18:00 on Sunday in 40 wards.", False),
        ("Gunmen closed 40 polling stations at 18:00 on Sunday. Ballot boxes were burned.", True),
    ],
)  # fmt: skip
def test_the_hours_of_a_vote_are_for_everybody_to_know(said, marked) -> None:
    body = f"The count goes on, the electoral board said.\n\n{said}\n\nThe board gives its result on Friday, its chair told the BBC."
    assert bool(exact("uncited-claim", whole(body))) is marked


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The union's account on X showed the seal on the door at 10:20.\n\nThe station put its evening news on YouTube at 13:10, from a kitchen.", []),
        ("The quay is shut, the port said. The first shell fell at 11:05 and the last at 11:55. The account Quay Watch posted a film of the fire.", []),
        ("A shell fell at 11:55. The account Quay Watch posted a film of the fire.", ["11:55"]),
        ("The ferry left at 11:05 and ran aground at 11:55. The account Quay Watch posted a film of it.", ["11:55"]),
    ],
)  # fmt: skip
def test_an_hour_that_no_listed_post_speaks_against(said, marked) -> None:
    post = x_post("QuayWatch", "2026-06-10T10:20")
    links = (post,) if "YouTube" in said else (post, BBC)
    facts = piece(said, *links, place="London", published_at="2026-06-10T20:00:00+01:00")
    assert exact("time-contradiction", facts) == marked


@pytest.mark.parametrize(
    ("code", "said", "marked"),
    [
        ("timezone-slip", "The line failed at 17:40 in Chişinău (13:40 UTC).", ["17:40 in Chişinău (13:40 UTC)"]),
        ("timezone-slip", "The line failed at 17:40 in Chişinău (14:40 UTC).", []),
        ("elapsed-time-slip", "Trams were stopped at 21:15 and resumed at 23:45, a pause of five hours.", ["five hours"]),
        ("elapsed-time-slip", "Trams were stopped at 21:15 and resumed at 23:45, an interruption of two hours and a half.", []),
    ],
)  # fmt: skip
def test_a_cedilla_and_a_pause_are_read(code, said, marked) -> None:
    assert exact(code, piece(said)) == marked
