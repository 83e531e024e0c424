"""Why an item is here: which watch found it, by which of its words, in which part. Asked again, not remembered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from desk import access
from desk.copyflow import search
from desk.errors import CopyflowError
from desk.models import Attachment, Person, Watch, WatchHit
from wires import query
from wires.found import spots
from wires.models import Item
from wires.query import Leaf

PARTS = (("a", "the title"), ("b", "the text"), ("c", "the name of its author"))
ASK = """
    select p.number, ts_filter(i.search, '{a}') @@ p.q, ts_filter(i.search, '{b}') @@ p.q,
           ts_filter(i.search, '{c}') @@ p.q
      from wires_item i cross join lateral (
        select n as number, to_tsquery('simple', wire_fold(said)) as q
          from unnest(%s::text[]) with ordinality as t(said, n)
      ) p
     where i.id = %s and i.search is not null order by p.number
"""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason an item is where it is, as a sentence; `watch` where a watch did it."""

    words: str
    at: datetime
    watch: Watch | None = None


def because(item: Item, watch: Watch) -> str:
    """Which of a watch's words stand in an item now, and in which part of it."""
    try:
        asked = search.read(watch.query)
    except CopyflowError:
        return f"It is here because the watch “{watch.query}” found it."
    matched = parts(item, asked.asked.leaves)
    narrowed = [f"{one.name} {one.value}" for one in asked.asked.fields if not one.negated]
    said = sentence([*matched, *(f"its {one}" for one in narrowed)])
    if matched or narrowed:
        return f"It is here because the watch “{watch.query}” matched {said}."
    return (
        f"It is here because the watch “{watch.query}” matched an earlier text of it;"
        " the one it has now does not match."
    )


def parts(item: Item, leaves: Iterable[Leaf]) -> list[str]:
    """“strike” in the title: each wanted word that is there, as it is written there."""
    wanted = tuple(leaves)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ASK, [[query.compiled(leaf) for leaf in wanted], item.pk])
        rows = cursor.fetchall()
    out = []
    texts = (item.title, item.text, item.author)
    for number, *there in rows:
        leaf = wanted[number - 1]
        for (_, place), text, stands in zip(PARTS, texts, there, strict=True):
            if stands:
                seen = spots(text, [leaf])
                out.append(f"“{seen[0].words if seen else leaf.said}” in {place}")
                break
    return out


def sentence(said: list[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def whole(item: Item, who: Person) -> list[Because]:
    """Every reason an item lies beside a story or was told of, as far as this person may know."""
    if item.confidential or item.removed_at:
        return []
    mine = access.desks(who)
    laid = Attachment.objects.filter(
        item=item, detached_at=None, story__in=access.stories(who)
    ).select_related("story", "watch", "by")
    out = [
        Because(
            because(item, row.watch)
            if row.watch
            else f"{row.by or 'The desk'} laid it beside {row.story.slug}.",
            row.at,
            row.watch,
        )
        for row in laid
    ]
    told = {one.watch.pk for one in out if one.watch}
    hits = WatchHit.objects.filter(item=item, watch__desk__in=mine).select_related("watch")
    out += [
        Because(because(item, hit.watch), hit.at, hit.watch)
        for hit in hits
        if hit.watch_id not in told
    ]
    return out
