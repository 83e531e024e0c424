"""What `check_copy` and `test_rules` print; no Django, no database (CONTRACTS)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk.policy import article, packs, sarif
from desk.policy.kinds import KINDS
from desk.policy.review import review
from desk.policy.rules import RuleError, parse_rule
from desk.policy.types import Enforcement, Facts, Finding, Note, SourceFacts, Stage

SHOWN = (
    "code",
    "rule",
    "note",
    "enforcement",
    "confidence",
    "zone",
    "exact",
    "start",
    "end",
    "message",
    "fix",
)


def as_line(finding: Finding) -> dict[str, Any]:
    """A finding as the contract writes it."""
    return {name: str(v) if isinstance(v := getattr(finding, name), str) else v for name in SHOWN}


def register(loaded: Sequence[packs.Pack]) -> tuple[SourceFacts, ...]:
    """Sources of the packs, each once."""
    found: dict[str, SourceFacts] = {}
    for pack in loaded:
        for source in pack.sources:
            found.setdefault(source.key, source)
    return tuple(found.values())


def check_files(
    files: Sequence[str], names: Sequence[str], stage: Stage
) -> Iterator[dict[str, Any]]:
    """One line for each piece of the files."""
    loaded = [packs.load(name) for name in (names or packs.names())]
    notes = tuple(note for pack in loaded for note in pack.notes)
    sources = register(loaded) or packs.all_sources()
    anchors = {k: v for pack in loaded for k, v in pack.anchors.items()}
    for file in files:
        try:
            text = Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as wrong:
            yield {"file": file, "error": f"This file cannot be read: {reason(wrong)}."}
            continue
        for piece in article.pieces(file, text, sources, anchors):
            if isinstance(piece, tuple):
                key, name, error = piece
                yield {key: name, "error": error}
            else:
                yield {piece.key: piece.name, "findings": check(piece.facts, notes, stage)}


def sarif_files(files: Sequence[str], names: Sequence[str], stage: Stage) -> dict[str, Any]:
    """Every finding of the files as one SARIF log; what cannot be read is left to the plain answer."""
    loaded = [packs.load(name) for name in (names or packs.names())]
    notes = tuple(note for pack in loaded for note in pack.notes)
    anchors = {k: v for pack in loaded for k, v in pack.anchors.items()}
    found = []
    for file in files:
        text = Path(file).read_text(encoding="utf-8-sig")
        for piece in article.pieces(file, text, register(loaded), anchors):
            if not isinstance(piece, tuple):
                findings = review(piece.facts, notes, stage).findings
                found.append((piece.name, piece.facts, findings))
    return sarif.sarif(found)


def reason(wrong: Exception) -> str:
    """Why a file cannot be read, in a few words."""
    if isinstance(wrong, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return (getattr(wrong, "strerror", None) or str(wrong)).lower()


def check(facts: Facts, notes: Sequence[Note], stage: Stage) -> list[dict[str, Any]]:
    """Findings of one piece."""
    return [as_line(finding) for finding in review(facts, notes, stage).findings]


def failed(line: dict[str, Any]) -> bool:
    """Whether a line makes the command exit with 1."""
    if "error" in line:
        return True
    return any(f["enforcement"] != Enforcement.SHADOW for f in line["findings"])


def test_rules(path: str) -> Iterator[dict[str, Any]]:
    """One line for each rule of a file: whether its own drafts come out as written."""
    sources = packs.all_sources()
    anchors = {k: v for name in packs.names() for k, v in packs.load(name).anchors.items()}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield test_line(line, sources, anchors)


def test_line(line: str, sources: Sequence[SourceFacts], anchors: dict[str, str]) -> dict[str, Any]:
    """The verdict on one line; a line that is no rule is a failed one with words."""
    try:
        raw = article.load(line)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict) or not isinstance(raw.get("structured"), dict):
        told = "This line is not a rule: it holds no JSON object with a `structured` form."
        return {"id": None, "kind": None, "drafts": [], "state": "failed", "error": told}
    try:
        return test_rule(raw, sources, anchors)
    except (KeyError, TypeError, ValueError, AttributeError, packs.PackError) as wrong:
        told = f"This rule cannot be read: {wrong}."
        kept: dict[str, Any] = {"id": raw.get("id"), "kind": raw.get("kind"), "drafts": []}
        return {**kept, "state": "failed", "error": told}


def test_rule(
    raw: dict[str, Any], sources: Sequence[SourceFacts], anchors: dict[str, str]
) -> dict[str, Any]:
    """Run one rule on its drafts; scope is not asked."""
    out: dict[str, Any] = {"id": raw.get("id"), "kind": raw.get("kind"), "drafts": []}
    if str(raw["structured"].get("kind")) not in KINDS:
        return {**out, "state": "not-built"}
    try:
        rule = parse_rule(str(raw.get("id")), raw["structured"], raw)
    except RuleError as wrong:
        return {**out, "state": "failed", "error": str(wrong)}
    passed = True
    for label, wanted in (("must_match", True), ("must_not_match", False)):
        for index, draft in enumerate(raw.get(label, [])):
            facts = packs.draft_facts(draft, sources, anchors)
            found = [
                replace(f, code=rule.key, rule=rule.key)
                for f in KINDS[rule.kind].look(facts, rule.params)
            ]
            passed = passed and bool(found) is wanted
            out["drafts"].append(
                {
                    "list": label,
                    "index": index,
                    "fired": bool(found),
                    "findings": [as_line(f) for f in found],
                }
            )
    return {**out, "state": "passed" if passed else "failed"}
