"""Writethrus that come under ids of their own: tied to the item that their fields say they replace.

The item keeps its first id; each later id is another of its names. Under a name that a later version
has replaced an agency says nothing more of the item: what comes under it is kept as bytes only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import OuterRef, Subquery

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
    hands = senders(stored) if wire.address.startswith("imap") else None
    tied: dict[int, Known] = {}
    for name, olds in new.items():
        row = next((stored[old] for old in olds if old in stored), None)
        if row and row.pk not in tied and (hands is None or hands[row.pk] == author(part[name])):
            tied[row.pk] = replace(row, name=name, raw=0, superseded=False)
    write({pk: row.name for pk, row in tied.items()}, wire.source_id, now=now)
    return {row.name: row for row in tied.values()}


def takes_back(item: ParsedItem, now: datetime) -> bool:
    """Whether an item is a kill."""
    return item.withdrawn or read(item, now).killed


def senders(stored: Mapping[str, Known]) -> dict[int, str]:
    """Who sent each: in a mailbox, only who sent the text before may send the next."""
    rows = Item.objects.filter(pk__in={row.pk for row in stored.values()})
    return dict(rows.values_list("pk", "author"))


def author(item: ParsedItem) -> str:
    """Its sender, as far as that is kept."""
    return (item.author or "")[:300]


def write(names: Mapping[int, str], source: int, *, now: datetime) -> None:
    """Give stored items their new names; those that they had are replaced."""
    if not names:
        return
    raw = Item.objects.filter(pk=OuterRef("item")).values("raw_hash")
    standing = ItemName.objects.filter(item__in=names, superseded_at=None)
    standing.update(superseded_at=now, raw_hash=Subquery(raw))
    rows = [
        ItemName(source_id=source, item_id=pk, name=own, raw_hash=held, at=now, superseded_at=now)
        for pk, own, held in Item.objects.filter(pk__in=names).values_list("pk", "external_id", "raw_hash")
    ]  # fmt: skip
    rows += [ItemName(source_id=source, item_id=pk, name=new, at=now) for pk, new in names.items()]
    ItemName.objects.bulk_create(rows, ignore_conflicts=True)


def said_late(given: Sequence[tuple[Known, ParsedItem]]) -> bool:
    """Keep in mind what replaced names say now; whether any says something else than before."""
    other = [(row, item) for row, item in given if row.raw != fingerprint(item)]
    for row, item in other:
        ItemName.objects.filter(item=row.pk, name=row.name).update(raw_hash=fingerprint(item))
    return bool(other)
