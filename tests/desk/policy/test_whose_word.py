"""Whose word a whole piece stands on: the lede’s credit, the list, and who is named without a link."""

import pytest

from tests.desk.policy.pieces import exact, whole

TASS = "https://tass.com/society/2071833"


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The mill at Rovy has burned down, TASS reported.", [TASS], ["TASS reported"]),
        ("The mill at Rovy has burned down.\n\nTwo men are held, TASS reported.", [TASS], [TASS]),
        ("The mill at Rovy has burned down. TASS had the first picture of it.", [TASS], ["TASS"]),
        ("The mill at Rovy has burned down, TASS reported. A baker told Meduza that it had been shelled.", [TASS, "https://meduza.io/en/news/2026/07/01/mill"], []),
        ("Six dockers were killed at Ras Isa, Al Masirah said.", ["https://english.almasirah.net.ye/post/51822/six-dockers"], ["Al Masirah said"]),
        ("The mill at Rovy has burned down, Meduza reported.", ["https://meduza.io/en/news/2026/07/01/mill"], []),
    ],
)  # fmt: skip
def test_a_lede_on_a_states_word(said, links, marked) -> None:
    assert exact("state-media-only-lead", whole(said, *links)) == marked


PICTURE = "https://pbs.twimg.com/media/G4k2mQdXwAAz91c?format=jpg&name=large"
HAARETZ = "https://www.haaretz.com/west-bank/2026-07-01/ty-article/orchard/00000199-f0a2"


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The orchard was cut down, Haaretz reported. A photograph by B’Tselem shows the stumps.", [HAARETZ, PICTURE], []),
        ("The orchard was cut down, Haaretz reported. Two men were held, B’Tselem said.", [HAARETZ, PICTURE], ["B’Tselem"]),
        ("The engine had stopped, Alarm Phone wrote on X, and ANSA reported that all were ashore.", ["https://x.com/alarm_phone/status/2122027897896031687", "https://www.ansa.it/english/news/2026/07/01/boat_8c2f51e7.html"], []),
    ],
)  # fmt: skip
def test_named_and_not_listed(said, links, marked) -> None:
    assert exact("attributed-but-unlisted", whole(said, *links)) == marked
