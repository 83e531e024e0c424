"""One worked example of each kind for the documentation: a rule, words at which it fires, words that pass. Pure."""

from typing import Any

EXAMPLES: dict[str, tuple[dict[str, Any], str, str]] = {
    "lead": (
        {"kind": "lead", "first": "@people", "before": ["@prices"], "zones": ["sentence:1-2"]},
        "Oil prices rose on Monday. Residents fled the port.",
        "Residents fled the port on Monday as oil prices rose.",
    ),
    "sourcing": (
        {"kind": "sourcing", "zone": "sentence:1-2", "forbid_first": "class:aggregator"},
        "BRICS News reported a blast. Reuters said so too.",
        "Reuters reported a blast. BRICS News said so too.",
    ),
    "forbid": (
        {"kind": "forbid", "terms": ["slam*"], "unless": ["in-quote"]},
        "The minister slammed the bill.",
        "“They slammed it”, she said.",
    ),
    "prefer": (
        {"kind": "prefer", "swap": {"Bombay": "Mumbai"}, "unless": ["Bombay High Court"]},
        "Trains from Bombay stood still.",
        "The Bombay High Court sat.",
    ),
    "require": (
        {"kind": "require", "when": "leaked", "pattern": ["verif\\w*"], "within": "2 sentences"},
        "A leaked memo names him. It is four pages long.",
        "A leaked memo names him. We verified it with two clerks.",
    ),
    "attribute": (
        {"kind": "attribute", "claim": "@death_toll", "to": "any", "within": "sentence±1"},
        "Nine people were killed. It was noon.",
        "Nine people were killed. The hospital’s director said so by telephone.",
    ),
    "consistent": (
        {"kind": "consistent", "either": {"migrants": "refugees"}},
        "The migrants waited. Then the refugees were let in.",
        "The refugees waited and were let in.",
    ),
    "limit": (
        {"kind": "limit", "measure": "matches:\\?", "zone": "body", "max": 1},
        "Why? Who knows? Who asks?",
        "Why? Because it rained.",
    ),
    "provenance": (
        {"kind": "provenance", "code": "date-slip"},
        "On Monday, 1 July 2026, it rained.",
        "On Wednesday, 1 July 2026, it rained.",
    ),
    "judgement": (
        {"kind": "judgement", "checklist": "Did we ask the family?", "cue": ["funeral"]},
        "The funeral is on Friday.",
        "The hearing is on Friday.",
    ),
}
