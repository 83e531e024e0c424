"""The night from one start of the sample server to the next: who stops the demo for a minute takes nothing down."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.demo.pages import Post

HOURS = ("at", "edited")


def save(path: Path, numbers: dict[str, int], pages: dict[str, list[Post]]) -> None:
    """Write all that stands; whoever reads meanwhile finds the old or the new file."""
    told = {name: [asdict(post) for post in posts] for name, posts in pages.items()}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"numbers": numbers, "pages": told}, default=datetime.isoformat))
    fresh.replace(path)


def load(path: Path) -> tuple[dict[str, int], dict[str, list[Post]]] | None:
    """What stood when the server ended; None where there is no such file, or one that nobody can read."""
    try:
        said = json.loads(path.read_text())
        pages = {name: [post_of(one) for one in posts] for name, posts in said["pages"].items()}
        return {name: int(said["numbers"][name]) for name in ("count", "first", "hurt")}, pages
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def post_of(said: dict[str, Any]) -> Post:
    """A post as it was written down."""
    hours = {name: said[name] and datetime.fromisoformat(said[name]) for name in HOURS}
    passed_on = tuple(said["forwarded"]) if said["forwarded"] else None
    return Post(**{**said, **hours, "forwarded": passed_on})
