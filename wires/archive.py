"""Bytes in and out of the archive: stored once by SHA-256, packed, never edited."""

import hashlib
from datetime import datetime

import zstandard

from wires.models import Snapshot

LEVEL = 6


def keep(body: bytes, *, media_type: str, now: datetime) -> Snapshot:
    """The snapshot of these bytes; the same bytes are one row, whoever comes first."""
    digest = hashlib.sha256(body).hexdigest()
    snapshot, _ = Snapshot.objects.get_or_create(
        digest=digest,
        defaults={
            "size": len(body),
            "packed": zstandard.ZstdCompressor(level=LEVEL).compress(body),
            "media_type": media_type[:120],
            "first_seen_at": now,
        },
    )
    return snapshot


def bring(snapshot: Snapshot) -> bytes:
    """The bytes as received; raises ValueError when they no longer have their digest."""
    body = zstandard.ZstdDecompressor().decompress(
        bytes(snapshot.packed), max_output_size=snapshot.size
    )
    if hashlib.sha256(body).hexdigest() != snapshot.digest:
        raise ValueError(f"snapshot {snapshot.digest[:12]} no longer has its digest")
    return body
