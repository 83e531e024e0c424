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


def paste(
    link: str,
    *,
    by: Person,
    now: datetime,
    words: str = "",
    story: Story | None = None,
    picture: bool = False,
) -> Item:
    """Any link or text as an item with its snapshot; a page is read, what is typed is marked as typed."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk paste items.")
    if picture:
        raise Unsound(wires_paste.PICTURE, satisfy="A whole address with https://.", field="link")
    if not link.strip() and not words.strip():
        raise Unsound("Paste a link or some text.", field="link")
    try:
        # The network is asked before the transaction: a slow page holds no row.
        brought = None if words.strip() else wires_paste.bring(link.strip(), now=now)
        return keep(link.strip(), words.strip(), brought, story=story, by=by, now=now)
    except ValueError as wrong:
        raise Unsound(
            str(wrong), satisfy="A whole address with https://, or the words.", field="link"
        ) from wrong


@transaction.atomic
def keep(
    link: str,
    words: str,
    brought: wires_paste.Brought | None,
    *,
    story: Story | None,
    by: Person,
    now: datetime,
) -> Item:
    """Store what was pasted, log it, lay it beside the story."""
    item = wires_paste.paste(link, text=words, by_name=by.name, now=now, brought=brought)
    LogEntry.record(story, Verb.PASTE, by, now, item.source.name)
    if story:
        attach(story, item, by=by, now=now)
    return item
