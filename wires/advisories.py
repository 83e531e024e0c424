"""What an agency's notice does to the item that it means: done where that is sure, else proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from wires import advice, embargoes
from wires.advice import Advice
from wires.hands import MAILBOX
from wires.lookup import MOST, REACH, Candidate, Meant, candidates, meant, sent_by, under_embargo
from wires.models import Act, Advisory, EventKind, Item, ItemEvent
from wires.notices import Notice, read
from wires.nudge import wires_changed
from wires.parse.marks import NO_HOUR
from wires.text import storable
from wires.types import ParsedItem

AGAIN = timedelta(days=2)  # that a notice waits for an item that comes late
# Notices of one document, or of one agency in one turn, that are looked up; others wait.
AT_ONCE = 40
STATES = ("killed_at", "corrected_at", "embargoed", "embargo_until", "notice")
Arrived = tuple[int, ParsedItem, Notice]


def take(arrived: Iterable[Arrived], source: int, *, now: datetime, box: int | None = None) -> None:
    """Look up what arriving notices mean; the caller holds the transaction. What came to a mailbox, `box`,
    may mean any letter there, though it acts on its sender's only."""
    said = [
        (pk, found)
        for pk, item, notice in arrived
        if notice.words and (found := advice.read(item, notice))
    ]
    if not said:
        return
    kills = {pk for pk, one in said if one.act == Act.KILLED}
    sent = sent_by(source, box)
    known = [one for one in candidates(sent, now=now) if one.pk not in kills]
    lifts = [pair for pair in said if pair[1].act == Act.LIFTED]
    others = [pair for pair in said if pair[1].act != Act.LIFTED]
    for pk, one in others[:AT_ONCE]:
        settle(pk, one, meant(pk, one, sent, known, now=now), now=now)
    # What the same document puts under embargo it may free too.
    barred = under_embargo(sent, now=now) if lifts else []
    for pk, one in lifts[:AT_ONCE]:
        settle(pk, one, meant(pk, one, sent, barred, now=now), now=now)
    late = [*others[AT_ONCE:], *lifts[AT_ONCE:]]
    waiting = [Advisory(notice_id=pk, act=one.act, named=ids_of(one), at=now) for pk, one in late if waits(one)]  # fmt: skip
    Advisory.objects.bulk_create(waiting)


def again(*, now: datetime) -> int:
    """Look up once more what recent notices name and the desk did not have; how many were found."""
    found = 0
    for (source, box), notices in unmatched(now).items():
        sent = sent_by(source, box)
        known, barred = candidates(sent, now=now), under_embargo(sent, now=now)
        for pk in notices:
            found += again_one(pk, sent, known, barred, now=now)
    return found


@transaction.atomic
def again_one(
    pk: int, sent: Q, known: Sequence[Candidate], barred: Sequence[Candidate], *, now: datetime
) -> bool:
    """Look one of them up, unless another worker is at it or it waits no longer."""
    notice = taken_over(pk)
    row = Advisory.objects.filter(notice=pk, item=None, by_what="").first()
    said = of_row(notice, row, now) if notice and row else None
    if said is None:
        return False
    these = meant(pk, said, sent, barred if said.act == Act.LIFTED else known, now=now)
    if these:
        settle(pk, said, these, now=now)
    return bool(these)


def taken_over(pk: int) -> Item | None:
    """A notice as it says now, which nobody edits before the transaction ends; nothing where another worker
    is at it, or where its words were removed."""
    rows = Item.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    return rows.select_related("wire").defer("search").filter(pk=pk, removed_at=None).first()


def unmatched(now: datetime) -> dict[tuple[int, int | None], list[int]]:
    """By agency and mailbox, its last notices that wait for an item: no agency's keep those of another back."""
    rows = Advisory.objects.filter(item=None, by_what="", at__gte=now - AGAIN)
    found: dict[tuple[int, int | None], list[int]] = {}
    names = ("notice__source", "notice", "notice__wire", "notice__wire__address")
    for source, notice, wire, address in rows.values_list(*names)[:MOST]:
        box = wire if (address or "").startswith(MAILBOX) else None
        if len(mine := found.setdefault((source, box), [])) < AT_ONCE:
            mine.append(notice)
    return found


def of_row(notice: Item, row: Advisory, now: datetime) -> Advice | None:
    """The advice of a stored notice: what its words say, and what its fields said, as far as the row that waits
    for an item has kept it."""
    corrected = "corrected" if row.act == Act.CORRECTED else ""
    barred = notice.own_embargo_at and not notice.own_embargo_until
    item = replace(
        stored(notice),
        status="killed" if notice.killed_at else corrected,
        embargo_until=notice.own_embargo_until,
        embargo_said=NO_HOUR if barred else "",
        about=tuple(row.named),
    )
    return advice.read(item, read(item, now))


def ids_of(said: Advice) -> list[str]:
    """The ids that a notice gives, as they can be kept."""
    return [storable(one) for one in said.ids]


def stored(row: Item) -> ParsedItem:
    """A stored item as its words have it; what its fields said of it is not among them."""
    return ParsedItem(row.external_id, None, None, row.title, row.text, slug=row.slug)


def settle(pk: int, said: Advice, these: Sequence[Meant], *, now: datetime) -> None:
    """Write what was found down, and do what is sure."""
    if these:
        Advisory.objects.filter(notice=pk, item=None).delete()
    elif not waits(said):
        return
    for one in these or [Meant(0, "", sure=False)]:
        if Advisory.objects.filter(notice=pk, item=one.pk or None).exists():
            continue
        row = Advisory.objects.create(
            notice_id=pk,
            item_id=one.pk or None,
            act=said.act,
            by_what=one.by_what[:300],
            until=said.until if said.act == Act.EMBARGOED else None,
            named=[] if one.pk else ids_of(said),
            at=now,
        )
        if one.sure:
            do(row, words=said.words, now=now)
        elif one.pk:
            tell(one.pk, now=now)


def waits(said: Advice) -> bool:
    """Whether a notice waits for what it names, a lift too: the embargo that it ends may come after it. A
    handout that quotes somebody names nothing."""
    return said.act != Act.EMBARGOED or bool(said.ids or said.slugs)


def tell(pk: int, *, now: datetime) -> None:
    """Have whoever holds the item look: something is said of it."""
    number = Item.objects.values_list("texts_count", flat=True).get(pk=pk)
    ItemEvent.objects.create(item_id=pk, kind=EventKind.ADVISED, text_number=number, at=now)
    transaction.on_commit(lambda: wires_changed([pk]))


def do(row: Advisory, *, words: str, now: datetime, by: str = "") -> None:
    """The notice holds of its item: killed, corrected or under embargo, with its news."""
    item = Item.objects.select_for_update(of=("self",)).defer("search").get(advisories=row)
    row.done_at, row.done_by = now, by[:200]
    row.save(update_fields=["done_at", "done_by"])
    fresh, barred = item.killed_at is None, embargoes.holds(item, now)
    if row.act == Act.KILLED:
        item.killed_at = item.killed_at or now
    elif row.act == Act.CORRECTED:
        item.corrected_at = now
    embargoes.settle(item)
    freed = barred and not embargoes.holds(item, now)
    if row.act != Act.LIFTED:
        item.notice = " ".join(words.split())[:200]
    elif freed and not (item.killed_at or item.corrected_at):
        item.notice = ""
    item.save(update_fields=STATES)
    # A lift of what was barred again after it frees nothing, and nobody is told that it does.
    if freed if row.act == Act.LIFTED else row.act != Act.KILLED or fresh:
        ItemEvent.objects.create(item=item, kind=row.act, text_number=item.texts_count, at=now)
    transaction.on_commit(lambda: wires_changed([item.pk]))


def undo(row: Advisory, *, by: str, now: datetime) -> None:
    """The notice does not mean this item; what it had done is taken back where nothing else says so."""
    item = Item.objects.select_for_update(of=("self",)).defer("search").get(advisories=row)
    row.refused_at, row.refused_by = now, by[:200]
    row.save(update_fields=["refused_at", "refused_by"])
    if row.done_at is None:
        return
    said = Advisory.objects.filter(item=item, act=row.act)
    others, barred = said.done().exists(), item.embargoed
    # Of several notices, whichever set the hour may have been the first that was refused.
    by_notice = set(said.exclude(done_at=None).values_list("done_at", flat=True))
    if row.act == Act.KILLED and item.killed_at in by_notice and not others:
        item.killed_at = None
    elif row.act == Act.CORRECTED and item.corrected_at in by_notice and not others:
        item.corrected_at = None
    embargoes.settle(item)
    if not (item.killed_at or item.corrected_at):
        item.notice = read(stored(item), item.received_at).words if item.own_embargo_at else ""
    item.save(update_fields=STATES)
    if row.act == Act.LIFTED and item.embargoed and not barred:
        ItemEvent.objects.create(item=item, kind=EventKind.EMBARGOED, text_number=item.texts_count, at=now)  # fmt: skip
    tell(item.pk, now=now)


def of(items: Iterable[int]) -> dict[int, list[Advisory]]:
    """Notices that may mean these items and wait for a person, by item."""
    found: dict[int, list[Advisory]] = {}
    rows = Advisory.objects.proposed().filter(item__in=list(items), notice__removed_at=None)
    for row in rows.select_related("notice__source"):
        found.setdefault(row.item_id or 0, []).append(row)
    return found


def open_ones(*, now: datetime) -> list[Advisory]:
    """One row for each notice of the last days that a person has to answer or that names nothing here."""
    rows = Advisory.objects.to_answer().filter(at__gte=now - REACH)
    first: dict[int, Advisory] = {}
    for row in rows.select_related("notice__source"):
        first.setdefault(row.notice_id, row)
    return list(first.values())
