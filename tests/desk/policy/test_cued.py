"""Patterns that are run only where their letters stand: the letters are read off the pattern."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import policy
from desk.policy.cued import Cued

CLEAN = Path(__file__).with_name("clean-d.jsonl")
BODIES = [json.loads(line)["body"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(policy.__path__, "desk.policy.")
    if not found.name.endswith(".cli")
]
CUED = {
    f"{module.__name__.removeprefix('desk.policy.')}.{name}": pattern
    for module in MODULES
    for name, pattern in vars(module).items()
    if isinstance(pattern, Cued)
}


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\b(?:killed|died) in (\w+)", ["died in ", "killed in "]),
        (r"\b(?:kill(?:ed|s)?|dead)\b", ["dead", "kill"]),
        (r"\bborn\b[^.;]{0,60}?\b(?:19|20)\d\d\b", ["born"]),
        (r"\b(?:days?|hours?)\s\d", ["day", "hour"]),
        (r"(?:a|b)+ or (?:the )?sea", [" or sea", " or the sea"]),
        (r"(?=until)\w+", [""]),
        (r"(?:killed|\d+)", [""]),
        (r"(?:killed )?\d+", [""]),
        (r"[Mm]issing", ["Missing", "missing"]),
        (r"don[’']t", ["don't", "don’t"]),
    ],
)
def test_letters_without_which_a_pattern_matches_nothing(pattern, letters) -> None:
    assert sorted(Cued(pattern).letters.wordings) == letters


@pytest.mark.parametrize("pattern", [r"\bKilled\b", r"(?i:KILLED)", r"(?i)killed"])
def test_letters_of_a_pattern_that_ignores_case_are_small(pattern) -> None:
    cued = Cued(pattern, re.IGNORECASE)
    assert cued.letters.wordings == ("killed",)
    for said in ("killed", "KILLED", "\u212aILLED"):  # the last with a Kelvin sign
        assert bool(cued.search(said)) is bool(cued.pattern.search(said))


def test_no_letter_beyond_ascii_is_asked_for_in_any_case() -> None:
    assert Cued("straße", re.IGNORECASE).letters.wordings == ("stra",)


@pytest.mark.parametrize("name", CUED)
def test_finds_what_its_pattern_finds(name) -> None:
    cued = CUED[name]
    for body in BODIES:
        for said in (*body.split("\n"), body.upper(), body.title()):
            spans = [m.span() for m in cued.pattern.finditer(said)]
            assert [m.span() for m in cued.finditer(said)] == spans
            assert bool(cued.search(said)) is bool(spans)


@pytest.mark.parametrize("name", CUED)
@given(st.data())
# What stands round a match is asked of it too, so that much of what is drawn is thrown away.
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_finds_whatever_its_pattern_matches(name, data) -> None:
    cued = CUED[name]
    said = data.draw(st.from_regex(cued.pattern))
    assert cued.search(said)
    assert next(cued.finditer(said))
