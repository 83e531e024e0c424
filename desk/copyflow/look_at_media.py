"""Have the pictures of an item fetched for their hashes, because somebody asked."""

import time
from datetime import datetime

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import Person
from wires import media
from wires.models import Item

AT_ONCE = 8
PATIENCE = 10.0  # seconds that somebody waits; what is left is looked at when it is cited


def look_at_media(item: Item, *, by: Person, now: datetime) -> list[media.Before]:
    """Take the hashes that are missing and say where these files were seen before.

    The files are fetched outside of any transaction; what cannot be had is left as it is.
    """
    if not access.desks(by).exists() or not access.items(by).filter(pk=item.pk).exists():
        raise NotYours("There is no such item.")
    if item.confidential:
        raise Unsound(
            "The pictures of a confidential item are not asked for: their host would know."
        )
    begun = time.monotonic()
    for medium in item.media_rows.filter(digest="")[:AT_ONCE]:
        if time.monotonic() - begun < PATIENCE:
            media.take_hash(medium, now=now)
    return media.seen_before([item]).get(item.pk, [])
