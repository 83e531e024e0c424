"""The packs that ship: few blocking rules, each with its examples; what is exported comes back the same."""

import json

from desk.policy import packs
from desk.policy.types import Enforcement, Stage

HUSHED = (Stage.SUBMIT, Stage.APPROVE)


def test_the_packs_are_those_that_are_promised() -> None:
    assert set(packs.names()) >= {"russia-ukraine", "conflict", "disaster", "sourcing-and-numbers", "house-style"}  # fmt: skip


def test_fewer_than_ten_rules_can_block_and_none_a_hand_over() -> None:
    rules = [r for name in packs.names() for n in packs.load(name).notes for r in n.rules]
    blocking = [r.key for r in rules if Enforcement.BLOCKING in r.enforcement.values()]
    assert 0 < len(blocking) < 10, blocking
    assert all(r.enforcement.get(s) is not Enforcement.BLOCKING for r in rules for s in HUSHED)


def test_a_pack_survives_being_written_and_read(tmp_path) -> None:
    for name in packs.names():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(packs.read(name), ensure_ascii=False), encoding="utf-8")
        again = packs.load(str(file))
        assert (again.notes, again.sources) == (packs.load(name).notes, packs.load(name).sources)
