"""Totals and parts: what adds up, what does not, and what nobody said should."""

import pytest

from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Of 160 barns burned, 90 stood in Oro, 45 in Tine and 35 in Vell, the insurer said.", True),
        ("Of 160 barns burned, 90 stood in Oro, 45 in Tine and 25 in Vell, the insurer said.", False),
        ("Of the 48 in the hall 31 escaped, nine were hurt and seven are missing, the warden said.", True),
        ("Of the 48 in the hall 31 escaped, nine were hurt and eight are missing, the warden said.", False),
        ("Of the 90 pupils, 20 walk to school and 12 cycle, the head said.", False),
        ("Of the 60 hurt, 40 were children and 30 are still in hospital, the clinic said.", False),
        ("The mine will shed 120 posts at Ark, 75 at Bold and 60 at Cray, 265 in all, it said.", True),
        ("The mine will shed 120 posts at Ark, 75 at Bold and 60 at Cray, 255 in all, it said.", False),
        ("The mine has ordered out 120 men from Ark, 75 from Bold and 60 from Cray: 265 in all, it said.", True),
        ("The mine has ordered out 120 men from Ark, 75 from Bold and 60 from Cray: 255 in all, it said.", False),
        ("The vote gave the Reds 41 seats, the Blues 33 and the Greens 12, which fills the council’s 84.", True),
        ("The vote gave the Reds 41 seats, the Blues 33 and the Greens 12, which fills the council’s 86.", False),
        ("With all 9 boxes open, the Reds had 41 seats, the Blues 33 and the Greens 12, which makes the full 86.", False),
        ("He paid 300 crowns in May, 200 in June and 100 in July, which comes to 700 crowns.", True),
        ("Of the injured, fifty-two by the clinic’s count, thirty were taken to Ark, fifteen to Bold and nine to Cray.", True),
        ("Of the injured, fifty-two by the clinic’s count, thirty were taken to Ark, fifteen to Bold and seven to Cray.", False),
        ("Of the villagers, 90 according to the priest, 40 slept in the hall and 60 in the school.", True),
        ("Of the villagers, 90 according to the priest, 40 slept in the hall and 20 in the school.", False),
        ("A clerk read it out: nine in Ark, eight in Bold and four in Cray, which his own list adds up to 23.", True),
        ("A clerk read it out: nine in Ark, eight in Bold and four in Cray, which his own list adds up to 21.", False),
        ("It held 48,000 doses, enough for three towns: 21,000 for Ark, 16,000 for Bold and 13,000 for Cray, she said.", True),
        ("It held 50,000 doses, enough for three towns: 21,000 for Ark, 16,000 for Bold and 13,000 for Cray, she said.", False),
        ("It held 48,000 doses in 900 crates: 21 for Ark, 16 for Bold and 13 for Cray, she said.", False),
        ("Seven people were hurt. The injured are a driver, his two sons and three walkers, the clinic said.", True),
        ("Seven people were hurt. The injured are a driver, his two sons and four walkers, the clinic said.", False),
        ("Seven people were killed. The dead were a couple and their four sons, the priest said.", False),
        ("Seven people were killed. Three of the dead were a cook and her two sons, the priest said.", False),
        ("Seven people were killed. The dead were mostly cooks and two guests, the priest said.", False),
        ("Salt, 50 kg sack: 900 crowns in Ark, 950 in Bold, the clerk said.", False),
        ("It costs 9 million crowns, of which 5 million is the state’s, 2 million the town’s and the remaining 3 million a gift, the mayor said.", True),
        ("It costs 9 million crowns, of which 5 million is the state’s, 2 million the town’s and the remaining 2 million a gift, the mayor said.", False),
        ("It costs 9 million crowns, of which 5 million is the state’s and 2 million the town’s, the mayor said.", False),
        ("22 people are in hospital, 3 of them in intensive care and 20 with lighter injuries, it said.", True),
        ("22 people are in hospital, 3 of them in intensive care and 19 with lighter injuries, it said.", False),
        ("Guests of seven nations ate, eleven of them from Chad and nine from Mali, the cook said.", False),
        ("Twelve people died when the Magro burst its banks, the government said. Eight were residents of a care home, and five were campers downstream, officials said.", True),
        ("Twelve people died when the Magro burst its banks, the government said. Eight were residents of a care home, and four were campers downstream, officials said.", False),
        ("Twelve people died on Monday, the mayor said. Eight others were hurt and five are in hospital.", False),
        ("Twelve people died on Monday, the mayor said.\n\nEight were guards of the old mill, and nine were its clerks.", False),
        ("The depot checked 60 vans and took 22 off the road, leaving 36, it said.", True),
        ("The depot checked 60 vans and took 22 off the road, leaving 38, it said.", False),
        ("The flock fell from 80 ewes to 60 ewes, a fall of 40%, the farm said.", True),
        ("The flock fell from 80 ewes to 60 ewes, a fall of 25%, the farm said.", False),
        ("The flock grew from 60 ewes to 80 ewes, a rise of 33%, the farm said.", False),
        ("The firm shut 12 of its 50 shops and will keep 28, it said.", True),
        ("The firm shut 12 of its 50 shops and will keep 38, it said.", False),
        ("The firm shut 12 of its 50 shops and spared 6 of the largest, it said.", False),
        ("Twenty sailors came ashore, the port said. Twelve rowed and nine swam.", True),
        ("Twenty sailors came ashore, the port said. Twelve rowed and eight swam.", False),
        ("It shot down 35 of 40 drones, and the remaining nine fell in fields, the army said.", True),
        ("It shot down 35 of 40 drones, and the remaining five fell in fields, the army said.", False),
        ("It downed 35 of 40 drones sent over the province, and the remaining nine fell, the army said.", True),
        ("It downed 35 of over 40 drones, and the remaining nine fell, the army said.", False),
        ("Eleven of the 30 stalls burned; the other 21 opened, the warden said.", True),
        ("Eleven of the 30 stalls burned; the other 19 opened, the warden said.", False),
        ("Eleven of the 30 stalls burned and the other six markets stayed shut, the warden said.", False),
        ("Nine of the fleet’s 30 boats sank, leaving it 24, the port said.", True),
        ("Nine of the fleet’s 30 boats sank, leaving it 21, the port said.", False),
        ("The law passed by 61 votes to 48, a majority of 11, the clerk said.", True),
        ("The law passed by 61 votes to 48, a majority of 13, the clerk said.", False),
        ("The roof costs 9 million crowns. Alba pays 4 million, Brod 3 million and Cerk the other 3 million, it said.", True),
        ("The roof costs 9 million crowns. Alba pays 4 million, Brod 3 million and Cerk the other 2 million, it said.", False),
        ("The town has 9 churches. Two of the mills stand, and the other 40 do not.", False),
        ("Twelve people died on Monday, the mayor said. Nine were hurt and eight are in hospital.", False),
        ("The river rose 40 centimetres and fell 30, leaving 12 boats on the bank, it said.", False),
        ("Twelve divers went down, the mate said; seven came up at noon and six were lifted.", True),
        ("Twelve divers went down, the mate said; seven came up at noon and five were lifted.", False),
        ("Rent will rise by 30 crowns, from 90 crowns to 110 crowns, the town said.", True),
        ("Rent will rise by 20 crowns, from 90 crowns to 110 crowns, the town said.", False),
        ("“Nine men: four cooks and six clerks,” he said.", False),
        ("The railway took 60 trains more. “I lost 40,” said a driver. Four of the passes may open; the other 13 stay shut, it said.", False),
        ("Alba beat Brod by four wickets, the umpire said. Set 284, they reached 287.", False),
    ],
)  # fmt: skip
def test_parts_and_their_total(said, fires) -> None:
    assert bool(exact("sum-slip", piece(said))) is fires


def test_the_parts_of_a_later_sentence_are_quoted_alone() -> None:
    said = (
        "Ten people drowned, police said. Six were pupils and five were teachers, the school said."
    )
    assert exact("sum-slip", piece(said)) == ["Six were pupils and five were teachers"]
