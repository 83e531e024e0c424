"""Bytes in and out of the archive: stored once by SHA-256, packed, never edited."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import zstandard
from django.db.models import F

from wires.models import Item, Snapshot
from wires.rows import asked

LEVEL = 3
PUT = """
    insert into wires_snapshot (digest, size, packed, media_type, first_seen_at)
    values (%s, %s, %s, %s, %s) on conflict (digest) do nothing returning id
"""
RAW = 256 * 1024  # of an answer that failed


class Rotten(ValueError):
    """Bytes that no longer have their digest."""


class Removed(ValueError):
    """Bytes that were taken away by a removal."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a sweep over the archive found: how many snapshots it read, and which are rotten."""

    read: int
    rotten: tuple[Snapshot, ...]


def keep(body: bytes, *, media_type: str, now: datetime) -> Snapshot:
    """The snapshot of these bytes; the same bytes are one row, whoever comes first."""
    return put(body, media_type=media_type, now=now)[0]


def digest_of(body: bytes) -> str:
    """By what these bytes are known: their SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def put(body: bytes, *, media_type: str, now: datetime, digest: str = "") -> tuple[Snapshot, bool]:
    """The snapshot of these bytes, and whether it is new; one statement where it is. `digest` is theirs, where
    it is known already."""
    made = Snapshot(
        digest=digest or digest_of(body),
        size=len(body),
        packed=zstandard.ZstdCompressor(level=LEVEL).compress(body),
        media_type=media_type[:120],
        first_seen_at=now,
    )
    given = (made.digest, made.size, made.packed, made.media_type, made.first_seen_at)
    for (made.pk,) in asked(PUT, *given):
        return made, True
    return Snapshot.objects.defer("packed").get(digest=made.digest), False


def bring(snapshot: Snapshot) -> bytes:
    """The bytes as received; raises Rotten when they no longer have their digest, Removed when they
    were taken away."""
    if snapshot.removed_at:
        raise Removed("these bytes were removed")
    try:
        body = zstandard.ZstdDecompressor().decompress(
            bytes(snapshot.packed), max_output_size=snapshot.size
        )
    except zstandard.ZstdError as wrong:
        raise Rotten(f"snapshot {snapshot.digest[:12]} can no longer be unpacked") from wrong
    if digest_of(body) != snapshot.digest:
        raise Rotten(f"snapshot {snapshot.digest[:12]} no longer has its digest")
    return body


def check(*, most: int, now: datetime) -> Checked:
    """Compute the digests of so many snapshots again, those longest unread first."""
    rotten: list[Snapshot] = []
    read = 0
    for snapshot in unread(most):
        read += 1
        try:
            bring(snapshot)
            found = None
        except Rotten:
            found = snapshot.rotten_at or now
            rotten.append(snapshot)
        Snapshot.objects.filter(pk=snapshot.pk).update(checked_at=now, rotten_at=found)
    return Checked(read, tuple(rotten))


def mend(snapshot: Snapshot, packed: bytes, *, now: datetime) -> bool:
    """Put packed bytes from elsewhere in the place of rotten ones, where they have the digest."""
    one = Snapshot(digest=snapshot.digest, size=snapshot.size, packed=packed)
    try:
        bring(one)
    except Rotten:
        return False
    rows = Snapshot.objects.filter(pk=snapshot.pk, removed_at=None)
    return bool(rows.update(packed=packed, checked_at=now, rotten_at=None))


def unread(most: int) -> Iterator[Snapshot]:
    """Snapshots to check, a few in memory at a time."""
    order = F("checked_at").asc(nulls_first=True)
    rows = Snapshot.objects.filter(removed_at=None).order_by(order, "id")
    for pk in list(rows.values_list("pk", flat=True)[:most]):
        one = rows.filter(pk=pk).first()
        if one:
            yield one


def resting_on(snapshot: Snapshot) -> list[Item]:
    """Items with a text that rests on these bytes, oldest first."""
    rows = Item.objects.filter(texts__snapshot=snapshot).distinct()
    return list(rows.select_related("source").order_by("received_at", "id"))
