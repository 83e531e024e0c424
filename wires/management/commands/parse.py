"""Items of documents, without a database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wires.dates import rfc3339
from wires.parse import KINDS, Unreadable, parse
from wires.text import storable
from wires.types import ParsedItem


class Command(BaseCommand):
    """`parse FILE… [--kind KIND] --json`."""

    help = "Items of feeds and channel pages, one JSON object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--kind", choices=KINDS)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *_: Any, **given: Any) -> None:
        """Print a line for each item; a file that cannot be read is one line, and the rest go on."""
        bad = False
        for file in given["files"]:
            for line in lines(file, given["kind"]):
                bad = bad or "error" in line
                said = json.dumps(line, ensure_ascii=False) if given["json"] else plain(line)
                self.stdout.write(storable(said))
        if bad:
            raise SystemExit(1)


def lines(file: str, kind: str | None) -> Iterator[dict[str, Any]]:
    """The lines of one file."""
    try:
        found = parse(Path(file).read_bytes(), kind=kind)
    except OSError as wrong:
        yield {
            "file": file,
            "error": f"This file cannot be read: {(wrong.strerror or str(wrong)).lower()}.",
        }
        return
    except Unreadable as wrong:
        yield {"file": file, "error": wrong.words}
        return
    if not found.items:
        yield {"file": file, "kind": found.kind, "items": 0}
    for item in found.items:
        yield {"file": file, "kind": found.kind, **fields(item)}


def fields(item: ParsedItem) -> dict[str, Any]:
    """An item as the contract writes it."""
    return {
        "id": item.external_id,
        "url": item.url,
        "canonical_url": item.canonical_url,
        "title": item.title,
        "text": item.text,
        "author": item.author,
        "posted_at": rfc3339(item.posted_at, item.posted_on),
        "updated_at": rfc3339(item.updated_at, None),
        "language": item.language,
    }


def plain(line: dict[str, Any]) -> str:
    """A line for a person at a terminal."""
    if "error" in line:
        return f"{line['file']}: {line['error']}"
    if "items" in line:
        return f"{line['file']}: {line['kind']}, no items"
    return (
        f"{line['posted_at'] or '-':20}  {line['title'] or line['text'][:80]}  {line['url'] or ''}"
    )
