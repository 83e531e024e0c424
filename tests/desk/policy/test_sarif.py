"""Findings as SARIF 2.1.0 and as W3C selectors.

`SUBSET` says in our words what the published schema asks of the parts we write; `make oracle` asks the schema itself.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from desk.policy import article, cli, packs
from desk.policy.review import review
from desk.policy.sarif import sarif, selectors, zone_text
from desk.policy.types import Stage

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}  # fmt: skip
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT},
    "additionalProperties": False,
}  # fmt: skip
REGION = {
    "type": "object",
    "required": ["charOffset", "charLength"],
    "properties": {
        "charOffset": {"type": "integer", "minimum": -1},
        "charLength": {"type": "integer", "minimum": 0},
        "snippet": TEXT,
    },
    "additionalProperties": False,
}
PLACE = {
    "type": "object",
    "required": ["artifactLocation"],
    "properties": {
        "artifactLocation": {"type": "object", "properties": {"uri": {"type": "string", "format": "uri-reference"}}, "additionalProperties": False},
        "region": REGION,
    },
    "additionalProperties": False,
}  # fmt: skip
RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": {"type": "object", "properties": {"physicalLocation": PLACE}, "additionalProperties": False}},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {"type": "array", "items": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}, "status": {"enum": ["accepted", "underReview", "rejected"]}}}},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}  # fmt: skip
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "rules": {"type": "array", "items": RULE, "uniqueItems": True}},
    "additionalProperties": False,
}  # fmt: skip
RUN = {
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}, "additionalProperties": False},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}  # fmt: skip
SUBSET = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {"$schema": {"type": "string", "format": "uri"}, "version": {"enum": ["2.1.0"]}, "runs": {"type": "array", "items": RUN}},
    "additionalProperties": False,
}  # fmt: skip
DRAFTS = Path(__file__).with_name("fresh-2.jsonl").read_text(encoding="utf-8").splitlines()


def checked(line: str):
    name, facts = article.read_line(line, packs.all_sources(), {})
    return name, facts, review(facts, (), Stage.PUBLISH).findings


def test_every_finding_fits_the_schema_and_its_rule() -> None:
    log = json.loads(json.dumps(sarif([checked(line) for line in DRAFTS[:60]])))
    jsonschema.validate(log, SUBSET)
    run = log["runs"][0]
    assert run["results"]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


@pytest.mark.parametrize("line", DRAFTS[::9], ids=[json.loads(d)["id"] for d in DRAFTS[::9]])
def test_both_selectors_name_the_same_words(line) -> None:
    _, facts, findings = checked(line)
    for finding in findings:
        quote, place = selectors(finding, facts)
        text = zone_text(facts, finding.zone)
        assert text[place["start"] : place["end"]] == quote["exact"] == finding.exact
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_files_become_one_log(tmp_path) -> None:
    draft = tmp_path / "a draft.jsonl"
    draft.write_text(json.dumps({"id": "ä 1", "text": "Two goats.", "links": ["https://t.co/x"]}))
    log = cli.sarif_files([str(draft)], ["sourcing-and-numbers"], Stage.PUBLISH)
    jsonschema.validate(log, SUBSET)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%C3%A4%201#sources"
    assert place["region"]["snippet"]["text"] == "https://t.co/x"


def test_a_broken_note_is_described_as_a_rule_and_not_by_one_piece() -> None:
    line = json.dumps({"id": "n", "text": "Two goats drowned.", "links": ["https://t.me/x/1"], "note": "We lead with Ukrainian sourcing."})  # fmt: skip
    name, facts, findings = checked(line)
    [broken] = [f for f in findings if f.code == "note-not-met"]
    rules = sarif([(name, facts, findings)])["runs"][0]["tool"]["driver"]["rules"]
    [told] = [one for one in rules if one["id"] == "note-not-met"]
    assert told["shortDescription"]["text"].startswith("A sentence that the note prints")
    assert broken.message not in told["shortDescription"]["text"]
