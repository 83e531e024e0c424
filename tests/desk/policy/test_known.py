"""What is kept of a block never changes a finding: a warm check equals a cold one, whatever was typed."""

import importlib
import pkgutil
from dataclasses import replace
from functools import _lru_cache_wrapper

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import desk.policy
from desk.policy import asking, known, packs, row
from desk.policy.framing import features
from desk.policy.framing.head import shipped
from desk.policy.review import review
from desk.policy.text import body_sentences, quotes
from desk.policy.types import Block, BlockKind, Stage, ZoneKind, ZoneText
from tests.desk.policy.drafts import edited, facts_of

PACKS = tuple(note for name in packs.names() for note in packs.load(name).notes)
MADE = packs.parse_note(
    "made",
    "Made",
    1,
    {
        "rules": [
            {"key": str(n), "structured": stored, "enforcement": {"publish": "advisory"}}
            for n, stored in enumerate(
                [
                    {"kind": "forbid", "terms": ["homes", "strike*"], "unless": ["in-quote", "attributed"]},
                    {"kind": "prefer", "swap": {"Kiev": "Kyiv", "the Ukraine": "Ukraine"}},
                    {"kind": "require", "when": "killed", "pattern": ["said", "reported"], "within": "sentence±1"},
                    {"kind": "require", "when": "words>5", "pattern": ["unclear"]},
                    {"kind": "attribute", "claim": [r"\b\d+ drones"], "to": "any"},
                    {"kind": "consistent", "either": {"Kiev": "Kyiv"}},
                    {"kind": "limit", "measure": "matches:people", "zone": "body", "max": 1},
                    {"kind": "limit", "measure": "words", "zone": "body", "max": 9},
                    {"kind": "judgement", "checklist": "Whose number?", "cue": ["tide", "@weapons"]},
                    {"kind": "lead", "first": ["people"], "before": ["port", "drones"]},
                ]
            )
        ]
    },
)  # fmt: skip
LISTED = tuple(
    replace(n, rules=tuple(r for r in n.rules if not getattr(r.params, "framing", False)))
    for n in (*PACKS, MADE)
)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SLOWEST = settings(SLOW, max_examples=4)


def forget_all() -> None:
    """Forget every block and whatever else is kept by the words of a text."""
    known.forget()
    features._kept.clear()
    for kept in (shipped().seen.rows, shipped().heard.rows, shipped().scores.kept):
        kept.clear()
    for found in pkgutil.walk_packages(desk.policy.__path__, "desk.policy."):
        for thing in vars(importlib.import_module(found.name)).values():
            if isinstance(thing, _lru_cache_wrapper) and (thing.cache_info().maxsize or 0) >= 1024:
                thing.cache_clear()


def findings(facts, notes, stage=Stage.PUBLISH):
    """Findings less the judge's chance: sums of numbers read together differ in their last digits."""
    return [
        replace(f, evidence={k: v for k, v in f.evidence.items() if k != "score"})
        for f in review(facts, notes, stage).findings
    ]


@SLOW
@given(edited())
def test_a_warm_check_equals_a_cold_one_after_every_edit(steps) -> None:
    warm = [findings(facts, LISTED) for facts in steps]
    for facts, had in zip(steps, warm, strict=True):
        known.forget()
        assert findings(facts, LISTED) == had
    forget_all()
    assert findings(steps[-1], LISTED) == warm[-1]


@SLOW
@given(edited(), edited())
def test_two_pieces_typed_in_turn_are_two_pieces(one, other) -> None:
    turns = [facts for pair in zip(one, other, strict=False) for facts in pair]
    warm = [findings(facts, LISTED) for facts in turns]
    for facts, had in zip(turns, warm, strict=True):
        forget_all()
        assert findings(facts, LISTED) == had


@SLOWEST
@given(edited(), st.none() | st.integers(0, 300))
def test_the_same_with_the_judge_of_framing_wherever_somebody_types(drafts, caret) -> None:
    at = None if caret is None else (ZoneKind.BODY, caret)
    steps = [replace(facts, caret=at) for facts in drafts]
    warm = [findings(facts, PACKS) for facts in steps[:3]]
    for facts, had in zip(steps, warm, strict=False):
        forget_all()
        assert findings(facts, PACKS) == had


@SLOW
@given(edited())
def test_a_rule_that_is_not_asked_would_have_found_nothing(steps) -> None:
    for facts in steps:
        chosen = findings(facts, LISTED)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(asking, "rules", lambda note, _: list(note.rules))
            assert findings(facts, LISTED) == chosen


def test_a_rule_whose_words_stand_nowhere_is_not_asked() -> None:
    asked = [rule.key for rule in asking.rules(MADE, facts_of("Kiev was quiet.", headline="Kiev"))]
    assert asked == ["1", "3", "4", "5", "7", "8"]


def test_an_unchanged_block_is_not_read_again() -> None:
    known.forget()
    read: list[str] = []

    def look(text: str) -> tuple[str, ...]:
        read.append(text)
        return ()

    zone = facts_of("One.\n\nTwo.\n\nThree.").body
    known.scan(zone, look)
    known.scan(facts_of("One.\n\nTwo and a half.\n\nThree.").body, look)
    assert read == ["One.", "Two.", "Three.", "Two and a half."]


def test_what_is_kept_is_bounded_and_the_longest_unused_is_forgotten_first() -> None:
    memory = known.Memory(most=300, longest=60)
    first = memory.of("a" * 40)[0]
    memory.of("b" * 40)
    assert memory.of("a" * 40) == [first]
    memory.of("c" * 40)
    assert memory.characters <= 300
    assert list(memory.blocks) == ["a" * 40, "c" * 40]
    assert memory.of("d" * 61) != memory.of("d" * 61)
    for n in range(3 * row.ANSWERS):
        first.ask(lambda _, n: n, n)
    assert len(first.answers) <= row.ANSWERS


def test_many_tiny_blocks_weigh_more_than_their_letters() -> None:
    memory = known.Memory(most=10_000)
    for n in range(1000):
        memory.of(str(n))
    assert len(memory.blocks) <= 10_000 // known.EACH


def test_a_heading_is_known_and_is_no_prose() -> None:
    text = "Head TK\n\nBody TK."
    blocks = (Block(0, 7, BlockKind.HEADING), Block(9, 17))
    zone = ZoneText(ZoneKind.BODY, text, blocks)
    assert [(s.start, s.end) for s in body_sentences(zone)] == [(9, 17)]
    assert known.each(zone, len) == (7, 8)
    assert [s.start for s in quotes("“a b”\n\n“c d”")] == [0, 7]
