"""Words that changed between two versions, block by block. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Protocol

from desk import blocks

TOKEN = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")


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


def versions(old: Words | None, new: Words) -> list[DiffBlock]:
    """Headline, dek and the body's blocks; against nothing, every word is as it stands."""
    if old is None:
        return [
            DiffBlock(place, (Run("same", text),), altered=False)
            for place, text in [("headline", new.headline), ("dek", new.dek), *paragraphs(new)]
            if text
        ]
    out = [block("headline", old.headline, new.headline), block("dek", old.dek, new.dek)]
    was, now = paragraphs(old), paragraphs(new)
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


def paragraphs(version: Words) -> list[tuple[str, str]]:
    """The body's blocks with their places."""
    body = blocks.plain(version.doc)
    return [
        (f"paragraph {n}", body.text[b.start : b.end])
        for n, b in enumerate(body.blocks, 1)
        if b.end > b.start
    ]
