"""The lead in hands that their judge never saw: a head made of seven hands reads two others.

`head-without-j-k.json` is made with `python -m desk.policy.framing.train --without J,K PATH`. Where
what is read of a sentence changes it no longer fits, and is made again.
"""

import json
from functools import lru_cache
from pathlib import Path

import pytest

from desk.policy.framing import measure, train
from desk.policy.framing.head import Head, unpacked

PATH = Path(__file__).with_name("head-without-j-k.json")


@lru_cache(maxsize=1)
def head() -> Head:
    return unpacked(json.loads(PATH.read_text(encoding="utf-8")))


def test_the_head_is_of_this_kind_and_has_not_seen_them() -> None:
    assert head().fits
    assert {"J", "K"}.isdisjoint(json.loads(PATH.read_text(encoding="utf-8"))["hands"])


@pytest.mark.parametrize("name", ["J", "K"])
def test_the_lead_in_a_hand_its_judge_never_saw(name: str) -> None:
    tallies = measure.tallied(train.read(train.HERE / f"openings-{name.lower()}.jsonl"), head())
    every = measure.together([tallies])["all"]
    assert every.precision >= 0.85
    assert every.recall >= 0.9
    assert every.sure_precision >= 0.97
    assert tallies["headline"].recall >= 0.9
    assert tallies["body"].recall >= 0.9
