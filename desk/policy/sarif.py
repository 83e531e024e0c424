"""Findings as SARIF 2.1.0, and each finding's place as W3C text selectors. Pure.

Zones are artifacts of their own (`headline`, `dek`, `body` …), since offsets count in a zone's text; a
region's `charOffset` and `charLength` are code points. Shadow is kind `informational`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from desk.policy.checks import CHECKS
from desk.policy.printed import CODE, WHAT
from desk.policy.types import Enforcement, Facts, Finding, ZoneKind

Json = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL = {
    Enforcement.BLOCKING: "error",
    Enforcement.ADVISORY: "warning",
    Enforcement.SHADOW: "none",
}
AROUND = 32


def zone_text(facts: Facts, zone: ZoneKind) -> str:
    """The text that a zone's offsets count in; for sources, the links as written, one a line."""
    found = facts.zone(zone)
    if found:
        return found.text
    if zone is ZoneKind.SOURCES:
        return "\n".join(link.href for link in facts.links)
    return "\n".join(facts.images) if zone is ZoneKind.MEDIA else ""


def selectors(finding: Finding, facts: Facts) -> list[Json]:
    """Where a finding stands, by its words and by its offsets (W3C Web Annotation)."""
    if not finding.exact:
        return []
    text = zone_text(facts, finding.zone)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": finding.exact,
            "prefix": text[max(0, finding.start - AROUND) : finding.start],
            "suffix": text[finding.end : finding.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": finding.start, "end": finding.end},
    ]


def sarif(pieces: Iterable[tuple[str, Facts, Sequence[Finding]]]) -> Json:
    """One run over pieces, each with the name it is reported under, its facts and its findings."""
    rules: dict[str, Json] = {}
    results: list[Json] = []
    for name, facts, findings in pieces:
        for finding in findings:
            rules.setdefault(finding.code, rule(finding))
            index = list(rules).index(finding.code)
            results.append(result(name, facts, finding, index))
    driver = {"name": "Nightdesk", "rules": list(rules.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rule(finding: Finding) -> Json:
    """What a code stands for."""
    check = CHECKS.get(finding.code)
    out: Json = {"id": finding.code}
    words = check.what if check else WHAT if finding.code == CODE else finding.message
    out["shortDescription"] = {"text": words or finding.code}
    if finding.why:
        out["fullDescription"] = {"text": finding.why}
    if finding.fix:
        out["help"] = {"text": finding.fix}
    return out


def result(name: str, facts: Facts, finding: Finding, index: int) -> Json:
    """One finding with its place, its note and its fingerprint."""
    place: Json = {"artifactLocation": {"uri": f"{quoted(name)}#{finding.zone.value}"}}
    if finding.exact:
        place["region"] = {
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
            "snippet": {"text": finding.exact},
        }
    out: Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVEL[finding.enforcement],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"nightdesk/v1": finding.fingerprint},
        "properties": {
            "zone": finding.zone.value,
            "enforcement": finding.enforcement.value,
            "confidence": finding.confidence.value,
            "rule": finding.rule,
            "note": finding.note,
            "noteVersion": finding.note_version,
            "selectors": selectors(finding, facts),
        },
    }
    if finding.enforcement is Enforcement.SHADOW:
        out["kind"] = "informational"
    if finding.evidence.get("overridden"):
        out["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return out


def quoted(name: str) -> str:
    """A name as a relative reference: white space and reserved marks as percent signs say them."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    return "".join(c if c in safe else "".join(f"%{b:02X}" for b in c.encode()) for c in name)
