"""What changes from one version of a note to the next: its words, its scope, its rules. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk import diff
from desk.noteform import relaxes
from desk.noteform.guidance import said_of
from desk.noteform.public import words_of
from desk.policy.kinds.fields import FIELDS
from desk.policy.kinds.forms import to_form
from desk.policy.rollout import wanted

TEXTS = (("title", "Title"), ("words", "In plain words"), ("rationale", "Why"))
RULE_WORDS = (("message", "what it says"), ("why", "why"), ("fix", "what satisfies it"))
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its name, and the words that went and came."""

    what: str
    runs: tuple[diff.Run, ...]


def changes(old: Data, new: Data) -> list[Change]:
    """Every difference between two versions, in the order of the page."""
    return [
        Change(what, diff.words(before, after))
        for what, before, after in pairs(old, new)
        if before != after
    ]


def pairs(old: Data, new: Data) -> Iterator[tuple[str, str, str]]:
    """Everything a version says, beside what the other says."""
    for name, label in TEXTS:
        yield label, str(old.get(name) or ""), str(new.get(name) or "")
    yield "Counts as", str(old.get("precedence", "framing")), str(new.get("precedence", "framing"))
    yield from scope_pairs(old.get("scope") or {}, new.get("scope") or {})
    yield "Relaxes", relaxed_words(old), relaxed_words(new)
    yield "What readers are told", public_words(old), public_words(new)
    yield "Guidance", guidance_words(old), guidance_words(new)
    was = {str(r["key"]): r for r in old.get("rules") or []}
    now = {str(r["key"]): r for r in new.get("rules") or []}
    for key in [*now, *(k for k in was if k not in now)]:
        yield from rule_pairs(key, was.get(key), now.get(key))


def scope_pairs(old: Data, new: Data) -> Iterator[tuple[str, str, str]]:
    """Facet by facet."""
    for facet in sorted({*old, *new}):
        label = "Scope, not" if facet == "none_of" else f"Scope, {facet}"
        yield label, facet_words(old.get(facet)), facet_words(new.get(facet))


def facet_words(value: Any) -> str:
    """A facet in a line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{k}: {facet_words(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(v) for v in value)
    return str(value or "")


def public_words(data: Data) -> str:
    """Sentences for readers with their second wording, in every language."""
    return " ".join(words_of(said) for said in data.get("public") or [])


def relaxed_words(data: Data) -> str:
    """Every rule of another note that is relaxed."""
    return "; ".join(relaxes.words_of(link) for link in data.get("relaxes") or [])


def guidance_words(data: Data) -> str:
    """Every line of advice with its cue."""
    return "; ".join(said_of(line) for line in data.get("guidance") or [])


def rule_pairs(key: str, old: Data | None, new: Data | None) -> Iterator[tuple[str, str, str]]:
    """A rule's parameters by name, its words, what it may come to, and how many examples it has."""
    if old is None or new is None:
        yield f"Rule {key}", key if old else "", key if new else ""
        return
    if old["structured"].get("kind") != new["structured"].get("kind"):
        yield f"Rule {key}, kind", str(old["structured"]["kind"]), str(new["structured"]["kind"])
        return
    was, now = to_form(old["structured"]), to_form(new["structured"])
    for spec in FIELDS[str(new["structured"]["kind"])]:
        name = f"Rule {key}, {spec.label.lower()}"
        yield name, was.get(spec.name, ""), now.get(spec.name, "")
    for part, label in RULE_WORDS:
        yield f"Rule {key}, {label}", str(old.get(part) or ""), str(new.get(part) or "")
    before, after = wanted(old), wanted(new)
    for stage, most in after.items():
        yield f"Rule {key}, at {stage.value} at most", before[stage].value, most.value
    yield f"Rule {key}, examples", counted(old), counted(new)


def counted(rule: Data) -> str:
    """How many examples."""
    must, must_not = len(rule.get("must_match") or []), len(rule.get("must_not_match") or [])
    return f"{must} that must fire, {must_not} that must not"
