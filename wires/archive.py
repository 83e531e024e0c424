"""Bytes in and out of the archive: stored once by SHA-256, packed, never edited."""

import hashlib
from datetime import datetime

import zstandard

from wires.models import Snapshot

LEVEL = 3
RAW = 256 * 1024  # of an answer that failed


def keep(body: bytes, *, media_type: str, now: datetime) -> Snapshot:
    """The snapshot of these bytes; the same bytes are one row, whoever comes first."""
    return put(body, media_type=media_type, now=now)[0]


def put(body: bytes, *, media_type: str, now: datetime) -> tuple[Snapshot, bool]:
    """The snapshot of these bytes, and whether it is new."""
    digest = hashlib.sha256(body).hexdigest()
    known = Snapshot.objects.filter(digest=digest).defer("packed").first()
    if known:
        return known, False
    return Snapshot.objects.get_or_create(
        digest=digest,
        defaults={
            "size": len(body),
            "packed": zstandard.ZstdCompressor(level=LEVEL).compress(body),
            "media_type": media_type[:120],
            "first_seen_at": now,
        },
    )


def bring(snapshot: Snapshot) -> bytes:
    """The bytes as received; raises ValueError when they no longer have their digest."""
    body = zstandard.ZstdDecompressor().decompress(
        bytes(snapshot.packed), max_output_size=snapshot.size
    )
    if hashlib.sha256(body).hexdigest() != snapshot.digest:
        raise ValueError(f"snapshot {snapshot.digest[:12]} no longer has its digest")
    return body
