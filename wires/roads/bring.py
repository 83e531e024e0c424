"""What answers for a wire that is no plain address: its mailbox, its folder, its platform's interface."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from wires import guard, rhythm
from wires.fetch import WHOLE, fetch
from wires.models import Wire
from wires.parse import activitypub
from wires.roads import asks, folder, mailbox
from wires.roads.secrets import Unsafe, secret
from wires.types import Failure, Fetched

COLLECTED = {"imaps": mailbox.collect, "folder": folder.collect}
LED = 2  # documents that lead to the posts of an account
LED_WHOLE = 12.0  # seconds for each of them: with the first, within a lease
PUSHED = "webhook:"
UNCHANGED = 304


def bring(wire: Wire, *, now: datetime) -> Fetched | Failure | None:
    """The answer of a wire's road, None where its address itself is asked.

    Mail and files are delivered one by one; what is left to say is then that nothing else changed.
    """
    scheme = wire.address.partition(":")[0]
    if scheme in COLLECTED:
        failed = COLLECTED[scheme](wire, now=now)
        # Each delivery wrote the wire's row: what is written after it goes on from there.
        wire.refresh_from_db(fields=["kind", "last_item_at", "cursor"])
        return failed or nothing_else(wire, now)
    if wire.address.startswith(PUSHED):
        return nothing_else(wire, now)
    try:
        return platform(wire, now=now)
    except asks.NeedsToken as wrong:
        return Failure(str(wrong), closed=True)
    except Unsafe as wrong:  # over as soon as somebody has mended the file
        return Failure(str(wrong))


def nothing_else(wire: Wire, now: datetime) -> Fetched:
    """An answer that brings nothing more."""
    return Fetched(wire.address, wire.address, UNCHANGED, {}, b"", now, permanent_url=wire.address)


def platform(wire: Wire, *, now: datetime) -> Fetched | Failure | None:
    """Ask a platform's interface; an account that is not known yet is looked up first."""
    host = (urlsplit(wire.address).hostname or "").removeprefix("www.")
    name = "x.com" if host in asks.X else host
    cursor = wire.cursor
    if rhythm.due_once(
        wire, now
    ):  # its first page may have another address by now, and this one stand still
        cursor = {name: said for name, said in cursor.items() if name != "page"}
    state, asked = first_ask(wire.address, cursor, name)
    if asked is None:
        return None
    if asked.accept == asks.ACTIVITY:
        return federated(wire, asked, now=now)
    answer = one(asked, now)
    if asked.looks_up and isinstance(answer, Fetched):
        wire.cursor = asks.learned(state, asked, answer.body)
        state = asks.WireState(wire.address, wire.cursor, state.token)
        asked = asks.next_ask(state) or asked
        if asked.looks_up:
            return Failure("The platform knows no such account.", answer.status, body=answer.body)
        answer = one(asked, now)
    if isinstance(answer, Fetched):
        wire.cursor = asks.learned(state, asked, answer.body)
        # The interface answers for the address; it is no move of it.
        return replace(answer, permanent_url=wire.address)
    return answer


def first_ask(
    address: str, cursor: Mapping[str, str], name: str
) -> tuple[asks.WireState, asks.Ask | None]:
    """What to ask with the token of that name, if there is one. A file of tokens that nobody may use is no
    matter to those who need none."""
    bare = asks.WireState(address, cursor)
    if asks.is_plain(bare):
        return bare, None
    try:
        state = asks.WireState(address, cursor, secret(Path(settings.WIRE_SECRETS), name))
    except Unsafe as unsafe:
        try:
            return bare, asks.next_ask(bare)
        except asks.NeedsToken:
            raise unsafe from None
    return state, asks.next_ask(state)


def federated(wire: Wire, asked: asks.Ask, *, now: datetime) -> Fetched | Failure:
    """From an account to what it sent, and from there to the first page, which is kept in mind, and forgotten
    where it answers no more."""
    answer, page = one(asked, now), wire.cursor.get("page", "")
    for _ in range(LED):
        there = activitypub.leads_to(answer.body, answer.final_url) if isinstance(answer, Fetched) else ""  # fmt: skip
        if not there:
            break
        answer, page = one(asks.Ask(there, accept=asks.ACTIVITY), now, whole=LED_WHOLE), there
    if isinstance(answer, Failure):
        wire.cursor = {name: said for name, said in wire.cursor.items() if name != "page"}
        return answer
    wire.cursor = {**wire.cursor, "page": page} if page else wire.cursor
    return replace(answer, permanent_url=wire.address)


def one(asked: asks.Ask, now: datetime, *, whole: float = WHOLE) -> Fetched | Failure:
    """One request, with its token."""
    return fetch(
        asked.url,
        now=now,
        allowed=guard.doors(settings.ALLOW_WIRES),
        bearer=asked.bearer,
        accept=asked.accept,
        whole=whole,
    )
