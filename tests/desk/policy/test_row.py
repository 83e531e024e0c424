"""What is asked of a row of blocks is asked of the changed ones, and is what a row read anew would give."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.policy.row import CHANGED, Known, Row, asked, asked_where
from desk.policy.types import Span

LETTERS = {word: Known(word) for word in ("a", "b", "ab a", "c b", "", "ccc", "a\nb")}


def row(words: list[str], *earlier: Row) -> Row:
    """Blocks of these words, a blank line between them."""
    at, blocks = 0, []
    for word in words:
        blocks.append((at, LETTERS[word]))
        at += len(word) + 2
    return Row(tuple(blocks), earlier)


def places(text: str) -> tuple[tuple[str, Span], ...]:
    """Each letter with where it stands."""
    return tuple((m.group(), Span(*m.span())) for m in re.finditer(r"[ab]", text))


def spans(text: str) -> tuple[Span, ...]:
    """Where each b stands."""
    return tuple(Span(*m.span()) for m in re.finditer("b", text))


KEYS = [asked(places), asked(spans), asked_where("ab", places), asked_where("b", spans)]
WORDS = st.lists(st.sampled_from(sorted(LETTERS)), max_size=14)


@given(st.lists(WORDS, min_size=2, max_size=5), st.sets(st.integers(0, 3)))
def test_a_row_that_goes_on_from_another_is_a_row_read_anew(steps, unasked) -> None:
    earlier: list[Row] = []
    for n, words in enumerate(steps):
        going_on, anew = row(words, *earlier[::-1]), row(words)
        for key in (key for k, key in enumerate(KEYS) if n or k not in unasked):
            assert going_on.all(key) == anew.all(key)
            assert going_on.each(key) == anew.each(key)
        earlier.append(going_on)


@pytest.mark.parametrize(
    ("before", "after", "head", "tail", "by"),
    [
        pytest.param(["a", "b", "c b"], ["a", "ccc", "c b"], 1, 1, 2, id="one changed"),
        pytest.param(["a", "b"], ["a", "ccc", "b"], 1, 1, 5, id="one put in"),
        pytest.param(["a", "ccc", "b"], ["a", "b"], 1, 1, -5, id="one taken out"),
        pytest.param(["a", "a"], ["a", "a", "a"], 2, 0, 3, id="the same again"),
        pytest.param(["a", "b"], ["b", "a"], 0, 0, None, id="nothing where it was"),
        pytest.param([], ["a"], 0, 0, None, id="nothing before"),
        pytest.param(["a"], [], 0, 0, None, id="nothing left"),
        pytest.param(["a"], ["a"] + ["b"] * (CHANGED + 1), 0, 0, None, id="too many others"),
    ],
)
def test_what_a_row_shares_with_the_one_before(before, after, head, tail, by) -> None:
    same = row(after, row(before)).before
    assert (same[1:] if same else None) == (None if by is None else (head, tail, by))


def test_only_the_changed_blocks_are_asked() -> None:
    read: list[str] = []

    def look(text: str) -> tuple[()]:
        read.append(text)
        return ()

    first = row(["a", "b", "c b"])
    first.all(asked(look))
    for block in LETTERS.values():
        block.answers.clear()
    row(["a", "ccc", "c b"], first).all(asked(look))
    assert read == ["a", "b", "c b", "ccc"]


def test_no_row_keeps_more_than_the_one_before_it() -> None:
    first = row(["a", "b"])
    second = row(["a", "b", "ccc"], first)
    third = row(["a", "b", "ccc", "a"], second)
    assert third.before is not None
    assert third.before.row is second
    assert second.before is None
