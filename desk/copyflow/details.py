"""Set what a story is about: topics, places, dates, its slug until it is published."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow.edit import reopened
from desk.copyflow.locking import take
from desk.copyflow.start import checked_slug
from desk.errors import Unsound
from desk.models import LogEntry, Person, Story, Verb
from desk.nudge import board_changed
from desk.policy.tongues import is_language

FRAMES = {"topics", "places", "event_date", "format", "language"}
SETTABLE = ("topics", "places", "event_date", "wanted_at", "format", "language")


def need_language(code: str) -> None:
    """Refuse what is no language's code: readers' machines are told it."""
    if not is_language(code):
        raise Unsound(
            f"“{code[:20]}” is no language code.", satisfy="Write en, or uk.", field="language"
        )


@transaction.atomic
def set_details(story: Story, *, by: Person, now: datetime, **given: Any) -> Story:
    """Write the details given and log what changed; a published slug stays."""
    story = take(story.pk)
    access.need_editor(by, story)
    need_language(given.get("language", story.language))
    changed = [name for name in SETTABLE if name in given and getattr(story, name) != given[name]]
    for name in changed:
        setattr(story, name, given[name])
    slug = given.get("slug")
    if slug is not None and slug != story.slug:
        if story.publications.exists():
            raise Unsound(
                "The slug is part of the published address and stays as it is.",
                satisfy="Change the headline instead.",
                field="slug",
            )
        story.slug = checked_slug(slug)
        changed.append("slug")
    if not changed:
        return story
    # What a story is about decides which notes bind it: an approval given under others is over.
    columns = reopened(story, now) if FRAMES & set(changed) else ["changed_at"]
    story.changed_at = now
    try:
        with transaction.atomic():
            story.save(update_fields=[*changed, *columns])
    except IntegrityError as clash:
        raise Unsound(
            f"There is a story called {story.slug} already.",
            satisfy="Choose another slug.",
            field="slug",
        ) from clash
    LogEntry.record(story, Verb.DETAILS, by, now, changed=changed)
    transaction.on_commit(board_changed)
    return story
