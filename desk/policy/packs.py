"""Packs: notes, the sources they know, classes as expressions, days to count from. Files and back."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from desk.policy import advice, relaxing
from desk.policy.kinds import KINDS
from desk.policy.rules import RuleError, parse_rule, parse_scope
from desk.policy.types import (
    PRECEDENCE,
    Block,
    Facts,
    LinkFacts,
    Note,
    PublicSentence,
    SourceFacts,
    Wording,
    ZoneKind,
    ZoneText,
)
from desk.policy.values import record

FOLDER = Path(__file__).with_name("packs")
Json = dict[str, Any]


class PackError(ValueError):
    """A sentence that says what is wrong with a pack or a note."""


@record
class Pack:
    """A pack as policy uses it."""

    name: str
    notes: tuple[Note, ...]
    sources: tuple[SourceFacts, ...]
    classes: Mapping[str, Any]
    anchors: Mapping[str, str]


def names() -> tuple[str, ...]:
    """Packs that ship with the desk."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def read(name: str) -> Json:
    """A pack's data by its name, or by the path of a file."""
    path = FOLDER / f"{name}.json"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.exists():
        path = Path(name)
    if not path.is_file():
        raise PackError(f"There is no pack “{name}”. Packs are {', '.join(names())}, or a file.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as wrong:
        raise PackError(f"The pack “{name}” cannot be read: {wrong}.") from wrong
    if not isinstance(data, dict) or not isinstance(data.get("notes"), list):
        raise PackError(f"“{name}” is not a pack: it holds no list of notes.")
    return data


@lru_cache(maxsize=32)
def load(name: str) -> Pack:
    """A pack, parsed."""
    data = read(name)
    classes = data.get("classes", {})
    return Pack(
        name=str(data.get("name", name)),
        notes=tuple(
            parse_note(n["slug"], n["title"], int(n.get("version", 1)), n) for n in data["notes"]
        ),
        sources=parse_sources(data.get("sources", []), classes),
        classes=classes,
        anchors=data.get("anchors", {}),
    )


def parse_note(slug: str, title: str, version: int, data: Mapping[str, Any]) -> Note:
    """A note version from its stored form."""
    try:
        rules = tuple(parse_rule(str(r["key"]), r["structured"], r) for r in data.get("rules", []))
        scope = parse_scope(data.get("scope", {}))
        guidance = tuple(advice.parse(line) for line in data.get("guidance") or [])
        links = tuple(relaxing.parse(link) for link in data.get("relaxes") or [])
    except RuleError as wrong:
        raise PackError(f"{title}: {wrong}") from wrong
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise PackError(f"{title}: a rule lacks its key or its form ({wrong}).") from wrong
    precedence = str(data.get("precedence", "framing"))
    if precedence not in PRECEDENCE:
        raise PackError(f"{title}: “{precedence}” is none of {', '.join(PRECEDENCE)}.")
    keys = {rule.key for rule in rules}
    public = tuple(parse_public(s, keys, title) for s in data.get("public", []))
    return Note(
        slug=slug,
        title=title,
        version=version,
        words=str(data.get("words", "")),
        public=public,
        scope=scope,
        rules=rules,
        guidance=guidance,
        precedence=precedence,
        relaxes=links,
    )


def parse_public(said: Mapping[str, Any], keys: set[str], title: str) -> PublicSentence:
    """One public sentence; it is tied to rules of its note, or marked as intention."""
    sentence = PublicSentence(
        text=str(said.get("text", "")).strip(),
        rules=tuple(said.get("rules", [])),
        otherwise=str(said.get("otherwise", "")).strip(),
        intention=bool(said.get("intention", False)),
        wordings=tuple(parse_wording(code, said, title) for code in said.get("in") or {}),
    )
    if not sentence.text:
        raise PackError(f"{title}: a public sentence has no words.")
    if not sentence.intention and not sentence.rules:
        raise PackError(
            f"{title}: “{sentence.text}” is tied to no rule and not marked as intention."
        )
    stray = set(sentence.rules) - keys
    if stray:
        raise PackError(
            f"{title}: a public sentence is tied to “{min(stray)}”, which is no rule here."
        )
    return sentence


def parse_wording(code: str, said: Mapping[str, Any], title: str) -> Wording:
    """A public sentence in another language."""
    words = said["in"][code]
    if not isinstance(words, Mapping) or not str(words.get("text", "")).strip():
        raise PackError(f"{title}: “{said.get('text')}” has no words in {code}.")
    return Wording(
        code.strip(), str(words["text"]).strip(), str(words.get("otherwise", "")).strip()
    )


def parse_sources(
    said: Sequence[Mapping[str, Any]], classes: Mapping[str, Any]
) -> tuple[SourceFacts, ...]:
    """The pack's register; what a pack lists is classed."""
    found: list[SourceFacts] = []
    for entry in said:
        plain = SourceFacts(
            name=str(entry["name"]),
            key=str(entry.get("key") or re.sub(r"\W+", "-", str(entry["name"]).lower()).strip("-")),
            kind=str(entry.get("kind", "")),
            control=str(entry.get("control", "")),
            country=str(entry.get("country", "")),
            side=str(entry.get("side", "")),
            owner=entry.get("owner") or None,
            classed=True,
            handles=tuple(entry.get("handles", [])),
            domains=tuple(entry.get("domains", [])),
            aliases=tuple(entry.get("aliases", [])),
        )
        found.append(replace(plain, classes=classes_of(plain, classes)))
    return tuple(found)


def classes_of(source: SourceFacts, classes: Mapping[str, Any]) -> frozenset[str]:
    """Names of the class expressions that a source meets.

    An expression is `{fact: value or list}`, all of them together, or a list of such, any of them.
    """
    return frozenset(name for name, said in classes.items() if meets(source, said))


def meets(source: SourceFacts, said: Any) -> bool:
    """Whether a source meets one expression."""
    if isinstance(said, list):
        return any(meets(source, one) for one in said)
    for fact, wanted in said.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        if (getattr(source, fact, None) or "") not in values:
            return False
    return True


def draft_facts(draft: Any, sources: Sequence[SourceFacts], anchors: Mapping[str, str]) -> Facts:
    """A rule's own example as facts: told in the state that its `when` asks for."""
    links = draft.get("links", []) if isinstance(draft, Mapping) else None
    if not isinstance(links, list) or not all(isinstance(href, str) for href in links):
        raise PackError("An example of a rule is not a draft with words and a list of addresses.")
    body = str(draft.get("body", ""))
    images: tuple[str, ...] = ()
    if found := re.match(r"\[image ([^\]]*)\]\s*", body):
        images, body = (found.group(1),), body[found.end() :]
    note = str(draft.get("note", ""))
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, str(draft.get("headline", ""))),
        dek=ZoneText(ZoneKind.DEK, str(draft.get("dek", ""))),
        body=ZoneText(ZoneKind.BODY, body, blocks_of(body)),
        note=ZoneText(ZoneKind.NOTE, note) if note else None,
        links=tuple(LinkFacts(href) for href in links),
        images=images,
        known=frozenset({"headline", "dek", "whole-body", "links", "note"}),
        sources=tuple(sources),
        extra={"anchors": dict(anchors), "assume": True},
    )


def blocks_of(body: str) -> tuple[Block, ...]:
    """Paragraphs of a plain text as blocks."""
    found: list[Block] = []
    start = 0
    for part in re.split(r"(\n\s*\n)", body):
        if part.strip():
            found.append(Block(start, start + len(part)))
        start += len(part)
    return tuple(found)


def failing_examples(note: Note, data: Mapping[str, Any]) -> list[str]:
    """Sentences that say which of a note's own examples do not come out as written."""
    failing: list[str] = []
    sources = all_sources()
    anchors = {k: v for name in names() for k, v in load(name).anchors.items()}
    for rule, raw in zip(note.rules, data.get("rules", []), strict=False):
        for wanted, label in ((True, "must_match"), (False, "must_not_match")):
            for n, draft in enumerate(raw.get(label, []), 1):
                facts = draft_facts(draft, sources, anchors)
                fires = any(True for _ in KINDS[rule.kind].look(facts, rule.params))
                if fires is not wanted:
                    state = "does not fire" if wanted else "fires"
                    failing.append(
                        f"{rule.key} {state} on example {n} of {label.replace('_', ' ')}"
                    )
    return failing


@lru_cache(maxsize=1)
def all_sources() -> tuple[SourceFacts, ...]:
    """Every source of the packs that ship, the first entry of each key."""
    found: dict[str, SourceFacts] = {}
    for name in names():
        for source in load(name).sources:
            found.setdefault(source.key, source)
    return tuple(found.values())
