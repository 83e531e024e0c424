"""Tolls that nobody gives, in other words than a count and a common verb, and in headlines."""

import pytest

from desk.policy.figures.harmed import harms
from tests.desk.policy.pieces import exact, piece, whole


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The ferry left with forty, of whom nine never came back.", ["nine never came back"]),
        ("It met a lorry at the bend, with the loss of seventeen.", ["with the loss of seventeen"]),
        ("Since May the fever has carried off, in one valley, 141.", ["fever has carried off, in one valley, 141"]),
        ("Eight were trampled at the gate.", ["Eight were trampled"]),
        ("Death toll: seven.", ["Death toll: seven"]),
        ("The quake’s victims stood at 26 by dawn.", ["victims stood at 26"]),
        ("Porters killed in the storm, which was short, number six.", ["killed in the storm, which was short, number six"]),
        ("The porter and his niece died where they sat.", ["The porter and his niece died"]),
        ("A nurse and two of her patients are dead.", ["two of her patients are dead"]),
        ("None of the crew survived, sources say.", ["None of the crew survived"]),
        ("Lost: a conductor and two teachers.", ["Lost: a conductor and two teachers"]),
        ("Fever: 212 admitted, 19 gone.", ["19 gone"]),
        ("Added up, they come to sixty dead.", ["sixty dead"]),
        ("Four are kept alive by machines. Five others did not get out.", ["Four are kept alive by machines. Five others did not get out"]),
        ("Missing since then are a cobbler and his wife.", ["Missing since then are a cobbler and his wife"]),
        ("Nine never came back, the harbour master said.", []),
        ("Nine never came back. That is the count of the coastguard.", []),
        ("Up to 138,000 people die of bites each year. The agency, on whose sheet these numbers stand, wants more boots.", []),
        ("Nine porters died at the gate. The doctor gave both numbers to the paper.", []),
        ("The mayor’s office believes that nine did not get up again.", []),
        ("The navy gave a first account of it: two dockers hurt, a ship untouched.", []),
        ("Tanks ran over a wall, no one hurt.", []),
        ("Seventeen dropped off the radar, smothered by noise.", []),
        ("Nine never came back in 1953.", []),
        ("The team lost two men to a knee and a thumb, the station said.", []),
        ("Forty houses were swept away.", []),
        ("The sea swallowed 40 hectares.", []),
        ("One judge was taken to hospital.", []),
        ("“Nine never came back,” she wrote.", []),
        ("The porter and his niece sang where they sat.", []),
        ("None of the ferries sailed.", []),
        ("On 18 October carried off by the wind, a kite was found.", []),
    ],
)  # fmt: skip
def test_tolls_in_other_words(said, marked) -> None:
    assert exact("unattributed-casualties", piece(said)) == marked


@pytest.mark.parametrize(
    ("headline", "dek", "body", "marked"),
    [
        ("Fourteen lives lost since Sunday", "", "Schools are shut, the paper wrote.", ["Fourteen lives lost"]),
        ("Schools shut", "Thirty dead in a week", "Breakfasts were handed out, the paper wrote.", ["Thirty dead"]),
        ("Thirty dead, ministry says", "", "Breakfasts were handed out, the paper wrote.", []),
        ("Thirty dead in a week", "", "Thirty people have died, the ministry said.", []),
        ("Thirty dead in a week", "", "Funerals were held, the paper wrote.", []),
        ("Thirty died here in 1953", "", "Breakfasts were handed out, the paper wrote.", []),
    ],
)  # fmt: skip
def test_a_toll_that_stands_in_a_headline_alone(headline, dek, body, marked) -> None:
    facts = whole(body, headline=headline, dek=dek)
    assert exact("unattributed-casualties", facts) == marked


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("They number six.", ["They number six"]),
        ("A score of people were crushed.", ["A score of people were crushed"]),
        ("Seven were killed and two scarred.", ["Seven were killed", "two scarred"]),
        ("The river carried off 90 sheep.", []),
        ("The fire cost 30 million euros.", []),
        ("Two brigades held one ditch.", []),
    ],
)
def test_harm_where_a_text_tells_of_it(said, told) -> None:
    assert [said[h.start : h.end] for h in harms(said)] == told
