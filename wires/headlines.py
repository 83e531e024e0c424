"""Other items whose headlines are like an item's: a person may join their events by them, no machine does.

Trigrams of headlines find most pairs of one event and are right of too few (research, ingestion 2.6).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wires.models import Item
from wires.regroup import foes_of
from wires.rows import done, every, numbers

LEAST = 0.35
REACH = timedelta(hours=24)
NEAREST = 1500  # items on either side of its hour that are looked through
SHORTEST = 12  # letters below which a headline is anybody's
LONGEST = 160
MOST = 4
# Who speaks has forms of words of their own: of their items, passed on by others or not, none is meant.
LIKE = """
    with own as (select left(%(head)s, %(longest)s) as head),
    beside as (
        (select id from wires_item where received_at between %(at)s::timestamptz - %(reach)s and %(at)s order by received_at desc limit %(nearest)s)
        union
        (select id from wires_item where received_at between %(at)s and %(at)s::timestamptz + %(reach)s order by received_at limit %(nearest)s)),
    scored as (
        select i.id, i.cluster_id, similarity(left(coalesce(nullif(i.title, ''), i.text), %(longest)s), own.head) as share
          from wires_item i join beside using (id), own
         where i.cluster_id <> %(cluster)s and not i.confidential
           and coalesce((select o.source_id from wires_item o where o.id = i.origin_id), i.source_id) <> %(speaker)s
           and i.removed_at is null and i.killed_at is null),
    best as (
        select distinct on (cluster_id) id, cluster_id, share from scored where share >= %(least)s
         order by cluster_id, share desc, id)
    select id, share from best where cluster_id <> all(%(apart)s::bigint[]) order by share desc, id limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An item of another event, and what share of the trigrams of both headlines they have in common."""

    item: Item
    share: float

    @property
    def evidence(self) -> str:
        """By what it was found, as an editor reads it."""
        return f"headlines {round(self.share * 100)} in 100 alike"


def like(item: Item) -> list[Suggested]:
    """Items of other sources and events, each event once, whose headlines are like this one's."""
    head = item.title or item.text
    if item.cluster_id is None or item.confidential or item.removed_at or len(head) < SHORTEST:
        return []
    given: dict[str, Any] = {
        "head": head, "at": item.received_at, "cluster": item.cluster_id, "speaker": item.origin.source_id if item.origin else item.source_id, "apart": numbers(foes_of(item.cluster_id)),
        "reach": REACH, "nearest": NEAREST, "longest": LONGEST, "least": LEAST, "most": MOST,
    }  # fmt: skip
    shares = dict(done(LIKE, given, every))
    items = Item.objects.select_related("source").defer("search").in_bulk(shares)
    return [Suggested(items[pk], share) for pk, share in shares.items() if pk in items]
