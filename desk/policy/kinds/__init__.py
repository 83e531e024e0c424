"""The ten kinds of rule: each a parser of its stored form and one pure function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from desk.policy.kinds import (
    attribute,
    consistent,
    forbid,
    judgement,
    lead,
    limit,
    prefer,
    provenance,
    require,
    sourcing,
)
from desk.policy.types import Facts, Finding


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind's name, what it is for, its parameters in words, and its two functions."""

    name: str
    what: str
    parameters: dict[str, str]
    parse: Callable[[dict[str, Any]], Any]
    look: Callable[[Facts, Any], Iterator[Finding]]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "lead",
            "What comes first, zone by zone.",
            {
                "first": "the list that should open",
                "before": "lists it comes before",
                "zones": "",
                "when": "",
            },
            lead.parse,
            lead.lead,
        ),
        Kind(
            "sourcing",
            "Whose word the opening rests on, and how many owners there are.",
            {
                "forbid_first": "a class that may not speak first",
                "forbid_only": "a class that may not stand alone",
                "need_first": "classes one of which speaks first, or the piece says that none has spoken",
                "min_owners": "how many owners",
                "zones": "",
                "when": "",
            },
            sourcing.parse,
            sourcing.sourcing,
        ),
        Kind(
            "forbid",
            "Words that do not stand in our own voice.",
            {"terms": "words, lists or patterns", "unless": "exceptions", "zones": "", "when": ""},
            forbid.parse,
            forbid.forbid,
        ),
        Kind(
            "prefer",
            "The house’s word for another.",
            {"swap": "pairs of words", "unless": "exceptions", "zones": ""},
            prefer.parse,
            prefer.prefer,
        ),
        Kind(
            "require",
            "Words that must stand, where something else stands.",
            {"pattern": "words, lists or patterns", "within": "how near", "zones": "", "when": ""},
            require.parse,
            require.require,
        ),
        Kind(
            "attribute",
            "A claim that only stands with whose word it is.",
            {
                "claim": "a list or pattern",
                "to": "names, or any",
                "within": "how near",
                "zones": "",
                "when": "",
            },
            attribute.parse,
            attribute.attribute,
        ),
        Kind(
            "consistent",
            "One word for one thing, one figure for one count.",
            {
                "either": "pairs that do not stand together",
                "numbers": "a list of figures",
                "zones": "",
            },
            consistent.parse,
            consistent.consistent,
        ),
        Kind(
            "limit",
            "How long, how many.",
            {"measure": "chars, words, links or matches:", "min": "", "max": "", "zone": ""},
            limit.parse,
            limit.limit,
        ),
        Kind(
            "provenance",
            "A built-in check, with its parameters.",
            {
                "code": "the check",
                "tolerance_min": "minutes of slack",
                "anchors": "days to count from",
            },
            provenance.parse,
            provenance.provenance,
        ),
        Kind(
            "judgement",
            "A question that a named person answers.",
            {"checklist": "the question", "cue": "words at which it is asked", "zones": ""},
            judgement.parse,
            judgement.judgement,
        ),
    )
}
