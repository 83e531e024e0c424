"""What headline and dek count, against a body that counts the same thing otherwise."""

import pytest

from tests.desk.policy.pieces import exact, whole

SLIPS = [
    ("Thirty-four dead as rivers meet", "The flood raised to 37 the number of people known to have died."),
    ("Nine coaches off the line", "Seven coaches left the rails. Fifty-two people were hurt, 31 in Korba, 12 in Champa and nine in Bilaspur. The first two coaches stayed upright."),
    ("Launch with 140 aboard runs aground", "There were about 210 people on board."),
    ("Nineteen bus passengers walk free", "Seventeen people taken from a bus were let go. Two of the seventeen are children."),
    ("Ebola tally reaches 38 in Kasai", "Six more people tested positive, taking the number of confirmed cases to 36."),
    ("Thirteen climbers saved", "The rescuers brought down fifteen climbers."),
]  # fmt: skip
NEAR = [
    ("Nine coaches off the line", "Seven coaches left the rails. Two more coaches tilted."),
    ("Launch with 140 aboard runs aground", "There were about 150 people on board."),
    ("Cholera cases pass 421", "The ministry put the count of cases at 412 on Monday. By Tuesday it was 421."),
    ("Strike grounds 300 flights", "The airline cancelled 160 of its 400 flights on Tuesday and 140 on Monday."),
    ("A hundred and nine libraries stay open", "The city keeps its hundred and nine libraries."),
    ("Seventeen schools stay open", "Of 31 schools, 14 were closed."),
    ("Council to close 11 libraries by June", "The council will close 14 libraries over two years, eleven of them by June."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body"), SLIPS)
def test_a_count_that_the_body_has_otherwise_is_asked_about(headline: str, body: str) -> None:
    assert exact("number-mismatch", whole(body, headline=headline))


@pytest.mark.parametrize(("headline", "body"), NEAR)
def test_a_count_that_the_body_bears_out_is_let_be(headline: str, body: str) -> None:
    assert not exact("number-mismatch", whole(body, headline=headline))
