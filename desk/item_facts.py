"""What policy is told of an item, of its source, and of what it counts; rows in, values out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desk.policy import packs
from desk.policy.types import CountFacts, ItemFacts, SourceFacts
from wires.models import Count, Item, ItemText, Source
from wires.origins import origin_key


def source_facts(source: Source, classes: dict[str, Any]) -> SourceFacts:
    """What the register says of a source; an unclassed one meets no class."""
    plain = SourceFacts(
        name=source.name,
        key=source.key,
        kind=source.kind,
        control=source.control,
        country=source.country,
        side=source.side,
        owner=source.owner or None,
        classed=source.classed_at is not None,
        handles=tuple(source.handles),
        domains=tuple(source.domains),
        aliases=tuple(source.aliases),
    )
    jokes = frozenset({"satire"} if source.satire else ())
    if not plain.classed:
        return replace(plain, classes=jokes)
    return replace(plain, classes=packs.classes_of(plain, classes) | jokes)


def item_facts(item: Item, text: ItemText, classes: dict[str, Any], seen: int) -> ItemFacts:
    """An item as policy sees it through one of its texts."""
    hour = text.stated_at if text.number > 1 else item.posted_at
    return ItemFacts(
        key=str(item.pk),
        # Findings quote items to everybody on the story: confidential words never come this far.
        text="" if item.confidential else "\n\n".join(p for p in (text.title, text.text) if p),
        source=source_facts(item.source, classes),
        origin=origin_key(item),
        url=item.url or None,
        posted_at=item.posted_at,
        received_at=item.received_at,
        text_at=hour or text.seen_at,
        title="" if item.confidential else text.title,
        language=item.language or None,
        changed_since_cited=item.texts_count > max(text.number, seen),
        gone=item.withdrawn_at is not None or item.removed_at is not None,
        withdrawn=item.killed_at is not None,
        embargo_until=item.embargo_until,
        embargoed=item.embargoed,
        own=item.kind == "own",
    )


def counts_of(found: Iterable[tuple[Count, Count]]) -> tuple[CountFacts, ...]:
    """Counts of a text as policy sees them, each with what its counter says now where that is otherwise."""
    return tuple(
        replace(
            count_facts(row),
            newer=count_facts(last) if (last.low, last.high) != (row.low, row.high) else None,
        )
        for row, last in found
    )


def count_facts(row: Count) -> CountFacts:
    """One count."""
    return CountFacts(row.harm, row.said, row.counter, row.as_of, row.low, row.high)
