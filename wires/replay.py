"""Build items again from stored bytes, on a wire of their own, and say where they differ from what is kept.

Everything happens in a transaction that is taken back: a replay proves, it writes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wires import archive
from wires.cutting import CUT
from wires.hands import Hand, hand_of, is_mailbox, is_unfiled, unfiled_key
from wires.models import Fetch, Item, ItemText, Outcome, Source, Wire
from wires.parse import Unreadable
from wires.poll import read
from wires.store import store
from wires.types import Fetched

SCRATCH = "replay"
FIELDS = ("key", "url", "author", "language", "posted_at", "posted_on")
Name = tuple[
    int, str
]  # an item's source and its id there: what two sources call alike are two items
Text = tuple[str, datetime | None]
Texts = dict[Name, list[tuple[int | None, Text]]]


@dataclass(slots=True)
class Replay:
    """What a replay of one wire's snapshots gave: how many, and each difference as a sentence.

    `stands_for` gives for each source that the items are built on the one that it stands for.
    """

    wire: Wire
    snapshots: int = 0
    items: int = 0
    texts: int = 0
    differences: list[str] = field(default_factory=list)
    stands_for: dict[int, int] = field(default_factory=dict)


def replay(wire: Wire, fetches: Sequence[Fetch], *, whole: bool = False) -> Replay:
    """Build the items of these fetches again; with `whole` they are all that the wire ever brought,
    and the order and number of texts must be the same too."""
    done = Replay(wire)
    with transaction.atomic():
        built = build(wire, fetches, done)
        compare(done, built, [one.snapshot_id for one in fetches if one.snapshot_id], whole=whole)
        transaction.set_rollback(True)
    return done


def changed(wire: Wire) -> list[Fetch]:
    """Every fetch of a wire whose bytes are kept and could be read, oldest first."""
    kept = wire.fetches.filter(outcome=Outcome.CHANGED).exclude(snapshot=None)
    return list(kept.select_related("snapshot").order_by("started_at", "id"))


def build(wire: Wire, fetches: Iterable[Fetch], done: Replay) -> Wire:
    """The items of these fetches on a fresh source and wire."""
    source = stand_in(wire.source, done)
    scheme = "imaps://replay@" if is_mailbox(wire) else "https://"
    built = Wire.objects.create(
        source=source,
        address=f"{scheme}{SCRATCH}.example/{wire.pk}",
        checked_by=wire.checked_by,
        hours_in=wire.hours_in,
        kind=wire.kind,
        added_at=wire.added_at,
        next_poll_at=wire.added_at,
    )
    for one in fetches:
        done.snapshots += 1
        again(built, one, done)
    done.items = Item.objects.filter(wire=built).count()
    done.texts = ItemText.objects.filter(item__wire=built).count()
    return built


def stand_in(source: Source, done: Replay) -> Source:
    """The source on which items of this one are built; of others than the wire's own the register's domains
    stay theirs, so that letters are filed as they were."""
    own = source.pk == done.wire.source_id
    made, _ = Source.objects.get_or_create(
        key=f"{SCRATCH}-{done.wire.pk}-{source.pk}",
        defaults={
            "name": SCRATCH,
            "added_at": done.wire.added_at,
            "full_text": source.full_text,
            "domains": source.domains if own else [],
        },
    )
    done.stands_for[made.pk] = source.pk
    return made


def again(built: Wire, one: Fetch, done: Replay) -> None:
    """One fetch, read and stored as it was then."""
    assert one.snapshot is not None
    try:
        body = archive.bring(one.snapshot)
        headers = dict(one.headers) or {"content-type": one.snapshot.media_type}
        answer = Fetched(one.final_url, one.final_url, 200, headers, body, one.started_at)
        parsed = read(built, answer)
    except (archive.Rotten, archive.Removed) as lost:
        done.differences.append(f"{one.snapshot}: {lost}")
    except Unreadable as wrong:
        done.differences.append(f"{one.snapshot}: {wrong.words}")
    else:
        # What was pushed or dropped is no list of all there is, nor is a document that broke off.
        whole = bool(one.final_url) and CUT not in parsed.faults
        hand = hand_of(parsed.items, built, one.snapshot) if is_mailbox(built) else None
        hand = filed_apart(hand, done) if hand else None
        store(parsed.items, wire=built, snapshot=one.snapshot, now=one.started_at, whole=whole, hand=hand)  # fmt: skip


def filed_apart(hand: Hand, done: Replay) -> Hand:
    """A letter's hand with the stand-in of its source, so that what is kept is left alone."""
    if hand.source.pk in done.stands_for:
        return hand
    if not is_unfiled(hand.source):
        return replace(hand, source=stand_in(hand.source, done))
    # The letters of nobody have a source of their own in either mailbox.
    nobodys = Source.objects.filter(key=unfiled_key(done.wire)).values_list("pk", flat=True).first()
    done.stands_for[hand.source.pk] = nobodys or hand.source.pk
    return hand


def texts_of(wire: Wire, names: Iterable[Name] | None = None) -> Texts:
    """Every text of a source's items, and of what else came by a wire, by their name: snapshot, digest and
    stated hour, in order."""
    mine = Q(item__source=wire.source_id) | Q(item__wire=wire)
    rows = ItemText.objects.filter(mine).order_by("item_id", "number")
    if names is not None:
        rows = rows.filter(item__external_id__in=[name for _, name in names])
    found: Texts = {}
    shown = ("item__source", "item__external_id", "snapshot_id", "digest", "stated_at")
    for source, name, snapshot, digest, stated in rows.values_list(*shown):
        found.setdefault((source, name), []).append((snapshot, (digest, stated)))
    return found


def compare(done: Replay, built: Wire, snapshots: Sequence[int], *, whole: bool) -> None:
    """Say each difference between what was built and what is kept."""
    theirs = {(done.stands_for[at], name): texts for (at, name), texts in texts_of(built).items()}
    mine = Q(source=done.wire.source_id) | Q(wire=done.wire)
    resting = Item.objects.filter(mine, texts__snapshot_id__in=snapshots)
    names = {*theirs, *resting.values_list("source", "external_id")}
    ours = texts_of(done.wire, names)
    for name in sorted(names):
        kept, found = ours.get(name, []), [text for _, text in theirs.get(name, [])]
        if words := difference(kept, found, snapshots, whole=whole):
            done.differences.append(f"{name[1]}: {words}")
    if whole:
        compare_fields(done, built, names)


def difference(
    kept: Sequence[tuple[int | None, Text]],
    found: Sequence[Text],
    snapshots: Sequence[int],
    *,
    whole: bool,
) -> str:
    """What is wrong with an item's texts, beside those that its bytes give; nothing where nothing is. Other
    wires of its source may have brought some of them."""
    if not kept:
        return "the bytes hold it, the desk does not"
    if lost := [n for n, (at, text) in enumerate(kept, 1) if at in snapshots and text not in found]:
        return f"text {lost[0]} is not what the bytes give"
    if [text for text in found if text not in [one for _, one in kept]]:
        return "the bytes give a text that the desk does not have"
    by_it = [text for at, text in kept if at in snapshots]
    same = by_it == list(found) if len(by_it) == len(kept) else stands_in(by_it, found)
    return "its texts stand in another order or number" if whole and not same else ""


def stands_in(few: Sequence[Text], many: Iterable[Text]) -> bool:
    """Whether these stand among the others in the same order."""
    left = iter(many)
    return all(one in left for one in few)


def compare_fields(done: Replay, built: Wire, names: Iterable[Name]) -> None:
    """Addresses, authors, languages and hours of the items, and whether they are withdrawn, where no other
    wire of the source could say so."""
    alone = not Wire.objects.filter(source=done.wire.source_id).exclude(pk=done.wire.pk).exists()
    shown = ("source", "external_id", *FIELDS, *["withdrawn_at"] * alone)
    rows = Item.objects.filter(wire=done.wire, external_id__in=[name for _, name in names])
    kept = {row[:2]: row[2:] for row in rows.values_list(*shown)}
    for source, name, *found in Item.objects.filter(wire=built).values_list(*shown):
        ours = kept.get((done.stands_for[source], name), found)
        for field_name, one, other in zip(shown[2:], found, ours, strict=True):
            if one != other:
                done.differences.append(f"{name}: {field_name} was {other}, the bytes give {one}")
