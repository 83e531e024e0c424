"""A release at its hour: claimed by an update that counts, through the gate once more, out or held.

A piece that is refused is held and the chief on call is told; nothing is silent. A worker that dies
loses its claim after a while; a release that cannot be carried out three times is held as well, and
so is one whose hour passed while nothing ran.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from desk.copyflow import call
from desk.copyflow.locking import take
from desk.copyflow.publish import go_out
from desk.errors import Blocked, CopyflowError
from desk.models import CallKind, LogEntry, Publication, Release, ReleaseState, Verb
from desk.nudge import board_changed
from desk.policy.together import sayings

LEASE = timedelta(seconds=30)
TRIES = 3
TOO_LATE = timedelta(minutes=30)


def claim_due(*, now: datetime) -> list[int]:
    """Releases whose hour has come and that nobody else has taken, taken for a while."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = Release.objects.filter(free, state=ReleaseState.SCHEDULED, at__lte=now)
    return [
        pk
        for pk in due.values_list("pk", flat=True)
        if due.filter(pk=pk).update(claimed_until=now + LEASE, tries=F("tries") + 1)
    ]


@transaction.atomic
def release(pk: int, *, now: datetime) -> Publication | None:
    """Put a scheduled version out, or hold it with the reason; None where nothing went out."""
    row = Release.objects.select_related("by", "version").filter(pk=pk).first()
    if row is None:
        return None
    story = take(row.story_id)
    row.refresh_from_db(fields=["state", "at", "tries"])
    if row.state != ReleaseState.SCHEDULED or row.at > now:
        return None
    if words := overdue(row, now):
        hold(row, words, now)
        return None
    try:
        with transaction.atomic():
            publication = go_out(story, by=row.by, now=now, changed=row.changed, only=row.version)
    except CopyflowError as refusal:
        found = refusal.findings if isinstance(refusal, Blocked) else ()
        said = " ".join(sayings(found))
        hold(row, f"{refusal.words} {said}".strip(), now)
        return None
    row.state, row.state_at = ReleaseState.OUT, now
    row.save(update_fields=["state", "state_at"])
    call.settle(story, CallKind.DRY_RUN, by=row.by, now=now)
    return publication


def overdue(row: Release, now: datetime) -> str:
    """Why a release is not even tried, or nothing."""
    if row.tries > TRIES:
        return "It could not be carried out; the log of the program says why."
    if now - row.at > TOO_LATE:
        return f"Its hour was {row.at:%H:%M} UTC and the desk was not running then."
    return ""


def hold(row: Release, words: str, now: datetime) -> None:
    """Nothing goes out: say so on the board, in the log, and to the chief on call."""
    row.state, row.state_at, row.words = ReleaseState.HELD, now, words
    row.save(update_fields=["state", "state_at", "words"])
    call.settle(row.story, CallKind.DRY_RUN, by=row.by, now=now)
    LogEntry.record(row.story, Verb.HELD, row.by, now, words, release=row.pk)
    call.call(row.story, CallKind.HELD, key=f"release-{row.pk}", words=words, by=row.by, now=now)
    transaction.on_commit(board_changed)
