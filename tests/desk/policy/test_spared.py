"""Strikes that hurt nobody: where the copy says so in its opening, nothing else could lead, and nothing is asked."""

import pytest

from desk.policy.framing.judge import findings
from desk.policy.framing.units import says_nobody_hurt
from tests.desk.policy.test_framing import ASKED, facts

NOBODY = [
    ("Drones hit grain terminal in Izmail; nobody hurt", "Four drones struck a grain terminal in Izmail before dawn on Tuesday, the port authority said. Two silos burned. No one was hurt."),
    ("Missile strikes empty warehouse near Dnipro", "A ballistic missile hit an empty warehouse on the edge of Dnipro on Monday night, the regional administration said. There were no casualties. Firefighters put out the blaze by two in the morning."),
    ("Shelling damages school in Nikopol", "Artillery shells damaged a school in Nikopol on Sunday, the district head said. The building was empty and nobody was injured. Fourteen windows were broken."),
    ("Air force downs 31 of 34 drones", "Air defence shot down 31 of 34 drones overnight, the air force said. Three fell in open fields in Poltava region. No casualties were reported."),
    ("Drone strikes Port Sudan fuel depot", "Drones struck a fuel depot in Port Sudan for the third day, witnesses said. Smoke was seen from the sea. No one was killed or injured, the civil defence said."),
    ("Army fires warning missiles", "The army fired four missiles over the strait on Monday in what it called a warning, the defence ministry said. They fell in the sea. Nobody was harmed."),
    ("Raid on weapons store in Idlib", "Jets raided a weapons store outside Idlib on Friday, the monitor said. No passer-by was hurt. The store burned until evening."),
    ("Drones target refinery in Ryazan", "Ukraine launched drones at a refinery in Ryazan overnight, the regional governor said. The fire was put out without casualties."),
    ("Quake shakes southern Peru, no damage seen", "An earthquake of magnitude 5.6 shook southern Peru early on Wednesday, the geological survey said. There were no immediate reports of injuries or damage. People in Arequipa ran into the streets in nightclothes."),
]  # fmt: skip
SOMEBODY = [
    ("Drones hit Kharkiv and Sumy", "Russia launched 60 drones at two regions overnight, the air force said. In Sumy nobody was hurt. In Kharkiv five people were killed in their flats."),
    ("Missiles strike Odesa port", "Missiles struck the port of Odesa on Monday, the navy said. No casualties were reported among port staff. Two dockworkers' children were killed in a house across the road."),
    ("Air defence downs 20 drones", "Air defence downed 20 of 24 drones, the ministry said. Officials at first reported no casualties. Rescuers later pulled three bodies from a block of flats."),
    ("Rockets hit town", "Rockets hit the town of Marwa on Friday, the army said. There were no deaths. Eleven people were wounded, two of them badly."),
    ("Missile strikes empty warehouse near Dnipro", "A ballistic missile hit an empty warehouse on the edge of Dnipro on Monday night, the regional administration said. There were no casualties there. Firefighters put out the blaze by two in the morning. The road was shut. The port worked on. Trains stood. Four farm workers were killed in the next field by a second missile."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body"), NOBODY)
def test_nothing_is_asked_where_nobody_was_hurt(headline, body) -> None:
    assert list(findings(facts(headline, body), ASKED)) == []


@pytest.mark.parametrize(("headline", "body"), SOMEBODY)
def test_it_is_asked_where_somebody_else_was(headline, body) -> None:
    assert list(findings(facts(headline, body), ASKED))


@pytest.mark.parametrize(
    ("said", "spared"),
    [
        ("Nobody was hurt.", True),
        ("No one was killed or injured, the mayor said.", True),
        ("There were no reports of casualties.", True),
        ("No resident was injured.", True),
        ("It caused no injuries.", True),
        ("The fire was put out without any casualties.", True),
        ("All 43 villagers were unhurt.", True),
        ("There were no deaths.", False),
        ("Nobody was killed.", False),
        ("None of its soldiers was hurt.", False),
        ("No soldiers were wounded.", False),
        ("There were no casualties on its side.", False),
        ("The army reported no casualties among its troops.", False),
        ("No other people were hurt.", False),
        ("No one else was injured.", False),
        ("Nobody was hurt in Sumy, but in Kharkiv five people were killed.", False),
        ("It is not known whether anybody was hurt.", False),
        ("Four people were hurt.", False),
    ],
)
def test_what_says_that_nobody_was_hurt(said, spared) -> None:
    assert says_nobody_hurt(said) is spared
