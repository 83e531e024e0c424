"""Whose letters a mailbox holds: where anybody may write, only who sent a letter says more of it.

A letter of somebody else under the same id, or one that says it replaces it, is an item of its own; a
notice by somebody else waits for a person.
"""

from collections.abc import Collection, Mapping, Sequence

from wires.models import Item, Wire
from wires.text import keyed
from wires.types import ParsedItem

MAILBOX = "imap"


def is_mailbox(wire: Wire) -> bool:
    """Whether many senders write to it."""
    return wire.address.startswith(MAILBOX)


def senders(items: Collection[int]) -> dict[int, str]:
    """Who sent each."""
    return dict(Item.objects.filter(pk__in=items).values_list("pk", "author"))


def author(item: ParsedItem) -> str:
    """Its sender, as far as that is kept."""
    return (item.author or "")[:300]


def apart(
    named: Sequence[tuple[str, ParsedItem]], held: Mapping[str, int]
) -> list[tuple[str, ParsedItem]]:
    """Letters under an id that another's letter has here, with their sender in their name."""
    hands = senders(set(held.values()))
    return [
        (name, item)
        if name not in held or hands[held[name]] == author(item)
        else (keyed(f"{name} {author(item)}"), item)
        for name, item in named
    ]


def may_act(notice: int, items: Sequence[int]) -> set[int]:
    """On which of these items a notice acts by itself: all, unless it came to a mailbox, which proves
    nobody; there on its own sender's in the same mailbox."""
    rows = Item.objects.filter(pk__in=[notice, *items]).values_list("pk", "author", "wire_id", "wire__address")  # fmt: skip
    every = {pk: (author, wire, address or "") for pk, author, wire, address in rows}
    own = every[notice]
    if not own[2].startswith(MAILBOX):
        return set(items)
    return {pk for pk in items if every[pk][:2] == own[:2]}
