"""A second look: owed by another person for what one person let go on, told when it is late."""

from datetime import datetime
from functools import partial

from django.db import transaction

from desk import access
from desk.copyflow import call, page
from desk.copyflow.locking import take
from desk.errors import HandInIt, Stale
from desk.models import (
    Call,
    CallKind,
    Hand,
    LogEntry,
    LookKind,
    Part,
    Person,
    PublicPage,
    SecondLook,
    Story,
    Verb,
    Version,
)
from desk.nudge import board_changed


def owe(
    version: Version, kind: LookKind, *, by: Person, now: datetime, due_at: datetime
) -> SecondLook:
    """Write down that a second person is to look, and by when."""
    return SecondLook.objects.create(version=version, kind=kind, owed_for=by, at=now, due_at=due_at)


def key_of(row: SecondLook) -> str:
    """The name of the call about one look."""
    return f"look-{row.pk}"


@transaction.atomic
def look(row: SecondLook, *, by: Person, now: datetime) -> SecondLook:
    """Say that a second person has read it; whoever wrote in it is not one."""
    story = take(row.version.story_id)
    access.need_editor(by, story)
    row = (
        SecondLook.objects.select_for_update(of=("self",))
        .select_related("version", "looked_by")
        .get(pk=row.pk)
    )
    if row.looked_by:
        raise Stale(f"{row.looked_by.name} has looked already.")
    wrote = Hand.objects.filter(version=row.version, person=by, part=Part.WROTE)
    if by.pk == row.owed_for_id or wrote.exists():
        raise HandInIt(
            "You let this go on, so the second look is another person’s.",
            satisfy="Ask anybody else of the desk.",
        )
    row.looked_by, row.looked_at = by, now
    row.save(update_fields=["looked_by", "looked_at"])
    call.settle(story, CallKind.LOOK, by=by, now=now, key=key_of(row))
    if row.kind == LookKind.SNAP:
        call.settle(story, CallKind.SNAP, by=by, now=now)
        print_again(story, row.version, now)
    LogEntry.record(
        story, Verb.SECOND_LOOK, by, now, row.get_kind_display(), version=row.version.number
    )
    transaction.on_commit(board_changed)
    return row


def print_again(story: Story, version: Version, now: datetime) -> None:
    """Readers of a first word are told that a second editor has read it."""
    shown = PublicPage.objects.filter(story=story, publication__version=version, status=200)
    if current := shown.select_related("publication").first():
        page.put_current(story, current.publication, now=now)


@transaction.atomic
def tell_late(*, now: datetime) -> int:
    """Call the chief about looks whose hour is over, each once; how many were late."""
    late = SecondLook.objects.filter(looked_at=None, due_at__lte=now)
    owed = list(late.select_related("version__story__desk", "owed_for"))
    calls = Call.objects.filter(kind=CallKind.LOOK, key__in=[key_of(row) for row in owed])
    told = set(calls.values_list("key", flat=True))
    rows = [row for row in owed if key_of(row) not in told]
    for row in rows:
        said = f"{row.get_kind_display().capitalize()} by {row.owed_for.name}, owed since"
        call.call(
            row.version.story,
            CallKind.LOOK,
            key=key_of(row),
            words=f"{said} {row.due_at:%H:%M} UTC.",
            by=row.owed_for,
            now=now,
        )
    if rows:
        transaction.on_commit(partial(board_changed))
    return len(rows)
