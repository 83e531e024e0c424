"""Which of an agency's items its notice means: compared by ids, slugs, headlines and words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from wires import advice
from wires.advice import Advice
from wires.cluster import containment
from wires.hands import may_act
from wires.models import Act, Advisory, Anchor, Item, ItemName
from wires.notices import KILL_LABEL
from wires.shingles import Shape

REACH = timedelta(days=7)  # that an agency's notice looks back
LATELY = timedelta(days=1)  # a slug comes again another day for another story
MOST = 20_000  # items of one agency that are looked through
PROPOSED = 6  # items that a person is asked of at once
CLOSE, LEAST = 0.5, 0.3  # share of runs of words that a corrected text has from the one before
WHOLE = 25  # words of what may be the whole story again
ALIKE = 0.8  # share of the shorter headline's words


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
