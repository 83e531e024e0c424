"""Whether a version of a note is fit to be proposed or approved: it parses, and its examples hold."""

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk import facts
from desk.copyflow import relax
from desk.errors import Unsound
from desk.models import NoteState, PolicyNote, PolicyVersion
from desk.policy import packs, proof
from desk.policy.proof import Example, Ground, Mirror, Verdict
from desk.policy.rules import RuleError, parse_rule
from desk.policy.types import PRECEDENCE, Note, Rule

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule in force that fires on what this rule must let through, and which of them comes first."""

    rule: str
    example: int
    other_note: str
    other_title: str
    other_rule: str
    message: str
    wins: str


def with_added(version: PolicyVersion) -> Json:
    """The version's data with the examples laid beside it in review."""
    data: Json = deepcopy(version.data)
    for one in version.added.all():
        for rule in data.get("rules", []):
            if rule.get("key") == one.rule:
                rule.setdefault(one.expect, []).append(one.draft)
    return data


def digest_of(data: Mapping[str, Any]) -> str:
    """A mark of what a note looks for and where: words, reasons and examples do not change hits."""
    said = {
        "scope": data.get("scope", {}),
        "rules": [
            {k: rule.get(k) for k in ("key", "structured", "enforcement")}
            for rule in data.get("rules", [])
        ],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def parsed(version: PolicyVersion) -> Note:
    """The version as policy runs it; a refusal says what cannot be read."""
    try:
        return packs.parse_note(version.note.slug, title_of(version), version.number, version.data)
    except packs.PackError as wrong:
        raise Unsound(str(wrong), satisfy="Mend the rule and try again.") from wrong


def title_of(version: PolicyVersion) -> str:
    """A draft may bring another title than its note has."""
    return str(version.data.get("title") or version.note.title)


def rule_parsed(raw: Mapping[str, Any]) -> tuple[Rule | None, str]:
    """One rule by itself, or why it cannot be read."""
    try:
        return parse_rule(str(raw["key"]), raw["structured"], dict(raw)), ""
    except RuleError as wrong:
        return None, str(wrong)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        return None, f"A field cannot be read ({wrong})."


def ground(version: PolicyVersion) -> Ground:
    """What the version's examples are read with."""
    return proof.ground(version.pack_data)


def verdicts(version: PolicyVersion, raw: Mapping[str, Any]) -> list[Verdict]:
    """Every example of one rule, none where the rule cannot be read."""
    rule, _ = rule_parsed(raw)
    return proof.verdicts(rule, raw, ground(version)) if rule else []


def failing(version: PolicyVersion) -> list[str]:
    """Sentences that say which examples do not come out as written, those added in review too."""
    return failing_in(with_added(version), ground(version))


def failing_in(data: Mapping[str, Any], read_with: Ground) -> list[str]:
    """The same of a note's data, read with what its pack knows of sources."""
    said: list[str] = []
    for raw in data.get("rules", []):
        rule, _ = rule_parsed(raw)
        for one in proof.verdicts(rule, raw, read_with) if rule else []:
            if not one.well:
                state = one.wrong or ("fires" if one.fired else "does not fire")
                label = "must fire" if one.wanted else "must not fire"
                said.append(f"{raw.get('key')}, example {one.index + 1} of those that {label}: {state}")  # fmt: skip
    return said


def mirrors(version: PolicyVersion, raw: Mapping[str, Any]) -> list[Mirror]:
    """Framing examples at which a rule speaks differently of the other side."""
    if version.data.get("precedence", "framing") != "framing":
        return []
    rule, _ = rule_parsed(raw)
    return proof.mirrors(rule, raw, ground(version)) if rule else []


def need_ready(version: PolicyVersion, *, now: datetime) -> None:
    """Refuse a draft that is not fit to be read by a second person, with the first thing to do."""
    lacks = lacking(version, now)
    if lacks:
        raise Unsound(
            lacks[0],
            satisfy="Mend that, then propose it again; everything written is kept.",
            lacks=lacks,
        )


def lacking(version: PolicyVersion, now: datetime) -> list[str]:
    """All that stands between a draft and its review, in the order one does it."""
    data = version.data
    said = [f"A part of the form waits to be mended: {name_of(part)}." for part in version.given]
    if not title_of(version).strip():
        said.append("The note needs a title.")
    if not str(data.get("words", "")).strip():
        said.append("Say in plain words what the note asks.")
    if not any(data.get(part) for part in ("rules", "guidance", "relaxes")):
        said.append("The note asks nothing yet: add a rule, or a line of guidance.")
    for raw in data.get("rules", []):
        said += rule_lacks(version, raw, now)
    if not said:
        try:
            said += relax.wrongs(parsed(version), now)
        except Unsound as wrong:
            said.append(wrong.words)
    return said


def rule_lacks(version: PolicyVersion, raw: Mapping[str, Any], now: datetime) -> list[str]:
    """What one rule lacks."""
    key = raw.get("key")
    rule, wrong = rule_parsed(raw)
    if rule is None:
        return [f"{key}: {wrong}"]
    said = [f"{key}: {lack}"] if (lack := proof.lacking(raw)) else []
    if key in keys_elsewhere(version.note, now):
        said.append(f"{key}: another note in force has a rule of this name.")
    bad = sum(not one.well for one in proof.verdicts(rule, raw, ground(version)))
    if bad:
        said.append(f"{key}: {bad} of its examples {'fails' if bad == 1 else 'fail'}.")
    open_mirrors = sum(not one.intended for one in mirrors(version, raw))
    if open_mirrors:
        said.append(
            f"{key}: it speaks differently of the other side on {open_mirrors} "
            f"{'example' if open_mirrors == 1 else 'examples'}; write down why that is intended."
        )
    return said


def relaxations(version: PolicyVersion, now: datetime) -> list[relax.Relaxation]:
    """What a version relaxes; none where it cannot be read yet."""
    if not version.data.get("relaxes"):
        return []
    try:
        return relax.relaxations(parsed(version), now)
    except Unsound:
        return []


def name_of(part: str) -> str:
    """A part of the form in words."""
    return part.replace("rule:", "the rule ").replace("public", "what readers are told")


def keys_elsewhere(note: PolicyNote, now: datetime) -> set[str]:
    """Keys of rules that other notes in force have."""
    house = facts.house(now)
    return {rule.key for other in house.notes if other.slug != note.slug for rule in other.rules}


def conflicts(version: PolicyVersion, now: datetime) -> list[Conflict]:
    """Rules in force of other notes that fire on what this version's rules must let through."""
    read_with, found = ground(version), []
    relaxed = {(link.get("note"), link.get("rule")) for link in version.data.get("relaxes") or []}
    own = str(version.data.get("precedence", "framing"))
    others = [n for n in facts.house(now).notes if n.slug != version.note.slug]
    for raw in version.data.get("rules", []):
        for index, draft in enumerate(raw.get("must_not_match", [])):
            one = Example("must_not_match", index, wanted=False, draft=draft)
            for note in others:
                for rule in note.rules:
                    said = proof.verdict(rule, one, read_with)
                    if said.findings:
                        found.append(
                            Conflict(
                                str(raw.get("key")),
                                index + 1,
                                note.slug,
                                note.title,
                                rule.key,
                                rule.message or said.findings[0].message,
                                "this note relaxes it where it is in force"
                                if (note.slug, rule.key) in relaxed
                                else first_of(own, note),
                            )
                        )
    return found


def first_of(own: str, other: Note) -> str:
    """Which of two notes comes first where they pull apart, in words."""
    if own == other.precedence:
        return f"both are of {own}: neither comes first"
    first = min(own, other.precedence, key=PRECEDENCE.index)
    return f"{first} comes first: " + ("this note" if first == own else other.title)


def active_of(note: PolicyNote) -> PolicyVersion | None:
    """The version in force."""
    return note.versions.filter(state=NoteState.ACTIVE).first()
