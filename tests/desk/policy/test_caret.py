"""The sentence that is being typed: which it is, and that its sense is read when the keys rest."""

from dataclasses import replace

import pytest

from desk.policy.framing import features
from desk.policy.framing.judge import findings
from desk.policy.text import at_caret, cut
from desk.policy.types import Facts, ZoneKind
from tests.desk.policy.test_framing import ASKED, FORCE, PEOPLE, facts


@pytest.mark.parametrize(
    ("offset", "typed"),
    [
        pytest.param(0, "One came.", id="at its beginning"),
        pytest.param(4, "One came.", id="within it"),
        pytest.param(9, "One came.", id="behind its full stop"),
        pytest.param(10, "Two went.", id="before the next"),
        pytest.param(19, "Two went.", id="at the end of a paragraph"),
        pytest.param(20, None, id="on an empty line"),
        pytest.param(27, "Three.", id="at the end of the text"),
        pytest.param(99, "Three.", id="beyond a text that has become shorter"),
    ],
)
def test_the_sentence_at_the_caret(offset: int, typed: str | None) -> None:
    text = "One came. Two went.\n\nThree."
    span = at_caret(text, offset)
    assert (span and cut(text, span)) == typed


def typing(piece: Facts, words: str) -> Facts:
    """The same with the caret behind some words of the body."""
    return replace(piece, caret=(ZoneKind.BODY, piece.body.text.index(words) + len(words)))


def test_its_sense_is_read_when_the_keys_rest() -> None:
    begun = "Two nurses of the children's ward were carried out al"
    whole = "The command said that nine launchers had been destroyed on the eastern bank."
    piece = facts("Missiles hit Odesa overnight", f"{whole} {begun}")
    list(findings(typing(piece, begun), ASKED))
    assert whole in features._kept
    assert begun not in features._kept
    list(findings(piece, ASKED))
    assert begun in features._kept


def test_what_is_told_of_the_rest_stays() -> None:
    """Words typed below change nothing of what stands above, nor does what was said go at every key."""
    piece = facts("Air defence downs 40 of 51 drones", f"{FORCE} {PEOPLE} The road is cl")
    still, rest = typing(piece, "is cl"), piece
    told = [[(f.zone, f.exact, f.enforcement) for f in findings(one, ASKED)] for one in (still, rest)]  # fmt: skip
    assert told[0] == told[1]
    assert {zone for zone, *_ in told[0]} == {ZoneKind.HEADLINE, ZoneKind.BODY}


def test_a_sentence_being_typed_is_offered_when_it_is_finished() -> None:
    below = " ".join(f"The road to the port stayed shut for hour {n}." for n in range(6))
    piece = facts("Air defence downs 40 of 51 drones", f"{FORCE} {below} {PEOPLE}")
    assert any(PEOPLE in f.fix for f in findings(piece, ASKED))
    assert not any(PEOPLE in f.fix for f in findings(typing(piece, PEOPLE), ASKED))
