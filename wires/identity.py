"""Under which name an item is known at its source. Pure.

Its own id, else its address, else its words. An id that a document gives to several addresses is no
name alone; ids that change while their addresses stay are none at all (research, ingestion 3). One that
stands at the address and hour of a stored one is that one, whatever its id says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wires.cluster import is_edited
from wires.shingles import Shape
from wires.text import digest, keyed
from wires.types import ParsedItem

BY_ID, BY_BOTH, BY_ADDRESS = "id", "both", "address"
CHANGED = 0.3  # share of a document's items that came back under other ids
LEAST = 3
MIDNIGHTS = frozenset({0, 15, 30, 45})  # minutes past the hour at which a day begins somewhere


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored at an address: its name, its hour, its words, and all that its document said last."""

    name: str
    posted_at: datetime | None
    digest: str
    raw: int
    title: str = ""
    text: str = ""


def identity(item: ParsedItem) -> str:
    """The item's id at its source: its own, else its address, else its words."""
    return keyed(
        item.external_id
        or item.canonical_url
        or item.url
        or f"sha256:{digest(item.title, item.text)}"
    )


def both(item: ParsedItem) -> str:
    """Id and address in one, where one id stands at several addresses."""
    return keyed(f"{identity(item)} {item.canonical_url or item.url or ''}".strip())


def by_address(item: ParsedItem) -> str:
    """The address, where ids cannot be trusted."""
    return keyed(item.canonical_url or "") or identity(item)


def way(items: Sequence[ParsedItem], known_by: str) -> str:
    """How a wire's items are known from now on: an id at several addresses is not enough."""
    if known_by != BY_ID:
        return known_by
    places: dict[str, set[str]] = {}
    for item in items:
        if item.external_id and item.canonical_url:
            places.setdefault(item.external_id, set()).add(item.canonical_url)
    return BY_BOTH if any(len(urls) > 1 for urls in places.values()) else BY_ID


def named(items: Sequence[ParsedItem], known_by: str) -> list[tuple[str, ParsedItem]]:
    """Each item with its name, in the document's order; one name may stand several times."""
    name = {BY_ID: identity, BY_BOTH: both, BY_ADDRESS: by_address}[known_by]
    return [(name(item), item) for item in items]


def rekeyed(
    named_items: Sequence[tuple[str, ParsedItem]], known: set[str], at_address: Mapping[str, str]
) -> dict[str, str]:
    """Old names by address of what a document lists under new ids; empty where too few did.

    `known` holds the names that the source has, `at_address` its name for each address. An address
    that stands twice names nothing, and an old name still listed has not been changed.
    """
    listed = {name for name, _ in named_items}
    places = {item.canonical_url for _, item in named_items if item.canonical_url}
    moved = {
        url: old
        for url, _ in alone(named_items, known)
        if (old := at_address.get(url)) and old not in listed
    }
    # Of what came back, however much is new beside it: a desk that was away finds both at once.
    back = len(listed & known) + sum(url in at_address for url in places)
    return moved if len(moved) >= enough(back) else {}


def worth_asking(named_items: Sequence[tuple[str, ParsedItem]], known: set[str]) -> list[str]:
    """Addresses at which old items may stand under new ids; none where nothing found there could count."""
    single = alone(named_items, known)
    back = sum(name in known for name, _ in named_items)
    if len(single) >= enough(back):
        return [url for url, _ in single]
    return [url for url, item in single if item.posted_at or item.known_as]


def again(
    named_items: Sequence[tuple[str, ParsedItem]],
    known: set[str],
    standing: Iterable[tuple[str, Standing]],
) -> dict[str, str]:
    """Old names by address of what a document lists once more under new ids, however few there are: a page
    that broke off may list one. `standing` is what is stored, by address."""
    listed = {name for name, _ in named_items}
    single = dict(alone(named_items, known))
    found: dict[str, str] = {}
    for url, one in standing:
        item = single.get(url)
        if item and one.name not in listed and is_same_post(item, one):
            found.setdefault(url, one.name)
    return found


def is_same_post(item: ParsedItem, one: Standing) -> bool:
    """Whether what stands at one address is one post: posted in one moment, or unread since. What names items that
    it replaces has been told apart by its agency.

    A midnight, here or elsewhere, is often no more than a day, in which one page may bring several texts: there the headline
    or all of its words must be the same, or its body must be the stored one with some words changed.
    """
    if item.known_as:
        return item.known_as == one.raw
    if item.replaces or item.posted_at is None or item.posted_at != one.posted_at:
        return False
    if item.posted_at.second or item.posted_at.minute not in MIDNIGHTS:
        return True
    same_head = item.title == one.title and len(one.title.split()) >= LEAST
    if same_head or digest(item.title, item.text) == one.digest:
        return True
    return is_edited(Shape(item.text), Shape(one.text))


def alone(
    named_items: Sequence[tuple[str, ParsedItem]], known: set[str]
) -> list[tuple[str, ParsedItem]]:
    """Items under unknown names, by their addresses; an address that stands under two names is no name."""
    names: dict[str, set[str]] = {}
    for name, item in named_items:
        if item.canonical_url:
            names.setdefault(item.canonical_url, set()).add(name)
    return [
        (url, item)
        for name, item in named_items
        if name not in known and (url := item.canonical_url) and len(names[url]) == 1
    ]


def enough(back: int) -> float:
    """How many must have come under other ids, of so many that came back at all, for their ids to be none."""
    return max(LEAST, CHANGED * back)
