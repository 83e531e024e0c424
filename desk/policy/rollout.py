"""What a rule comes to now: what its note wants, how far it was raised, and whether it fell. Pure.

A version written at the desk starts in shadow and is raised by two people, rule by rule and stage
by stage, never beyond what its note says. A rule that its version took over unchanged keeps what two
people approved for it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desk.policy.rules import parse_enforcement
from desk.policy.types import LAW, Enforcement, Note, Rule, Stage

Rollout = dict[str, dict[str, str]]
ORDER = {Enforcement.SHADOW: 0, Enforcement.ADVISORY: 1, Enforcement.BLOCKING: 2}


def weaker(one: Enforcement, other: Enforcement) -> Enforcement:
    """The one that stops less."""
    return min(one, other, key=ORDER.__getitem__)


def wanted(rule: Mapping[str, Any]) -> dict[Stage, Enforcement]:
    """The most a rule may come to by stage, as its note says; a stage left out is shadow."""
    said = parse_enforcement(
        rule.get("enforcement"), (rule.get("structured") or {}).get("severity")
    )
    return {stage: said.get(stage, Enforcement.SHADOW) for stage in Stage}


def same_rule(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two versions of a rule look for the same thing."""
    return bool(one.get("structured") == other.get("structured"))


def starts(
    data: Mapping[str, Any], before: Mapping[str, Any] | None, stood: Rollout | None
) -> Rollout:
    """What the rules of a version written here begin with, after the version in force.

    Where the scope changed, every rule is a changed one: it meets other pieces than before.
    """
    old = {str(r.get("key")): r for r in (before or {}).get("rules", [])}
    moved = before is not None and before.get("scope", {}) != data.get("scope", {})
    found: Rollout = {}
    for rule in data.get("rules", []):
        key, was = str(rule.get("key")), old.get(str(rule.get("key")))
        keeps = was is not None and not moved and same_rule(rule, was)
        found[key] = {
            stage.value: (
                weaker(most, stands(was, stood, stage)) if keeps and was else Enforcement.SHADOW
            ).value
            for stage, most in wanted(rule).items()
        }
    return found


def stands(rule: Mapping[str, Any], rollout: Rollout | None, stage: Stage) -> Enforcement:
    """What a rule comes to at a stage, before any fall."""
    if rollout is None:
        return wanted(rule)[stage]
    return Enforcement(rollout.get(str(rule.get("key")), {}).get(stage.value, Enforcement.SHADOW))


def with_rollout(
    note: Note, rollout: Rollout | None, *, fallen: frozenset[str], overdue: bool
) -> Note:
    """The note with what each rule comes to now.

    A fallen rule, and every rule of a note whose day to be read again has passed, is advisory at
    most; what is of law and safety is let stand, since nobody lowers it by leaving it alone.
    """
    return replace(note, rules=tuple(now(rule, note, rollout, fallen, overdue) for rule in note.rules))  # fmt: skip


def now(
    rule: Rule,
    note: Note,
    rollout: Rollout | None,
    fallen: frozenset[str],
    overdue: bool,  # noqa: FBT001 - one call, above
) -> Rule:
    """One rule of a note with what it comes to now."""
    said = dict(rule.enforcement)
    if rollout is not None:
        stages = rollout.get(rule.key, {})
        said = {s: Enforcement(stages.get(s.value, Enforcement.SHADOW)) for s in Stage}
    if rule.key in fallen or (overdue and note.precedence != LAW):
        said = {stage: weaker(one, Enforcement.ADVISORY) for stage, one in said.items()}
    return replace(rule, enforcement=said)
