"""Which item an agency's notice means: looked up among its own, done where that is sure, else proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from wires import advice, embargoes
from wires.advice import Advice
from wires.cluster import containment
from wires.hands import MAILBOX, may_act
from wires.models import Act, Advisory, Anchor, EventKind, Item, ItemEvent, ItemName
from wires.notices import KILL_LABEL, Notice, read
from wires.nudge import wires_changed
from wires.shingles import Shape
from wires.types import ParsedItem

REACH = timedelta(days=7)  # that an agency's notice looks back
AGAIN = timedelta(days=2)  # that a notice waits for an item that comes late
LATELY = timedelta(days=1)  # a slug comes again another day for another story
MOST = 20_000  # items of one agency that are looked through
AT_ONCE = (
    40  # notices of one document, or of one agency in one turn, that are looked up; others wait
)
PROPOSED = 6  # items that a person is asked of at once
CLOSE, LEAST = 0.5, 0.3  # share of runs of words that a corrected text has from the one before
WHOLE = 25  # words of what may be the whole story again
ALIKE = 0.8  # share of the shorter headline's words
STATES = ("killed_at", "corrected_at", "embargoed", "embargo_until", "notice")
Arrived = tuple[int, ParsedItem, Notice]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a notice may mean, as far as it is compared."""

    pk: int
    name: str
    key: str
    slug: str
    title: str
    cluster: int | None
    posted: datetime | None
    came: datetime
    others: frozenset[str]  # ids of its versions, where they have their own
    lead: int  # the item that it is told with, else itself
    head: str  # as headlines are compared, without its label
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meant:
    """An item that a notice means: by what, and whether that is enough to act."""

    pk: int
    by_what: str
    sure: bool


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
    waiting = [Advisory(notice_id=pk, act=one.act, at=now) for pk, one in late if waits(one)]
    Advisory.objects.bulk_create(waiting)


def again(*, now: datetime) -> int:
    """Look up once more what recent notices name and the desk did not have; how many were found."""
    found = 0
    for (source, box), notices in unmatched(now).items():
        sent = sent_by(source, box)
        known, barred = candidates(sent, now=now), under_embargo(sent, now=now)
        for notice in Item.objects.filter(pk__in=notices).defer("search"):
            said = of_row(notice, now)
            these = meant(notice.pk, said, sent, barred if said.act == Act.LIFTED else known, now=now) if said else []  # fmt: skip
            if said and these:
                with transaction.atomic():
                    settle(notice.pk, said, these, now=now)
                found += 1
    return found


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


def of_row(row: Item, now: datetime) -> Advice | None:
    """The advice of a stored notice; ids that its fields gave are not kept, its words are."""
    killed = "killed" if row.killed_at else ""
    item = replace(stored(row), status=killed, embargo_until=row.own_embargo_until)
    return advice.read(item, read(item, now))


def stored(row: Item) -> ParsedItem:
    """A stored item as its words have it; what its fields said of it is not among them."""
    return ParsedItem(row.external_id, None, None, row.title, row.text, slug=row.slug)


def meant(
    pk: int, said: Advice, sent: Q, every: Sequence[Candidate], *, now: datetime
) -> list[Meant]:
    """The items that a notice means, the surest way first; one way that finds any is enough.

    `every` is what its agency sent of late.
    """
    known = [one for one in every if one.pk != pk]
    found = (
        by_id(said, known)
        or by_slug_and_hour(said, known)
        or by_headline(said, known)
        or by_slug(said, known, now=now)
        or by_words(pk, said, sent, {one.pk for one in known})
        or by_likeness(said, known)
    )
    found += told_with(found, known)
    mine = may_act(pk, [one.pk for one in found]) if found else set()
    return [one if one.pk in mine else replace(one, sure=False) for one in found]


def told_with(found: Sequence[Meant], known: Sequence[Candidate]) -> list[Meant]:
    """What is told together with the items that were found."""
    held = {one.pk: one for one in found}
    first = {one.lead: held[one.pk] for one in known if one.pk in held}
    return [
        replace(first[one.lead], pk=one.pk)
        for one in known
        if one.lead in first and one.pk not in held
    ]


def sent_by(source: int, box: int | None) -> Q:
    """What an agency sent, or anybody to the mailbox that a notice came to."""
    return Q(source=source) | Q(wire=box) if box else Q(source=source)


def candidates(sent: Q, *, now: datetime) -> list[Candidate]:
    """What an agency sent of late, the last first, without notices."""
    rows = Item.objects.filter(sent, received_at__gte=now - REACH, received_at__lte=now)
    return compared(rows.exclude(pk__in=Advisory.objects.filter(act=Act.KILLED).values("notice")))


def under_embargo(sent: Q, *, now: datetime) -> list[Candidate]:
    """What an agency holds back now, the last first, without the notices that say so: all that it can
    free, and of no other agency."""
    rows = Item.objects.filter(sent, embargoed=True, received_at__lte=now)
    rows = rows.exclude(embargo_until__lte=now)
    return compared(
        rows.exclude(pk__in=Advisory.objects.filter(act=Act.EMBARGOED).values("notice"))
    )


def compared(rows: QuerySet[Item]) -> list[Candidate]:
    """Items as they are compared; what is confidential or removed is not."""
    rows = rows.filter(confidential=False, removed_at=None)
    names = ("pk", "external_id", "key", "slug", "title", "cluster_id", "posted_at", "received_at", "told_with_id")  # fmt: skip
    sent = list(rows.order_by("-received_at").values_list(*names)[:MOST])
    others: dict[int, set[str]] = {}
    for pk, name in ItemName.objects.filter(item__in=rows).values_list("item", "name")[:MOST]:
        others.setdefault(pk, set()).add(name.casefold())
    return [
        candidate(tuple(row), frozenset(others.get(row[0], ())))
        for row in sent
        if not KILL_LABEL.match(row[4])
    ]


def candidate(row: tuple[Any, ...], others: frozenset[str]) -> Candidate:
    """A row of those columns, with its title as headlines are compared and its versions' ids."""
    pk, name, key, slug, title, cluster, posted, came, lead = row
    head, words = (
        advice.bare(advice.after_label(title)),
        frozenset(advice.bare(title[: advice.LONGEST]).split()),
    )
    return Candidate(
        pk, name, key, slug, title, cluster, posted, came, others, lead or pk, head, words
    )


def by_id(said: Advice, known: Sequence[Candidate]) -> list[Meant]:
    """By an id or an address; a teleprinter's number stands behind its day."""
    found = []
    for name in said.ids:
        low = name.casefold()
        hits = [
            one
            for one in known
            if low in {one.name.casefold(), one.key.casefold(), *one.others}
            or one.name.casefold().endswith(f" {low}")
        ]
        # The same number comes again each day: the last one that moved.
        found += [Meant(hits[0].pk, f"its id {name}"[:300], sure=True)] if hits else []
    return found


def slugged(said: Advice, known: Sequence[Candidate]) -> list[Candidate]:
    """Candidates under one of the slugs: those that it names, else its own."""
    wanted = set(said.slugs) or ({said.own_slug} if said.own_slug else set())
    return [one for one in known if one.slug and one.slug in wanted]


def by_slug_and_hour(said: Advice, known: Sequence[Candidate]) -> list[Meant]:
    """By its slug and the hour at which it moved."""
    if said.sent is None:
        return []
    hits = [
        one
        for one in slugged(said, known)
        if one.posted and (one.posted.hour, one.posted.minute) == said.sent
    ]
    hour = f"{said.sent[0]:02}:{said.sent[1]:02} UTC"
    return [Meant(hits[0].pk, f"its slug, {hits[0].slug}, and its hour, {hour}", sure=True)] if len(hits) == 1 else []  # fmt: skip


def by_headline(said: Advice, known: Sequence[Candidate]) -> list[Meant]:
    """By its headline; several under one headline are meant together where they are one event."""
    hits = [one for one in known if one.head in said.heads]
    one_event = len(hits) == 1 or (
        len({one.cluster for one in hits}) == 1 and hits[0].cluster is not None
    )
    return [Meant(one.pk, f"its headline, “{one.title[:200]}”", sure=one_event) for one in hits[:PROPOSED]]  # fmt: skip


def by_slug(said: Advice, known: Sequence[Candidate], *, now: datetime) -> list[Meant]:
    """By its slug alone; where several stories run under it, or the only one is of another day, a
    person says which."""
    hits = slugged(said, known)
    several = f", one of {len(hits)} under it" if len(hits) > 1 else ""
    named = bool(said.slugs) or not said.heads
    sure = len(hits) == 1 and named and now - hits[0].came <= LATELY
    return [Meant(one.pk, f"its slug, {one.slug}{several}", sure=sure) for one in hits[:PROPOSED]]


def by_words(pk: int, said: Advice, sent: Q, known: set[int]) -> list[Meant]:
    """By the text that it repeats, where the whole story comes again under another id; only what is
    held back can be freed."""
    row = Item.objects.filter(pk=pk).values_list("title", "text").first()
    if said.act == Act.EMBARGOED or row is None:
        return []
    shape = Shape(" ".join(row))
    if len(shape.words) < WHOLE:
        return []
    met = Anchor.objects.filter(h__in=shape.anchors).exclude(item_id=pk).values("item_id")
    ids = [one["item_id"] for one in met.annotate(n=Count("h")).order_by("-n")[:50]]
    rows = Item.objects.filter(sent, pk__in=ids, removed_at=None).only("title", "text")
    held = [(containment(shape, Shape(f"{one.title} {one.text}")), one.pk) for one in rows]
    return [
        Meant(other, f"its words, {round(share * 100)} in 100", sure=share >= CLOSE)
        for share, other in sorted(held, reverse=True)[:PROPOSED]
        if share >= LEAST and (said.act != Act.LIFTED or other in known)
    ]


def by_likeness(said: Advice, known: Sequence[Candidate]) -> list[Meant]:
    """By a headline nearly like it: never enough to act on."""
    heads = [frozenset(head.split()) for head in said.heads]
    scored = [
        (max((advice.alike(one.words, head) for head in heads), default=0.0), one) for one in known
    ]
    near = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [Meant(one.pk, f"a headline much like it, “{one.title[:200]}”", sure=False) for _, one in near[:PROPOSED]]  # fmt: skip


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
