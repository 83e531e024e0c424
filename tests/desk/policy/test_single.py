"""A plural of what the piece elsewhere says was one."""

import pytest

from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("headline", "body", "marked"),
    [
        ("Ministry claims cranes burned", "It is the one crane that the ministry names.", ["cranes"]),
        ("Lambs born at Oro", "What she saw was one lamb, a lone birth.", ["Lambs"]),
        ("Fishing boats founder", "A boat turned over at dusk. It was the only one seen that night.", ["boats"]),
        ("Fishing boats founder", "A boat turned over at dusk. Two more boats were lost. The only one found is hers.", []),
        ("Schools open again, all but one", "A single school was shut, the mayor said.", []),
        ("Schools open again", "A single school stayed shut, the mayor said.", []),
        ("Reporters held", "She is the sole journalist in custody.", ["Reporters"]),
        ("Mill fire", "Barges burned at the quay. Theirs was the sole barge in the dock.", ["Barges"]),
        ("Mill fire", "At noon the hospitals were hit. It is the last hospital working in town.", ["the hospitals"]),
        ("Towed off in rubber boats", "A boat lay on the mud. It was the only one in port.", []),
        ("Mill fire", "A single ferry had food. The ferries ran all night.", []),
        ("Clinics bombed", "A health centre burned. It was the only one hit.", ["Clinics"]),
        ("Shrines robbed", "Thieves broke into the shrine of Oro. The two others in the glen were not touched.", ["Shrines"]),
        ("Chapels looted", "Only the old chapel was looted.", []),
        ("Planes skid in snow", "A plane left the runway at Oro. It was the one aircraft involved.", ["Planes"]),
        ("Woman dies as drones hit flats", "She lived alone. A drone came at dusk.", []),
        ("Trains derail", "Two night trains came off at Oro. One train was empty. No other service was affected.", []),
        ("Drones hit port", "A drone swarm came at dusk. Only one drone was shot down.", []),
        ("Mill fire", "Eleven ships lay off Oro. The only tanker among them was empty.", []),
        ("Mill fire", "The one night ferry was full. The ferries ran all day.", []),
    ],
)  # fmt: skip
def test_several_and_the_only_one(headline, body, marked) -> None:
    assert exact("plural-from-one", piece(body, headline=headline)) == marked
