"""Write what items and notices of their agency say of embargoes, and which is in force after it."""

from collections.abc import Iterable
from datetime import datetime

from wires.embargo import Bar, Said, in_force
from wires.models import Act, Advisory, EventKind, Item, ItemEvent
from wires.notices import Notice

COLUMNS = ("embargoed", "embargo_until", "own_embargo_at", "own_embargo_until", "own_lift_at")


def arrived(said: Iterable[tuple[int, Notice]], *, now: datetime) -> None:
    """What new items say of their own embargo."""
    barred = {pk: notice for pk, notice in said if notice.embargoed}
    for row in Item.objects.filter(pk__in=barred).only(
        "pk", "confidential", "effective_at", "edited_at", *COLUMNS
    ):
        take(row, barred[row.pk], now=now)


def said_again(row: Item, notice: Notice, *, now: datetime) -> None:
    """What a stored item says of it in its new text or fields."""
    if notice.embargoed or row.embargoed or row.own_embargo_at or row.embargo_until:
        take(row, notice, now=now)


def take(row: Item, notice: Notice, *, now: datetime) -> None:
    """Write down what an item says of itself; the same embargo said again is no new one."""
    if notice.lifted:
        row.own_embargo_at, row.own_embargo_until, row.own_lift_at = None, None, now
    elif not notice.embargoed:
        row.own_embargo_at, row.own_embargo_until = None, None
    elif row.own_embargo_at is None or row.own_embargo_until != notice.embargo_until:
        row.own_embargo_at, row.own_embargo_until = now, notice.embargo_until
    held = holds(row, now)
    settle(row)
    row.save(update_fields=COLUMNS)
    if held and not holds(row, now) and not row.confidential:
        ItemEvent.objects.create(
            item=row, kind=EventKind.LIFTED, text_number=row.texts_count, at=now
        )


def holds(row: Item, now: datetime) -> bool:
    """Whether an item is under embargo at an hour."""
    return row.embargoed and (row.embargo_until is None or row.embargo_until > now)


def settle(row: Item) -> None:
    """Put on an item which embargo of all is in force now; the caller saves it."""
    known = row.edited_at or row.effective_at
    own = row.own_embargo_at and Bar(Said(row.own_embargo_at, known), row.own_embargo_until)
    bars, lifts = [], [Said(row.own_lift_at, known)] if row.own_lift_at else []
    notices = Advisory.objects.done().filter(item=row.pk, act__in=(Act.EMBARGOED, Act.LIFTED))
    for act, until, had, stated in notices.values_list("act", "until", "at", "notice__effective_at"):  # fmt: skip
        if act == Act.LIFTED:
            lifts.append(Said(had, stated))
        else:
            bars.append(Bar(Said(had, stated), until))
    found = in_force(own or None, bars, lifts)
    row.embargoed, row.embargo_until = found.embargoed, found.until
