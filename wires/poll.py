"""Poll one wire: claim → fetch → archive → parse → decide → store. Calls each and does none."""

import logging
import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wires import archive, guard, schedule
from wires.fetch import fetch
from wires.models import Fetch, Outcome, Wire
from wires.nudge import wires_changed
from wires.parse import Unreadable, parse
from wires.store import Stored, store
from wires.types import Failure, Fetched, Health, Parsed, ParsedItem

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=90)
ONCE_WHOLE = timedelta(hours=24)
PROOFS = 3
SILENT = timedelta(hours=12)


def poll(wire_id: int, *, now: datetime, force: bool = False) -> Fetch | None:
    """Poll a wire that is due; None when another worker has it or it is not its hour."""
    if force:
        Wire.objects.filter(pk=wire_id).update(next_poll_at=now)
    token = Wire.objects.claim(wire_id, now=now, lease=LEASE)
    if token is None:
        return None
    wire = Wire.objects.select_related("source").get(pk=wire_id)
    try:
        return take(wire, token, ask(wire, now), now=now)
    except Exception:
        # A document nobody foresaw must not stop the other wires: it becomes this one's state.
        log.exception("wire %s", wire_id)
        return fail(wire, token, Failure("The desk could not store what this wire sent."), now=now)


def ask(wire: Wire, now: datetime) -> Fetched | Failure:
    """One conditional GET; once a day an unconditional one, since some servers answer 304 wrongly."""
    whole = wire.unconditional_at is None or now - wire.unconditional_at > ONCE_WHOLE
    return fetch(
        wire.address,
        now=now,
        allowed=guard.doors(settings.ALLOW_WIRES),
        etag="" if whole else wire.etag,
        last_modified="" if whole else wire.last_modified,
    )


def read(wire: Wire, answer: Fetched) -> Parsed:
    """The document as what it looks like, else as what this wire sent last: an empty answer looks like nothing."""
    stated = answer.headers.get("content-type")
    try:
        found = parse(answer.body, base_url=answer.final_url, content_type=stated)
    except Unreadable:
        if not wire.kind:
            raise
        found = parse(answer.body, kind=wire.kind, base_url=answer.final_url, content_type=stated)
    return replace(found, items=tuple(dated(item, found.kind) for item in found.items))


def dated(item: ParsedItem, kind: str) -> ParsedItem:
    """A teleprinter's numbers begin again each day: there the day is part of the identity."""
    if kind != "anpa_iptc7901" or not item.external_id or not item.posted_at:
        return item
    return replace(item, external_id=f"{item.posted_at:%Y-%m-%d} {item.external_id}")


def take(wire: Wire, token: UUID, answer: Fetched | Failure, *, now: datetime) -> Fetch | None:
    """Store an answer, or the state of a wire that failed."""
    if isinstance(answer, Failure):
        return fail(wire, token, answer, now=now)
    if answer.status == 304:
        return rest(wire, token, answer, Stored(), Outcome.NOT_MODIFIED, now=now)
    try:
        parsed = read(wire, answer)
    except Unreadable as wrong:
        archive.keep(answer.body, media_type=answer.headers.get("content-type", ""), now=now)
        return fail(wire, token, Failure(wrong.words, answer.status), now=now)
    with transaction.atomic():
        if not holds(wire, token):
            return None
        snapshot = archive.keep(
            answer.body, media_type=answer.headers.get("content-type", ""), now=now
        )
        if snapshot.digest == wire.last_digest:
            stored = Stored(seen=len(parsed.items))
            if any(
                True for _ in wire.items.filter(missing_since__isnull=False, withdrawn_at=None)[:1]
            ):
                stored = store(parsed.items, wire=wire, snapshot=snapshot, now=now)
        else:
            stored = store(parsed.items, wire=wire, snapshot=snapshot, now=now)
        wire.kind, wire.title = parsed.kind, (parsed.title or wire.title)[:300]
        wire.last_digest = snapshot.digest
        outcome = Outcome.CHANGED if stored.touched else Outcome.UNCHANGED
        made = rest(wire, token, answer, stored, outcome, now=now)
        if made:
            made.snapshot = snapshot
            made.save(update_fields=["snapshot"])
        transaction.on_commit(lambda: wires_changed(stored.touched))
    return made


def holds(wire: Wire, token: UUID) -> bool:
    """Whether this worker still holds the wire; locks its row until the transaction ends."""
    return Wire.objects.select_for_update().filter(pk=wire.pk, lease_token=token).exists()


def rest(
    wire: Wire, token: UUID, answer: Fetched, stored: Stored, outcome: Outcome, *, now: datetime
) -> Fetch | None:
    """Let the wire go with its next hour, its validators and its health."""
    rhythm = schedule.Rhythm(wire.interval_s, wire.floor_s, wire.ceiling_s)
    wire.interval_s = schedule.after_answer(rhythm, len(stored.new))
    wire.next_poll_at = now + timedelta(seconds=schedule.jittered(wire.interval_s, random.random()))  # noqa: S311
    wire.errors, wire.last_ok_at = 0, now
    if stored.new:
        wire.last_item_at = now
    if answer.status != 304:
        wire.etag = answer.headers.get("etag", "")[:500]
        wire.last_modified = answer.headers.get("last-modified", "")[:200]
        if wire.unconditional_at is None or now - wire.unconditional_at > ONCE_WHOLE:
            wire.unconditional_at = now
    follow_move(wire, answer)
    wire.health, wire.words = health(wire, stored, now)
    if not let_go(wire, token):
        return None
    return Fetch.objects.create(
        wire=wire,
        started_at=now,
        status=answer.status,
        outcome=outcome,
        final_url=answer.final_url[:1000],
        headers=answer.headers,
        seen=stored.seen,
        new=len(stored.new),
        changed=len(stored.changed) + len(stored.gone),
    )


def follow_move(wire: Wire, answer: Fetched) -> None:
    """Take a new address only after it was given several times in a row."""
    if answer.final_url == wire.address:
        wire.moved_to, wire.moved_seen = "", 0
    elif answer.final_url == wire.moved_to:
        wire.moved_seen = min(wire.moved_seen + 1, PROOFS)
    else:
        wire.moved_to, wire.moved_seen = answer.final_url[:1000], 1


def health(wire: Wire, stored: Stored, now: datetime) -> tuple[str, str]:
    """The wire's state and a sentence."""
    if stored.new:
        count = len(stored.new)
        return Health.OK.value, f"{count} new item{'' if count == 1 else 's'} at {now:%H:%M} UTC."
    if wire.last_item_at and now - wire.last_item_at > SILENT:
        return (
            Health.QUIET.value,
            f"Answers in good order, with nothing new since {wire.last_item_at:%H:%M} UTC on {wire.last_item_at.day} {wire.last_item_at:%B}.",
        )
    return Health.OK.value, "Answers in good order, with nothing new."


def fail(wire: Wire, token: UUID, failure: Failure, *, now: datetime) -> Fetch | None:
    """A failing wire is a state with words; what is stored stays."""
    wire.errors += 1
    rhythm = schedule.Rhythm(wire.interval_s, wire.floor_s, wire.ceiling_s)
    wait = schedule.after_failure(rhythm, wire.errors, random.random(), failure.retry_after)  # noqa: S311
    wire.next_poll_at = now + timedelta(seconds=wait)
    wire.health = Health.GONE.value if failure.gone else Health.FAILING.value
    wire.words = failure.words[:500]
    if not let_go(wire, token):
        return None
    return Fetch.objects.create(
        wire=wire,
        started_at=now,
        status=failure.status,
        outcome=Outcome.FAILED,
        words=failure.words[:500],
    )


KEPT = (
    "kind", "title", "interval_s", "next_poll_at", "errors", "last_ok_at", "last_item_at", "etag",
    "last_modified", "unconditional_at", "moved_to", "moved_seen", "health", "words", "last_digest",
)  # fmt: skip


def let_go(wire: Wire, token: UUID) -> bool:
    """Write the wire's state if this worker still holds it; a late worker changes nothing."""
    values = {name: getattr(wire, name) for name in KEPT}
    held = Wire.objects.filter(pk=wire.pk, lease_token=token)
    return bool(held.update(**values, lease_token=None, lease_until=None))
