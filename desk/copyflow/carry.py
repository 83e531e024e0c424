"""Removals outlive a restore: what was removed after the backup was made is removed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.db import transaction

from desk.copyflow import remove
from wires import removal
from wires.models import Item, Removal, Snapshot, Tombstone
from wires.tombstones import mac, marks


@dataclass(frozen=True, slots=True)
class Held:
    """A removal as it has to be carried: keyed digests of an item, or the digest of a snapshot."""

    ground: str
    why: str
    by: str
    at: datetime
    blinded: str
    source: int | None
    snapshot: str
    macs: tuple[tuple[str, bytes], ...]

    def __str__(self) -> str:
        return f"{self.ground}, {self.at:%Y-%m-%d %H:%M} by {self.by}"


def held() -> list[Held]:
    """Every removal of this desk, as far as it can still be told."""
    rows = Removal.objects.select_related("item", "snapshot").prefetch_related("tombstones")
    return [
        Held(
            row.ground,
            row.why,
            row.decided_by,
            row.decided_at,
            row.blinded,
            row.item.source_id if row.item else None,
            row.snapshot.digest if row.snapshot else "",
            tuple((stone.mac, bytes(stone.salt)) for stone in row.tombstones.all()),
        )
        for row in rows.order_by("decided_at")
    ]


@transaction.atomic
def carry(every: list[Held], *, now: datetime) -> tuple[int, list[Held]]:
    """Remove again what these took away; how many were, and those of which nothing is here yet."""
    known = set(Removal.objects.values_list("blinded", flat=True))
    new = [one for one in every if one.blinded not in known]
    items = found_among(new) if any(one.macs for one in new) else {}
    done, lost = 0, []
    for one in new:
        if again(one, items, now=now):
            done += 1
        else:
            lost.append(one)
    return done, lost


def found_among(every: list[Held]) -> dict[int, Item]:
    """The items, by their removal, that bear an id or address that was removed: the removed one's own
    id before another of its names, an address last, and never another source's copy at that address."""
    by_mac = {code: one for one in every for code, _ in one.macs}
    salts = {salt for one in every for _, salt in one.macs}
    found: dict[int, tuple[int, Item]] = {}
    for item in Item.objects.filter(removed_at=None).prefetch_related("names").iterator(500):
        for rank, kind, value in known_by(item):
            for salt in salts:
                one = by_mac.get(mac(salt, kind, value))
                if one and one.source == item.source_id:
                    found[id(one)] = min(
                        found.get(id(one), (rank, item)), (rank, item), key=itemgetter(0)
                    )
    return {one: item for one, (_, item) in found.items()}


def known_by(item: Item) -> Iterator[tuple[int, str, str]]:
    """By what an item may be met again, the surest lowest."""
    names = [item.external_id, *(row.name for row in item.names.all())]
    for rank, name in enumerate(names):
        for kind, value in marks({name}, item.source_id, "", ()):
            yield min(rank, 1), kind, value
    if item.key:
        yield 2, "address", item.key


def again(one: Held, items: dict[int, Item], *, now: datetime) -> bool:
    """One removal done again, on the ground and in the name that it had."""
    item = items.get(id(one))
    if item:
        _, publications = remove.resting_on(item)
        removal.remove(item, ground=one.ground, by=one.by, why=one.why, now=one.at)
        remove.forget(item, publications, now=now)
        return True
    snapshot = Snapshot.objects.filter(digest=one.snapshot).first() if one.snapshot else None
    if snapshot:
        removal.remove_snapshot(snapshot, ground=one.ground, by=one.by, why=one.why, now=one.at)
        return True
    if not (one.macs or one.snapshot):
        return False
    stand_in(one)
    return True


def stand_in(one: Held) -> None:
    """Keep out what came and was removed after the backup: an empty page with the same marks. Not an
    empty item, whose source the backup need not know."""
    page = Snapshot.objects.create(
        digest=one.snapshot or one.blinded,
        size=0,
        packed=b"",
        first_seen_at=one.at,
        removed_at=one.at,
    )
    row = Removal.objects.create(
        snapshot=page,
        ground=one.ground,
        why=one.why,
        decided_by=one.by,
        decided_at=one.at,
        blinded=one.blinded,
    )
    Tombstone.objects.bulk_create(Tombstone(removal=row, mac=code, salt=salt) for code, salt in one.macs)  # fmt: skip
