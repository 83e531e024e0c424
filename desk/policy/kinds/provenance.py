"""provenance: a built-in check as a rule of a note, with its parameters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from desk.policy.checks import CHECKS
from desk.policy.matching import RuleError
from desk.policy.types import Facts, Finding
from desk.policy.values import record


@record
class ProvenanceParams:
    """Which built-in check, how much slack it gives, from which days it counts."""

    code: str
    tolerance: timedelta | None
    anchors: tuple[tuple[str, str], ...]


def parse(structured: dict[str, Any]) -> ProvenanceParams:
    """The stored form as typed values."""
    code = structured.get("code")
    if code not in CHECKS:
        raise RuleError(f"There is no built-in check called “{code}”.")
    minutes = structured.get("tolerance_min")
    anchors = structured.get("anchors") or {}
    if not isinstance(anchors, dict):
        raise RuleError("“anchors” are names with a date.")
    return ProvenanceParams(
        str(code),
        timedelta(minutes=int(minutes)) if minutes is not None else None,
        tuple(sorted((str(name), str(day)) for name, day in anchors.items())),
    )


def cues(params: ProvenanceParams) -> frozenset[str]:  # noqa: ARG001 - asked of every piece
    """None: a check looks for itself."""
    return frozenset()


def provenance(facts: Facts, params: ProvenanceParams) -> Iterator[Finding]:
    """Run the built-in check with the rule's parameters."""
    extra = dict(facts.extra)
    if params.tolerance is not None:
        extra["tolerance"] = params.tolerance
    if params.anchors:
        extra["anchors"] = {**extra.get("anchors", {}), **dict(params.anchors)}
    yield from CHECKS[params.code].look(replace(facts, extra=extra))
