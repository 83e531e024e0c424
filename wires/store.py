"""Apply a document's items in one transaction and a handful of statements.

`store` names and looks up, asks wires.decide and has rows written; it decides nothing itself. What
says nothing new costs one number's comparison.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import connection

from wires import (
    amended,
    edits,
    hands,
    identity,
    naming,
    rows,
    second_ids,
    text,
    together,
    tombstones,
    writethrus,
)
from wires.arrivals import Road, arrive
from wires.decide import believed, decide, fingerprint, missing
from wires.edits import Known, rewrite, withdraw
from wires.models import Item, ItemKind, Snapshot, Source, Wire
from wires.notices import read
from wires.second_ids import Named
from wires.types import Medium, ParsedItem, RelayOf, Verdict

__all__ = ["Stored", "create", "refresh_search", "rewrite", "store", "withdraw"]

DEEPEST = 12  # versions of one item in one document; who sends more gets some as items of their own
OLD = timedelta(hours=48)  # older than that when a wire is first polled: nobody is alerted
WATCHED = timedelta(days=3)
SEARCH = "update wires_item set search = wire_words(title, text, author) where id = any(%s)"
HOURS = "select posted_at from wires_item where id = any(%s::bigint[]) and posted_at is not null"
RECENT = """
    select external_id, missing_since is not null,
           array(select n.name from wires_itemname n where n.item_id = wires_item.id and n.superseded_at is null)
      from wires_item
     where wire_id = %s and withdrawn_at is null and removed_at is null and received_at >= %s
       and told_with_id is null
       and not (exists (select 1 from wires_itemname n where n.item_id = wires_item.id and n.superseded_at is null)
                and exists (select 1 from wires_itemname n where n.item_id = wires_item.id and n.superseded_at is not null))
     order by posted_at, id limit 1000
"""
NAMES = tuple(one.name for one in fields(ParsedItem))
SAID = attrgetter(*NAMES)
Met = tuple[Known, ParsedItem]


class NotRead(Exception):
    """A document was read as far as it is new, and something of the rest is not stored as it was."""


@dataclass(slots=True)
class Stored:
    """What one document changed, by item id."""

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    seen: int = 0
    hours: list[datetime] = field(default_factory=list)  # at which the new were posted, where known
    # Whether something that stands went missing, is listed again or is known otherwise: nobody is told.
    noted: bool = False

    @property
    def touched(self) -> list[int]:
        """Everything that changed."""
        return [*self.new, *self.changed, *self.gone]


def store(
    parsed: Sequence[ParsedItem],
    *,
    wire: Wire,
    snapshot: Snapshot | None,
    now: datetime,
    whole: bool = True,
    past: bool = False,
    hand: hands.Hand | None = None,
) -> Stored:
    """Apply a document's items to their source; the caller holds the transaction. A letter's is the source
    of whoever sent it, `hand` where that is known already.

    `whole` says that the document lists all there is in its stretch of time, so that what it skips
    is missing; what comes singly (mail, push) says nothing of the rest. `past` says that its old items
    were asked for: nobody is told of those.
    """
    out = Stored(seen=len(parsed))
    if hand is None and hands.is_mailbox(wire):
        hand = hands.hand_of(parsed, wire, snapshot)
    wire = hands.filed(wire, hand) if hand else wire
    road = Road(wire.source_id, wire.pk, snapshot.pk if snapshot else None, first=past or wire.last_ok_at is None, name=wire.source.name, hand=hand)  # fmt: skip
    kept = parsed if wire.source.full_text else [text.opening(item) for item in parsed]
    way = wire.known_by
    named, held = naming.known_as(kept, wire, hand, now=now)
    out.noted = wire.known_by != way  # a replay needs the bytes that changed how items are known
    listed = second_ids.listed(named, held, now=now)
    for n, part in enumerate(rounds(named, held)):
        # Of two texts of one item, the first of a document may have written over what the other was.
        held = edits.known(road.source, list(part)) if n else held
        before = dict(held)
        if wire.known_by == identity.BY_ID:
            held |= writethrus.tie(part, held, wire, hand, now=now)
        if any(item.known_as and not is_held(held.get(name), item) for name, item in part.items()):
            raise NotRead
        apply(part, held, road, listed, now=now, out=out)
        if wire.known_by == identity.BY_ID:
            writethrus.claim(part, before, wire, now=now)
    if whole:
        gone_missing(wire, [name for name, _ in named], now=now, out=out)
    return out


def is_held(row: Known | None, item: ParsedItem) -> bool:
    """Whether an item that was not read again is stored as it was known when it was."""
    return row is not None and row.raw == item.known_as


def rounds(named: Named, held: Mapping[str, Known]) -> Iterable[dict[str, ParsedItem]]:
    """Each name once a round, and each stored item: a document may hold two texts of one item, the older one
    first, and a version after the one that it replaces."""
    of = {name: row.pk for name, row in held.items() if not row.superseded}
    left = sorted(
        named, key=lambda pair: pair[1].updated_at.timestamp() if pair[1].updated_at else 0
    )
    turn = 0
    while left:
        part: dict[str, ParsedItem] = {}
        rest: Named = []
        taken: set[int] = set()
        before = {name for name, _ in left} if turn < DEEPEST else set()
        for name, item in left:
            if name in part or of.get(name) in taken or writethrus.wait(name, item, before):
                rest.append((name, item))
            else:
                part[name] = item
                taken |= {of[name]} if name in of else set()
        if not part:  # items that replace each other in a circle: one is first
            part = dict([rest.pop(writethrus.first_of_circle(rest))])
        yield part
        left, turn = rest, turn + 1


def apply(
    items: dict[str, ParsedItem],
    held: dict[str, Known],
    road: Road,
    listed: Collection[str],
    *,
    now: datetime,
    out: Stored,
) -> None:
    """Every item's verdict as rows; `listed` are the names under which the document gives something."""
    late = [
        (held[name], item) for name, item in items.items() if name in held and held[name].superseded
    ]
    noted, gone, told = writethrus.said_late(late, listed, now=now)
    out.noted |= noted
    out.gone += gone
    out.changed += told
    names, first = {row.name for row, _ in late}, writethrus.unseen(late)
    new, met, again = sorted_out(
        {name: item for name, item in items.items() if name not in names}, held, now
    )
    new += [(row.name, storable(item)) for row, item in first]
    if new:
        came = arrive(new, road, now=now, old=now - OLD if road.first else None)
        out.new, out.hours = [*out.new, *came], [*out.hours, *hours_of(new, came, now)]
    writethrus.tell_replaced(first, road.source, now=now)
    here = [*met[Verdict.UNCHANGED], *met[Verdict.WRITETHRU]]
    back = [pair for pair in here if (pair[0].withdrawn or pair[0].missing) and pair[0].name in listed]  # fmt: skip
    told_with(met, again, back, now=now)
    for row, item in met[Verdict.WITHDRAWN]:
        out.gone += edits.take_back([row.pk], item, read(item, now), now=now)
    for row, _ in back:
        out.changed += edits.back(row, now=now)
        out.noted = True
    changed = [(row, storable(item)) for row, item in met[Verdict.WRITETHRU]]
    out.changed += edits.rewrite_all(changed, road, now=now)
    out.changed += edits.said_again(again, now=now)
    heard = [(row.pk, item) for row, item in (*changed, *again, *met[Verdict.WITHDRAWN])]
    said = [
        pair for pair in heard if pair[1].title or pair[1].text
    ]  # what is gone without a word is silent
    amended.hear(said, road.source, box=road.wire if road.hand else None, now=now)


def hours_of(given: Named, came: list[int], now: datetime) -> list[datetime]:
    """When those that came in were posted: as given, unless some were kept out or written by another."""
    if len(came) == len(given):
        return [at for _, item in given if (at := believed(item, now)[0])]
    return [at for (at,) in rows.asked(HOURS, rows.numbers(came))] if came else []


def sorted_out(
    items: dict[str, ParsedItem], known: dict[str, Known], now: datetime
) -> tuple[Named, dict[Verdict, list[Met]], list[Met]]:
    """New items, what the document says of stored ones by verdict, and those of the unchanged of which
    it says something else beside the same text: an hour, a picture, a status.

    For what says exactly what it said before, nothing else is looked at.
    """
    new: Named = []
    met: dict[Verdict, list[Met]] = {verdict: [] for verdict in Verdict}
    again: list[Met] = []
    for name, item in items.items():
        row = known.get(name)
        same = row is not None and row.raw == fingerprint(item)
        verdict = Verdict.UNCHANGED if same else decide(item, row.known if row else None, now)
        if row is None:
            new += [(name, storable(item))] if verdict is Verdict.NEW else []
            continue
        sort(row, item, verdict, met, again, same=same)
    return new, met, again


def sort(
    row: Known,
    item: ParsedItem,
    verdict: Verdict,
    met: dict[Verdict, list[Met]],
    again: list[Met],
    *,
    same: bool = False,
) -> None:
    """Lay what is said of a stored item where it belongs; what is withdrawn may be killed yet."""
    if item.withdrawn and not same and not row.killed:
        verdict = Verdict.WITHDRAWN
    met[verdict].append((row, item))
    if verdict is Verdict.UNCHANGED and not same and keeps_its_text(item, row):
        again.append((row, item))


def told_with(
    met: dict[Verdict, list[Met]], again: list[Met], back: list[Met], *, now: datetime
) -> None:
    """What is said of items, of those that are told with them too."""
    said = [*met[Verdict.WITHDRAWN], *met[Verdict.WRITETHRU], *again]
    for row, item in together.beside(said):
        sort(row, item, decide(item, row.known, now), met, again)
    back += [(row, item) for row, item in together.beside(back) if row.withdrawn]


def keeps_its_text(item: ParsedItem, row: Known) -> bool:
    """Whether an item comes with the text that is stored."""
    return row.known.digest == text.digest(item.title, item.text)


def storable(item: ParsedItem) -> ParsedItem:
    """The item with every word such as a database can keep; relay and media too."""
    said = SAID(item)
    if all(map(text.is_storable, every_word(item, said))):
        return item
    words = zip(NAMES, said, strict=True)
    kept: dict[str, Any] = {k: text.storable(v) for k, v in words if isinstance(v, str)}
    if item.relay_of:
        relay = {k: v and text.storable(v) for k, v in asdict(item.relay_of).items()}
        kept["relay_of"] = RelayOf(**relay)
    kept["media"] = tuple(
        Medium(**{k: text.storable(v) for k, v in asdict(m).items()}) for m in item.media
    )
    return replace(item, **kept)


def every_word(item: ParsedItem, given: Iterable[Any]) -> Iterator[str]:
    """All that an item says in words, its relay and media included."""
    yield from (said for said in given if type(said) is str)
    yield from (said for m in item.media for said in (m.url, m.kind, m.alt))
    if item.relay_of:
        yield from (said for said in astuple(item.relay_of) if said)


def create(
    name: str,
    item: ParsedItem,
    *,
    source: Source,
    snapshot: Snapshot | None,
    now: datetime,
    wire: Wire | None = None,
    kind: ItemKind = ItemKind.WIRE,
    confidential: bool = False,
) -> Item:
    """One new item with its first text, its edges, its cluster and its event; where another worker
    wrote it first, that one.

    Raises KeptOut for what has been removed here.
    """
    road = Road(
        source.pk,
        wire.pk if wire else None,
        snapshot.pk if snapshot else None,
        kind=kind.value,
        confidential=confidential,
        name=source.name,
    )
    pair = (text.keyed(name), storable(item))
    made = arrive([pair], road, now=now)
    if not made:
        barred = tombstones.kept_out([pair], source.pk, now=now)
        if barred:
            raise tombstones.KeptOut(f"This was {next(iter(barred.values())).words}.")
    rows_of = Item.objects.select_related("source").filter(confidential=confidential)
    found = rows_of.filter(source=source, external_id=pair[0]).first()
    if found is None:
        raise tombstones.KeptOut("The desk cannot take this in.")
    return found


def gone_missing(wire: Wire, listed: list[str], *, now: datetime, out: Stored) -> None:
    """Posts that the page skips: noted at first, withdrawn when skipped a second time.

    Of one that was skipped and that the page has rolled past since, nothing is said any more.
    """
    if len(listed) < 2:
        return
    recent = rows.asked(RECENT, wire.pk, now - WATCHED)
    first = {other: name for name, _, others in recent for other in others}
    listed = [first.get(name, name) for name in listed]
    skipped = missing(listed, {name: n for n, (name, *_) in enumerate(recent)})
    past = {name for name, gone, _ in recent if gone}.difference(skipped, listed)
    if past:
        held = Item.objects.filter(source=wire.source, external_id__in=past)
        held.update(missing_since=None)
        out.noted = True
    if not skipped:
        return
    for row in Item.objects.filter(source=wire.source, external_id__in=skipped, withdrawn_at=None):
        if row.missing_since:
            withdraw(row, now=now)
            out.gone.append(row.pk)
        else:
            row.missing_since, out.noted = now, True
            row.save(update_fields=["missing_since"])


def refresh_search(items: list[int]) -> None:
    """Write the search vectors of these items again."""
    if items:
        with connection.cursor() as cursor:
            cursor.execute(SEARCH, [items])
