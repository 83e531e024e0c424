"""Look after a wire: pause it, go on, take the address it proposes."""

import re
from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.errors import NotYours, Stale, Unsound
from desk.models import LogEntry, Person, Verb
from wires import addresses
from wires.at_home import is_zone
from wires.hands import is_mailbox
from wires.models import Wire
from wires.roads.backfill import NoBackfill, channel
from wires.tasks import backfill

AGAIN = timedelta(minutes=5)  # a second press in between is the same wish
LEAST, MOST = 2, 24 * 3600  # seconds
AUTHSERV = re.compile(r"[^\s;=\x00]{0,255}")


def need_desk(by: Person) -> None:
    """Wires are looked after by people of the house."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk look after wires.")


@transaction.atomic
def pause(wire: Wire, *, by: Person, now: datetime, resume: bool = False) -> Wire:
    """Stop polling for a while, or go on; what is stored stays."""
    need_desk(by)
    wire.paused = not resume
    wire.save(update_fields=["paused"])
    if resume:
        Wire.objects.wake(wire.pk, now=now)
    LogEntry.record(
        None, Verb.ADD_SOURCE, by, now, f"{'Resumed' if resume else 'Paused'} {wire.source.name}"
    )
    return wire


@transaction.atomic
def bring_older(wire: Wire, *, by: Person, now: datetime) -> None:
    """Bring a channel’s older posts, page by page; nobody is alerted to them."""
    need_desk(by)
    try:
        channel(wire.address)
    except NoBackfill as wrong:
        raise Unsound(str(wrong)) from wrong
    asked = LogEntry.objects.filter(verb=Verb.ADD_SOURCE, data__older=wire.pk)
    if asked.filter(at__gte=now - AGAIN).exists():
        raise Stale(
            "Its older posts are being brought already.",
            satisfy="Ten pages come at most, one each three seconds.",
        )
    said = f"Older posts of {wire.source.name} asked for"
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, said, older=wire.pk)
    transaction.on_commit(lambda: backfill.delay(wire.pk))


@transaction.atomic
def pin(wire: Wire, *, seconds: int | None, by: Person, now: datetime) -> Wire:
    """Poll it at just this interval, or at its own rhythm again; the server’s own wish still holds."""
    need_desk(by)
    if seconds is not None and not LEAST <= seconds <= MOST:
        raise Unsound(
            f"Between {LEAST} seconds and {MOST // 3600} hours.",
            satisfy="Leave it empty for the wire’s own rhythm.",
            field="seconds",
        )
    wire.pinned_s = seconds
    wire.save(update_fields=["pinned_s"])
    Wire.objects.wake(wire.pk, now=now)
    said = f"every {seconds} s" if seconds else "at its own rhythm"
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{wire.source.name} is polled {said}")
    return wire


@transaction.atomic
def set_clock(wire: Wire, *, zone: str, by: Person, now: datetime) -> Wire:
    """Say of which clock a wire's hours without a zone are; its document is read again by it, and stored hours stay."""
    need_desk(by)
    need_clock(zone)
    wire.hours_in, wire.last_said, wire.last_digest, wire.elements = zone.strip(), "", "", {}
    wire.etag = wire.last_modified = ""
    wire.save(
        update_fields=["hours_in", "last_said", "last_digest", "elements", "etag", "last_modified"]
    )
    said = f"hours without a zone are those of {zone.strip() or 'UTC'}"
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{wire.source.name}: {said}", wire=wire.pk)
    return wire


def need_clock(zone: str) -> None:
    """Refuse a clock that nobody knows."""
    if zone.strip() and not is_zone(zone.strip()):
        raise Unsound(
            "No clock has that name.",
            satisfy="A place as the time zone database writes it: Europe/Berlin. Empty: UTC.",
            field="zone",
        )


@transaction.atomic
def name_checker(wire: Wire, *, server: str, by: Person, now: datetime) -> Wire:
    """Name the server of a mailbox that says who sent a letter: by it letters are a source's, so a chief does."""
    if not access.is_administrator(by):
        access.need_chief(by, None)
    name = server.strip()
    if not is_mailbox(wire):
        raise Unsound("Only letters of a mailbox are checked for their sender.")
    if not AUTHSERV.fullmatch(name):
        raise Unsound(
            "A server’s name has no spaces or semicolons in it.",
            satisfy="As it stands first in Authentication-Results: mx.example.org.",
            field="server",
        )
    wire.checked_by = name
    wire.save(update_fields=["checked_by"])
    said = f"{name} says who sent its letters" if name else "nobody says who sent its letters"
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{wire.source.name}: {said}", wire=wire.pk)
    return wire


@transaction.atomic
def take_proposed(wire: Wire, *, address: str, by: Person, now: datetime) -> Wire:
    """Poll the address that a redirect or the https:// form proposes from now on; the old one is kept.

    `address` is the one the person saw, so that nobody confirms another.
    """
    need_desk(by)
    wire = Wire.objects.select_for_update(of=("self",)).select_related("source").get(pk=wire.pk)
    if not address or address not in {wire.proposed_address, wire.moved_to}:
        raise Unsound("The proposal is another one now.", satisfy="Look at the page again.")
    wire.proposed_address = address
    try:
        addresses.accept_proposal(wire, now=now)
    except (addresses.AddressTaken, ValueError) as taken:
        raise Unsound(str(taken), satisfy="Pause this wire; the other one goes on.") from taken
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{wire.source.name}: {wire.address}")
    return wire
