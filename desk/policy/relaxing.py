"""A narrower note that relaxes a named rule of a wider one, where its own scope holds the piece. Pure.

Notes never shadow each other by being narrower: only such a link lowers a rule, never one of law and safety.
A rule that is relaxed is still asked, so that a sentence for readers that rests on it stays true. Where no
note in force relaxes anything, nothing is done here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desk.policy.rules import RuleError
from desk.policy.scope import narrower, tells
from desk.policy.types import (
    LAW,
    PRECEDENCE,
    Enforcement,
    Facts,
    Finding,
    InForce,
    Note,
    Relaxed,
    Relaxes,
)

TO = {Enforcement.ADVISORY: "only advises", Enforcement.SHADOW: "is only recorded"}
Eased = Mapping[tuple[str, str], Relaxed]


def parse(said: Any) -> Relaxes:
    """A link from its stored form: whose rule, what it comes to, and why."""
    if not isinstance(said, Mapping) or set(said) - {"note", "rule", "to", "because"}:
        raise RuleError("What a note relaxes is a note, a rule of it, what it comes to and why.")
    words = {name: str(said.get(name) or "").strip() for name in ("note", "rule", "to", "because")}
    if not words["note"] or not words["rule"]:
        raise RuleError("Say which rule of which note is relaxed.")
    if words["to"] not in set(TO):
        raise RuleError("A relaxed rule only advises, or is only recorded.")
    if not words["because"]:
        raise RuleError(f"Say why {words['rule']} is relaxed here.")
    return Relaxes(words["note"], words["rule"], Enforcement(words["to"]), words["because"])


def relaxed(active: Sequence[InForce], facts: Facts) -> Eased:
    """Rules that are relaxed for a piece, by note and key; of two that relax one, the milder stays."""
    if not any(one.note.relaxes for one in active):
        return {}
    notes = {one.note.slug: one.note for one in active}
    found: dict[tuple[str, str], Relaxed] = {}
    for note in notes.values():
        for link in note.relaxes if tells(note.scope, facts) else ():
            wider = notes.get(link.note)
            if wider is None or wrong_with(link, note, wider):
                continue
            key, before = (link.note, link.rule), found.get((link.note, link.rule))
            if before is None or before.to is Enforcement.SHADOW:
                found[key] = Relaxed(note.slug, note.title, link.to, link.because)
    return found


def wrong_with(link: Relaxes, note: Note, wider: Note) -> str:
    """Why a link has no effect between two notes, in words; nothing where it has."""
    if wider.slug == note.slug:
        return "A note does not relax itself: change the rule."
    if all(rule.key != link.rule for rule in wider.rules):
        return f"“{wider.title}” has no rule {link.rule}."
    if wider.precedence == LAW:
        return f"“{wider.title}” is of law and safety: no note relaxes it."
    if not narrower(note.scope, wider.scope):
        return f"Its scope is not narrower than that of “{wider.title}”, so it cannot relax it."
    return ""


def pull(note: Note, wider: Note) -> str:
    """What comes first between the two, for whoever approves."""
    if PRECEDENCE.index(wider.precedence) < PRECEDENCE.index(note.precedence):
        return f"{wider.precedence} comes before {note.precedence}: it gives way here by name only"
    return ""


def told(slug: str, eased: Eased) -> Iterator[str]:
    """Which rules of a note are relaxed for a piece, by whom and why, in words."""
    for note, rule in sorted(eased):
        if note == slug:
            by = eased[note, rule]
            yield f"{rule} {TO[by.to]} here, as “{by.title}” says: {by.because}"


def said_of(finding: Finding) -> str:
    """Who relaxes the rule of a finding here, in words; nothing where nobody does."""
    by = finding.evidence.get("relaxed_by")
    return f"“{by}” relaxes it here." if by else ""
