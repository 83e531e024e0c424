"""Lists of figures against the whole near them, and what a sentence reckons out."""

import pytest

from desk.policy.checks import CHECKS
from tests.desk.policy.drafts import facts_of

SLIPS = [
    ("Fire takes houses", "The fire destroyed 46 houses in three villages. It counted 18 in Elia, 15 in Morra and 11 in Vico."),
    ("Parliament hung", "Voters returned a parliament of 150: the Left won 61 seats, the Centre 48 and the Right 43."),
    ("Migrants landed", "Forty-two migrants were aboard. Twenty-five were men, twelve women and seven children."),
    ("Fund pays", "The fund has paid 3.2 million euros so far: 1.4 million to farmers, 1.1 million to fishermen and 0.9 million to hoteliers."),
    ("Council split", "Of the seats, 12 went to the coalition, nine to the opposition and two to independents, in a council of 25."),
    ("Run-off", "In the first round she had 41 percent, her rival 38 percent and the third man 24 percent."),
    ("Trial ends", "The court heard 52 witnesses, 31 for the prosecution and 23 for the defence."),
    ("Tents", "Each of the 14 villages received 30 tents, 440 in all."),
    ("Bridge opens", "The bridge was to cost 80 million euros and cost 112 million, 20 million more than planned."),
    ("Champion retires", "She won 54 of her 71 matches and lost 19."),
    ("Floods kill 29", "The dead were 15 in Aceh, 9 in Riau and 7 in Jambi, the agency said."),
]  # fmt: skip
NEAR = [
    ("Fire takes houses", "The fire destroyed 46 houses. It counted 18 in Elia, 15 in Morra and 11 in Vico; Rocca lost two."),
    ("Storm", "The storm left 41 dead, among them 15 in Aceh, 9 in Riau and 7 in Jambi."),
    ("Storm", "The storm left 33 dead, 15 in Aceh, 9 in Riau, 7 in Jambi and the others at sea."),
    ("Trial ends", "The court heard 52 witnesses, 31 for the prosecution and 21 for the defence."),
    ("Tents", "Each of the 14 villages received 30 tents, 420 in all."),
    ("Media", "Some 44 percent read newspapers, 38 percent listen to radio and 31 percent watch television."),
    ("Champion retires", "She won 54 of her 71 matches, drew two and lost 15."),
    ("City pays", "The mayor has 14 staff in the press office, 11 in the archive and six drivers. The city has 33 schools."),
    ("Ship freed", "There were 121: ninety-four men, nineteen women and eight children. Of 208 beds 87 were left."),
    ("Clinic", "Of the 60 hurt, 40 were children and 30 are still in hospital."),
]  # fmt: skip


def found(headline: str, body: str) -> list:
    return list(CHECKS["sum-slip"].look(facts_of(body, headline=headline)))


@pytest.mark.parametrize(("headline", "body"), SLIPS)
def test_a_list_that_does_not_come_to_its_whole_is_told_once(headline: str, body: str) -> None:
    assert len(found(headline, body)) == 1


@pytest.mark.parametrize(("headline", "body"), NEAR)
def test_a_list_that_its_piece_bears_out_is_let_be(headline: str, body: str) -> None:
    assert not found(headline, body)
