"""One thing that a piece gives twice: a quantity, an age, a magnitude, how many are named."""

import pytest

from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("headline", "body", "marked"),
    [
        ("Fifteen divers trapped", "Seventeen men were in the bell when the line went, the owner said.", ["Fifteen divers"]),
        ("Seventeen divers trapped", "Seventeen men were in the bell when the line went, the owner said.", []),
        ("Crew of 22 held", "Aboard are nineteen sailors, the owner said.", ["22"]),
        ("Bank lifts rate to 42%", "With the rate at 46 per cent she would sleep, she said.", ["42%"]),
        ("Bank lifts rate to 42%", "The rate goes up from 38 per cent by four points, she said.", []),
        ("Index sheds 1,240 points", "It closed 1,420 points down.", ["1,240 points"]),
        ("Gunmen take 62 pupils", "They led away 26 pupils, the bursar said.", ["62 pupils"]),
        ("Gunmen take 62 pupils", "They led away 36 girls and 26 boys, the bursar said.", []),
        ("Nearly 3,000 run", "The mat counted 2,981 runners.", []),
        ("Orr takes six wickets", "Orr took five wickets on Friday and ten wickets in all.", []),
        ("Road opens", "It cut power to 340 schools. Each of the 430 will be joined up again, it said.", ["430"]),
        ("Road opens", "It cut power to 340 schools and 90 clinics. Each of the 430 will be joined up again.", []),
        ("Road opens", "It sold a loan of 1.3 billion dollars. All $1.8bn of it was new, the ministry said.", ["$1.8bn"]),
        ("Road opens", "Nine acres are hers again. She stood at the gate of her 19-acre prize.", ["19-acre"]),
        ("Firm to buy rival in $3.2 billion deal", "It pays $41 a share, or $2.3 billion with the debt.", ["$3.2 billion"]),
        ("Turnout of 61 percent", "The mayor has 46 percent of the valid votes.", []),
        ("Road opens", "It lost 46 crates at sea. All 64 of the lost boxes stood on one hatch.", ["64 of the lost boxes"]),
        ("Road opens", "Nineteen pupils were on the roof. All 17 children are down.", ["17 children"]),
        ("Road opens", "Nineteen pupils and two cooks were on the roof. All 21 people are down.", []),
        ("88 of 112 drones stopped", "It launched 112 drones in the night, and 78 were shot down or jammed.", ["88 of 112 drones"]),
        ("78 of 112 drones stopped", "It launched 112 drones in the night, and 78 were shot down or jammed.", []),
        ("Nine of 14 seats go to Greens", "The Greens took eight of the 14 seats.", ["Nine of 14 seats"]),
        ("Half of 300 ballots void", "The board counted 300 ballots and voided 150.", []),
        ("Cyclone strips 1,400 roofs", "In the town 1,040 houses lost their roofs.", ["1,400 roofs"]),
        ("Cyclone strips 1,000 roofs", "In the town 1,040 houses lost their roofs.", []),
        ("9" * 400 + " jobs", "It said that 120 posts would go, and " + "7" * 400 + " more.", []),
        ("Council to cut 210 jobs", "It said that 120 posts would go, 30 of them in libraries.", ["210 jobs"]),
        ("Guns down 62 of 74 drones", "It shot down 64 of the 74 drones, the army said.", ["62 of 74 drones"]),
        ("Guns down 64 of 74 drones", "It shot down 64 of the 74 drones, the army said.", []),
        ("Police seize 1.2 tonnes of salt", "It found 2.1 tonnes of salt in a van.", ["1.2 tonnes"]),
        ("Ferry with 86 aboard runs aground", "The ferry, with 68 passengers and crew, ran on to a bank.", ["86"]),
        ("Ferry with 86 aboard runs aground", "The ferry, with 68 passengers and 18 crew, ran on to a bank.", []),
        ("Toll climbs to 11", "It killed nine people, the mayor had said. Two more were found dead.", []),
        ("Eight killed on the road", "Three people died on Monday. On Tuesday a van hit a tree, and police gave the dead as five.", []),
        ("Road opens", "Eleven patients came. His ten surviving patients are in a hall.", []),
        ("Road opens", "He faces forty-two of the forty-three counts.", []),
        ("Road opens", "They weighed the 41-kilogram calf. At 14 kilos it is too light, the vet said.", ["14 kilos"]),
        ("Road opens", "Sixty-one candidates may stand, the clerk said. In 2023 there were 16 candidates.", []),
        ("Road opens", "Oil rose from 14 dollars to 41 dollars.", []),
        ("Road opens", "A nine-year-old girl, Solveig, was pulled out. Solveig, six, was asleep by dark.", ["Solveig, six"]),
        ("Road opens", "Denis Orr, 52, and Michael Orr, 49, denied it.", []),
        ("Road opens", "An earthquake of magnitude 6.1 shook the bay. The 6.7 tremor was shallow.", ["6.7"]),
        ("Road opens", "An earthquake of magnitude 6.1 shook the bay. The 5.2 aftershock was shallow.", []),
        ("Magnitude 6.9 quake shakes bay", "An earthquake of magnitude 6.1 shook the bay.", ["Magnitude 6.9"]),
        ("Road opens", "Three men were charged. They were named as Ola Berg, Tor Lie, Nils Dahl and Per Moe.", ["They were named as Ola Berg, Tor Lie, Nils Dahl and Per Moe."]),
        ("Road opens", "Four men were charged. They were named as Ola Berg, Tor Lie, Nils Dahl and Per Moe.", []),
        ("Quake leaves 14 dead", "It killed 17 people, the mayor said. That of August 2007 killed more than 500 people.", ["14 dead"]),
    ],
)  # fmt: skip
def test_a_thing_that_is_given_otherwise(headline, body, marked) -> None:
    assert exact("number-mismatch", piece(body, headline=headline)) == marked
