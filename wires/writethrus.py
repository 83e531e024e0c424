"""Writethrus that come under ids of their own: tied to the item that their fields say they replace.

The item keeps its first id; each later id is another of its names. Under a name that a later version
has replaced an agency says nothing more of the item but that it takes it back, corrects, bars or frees
it: what else comes under it is kept as bytes only.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db.models import OuterRef, Subquery

from wires import advisories, edits, embargoes, together
from wires.decide import fingerprint
from wires.edits import Known
from wires.hands import Hand, is_mailbox, theirs
from wires.models import Act, Advisory, Item, ItemName, Wire
from wires.notices import read
from wires.text import keyed
from wires.types import ParsedItem

MOST = 2000  # ids of one document that are kept in mind
AT_ONCE = 40  # late ones of one document that are told of


def wait(name: str, item: ParsedItem, before: Iterable[str]) -> bool:
    """Whether an item replaces one that the same document gives, which is stored first."""
    return any(keyed(old) in before and keyed(old) != name for old in item.replaces)


def said_at(item: ParsedItem) -> datetime | None:
    """The hour that a version states."""
    return item.updated_at or item.posted_at


def first_of_circle(names: Sequence[tuple[str, ParsedItem]]) -> int:
    """The place of the one that was said first, of versions that replace each other in a circle."""
    hours = [
        (at.timestamp() if (at := said_at(item)) else 0.0, n) for n, (_, item) in enumerate(names)
    ]
    return min(hours)[1]


def tie(
    part: Mapping[str, ParsedItem],
    held: Mapping[str, Known],
    wire: Wire,
    hand: Hand | None,
    *,
    now: datetime,
) -> dict[str, Known]:
    """What is stored under the ids that unknown items replace, by the new names, which are written down.

    Of several that one item replaces the first has the new name, and the others are told with it. A
    notice that takes its item back is no writethru of it. An item that another is said to replace, and
    that says to replace that one, is its next text where it is the later.
    """
    new = {
        name: [keyed(old) for old in item.replaces]
        for name, item in part.items()
        if item.replaces and may_be_next(held.get(name), item) and not takes_back(item, now)
    }
    if not new:
        return {}
    stored = edits.known(wire.source_id, sorted({old for olds in new.values() for old in olds}))
    if hand:
        mine = theirs(hand, {row.pk for row in stored.values()})
        stored = {old: row for old, row in stored.items() if row.pk in mine}
    first = together.leads(wire.source_id, stored.values())
    for name in new.keys() & held.keys():
        rows = [stored[old] for old in new[name] if old in stored]
        if not is_next(held[name], part[name], {first.get(row.pk, row).pk for row in rows}):
            del new[name]
    tied, others = lead(new, stored, first)
    write({pk: row.name for pk, row in tied.items()}, others, wire.source_id, now=now)
    return {row.name: row for row in tied.values()}


def lead(
    new: Mapping[str, Sequence[str]], stored: Mapping[str, Known], first: Mapping[int, Known]
) -> tuple[dict[int, Known], dict[int, list[int]]]:
    """The item that takes each new name, and those that are told with it; none takes two."""
    tied: dict[int, Known] = {}
    others: dict[int, list[int]] = {}
    for name, olds in new.items():
        rows = [stored[old] for old in olds if old in stored]
        free = {row.pk: row for row in (first.get(one.pk, one) for one in rows) if row.pk not in tied}  # fmt: skip
        for pk, row in islice(free.items(), 1):
            tied[pk] = replace(row, name=name, raw=0, superseded=False)
            others[pk] = [other for other in free if other != pk]
    return tied, others


def may_be_next(row: Known | None, item: ParsedItem) -> bool:
    """Whether an item is unknown, or says something else under a name that another has replaced."""
    return row is None or (row.superseded and row.raw != fingerprint(item))


def is_next(row: Known, item: ParsedItem, replaced: Collection[int]) -> bool:
    """Whether what comes under a replaced name replaces the very item that has replaced it, and was said after
    it: by the hours that both state, else it is the later that came later."""
    if row.pk not in replaced:
        return False
    held = Item.objects.filter(pk=row.pk).values_list(
        "source", "edited_at", "posted_at", "external_id"
    )
    [(source, edited, posted, own)] = held
    if own != row.name and Item.objects.filter(source=source, external_id=row.name).exists():
        return False  # it came late and is an item of its own
    newest, at = edited or posted, said_at(item)
    if at and newest and at != newest:
        return at > newest
    return not row.raw


def takes_back(item: ParsedItem, now: datetime) -> bool:
    """Whether an item is a kill."""
    return item.withdrawn or read(item, now).killed


def write(
    names: Mapping[int, str], others: Mapping[int, list[int]], source: int, *, now: datetime
) -> None:
    """Give stored items their new names; those that they had are replaced, as are all of the others that
    are told with them from now on."""
    if not names:
        return
    every = {*names, *(pk for ones in others.values() for pk in ones)}
    raw = Item.objects.filter(pk=OuterRef("item")).values("raw_hash")
    standing = ItemName.objects.filter(item__in=every, superseded_at=None)
    standing.update(superseded_at=now, raw_hash=Subquery(raw))
    # A name that was replaced may be the newest again.
    ItemName.objects.filter(source=source, name__in=names.values()).delete()
    rows = [
        ItemName(source_id=source, item_id=pk, name=own, raw_hash=held, at=now, superseded_at=now)
        for pk, own, held in Item.objects.filter(pk__in=every).values_list("pk", "external_id", "raw_hash")
        if own != names.get(pk)
    ]  # fmt: skip
    for lead, ones in others.items():
        together.join(lead, ones)
    rows += [ItemName(source_id=source, item_id=pk, name=new, at=now) for pk, new in names.items()]
    ItemName.objects.bulk_create(rows, ignore_conflicts=True)


def name_too(given: Mapping[str, int], source: int, *, now: datetime) -> None:
    """Write down other ids under which a source gives stored items: what is said under them later is said of these."""
    rows = [ItemName(source_id=source, item_id=pk, name=name, at=now) for name, pk in given.items()]
    ItemName.objects.bulk_create(rows, ignore_conflicts=True)


def claim(
    part: Mapping[str, ParsedItem], held: Mapping[str, Known], wire: Wire, *, now: datetime
) -> None:
    """Keep in mind what new items replace and the desk does not have, should it come late, and what stored ones
    replace since their last text; not in a mailbox, where anybody may name a letter that is on its way."""
    naming = {name: item for name, item in part.items() if item.replaces and not takes_back(item, now)}  # fmt: skip
    if not naming or is_mailbox(wire):
        return
    new = {name: item for name, item in naming.items() if name not in held}
    expect(new, wire.source_id, now=now)
    since = {name: item for name, item in naming.items() if name in held and not held[name].superseded and held[name].raw != fingerprint(item)}  # fmt: skip
    replace_stored(since, held, wire.source_id, now=now)


def expect(new: Mapping[str, ParsedItem], source: int, *, now: datetime) -> None:
    """Keep in mind what new items replace and the desk does not have."""
    items = {name: row.pk for name, row in edits.known(source, sorted(new)).items()} if new else {}
    olds = {keyed(old): items[name] for name, item in new.items() if name in items for old in item.replaces}  # fmt: skip
    stored = edits.known(source, sorted(olds)) if olds else {}
    named = {old: pk for old, pk in olds.items() if old and old not in stored and old not in new}
    supersede(named, source, now=now)


def replace_stored(
    since: Mapping[str, ParsedItem], held: Mapping[str, Known], source: int, *, now: datetime
) -> None:
    """Items of their own that stored ones say to replace since their last text: each stays, is told of like one
    that came late, and is reached by what is said under its id as the later one is."""
    olds = {keyed(old): name for name, item in since.items() for old in item.replaces}
    stored = edits.known(source, sorted(olds)) if olds else {}
    met = {
        old: held[name]
        for old, name in olds.items()
        if old in stored and old != name and not stored[old].superseded
        and stored[old].pk not in together.group(held[name].pk)
        and not is_earlier(since[name].updated_at or now, stored[old].pk)
    }  # fmt: skip
    supersede({old: row.pk for old, row in met.items()}, source, now=now)
    tell_replaced([(replace(row, name=old), since[olds[old]]) for old, row in met.items()], source, now=now)  # fmt: skip


def is_earlier(at: datetime, pk: int) -> bool:
    """Whether an hour is before that of an item's newest text."""
    [(edited, posted)] = Item.objects.filter(pk=pk).values_list("edited_at", "posted_at")
    newest = edited or posted
    return bool(newest and at < newest)


def supersede(names: Mapping[str, int], source: int, *, now: datetime) -> None:
    """Write that these names are replaced by items."""
    rows = [
        ItemName(source_id=source, item_id=pk, name=old, at=now, superseded_at=now)
        for old, pk in islice(names.items(), MOST)
    ]
    ItemName.objects.bulk_create(rows, ignore_conflicts=True)


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


def said_late(
    given: Sequence[tuple[Known, ParsedItem]], listed: Collection[str], *, now: datetime
) -> tuple[bool, list[int], list[int]]:
    """Keep in mind what replaced names say now: whether any says something else than before, the items
    that are taken back by it, and those that are corrected, barred or freed."""
    other = [(row, item) for row, item in given if row.raw != fingerprint(item)]
    gone: list[int] = []
    told: list[int] = []
    for row, item in other:
        ItemName.objects.filter(item=row.pk, name=row.name).update(raw_hash=fingerprint(item))
        notice = read(item, now)
        words = f"{notice.words}, under an id that was replaced: {row.name}"[:200]
        marked = replace(notice, words=words)
        if notice.killed or (item.withdrawn and not stands(row.pk, listed)):
            gone += edits.take_back(every_of(row), item, marked, now=now, older=True)
        elif not item.withdrawn and (notice.corrected or embargoes.speaks(notice)):
            told += edits.noticed(every_of(row), item, marked, now=now, older=True)
    return bool(other), gone, told


def every_of(row: Known) -> list[int]:
    """An item, what is told with it, and what came under this name as an item of its own."""
    bearer = Item.objects.filter(source=source_of(row.pk), external_id=row.name)
    return sorted({*together.group(row.pk), *bearer.values_list("pk", flat=True)})


def stands(pk: int, listed: Collection[str]) -> bool:
    """Whether the same document gives an item under its newest name: an older one that is gone is old."""
    newest = ItemName.objects.filter(item__in=together.group(pk), superseded_at=None)
    return any(name in listed for name in newest.values_list("name", flat=True))


def source_of(pk: int) -> int:
    """Whose an item is."""
    return Item.objects.values_list("source", flat=True).get(pk=pk)
