"""How many posts, origins and owners stand behind a set of items. One place counts them. Pure.

The board, the panel beside a story, the readers' list and policy all ask here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """An item for counting: its origin's key, its owner (empty where not known), whether it starts the chain."""

    origin: str
    owner: str = ""
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Origins:
    """Posts, where they start, and who owns those."""

    items: int
    origins: int
    owners: int

    @property
    def words(self) -> str:
        """“Seen 4 times, 1 origin, 1 owner.”"""
        seen = "Seen once" if self.items == 1 else f"Seen {self.items} times"
        return f"{seen}, {plural(self.origins, 'origin')}, {plural(self.owners, 'owner')}"


def plural(count: int, noun: str) -> str:
    """“1 origin”, “2 origins”."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def origin_key(item: Any) -> str:
    """Where a stored item's chain starts, as one key for all that pass it on.

    What was seen comes first (`origin`), then what the item names and we do not hold.
    """
    if item.origin_id:
        return f"item:{item.origin_id}"
    return item.relay_of_url or f"item:{item.pk}"


def seen(item: Any) -> Seen:
    """A stored item with its source, for counting."""
    key = origin_key(item)
    return Seen(key, item.source.owner, key == f"item:{item.pk}")


def count(items: Iterable[Seen]) -> Origins:
    """Relays of one post are one origin; unknown owners are one owner together.

    An origin is owned by whoever started it, where that item is among those counted.
    """
    every = list(items)
    firsts: dict[str, Seen] = {}
    for one in every:
        if one.origin not in firsts or (one.starts and not firsts[one.origin].starts):
            firsts[one.origin] = one
    return Origins(len(every), len(firsts), len({one.owner or "?" for one in firsts.values()}))


def count_items(items: Iterable[Any]) -> Origins:
    """The same, of stored items with their sources."""
    return count(seen(item) for item in items)
