"""Entries of a log: whose figures they are is said once, by a name, an account or the line above them."""

import pytest

from desk.policy.sources.attribution import answered_for
from tests.desk.policy.pieces import BBC, exact, piece, whole, x_post

SINAPRED = "https://www.sinapred.gob.ni/boletin-4"


@pytest.mark.parametrize(
    ("said", "owned"),
    [
        ("The clinic’s count at 14:30: 3 children hurt.", True),
        ("The coastguard's tally: 12 dead.", True),
        ("07:10 - the island's relief office, DGRI, on X (@dgri_isla): 4 dead.", True),
        ("The council on Telegram: two dead.", True),
        ("Both from COGEPAR.", True),
        ("The dead, COGEPAR, 09:00:", True),
        ("11 hurt in the port, no deaths, via ANSA.", True),
        ("COGEPAR again: 9 dead.", True),
        ("10:05 - Civil Protection: 19 hurt.", True),
        ("They named him at the font.", False),
        ("Both of them died on the road.", False),
        ("Convoy via US routes: 5 dead.", False),
        ("On the road to Telegram Hill: two dead.", False),
        ("The street names are new, and two died.", False),
    ],
)
def test_whose_word_an_entry_gives(said, owned) -> None:
    assert answered_for(said) is owned


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("02:20 - Sinapred: 2 dead, 5 hurt.", []),
        ("02:20 - Managua: 2 dead, 5 hurt.", ["2 dead, 5 hurt"]),
        ("The losses, by the bulletin of noon:\n\n21 dead. Missing 8. Hurt 77.", []),
        ("The losses of the night.\n\n21 dead. Missing 8. Hurt 77.", ["21 dead", "Hurt 77"]),
    ],
)  # fmt: skip
def test_the_dead_of_an_entry(body, found) -> None:
    assert exact("unattributed-casualties", piece(body, SINAPRED, BBC)) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("A second lorry hits the gate at 11:50 and cuts the cable.", ["A second lorry hits the gate at 11:50 and cuts the cable"]),
        ("The mole collapses and takes 2 cranes with it.", ["The mole collapses and takes 2 cranes with it"]),
        ("The mole collapses and takes 2 cranes with it, the BBC says.", []),
        ("Hit: 23 houses. 2 cranes.", []),
        ("11:50 - the mole collapses and takes 2 cranes with it.", []),
        ("The parapet falls on two cars.", ["The parapet falls on two cars"]),
        ("More than 900 families flee over the ridge by night.", ["More than 900 families flee over the ridge by night"]),
        ("The new fee hits the poorest 20 percent.", []),
        ("The rate falls in June, and 14 banks follow.", []),
        ("The light falls on the square.", []),
    ],
)  # fmt: skip
def test_what_happens_in_a_paragraph_of_nobody(told, found) -> None:
    body = f"The port was shut on Monday, the BBC said.\n\n{told}\n\nBoats wait in the roads, the BBC said."
    assert exact("uncited-claim", whole(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The nurses at MSF tell the BBC they have 29 wounded. MSF tells the BBC that 11 need surgery.", []),
        ("Jeune Afrique has the contract to carry its mail.", []),
        ("Jeune Afrique has the largest newsroom in town.", []),
        ("DeepState moves the line west of the village.", ["DeepState"]),
        ("The Mainichi, whose reporter had been shut out by a driver whom she knew from her school, counted a hundred people.", ["Mainichi"]),
        ("Ayin Network talked to a bank about a loan.", []),
        ("The wage talks to be held at Jeune Afrique stand still.", []),
    ],
)  # fmt: skip
def test_houses_that_tell_today(body, found) -> None:
    assert exact("attributed-but-unlisted", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "at", "found"),
    [
        # The post is of 18:40 in Kyiv.
        ("19:20 - impact. @sumy_frames (X) has it on a dashcam.", "2026-06-10T15:40:00", ["19:20"]),
        ("19:20 (16:20 UTC) - impact. @sumy_frames (X) has it on a dashcam.", "2026-06-10T15:40:00", ["19:20"]),
        ("18:35 - impact. @sumy_frames (X) has it on a dashcam.", "2026-06-10T15:40:00", []),
        ("@sumy_frames (X) goes out again at 19:20 with two boats.", "2026-06-10T15:40:00", []),
        ("@sumy_frames answers us at 19:20: “thanks”.", "2026-06-10T15:40:00", []),
    ],
)  # fmt: skip
def test_a_picture_of_an_account_as_it_is_written(body, at, found) -> None:
    links = (x_post("sumy_frames", at), "https://x.com/SumyCouncil", BBC)
    facts = piece(
        f"All times Kyiv.\n\n{body}", *links, place="Kyiv", published_at="2026-06-10T20:00:00Z"
    )
    assert exact("time-contradiction", facts) == found


def test_one_late_post_at_two_addresses_is_told_once() -> None:
    one = x_post("sumy_frames", "2026-06-10T20:15:00")
    facts = piece(
        "The boat was brought in, the BBC said.", one, one.replace("x.com", "mobile.twitter.com")
    )
    assert exact("time-contradiction", facts) == [one]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://t.me/gazetka_net/1412", []),
        ("https://t.me/gazetkanetz/1412", ["https://t.me/gazetkanetz/1412"]),
        ("http://10.0.4.20/wires/ansa/991", []),
    ],
)
def test_what_a_piece_rests_on(link, found) -> None:
    body = "The alert was lifted at nine, the channel Gazetka said. The BBC said that the play went on."
    assert exact("orphan-link", whole(body, link, BBC)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("17:00 / 17:30 - quiet for 2 hours, the BBC says.", []),
        ("17:00 to 17:30 - quiet for 2 hours, the BBC says.", ["2 hours"]),
    ],
)
def test_two_clocks_with_a_stroke_are_one_moment(body, found) -> None:
    assert exact("elapsed-time-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Oldest: a pilot from the coast, 51, born in 1975. He turns 15 in a year, the BBC says.",
            [],
        ),
        ("Of the clerks 15 are from the coast, the BBC says.", ["51"]),
    ],
)
def test_an_age_below_bears_out_a_figure_above(body, found) -> None:
    top = {"headline": "The exchange of the clerks", "dek": "Oldest 51, youngest 20."}
    assert exact("number-mismatch", whole(body, **top)) == found
