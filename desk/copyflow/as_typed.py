"""Findings on the words as they are typed, before they are saved: asked in memory.

Nothing is written. That a rule could not run is shown, and counts for nothing: who types alone, unsaved,
must not be able to set a rule aside for everybody (`cannot_run`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_uppercase
from typing import Any

from desk import access, blocks, facts, schema
from desk.copyflow import gate, judged
from desk.copyflow.shown import where
from desk.copyflow.standing import undismissed
from desk.errors import Unsound
from desk.models import Person, Story
from desk.policy import review as policy
from desk.policy.types import Enforcement, Finding, Stage, ZoneKind

FIELDS = ("headline", "dek")
Caret = tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as it is drawn in the copy: UTF-16 units of its block or field."""

    letter: str
    finding: Finding
    block_id: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What is drawn now, and how many more there are."""

    marks: tuple[Mark, ...]
    rest: int


def as_typed(
    story: Story, *, who: Person, now: datetime, given: dict[str, Any], caret: Caret = None
) -> Typed:
    """Findings on the stored draft, or on the words that came with the question; none at the caret."""
    unsaved = put_on(story, given, who)
    # Words that are not saved are nobody's version: the notes of now bind them, no answer is theirs.
    house = facts.house(now) if unsaved else gate.house_for(story, None, now)
    known = facts.gather(story, None, now=now, house_now=house)
    known = replace(known, caret=zone_of(caret))
    stage = Stage.UPDATE if known.revision else Stage.PUBLISH
    if not (story.headline.strip() or known.body.text.strip()):
        return Typed((), 0)
    raw = gate.answer_on(known, house, story, stage=stage, now=now, within=policy.TYPING)
    review = judged.with_questions(raw, stage, () if unsaved else gate.answered(story, None))
    # Letters are those beside the copy, where the sentence at the caret is told of too.
    groups, rest = policy.shown(undismissed(story, review.findings), known)
    body = blocks.plain(story.doc)
    marks = tuple(
        Mark(letter, finding, *where(body, finding, story)[:3])
        for letter, group in zip(ascii_uppercase, groups, strict=False)
        for finding in group
        if not policy.under_caret(finding, caret, known)
    )
    return Typed(marks, rest)


def zone_of(caret: Caret) -> tuple[ZoneKind, int] | None:
    """Where somebody types, if it is in one of the zones."""
    return (ZoneKind(caret[0]), caret[1]) if caret and caret[0] in set(ZoneKind) else None


def put_on(story: Story, given: dict[str, Any], who: Person) -> bool:
    """Lay unsaved words over the row in memory, if there are any; it is never saved from here."""
    for name in FIELDS:
        if isinstance(given.get(name), str):
            setattr(story, name, " ".join(given[name].split()))
    if not isinstance(given.get("doc"), dict):
        return any(isinstance(given.get(name), str) for name in FIELDS)
    try:
        schema.load(given["doc"])
    except schema.SchemaError as wrong:
        raise Unsound(f"The desk cannot read these words: {wrong}") from wrong
    story.doc = readable(story, given["doc"], who)
    return True


def readable(story: Story, doc: dict[str, Any], who: Person) -> dict[str, Any]:
    """The document without citations that the story does not have and the person may not read."""
    asked = {cite.item for cite in blocks.plain(doc).cites}
    if not asked:
        return doc
    unknown = asked - set(story.citations.values_list("item_id", flat=True))
    if not unknown:
        return doc
    allowed = set(access.items(who).filter(pk__in=unknown).values_list("pk", flat=True))
    return without(doc, unknown - allowed)


def without(node: dict[str, Any], items: set[int]) -> dict[str, Any]:
    """A node less the citations of these items."""
    if not items or "content" not in node:
        return node
    kept = [
        without(child, items)
        for child in node["content"]
        if child.get("type") != "cite" or child["attrs"]["item"] not in items
    ]
    return {**node, "content": kept}


def blocks_publication(finding: Finding) -> bool:
    """Whether the mark is drawn red."""
    return finding.enforcement is Enforcement.BLOCKING
