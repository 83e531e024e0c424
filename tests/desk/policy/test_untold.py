"""Stories that the desk has given no topic: in the scope of every note, they are asked where its rule is about them."""

from dataclasses import replace

import pytest

from desk.policy.kinds.lead import lead, parse
from tests.desk.policy.test_framing import FORCE, PEOPLE, facts

RULE = parse(
    {
        "kind": "lead",
        "when": "@attack",
        "first": "@civilian_impact",
        "before": ["@weapons", "@military", "@diplomacy"],
        "zones": ["headline", "dek", "sentence:1-3"],
    }
)
VILLA = (
    "Bulgaria’s energy minister resigned on Friday, a day after the weekly Capital reported that his family "
    "owned a villa on the Greek coast which he had not declared. Pavel Draganov told the state news agency BTA "
    "that he had broken no law and was leaving. The villa belonged to his wife’s mother, he said."
)
STRIKE = f"Missiles struck the port overnight. {FORCE} {PEOPLE}"


@pytest.mark.parametrize(
    ("headline", "body", "topics", "asks"),
    [
        pytest.param(
            "Minister resigns over villa that he did not declare",
            VILLA,
            (),
            False,
            id="a villa of no topic",
        ),
        pytest.param(
            "Minister resigns over villa that he did not declare",
            VILLA,
            ("sudan",),
            True,
            id="told to be of a war",
        ),
        pytest.param("Air defence downs 40 drones", STRIKE, (), True, id="a strike of no topic"),
    ],
)
def test_the_lead_of_a_story_is_asked_about(headline, body, topics, asks) -> None:
    piece = replace(facts(headline, body), topics=topics, known=frozenset({"topics"}))
    assert bool(list(lead(piece, RULE))) is asks
