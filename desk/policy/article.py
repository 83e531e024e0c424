"""Finished articles and drafts from files, as facts: the two inputs of `check_copy` (CONTRACTS). Pure."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from desk.policy.hours import times
from desk.policy.types import (
    Block,
    BlockKind,
    Facts,
    LinkFacts,
    SourceFacts,
    Span,
    ZoneKind,
    ZoneText,
)
from desk.policy.values import record

LINK = re.compile(r"https?://\S+")
MARKDOWN_LINK = re.compile(r"\[([^\]\n]{0,500})\]\((https?://[^)\s]+)\)")
STOP = re.compile(r"[.!?…:;][\"”’)\]]*$")
BETWEEN = "\n\n"


class Unreadable(ValueError):
    """A sentence that says why a text or a line cannot be read."""


@record
class Piece:
    """A piece by the name it is reported under: a file or an id."""

    name: str
    key: str
    facts: Facts


def laid(blocks: Sequence[tuple[str, BlockKind]]) -> ZoneText:
    """A body of blocks joined by blank lines."""
    text = BETWEEN.join(words for words, _ in blocks)
    at, out = 0, []
    for n, (words, kind) in enumerate(blocks, 1):
        out.append(Block(at, at + len(words), kind, f"p{n}"))
        at += len(words) + len(BETWEEN)
    return ZoneText(ZoneKind.BODY, text, tuple(out))


def heading(line: str) -> bool:
    """A short line without a closing stop."""
    return len(line.split()) <= 14 and not STOP.search(line)


def read_text(text: str, sources: Sequence[SourceFacts], anchors: Mapping[str, str]) -> Facts:
    """A finished article: headline, dek, paragraphs and headings, the printed note, its links."""
    lines = [line.strip() for line in text.splitlines()]
    full = [line for line in lines if line]
    if len(full) < 2:
        raise Unreadable("A piece needs a headline and at least one more line.")
    at = next((n for n, line in enumerate(full) if line.lower() == "wire provenance"), None)
    listed = full[at + 1 :] if at is not None else []
    body = full[2 : at if at is not None else len(full)]
    note = body.pop() if body and body[-1].startswith("This publication") else ""
    blocks = [(line, BlockKind.HEADING if heading(line) else BlockKind.PARAGRAPH) for line in body]
    links = [LinkFacts(m.group().rstrip(".,;)")) for line in listed for m in LINK.finditer(line)]
    known = {"headline", "dek", "whole-body", "note"}
    if at is not None:
        known.add("links")
    reference = times.latest_full_date(text)
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, full[0]),
        dek=ZoneText(ZoneKind.DEK, full[1]),
        body=laid(blocks),
        note=ZoneText(ZoneKind.NOTE, note) if note else None,
        links=tuple(links),
        event_date=reference,
        known=frozenset(known),
        sources=tuple(sources),
        extra={"anchors": dict(anchors)},
    )


def load(said: str | bytes) -> Any:
    """A value from JSON; half a character, which nothing can store or print, is a ValueError too."""
    data = json.loads(said)
    json.dumps(data, ensure_ascii=False).encode()
    return data


def read_line(
    line: str, sources: Sequence[SourceFacts], anchors: Mapping[str, str]
) -> tuple[str, Facts]:
    """One JSON draft: its id and its facts; what is missing is not known."""
    try:
        data = load(line)
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"This line is not JSON: {wrong.msg} at column {wrong.colno}.") from wrong
    except (
        ValueError,
        RecursionError,
    ) as wrong:  # a number or a nesting beyond all measure, half a character
        raise Unreadable("This line is not JSON that can be read.") from wrong
    if not isinstance(data, dict):
        raise Unreadable("This line is not a JSON object.")
    try:
        return str(data.get("id", "")), facts_of(data, sources, anchors)
    except (TypeError, ValueError, AttributeError) as wrong:
        raise Unreadable(f"This draft cannot be read: {wrong}.") from wrong


def facts_of(
    data: Mapping[str, Any], sources: Sequence[SourceFacts], anchors: Mapping[str, str]
) -> Facts:
    """A draft's fields as facts."""
    known: set[str] = set()
    body, whole = body_of(data)
    headline, body = headline_of(data, body)
    if whole:
        known.add("whole-body")
    links = [LinkFacts(str(href)) for href in data.get("links") or []]
    if "links" in data:
        known.add("links")
    links += [
        LinkFacts(m.group(2), Span(m.start(1), m.end(1)), m.group(1))
        for m in MARKDOWN_LINK.finditer(body.text)
    ]
    note = str(data.get("note") or "")
    if whole and not note:
        note, body = printed_of(body)
    known |= {name for name in ("headline", "dek", "published_at", "topics") if data.get(name)}
    if note:
        known.add("note")
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, headline) if headline else None,
        dek=ZoneText(ZoneKind.DEK, str(data["dek"])) if data.get("dek") else None,
        body=body,
        note=ZoneText(ZoneKind.NOTE, note) if note else None,
        links=tuple(links),
        topics=many(data, "topics", "topic"),
        places=many(data, "places", "place"),
        format=str(data.get("format") or ""),
        published_at=hour(data.get("published_at")),
        event_date=date.fromisoformat(data["event_date"]) if data.get("event_date") else None,
        known=frozenset(known),
        sources=tuple(sources),
        extra={"anchors": dict(anchors)},
    )


def body_of(data: Mapping[str, Any]) -> tuple[ZoneText, bool]:
    """The body's zone and whether it is the whole body."""
    if isinstance(data.get("paragraphs"), list):
        return laid([(str(p), BlockKind.PARAGRAPH) for p in data["paragraphs"]]), True
    for name in ("body", "text"):
        if data.get(name) is not None:
            return zone_of(str(data[name])), True
    return zone_of(str(data.get("body_start") or "")), False


def zone_of(text: str) -> ZoneText:
    """A body as written: blocks are its paragraphs, lines that open with # are headings."""
    blocks: list[Block] = []
    for n, m in enumerate(re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", text), 1):
        kind = BlockKind.HEADING if re.match(r"#+\s", m.group()) else BlockKind.PARAGRAPH
        blocks.append(Block(m.start(), m.end(), kind, f"p{n}"))
    return ZoneText(ZoneKind.BODY, text, tuple(blocks))


def printed_of(body: ZoneText) -> tuple[str, ZoneText]:
    """The printed note that a body ends on, and the body without it, where more than the note is there."""
    last = body.blocks[-1] if len(body.blocks) > 1 else None
    if last is None or not body.text.startswith("This publication", last.start):
        return "", body
    kept = body.text[: body.blocks[-2].end]
    return body.text[last.start : last.end], ZoneText(body.kind, kept, body.blocks[:-1])


def headline_of(data: Mapping[str, Any], body: ZoneText) -> tuple[str, ZoneText]:
    """The headline; a text may carry it in a first line that says so."""
    if data.get("headline"):
        return str(data["headline"]), body
    m = re.match(r"HEADLINE:\s*(.+)\n", body.text)
    if not m:
        return "", body
    return m.group(1).strip(), zone_of(body.text[m.end() :])


def many(data: Mapping[str, Any], plural: str, single: str) -> tuple[str, ...]:
    """A list field, or its single form."""
    given = data.get(plural) or data.get(single) or []
    return (given,) if isinstance(given, str) else tuple(str(v) for v in given)


def hour(said: Any) -> datetime | None:
    """An aware hour; a bare date is its midnight in UTC."""
    if not said:
        return None
    found = datetime.fromisoformat(str(said))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def pieces(
    name: str, text: str, sources: Sequence[SourceFacts], anchors: Mapping[str, str]
) -> Iterator[Piece | tuple[str, str, str]]:
    """Every piece of a file, or `(key, name, error)` for what cannot be read."""
    first = text.lstrip()[:1]
    if first != "{":
        try:
            yield Piece(name, "file", read_text(text, sources, anchors))
        except Unreadable as wrong:
            yield ("file", name, str(wrong))
        return
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            identity, facts = read_line(line, sources, anchors)
            yield Piece(identity or f"{name}:{n}", "id", facts)
        except Unreadable as wrong:
            yield ("id", f"{name}:{n}", str(wrong))
