"""How many posts, origins and owners stand behind a set of items. One place counts them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """An item for counting: its origin's key and its source's owner, empty where not known."""

    origin: str
    owner: str = ""


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


def count(items: Iterable[Seen]) -> Origins:
    """Relays of one post are one origin; unknown owners are one owner together."""
    seen = list(items)
    firsts: dict[str, str] = {}
    for one in seen:
        firsts.setdefault(one.origin, one.owner)
    return Origins(len(seen), len(firsts), len({owner or "?" for owner in firsts.values()}))
