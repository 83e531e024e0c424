"""File own reporting, or paste any link or text: both become items the copy can cite."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.attach import attach
from desk.errors import NotYours, Unsound
from desk.models import ConfidentialReader, LogEntry, Person, Story, Verb
from wires import paste as wires_paste
from wires.models import Item


@transaction.atomic
def report(
    *,
    words: str,
    by: Person,
    now: datetime,
    story: Story | None = None,
    said_by: str = "",
    confidential: bool = False,
    readers: Sequence[Person] = (),
) -> Item:
    """A call, notes, footage checked; who said it may stay private to the people named."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk file reporting.")
    if not words.strip():
        raise Unsound("Write what was said or seen.", field="words")
    item = wires_paste.own_report(
        words.strip(), said_by=said_by.strip(), confidential=confidential, now=now
    )
    if confidential:
        for reader in {by, *readers}:
            ConfidentialReader.objects.create(item=item, person=reader, named_by=by, at=now)
    # Neither the log nor a nudge may say what a confidential item holds.
    LogEntry.record(story, Verb.REPORT, by, now, "" if confidential else words.strip()[:80])
    if story:
        attach(story, item, by=by, now=now)
    return item


@transaction.atomic
def paste(
    link: str, *, by: Person, now: datetime, words: str = "", story: Story | None = None
) -> Item:
    """Any link or text as an item with its snapshot, marked as typed by an editor."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk paste items.")
    if not link.strip() and not words.strip():
        raise Unsound("Paste a link or some text.", field="link")
    try:
        item = wires_paste.paste(link.strip(), text=words.strip(), by_name=by.name, now=now)
    except ValueError as wrong:
        raise Unsound(str(wrong), satisfy="A whole address with https://, or the words.") from wrong
    LogEntry.record(story, Verb.PASTE, by, now, item.source.name)
    if story:
        attach(story, item, by=by, now=now)
    return item
