"""Write what items and notices of their agency say of embargoes, and which is in force after it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from wires.embargo import Bar, Said, in_force
from wires.models import Act, Advisory, EventKind, Item, ItemEvent
from wires.notices import Notice

COLUMNS = ("embargoed", "embargo_until", "own_embargo_at", "own_embargo_until", "own_lift_at")
Noticed = tuple[list[Bar], list[Said]]


def arrived(said: Iterable[tuple[int, Notice]], *, now: datetime) -> None:
    """What new items say of their own embargo: nothing else is in force yet."""
    rows = [
        Item(
            pk=pk,
            embargoed=True,
            embargo_until=notice.embargo_until,
            own_embargo_at=now,
            own_embargo_until=notice.embargo_until,
        )
        for pk, notice in said
        if notice.embargoed
    ]
    if rows:
        Item.objects.bulk_update(rows, COLUMNS, batch_size=500)


def said_again(pairs: Sequence[tuple[Item, Notice]], *, now: datetime) -> None:
    """What stored items say of it in their new texts or fields; whoever is freed by it is told of."""
    met = [(row, notice) for row, notice in pairs if notice.embargoed or row.embargoed or row.own_embargo_at]  # fmt: skip
    if not met:
        return
    noticed = said_of([row.pk for row, _ in met])
    freed = []
    for row, notice in met:
        take(row, notice, now=now)
        held = holds(row, now)
        put_in_force(row, noticed.get(row.pk, ([], [])))
        if held and not holds(row, now) and not row.confidential:
            freed.append(
                ItemEvent(item=row, kind=EventKind.LIFTED, text_number=row.texts_count, at=now)
            )
    Item.objects.bulk_update([row for row, _ in met], COLUMNS, batch_size=500)
    ItemEvent.objects.bulk_create(freed)


def take(row: Item, notice: Notice, *, now: datetime) -> None:
    """What an item says of itself; the same embargo said again is no new one."""
    if notice.lifted:
        row.own_embargo_at, row.own_embargo_until, row.own_lift_at = None, None, now
    elif not notice.embargoed:
        row.own_embargo_at, row.own_embargo_until = None, None
    elif row.own_embargo_at is None or row.own_embargo_until != notice.embargo_until:
        row.own_embargo_at, row.own_embargo_until = now, notice.embargo_until


def holds(row: Item, now: datetime) -> bool:
    """Whether an item is under embargo at an hour."""
    return row.embargoed and (row.embargo_until is None or row.embargo_until > now)


def settle(row: Item) -> None:
    """Put on an item which embargo of all is in force now; the caller saves it."""
    put_in_force(row, said_of([row.pk]).get(row.pk, ([], [])))


def put_in_force(row: Item, noticed: Noticed) -> None:
    """The item's own embargo beside those of notices, and what lifted any."""
    bars, lifts = noticed
    known = row.edited_at or row.effective_at
    own = Bar(Said(row.own_embargo_at, known), row.own_embargo_until) if row.own_embargo_at else None  # fmt: skip
    own_lift = [Said(row.own_lift_at, known)] if row.own_lift_at else []
    found = in_force(own, bars, [*lifts, *own_lift])
    row.embargoed, row.embargo_until = found.embargoed, found.until


def said_of(items: Sequence[int]) -> dict[int, Noticed]:
    """Embargoes and lifts of these items in notices that hold, by item."""
    rows = Advisory.objects.done().filter(item__in=items, act__in=(Act.EMBARGOED, Act.LIFTED))
    names = ("item", "act", "until", "at", "notice__effective_at")
    found: dict[int, Noticed] = {}
    for pk, act, until, had, stated in rows.values_list(*names):
        bars, lifts = found.setdefault(pk or 0, ([], []))
        if act == Act.LIFTED:
            lifts.append(Said(had, stated))
        else:
            bars.append(Bar(Said(had, stated), until))
    return found
