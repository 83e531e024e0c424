"""What an arriving item means beside what is known of it. Pure: plain values in, plain values out.

By identity and digest, never by “newer than the newest”: late and backdated items land. A post
missing from a page is gone only where its neighbours, older and newer, are still listed.
"""

from collections.abc import Mapping, Sequence

from wires.text import digest
from wires.types import KnownItem, ParsedItem, Verdict

# A feed that puts a clock in its text must not bury the desk in writethrus.
MOST_TEXTS = 200


def identity(item: ParsedItem) -> str:
    """The item's id at its source: its own, else its address, else its words."""
    return (
        item.external_id
        or item.canonical_url
        or item.url
        or f"sha256:{digest(item.title, item.text)}"
    )


def decide(item: ParsedItem, known: KnownItem | None) -> Verdict:
    """New, another text, nothing new, or withdrawn."""
    if item.withdrawn:
        return Verdict.WITHDRAWN if known and not known.withdrawn else Verdict.UNCHANGED
    if known is None:
        return Verdict.NEW
    if known.digest == digest(item.title, item.text) or known.texts >= MOST_TEXTS:
        return Verdict.UNCHANGED
    return Verdict.WRITETHRU


def missing(listed: Sequence[str], known: Mapping[str, int]) -> list[str]:
    """Known ids that a page skips: `known` gives each id its place in time (higher is newer).

    Only ids between the oldest and the newest that the page lists can be missed; a page that merely
    rolled on has lost nothing.
    """
    places = [known[one] for one in listed if one in known]
    if len(places) < 2:
        return []
    low, high = min(places), max(places)
    have = set(listed)
    return [one for one, place in known.items() if low < place < high and one not in have]
