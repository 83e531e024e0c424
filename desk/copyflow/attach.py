"""Lay an item beside a story, or take it away again; the row stays and can be undone."""

from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.locking import take
from desk.errors import NotYours, Unsound
from desk.models import Attachment, ConfidentialReader, LogEntry, Person, Story, Verb
from desk.nudge import story_wires_changed
from wires.models import Item


@transaction.atomic
def attach(story: Story, item: Item, *, by: Person, now: datetime) -> Attachment:
    """Attach an item this person may read; attaching twice is one attachment."""
    story = take(story.pk)
    access.need_editor(by, story)
    if item.confidential and not ConfidentialReader.objects.filter(item=item, person=by).exists():
        raise NotYours("There is no such item.")
    row, made = Attachment.objects.get_or_create(
        story=story, item=item, defaults={"by": by, "at": now}
    )
    if not made and row.detached_at is None:
        return row
    if not made:
        row.detached_at = row.detached_by = None
        row.save(update_fields=["detached_at", "detached_by"])
    LogEntry.record(story, Verb.ATTACH, by, now, attachment=row.pk)
    transaction.on_commit(lambda: story_wires_changed(story.pk))
    return row


@transaction.atomic
def detach(story: Story, item: Item, *, by: Person, now: datetime) -> Attachment:
    """Take an item away; one that the draft cites stays until the citation goes."""
    story = take(story.pk)
    access.need_editor(by, story)
    row = story.attachments.filter(item=item).first()
    if row is None:
        raise Unsound("This item does not lie beside the story.")
    if story.citations.filter(item=item).exists():
        raise Unsound(
            "The copy cites this item.", satisfy="Take the citation out first, then detach it."
        )
    row.detached_at, row.detached_by = now, by
    row.save(update_fields=["detached_at", "detached_by"])
    LogEntry.record(story, Verb.DETACH, by, now, attachment=row.pk)
    transaction.on_commit(lambda: story_wires_changed(story.pk))
    return row
