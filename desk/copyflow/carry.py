"""Removals outlive a restore: what was removed after the backup was made is removed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.db import transaction

from desk.copyflow import remove
from desk.models import LogEntry, Person, Role, RoleName, Verb
from wires import removal
from wires.models import Ground, Item, Removal, Snapshot, Tombstone
from wires.tombstones import mac, marks


@dataclass(frozen=True, slots=True)
class Held:
    """A removal as it has to be carried: keyed digests of an item, or the digest of a snapshot.

    `address` is that of the account which decided, as far as this desk's log has it.
    """

    ground: str
    why: str
    by: str
    at: datetime
    blinded: str
    source: int | None
    snapshot: str
    macs: tuple[tuple[str, bytes], ...]
    address: str = ""

    def __str__(self) -> str:
        return f"{self.ground}, {self.at:%Y-%m-%d %H:%M} by {self.by}"


def held() -> list[Held]:
    """Every removal of this desk, as far as it can still be told."""
    rows = Removal.objects.select_related("item", "snapshot").prefetch_related("tombstones")
    logged = LogEntry.objects.filter(verb=Verb.REMOVE).select_related("by").order_by("at", "id")
    deciders = {line.data.get("removal"): line.by.email for line in logged}
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
            deciders.get(row.pk, ""),
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
        row = again(one, items, now=now)
        if row is None:
            lost.append(one)
            continue
        done += 1
        log(one, row, now=now)
    return done, lost


def log(one: Held, row: Removal, *, now: datetime) -> None:
    """The line of a removal that a restore made again: under whoever decided, where this desk knows them, else
    under whoever looks after the house; the line names who decided."""
    known = Person.objects.filter(email__iexact=one.address).first() if one.address else None
    house = Role.objects.filter(name=RoleName.ADMINISTRATOR).select_related("person").order_by("pk")
    by = known or next((role.person for role in house), None)
    if by is not None:
        said = f"{Ground(one.ground).label}; decided by {one.by}, made again by a restore"
        LogEntry.record(None, Verb.REMOVE, by, now, said, removal=row.pk, decided=one.at.isoformat())  # fmt: skip


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


def again(one: Held, items: dict[int, Item], *, now: datetime) -> Removal | None:
    """One removal done again, on the ground and in the name that it had; nothing where none of it is here."""
    item = items.get(id(one))
    if item:
        _, publications = remove.resting_on(item)
        row = removal.remove(item, ground=one.ground, by=one.by, why=one.why, now=one.at)
        remove.forget(item, publications, now=now)
        return row
    snapshot = Snapshot.objects.filter(digest=one.snapshot).first() if one.snapshot else None
    if snapshot:
        return removal.remove_snapshot(
            snapshot, ground=one.ground, by=one.by, why=one.why, now=one.at
        )
    return stand_in(one) if one.macs or one.snapshot else None


def stand_in(one: Held) -> Removal:
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
    return row
