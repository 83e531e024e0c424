"""Lists of figures against the whole near them, and what a sentence reckons out."""

import pytest

from desk.policy.checks import CHECKS
from desk.policy.checks.sums import plain, sum_slip
from desk.policy.figures.rollcall import rolls
from tests.desk.policy.drafts import facts_of
from tests.desk.policy.pieces import piece

SLIPS = [
    ("Fire takes houses", "The fire destroyed 46 houses in three villages. It counted 18 in Elia, 15 in Morra and 11 in Vico."),
    ("Parliament hung", "Voters returned a parliament of 150: the Left won 61 seats, the Centre 48 and the Right 43."),
    ("Migrants landed", "Forty-two migrants were aboard. Twenty-five were men, twelve women and seven children."),
    ("Fund pays", "The fund has paid 3.2 million euros so far: 1.4 million to farmers, 1.1 million to fishermen and 0.9 million to hoteliers."),
    ("Council split", "Of the seats, 12 went to the coalition, nine to the opposition and two to independents, in a council of 25."),
    ("Run-off", "In the first round she had 41 percent, her rival 38 percent and the third man 24 percent."),
    ("Trial ends", "The court heard 52 witnesses, 31 for the prosecution and 23 for the defence."),
    ("Gas leak", "The clinic treated ten people, seven for burns and two for smoke, the warden said."),
    ("Fire on the hill", "A total of 58 houses burned, 31 on the hill and 25 by the river, the mayor said."),
    ("Tents", "Each of the 14 villages received 30 tents, 440 in all."),
    ("Bridge opens", "The bridge was to cost 80 million euros and cost 112 million, 20 million more than planned."),
    ("Champion retires", "She won 54 of her 71 matches and lost 19."),
    ("Floods kill 29", "The dead were 15 in Aceh, 9 in Riau and 7 in Jambi, the agency said."),
]  # fmt: skip
NEAR = [
    ("Bus falls", "Eighteen people were killed when a bus fell into a gorge, the police said. The dead are nine men, five women and four children, they said."),
    ("Bus falls", "The hurt are nine men, five women and three boys, the police said."),
    ("Fire takes houses", "The fire destroyed 46 houses. It counted 18 in Elia, 15 in Morra and 11 in Vico; Rocca lost two."),
    ("Storm", "The storm left 41 dead, among them 15 in Aceh, 9 in Riau and 7 in Jambi."),
    ("Storm", "The storm left 33 dead, 15 in Aceh, 9 in Riau, 7 in Jambi and the others at sea."),
    ("Trial ends", "The court heard 52 witnesses, 31 for the prosecution and 21 for the defence."),
    ("Gas leak", "The clinic treated nine people, seven for burns and two for smoke, the warden said."),
    ("Gas leak", "The clinic treated ten people, seven for burns and two for smoke; one had fallen."),
    ("Gas leak", "The clinic treated 40 people, seven for burns and two for smoke, the warden said."),
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


def test_a_list_is_marked_with_the_whole_that_the_sentence_before_has() -> None:
    body = "Seventeen people were killed in a gorge. The dead are nine men, five women and four children, police said."
    assert [f.exact for f in found("Bus falls", body)] == [body.removesuffix(", police said.")]


@pytest.mark.parametrize(
    ("value", "said"),
    [(1204, "1,204"), (2.5, "2.5"), (52e6, "52 million"), (1.35e9, "1.35 billion"), (51_123_456, "51,123,456")],
)  # fmt: skip
def test_what_figures_come_to_is_told_as_readers_have_it(value: float, said: str) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(("headline", "body"), NEAR)
def test_a_list_that_its_piece_bears_out_is_let_be(headline: str, body: str) -> None:
    assert not found(headline, body)


# Lists by place; every row is a whole body, with headline and dek where they matter.
BY_PLACE = [
    "At least 31 people have died since the storm came ashore on Sunday night, the agency said: 12 in Cebu, 11 in Negros and nine in Bohol.",
    "Twelve were killed in Cebu, eleven in Negros and nine in Bohol, taking the toll to 31.",
    "The bank will close 45 branches by spring. Of those, 21 are in Scotland, 14 in Wales and nine in Cornwall.",
    "Police made 63 arrests over the weekend. There were 40 in Lyon, 12 in Marseille and 10 in Lille.",
    "The army said 26 soldiers were wounded, with nine at Kidal, ten near Gao and eight on the road to Menaka.",
    "Police held 31 people over the weekend. There were 12 in Lyon and 18 in Lille.",
    "At least 31 people have died: 12 in Cebu and 20 in Negros.",
]
NOT_ALL_OR_ELSE = [
    "Police made 63 arrests over the weekend. There were 40 in Lyon, 12 in Marseille and 10 in Lille; one man was held in Nice.",
    "The fire killed 18 and hurt 25. Eleven were hurt in the stairwell, five in the lift and three on the roof.",
    "The airline has 64 jets. It keeps 30 at Gatwick, 20 at Luton and 12 at Leeds, and the rest in storage.",
    "Officials counted 214 cases, 100 in Goma, 60 in Bukavu and 45 in Uvira, among others.",
    "It goes over 16 stages, with 6 in May, 5 in June and 4 in the first week of July.",
    "She won by 212 votes: 812 in the town, 640 in the valley and 300 at the mill.",
    "Police held 31 people over the weekend. There were 12 in Lyon and 18 in Lille. Another was held in Nice.",
    "The course has 31 lessons, with 12 in June and 18 in July.",
    "The ministry put the dead at 23.\n\nReporters were given 19 at the Hariri hospital and six at the Sahel.",
]


@pytest.mark.parametrize("body", BY_PLACE)
def test_a_list_by_place_that_does_not_come_to_its_whole_is_asked_about(body) -> None:
    assert [f.code or "sum-slip" for f in sum_slip(piece(body))] == ["sum-slip"]


@pytest.mark.parametrize("body", NOT_ALL_OR_ELSE)
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
    assert rolls("It opened in May, 12 in June and 3 in July.") == ()
