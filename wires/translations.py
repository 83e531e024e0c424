"""A text of an item in another language, under the name of the person or the machine that made it."""

from collections.abc import Iterable
from datetime import datetime

from wires.models import Item, Translation


def add_translation(
    item: Item,
    *,
    words: str,
    language: str,
    now: datetime,
    title: str = "",
    text_number: int | None = None,
    by_person: str = "",
    by_machine: str = "",
) -> Translation:
    """One more translation of a text, the newest where none is named; older ones stay."""
    return Translation.objects.create(
        item=item,
        text_number=text_number or item.texts_count,
        language=language[:12].lower(),
        title=title,
        words=words,
        by_person=by_person[:200],
        by_machine=by_machine[:200],
        at=now,
    )


def newest(items: Iterable[int], language: str) -> dict[tuple[int, int], Translation]:
    """The translation that stands, by item and text: a person's before a machine's, then the newest."""
    found: dict[tuple[int, int], Translation] = {}
    rows = Translation.objects.filter(item_id__in=list(items), language__startswith=language[:2])
    for row in rows.order_by("at"):
        held = found.get((row.item_id, row.text_number))
        if held is None or row.by_person or not held.by_person:
            found[row.item_id, row.text_number] = row
    return found
