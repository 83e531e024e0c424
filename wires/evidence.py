"""Stored bytes as a WARC file (ISO 28500), which archives and courts read with tools of their own.

Each snapshot is one record under the address it came from: a `response` where its fetch is known, else a
`resource`. Beside it a `metadata` record says which items rest on it, with its SHA-256.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wires import archive
from wires.models import Fetch, ItemText, Snapshot

# What a server said of the bytes on the way no longer fits the bytes as we keep them, unpacked.
ON_THE_WAY = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
SOFTWARE = "Nightdesk"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One snapshot and what rests on it; `wanting` says in words why its bytes are not there."""

    snapshot: Snapshot
    texts: tuple[ItemText, ...]
    fetch: Fetch | None = None
    wanting: str = ""


def exhibits(texts: Iterable[ItemText]) -> list[Exhibit]:
    """Snapshots behind these texts, each once, oldest first."""
    by: dict[int, list[ItemText]] = {}
    snapshots: dict[int, Snapshot] = {}
    for text in texts:
        if text.snapshot is not None:
            snapshots[text.snapshot.pk] = text.snapshot
            by.setdefault(text.snapshot.pk, []).append(text)
    fetches = {
        fetch.snapshot_id: fetch
        for fetch in Fetch.objects.filter(snapshot__in=by).order_by("-started_at")
    }
    found = [
        Exhibit(snapshots[pk], tuple(by[pk]), fetches.get(pk), wanting(snapshots[pk])) for pk in by
    ]
    return sorted(found, key=lambda one: (one.snapshot.first_seen_at, one.snapshot.pk))


def wanting(snapshot: Snapshot) -> str:
    """Why the bytes of a snapshot are not there, empty where they are."""
    if snapshot.removed_at:
        return f"removed on {snapshot.removed_at:%Y-%m-%d}"
    return "its bytes have changed since they were kept" if snapshot.rotten_at else ""


def write(found: Iterable[Exhibit], out: IO[bytes], *, title: str, now: datetime) -> int:
    """Write the exhibits, gzipped record by record; how many snapshots are in it with their bytes."""
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    about = {"software": SOFTWARE, "format": "WARC File Format 1.1", "description": title}
    writer.write_record(writer.create_warcinfo_record(f"{title}.warc.gz", about))
    count = 0
    for one in found:
        if not one.wanting:
            writer.write_record(bytes_record(writer, one))
            count += 1
        said = json.dumps(described(one, now), ensure_ascii=False, indent=1).encode()
        writer.write_record(
            writer.create_warc_record(
                address(one),
                "metadata",
                payload=BytesIO(said),
                length=len(said),
                warc_content_type="application/json",
            )
        )
    return count


def bytes_record(writer: WARCWriter, one: Exhibit) -> object:
    """The snapshot as received."""
    body = archive.bring(one.snapshot)
    date = {"WARC-Date": stamp(one.fetch.started_at if one.fetch else one.snapshot.first_seen_at)}
    date["WARC-Payload-Digest"] = f"sha256:{one.snapshot.digest}"
    if one.fetch is None or not one.fetch.status:
        kind = one.snapshot.media_type or "application/octet-stream"
        return writer.create_warc_record(
            address(one), "resource", payload=BytesIO(body), length=len(body), warc_content_type=kind,
            warc_headers_dict=date,
        )  # fmt: skip
    kept = [(n, str(v)) for n, v in one.fetch.headers.items() if n.lower() not in ON_THE_WAY]
    http = StatusAndHeaders(f"{one.fetch.status} OK", kept, protocol="HTTP/1.1")
    return writer.create_warc_record(
        address(one),
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=http,
        warc_headers_dict=date,
    )


def address(one: Exhibit) -> str:
    """Where the bytes came from; a name of ours where no address is known."""
    if one.fetch and one.fetch.final_url:
        return one.fetch.final_url
    url = next((text.item.url for text in one.texts if text.item.url), "")
    return url or f"urn:sha256:{one.snapshot.digest}"


def described(one: Exhibit, now: datetime) -> dict[str, object]:
    """What rests on a snapshot, in plain names."""
    return {
        "sha256": one.snapshot.digest,
        "bytes": one.snapshot.size,
        "first_seen_at": stamp(one.snapshot.first_seen_at),
        "wanting": one.wanting or None,
        "exported_at": stamp(now),
        "items": [
            {
                "source": text.item.source.name,
                "id": text.item.external_id,
                "url": text.item.url or None,
                "text_number": text.number,
                "text_digest": text.digest,
                "posted_at": stamp(text.item.posted_at) if text.item.posted_at else None,
                "seen_at": stamp(text.seen_at),
            }
            for text in one.texts
        ],
    }


def stamp(at: datetime) -> str:
    """An hour as WARC writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
