"""Look whether what the desk rests on still stands at its own address, and with the same words.

Wires tell of what their pages list; a post that they have rolled past is edited or taken down unseen. What is not
to be found is looked for once more before it counts as gone.
"""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from wires import addresses, archive, edits, guard, links, paste, turns
from wires.arrivals import Road
from wires.decide import decide
from wires.deliver import deliver
from wires.fetch import fetch
from wires.models import Item, ItemKind, Look
from wires.nudge import wires_changed
from wires.roads import single
from wires.roads.secrets import Unsafe, secret
from wires.roads.single import NotAsked, Place, Shown, Stands
from wires.store import storable
from wires.text import opening
from wires.types import Failure, Fetched, ParsedItem, Verdict

OFTEN, SELDOM = timedelta(minutes=15), timedelta(days=1)
BLIND = timedelta(hours=3)  # where the last answer could not tell
AGAIN = timedelta(minutes=10)  # between the two looks that find it gone
YOUNG, KEPT = timedelta(days=2), timedelta(days=30)  # since an item came; older ones stand
WHOLE = 12.0  # seconds for one
ENOUGH = 12.0  # seconds after which no other look is begun, so that polls get their workers
MOST = 100
STOPPED = "Its server asks not to be asked for a while."
OTHER = (
    "Its address shows other words for the most part: a wall, or another text. Look there yourself."
)


def due(used: "QuerySet[Item]", *, now: datetime) -> list[Item]:
    """Items of these that are to be looked at, those never seen first; what is gone otherwise than by a look
    is left."""
    often = Q(look__sure=True, look__at__lte=now - OFTEN) | Q(look__at__lte=now - BLIND)
    unsure = Q(look__gone_since__isnull=False, look__took_down_at=None, look__sure=True, look__at__lte=now - AGAIN)  # fmt: skip
    wanted = Q(look=None, received_at__lte=now - OFTEN) | Q(look__at__lte=now - SELDOM) | unsure
    rows = used.filter(confidential=False, removed_at=None, received_at__gt=now - KEPT)
    rows = rows.filter(Q(withdrawn_at=None) | Q(look__took_down_at__isnull=False))
    rows = rows.exclude(url="").filter(wanted | (often & Q(received_at__gt=now - YOUNG)))
    rows = rows.select_related("source", "wire", "look").defer("search")
    return list(rows.order_by(F("look__at").asc(nulls_first=True), "pk")[:MOST])


def look_again(items: Iterable[Item], *, most: int, now: datetime) -> list[int]:
    """Ask for so many of these whose domains have a turn free; ids of those of which there is news."""
    told: list[int] = []
    done, begun = 0, time.monotonic()
    for row in items:
        if done >= most or time.monotonic() - begun > ENOUGH:
            break
        try:
            where = place_of(row, now)
        except (NotAsked, Unsafe) as wrong:
            if claimed(row, now):
                settle(row, Shown(Stands.UNTOLD, str(wrong)), now=now)
            continue
        with turns.turn(addresses.domain_of(where.url)) as turn:
            if turn.wait > 0 or not claimed(row, now):
                continue
            done += 1
            answer = fetch(where.url, now=now, allowed=doors(), whole=WHOLE, bearer=where.bearer)
        if found(row, where, answer, now=now):
            told.append(row.pk)
    return told


def doors() -> Mapping[str, tuple[str, int]]:
    """The addresses that may be fetched though they are not public."""
    return guard.doors(settings.ALLOW_WIRES)


def place_of(row: Item, now: datetime) -> Place:
    """Where an item is asked for; raises NotAsked, also where its server asks for patience: put behind the others,
    a site with many cited posts keeps none of them from a turn."""
    token = secret(Path(settings.WIRE_SECRETS), "x.com") if links.read(row.url).platform == "x" else ""  # fmt: skip
    kind, address = (row.wire.kind, row.wire.address) if row.wire else ("", "")
    where = single.place(row.url, row.external_id, kind, wire=address, token=token)
    if addresses.is_stopped(addresses.domain_of(where.url), now):
        raise NotAsked(STOPPED)
    return where


def claimed(row: Item, now: datetime) -> bool:
    """Whether this worker is the one to look."""
    had = getattr(row, "look", None)
    if had is not None:
        return bool(Look.objects.filter(pk=had.pk, at=had.at).update(at=now))
    return Look.objects.get_or_create(item=row, defaults={"at": now})[1]


def found(row: Item, where: Place, answer: Fetched | Failure, *, now: datetime) -> bool:
    """Write down what an answer says; whether that is news."""
    if isinstance(answer, Failure):
        addresses.heed(addresses.domain_of(where.url), answer, now=now)
        return settle(row, single.refused(where, answer), now=now)
    seen = single.shown(where, answer)
    item = reading(row, where, seen, answer) if seen.stands == Stands.THERE else None
    if item and where.road == single.PAGE and single.is_wall(row.text, item.text):
        return settle(row, Shown(Stands.UNTOLD, OTHER), now=now)
    if item is None or not retold(row, item, answer, now=now):
        return settle(row, seen, now=now)
    settle(row, Shown(Stands.THERE, "It stands at its address, with other words."), now=now)
    return True


def reading(row: Item, where: Place, seen: Shown, answer: Fetched) -> ParsedItem | None:
    """The item as it reads there now, where that can be held against what is stored: read by the same reader."""
    if paste.is_typed(row):
        return None
    if where.road != single.PAGE:
        alike = row.wire is None or row.wire.kind == where.road
        return seen.item if alike else None
    if row.kind != ItemKind.PASTED:
        return None  # a feed's words and its page's are not the same words
    page = paste.of_page(answer, row.url, links.read(row.url))
    return page if page.text.strip() else None


def retold(row: Item, item: ParsedItem, answer: Fetched, *, now: datetime) -> bool:
    """Keep the text that an item has now, where it is another: by its wire, whose bytes they are, or alone."""
    said = storable(item if row.source.full_text else opening(item))
    known = edits.known(row.source_id, [row.external_id]).get(row.external_id)
    if known is None or known.superseded or decide(said, known.known, now) is not Verdict.WRITETHRU:
        return False
    media = answer.headers.get("content-type", "")
    if row.wire:
        kind = row.wire.kind
        return bool(deliver(row.wire.pk, answer.body, media_type=media, kind=kind, now=now, past=True).changed)  # fmt: skip
    with transaction.atomic():
        page = archive.keep(answer.body, media_type=media, now=now)
        road = Road(row.source_id, snapshot=page.pk, kind=row.kind, name=row.source.name)
        changed = edits.rewrite_all([(known, said)], road, now=now)
        transaction.on_commit(lambda: wires_changed(changed))
    return bool(changed)


@transaction.atomic
def settle(row: Item, seen: Shown, *, now: datetime) -> bool:
    """Keep what a look found; whether the item is gone now, or back, by it."""
    look = Look.objects.select_for_update().get(item=row)
    held = Item.objects.select_for_update(of=("self",)).defer("search").get(pk=row.pk)
    look.words, look.sure = seen.words[:300], seen.stands != Stands.UNTOLD
    told = False
    if seen.stands == Stands.THERE and held.withdrawn_at and look.took_down_at:
        known = edits.known(held.source_id, [held.external_id])[held.external_id]
        told = bool(edits.back(known, now=now))
    if seen.stands == Stands.THERE:
        look.gone_since = look.took_down_at = None
    elif seen.stands == Stands.GONE:
        look.gone_since = look.gone_since or now
        if now - look.gone_since >= AGAIN and not (held.withdrawn_at or look.took_down_at or held.removed_at):  # fmt: skip
            edits.withdraw(held, now=now)
            look.took_down_at, told = now, True
    look.save(update_fields=["words", "sure", "gone_since", "took_down_at"])
    if told:
        transaction.on_commit(lambda: wires_changed([row.pk]))
    return told
