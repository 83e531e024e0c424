"""A rule through its form and back: nothing is lost, and what is wrong stands at its field. Pure."""

import pytest

from desk.noteform import rule as form
from desk.policy import packs
from desk.policy.kinds import KINDS
from desk.policy.rules import parse_rule

RULES = [
    pytest.param(raw, id=f"{name}: {raw['key']}")
    for name in packs.names()
    for note in packs.read(name)["notes"]
    for raw in note["rules"]
]


def sent(rule):
    """The form as a browser sends it when nothing was changed."""
    fields = [*form.kind_fields(rule, None, {}), *form.word_fields(rule, None), *form.stage_fields(rule, None)]  # fmt: skip
    out = {f.name: [f.value] for f in fields if f.type != "tick" or f.chosen}
    for row in form.example_rows(rule, None):
        for name in ("list", "headline", "dek", "body", "links", "intended"):
            out[f"{name}-{row.at}"] = [getattr(row, name)]
        if row.near_miss:
            out[f"near-{row.at}"] = ["on"]
    return out


@pytest.mark.parametrize("raw", RULES)
def test_a_form_that_nobody_touched_gives_the_same_rule(raw) -> None:
    read, errors, _ = form.read_rule(raw, sent(raw))
    assert errors == {}
    assert parse_rule(raw["key"], read["structured"], read).params == parse_rule(raw["key"], raw["structured"], raw).params  # fmt: skip
    assert [len(read[name]) for name in ("must_match", "must_not_match")] == [
        len(raw[name]) for name in ("must_match", "must_not_match")
    ]
    assert read.get("message", "") == raw.get("message", "")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_of_each_kind_says_what_is_needed(kind) -> None:
    rule = {"key": "x", "structured": {"kind": kind}}
    _, errors, _ = form.read_rule(rule, {})
    assert errors
    names = {field.name for field in form.kind_fields(rule, None, {})}
    assert set(errors) <= names
    shown = form.kind_fields(rule, {}, errors)
    assert any(field.wrong for field in shown)


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("forbid", {"terms": "(open"}, "terms"),
        ("forbid", {"terms": "a", "zones": "attic"}, "zones"),
        ("forbid", {"terms": "a", "when": "wrods>3"}, "when"),
        ("require", {"pattern": "a", "within": "a mile"}, "within"),
        ("limit", {"measure": "words", "max": "many"}, "max"),
        ("limit", {"measure": "smells", "max": "3"}, "measure"),
        ("prefer", {"swap": "Kiev"}, "swap"),
        ("provenance", {"code": "nothing-like-it"}, "code"),
        ("provenance", {"code": "date-slip", "anchors": "invasion = long ago"}, "anchors"),
    ],
)
def test_what_cannot_be_read_stands_at_its_field(kind, typed, field) -> None:
    rule = {"key": "x", "structured": {"kind": kind}}
    _, errors, _ = form.read_rule(rule, {k: [v] for k, v in typed.items()})
    assert set(errors) == {field}
    assert errors[field]


def test_examples_keep_their_place_in_the_form() -> None:
    rule = {"key": "x", "structured": {"kind": "forbid", "terms": "a"}}
    typed = {
        "terms": ["a"],
        "list-0": ["must_not_match"], "headline-0": ["one"], "near-0": ["on"],
        "list-1": ["must_match"], "body-1": ["two"], "near-1": ["on"],
        "list-2": ["out"], "body-2": ["three"],
        "list-3": ["must_match"],
        "list-9": ["must_not_match"], "body-9": ["four"], "links-9": ["https://a.example/1\nhttps://a.example/2"],
    }  # fmt: skip
    read, _, where = form.read_rule(rule, typed)
    assert where == {("must_not_match", 0): 0, ("must_match", 0): 1, ("must_not_match", 1): 9}
    assert read["must_not_match"][0]["near_miss"]
    assert "near_miss" not in read["must_match"][0]
    assert read["must_not_match"][1]["links"] == ["https://a.example/1", "https://a.example/2"]
    assert [row.at for row in form.example_rows(rule, typed)] == [0, 1, 2, 3, 9, 10]
