"""Findings that say the same of several places, told as one with its places. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desk.policy.types import Finding
from desk.policy.values import record

Group = tuple[Finding, ...]
PLACES = 60  # of one finding: as many as are drawn, and answered in one act


def together(findings: Iterable[Finding]) -> list[Group]:
    """Findings by what they say, in the order of the first of each; what has more places comes again.

    What is answered about its own words stays alone: a question, and what the judge of the lead saw.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(said_of(finding), []).append(finding)
    return [
        tuple(group[at : at + PLACES])
        for group in groups.values()
        for at in range(0, len(group), PLACES)
    ]


def said_of(finding: Finding) -> tuple[object, ...]:
    """All that a card says but the place."""
    own = finding.fingerprint if alone(finding) else ""
    told = (finding.code, finding.note, finding.rule, finding.note_version, finding.message)
    return (
        *told,
        finding.why,
        finding.fix,
        finding.enforcement,
        finding.confidence,
        finding.law,
        own,
    )


def alone(finding: Finding) -> bool:
    """Whether each place wants an answer of its own."""
    evidence = finding.evidence
    return bool(evidence.get("opening") or evidence.get("kind") == "judgement" or not finding.exact)


def sayings(findings: Sequence[Finding], most: int = 3) -> list[str]:
    """What findings say, each message once with how many places, and how many more there are."""
    counts = Counter(finding.message.rstrip(".") for finding in findings)
    told = [f"{said} (in {n} places)." if n > 1 else f"{said}." for said, n in counts.items()]
    left = len(told) - most
    return [*told[:most], f"And {left} more."] if left > 0 else told


@record
class Said:
    """What kept findings say, once: the first words it is said of, and in how many places more."""

    message: str
    quotes: tuple[str, ...]
    more: int


def kept_sayings(rows: Iterable[Mapping[str, Any]], most: int = 3) -> list[Said]:
    """Findings kept as data, each message once with its places."""
    places: dict[str, list[str]] = {}
    for row in rows:
        places.setdefault(row["message"], []).append(row.get("exact", ""))
    return [
        Said(message, quotes := tuple(dict.fromkeys(filter(None, exact)))[:most], len(exact) - len(quotes) if quotes else 0)
        for message, exact in places.items()
    ]  # fmt: skip
