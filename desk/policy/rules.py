"""The stored form of a rule, parsed once into typed values; what cannot run says why."""

from datetime import date, datetime
from typing import Any

from desk.policy.kinds import KINDS
from desk.policy.kinds.forms import problems
from desk.policy.matching import RuleError
from desk.policy.types import Enforcement, Rule, Scope, Stage

FACETS = ("topics", "places", "desks", "formats", "languages", "entities")
__all__ = ["RuleError", "parse_enforcement", "parse_rule", "parse_scope"]


def parse_rule(key: str, structured: dict[str, Any], words: dict[str, Any] | None = None) -> Rule:
    """A rule from its stored form; `words` holds its message, why and fix."""
    said = words or {}
    kind = KINDS.get(str(structured.get("kind")))
    if kind is None:
        known = ", ".join(sorted(KINDS))
        raise RuleError(f"“{structured.get('kind')}” is not a kind of rule. Kinds are {known}.")
    if wrong := problems(structured):
        raise RuleError(" ".join(wrong))
    scope = structured.get("scope")
    return Rule(
        key=key,
        kind=kind.name,
        params=kind.parse(structured),
        enforcement=parse_enforcement(said.get("enforcement"), structured.get("severity")),
        message=str(said.get("message", "")),
        why=str(said.get("why", "")),
        fix=str(said.get("fix", "")),
        scope=parse_scope(scope) if scope else None,
    )


def parse_enforcement(stages: Any, severity: Any) -> dict[Stage, Enforcement]:
    """Enforcement per stage; `severity` alone is the most a rule may come to, at publish."""
    if isinstance(stages, dict):
        try:
            return {Stage(stage): Enforcement(value) for stage, value in stages.items()}
        except ValueError as wrong:
            raise RuleError(
                f"Enforcement is shadow, advisory or blocking per stage: {wrong}."
            ) from wrong
    most = Enforcement(severity) if severity in set(Enforcement) else Enforcement.ADVISORY
    early = min(most, Enforcement.ADVISORY, key=list(Enforcement).index)
    return {Stage.SUBMIT: early, Stage.APPROVE: early, Stage.PUBLISH: most, Stage.UPDATE: most}


def parse_scope(said: dict[str, Any]) -> Scope:
    """Where a note is in force."""
    unknown = set(said) - {*FACETS, "from", "until", "none_of"}
    if unknown:
        raise RuleError(f"A scope has no “{min(unknown)}”.")
    given = {facet: tuple(str(v) for v in said.get(facet, [])) for facet in FACETS}
    none_of = {k: tuple(v) for k, v in (said.get("none_of") or {}).items()}
    return Scope(
        **{**given, "topics": given["topics"] or ("*",)},
        from_date=date.fromisoformat(said["from"]) if said.get("from") else None,
        until=datetime.fromisoformat(said["until"]) if said.get("until") else None,
        none_of=none_of,
    )
