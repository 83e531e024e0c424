"""A draft's document as plain text for policy and for search, and the way back. Pure.

Body text is the text of its blocks joined by blank lines. Offsets in it are code points; positions
in the document and offsets in the browser are UTF-16 units. A citation is no part of the text: its
offset is where it stands.
"""

from dataclasses import dataclass
from typing import Any

from desk.policy.types import Block, BlockKind

Json = dict[str, Any]
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation node: `offset` is where it stands in the body text."""

    offset: int
    item: int
    text: int
    display: str
    block_id: str | None

    @property
    def key(self) -> tuple[int, int, str]:
        """Item, text and display level."""
        return (self.item, self.text, self.display)


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link typed into the copy, where its words stand in the body text."""

    href: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The body as plain text; `positions` gives each block the document position of its text."""

    text: str
    blocks: tuple[Block, ...]
    cites: tuple[Cite, ...]
    links: tuple[BodyLink, ...]
    positions: tuple[int, ...]


KINDS = {"heading": BlockKind.HEADING}


class Reader:
    """Walks a document once, counting both kinds of offset."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.positions: list[int] = []
        self.cites: list[Cite] = []
        self.links: list[BodyLink] = []

    def textblock(self, node: Json, position: int, kind: BlockKind) -> None:
        """One paragraph or heading whose text begins at a document position."""
        if self.blocks:
            self.add(BETWEEN)
        start = self.length
        identity = (node.get("attrs") or {}).get("id")
        for child in node.get("content", []):
            self.inline(child, identity)
        self.blocks.append(Block(start, self.length, kind, identity))
        self.positions.append(position)

    def inline(self, node: Json, block_id: str | None) -> None:
        """Words, a line break or a citation."""
        if node["type"] == "cite":
            at = node["attrs"]
            self.cites.append(
                Cite(
                    self.length,
                    at["item"],
                    at.get("text", 1),
                    at.get("display", "linked"),
                    block_id,
                )
            )
            return
        text = "\n" if node["type"] == "hard_break" else node.get("text", "")
        for mark in node.get("marks", []):
            if mark["type"] == "link":
                self.links.append(
                    BodyLink(mark["attrs"]["href"], self.length, self.length + len(text))
                )
        self.add(text)

    def add(self, text: str) -> None:
        """Append to the plain text."""
        self.parts.append(text)
        self.length += len(text)

    def walk(self, node: Json, position: int, kind: BlockKind) -> int:
        """Visit a block that begins at `position`; the position after it."""
        if node["type"] in {"paragraph", "heading"}:
            self.textblock(node, position + 1, KINDS.get(node["type"], kind))
            return position + 2 + sum(size(child) for child in node.get("content", []))
        inner = {"blockquote": BlockKind.QUOTE, "list_item": BlockKind.LIST}.get(node["type"], kind)
        at = position + 1
        for child in node.get("content", []):
            at = self.walk(child, at, inner)
        return at + 1


def size(node: Json) -> int:
    """Size of an inline node in document positions."""
    return units(node["text"]) if node["type"] == "text" else 1


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def plain(doc: Json) -> Body:
    """The document as plain text with its blocks, citations and links."""
    reader = Reader()
    at = 0
    for node in doc.get("content", []):
        at = reader.walk(node, at, BlockKind.PARAGRAPH)
    return Body(
        "".join(reader.parts),
        tuple(reader.blocks),
        tuple(reader.cites),
        tuple(joined(reader.links)),
        tuple(reader.positions),
    )


def joined(links: list[BodyLink]) -> list[BodyLink]:
    """Runs of one link that other marks had cut apart, as one."""
    out: list[BodyLink] = []
    for link in links:
        if out and out[-1].href == link.href and out[-1].end == link.start:
            out[-1] = BodyLink(link.href, out[-1].start, link.end)
        else:
            out.append(link)
    return out


def utf16(text: str, start: int, end: int) -> int:
    """UTF-16 units between two code points of a text."""
    return units(text[start:end])


def in_block(body: Body, offset: int) -> int | None:
    """Index of the block that holds a code point of the body text."""
    for n, block in enumerate(body.blocks):
        if block.start <= offset <= block.end:
            return n
    return None


def position(body: Body, offset: int, *, after_cites: bool) -> int | None:
    """Document position of a code point; citations standing there are before or after it."""
    n = in_block(body, offset)
    if n is None:
        return None
    block = body.blocks[n]
    inside = [c for c in body.cites if block.start <= c.offset <= offset]
    passed = [c for c in inside if c.offset < offset or after_cites]
    same = [c for c in passed if c.block_id == block.id]
    return body.positions[n] + utf16(body.text, block.start, offset) + len(same)
