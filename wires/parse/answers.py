"""Answers of platforms' APIs: JSON, JSON lines or an event stream, and fields of any type. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wires import links
from wires.language import language_of
from wires.parse.errors import Unreadable
from wires.parse.jsonfeed import as_text
from wires.parse.storable import loaded
from wires.parse.xml import resolved
from wires.types import ParsedItem

MOST, MOST_LINES = 2000, 10_000
LOST = 100  # lines in a row at the beginning after which none is looked at
CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
LINK = re.compile(r"https?://\S+")


def documents(body: bytes) -> tuple[list[Any], tuple[str, ...]]:
    """The JSON documents of an answer, one or one a line, and in words what could not be read."""
    text = body.decode(json.detect_encoding(body), "replace").lstrip("\ufeff").strip("\x00 \t\r\n")
    try:
        return [loaded(text)], ()
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()][:MOST_LINES]
    found, lost = [], 0
    for line in lines:
        try:
            found.append(loaded(line))
        except (ValueError, RecursionError):
            lost += 1
            if lost == LOST and not found:
                break
    if lost >= len(found):
        raise Unreadable("The document is no JSON that can be read.")
    return found, ((f"{lost} lines could not be read",) if lost else ())


def record(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """A list as it is, one value as a list of it, nothing as an empty one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def records(value: Any) -> list[dict[str, Any]]:
    """The objects in a list, or the one object."""
    return [one for one in listed(value) if isinstance(one, dict)]


def said(data: dict[str, Any], *names: str) -> str:
    """The first of these fields that holds words."""
    return next((text for name in names if (text := as_text(data.get(name)).strip())), "")


def address(base: str | None, *values: Any) -> str | None:
    """The first of these that is a web address; relative ones need a base."""
    for value in values:
        if isinstance(value, str) and (found := resolved(value, base)):
            return found
    return None


def spoken(code: Any) -> str | None:
    """A language code in lower case with X's old ones made new; "" where it is said to be in none."""
    low = as_text(code).strip().lower()
    low = {"in": "id", "iw": "he", "ji": "yi"}.get(low, low)
    if low in {"und", "zxx", "mul", "art"} or re.fullmatch("q[a-t][a-z]", low):
        return ""
    return low if CODE.fullmatch(low) else None


def completed(item: ParsedItem) -> ParsedItem:
    """The item with the key of its address, and a language guessed where nothing is said of it."""
    language = item.language
    if language is None:
        language = language_of(LINK.sub("", f"{item.title}\n{item.text}"))
    return replace(
        item,
        canonical_url=links.canonical(item.url) if item.url else None,
        language=language or None,
    )


def refused(data: dict[str, Any]) -> None:
    """Raise what a server answers in place of posts."""
    words = said(data, "message", "detail", "error_description", "error", "title")
    raise Unreadable(f"The server answers with an error: {words.rstrip('.')[:300]}.")


def events(body: bytes) -> Iterator[tuple[str, str]]:
    """The events of a text/event-stream: their names and data."""
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    for block in re.split(r"(?:\r?\n|\r){2,}", text):
        name, parts = "", []
        for line in block.splitlines():
            field, colon, value = line.partition(":")
            if field == "event" and colon:
                name = value.strip()
            elif field == "data" and colon:
                parts.append(value.removeprefix(" "))
        if parts:
            yield name, "\n".join(parts)
