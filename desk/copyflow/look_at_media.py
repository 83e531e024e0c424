"""Have the files of an item fetched once for their hashes, because somebody asked."""

from datetime import datetime

from desk import access
from desk.errors import NotYours
from desk.models import Person
from wires import media
from wires.models import Item

AT_ONCE = 8


def look_at_media(item: Item, *, by: Person, now: datetime) -> list[media.Before]:
    """Take the hashes that are missing and say where these files were seen before.

    The files are fetched outside of any transaction; what cannot be had is left as it is.
    """
    if not access.items(by).filter(pk=item.pk).exists():
        raise NotYours("There is no such item.")
    for medium in item.media_rows.filter(digest="")[:AT_ONCE]:
        media.take_hash(medium, now=now)
    return media.seen_before([item]).get(item.pk, [])
