"""A document that came to us, by push, by mail or from a folder: archived, read and stored at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from wires import archive
from wires.at_home import housed
from wires.models import Fetch, Outcome, Wire
from wires.nudge import wires_changed
from wires.parse import parse
from wires.store import store


@transaction.atomic
def deliver(
    wire_id: int,
    body: bytes,
    *,
    now: datetime,
    media_type: str = "",
    kind: str | None = None,
    cursor: Mapping[str, str] | None = None,
    past: bool = False,
) -> Fetch:
    """Store one document of a wire in one transaction with its fetch and the wire's cursor.

    The same document again changes nothing; of old items that were asked for (`past`) nobody is told. Raises Unreadable, having written nothing.
    """
    wire = Wire.objects.select_for_update(of=("self",)).select_related("source").get(pk=wire_id)
    parsed = housed(parse(body, kind=kind, content_type=media_type or None), wire.hours_in)
    snapshot = archive.keep(body, media_type=media_type, now=now)
    # What comes singly is no list of all there is: nothing is missing because it is not named.
    stored = store(parsed.items, wire=wire, snapshot=snapshot, now=now, whole=False, past=past)
    # Not when it last answered: what is old at a wire's first poll is told of nobody, whatever came before.
    wire.kind = parsed.kind
    if stored.new and not past:
        wire.last_item_at = now
    if cursor is not None:
        wire.cursor = dict(cursor)
    wire.save(update_fields=["kind", "last_item_at", "cursor"])
    transaction.on_commit(lambda: wires_changed(stored.touched))
    return Fetch.objects.create(
        wire=wire,
        snapshot=snapshot,
        started_at=now,
        outcome=Outcome.CHANGED if stored.touched else Outcome.UNCHANGED,
        seen=stored.seen,
        new=len(stored.new),
        changed=len(stored.changed) + len(stored.gone),
    )
