"""An entry's children by their names: looked at once, asked a dozen times. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wires.parse.xml import NAMED, Element, bare, spaced

MEDIA = "search.yahoo.com/mrss"
PODCASTS = "itunes"
FOREIGN = (MEDIA, PODCASTS, "slash", "wellformedweb", "thread", "geo", "threading")
SAME = {"creator": "author"}  # the first of either, as the document has them


@dataclass(frozen=True, slots=True)
class Parts:
    """Children in their order: `told` is all but podcasts', `own` what speaks of the item itself rather
    than of its pictures, comments or place."""

    own: Mapping[str, Sequence[Element]]
    told: Mapping[str, Sequence[Element]]

    def first(self, *names: str) -> Element | None:
        """The first of the item's own children of any of these names, in the order of the names."""
        return next((self.own[name][0] for name in names if name in self.own), None)


def parts_of(node: Element) -> Parts:
    """An element's children, sorted."""
    own: dict[str, list[Element]] = {}
    told: dict[str, list[Element]] = {}
    for child in node:
        tag = str(child.tag)
        name, whose = called(tag) if len(tag) < NAMED else read(tag)
        if whose != PODCASTS:
            told.setdefault(name, []).append(child)
            if not whose:
                own.setdefault(name, []).append(child)
    return Parts(own, told)


def read(tag: str) -> tuple[str, str]:
    """A tag's bare name, and the mark of the foreign namespace that it is of, if it is."""
    name, where = bare(tag), spaced(tag)
    whose = PODCASTS if PODCASTS in where else next((mark for mark in FOREIGN if mark in where), "")
    return SAME.get(name, name), whose


called = lru_cache(maxsize=4096)(read)
