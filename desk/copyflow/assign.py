"""Give a story to somebody of its desk, or to nobody; it says who has it and gives no right."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from desk import access
from desk.copyflow.locking import take
from desk.errors import Stale, Unsound
from desk.models import Assignment, LogEntry, Person, Story, Verb
from desk.nudge import board_changed


@transaction.atomic
def assign(
    story: Story, *, to: Person | None, was: int | None, by: Person, now: datetime
) -> Assignment | None:
    """Let somebody have the story; `was` is who had it when that was asked for."""
    story = take(story.pk)
    access.need_editor(by, story)
    if to is not None and not access.writers(story.desk).filter(pk=to.pk).exists():
        raise Unsound(
            f"This person does not write on {story.desk.name}.", satisfy="Choose somebody who does."
        )
    held = holder(story)
    if (held.to_id if held else None) != was:
        raise Stale(
            f"{held.to.name} has it since {held.at:%H:%M} UTC." if held else "Nobody has it now.",
            satisfy="Look again who has it, then give it.",
        )
    if held and to and held.to_id == to.pk:
        return held
    Assignment.objects.filter(story=story, ended_at=None).update(ended_at=now)
    made = Assignment.objects.create(story=story, to=to, by=by, at=now) if to else None
    LogEntry.record(story, Verb.ASSIGN, by, now, to.name if to else "nobody")
    transaction.on_commit(board_changed)
    return made


def holder(story: Story) -> Assignment | None:
    """Who has the story now."""
    rows = Assignment.objects.filter(story=story, ended_at=None)
    return rows.select_related("to", "by").first()


def holders(stories: Iterable[int]) -> dict[int, Person]:
    """Who has each of these stories, in one query."""
    rows = Assignment.objects.filter(story_id__in=list(stories), ended_at=None)
    return {row.story_id: row.to for row in rows.select_related("to")}


def had_by(rows: QuerySet[Story], whose: str, who: Person) -> QuerySet[Story]:
    """Stories that one has oneself, or that nobody has."""
    held = Assignment.objects.filter(ended_at=None)
    if whose == "me":
        return rows.filter(pk__in=held.filter(to=who).values("story"))
    return rows.exclude(pk__in=held.values("story")) if whose == "nobody" else rows
