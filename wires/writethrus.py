"""Writethrus that come under ids of their own: tied to the item that their fields say they replace.

The item keeps its first id; each later id is another of its names. Under a name that a later version
has replaced an agency says nothing more of the item: what comes under it is kept as bytes only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db.models import OuterRef, Subquery

from wires import advisories, edits
from wires.decide import fingerprint
from wires.edits import Known
from wires.hands import author, is_mailbox, senders
from wires.models import Act, Advisory, Item, ItemName, Wire
from wires.notices import read
from wires.text import keyed
from wires.types import ParsedItem

MOST = 2000  # ids of one document that are kept in mind
AT_ONCE = 40  # late ones of one document that are told of


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
    hands = senders({row.pk for row in stored.values()}) if is_mailbox(wire) else None
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


def claim(
    part: Mapping[str, ParsedItem], held: Mapping[str, Known], wire: Wire, *, now: datetime
) -> None:
    """Keep in mind what new items replace and the desk does not have, should it come late; not in a
    mailbox, where anybody may name a letter that is on its way."""
    new = {
        name: item
        for name, item in part.items()
        if item.replaces and name not in held and not takes_back(item, now)
    }
    if not new or is_mailbox(wire):
        return
    source = wire.source_id
    items = dict(Item.objects.filter(source=source, external_id__in=new).values_list("external_id", "pk"))  # fmt: skip
    olds = {keyed(old): items[name] for name, item in new.items() if name in items for old in item.replaces}  # fmt: skip
    stored = edits.known(source, sorted(olds))
    ItemName.objects.bulk_create(
        [
            ItemName(source_id=source, item_id=pk, name=old, at=now, superseded_at=now)
            for old, pk in islice(olds.items(), MOST)
            if old and old not in stored and old not in new
        ],
        ignore_conflicts=True,
    )


def unseen(late: Sequence[tuple[Known, ParsedItem]]) -> list[tuple[Known, ParsedItem]]:
    """Those that come for the first time, after what replaces them: items of their own."""
    return [(row, item) for row, item in late if not row.raw and not item.withdrawn]


def tell_replaced(late: Sequence[tuple[Known, ParsedItem]], source: int, *, now: datetime) -> None:
    """Say on each of these, and to whoever holds it, which item replaced it before it came."""
    if not late:
        return
    by_name = dict(Item.objects.filter(source=source, external_id__in=[row.name for row, _ in late]).values_list("external_id", "pk"))  # fmt: skip
    for row, _ in late[:AT_ONCE]:
        if (pk := by_name.get(row.name)) and pk != row.pk:
            later = Item.objects.only("title", "text").get(pk=row.pk)
            notice = Advisory.objects.create(
                notice_id=row.pk,
                item_id=pk,
                act=Act.CORRECTED,
                by_what=f"its id {row.name}, which that one replaces"[:300],
                at=now,
            )
            advisories.do(notice, words=later.title or later.text, now=now)


def said_late(given: Sequence[tuple[Known, ParsedItem]]) -> bool:
    """Keep in mind what replaced names say now; whether any says something else than before."""
    other = [(row, item) for row, item in given if row.raw != fingerprint(item)]
    for row, item in other:
        ItemName.objects.filter(item=row.pk, name=row.name).update(raw_hash=fingerprint(item))
    return bool(other)
