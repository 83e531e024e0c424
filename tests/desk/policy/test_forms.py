"""The form of each kind: fields, schema, what is wrong, and from the browser's lines and back."""

import json
from pathlib import Path

import jsonschema
import pytest

from desk.policy import packs
from desk.policy.kinds import KINDS
from desk.policy.kinds.examples import EXAMPLES
from desk.policy.kinds.fields import FIELDS, fields, schema
from desk.policy.kinds.forms import from_form, problems, to_form
from desk.policy.rules import RuleError, parse_rule

SHOWN = Path(__file__).resolve().parents[4] / "shared" / "examples" / "policy-rules.jsonl"
STORED = [r["structured"] for name in packs.names() for n in packs.read(name)["notes"] for r in n["rules"]]  # fmt: skip
if SHOWN.exists():
    STORED += [json.loads(line)["structured"] for line in SHOWN.read_text().splitlines()]


def test_every_kind_has_a_form_and_a_schema() -> None:
    assert set(FIELDS) == set(KINDS)
    for kind in KINDS:
        jsonschema.Draft202012Validator.check_schema(schema(kind))
        assert all(set(one) == {"name", "label", "help", "type", "required", "choices"} for one in fields(kind))  # fmt: skip
        json.dumps(fields(kind))


@pytest.mark.parametrize("stored", STORED, ids=[f"{n}-{s['kind']}" for n, s in enumerate(STORED)])  # fmt: skip
def test_stored_rules_fit_their_schema_and_survive_the_form(stored) -> None:
    jsonschema.validate(stored, schema(stored["kind"]))
    assert problems(stored) == []
    typed = from_form(stored["kind"], to_form(stored))
    assert problems(typed) == []
    assert parse_rule("r", typed).params == parse_rule("r", stored).params


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        pytest.param({"kind": "forbid"}, "“terms” is needed", id="nothing"),
        pytest.param({"kind": "forbid", "terms": []}, "“terms” is wrong", id="empty list"),
        pytest.param({"kind": "forbid", "terms": ["x"], "unles": ["in-quote"]}, "has no “unles”", id="misspelt"),
        pytest.param({"kind": "prefer", "swap": ["Kiev"]}, "“swap” is wrong", id="no pairs"),
        pytest.param({"kind": "prefer", "swap": {"Kiev": ""}}, "“swap” is wrong", id="half a pair"),
        pytest.param({"kind": "limit", "measure": "words", "max": "many"}, "“max” is wrong", id="no number"),
        pytest.param({"kind": "limit", "measure": "words", "max": -1}, "“max” is wrong", id="below nought"),
        pytest.param({"kind": "require", "pattern": "x", "within": "a mile"}, "“within” is wrong", id="distance"),
        pytest.param({"kind": "provenance", "code": "date-slip", "anchors": {"war": "spring"}}, "“anchors” is wrong", id="no day"),
        pytest.param({"kind": "lead", "first": 3}, "“first” is wrong", id="no words"),
        pytest.param({"kind": "forbid", "terms": "x", "until": "soon"}, "“until” is an hour", id="until"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(stored, says) -> None:
    with pytest.raises(RuleError, match=says):
        parse_rule("r", stored)
    if "until" not in stored:
        assert not jsonschema.Draft202012Validator(
            schema(stored["kind"]), format_checker=jsonschema.FormatChecker()
        ).is_valid(stored)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_worked_example_of_a_kind_runs_as_it_is_printed(kind) -> None:
    stored, fires, passes = EXAMPLES[kind]
    jsonschema.validate(stored, schema(kind))
    rule = parse_rule("r", stored)
    for body, wanted in ((fires, True), (passes, False)):
        facts = packs.draft_facts({"body": body}, packs.all_sources(), {})
        assert any(True for _ in KINDS[kind].look(facts, rule.params)) is wanted
