"""The ten kinds of rule: each a parser of its stored form and one pure function."""

from collections.abc import Callable, Iterator
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
from desk.policy.values import record


@record
class Kind:
    """A kind's name, what it is for, and its functions; its fields are in `kinds.fields`.

    `cues` gives letters without which a rule says nothing: where none of them stands in a piece it is
    not asked (`desk.policy.asking`). Empty where it is about every piece.
    """

    name: str
    what: str
    parse: Callable[[dict[str, Any]], Any]
    look: Callable[[Facts, Any], Iterator[Finding]]
    cues: Callable[[Any], frozenset[str]]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "lead",
            "What comes first, zone by zone.",
            lead.parse,
            lead.lead,
            lead.cues,
        ),
        Kind(
            "sourcing",
            "Whose word the opening rests on, and how many owners there are.",
            sourcing.parse,
            sourcing.sourcing,
            sourcing.cues,
        ),
        Kind(
            "forbid",
            "Words that do not stand in our own voice.",
            forbid.parse,
            forbid.forbid,
            forbid.cues,
        ),
        Kind(
            "prefer",
            "The house’s word for another.",
            prefer.parse,
            prefer.prefer,
            prefer.cues,
        ),
        Kind(
            "require",
            "Words that must stand, where something else stands.",
            require.parse,
            require.require,
            require.cues,
        ),
        Kind(
            "attribute",
            "A claim that only stands with whose word it is.",
            attribute.parse,
            attribute.attribute,
            attribute.cues,
        ),
        Kind(
            "consistent",
            "One word for one thing, one figure for one count.",
            consistent.parse,
            consistent.consistent,
            consistent.cues,
        ),
        Kind(
            "limit",
            "How long, how many.",
            limit.parse,
            limit.limit,
            limit.cues,
        ),
        Kind(
            "provenance",
            "A built-in check, with its parameters.",
            provenance.parse,
            provenance.provenance,
            provenance.cues,
        ),
        Kind(
            "judgement",
            "A question that a named person answers.",
            judgement.parse,
            judgement.judgement,
            judgement.cues,
        ),
    )
}
