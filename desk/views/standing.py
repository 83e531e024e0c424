"""How an item stands where it is shown, and what was done to it since: its text, and whether it was taken back."""

import re
from collections.abc import Iterable

from wires.models import Item

MOST = 250  # items of a board that are looked at again, those on top first
MARK = re.compile(r"(\d{1,18})\.(\d{1,9})(x?)", re.ASCII)

Stands = tuple[int, bool]  # the number of its newest text, and whether it was taken back


def stands(item: Item) -> Stands:
    """The state of which a row and an open item tell."""
    gone = bool(item.killed_at or item.withdrawn_at or item.removed_at)
    return item.texts_count, gone


def mark(item: Item) -> str:
    """The same in an address: 71.2 is item 71 with two texts, 71.2x was taken back."""
    count, gone = stands(item)
    return f"{item.pk}.{count}{'x' if gone else ''}"


def marks(items: Iterable[Item]) -> str:
    """Those of a whole board."""
    return "_".join(list(dict.fromkeys(mark(item) for item in items))[:MOST])


def read(said: str) -> dict[int, Stands]:
    """How items stood when they were shown; what is no mark is passed over."""
    found = [MARK.fullmatch(one) for one in said.split("_")[:MOST]]
    return {int(one[1]): (int(one[2]), bool(one[3])) for one in found if one}


def since(said: str) -> dict[str, int]:
    """How many of the items that were shown have another text by now, and how many are there no more."""
    shown = read(said)
    fields = ("texts_count", "killed_at", "withdrawn_at", "removed_at")
    rows = Item.objects.open().filter(pk__in=shown).only("pk", *fields)
    here = {row.pk: stands(row) for row in rows}
    gone = {pk for pk, (_, was) in shown.items() if not was and here.get(pk, (0, True))[1]}
    edited = {pk for pk, (count, _) in here.items() if count > shown[pk][0]} - gone
    return {"edited": len(edited), "gone": len(gone)}


def news(item: Item, said: str) -> str:
    """What an open item has to tell of itself since it was shown, in words; nothing where it stands as it did."""
    was = read(said).get(item.pk)
    if was is None:
        return ""
    count, gone = stands(item)
    if gone and not was[1]:
        return "Taken away since" if item.removed_at else "Taken back since"
    more = max(count - was[0], 0)
    return ("", "There is a newer text")[more] if more < 2 else f"There are {more} newer texts"
