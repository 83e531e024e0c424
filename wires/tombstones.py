"""What was removed and must not come back: known by keyed digests, asked at every insert.

A store takes a shared lock before it asks, a removal an exclusive one before it writes: between the
question and the insert nothing can be removed unseen.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from wires.models import Removal, Snapshot, Tombstone
from wires.relate import global_key
from wires.rows import asked, run
from wires.shingles import SHORT, Shape
from wires.text import digest, keyed
from wires.types import ParsedItem

LOCK = 7_905_117
FEWEST = 5  # words that may be kept out by themselves; fewer are anybody's


class KeptOut(ValueError):
    """What was given has been removed here; the sentence says when and on what ground."""


def share() -> None:
    """Hold off removals until this transaction ends."""
    run("select pg_advisory_xact_lock_shared(%s)", LOCK)


def alone() -> None:
    """Wait for every store under way, and hold off the next until this transaction ends."""
    run("select pg_advisory_xact_lock(%s)", LOCK)


def mac(salt: bytes, kind: str, value: str) -> str:
    """A keyed digest."""
    return hmac.new(salt, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


def marks(
    names: Iterable[str], source: int, key: str, texts: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    """By what an item can come back: its ids at its source, its address anywhere, its words."""
    found = {("id", f"{source} {name}") for name in names}
    if key:
        found.add(("address", key))
    for title, words in texts:
        shape = Shape(f"{title} {words}")
        if len(re.findall(r"\w+", f"{title} {words}")) >= FEWEST:
            found.add(("text", digest(title, words)))
        if len(shape.words) >= SHORT:
            found.add(("words", str(shape.said)))
    return found


def set_up(removal: Removal, found: set[tuple[str, str]]) -> None:
    """Keep these marks out from now on."""
    held = Tombstone.objects.order_by("-id").values_list("salt", flat=True).first()
    salt = bytes(held) if held else secrets.token_bytes(32)
    Tombstone.objects.bulk_create(
        Tombstone(removal=removal, mac=mac(salt, kind, value), salt=salt)
        for kind, value in sorted(found)
    )


def kept_out(
    given: Sequence[tuple[str, ParsedItem]], source: int, *, now: datetime
) -> dict[str, Removal]:
    """Which of these may not come in, by name; asked under the shared lock."""
    share()
    salts = {bytes(salt) for (salt,) in asked("select distinct salt from wires_tombstone")}
    if not salts or not given:
        return {}
    by_mac: dict[str, str] = {}
    for name, item in given:
        key = global_key(item.canonical_url, item.external_id)
        # The next version of what was removed is kept out as well.
        names = [name, *(keyed(old) for old in item.replaces)]
        for kind, value in marks(names, source, key, [(item.title, item.text)]):
            by_mac |= {mac(salt, kind, value): name for salt in salts}
    met = list(Tombstone.objects.filter(mac__in=list(by_mac)).select_related("removal"))
    Tombstone.objects.filter(pk__in=[one.pk for one in met]).update(met=F("met") + 1, met_at=now)
    return {by_mac[one.mac]: one.removal for one in met}


def empty_page(snapshot: int, *, now: datetime) -> None:
    """Take the bytes of a snapshot away; its row stays, so that the same bytes stay away."""
    Snapshot.objects.filter(pk=snapshot).update(packed=b"", removed_at=now)
