"""The document of a draft: ProseMirror's model in Python, one schema for browser and server.

`desk/schema.json` is read by both sides. What no schema can say (which addresses a link may have,
what a citation's attributes may be, how large a document gets) is checked here.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prosemirror.model import Fragment, Node, Schema, Slice
from prosemirror.transform import ReplaceStep, Step, Transform

PATH = Path(__file__).with_name("schema.json")
DISPLAYS = frozenset({"linked", "named", "described", "confidential"})
IDENTITY = re.compile(r"[\w-]{1,40}")
LARGEST = 400_000  # positions; a 60,000-word document is about 360,000
Json = dict[str, Any]


class SchemaError(ValueError):
    """A sentence that says what the desk cannot take."""


@lru_cache(maxsize=1)
def schema() -> "Schema[Any, Any]":
    """The schema, read once."""
    return Schema(json.loads(PATH.read_text(encoding="utf-8")))


def load(doc: Json) -> Node:
    """A checked document from its JSON."""
    try:
        node = Node.from_json(schema(), doc)
        node.check()
    except Exception as wrong:
        raise SchemaError("the document does not have the form of a draft") from wrong
    check_values(node)
    return node


def check_values(node: Node) -> None:
    """Refuse attribute values that the schema lets through."""
    if node.content.size > LARGEST:
        raise SchemaError("the piece is longer than the desk takes")

    def look(child: Node, *_: Any) -> bool:
        if child.type.name == "cite":
            check_cite(child.attrs)
        identity = child.attrs.get("id") if child.attrs else None
        if identity is not None and not (
            isinstance(identity, str) and IDENTITY.fullmatch(identity)
        ):
            raise SchemaError("a paragraph has an unreadable mark")
        for mark in child.marks:
            if mark.type.name == "link" and not web(mark.attrs.get("href")):
                raise SchemaError("a link must begin with https://, http:// or mailto:")
        return True

    node.descendants(look)


def check_cite(attrs: Mapping[str, Any]) -> None:
    """A citation names an item, one of its texts and how readers are shown it."""
    item, text = attrs.get("item"), attrs.get("text")
    if not (isinstance(item, int) and isinstance(text, int) and item > 0 and text > 0):
        raise SchemaError("a citation names no item")
    if str(attrs.get("display")) not in DISPLAYS:
        raise SchemaError("a citation does not say how readers are shown it")


def web(href: object) -> bool:
    """Whether a link goes to the web or to a mailbox."""
    if not isinstance(href, str) or len(href) > 2000:
        return False
    try:
        return urlsplit(href).scheme.lower() in {"http", "https", "mailto"}
    except ValueError:
        return False


def apply(doc: Json, steps: list[Any]) -> Json:
    """The document after these steps; nothing is applied where one fails."""
    node = load(doc)
    for raw in steps:
        try:
            result = Step.from_json(schema(), raw).apply(node)
        except Exception as wrong:
            raise SchemaError("a step cannot be read") from wrong
        if result.failed or result.doc is None:
            raise SchemaError("a step does not fit the document")
        node = result.doc
    return as_json(load(as_json(node.to_json())).to_json())


def as_json(data: Any) -> Json:  # the library's own type for JSON is a read-only one
    """A document or step as a plain dictionary."""
    return dict(data)


def empty() -> Json:
    """A page with one empty paragraph."""
    return {"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "p1"}}]}


def from_blocks(blocks: list[tuple[str, str]]) -> Json:
    """A document of `(kind, text)` pairs, kind paragraph or heading."""
    content: list[Json] = []
    for n, (kind, text) in enumerate(blocks, 1):
        attrs: Json = {"id": f"p{n}"}
        if kind == "heading":
            attrs["level"] = 2
        inner = [{"type": "text", "text": text}] if text else []
        content.append({"type": kind, "attrs": attrs, "content": inner})
    return {"type": "doc", "content": content} if content else empty()


def from_paragraphs(paragraphs: list[str]) -> Json:
    """A document of plain paragraphs."""
    return from_blocks([("paragraph", text) for text in paragraphs])


def replace_steps(doc: Json, position: int, end: int, text: str) -> list[Json]:
    """Steps that put `text` in the place of what stands between two document positions."""
    node = load(doc)
    change = Transform(node)
    if text:
        marks = node.resolve(position).marks()
        change.replace_with(position, end, schema().text(text, marks))
    else:
        change.delete(position, end)
    return [as_json(step.to_json()) for step in change.steps]


def replace_all_steps(doc: Json, wanted: Json) -> list[Json]:
    """One step that makes the document read as another."""
    node, other = load(doc), load(wanted)
    content = other.content if other.content.size else Fragment.empty
    return [as_json(ReplaceStep(0, node.content.size, Slice(content, 0, 0)).to_json())]


def move_steps(doc: Json, start: int, end: int, to: int, *, gap: int = 0) -> list[Json]:
    """Steps that bring what stands between two positions of one paragraph before `to`, citations and all.

    `gap` is the space before it that goes. A paragraph that has nothing left is taken out; `to` stands
    before `start`.
    """
    node = load(doc)
    change = Transform(node)
    at, after = node.resolve(start), node.resolve(end)
    moved = at.parent.content.cut(at.parent_offset, after.parent_offset)
    if moved.size == at.parent.content.size:
        change.delete(at.before(), at.after())
    else:
        change.delete(start - gap, end)
    change.insert(to, moved.append(Fragment.from_(schema().text(" "))))
    return [as_json(step.to_json()) for step in change.steps]
