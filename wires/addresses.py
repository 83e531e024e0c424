"""A wire's address: taken anew when a move is proven, proposed where only its https:// form answers."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from wires.links import registrable_domain
from wires.models import FormerAddress, Host, Wire
from wires.moves import Move, proven, safe_twin
from wires.types import Failure

DAY = 86_400
TWIN_AGAIN = timedelta(hours=24)


class AddressTaken(ValueError):
    """Another wire polls that address already."""


def domain_of(address: str) -> str:
    """The registrable domain of an address, which politeness goes by."""
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    return registrable_domain(host)[:200]


def take_address(wire: Wire, address: str, *, why: str, now: datetime) -> None:
    """Give a wire another address and keep the old one; the caller holds or saves the row."""
    if Wire.objects.filter(address=address).exclude(pk=wire.pk).exists():
        raise AddressTaken("Another wire polls that address already.")
    FormerAddress.objects.create(wire=wire, address=wire.address, left_at=now, why=why)
    wire.address, wire.domain = address, domain_of(address)
    wire.moved_to, wire.moved_seen, wire.moved_since = "", 0, None
    wire.proposed_address, wire.proposed_at = "", None


def follow_proven(wire: Wire, now: datetime) -> None:
    """Take the address a permanent redirect leads to, once it is proven and nobody else has it."""
    move = Move(wire.moved_to, wire.moved_seen, wire.moved_since)
    if proven(move, now):
        try:
            take_address(wire, move.to, why="The server moved it for good.", now=now)
        except AddressTaken:
            wire.words = f"{wire.words} It has moved to {move.to}, which is polled already."[:500]


def accept_proposal(wire: Wire, *, now: datetime) -> None:
    """An operator takes the proposed address; its validators belong to the old one and go."""
    if not wire.proposed_address:
        raise ValueError("There is no address proposed for this wire.")
    take_address(wire, wire.proposed_address, why="An operator took the proposed address.", now=now)
    wire.etag = wire.last_modified = ""
    wire.next_poll_at = now
    wire.save(
        update_fields=[
            "address", "domain", "moved_to", "moved_seen", "moved_since", "proposed_address",
            "proposed_at", "etag", "last_modified", "next_poll_at",
        ]
    )  # fmt: skip


def twin_to_try(wire: Wire, *, unreached: bool, now: datetime) -> str | None:
    """The https:// form to try once, where an http:// address has died: nobody answers there."""
    tried = wire.twin_tried_at
    if not unreached or wire.errors < 2 or (tried and now - tried < TWIN_AGAIN):
        return None
    twin = safe_twin(wire.address)
    return None if twin is None or Wire.objects.filter(address=twin).exists() else twin


def stop_host(domain: str, *, until: datetime, words: str) -> None:
    """Keep every wire of a domain from being polled until an hour its server named."""
    host, made = Host.objects.get_or_create(
        domain=domain, defaults={"stopped_until": until, "words": words[:300]}
    )
    if not made:
        Host.objects.filter(pk=host.pk).exclude(stopped_until__gt=until).update(
            stopped_until=until, words=words[:300]
        )


def stopped_until(domain: str, now: datetime) -> datetime | None:
    """The hour that lies ahead before which a domain's server has asked not to be asked; None where there is none."""
    held = Host.objects.filter(domain=domain, stopped_until__gt=now)
    return held.values_list("stopped_until", flat=True).first()


def heed(domain: str, failure: Failure, *, now: datetime) -> None:
    """Keep away from a whole domain whose server asks us to come later."""
    if failure.retry_after and failure.status in {429, 503} and domain:
        until = now + timedelta(seconds=min(failure.retry_after, DAY))
        stop_host(domain, until=until, words=failure.words)
