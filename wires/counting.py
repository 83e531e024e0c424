"""Counts read from texts as rows, each beside the last one of its counter and place that said otherwise."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wires import rows
from wires.counts import Counted, counts, opened
from wires.models import Count, Item

REACH = timedelta(hours=72)  # further apart the same counter and place may count another event
COUNTS = """
    insert into wires_count (
        item_id, text_number, harm, whom, counter, place, as_of, bound, low, high, said, sentence, key, before_id)
    select item_id, text_number, harm, whom, counter, place, as_of, bound, low, high, said, sentence, key, before_id
      from json_to_recordset(%s) as g(
        item_id bigint, text_number int, harm text, whom text, counter text, place text, as_of timestamptz,
        bound text, low int, high int, said text, sentence text, key text, before_id bigint)
"""
EARLIER = """
    select c.id, c.key, c.as_of, c.bound, c.low, c.high, c.place, i.cluster_id
      from wires_count c join wires_item i on i.id = c.item_id
     where c.key = any(%s) and c.as_of >= %s and i.killed_at is null and i.removed_at is null and not i.confidential
     order by c.as_of, c.id
"""
# What one document tells of several hours is set against each other when all of it is written.
TOGETHER = """
    update wires_count c set before_id = case when (b.bound, b.low, b.high) is distinct from (c.bound, c.low, c.high) then b.id end
      from wires_count mine cross join lateral (
           select o.id, o.bound, o.low, o.high from wires_count o join wires_item i on i.id = o.item_id
            where o.key = mine.key and o.as_of < mine.as_of and o.as_of >= mine.as_of - %s and i.killed_at is null
              and i.removed_at is null and not i.confidential order by o.as_of desc, o.id desc limit 1) b
     where c.id = mine.id and mine.key = any(%s) and mine.item_id = any(%s)
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be read: whose it is, what it says, when."""

    item: int
    number: int
    title: str
    words: str
    language: str
    source: str
    cluster: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Earlier:
    """A stored count for comparing."""

    pk: int
    at: datetime
    figure: tuple[str, int | None, int | None]
    cluster: int | None


def count_texts(texts: Sequence[Text]) -> None:
    """Read these texts and write what they count; two statements for all of them, a third where one counter of
    theirs counts at several hours."""
    found = [
        (text, one, key_of(one, text))
        for text in texts
        for one in placed(counts(f"{text.title}\n{text.words}", text.language), text)
    ]
    if not found:
        return
    since = min(text.at for text, _, _ in found) - REACH
    held: dict[str, list[Earlier]] = {}
    for pk, key, at, bound, low, high, _, cluster in rows.asked(
        EARLIER, sorted({key for _, _, key in found}), since
    ):
        held.setdefault(key, []).append(Earlier(pk, at, (bound, low, high), cluster))
    rows.put(COUNTS, [row_of(text, one, key, held.get(key, [])) for text, one, key in found])
    hours: dict[str, set[datetime]] = {}
    for text, _, key in found:
        hours.setdefault(key, set()).add(text.at)
    if several := sorted(key for key, ats in hours.items() if len(ats) > 1):
        rows.run(TOGETHER, REACH, several, rows.numbers(text.item for text, _, _ in found))


def placed(found: Sequence[Counted], text: Text) -> list[Counted]:
    """Counts with their counter and place: the source counts where nobody else is named, and a text
    that opens with its place means it throughout."""
    if not found:
        return []
    place = opened(text.title or text.words)
    return [
        Counted(
            one.harm, one.whom, one.bound, one.low, one.high, one.said[:80],
            one.counter or text.source[:120], one.place or place[:120], one.sentence,
        )
        for one in found
    ]  # fmt: skip


def key_of(one: Counted, text: Text) -> str:
    """What two counts share that can be set against each other. Without a place, only in one event."""
    where = one.place.casefold() or f"event {text.cluster or -text.item}"
    said = "\0".join((one.harm, one.whom, " ".join(one.counter.casefold().split()), where))
    return hashlib.sha256(said.encode()).hexdigest()


def row_of(text: Text, one: Counted, key: str, held: Sequence[Earlier]) -> dict[str, object]:
    """The row of a count; `before` is the last one no later than it, where that says otherwise."""
    last = next((e for e in reversed(held) if e.at <= text.at and text.at - e.at <= REACH), None)
    other = last is not None and last.figure != (one.bound, one.low, one.high)
    return {
        "item_id": text.item,
        "text_number": text.number,
        "harm": one.harm,
        "whom": one.whom,
        "counter": one.counter,
        "place": one.place,
        "as_of": text.at,
        "bound": one.bound,
        "low": one.low,
        "high": one.high,
        "said": one.said,
        "sentence": one.sentence,
        "key": key,
        "before_id": last.pk if other and last else None,
    }


def counted_since(items: Iterable[int]) -> list[tuple[Count, Count]]:
    """For counts of these items: the newest of the same counter and place, where it says otherwise.

    Old and new side by side; a count may fall.
    """
    old: dict[str, Count] = {}
    for row in Count.objects.filter(item__in=list(items)).order_by("as_of", "id"):
        old[row.key] = row
    new = {row.key: row for row in standing(old).select_related("item")}
    return [
        (old[key], last)
        for key, last in new.items()
        if last.as_of > old[key].as_of
        and last.as_of - old[key].as_of <= REACH
        and (last.bound, last.low, last.high) != (old[key].bound, old[key].low, old[key].high)
    ]


def standing(keys: Iterable[str]) -> QuerySet[Count]:
    """Counts of these keys that anybody may read and no agency has killed, the newest last."""
    rows = Count.objects.filter(key__in=list(keys), item__in=Item.objects.open())
    return rows.exclude(item__killed_at__isnull=False).order_by("as_of", "id")


def before(row: Count) -> Count | None:
    """The last count of the same counter before this one that stands still, where it says otherwise."""
    earlier = standing([row.key]).filter(as_of__lt=row.as_of, as_of__gte=row.as_of - REACH)
    last = earlier.exclude(pk=row.pk).select_related("item__source").last()
    same = last and (last.bound, last.low, last.high) == (row.bound, row.low, row.high)
    return None if same else last


def newest_of(texts: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[Count, Count]]]:
    """The counts of these texts, by item and number, each beside the newest of the same counter, place and
    harm that anybody may read; itself where none is newer.

    One query where they count nothing.
    """
    wanted = set(texts)
    rows = Count.objects.filter(item__in={item for item, _ in wanted}).order_by("as_of", "id")
    cited = [row for row in rows if (row.item_id, row.text_number) in wanted]
    keys = {row.key for row in cited}
    newest = {row.key: row for row in standing(keys)}
    found: dict[tuple[int, int], list[tuple[Count, Count]]] = {}
    for row in cited:
        last = newest.get(row.key, row)
        newer = last.as_of > row.as_of and last.as_of - row.as_of <= REACH
        found.setdefault((row.item_id, row.text_number), []).append((row, last if newer else row))
    return found
