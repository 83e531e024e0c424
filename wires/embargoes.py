"""Write what items and notices of their agency say of embargoes, and which is in force after it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from wires.decide import AHEAD
from wires.embargo import Bar, Said, in_force
from wires.models import Act, Advisory, EventKind, Item, ItemEvent
from wires.notices import Notice
from wires.text import digest
from wires.types import ParsedItem

COLUMNS = (
    "embargoed",
    "embargo_until",
    "own_embargo_at",
    "own_embargo_until",
    "own_embargo_stated_at",
    "own_embargo_worded",
    "own_lift_at",
    "own_lift_stated_at",
)
Noticed = tuple[list[Bar], list[Said]]


def arrived(said: Iterable[tuple[int, ParsedItem, Notice]], *, now: datetime) -> None:
    """What new items say of their own embargo: nothing else is in force yet."""
    told = [
        (Item(pk=pk), notice, Said(now, stated(item, None, now)))
        for pk, item, notice in said
        if speaks(notice)
    ]
    for row, notice, at in told:
        take(row, notice, at)
        put_in_force(row, ([], []))
    if rows := [row for row, _, _ in told]:
        Item.objects.bulk_update(rows, COLUMNS, batch_size=500)


def said_again(pairs: Sequence[tuple[Item, ParsedItem, Notice]], *, now: datetime) -> None:
    """What stored items say of it in their new texts or fields; whoever is freed by it is told of."""
    met = [one for one in pairs if speaks(one[2]) or one[0].embargoed or one[0].own_embargo_at]
    if not met:
        return
    noticed = said_of([row.pk for row, _, _ in met])
    freed = []
    for row, item, notice in met:
        take(row, notice, Said(now, stated(item, row, now)))
        held = holds(row, now)
        put_in_force(row, noticed.get(row.pk, ([], [])))
        if held and not holds(row, now) and not row.confidential:
            freed.append(
                ItemEvent(item=row, kind=EventKind.LIFTED, text_number=row.texts_count, at=now)
            )
    Item.objects.bulk_update([row for row, _, _ in met], COLUMNS, batch_size=500)
    ItemEvent.objects.bulk_create(freed)


def said_under_older_id(
    row: Item, item: ParsedItem, notice: Notice, *, now: datetime
) -> set[EventKind]:
    """What an id that another has replaced says of it, by its hour; what that does to the item, if anything.

    Silence under the newest id ends no such embargo: there it was never said.
    """
    said = said_before(row, item, now) if notice.worded else None
    said = said or Said(now, stated(item, row, now))
    own = own_bar(row)
    if not speaks(notice) or (notice.embargoed and is_older(row, notice, own, said)):
        return set()
    barred = (holds(row, now), row.embargo_until)
    take(row, replace(notice, worded=True), said)
    settle(row)
    row.save(update_fields=COLUMNS)
    if (holds(row, now), row.embargo_until) == barred:
        return set()
    return {EventKind.EMBARGOED} if row.embargoed else {EventKind.LIFTED}


def said_before(row: Item, item: ParsedItem, now: datetime) -> Said | None:
    """When an item had this text, where it had it: its words were said then, and are only listed again."""
    had = row.texts.filter(digest=digest(item.title, item.text)).order_by("number").first()
    return Said(had.seen_at, stated(item, row, now) or had.stated_at) if had else None


def is_older(row: Item, notice: Notice, own: Bar | None, said: Said) -> bool:
    """Whether an embargo is older than what the item says: a later text without the field has ended it, and
    a later or longer one goes before it."""
    if not notice.worded and is_before_newest(row, said.stated_at):
        return True
    if own is None or own.until == notice.embargo_until:
        return False
    longer = own.until is None or bool(notice.embargo_until and own.until > notice.embargo_until)
    return said.before(own.said) or (said.stated_at is None and longer)


def is_before_newest(row: Item, at: datetime | None) -> bool:
    """Whether an hour is before that of an item's newest text, as far as both are known."""
    newest = row.edited_at or row.posted_at
    return bool(at and newest and at < newest)


def speaks(notice: Notice) -> bool:
    """Whether it says anything of an embargo."""
    return notice.embargoed or notice.lifted


def stated(item: ParsedItem, row: Item | None, now: datetime) -> datetime | None:
    """The hour at which its agency said what comes now, by its own clock; none where that cannot be told.

    The hour of a stored item is that of its first text: of a later one it says nothing.
    """
    posted = item.posted_at if row is None or item.posted_at != row.posted_at else None
    at = item.updated_at or posted
    return at if at and at <= now + AHEAD else None


def take(row: Item, notice: Notice, said: Said) -> None:
    """What an item says of itself. The same embargo said again is no new one; of one that stands in words a
    text that is silent about it says nothing, while a field that is empty says that there is none."""
    own = own_bar(row)
    if notice.lifted:
        row.own_lift_at, row.own_lift_stated_at = said.had_at, said.stated_at
        if own and own.said.before(said):
            forget(row)
    elif not notice.embargoed:
        if notice.over or not row.own_embargo_worded:
            forget(row)
    elif own is None or own.until != notice.embargo_until:
        row.own_embargo_at, row.own_embargo_until = said.had_at, notice.embargo_until
        row.own_embargo_stated_at, row.own_embargo_worded = said.stated_at, notice.worded
    else:
        row.own_embargo_worded = row.own_embargo_worded or notice.worded


def own_bar(row: Item) -> Bar | None:
    """The embargo that an item has by its own words or fields."""
    if row.own_embargo_at is None:
        return None
    return Bar(Said(row.own_embargo_at, row.own_embargo_stated_at), row.own_embargo_until)


def forget(row: Item) -> None:
    """An item's own embargo is over."""
    row.own_embargo_at = row.own_embargo_until = row.own_embargo_stated_at = None
    row.own_embargo_worded = False


def holds(row: Item, now: datetime) -> bool:
    """Whether an item is under embargo at an hour."""
    return row.embargoed and (row.embargo_until is None or row.embargo_until > now)


def settle(row: Item) -> None:
    """Put on an item which embargo of all is in force now; the caller saves it."""
    put_in_force(row, said_of([row.pk]).get(row.pk, ([], [])))


def put_in_force(row: Item, noticed: Noticed) -> None:
    """The item's own embargo beside those of notices, and what lifted any."""
    bars, lifts = noticed
    own_lift = [Said(row.own_lift_at, row.own_lift_stated_at)] if row.own_lift_at else []
    found = in_force(own_bar(row), bars, [*lifts, *own_lift])
    row.embargoed, row.embargo_until = found.embargoed, found.until


def said_of(items: Sequence[int]) -> dict[int, Noticed]:
    """Embargoes and lifts of these items in notices that hold, by item."""
    rows = Advisory.objects.done().filter(item__in=items, act__in=(Act.EMBARGOED, Act.LIFTED))
    names = ("item", "act", "until", "notice__received_at", "notice__posted_at")
    found: dict[int, Noticed] = {}
    for pk, act, until, had, stated in rows.values_list(*names):
        bars, lifts = found.setdefault(pk or 0, ([], []))
        if act == Act.LIFTED:
            lifts.append(Said(had, stated))
        else:
            bars.append(Bar(Said(had, stated), until))
    return found
