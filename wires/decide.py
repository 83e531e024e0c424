"""What an arriving item means beside what is known of it. Pure: plain values in, plain values out.

By identity and digest, never by “newer than the newest”: late and backdated items land. A post
missing from a page is gone only where its neighbours, older and newer, are still listed.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from wires.text import digest
from wires.types import KnownItem, ParsedItem, Verdict

# A feed that puts a clock in its text must not bury the desk in writethrus: after so many edits that
# state no new hour its texts are kept once a day.
MOST_QUIET = 24
SAMPLED = timedelta(days=1)
AHEAD = timedelta(minutes=10)  # clocks differ; further on an hour is no hour


def fingerprint(item: ParsedItem) -> int:
    """A number for all that a document says of an item: the same number, nothing to do."""
    if item.known_as:
        return item.known_as
    hours = (item.posted_at, item.updated_at, item.embargo_until)
    relay = item.relay_of
    rest = repr(
        (
            item.url, item.canonical_url, item.author, item.posted_on, item.language,
            [at and at.timestamp() for at in hours],
            [(one.url, one.kind, one.alt) for one in item.media],
            relay and (relay.url, relay.author, relay.external_id, relay.kind),
            item.reply_to, item.withdrawn, item.urgency, item.status,
            *([item.embargo_said] if item.embargo_said else ()),
            *([item.about] if item.about else ()),
            *([("replaces", item.replaces)] if item.replaces else ()),
        )
    )  # fmt: skip
    said = f"{item.title}\0{item.text}\0{rest}"
    hashed = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True) or 1


def said_by(items: Iterable[ParsedItem], prints: Iterable[int]) -> str:
    """A digest of all that a document says, by its items' ids and fingerprints: the same digest, nothing to do."""
    said = repr([(item.external_id, one) for item, one in zip(items, prints, strict=True)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def decide(item: ParsedItem, known: KnownItem | None, now: datetime) -> Verdict:
    """New, another text, nothing new, or withdrawn."""
    if item.withdrawn and known is None and item.status == "killed" and (item.title or item.text):
        # An agency's notice under a number of its own: it takes back another item.
        return Verdict.NEW
    if item.withdrawn:
        return Verdict.WITHDRAWN if known and not known.withdrawn else Verdict.UNCHANGED
    if known is None:
        return Verdict.NEW
    if known.digest == digest(item.title, item.text):
        return Verdict.UNCHANGED
    rested = known.changed_at is None or now - known.changed_at >= SAMPLED
    if known.quiet > MOST_QUIET and quiet(item, known) and not rested:
        return Verdict.UNCHANGED
    return Verdict.WRITETHRU


def quiet(item: ParsedItem, known: KnownItem) -> bool:
    """Whether an edit states no new hour."""
    return item.updated_at is None or item.updated_at == known.stated_at


def believed(item: ParsedItem, now: datetime) -> tuple[datetime | None, str]:
    """The hour an item states, or none and the hour as given where it cannot be."""
    if item.posted_at and item.posted_at > now + AHEAD:
        return None, item.posted_at.isoformat()
    return item.posted_at, ""


def effective(item: ParsedItem, now: datetime) -> datetime:
    """The hour to sort by: the earlier of posted and received; a bare date is over at its midnight."""
    at, _ = believed(item, now)
    if at is None and item.posted_on:
        at = datetime.fromisoformat(f"{item.posted_on}T23:59:59+00:00")
    return min(at or now, now)


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
