"""Addresses from a list: kept, looked at one after the other, added when somebody says so."""

import logging
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction

from desk import access
from desk.copyflow.register_wire import register_wire
from desk.errors import CopyflowError, NotYours, Stale, Unsound
from desk.models import Candidate, CandidateState, LogEntry, Person, Verb
from wires import opml, probe
from wires.models import Wire

log = logging.getLogger(__name__)
AT_ONCE = 5  # addresses looked at in one go: each is a fetch


@dataclass(frozen=True, slots=True)
class Brought:
    """What a list brought: how many are new, and the rows that were not taken, with why."""

    new: int
    bad: list[opml.Row] = field(default_factory=list)


@transaction.atomic
def bring(body: bytes, *, by: Person, now: datetime) -> Brought:
    """Take an OPML file’s addresses in, to be looked at."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk bring lists.")
    try:
        rows = opml.read(body)
    except opml.OpmlError as wrong:
        raise Unsound(str(wrong), satisfy="Export from your reader again.", field="file") from wrong
    good = [row for row in rows if not row.wrong]
    polled = set(Wire.objects.filter(address__in=[row.address for row in good]).values_list("address", flat=True))  # fmt: skip
    bad = [row for row in rows if row.wrong]
    bad += [opml.Row(row.title, row.address, "This address is polled already.") for row in good if row.address in polled]  # fmt: skip
    fresh = [
        Candidate(address=row.address, name=row.title, by=by, at=now)
        for row in good
        if row.address not in polled
    ]
    before = Candidate.objects.count()
    Candidate.objects.bulk_create(fresh, ignore_conflicts=True)
    new = Candidate.objects.count() - before
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"A list of {len(rows)} addresses")
    return Brought(new, bad)


def look_at_next(*, now: datetime) -> int:
    """Look at a few that wait; how many were looked at. Claimed by row, so two workers share them."""
    done = 0
    for _ in range(AT_ONCE):
        with transaction.atomic():
            row = (
                Candidate.objects.select_for_update(skip_locked=True)
                .filter(state=CandidateState.WAITING)
                .order_by("id")
                .first()
            )
            if row is None:
                break
            look_at(row, now=now)
            done += 1
    return done


def look_at(row: Candidate, *, now: datetime) -> None:
    """One address: what a probe says of it."""
    row.looked_at = now
    try:
        found = probe.look(row.address, now=now, allowed=settings.ALLOW_WIRES)
    except Exception:
        # What nobody foresaw is this address's and does not stop the rest of the list.
        log.exception("candidate %s", row.pk)
        row.state, row.words = CandidateState.WRONG, "The desk could not look at this address."
        row.save(update_fields=["looked_at", "state", "words"])
        return
    row.state = CandidateState.ANSWERED if found.can_be_polled else CandidateState.WRONG
    row.words = said(found)[:500]
    row.name = row.name or found.title[:200]
    row.save(update_fields=["looked_at", "state", "words", "name"])


def said(found: probe.Probe) -> str:
    """A probe in one line."""
    if found.polled_already:
        return "This address is polled already."
    if found.wrong:
        return found.wrong
    rate = f", one each {max(found.gap_s // 60, 1)} min" if found.gap_s else ""
    return f"{found.kind}, {found.items} item{'' if found.items == 1 else 's'}{rate}, {', '.join(found.languages) or 'language not told'}."


@transaction.atomic
def add(row: Candidate, *, by: Person, now: datetime) -> Wire:
    """Poll it from now on, as an unclassed source of its name."""
    row = Candidate.objects.select_for_update().get(pk=row.pk)
    if row.state == CandidateState.ADDED:
        raise Stale("This is added already.")
    wire = register_wire(name=row.name or row.address, address=row.address, by=by, now=now)
    row.state = CandidateState.ADDED
    row.save(update_fields=["state"])
    return wire


def add_answered(*, by: Person, now: datetime) -> None:
    """Add every one that can be polled, and then say which were refused, and why."""
    refused: list[str] = []
    for row in Candidate.objects.filter(state=CandidateState.ANSWERED):
        try:
            add(row, by=by, now=now)
        except CopyflowError as refusal:
            refused.append(f"{row.address}: {refusal.words}")
    if refused:
        count = "One address was" if len(refused) == 1 else f"{len(refused)} addresses were"
        raise Unsound(
            f"{count} not added. {' '.join(refused[:5])}",
            satisfy="All others are polled from now on; add these one by one, or take them off.",
        )


@transaction.atomic
def drop(row: Candidate, *, by: Person) -> None:
    """Take an address off the list."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk do this.")
    row.delete()
