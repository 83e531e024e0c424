"""Who stands for words quoted from another language."""

import pytest

from desk.policy.checks.cited import who_translated
from desk.policy.types import ItemFacts, SourceFacts
from tests.desk.policy.pieces import exact, piece

SOURCE = SourceFacts("Post", "post")


def item(**more) -> ItemFacts:
    return ItemFacts("1", "Слова", SOURCE, "o", language="uk", **more)


@pytest.mark.parametrize(
    ("given", "told", "asked"),
    [
        ({}, False, "who translated it"),
        ({}, True, ""),
        ({"translator": "Ida"}, False, "Ida translated this"),
        ({"translator": "Ida"}, True, ""),
        ({"by_machine": "Opus"}, True, "Only a machine (Opus)"),
    ],
)
def test_a_person_stands_for_a_quotation(given, told, asked) -> None:
    said = who_translated(item(**given), told=told)
    assert asked in said
    assert bool(said) is bool(asked)


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("Speaking in Pashto, the driver said: “They shout at each other all day.”", True),
        ("“They shout at each other in Pashto,” the driver said.", False),
    ],
)
def test_whose_words_are_in_another_tongue(body, asked) -> None:
    assert bool(exact("translated-quote", piece(body))) is asked
