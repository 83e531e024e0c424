"""Notes of the tests: written at the desk, proposed, back-tested and approved by two people."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from desk.copyflow import backtest, draft_note, hits, notes
from desk.models import BacktestRun, Person, PolicyVersion
from tests.make import NOON, Newsroom

RULE = {
    "key": "no-routine",
    "structured": {
        "kind": "forbid",
        "terms": ["routine strike*"],
        "zones": ["headline", "dek", "body"],
        "unless": ["in-quote"],
    },
    "enforcement": {
        "submit": "advisory",
        "approve": "advisory",
        "publish": "blocking",
        "update": "blocking",
    },
    "message": "No strike is routine.",
    "why": "Somebody ordered it.",
    "fix": "Say what was hit.",
    "must_match": [
        {"headline": "Routine strikes hit the port", "dek": "", "body": "", "links": []},
        {"headline": "", "dek": "", "body": "It was a routine strike, in the end.", "links": []},
    ],
    "must_not_match": [
        {"headline": "The port was hit", "dek": "", "body": "", "links": []},
        {
            "headline": "",
            "dek": "",
            "body": "“A routine strike,” the spokesman called it.",
            "links": [],
            "near_miss": True,
        },
    ],
}
WORDS = "We never call a strike routine."


def data(*rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A note's stored form."""
    return {
        "title": "Nothing is routine",
        "words": WORDS,
        "rationale": "Readers stop seeing.",
        "scope": {},
        "public": [],
        "guidance": [],
        "rules": deepcopy(list(rules or (RULE,))),
        **more,
    }


def draft(room: Newsroom, *rules: dict[str, Any], by: Person | None = None, now: datetime = NOON, **more: Any) -> PolicyVersion:  # fmt: skip
    """A draft by Ida, with everything it needs."""
    who = by or room.ida
    version = draft_note.start_note(
        more.get("title", "Nothing is routine"), desk=None, by=who, now=now
    )
    version.data = data(*rules, **more)
    version.save(update_fields=["data"])
    draft_note.wrote(version, by=who, now=now)
    return version


def back_tested(version: PolicyVersion, *, by: Person, now: datetime = NOON) -> BacktestRun:
    """A finished back-test whose hits somebody has opened."""
    run = backtest.ask(version, by=by, now=now)
    while backtest.work(run.pk, now=now):
        pass
    run.refresh_from_db()
    hits.opened(run, by=by, now=now)
    return run


def in_force(room: Newsroom, *rules: dict[str, Any], now: datetime = NOON, **more: Any) -> PolicyVersion:  # fmt: skip
    """Proposed by Ida, back-tested and approved by Cass: in force, in shadow."""
    version = draft_note.propose_draft(draft(room, *rules, now=now, **more), by=room.ida, now=now)
    back_tested(version, by=room.cass, now=now)
    return notes.approve_note(version, by=room.cass, now=now)
