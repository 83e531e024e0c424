"""Authorities without a name, in a piece that rests on those who hear nobody."""

import pytest

from tests.desk.policy.pieces import BBC, REUTERS, exact, piece, x_post

BNO = x_post("BNONews", "2026-06-10T02:00:00")
TRACKER = "https://www.marinetraffic.com/en/ais/details/ships/mmsi:1"
TG = "https://t.me/gullrock/20"
WIKI = "https://en.wikipedia.org/wiki/Gull_Rock"


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Harbour inspectors found no leak, and port-state control let her sail.", [TRACKER], False),
        ("Port inspectors insist that she has no leak.", [TRACKER], True),
        ("She will be off by noon, it was predicted by canal officials.", [TRACKER], True),
        ("According to those in charge, nobody was hurt.", [BNO], True),
        ("No berth is lost, the authorities maintain.", [BNO], True),
        ("“Nothing is wrong,” insisted town hall staff.", [WIKI], True),
        ("Nothing is wrong (police).", [WIKI], True),
        ("An admission has come from the army: the gate was left open.", [BNO], True),
        ("From government there came a promise of bread.", [WIKI], True),
        ("The depot was empty, it is maintained at the ministry.", [BNO], True),
        ("Prosecutors swore that the boat would be sold.", ["https://www.google.com/maps/place/Gull"], True),
        ("Nothing is wrong, insists the transport ministry.", [TRACKER], True),
        ("No berth is lost, the authorities maintain.", [REUTERS], False),
        ("No berth is lost, the authorities maintain.", [BNO, BBC], False),
        ("No berth is lost, the authorities maintain.", [BNO, "https://port.gov.uk/notice"], False),
        ("No berth is lost, the authorities maintain, as the governor’s Telegram channel has it.", [BNO], False),
        ("The authorities would not say if a berth is lost.", [BNO], False),
        ("The match officials said yes.", [BNO], False),
        ("Two policemen carried the bell off.", [WIKI], False),
        ("Residents said that no berth was lost.", [BNO], False),
        ("Union officials said that no berth was lost.", [TRACKER], False),
        ("The monument was unveiled by officials.", [WIKI], False),
    ],
)  # fmt: skip
def test_authorities_whom_nobody_heard(said, links, fires) -> None:
    assert bool(exact("officials-without-official", piece(said, *links))) is fires


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Forty boats sank, Reuters reported. Security officials said the gate was open, as BNO News summed it up on X.", [REUTERS, BNO], True),
        ("Forty boats sank, BNO News wrote. Security officials told Reuters the gate was open.", [REUTERS, BNO], False),
        ("Forty boats sank, Reuters reported. The gate was open, a channel wrote.", [REUTERS, TG], False),
    ],
)  # fmt: skip
def test_a_newsroom_beside_does_not_answer_for_what_a_relay_has(said, links, fires) -> None:
    assert bool(exact("officials-without-official", piece(said, *links))) is fires


@pytest.mark.parametrize(
    ("headline", "dek", "link", "marked"),
    [
        ("Gate left open, police admit", "", BNO, ["police admit"]),
        ("Gate left open", "Customs officers blame a clerk", TRACKER, ["Customs officers blame"]),
        ("Gate left open, police admit", "", BBC, []),
        ("Police find gate open", "", BNO, []),
    ],
)
def test_in_a_headline(headline, dek, link, marked) -> None:
    facts = piece("The gate was open.", link, headline=headline, dek=dek)
    assert exact("officials-without-official", facts) == marked
