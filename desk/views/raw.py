"""Bytes as received, as text that can do nothing: decoded, cut, escaped by the template."""

from typing import Any

from wires import archive
from wires.models import Snapshot

SHOWN = 200_000  # characters


def as_received(snapshot: Snapshot | None, encoding: str = "") -> dict[str, Any]:
    """Names for the raw page; says in words where there are no bytes to show."""
    bare = {"snapshot": snapshot, "text": "", "cut": False, "missing": ""}
    if snapshot is None:
        return {
            **bare,
            "missing": "Nothing was kept: the answer was the same as before, or there was none.",
        }
    if snapshot.removed_at is not None:
        return {**bare, "missing": f"This was {removed(snapshot)}."}
    try:
        body = archive.bring(snapshot)
    except ValueError as rotten:
        return {**bare, "missing": f"The archive cannot vouch for these bytes: {rotten}."}
    text = decoded(body, encoding)
    return {**bare, "text": text[:SHOWN], "cut": len(text) > SHOWN}


def removed(snapshot: Snapshot) -> str:
    """“removed on 3 July, for safety”."""
    row = getattr(snapshot, "removal", None)
    return row.words if row else "removed"


def decoded(body: bytes, encoding: str) -> str:
    """Bytes as text in the encoding they were read in; what cannot be read is marked."""
    for name in (encoding, "utf-8"):
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return body.decode("utf-8", "replace")
