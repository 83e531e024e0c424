"""Poll one wire: claim → fetch → archive → parse → decide → store. Calls each and does none."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from wires import addresses, alerts, archive, charset, guard, missed, rhythm, turns
from wires.at_home import housed
from wires.cutting import CUT, whole_part
from wires.decide import fingerprint, said_by
from wires.fetch import fetch
from wires.models import Fetch, Outcome, Snapshot, Source, Wire
from wires.nudge import wires_changed
from wires.parse import Unreadable, parse, unread
from wires.roads.bring import bring
from wires.rows import asked, put_one
from wires.store import NotRead, Stored, store
from wires.types import Failure, Fetched, Parsed

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)  # longer than a task may take, shorter than anybody's patience
WATCHED = timedelta(hours=6)  # that a missing post is looked for
HOLD = """
    select w.hours_in, s.id, s.name, s.full_text from wires_wire w join wires_source s on s.id = w.source_id
     where w.id = %s and w.lease_token = %s for update of w
"""
MISSING = """
    select 1 from wires_item
     where wire_id = %s and missing_since >= %s and withdrawn_at is null limit 1
"""
TWIN = 10.0  # seconds for the https:// form: with the fetch that failed, within a task's time
NO_PREVIEW = Failure("This channel shows no preview to the open web.", closed=True)
TRIES = 3  # at storing: two wires of one source may stand in each other's way


def poll(
    wire_id: int, *, now: datetime, token: UUID | None = None, force: bool = False
) -> Fetch | None:
    """Poll a wire by the token of its claim, or claim it first; None when it is not ours to poll,
    or its domain has no turn free: then it is put back."""
    if force:
        Wire.objects.wake(wire_id, now=now)
    wire = Wire.objects.begin(wire_id, token, now=now, lease=LEASE)
    if wire is None or wire.lease_token is None:
        return None
    mine, wire.domain = wire.lease_token, addresses.domain_of(wire.address)
    with turns.turn(wire.domain) as turn:
        if turn.wait > 0:
            Wire.objects.put_back(wire_id, mine, until=now + timedelta(seconds=turn.wait))
            return None
        answer = answer_of(wire, now)
    return settle(wire, mine, answer, now=now)


def answer_of(wire: Wire, now: datetime) -> Fetched | Failure:
    """What the wire answers; what nobody foresaw in an answer is a state of this wire too."""
    try:
        return ask(wire, now)
    except Exception:
        log.exception("wire %s", wire.pk)
        return Failure("The desk could not take what this wire’s server answered.")


def ask(wire: Wire, now: datetime) -> Fetched | Failure:
    """One conditional GET; once a day an unconditional one, since some servers answer 304 wrongly.

    Mailboxes, folders and platforms' accounts have roads of their own.
    """
    by_road = bring(wire, now=now)
    if by_road is not None:
        return NO_PREVIEW if preview_is_off(wire.address, by_road) else by_road
    whole = rhythm.due_whole(wire, now)
    etag, modified = ("", "") if whole else (wire.etag, wire.last_modified)
    answer = fetch(wire.address, now=now, allowed=doors(), etag=etag, last_modified=modified)
    if isinstance(answer, Fetched) and answer.status == 304 and not (etag or modified):
        return Failure("The server says that nothing has changed, though we asked for all.", 304)
    if isinstance(answer, Fetched) and not answer.body and answer.status != 304:
        return Failure("The server answered with nothing.", answer.status)
    return NO_PREVIEW if preview_is_off(wire.address, answer) else answer


def doors() -> Mapping[str, tuple[str, int]]:
    """The addresses that may be fetched though they are not public."""
    return guard.doors(settings.ALLOW_WIRES)


def preview_is_off(address: str, answer: Fetched | Failure) -> bool:
    """Whether a channel's page of posts led to its page without any."""
    if isinstance(answer, Failure) or "://t.me/" not in address:
        return False
    return "://t.me/" in answer.final_url and "://t.me/s/" not in answer.final_url


def settle(wire: Wire, token: UUID, answer: Fetched | Failure, *, now: datetime) -> Fetch | None:
    """Store an answer or the state of a wire that failed; what nobody foresaw is this wire's state
    and does not stop the others."""
    for left in range(TRIES - 1, -1, -1):
        try:
            return take_new(wire, token, answer, now=now)
        except DatabaseError:
            if not left:
                log.exception("wire %s", wire.pk)
        except Exception:
            log.exception("wire %s", wire.pk)
            break
        wire = Wire.objects.get(pk=wire.pk)
    failure = Failure("The desk could not store what this wire sent.")
    return fail(Wire.objects.get(pk=wire.pk), token, failure, now=now)


def take_new(wire: Wire, token: UUID, answer: Fetched | Failure, *, now: datetime) -> Fetch | None:
    """Read a document as far as it is new, or whole where what it had before is not stored as it was."""
    try:
        return take(wire, token, answer, now=now)
    except NotRead:  # nothing of it is written
        wire.refresh_from_db(fields=["known_by"])
    return take(wire, token, answer, now=now, whole=True)


@transaction.atomic
def take(
    wire: Wire, token: UUID, answer: Fetched | Failure, *, now: datetime, whole: bool = False
) -> Fetch | None:
    """In one transaction, by the token: snapshot, items, validators, next hour and the fetch's own row."""
    if isinstance(answer, Failure):
        return fail(wire, token, answer, now=now)
    digest = archive.digest_of(answer.body)
    if answer.status == 304 or (digest == wire.last_digest and not wire.misses):
        return rest(wire, token, answer, Stored(), now=now)
    if not holds(wire, token):
        return None
    seen = None if whole or not wire.source.full_text else unread.seen_in(wire.elements)
    try:
        return keep(wire, token, answer, read(wire, answer, seen), digest, now=now)
    except Unreadable as wrong:
        refused = Failure(wrong.words, answer.status, body=answer.body, detail=answer.headers)
        return fail(wire, token, refused, now=now)


def holds(wire: Wire, token: UUID) -> bool:
    """Whether this worker still holds the wire; locks its row until the transaction ends, and brings
    along what storing asks of its source. Where somebody set its clock meanwhile, nothing counts as read."""
    found = asked(HOLD, wire.pk, token)
    for clock, *row in found:
        wire.source = Source.from_db(connection.alias, ("id", "name", "full_text"), row)
        if clock != wire.hours_in:
            wire.hours_in, wire.last_said, wire.elements = clock, "", {}
    return bool(found)


def watching(wire: Wire, now: datetime) -> bool:
    """Whether a post that stands went missing from this wire's page not long ago."""
    return bool(asked(MISSING, wire.pk, now - WATCHED))


def read(wire: Wire, answer: Fetched, seen: unread.Seen | None = None) -> Parsed:
    """The document as what it looks like, else as what this wire sent last: an empty answer looks like
    nothing. Entries that were `seen` are not read again."""
    stated = answer.headers.get("content-type")
    try:
        found = parse(answer.body, base_url=answer.final_url, content_type=stated, seen=seen)
    except Unreadable:
        if not wire.kind:
            raise
        found = parse(answer.body, kind=wire.kind, base_url=answer.final_url, content_type=stated)
    return housed(whole_part(found, answer.body), wire.hours_in)


def keep(
    wire: Wire, token: UUID, answer: Fetched, parsed: Parsed, digest: str, *, now: datetime
) -> Fetch | None:
    """Store a document that could be read; its bytes, of this digest, stay where they changed something.

    One that broke off says nothing of what it does not list, and its validators vouch for nothing.
    """
    whole = CUT not in parsed.faults
    if not whole:
        plain = {k: v for k, v in answer.headers.items() if k not in {"etag", "last-modified"}}
        answer = replace(answer, headers=plain)
    prints = [fingerprint(item) for item in parsed.items]
    said = said_by(parsed.items, prints)
    stored, snapshot = Stored(seen=len(parsed.items)), None
    if said != wire.last_said or wire.misses:
        stated = answer.headers.get("content-type", "")
        snapshot, fresh = archive.put(answer.body, media_type=stated, now=now, digest=digest)
        stored = store(parsed.items, wire=wire, snapshot=snapshot, now=now, whole=whole)
        wire.misses = (wire.misses or stored.noted) and watching(wire, now)
        if wire.pushed and stored.new:
            missed.found(wire.pk, stored.new, now=now)
        if fresh and not stored.touched and not stored.noted:
            snapshot.delete()
            snapshot = None
    wire.kind, wire.title = parsed.kind, (parsed.title or wire.title)[:300]
    wire.last_digest = digest if whole else ""
    wire.last_said = said if whole else ""
    wire.elements = unread.to_keep(parsed, prints)
    listed = [item.posted_at for item in parsed.items if item.posted_at]
    # What a first poll brings says nothing of lateness.
    hours = stored.hours if wire.last_ok_at else []
    came = rhythm.Came(len(stored.new), hours, listed, parsed.faults)
    made = rest(wire, token, answer, stored, now=now, came=came, snapshot=snapshot)
    transaction.on_commit(lambda: wires_changed(stored.touched))
    return made


def rest(
    wire: Wire,
    token: UUID,
    answer: Fetched,
    stored: Stored,
    *,
    now: datetime,
    came: rhythm.Came | None = None,
    snapshot: Snapshot | None = None,
) -> Fetch | None:
    """Let the wire go with its next hour, its validators and its health."""
    late = behind(wire, now)
    came = came or rhythm.Came()
    rhythm.answered(wire, answer, came, now)
    addresses.follow_proven(wire, now)
    if not let_go(wire, token, now):
        return None
    outcome = Outcome.CHANGED if stored.touched or stored.noted else Outcome.UNCHANGED
    outcome = Outcome.NOT_MODIFIED if answer.status == 304 else outcome
    made = Fetch(
        wire=wire,
        snapshot=snapshot,
        started_at=now,
        status=answer.status,
        outcome=outcome,
        final_url=answer.final_url[:1000],
        headers=answer.headers if outcome == Outcome.CHANGED else {},
        seen=stored.seen,
        new=len(stored.new),
        changed=len(stored.changed) + len(stored.gone),
        late_ms=late,
        took_ms=answer.took_ms,
        encoding=charset.choose(answer.body, answer.headers.get("content-type"))[:40]
        if answer.body
        else "",
        faults=list(came.faults),
        skew_s=wire.skew_s,
    )
    put_one(made)
    return made


def behind(wire: Wire, now: datetime) -> int:
    """Milliseconds by which a poll began after its hour."""
    return int(max(min((now - wire.next_poll_at).total_seconds(), 86_400), -86_400) * 1000)


@transaction.atomic
def fail(wire: Wire, token: UUID, failure: Failure, *, now: datetime) -> Fetch | None:
    """A failing wire is a state with words, and the raw answer kept; what is stored stays."""
    late = behind(wire, now)
    rhythm.failed(wire, failure, now)
    addresses.heed(wire.domain, failure, now=now)
    propose_twin(wire, failure, now)
    if not let_go(wire, token, now):
        return None
    raw = None
    if failure.body:
        stated = failure.detail.get("content-type", "")
        raw = archive.keep(failure.body[: archive.RAW], media_type=stated, now=now)
    return Fetch.objects.create(
        wire=wire,
        snapshot=raw,
        started_at=now,
        status=failure.status,
        outcome=Outcome.FAILED,
        words=failure.words[:500],
        headers=failure.detail,
        late_ms=late,
        took_ms=failure.took_ms,
    )


def propose_twin(wire: Wire, failure: Failure, now: datetime) -> None:
    """Where an http:// address has died, try its https:// form once and propose it if it can be read."""
    twin = addresses.twin_to_try(wire, unreached=failure.unreached, now=now)
    if twin is None:
        return
    wire.twin_tried_at = now
    answer = fetch(twin, now=now, allowed=doors(), whole=TWIN)
    if isinstance(answer, Failure):
        return
    try:
        read(wire, answer)
    except Unreadable:
        return
    wire.proposed_address, wire.proposed_at = twin[:1000], now
    wire.words = f"{wire.words} It answers at {twin}: take that address?"[:500]


def let_go(wire: Wire, token: UUID, now: datetime) -> bool:
    """Write the wire's state if this worker still holds it; a late worker changes nothing."""
    if not Wire.objects.let_go(wire, token, rhythm.KEPT):
        return False
    alerts.settle(wire, now)
    return True
