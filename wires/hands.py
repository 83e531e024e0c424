"""Whose letters a mailbox holds: anybody may write to it, so that each is filed by what proves its sender.

A letter of a domain that the register gives to a source is that source's. Every other lies with a source of the
mailbox's own, which nobody classes; there a letter acts on another only where one proven domain sent both.
"""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.db.models import Q

from wires import proof
from wires.decide import fingerprint
from wires.identity import identity
from wires.models import Item, Sender, Shown, Snapshot, Source, Voice, Wire
from wires.text import keyed
from wires.types import Envelope, ParsedItem

MAILBOX = "imap"
UNFILED = "letters_"  # no source that somebody names has a key like it


@dataclass(frozen=True, slots=True)
class Hand:
    """Who sent a letter: the source it is filed with, the proven domain (empty: none), and why so in words."""

    source: Source
    domain: str
    words: str
    envelope: Envelope | None = None

    @property
    def vouched(self) -> bool:
        """Whether the register gives its domain to that source."""
        return bool(self.domain) and not is_unfiled(self.source)


def is_mailbox(wire: Wire) -> bool:
    """Whether many senders write to it."""
    return wire.address.startswith(MAILBOX)


def is_unfiled(source: Source) -> bool:
    """Whether it holds a mailbox's letters that are nobody's."""
    return source.key.startswith(UNFILED)


def hand_of(items: Sequence[ParsedItem], wire: Wire, snapshot: Snapshot | None) -> Hand:
    """Who sent what came to a mailbox, and with which source it is filed."""
    envelope = items[0].envelope if items else None
    found = proof.prove(envelope, wire.checked_by)
    source = registered(found.domain, wire.source) if found.domain else None
    words = found.words
    if found.domain and source is None:
        words += f" The register gives {found.domain} to nobody, or to several."
    filed_with = before(items, wire, snapshot)
    return Hand(filed_with or source or unfiled(wire), found.domain, words, envelope)


def before(items: Sequence[ParsedItem], wire: Wire, snapshot: Snapshot | None) -> Source | None:
    """The source of the very same letter, where a mailbox that was made anew gives it again.

    A copy that nobody vouched for, as a list or a stranger sends it on, keeps no letter from its source.
    """
    if not items:
        return None
    name, said = keyed(identity(items[0])), fingerprint(items[0])
    rows = Item.objects.filter(wire=wire, external_id=name, raw_hash=said)
    rows = rows.filter(~Q(source__key__startswith=UNFILED) | Q(texts__snapshot=snapshot))
    found = rows.select_related("source").defer("search").order_by("pk").first()
    return found.source if found else None


def registered(domain: str, own: Source) -> Source | None:
    """The source whose domain it is: the mailbox's own before others, and nobody where several have it."""
    parts = domain.split(".")
    names = [".".join(parts[n:]) for n in range(len(parts) - 1)]
    if set(names) & {proof.domain_of(one) for one in own.domains}:
        return own
    rows = list(Source.objects.filter(domains__overlap=names)[:2])
    return rows[0] if len(rows) == 1 else None


def unfiled_key(wire: Wire) -> str:
    """The key of the source of a mailbox's letters that are nobody's."""
    return f"{UNFILED}{wire.pk}"


def unfiled(wire: Wire) -> Source:
    """The source of a mailbox's letters whose sender is not proven or in nobody's domain."""
    parts = urlsplit(wire.address)
    name = unquote(parts.username or "")
    box = name if "@" in name else f"{name}@{parts.hostname}"
    source, _ = Source.objects.get_or_create(
        key=unfiled_key(wire),
        defaults={
            "name": f"Letters to {box}"[:200],
            "voice": Voice.PRIVATE_PERSON,
            # Readers are told of no letter by the name of our mailbox.
            "shown_as": Shown.DESCRIBED,
            "archive_shown": False,
            "full_text": wire.source.full_text,
            "added_at": wire.added_at,
        },
    )
    return source


def filed(wire: Wire, hand: Hand) -> Wire:
    """The wire as the road of this letter: with the source that sent it."""
    road = copy.copy(wire)
    road.source = hand.source
    return road


def sign(items: Collection[int], hand: Hand) -> None:
    """Write down who sent these letters."""
    said = hand.envelope
    Sender.objects.bulk_create(
        [
            Sender(
                item_id=pk,
                address=said.address if said else "",
                domain=said.domain[:255] if said else "",
                proven=bool(hand.domain),
                words=hand.words[:500],
                server=said.checked[0].server[:255] if said and said.checked else "",
            )
            for pk in items
        ],
        ignore_conflicts=True,
    )


def theirs(hand: Hand, items: Collection[int]) -> set[int]:
    """Of which of these items a letter says more: of none where its sender is not proven."""
    if not hand.domain or not items:
        return set()
    rows = Item.objects.filter(pk__in=items).values_list("pk", "source", "sent_by__domain", "sent_by__proven")  # fmt: skip
    return {
        pk
        for pk, source, domain, proven in rows
        if (hand.vouched and source == hand.source.pk) or (proven and domain == hand.domain)
    }


def apart(
    named: Sequence[tuple[str, ParsedItem]], held: dict[str, tuple[int, int]], hand: Hand
) -> list[tuple[str, ParsedItem]]:
    """Letters under an id that another's letter has here, as items of their own; `held` gives what is stored
    and its fingerprint. The very same letter is the same whoever sent it."""
    mine = theirs(hand, {pk for pk, _ in held.values()})
    return [
        (name, item)
        if name not in held or held[name][0] in mine or held[name][1] == fingerprint(item)
        else (keyed(f"{name} {fingerprint(item)}"), item)
        for name, item in named
    ]


def may_act(notice: int, items: Sequence[int]) -> set[int]:
    """On which of these items a notice acts by itself: all, unless it came to a mailbox, which proves
    nobody; there on those of the domain that sent it."""
    row = Item.objects.select_related("source", "wire", "sent_by").defer("search").get(pk=notice)
    if row.wire is None or not is_mailbox(row.wire):
        return set(items)
    said = getattr(row, "sent_by", None)
    if said is None or not said.proven:
        return set()
    return theirs(Hand(row.source, said.domain, said.words), items)
