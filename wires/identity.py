"""Under which name an item is known at its source. Pure.

Its own id, else its address, else its words. An id that a document gives to several addresses is no
name alone; ids that change while their addresses stay are none at all (research, ingestion 3).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from wires.text import digest, keyed
from wires.types import ParsedItem

BY_ID, BY_BOTH, BY_ADDRESS = "id", "both", "address"
CHANGED = 0.3  # share of a document's items that came back under other ids
LEAST = 3


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
    times = Counter(item.canonical_url for _, item in named_items if item.canonical_url)
    moved: dict[str, str] = {}
    for name, item in named_items:
        url = item.canonical_url or ""
        old = at_address.get(url)
        if name not in known and times[url] == 1 and old and old not in listed:
            moved[url] = old
    # Of what came back, however much is new beside it: a desk that was away finds both at once.
    back = len(listed & known) + sum(url in at_address for url in times)
    return moved if len(moved) >= enough(back) else {}


def enough(back: int) -> float:
    """How many must have come under other ids, of so many that came back at all, for their ids to be none."""
    return max(LEAST, CHANGED * back)
