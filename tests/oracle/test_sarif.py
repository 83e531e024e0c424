"""Our SARIF logs against the published schema: NIGHTDESK_SARIF_SCHEMA names a copy of it.

The schema is OASIS's and stands at the address that every log names; the suite itself holds the logs
against what we wrote of it in our own words (`tests/desk/policy/test_sarif.py`).
"""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from desk.policy import cli, packs
from desk.policy.types import Stage

SCHEMA = Path(os.environ.get("NIGHTDESK_SARIF_SCHEMA", "sarif-schema-2.1.0.json"))
DRAFTS = Path(__file__).resolve().parents[1] / "desk" / "policy"


@pytest.mark.skipif(not SCHEMA.is_file(), reason="NIGHTDESK_SARIF_SCHEMA names no file")
@pytest.mark.parametrize("drafts", sorted(DRAFTS.glob("[!r]*.jsonl")), ids=lambda path: path.stem)
def test_every_log_is_valid(drafts: Path) -> None:
    logs = [cli.sarif_files([str(drafts)], packs.names(), stage) for stage in Stage]
    judge = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for log in logs:
        judge.validate(json.loads(json.dumps(log)))
    found = sum(len(run["results"]) for log in logs for run in log["runs"])
    assert found or drafts.stem.startswith("clean")
