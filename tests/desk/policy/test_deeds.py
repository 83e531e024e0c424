"""Hard facts that nobody is named for: in a piece that lists nothing, and in one that credits the rest."""

import pytest

from desk.policy.checks.deeds import stands_bare
from tests.desk.policy.pieces import BBC, exact, piece

LONG = " Boats were tied up by dusk, and whoever had a stove lit it. Nobody on the quay slept much, and a dog howled at the lamp until the baker let it in, gave it a crust and sat down beside it with his back to the oven, where it was warm."


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The prosecution asked for nine years on Monday.", True),
        ("The council refused the marina its licence on Monday.", False),
        ("A tanker with nine men aboard went on the rocks off Skerry.", True),
        ("Gunmen held the customs house for three nights.", True),
        ("Raiders on horses took forty sheep last night from the prison farm.", True),
        ("Raiders took forty sheep last night, their owner said.", False),
        ("If the vote was lost on Sunday, the mayor would have gone.", False),
        ("We were across the road when a shell came down at 7.40.", False),
        ("A pothole is a promise that somebody has stopped keeping.", False),
        ("Slice along the stone and wait for an hour.", False),
        ("“I lost nine of them on Monday.”", False),
        ("In 1939 the town was burned by raiders in nine boats.", False),
    ],
)
def test_a_piece_that_lists_nothing(said, fires) -> None:
    facts = piece(said + LONG, headline="Night at Skerry", links=[])
    assert bool(exact("uncited-claim", facts)) is fires


@pytest.mark.parametrize(
    ("paragraph", "bare"),
    [
        ("The armoury was looted at 02:15 and sixty rifles went with the tide.", True),
        ("Four of the nine lock gates have been condemned.", True),
        ("Nine villages were flooded. The rest keep their feet dry.", True),
        ("Nine villages were flooded, the ministry wrote.", False),
        ("Bread is sold on nine days of the month.", False),
        ("The vessel struck at 4.50am with forty sheep on deck.", False),
        ("The bulletin lists nine villages that were flooded.", False),
        ("She had sold eleven sacks.", False),
        ("The town was raided 24 days ago.", False),
        ("Nine villages were flooded. “We swam,” said the priest.", False),
        ("The armoury was looted.", False),
        ("Nine men were killed at 02:15.", False),
        ("We saw the armoury burned at 02:15.", False),
    ],
)
def test_a_paragraph_that_gives_its_deed_to_nobody(paragraph, bare) -> None:
    assert bool(stands_bare(paragraph)) is bare
    body = f"The pier at Skerry is shut, the BBC reported.\n\n{paragraph}\n\nIt rained, the BBC said.{LONG * 2}"
    facts = piece(body, BBC, headline="Night at Skerry", dek="Pier shut")
    assert bool(exact("uncited-claim", facts)) is bare
