"""Look whether what the desk rests on still stands at its own address, and with the same words.

Wires tell of what their pages list; a post that they have rolled past is edited or taken down unseen. What is not
to be found is looked for once more before it counts as gone.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from wires.models import Host, Item, ItemKind, Look
from wires.nudge import wires_changed
from wires.roads import single
from wires.roads.secrets import Unsafe, secret
from wires.roads.single import LATER, TOGETHER, NotAsked, Place, Shown, Stands
from wires.store import storable
from wires.text import opening
from wires.types import Failure, Fetched, ParsedItem, Verdict

OFTEN, SELDOM = timedelta(minutes=15), timedelta(days=1)
BLIND = timedelta(hours=3)  # where the last answer could not tell
AGAIN = timedelta(minutes=10)  # between the two looks that find it gone
YOUNG, KEPT = timedelta(days=2), timedelta(days=30)  # since an item came; older ones stand
WHOLE, WITNESS = 12.0, 6.0  # seconds for one, and for each page that vouches for its site
WITNESSES, LATEST = (
    2,
    30,
)  # pages that are asked to vouch, and posts of a source among which they are looked for
ENOUGH = 12.0  # seconds after which no other look is begun, so that polls get their workers
MOST = 100
STOPPED = "Its server asks not to be asked for a while."
OTHER = (
    "Its address shows other words for the most part: a wall, or another text. Look there yourself."
)
Sought = tuple[Item, Place]


def due(used: "QuerySet[Item]", *, now: datetime) -> list[Item]:
    """Items of these that are to be looked at, those never seen first; what is gone otherwise than by a look
    is left."""
    rows = used.filter(confidential=False, removed_at=None, received_at__gt=now - KEPT)
    rows = rows.filter(Q(withdrawn_at=None) | Q(look__took_down_at__isnull=False))
    first = Q(look=None, received_at__lte=now - OFTEN)
    again = Q(look__isnull=False) & (Q(look__due_at=None) | Q(look__due_at__lte=now))
    rows = rows.exclude(url="").filter(first | again)
    rows = rows.select_related("source", "wire", "look").defer("search")
    return list(rows.order_by(F("look__due_at").asc(nulls_first=True), "pk")[:MOST])


def look_again(items: Iterable[Item], *, most: int, now: datetime) -> list[int]:
    """Ask so many times for those of these whose domains have a turn free; ids of those of which there is news."""
    told: list[int] = []
    done, begun = 0, time.monotonic()
    for some in batches(sought(items, now=now)):
        if done >= most or time.monotonic() - begun > ENOUGH:
            break
        news = ask(some, now=now)
        done += news is not None
        told += news or []
    return told


def sought(items: Iterable[Item], *, now: datetime) -> Iterator[Sought]:
    """Items with where they are asked for; of the others it is written down why nobody can look."""
    token = own_token()
    stopped = dict(Host.objects.filter(stopped_until__gt=now).values_list("domain", "stopped_until"))  # fmt: skip
    for row in items:
        kind, wire = (row.wire.kind, row.wire.address) if row.wire else ("", "")
        try:
            where = single.place(row.url, row.external_id, kind, wire=wire, token=token)
        except NotAsked as wrong:
            put_by(row, str(wrong), until=now + BLIND, now=now)
            continue
        until = stopped.get(where.budget)
        if until:
            put_by(row, STOPPED, until=until, now=now)
        else:
            yield row, where


def own_token() -> str:
    """The token for X, none where there is none or its file is open to others."""
    try:
        return secret(Path(settings.WIRE_SECRETS), "x.com")
    except Unsafe:
        return ""


def batches(found: Iterable[Sought]) -> list[list[Sought]]:
    """What one request asks for, in the order in which its first item is due."""
    some: list[list[Sought]] = []
    unfilled: dict[str, list[Sought]] = {}
    for one in found:
        road = one[1].road
        if road in unfilled:
            unfilled[road].append(one)
        else:
            some.append(unfilled.setdefault(road, [one]) if road in TOGETHER else [one])
        if len(unfilled.get(road, ())) == TOGETHER.get(road):
            del unfilled[road]
    return some


def ask(some: Sequence[Sought], *, now: datetime) -> list[int] | None:
    """Look for the items that one request asks for; ids of those of which there is news, None where nothing was asked."""
    with turns.turn(addresses.domain_of(some[0][1].url)) as turn:
        mine = [] if turn.wait > 0 else [one for one in some if claimed(one[0], now)]
        if not mine:
            return None
        answer = got(single.together([where for _, where in mine]), now=now)
        vouched = is_vouched(*mine[0], answer, now=now)
        # Bytes that are kept are a post's own: in an answer for many stand those of other wires.
        other = [one for one in mine if len(mine) > 1 and told_otherwise(*one, answer, now=now)]
        alone = got(other[0][1], now=now) if other else answer
    Look.objects.filter(item__in=[row for row, _ in other[1:]]).update(due_at=now)
    asked = [(one, alone if other and one is other[0] else answer) for one in mine if one not in other[1:]]  # fmt: skip
    return [row.pk for (row, where), said in asked if found(row, where, said, vouched=vouched, now=now)]  # fmt: skip


def got(where: Place, *, now: datetime, whole: float = WHOLE) -> Fetched | Failure:
    """What a place answers; whoever asks us to come later is heeded."""
    answer = fetch(where.url, now=now, allowed=doors(), whole=whole, bearer=where.bearer)
    if isinstance(answer, Failure):
        addresses.heed(where.budget, answer, now=now)
    return answer


def is_vouched(row: Item, where: Place, answer: Fetched | Failure, *, now: datetime) -> bool:
    """Whether a site shows us another page where this one is said not to be, or leads to the front one: many
    say no to robots for everything, or send them there. The page is one that its front page links to, else what
    its source has posted besides."""
    front = answer
    if isinstance(answer, Failure):
        url = single.witness(where, answer)
        if not url:
            return False
        front = got(replace(where, url=url), now=now, whole=WITNESS)
    elif not single.is_sent_home(where, answer):
        return False
    other = single.another(where, front) if isinstance(front, Fetched) else ""
    beside = single.beside(where, posted_besides(row))
    others = [other] * bool(other) + [url for url in beside if url != other]
    return any(single.vouches(url, got(replace(where, url=url), now=now, whole=WITNESS)) for url in others[:WITNESSES])  # fmt: skip


def posted_besides(row: Item) -> list[str]:
    """Addresses of what its source has posted besides and that stands, as far as the desk knows: those that
    a look has found first, then the newest."""
    rows = Item.objects.filter(source=row.source_id, withdrawn_at=None, removed_at=None, confidential=False)  # fmt: skip
    newest = rows.exclude(pk=row.pk).exclude(url="").order_by("-pk")
    stood = newest.filter(look__words=single.STANDS, look__gone_since=None)
    return [url for some in (stood, newest) for url in some.values_list("url", flat=True)[:LATEST]]


def doors() -> Mapping[str, tuple[str, int]]:
    """The addresses that may be fetched though they are not public."""
    return guard.doors(settings.ALLOW_WIRES)


def put_by(row: Item, words: str, *, until: datetime, now: datetime) -> None:
    """Write down why nobody looks before an hour: put behind the others, it keeps none of them from a turn."""
    if claimed(row, now):
        settle(row, Shown(Stands.UNTOLD, words), again=until, now=now)


def claimed(row: Item, now: datetime) -> bool:
    """Whether this worker is the one to look."""
    had = getattr(row, "look", None)
    taken = {"at": now, "due_at": now + OFTEN}
    if had is not None:
        return bool(Look.objects.filter(pk=had.pk, at=had.at).update(**taken))
    return Look.objects.get_or_create(item=row, defaults=taken)[1]


def found(
    row: Item, where: Place, answer: Fetched | Failure, *, vouched: bool, now: datetime
) -> bool:
    """Write down what an answer says; whether that is news."""
    if isinstance(answer, Failure):
        seen = single.refused(where, answer, vouched=vouched)
        return settle(row, seen, again=after(row, seen, answer, now=now), now=now)
    seen = single.shown(where, answer, vouched=vouched)
    item = reading(row, where, seen, answer) if seen.stands == Stands.THERE else None
    if item and where.road == single.PAGE and single.is_wall(row.text, item.text):
        item, seen = None, Shown(Stands.UNTOLD, OTHER)
    told = item is not None and retold(row, item, answer, now=now)
    if told:
        seen = Shown(Stands.THERE, "It stands at its address, with other words.")
    return settle(row, seen, again=after(row, seen, answer, now=now), now=now) or told


def after(row: Item, seen: Shown, answer: Fetched | Failure, *, now: datetime) -> datetime:
    """When to look again: soon where it may be gone, later where nobody can tell, and seldom for what is old."""
    if isinstance(answer, Failure) and answer.status in LATER:
        return now + timedelta(seconds=min(answer.retry_after or OFTEN.total_seconds(), addresses.DAY))  # fmt: skip
    if seen.stands == Stands.GONE and Look.objects.filter(item=row, gone_since=None).exists():
        return now + AGAIN
    if row.received_at <= now - YOUNG:
        return now + SELDOM
    return now + (BLIND if seen.stands == Stands.UNTOLD else OFTEN)


def told_otherwise(row: Item, where: Place, answer: Fetched | Failure, *, now: datetime) -> bool:
    """Whether an answer shows an item with other words than the stored ones."""
    if isinstance(answer, Failure):
        return False
    seen = single.shown(where, answer)
    item = reading(row, where, seen, answer) if seen.stands == Stands.THERE else None
    return item is not None and rewritten(row, item, now=now) is not None


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


def rewritten(
    row: Item, item: ParsedItem, *, now: datetime
) -> tuple[edits.Known, ParsedItem] | None:
    """What is known of an item and its text as it is now, where that is another."""
    said = storable(item if row.source.full_text else opening(item))
    known = edits.known(row.source_id, [row.external_id]).get(row.external_id)
    if known is None or known.superseded or decide(said, known.known, now) is not Verdict.WRITETHRU:
        return None
    return known, said


def retold(row: Item, item: ParsedItem, answer: Fetched, *, now: datetime) -> bool:
    """Keep the text that an item has now, where it is another: by its wire, whose bytes they are, or alone."""
    other = rewritten(row, item, now=now)
    if other is None:
        return False
    media = answer.headers.get("content-type", "")
    if row.wire:
        kind = row.wire.kind
        return bool(deliver(row.wire.pk, answer.body, media_type=media, kind=kind, now=now, past=True).changed)  # fmt: skip
    with transaction.atomic():
        page = archive.keep(answer.body, media_type=media, now=now)
        road = Road(row.source_id, snapshot=page.pk, kind=row.kind, name=row.source.name)
        changed = edits.rewrite_all([other], road, now=now)
        transaction.on_commit(lambda: wires_changed(changed))
    return bool(changed)


@transaction.atomic
def settle(row: Item, seen: Shown, *, again: datetime, now: datetime) -> bool:
    """Keep what a look found and when to look again; whether the item is gone now, or back, by it."""
    look = Look.objects.select_for_update().get(item=row)
    held = Item.objects.select_for_update(of=("self",)).defer("search").get(pk=row.pk)
    look.words, look.due_at = seen.words[:300], again
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
    look.save(update_fields=["words", "due_at", "gone_since", "took_down_at"])
    if told:
        transaction.on_commit(lambda: wires_changed([row.pk]))
    return told
