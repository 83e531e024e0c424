"""What is not asked would have found nothing: letters that functions are marked with, patterns in small letters."""

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desk.policy
from desk.policy.cued import Cued
from desk.policy.text import parts

HERE = Path(__file__).parent


def things() -> Iterator[tuple[str, Any]]:
    """Everything that the modules of policy hold by name."""
    for found in pkgutil.walk_packages(desk.policy.__path__, "desk.policy."):
        module = importlib.import_module(found.name)
        yield from ((f"{found.name}.{name}", one) for name, one in vars(module).items())


CUED = {name: one for name, one in things() if isinstance(one, Cued)}
MARKED = {
    name: one
    for name, one in things()
    if callable(one) and hasattr(one, "needs") and len(inspect.signature(one).parameters) == 1
}


@cache
def paragraphs() -> tuple[str, ...]:
    """Every paragraph and sentence of the drafts that the repository carries."""
    found: dict[str, None] = {}
    for file in sorted(HERE.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for block in str(json.loads(line).get("body", "")).split("\n\n"):
                found[block] = None
                found.update(dict.fromkeys(said for _, said in parts(block)))
    return tuple(found)


def test_there_are_many() -> None:
    assert len(CUED) > 100
    assert len(MARKED) > 20
    assert len(paragraphs()) > 10_000


@pytest.mark.parametrize("name", MARKED)
def test_a_function_finds_nothing_without_its_letters(name) -> None:
    look = MARKED[name]
    without = [said for said in paragraphs() if not look.needs.stand_in(said)]
    assert without
    assert [said for said in without[::7] if look(said)] == []


def span(m: re.Match[str] | None) -> tuple[int, int] | None:
    return m.span() if m else None


@pytest.mark.parametrize("name", [name for name, one in CUED.items() if one.folds])
def test_small_letters_hide_no_match(name) -> None:
    cued = CUED[name]
    likely = [said for said in paragraphs()[::5] if cued.letters.stand_in(said)]
    assert [s for s in likely if span(cued.search(s)) != span(cued.pattern.search(s))] == []


@pytest.mark.parametrize("name", [name for name, one in CUED.items() if one.folds])
@given(st.data())
@settings(max_examples=8, deadline=None)
def test_small_letters_find_whatever_the_pattern_does(name, data) -> None:
    said = data.draw(st.from_regex(CUED[name].pattern))
    assert span(CUED[name].search(said)) == span(CUED[name].pattern.search(said))
