"""Words that changed between two versions, block by block. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Protocol

from desk import blocks
from desk.policy.types import Block

TOKEN = re.compile(r"\s+|\[\d+\]|\w+(?:[’'-]\w+)*|[^\w\s]")


class Words(Protocol):
    """What has a headline, a dek and a document."""

    headline: str
    dek: str
    doc: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand (`same`), came (`ins`) or went (`del`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DiffBlock:
    """One block: where it stands, its runs, and whether anything in it changed."""

    place: str
    runs: tuple[Run, ...]
    altered: bool


def words(old: str, new: str) -> tuple[Run, ...]:
    """Runs of words that stand, went and came."""
    was, now = TOKEN.findall(old), TOKEN.findall(new)
    runs: list[Run] = []
    for act, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if act == "equal":
            runs.append(Run("same", "".join(was[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Run("del", "".join(was[i1:i2])))
        if j2 > j1:
            runs.append(Run("ins", "".join(now[j1:j2])))
    return tuple(runs)


def block(place: str, old: str, new: str) -> DiffBlock:
    """One block's difference."""
    runs = words(old, new)
    return DiffBlock(place, runs, any(run.kind != "same" for run in runs))


def versions(
    old: Words | None, new: Words, numbers: Mapping[int, int] | None = None
) -> list[DiffBlock]:
    """Headline, dek and the body's blocks; against nothing, every word is as it stands.

    `numbers` are those of cited items; each stands in the text as “[1]”, so that a citation that
    came or went shows as words do.
    """
    marks = dict(numbers or {})
    now = paragraphs(new, marks)
    if old is None:
        return [
            DiffBlock(place, (Run("same", text),), altered=False)
            for place, text in [("headline", new.headline), ("dek", new.dek), *now]
            if text
        ]
    out = [block("headline", old.headline, new.headline), block("dek", old.dek, new.dek)]
    was = paragraphs(old, marks)
    matcher = SequenceMatcher(None, [t for _, t in was], [t for _, t in now], autojunk=False)
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal":
            out += [block(place, text, text) for place, text in now[j1:j2]]
            continue
        for n in range(max(i2 - i1, j2 - j1)):
            before = was[i1 + n][1] if i1 + n < i2 else ""
            place, after = now[j1 + n] if j1 + n < j2 else ("taken out", "")
            out.append(block(place, before, after))
    return [one for one in out if any(run.text for run in one.runs)]


def paragraphs(version: Words, marks: dict[int, int]) -> list[tuple[str, str]]:
    """The body's blocks with their places and citations; a number for each item that had none."""
    body = blocks.plain(version.doc)
    for cite in body.cites:
        marks.setdefault(cite.item, max(marks.values(), default=0) + 1)
    said = [(f"paragraph {n}", with_marks(body, b, marks)) for n, b in enumerate(body.blocks, 1)]
    return [(place, words) for place, words in said if words]


def with_marks(body: blocks.Body, block: Block, marks: Mapping[int, int]) -> str:
    """The words of a block with “[1]” where a citation stands."""
    out, at = "", block.start
    for cite in body.cites:
        if cite.block_id == block.id and block.start <= cite.offset <= block.end:
            out += body.text[at : cite.offset] + f"[{marks[cite.item]}]"
            at = cite.offset
    return out + body.text[at : block.end]
