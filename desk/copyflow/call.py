"""Ask the chief on call to look at something; take a shift on call; answer a call."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from desk import access
from desk.copyflow import post
from desk.errors import Stale, Unsound
from desk.models import Call, CallKind, Desk, LogEntry, OnCall, Person, Role, RoleName, Story, Verb
from desk.nudge import board_changed

LONGEST = timedelta(hours=24)
MAILED_WITHIN = timedelta(hours=1)
# The newest of these says all there is to say of its story.
NEWEST_ALONE = frozenset({CallKind.DRY_RUN, CallKind.POLICY})


def chief_on_call(desk: Desk, now: datetime) -> Person | None:
    """Whoever is asked first now; nobody where no chief took the shift or they are no chief any more."""
    row = (
        desk.on_call.filter(at__lte=now).select_related("person").first()
        if desk.on_call.exists()
        else None
    )
    if row is None or row.until <= now or not access.is_chief(row.person, desk):
        return None
    return row.person if row.person.is_active else None


def call(story: Story, kind: CallKind, *, key: str, words: str, by: Person, now: datetime) -> None:
    """Tell the chief on call, once for each cause; `by` is whose act it comes from."""
    made, new = Call.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "story": story,
            "words": words,
            "to": chief_on_call(story.desk, now),
            "at": now,
        },
    )
    if not new:
        return
    if kind in NEWEST_ALONE:
        older = story.calls.filter(kind=kind, answered_at=None).exclude(pk=made.pk)
        older.update(answered_by=by, answered_at=now)
    told = made.to.name if made.to else f"every chief of {story.desk.name}"
    LogEntry.record(
        story, Verb.CALL, by, now, f"{kind.label}. {words} Told: {told}.", kind=kind.value
    )
    transaction.on_commit(board_changed)


@transaction.atomic
def answer(row: Call, *, by: Person, now: datetime) -> Call:
    """Say that a chief has it; the second one is told who was first."""
    row = Call.objects.select_for_update(of=("self",)).select_related("story__desk").get(pk=row.pk)
    access.need_chief(by, row.story.desk)
    if row.answered_at and row.answered_by:
        raise Stale(f"{row.answered_by.name} has answered this call.")
    row.answered_by, row.answered_at = by, now
    row.save(update_fields=["answered_by", "answered_at"])
    LogEntry.record(row.story, Verb.ANSWER_CALL, by, now, row.get_kind_display())
    transaction.on_commit(board_changed)
    return row


def settle(story: Story, kind: CallKind, *, by: Person, now: datetime, key: str = "") -> None:
    """Answer what a story's calls of one kind, or the one of a key, asked for: the act is the answer."""
    rows = story.calls.filter(kind=kind, answered_at=None)
    rows = rows.filter(key=key) if key else rows
    rows.update(answered_by=by, answered_at=now)


@transaction.atomic
def go_on_call(desk: Desk, *, until: datetime, by: Person, now: datetime) -> OnCall:
    """Be asked first on a desk until an hour."""
    access.need_chief(by, desk)
    if not now < until <= now + LONGEST:
        raise Unsound("A shift on call ends within 24 hours.", field="until")
    row = OnCall.objects.create(desk=desk, person=by, at=now, until=until)
    LogEntry.record(None, Verb.ON_CALL, by, now, f"{desk.name}, until {until:%H:%M} UTC")
    transaction.on_commit(board_changed)
    return row


@transaction.atomic
def mail_open(*, now: datetime) -> int:
    """Write to chiefs what they are called for, where mail is set up; each call once; how many were written of.

    A call is claimed by an update that counts, in one transaction with its letters. These name the story
    and what happened, and nothing of the copy.
    """
    if not post.is_configured():
        return 0
    fresh = Call.objects.filter(mailed_at=None, answered_at=None, at__gte=now - MAILED_WITHIN)
    rows = list(fresh.select_related("story__desk", "to")[:50])
    taken = [row for row in rows if fresh.filter(pk=row.pk).update(mailed_at=now)]
    for row in taken:
        post.write(
            told(row),
            f"{row.get_kind_display()}: {row.story.slug}",
            f"{row.get_kind_display()}, {row.at:%H:%M} UTC.\n"
            f"{settings.PUBLIC_ADDRESS}/desk/stories/{row.story.slug}/\n",
            use=MAILED_WITHIN,
            now=now,
        )
    return len(taken)


def told(row: Call) -> list[str]:
    """Addresses of whoever the call is for."""
    if row.to:
        return [row.to.email]
    chiefs = Role.objects.filter(desk=row.story.desk, name=RoleName.CHIEF, person__is_active=True)
    return list(chiefs.values_list("person__email", flat=True))
