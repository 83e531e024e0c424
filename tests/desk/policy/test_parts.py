"""A block read in parts: what each part says stands where it would in the whole."""

from dataclasses import dataclass

import pytest

from desk.policy.figures.harmed import harms
from desk.policy.figures.quantities import quantities
from desk.policy.figures.tolls import casualty_figures
from desk.policy.hours.clock import hours
from desk.policy.text import by_parts, parts, which
from desk.policy.types import Span


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("One came. Two went.", ["One came.", "Two went."], id="sentences"),
        pytest.param("At 10:20 p.m. HST it rose. Ten fled.", ["At 10:20 p.m. HST it rose.", "Ten fled."], id="an hour and its zone"),
        pytest.param("The U.S. Survey said so.", ["The U.S. Survey said so."], id="a name with stops"),
        pytest.param("It ended at 5 p.m.", ["It ended at 5 p.m."], id="a short form at the end"),
        pytest.param(" One came.\nTwo went", ["One came.", "Two went"], id="lines"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_a_block_in_parts(text: str, said: list[str]) -> None:
    found = parts(text)
    assert [part for _, part in found] == said
    assert all(text.startswith(part, start) for start, part in found)


@dataclass(frozen=True)
class Word:
    """A word and where it stands."""

    said: str
    span: Span

    def moved(self, by: int) -> "Word":
        """The same so many code points on."""
        return Word(self.said, self.span.moved(by))


def test_what_stands_in_a_part_is_moved_to_where_the_part_stands() -> None:
    text = "One came. Two went."

    def first(said: str, letters: int) -> tuple[Word, ...]:
        return (Word(said[:letters], Span(0, letters)),)

    assert by_parts(text, first, 3) == (Word("One", Span(0, 3)), Word("Two", Span(10, 13)))


BLOCK = (
    "Two nurses died at 10:20 p.m. EDT on Monday. The blast, at 9 a.m. in Kyiv, hurt 14 of 30 "
    "pupils. Eleven people were treated for broken bones; nobody was found alive by 4 p.m. on 3 May."
)


@pytest.mark.parametrize("look", [hours, quantities])
def test_by_parts_a_block_says_what_it_says_as_a_whole(look) -> None:
    assert by_parts(BLOCK, look) == look(BLOCK)


def test_a_word_of_harm_elsewhere_in_the_block_lets_a_sentence_be_read() -> None:
    assert [h.harm for h in harms(BLOCK)] == ["killed", "hurt", "hurt"]


@pytest.mark.parametrize(("many", "first"), [("Three", which), ("Four", by_parts)])
def test_one_function_may_be_asked_both_what_it_finds_and_whether(many, first) -> None:
    said = f"{many} people were killed."
    after_an_hour = f"The strike came at 10:20 p.m. {said}"  # a sentence of its own, and no part
    for ask in (first, which, by_parts):
        assert len(ask(after_an_hour, casualty_figures)) == 1
        assert len(ask(said, casualty_figures)) == 1
