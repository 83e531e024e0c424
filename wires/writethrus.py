"""Writethrus that come under ids of their own: tied to the item that their fields say they replace.

The item keeps its first id; each later id is another of its names. Under a name that a later version
has replaced an agency says nothing more of the item: what comes under it is kept as bytes only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wires import edits
from wires.decide import fingerprint
from wires.edits import Known
from wires.models import Item, ItemName, Wire
from wires.notices import read
from wires.text import keyed
from wires.types import ParsedItem

Named = Sequence[tuple[str, ParsedItem]]


def wait(name: str, item: ParsedItem, before: Iterable[str]) -> bool:
    """Whether an item replaces one that the same document gives, which is stored first."""
    return any(keyed(old) in before and keyed(old) != name for old in item.replaces)


def tie(
    part: Mapping[str, ParsedItem], held: Mapping[str, Known], wire: Wire, *, now: datetime
) -> dict[str, Known]:
    """What is stored under the ids that unknown items replace, by the new names, which are written down.

    A notice that takes its item back is no writethru of it.
    """
    new = {
        name: [keyed(old) for old in item.replaces]
        for name, item in part.items()
        if item.replaces and name not in held and not takes_back(item, now)
    }
    if not new:
        return {}
    stored = edits.known(wire.source_id, sorted({old for olds in new.values() for old in olds}))
    tied: dict[str, Known] = {}
    for name, olds in new.items():
        row = next((stored[old] for old in olds if old in stored), None)
        if (
            row
            and row.pk not in {one.pk for one in tied.values()}
            and same_hand(row, part[name], wire)
        ):
            tied[name] = replace(row, name=name, raw=0, superseded=False)
            write(name, row, wire.source_id, now=now)
    return tied


def takes_back(item: ParsedItem, now: datetime) -> bool:
    """Whether an item is a kill."""
    return item.withdrawn or read(item, now).killed


def same_hand(row: Known, item: ParsedItem, wire: Wire) -> bool:
    """Whether who sends a writethru may: in a mailbox, only who sent the text before."""
    if not wire.address.startswith("imap"):
        return True
    return Item.objects.filter(pk=row.pk, author=(item.author or "")[:300]).exists()


def write(name: str, row: Known, source: int, *, now: datetime) -> None:
    """Give a stored item its new name; those that it had are replaced."""
    own = Item.objects.values_list("external_id", "raw_hash").get(pk=row.pk)
    standing = ItemName.objects.filter(item=row.pk, superseded_at=None)
    standing.update(superseded_at=now, raw_hash=own[1])
    names = [
        ItemName(source_id=source, item_id=row.pk, name=own[0], raw_hash=own[1], at=now, superseded_at=now),
        ItemName(source_id=source, item_id=row.pk, name=name, at=now),
    ]  # fmt: skip
    ItemName.objects.bulk_create(names, ignore_conflicts=True)


def said_late(given: Sequence[tuple[Known, ParsedItem]]) -> bool:
    """Keep in mind what replaced names say now; whether any says something else than before."""
    other = [(row, item) for row, item in given if row.raw != fingerprint(item)]
    for row, item in other:
        ItemName.objects.filter(item=row.pk, name=row.name).update(raw_hash=fingerprint(item))
    return bool(other)
