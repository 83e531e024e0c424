"""What `test_rules` tells a person at a terminal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def told(tmp_path, words: str) -> str:
    """What it prints of a file; it ends with 1 where a rule failed."""
    file = tmp_path / "rules.jsonl"
    file.write_text(words, encoding="utf-8")
    said = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("test_rules", str(file), stdout=said)
    assert end.value.code == 1
    return said.getvalue().strip()


@pytest.mark.parametrize("words", ['{"a":', "[]", '"x"', '{"id": "n"}'])
def test_a_line_that_is_no_rule_is_told_as_such(tmp_path, words) -> None:
    said = told(tmp_path, words)
    assert said.startswith("failed: This line is not a rule")
    assert "None" not in said


def test_a_rule_that_failed_names_the_drafts_that_came_out_wrong(tmp_path) -> None:
    rule = {
        "id": "no-tram",
        "kind": "forbid",
        "structured": {"kind": "forbid", "terms": ["tram"]},
        "must_match": [{"body": "A tram."}, {"body": "A bus."}],
        "must_not_match": [{"body": "It was there."}, {"body": "The tram."}],
    }
    said = told(tmp_path, json.dumps(rule))
    assert said == "no-tram forbid: failed: must_match 2 does not fire; must_not_match 2 fires"


def test_a_file_that_is_not_there_is_bad_use(tmp_path) -> None:
    with pytest.raises(CommandError, match="cannot be read: no such file") as wrong:
        call_command("test_rules", str(tmp_path / "none"))
    assert wrong.value.returncode == 2
