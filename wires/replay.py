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
from wires.hands import hand_of, is_mailbox
from wires.models import Fetch, Item, ItemText, Outcome, Source, Wire
from wires.parse import Unreadable
from wires.poll import read
from wires.store import store
from wires.types import Fetched

SCRATCH = "replay"
FIELDS = ("key", "url", "author", "language", "posted_at", "posted_on")


@dataclass(slots=True)
class Replay:
    """What a replay of one wire's snapshots gave: how many, and each difference as a sentence."""

    wire: Wire
    snapshots: int = 0
    items: int = 0
    texts: int = 0
    differences: list[str] = field(default_factory=list)


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
    began = wire.added_at
    source = Source.objects.create(
        key=f"{SCRATCH}-{wire.pk}",
        name=SCRATCH,
        added_at=began,
        full_text=wire.source.full_text,
        domains=wire.source.domains,
    )
    scheme = "imaps://replay@" if is_mailbox(wire) else "https://"
    built = Wire.objects.create(
        source=source,
        address=f"{scheme}{SCRATCH}.example/{wire.pk}",
        checked_by=wire.checked_by,
        kind=wire.kind,
        added_at=began,
        next_poll_at=began,
    )
    for one in fetches:
        done.snapshots += 1
        again(built, one, done)
    done.items = Item.objects.filter(wire=built).count()
    done.texts = ItemText.objects.filter(item__wire=built).count()
    return built


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
        if hand and hand.vouched:  # what other sources sent is built apart from them too
            hand = replace(hand, source=built.source)
        store(parsed.items, wire=built, snapshot=one.snapshot, now=one.started_at, whole=whole, hand=hand)  # fmt: skip


Text = tuple[str, datetime | None]


def texts_of(wire: Wire, names: Iterable[str] | None = None) -> dict[str, list[tuple[int | None, Text]]]:  # fmt: skip
    """Every text of a source's items, and of what else came by a wire, by their id: snapshot, digest and
    stated hour, in order."""
    mine = Q(item__source=wire.source_id) | Q(item__wire=wire)
    rows = ItemText.objects.filter(mine).order_by("item_id", "number")
    if names is not None:
        rows = rows.filter(item__external_id__in=list(names))
    found: dict[str, list[tuple[int | None, Text]]] = {}
    for name, snapshot, digest, stated in rows.values_list(
        "item__external_id", "snapshot_id", "digest", "stated_at"
    ):
        found.setdefault(name, []).append((snapshot, (digest, stated)))
    return found


def compare(done: Replay, built: Wire, snapshots: Sequence[int], *, whole: bool) -> None:
    """Say each difference between what was built and what is kept."""
    theirs = texts_of(built)
    mine = Q(source=done.wire.source_id) | Q(wire=done.wire)
    resting = Item.objects.filter(mine, texts__snapshot_id__in=snapshots)
    names = {*theirs, *resting.values_list("external_id", flat=True)}
    ours = texts_of(done.wire, names)
    for name in sorted(names):
        kept, found = ours.get(name, []), theirs.get(name, [])
        if not kept:
            done.differences.append(f"{name}: the bytes hold it, the desk does not")
        elif lost := [n for n, (at, text) in enumerate(kept, 1) if at in snapshots and text not in [t for _, t in found]]:  # fmt: skip
            done.differences.append(f"{name}: text {lost[0]} is not what the bytes give")
        elif [text for _, text in found if text not in [t for _, t in kept]]:
            done.differences.append(f"{name}: the bytes give a text that the desk does not have")
        elif whole and [text for _, text in kept] != [text for _, text in found]:
            done.differences.append(f"{name}: its texts stand in another order or number")
    if whole:
        compare_fields(done, built, names)


def compare_fields(done: Replay, built: Wire, names: Iterable[str]) -> None:
    """Addresses, authors, languages and hours of the items, and whether they are withdrawn."""
    shown = ("external_id", *FIELDS, "withdrawn_at")
    kept = {row[0]: row for row in Item.objects.filter(wire=done.wire, external_id__in=list(names)).values_list(*shown)}  # fmt: skip
    for row in Item.objects.filter(wire=built).values_list(*shown):
        ours = kept.get(row[0])
        for field_name, one, other in zip(shown, row, ours or row, strict=True):
            if one != other:
                done.differences.append(f"{row[0]}: {field_name} was {other}, the bytes give {one}")
