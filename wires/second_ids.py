"""Ids of one stored item: what a document says under one of them beside what it says under another."""

from collections.abc import Iterator
from datetime import datetime

from wires.decide import fingerprint
from wires.edits import Known
from wires.models import Item, ItemName
from wires.notices import read
from wires.types import ParsedItem
from wires.writethrus import takes_back

Named = list[tuple[str, ParsedItem]]


def is_gone(item: ParsedItem, now: datetime) -> bool:
    """Whether an item says only that its id is gone; a kill is of whatever has the id."""
    return item.withdrawn and not read(item, now).killed


def given(named: Named, now: datetime) -> Named:
    """What a document lists."""
    return [pair for pair in named if not is_gone(pair[1], now)]


def listed(named: Named, held: dict[str, Known], *, now: datetime) -> set[str]:
    """Names under which a document gives something, but of what it kills under another."""
    dead = {
        held[name].pk
        for name, item in named
        if name in held and item.withdrawn and read(item, now).killed
    }
    return {
        name
        for name, item in named
        if not item.withdrawn and not (name in held and held[name].pk in dead)
    }


def set_apart(named: Named, held: dict[str, Known], *, now: datetime) -> None:
    """Two ids of one stored item under which one document says two things are of two posts: the later id is
    no name of the first any more. A kill is of whatever has the id."""
    said: dict[int, dict[str, ParsedItem]] = {}
    for name, item in named:
        if (row := held.get(name)) and not row.superseded:
            said.setdefault(row.pk, {})[name] = item
    for pk, ones in said.items():
        two = len(ones) > 1 and len({fingerprint(item) for item in ones.values()}) > 1
        if not two or any(takes_back(item, now) for item in ones.values()):
            continue
        own = Item.objects.values_list("external_id", flat=True).get(pk=pk)
        others = ItemName.objects.filter(item=pk, name__in=ones, superseded_at=None)
        later = list(others.exclude(name=own).order_by("pk"))
        for one in later if own in ones else later[1:]:
            one.delete()
            del held[one.name]


def that_stand(named: Named, held: dict[str, Known], source: int, *, now: datetime) -> Named:
    """What a document says of its items, without the end of an id whose item it lists under another: the post
    stands. The very same end that is told on when the post has left the page means no more than it did."""
    if not any(item.withdrawn for _, item in named) and not any(row.ended for row in held.values()):
        return named
    here: dict[int | str, set[str | None]] = {}
    for name, item in given(named, now):
        for key in keys(name, held):
            here.setdefault(key, set()).add(item.external_id)
    ended: dict[str, int] = {}
    kept: Named = []
    for name, item in named:
        row = held.get(name)
        if not is_gone(item, now):
            ended.setdefault(name, 0)
            kept.append((name, item))
        elif any(here.get(key, set()) - {item.external_id} for key in keys(name, held)):
            ended[name] = fingerprint(item)
        elif row is None or row.ended != fingerprint(item):
            kept.append((name, item))
    keep_in_mind(ended, held, source, now=now)
    return kept


def keys(name: str, held: dict[str, Known]) -> Iterator[int | str]:
    """By what two of a document's items are one: the name, and the stored item unless the name was replaced."""
    yield name
    if name in held and not held[name].superseded:
        yield held[name].pk


def keep_in_mind(
    ended: dict[str, int], held: dict[str, Known], source: int, *, now: datetime
) -> None:
    """Write down by what each of these ids was ended; nothing of one that is listed again."""
    rows = [
        ItemName(source_id=source, item_id=held[name].pk, name=name, raw_hash=said, at=now)
        for name, said in ended.items()
        if name in held and held[name].ended != said and not held[name].superseded
    ]
    ItemName.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source", "name"], update_fields=["raw_hash"]
    )
