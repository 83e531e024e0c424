"""A notice that comes again with other words acts on what it names now, as a new one would.

Of what it names no longer a kill and an embargo stand, since silence brings no copy into use: whoever holds the
item is told. A correction and a lift are taken back, unless a person said that they mean it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Q, QuerySet

from wires import advice, advisories, lookup
from wires.advice import Advice
from wires.hands import is_mailbox, may_act
from wires.lookup import Candidate, Meant
from wires.models import Act, Advisory, Item
from wires.notices import read
from wires.types import ParsedItem

ITSELF = "the notice itself, which names it no longer"
SINCE = "; the notice names it no longer since "
SILENT = frozenset({Act.CORRECTED, Act.LIFTED})  # what silence takes back
TAKEN_BACK = {(Act.CORRECTED, other) for other in Act} | {
    (Act.LIFTED, Act.KILLED),
    (Act.LIFTED, Act.CORRECTED),
}
GRAVER = {(Act.EMBARGOED, Act.KILLED), (Act.EMBARGOED, Act.LIFTED)}  # said in words, beside silence
PUT_OFF = "its later text, which is looked up in a minute"
WAITED = f"{PUT_OFF}; the notice had found nothing before"
Pair = tuple[int, ParsedItem]


@dataclass
class Sent:
    """What an agency sent, or anybody to its mailbox: asked for once, however many notices look it up."""

    by: Q
    now: datetime

    @cached_property
    def known(self) -> list[Candidate]:
        """Of late, without notices."""
        return lookup.candidates(self.by, now=self.now)

    @cached_property
    def barred(self) -> list[Candidate]:
        """What is held back."""
        return lookup.under_embargo(self.by, now=self.now)


def hear(pairs: Sequence[Pair], source: int, *, now: datetime, box: int | None = None) -> None:
    """Look up anew what these items name, which the desk had with other words; the caller holds the
    transaction. One question where none of them is or was a notice."""
    if not pairs:
        return
    before: dict[int, list[Advisory]] = {}
    rows = Advisory.objects.filter(notice__in=[pk for pk, _ in pairs]).order_by("pk")
    for row in rows.exclude(by_what=PUT_OFF):  # a story that is to become a notice is none before
        before.setdefault(row.notice_id, []).append(row)
    said: dict[int, Advice | None] = {}
    for pk, item in pairs:
        found = advice.read(item, read(item, now))
        if pk in before:
            said[pk] = found
        elif found and (named := by_name(found, item)):
            said[pk] = named
    # What the same document puts under embargo it may free too.
    every = sorted(said.items(), key=lambda pair: pair[1] is not None and pair[1].act == Act.LIFTED)
    sent = Sent(lookup.sent_by(source, box), now)
    for pk, one in every[: advisories.AT_ONCE]:
        amend(pk, one, before.get(pk, []), sent, now=now)
    put_off([(pk, one, before.get(pk, [])) for pk, one in every[advisories.AT_ONCE :]], now=now)


def put_off(
    late: Sequence[tuple[int, Advice | None, Sequence[Advisory]]], *, now: datetime
) -> None:
    """Have edited notices that are too many for one document looked up a minute later."""
    for pk, said, rows in late:
        act = said.act if said else rows[0].act
        why = WAITED if any(row.item_id is None for row in rows) else PUT_OFF
        Advisory.objects.update_or_create(
            notice_id=pk,
            item=None,
            defaults={
                "act": act,
                "by_what": why,
                "named": advisories.ids_of(said) if said else [],
                "at": now,
            },
        )


def again(*, now: datetime) -> int:
    """Look up edited notices that were put off; how many were. What another worker is at is left to it."""
    rows = late(now).order_by("at", "pk").values_list("pk", flat=True)
    shared: dict[tuple[int, int | None], Sent] = {}
    return sum(again_one(pk, shared, now=now) for pk in list(rows[: advisories.AT_ONCE]))


def late(now: datetime) -> QuerySet[Advisory]:
    """What was put off."""
    return Advisory.objects.filter(
        item=None, by_what__in=[PUT_OFF, WAITED], at__gte=now - advisories.AGAIN
    )


@transaction.atomic
def again_one(pk: int, shared: dict[tuple[int, int | None], Sent], *, now: datetime) -> bool:
    """Look up one of them, unless another worker is at it or has done it."""
    waiting = late(now).filter(pk=pk)
    notice = next(map(advisories.taken_over, waiting.values_list("notice", flat=True)), None)
    row = waiting.first() if notice else None
    if notice is None or row is None:
        return False
    wire = notice.wire
    key = (notice.source_id, wire.pk if wire and is_mailbox(wire) else None)
    sent = shared.setdefault(key, Sent(lookup.sent_by(*key), now))
    before = list(Advisory.objects.filter(notice=notice).exclude(pk=pk).order_by("pk"))
    said = advisories.of_row(notice, row, now)
    if row.by_what == WAITED:
        row.by_what = ""
        row.save(update_fields=["by_what"])
        before.append(row)
    else:
        row.delete()
    if not before:
        own = replace(advisories.stored(notice), about=tuple(row.named))
        said = by_name(said, own) if said else None
    amend(notice.pk, said, before, sent, now=now)
    return True


def by_name(said: Advice, item: ParsedItem) -> Advice | None:
    """What a story that has become a notice names of others; its own id, slug and headline are its own, and
    what corrects itself names others only in a field."""
    named = replace(said, ids=item.about, slugs=(), heads=(), own_slug="", sent=None)
    if said.act != Act.CORRECTED:
        quoted = map(advice.bare, advice.quoted(f"{item.title}\n{item.text}"[: advice.READ]))
        own = {
            item.external_id,
            item.canonical_url,
            said.own_slug,
            advice.bare(advice.after_label(item.title)),
        }
        named = replace(
            named,
            ids=tuple(one for one in said.ids if one not in own),
            slugs=tuple(one for one in said.slugs if one not in own),
            heads=tuple(one for one in quoted if one in said.heads and one not in own),
        )
    return named if named.ids or named.slugs or named.heads else None


def amend(
    pk: int, said: Advice | None, rows: Sequence[Advisory], sent: Sent, *, now: datetime
) -> None:
    """Bring what a notice has done to what it names now."""
    these = meant(pk, said, rows, sent, now=now) if said else []
    named = {one.pk: one for one in these}
    for row in rows:
        if row.item_id is None:
            wait_on(row, said)
        elif said and row.item_id in named:
            name_again(row, said, sure=named[row.item_id].sure, now=now)
        else:
            pass_over(row, now=now)
    if said:
        advisories.settle(pk, said, these, now=now)


def meant(
    pk: int, said: Advice, rows: Sequence[Advisory], sent: Sent, *, now: datetime
) -> list[Meant]:
    """The items that a notice means now, among what its agency sent of late and what it meant before."""
    known = list(sent.barred if said.act == Act.LIFTED else sent.known)
    had = Item.objects.filter(pk__in=[row.item_id for row in rows if row.item_id])
    held = {one.pk for one in known}
    known += [one for one in lookup.compared(had) if one.pk not in held]
    return (
        lookup.meant(pk, said, sent.by, known, now=now)
        if rows
        else asked_of(pk, said, known, now=now)
    )


def asked_of(pk: int, said: Advice, known: Sequence[Candidate], *, now: datetime) -> list[Meant]:
    """What a story that has become a notice names: sure by an id, asked of a person by anything else."""
    others = [one for one in known if one.pk != pk]
    by_id = lookup.by_id(said, others)
    less = lookup.by_headline(said, others) or lookup.by_slug(said, others, now=now)
    found = by_id or [replace(one, sure=False) for one in less]
    found += lookup.told_with(found, others)
    mine = may_act(pk, [one.pk for one in found]) if found else set()
    return [one if one.pk in mine else replace(one, sure=False) for one in found]


def wait_on(row: Advisory, said: Advice | None) -> None:
    """What a notice waits for is what it says now."""
    if said is None:
        row.delete()
    elif (row.act, row.named) != (said.act, advisories.ids_of(said)):
        row.act, row.named = said.act, advisories.ids_of(said)
        row.save(update_fields=["act", "named"])


def name_again(row: Advisory, said: Advice, *, sure: bool, now: datetime) -> None:
    """The notice names this item still, or again; what a person refused stays refused."""
    if row.refused_at and row.refused_by != ITSELF:
        return
    fresh, until = row.refused_at is not None, said.until if said.act == Act.EMBARGOED else None
    turned = row.act != said.act
    if turned and row.done_at and not fresh and not may_turn(row, said.act):
        pass_over(row, now=now)
        return
    if turned and row.done_at and not fresh and (row.act, said.act) in TAKEN_BACK:
        advisories.undo(row, by=ITSELF, now=now)
    done = bool(row.done_at) and not (fresh or turned)
    stays = done and (row.until == until or said.act != Act.EMBARGOED)
    row.by_what = row.by_what.partition(SINCE)[0]
    row.act, row.until, row.refused_at, row.refused_by = said.act, until, None, ""
    row.done_at = row.done_at if done else None
    row.save(update_fields=["by_what", "act", "until", "refused_at", "refused_by", "done_at"])
    if (sure or done) and not stays:
        advisories.do(row, words=said.words, now=now, by=row.done_by)
    elif (fresh or turned) and row.item_id:
        advisories.tell(row.item_id, now=now)


def may_turn(row: Advisory, act: str) -> bool:
    """Whether a notice may do something else now to what it has done something to."""
    return row.act in SILENT or (row.act, act) in GRAVER


def pass_over(row: Advisory, *, now: datetime) -> None:
    """The notice says no more what it said of this item."""
    if row.refused_at or SINCE in row.by_what or row.item_id is None:
        return
    if row.done_at is None or (row.act in SILENT and not row.done_by):
        advisories.undo(row, by=ITSELF, now=now)
        return
    since = f"{SINCE}{now:%H:%M} UTC on {now:%-d %B}"
    row.by_what = f"{row.by_what[: 300 - len(since)]}{since}"
    row.save(update_fields=["by_what"])
    advisories.tell(row.item_id, now=now)
