"""Half a character, which JSON can hold and nothing can store: its line is told as unreadable, the rest go on."""

import json

import pytest

from desk.copyflow import pack_file
from desk.errors import Unsound
from desk.policy import article, cli
from desk.policy.types import Stage


@pytest.mark.parametrize("field", ["id", "headline", "body", "links"])
def test_a_draft_with_half_a_character_is_an_unreadable_line(tmp_path, field: str) -> None:
    half = {"id": "one", "headline": "Quiet", "body": "Rain fell.", field: "x \ud800 y"}
    file = tmp_path / "drafts.jsonl"
    file.write_text(f'{json.dumps(half)}\n{{"id": "two", "body": "Rain \\ud83c\\udf27 fell."}}\n')
    first, second = cli.check_files([str(file)], [], Stage.PUBLISH)
    assert "error" in first
    assert second == {"id": "two", "findings": []}


def test_so_is_a_rule_and_a_pack(tmp_path) -> None:
    rule = {"id": "r", "structured": {"kind": "forbid", "terms": ["\udfff"]}}
    file = tmp_path / "rules.jsonl"
    file.write_text(json.dumps(rule))
    assert [line["state"] for line in cli.test_rules(str(file))] == ["failed"]
    with pytest.raises(Unsound, match="cannot be read"):
        pack_file.read(json.dumps({"name": "x", "notes": [{"slug": "\ud800"}]}).encode())


def test_a_whole_one_is_read() -> None:
    assert article.load('"\\ud83c\\udf27"') == "🌧"
