"""Lists with asides, scales left out, tolls of another place, bare facts without a source, and whom another house heard."""

import pytest

from tests.desk.policy.pieces import exact, piece, whole

AFP = "https://www.france24.com/en/live-news/20260610-raft-lost"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Eleven names for May: five carters who had gone over, or were said to, three boys from the weir, and a clerk.", True),
        ("Nine names for May: five carters who had gone over, or were said to, three boys from the weir, and a clerk.", False),
        ("The bill is 75 million: 40 for the road, 20 for the weir and 15 for lights.", False),
        ("Of thirty thousand votes he had fourteen thousand, she eleven thousand and the rest together five.", False),
        ("There were seven birds: four geese, a hen and a brace of ducks.", False),
        ("There were nine birds: four geese, a hen and a brace of ducks.", True),
    ],
)  # fmt: skip
def test_a_list_with_asides(body, found) -> None:
    assert bool(exact("sum-slip", piece(body))) is found


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Nine drowned at the weir, the coast guard said.\n\nTwenty-two people drowned the same night off Samos.", ["Twenty-two people drowned"]),
        ("Nine drowned at the weir, the coast guard said.\n\nSix drowned in Dole and three in Arbois.", []),
        ("The grid makes thirteen gigawatts and needs eighteen, the operator said.\n\nFive are missing.", []),
        ("The raft was found empty.\n\nFive are missing.", ["Five are missing"]),
        ("Seven of them were shot dead before noon.", ["Seven of them were shot dead"]),
        ("The department gives 17 deaths in its wards.", []),
        ("Four books of the dead lie open.", []),
    ],
)  # fmt: skip
def test_a_toll_on_nobodys_word(body, marked) -> None:
    assert exact("unattributed-casualties", piece(body)) == marked


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Clerks walked out at forty ports on Monday, and the state has docked nine hundred of them a week's pay.", True),
        ("Carts have taken two thousand people over the pass since May, at ninety francs a head.", True),
        ("I have kept forty hives since May, and on Monday they left me.", False),
        ("Forty hives stood there on Monday. This desk counted them.", False),
        ("The council should sell its forty vans this year.", False),
    ],
)  # fmt: skip
def test_a_counted_fact_without_a_source(body, found) -> None:
    assert bool(exact("uncited-claim", whole(body, links=[]))) is found


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("Médecins Sans Frontières told Jeune Afrique that the beds were empty.", ["Jeune Afrique"]),
        ("She told the Press Association in a dispatch that The Independent ran whole.", ["Press Association"]),
        ("EFE put the queue at two kilometres. France 24 walked along it.", ["EFE"]),
    ],
)  # fmt: skip
def test_whom_another_house_heard(body, marked) -> None:
    assert exact("attributed-but-unlisted", whole(body, AFP)) == marked
