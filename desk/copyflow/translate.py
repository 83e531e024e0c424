"""Put a translation beside a text of an item; whoever typed it, or the machine, is named."""

from datetime import datetime
from functools import partial

from django.db import transaction

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import Attachment, LogEntry, Person, Verb
from desk.nudge import story_wires_changed
from wires.models import Item, Translation
from wires.translations import add_translation


@transaction.atomic
def translate(
    item: Item,
    *,
    words: str,
    language: str,
    by: Person,
    now: datetime,
    title: str = "",
    text_number: int | None = None,
    machine: str = "",
) -> Translation:
    """Keep a translation; with `machine`, that machine made it and the person only brought it."""
    if not access.desks(by).exists() or not access.items(by).filter(pk=item.pk).exists():
        raise NotYours("There is no such item.")
    if not words.strip():
        raise Unsound("Write the translation.", field="words")
    if item.removed_at:
        raise Unsound("This item was removed.")
    number = text_number or item.texts_count
    if not item.texts.filter(number=number).exists():
        raise Unsound("There is no such text of this item.", field="text_number")
    made = add_translation(
        item,
        words=words.strip(),
        title=title.strip(),
        language=language.strip() or "en",
        text_number=number,
        by_person="" if machine else by.name,
        by_machine=machine.strip(),
        now=now,
    )
    # What a confidential item says stands in no log.
    LogEntry.record(None, Verb.TRANSLATE, by, now, item=item.pk, language=made.language)
    beside = Attachment.objects.filter(item=item, detached_at=None).values_list("story", flat=True)
    for story in sorted(set(beside)):
        transaction.on_commit(partial(story_wires_changed, story))
    return made
