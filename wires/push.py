"""Letters that are pushed to us: subscribe at a hub, answer its question, take what it or a source sends.

A secret goes to a hub over https only (W3C WebSub, 5.1). One on http:// gets none, so that its letters are
signed by nobody: what stands in them is not taken, they only make us poll at once.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from wires import archive, guard
from wires.deliver import deliver
from wires.fetch import send
from wires.models import Letter, Outcome, Push, PushKind, PushState, Wire
from wires.models.push import unguessable
from wires.parse import Unreadable
from wires.roads.signing import FRESH_S, hub_of, hub_signed, signed
from wires.text import storable
from wires.types import Failure

LEASE = timedelta(days=10)
LONGEST = timedelta(days=14)
ASK_AGAIN = timedelta(hours=6)
KEPT = 50  # letters of a push
OVER = (PushState.ENDED, PushState.DENIED, PushState.DROPPED)
CALLBACK = "/push/{}/"


class NotTaken(ValueError):
    """Why a letter is not taken, as a sentence."""


def callback(push: Push) -> str:
    """The address that a sender is given; needs the desk's public address."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + CALLBACK.format(push.token)


def hub_named(wire: Wire) -> tuple[str, str] | None:
    """The hub and the topic that a feed named when it last said something new; None without a hub."""
    asked = wire.fetches.filter(outcome=Outcome.CHANGED).exclude(final_url="")
    last = asked.exclude(snapshot=None).select_related("snapshot").first()
    if last is None or last.snapshot is None:
        return None
    try:
        return hub_of(archive.bring(last.snapshot), last.headers, last.final_url)
    except (archive.Rotten, archive.Removed):
        return None


def open_webhook(wire: Wire, *, now: datetime) -> Push:
    """A way in for a source that signs what it sends; asking again gives the same one."""
    held = Push.objects.filter(wire=wire).first()
    if held and held.kind == PushKind.WEBHOOK and held.state == PushState.ACTIVE:
        return held
    push = held or Push(wire=wire)
    renewed(push, PushKind.WEBHOOK, now=now)
    push.state, push.active_at = PushState.ACTIVE, now
    push.save()
    Wire.objects.filter(pk=wire.pk).update(pushed=False)
    return push


def renewed(push: Push, kind: PushKind, *, now: datetime) -> None:
    """A row as if it were new: nobody who knew the last address or secret knows these."""
    push.kind, push.token, push.secret = kind, unguessable(), unguessable()
    push.asked_at = push.state_at = now
    push.state, push.hub, push.topic, push.words = PushState.ASKED, "", "", ""
    push.renew_at = push.lease_until = push.active_at = push.waiting_since = None
    push.refused = push.missed = 0


def prepare(wire: Wire, *, hub: str, topic: str, now: datetime) -> Push:
    """The row by which a hub will be asked. A lease that runs stays active, with the same secret, until
    the hub has confirmed the new one; where only one of both gets a secret, it is over at once, and the
    wire is polled until the other has confirmed."""
    held = Push.objects.filter(wire=wire).first()
    push = held or Push(wire=wire)
    other = held is not None and held.by_word != overheard(hub)
    if held is None or held.kind != PushKind.WEBSUB or held.state in OVER or other:
        renewed(push, PushKind.WEBSUB, now=now)
        Wire.objects.filter(pk=wire.pk, pushed=True).update(pushed=False, next_poll_at=now)
    push.hub, push.topic, push.asked_at = hub[:1000], topic[:1000], now
    push.secret = "" if overheard(hub) else push.secret or unguessable()
    push.renew_at = now + ASK_AGAIN
    push.save()
    return push


def overheard(hub: str) -> bool:
    """Whether others on the way can read what a hub is sent; a door to this very machine has no way."""
    parts = urlsplit(hub)
    door = guard.doors(settings.ALLOW_WIRES).get((parts.hostname or "").lower())
    inside = door is not None and ip_address(door[0]).is_loopback
    return parts.scheme != "https" and not inside


def subscribe(wire: Wire, *, hub: str, topic: str, now: datetime) -> Push | Failure:
    """Ask a hub to push a feed to us; it is active once the hub has asked back."""
    if not settings.PUBLIC_ADDRESS:
        return Failure("A hub must reach this desk: set NIGHTDESK_PUBLIC_ADDRESS first.")
    push = prepare(wire, hub=hub, topic=topic, now=now)
    return ask(push) or push


def ask(push: Push, mode: str = "subscribe") -> Failure | None:
    """Send a hub our wish; what it says to it comes later, at our callback."""
    form = {
        "hub.mode": mode,
        "hub.topic": push.topic,
        "hub.callback": callback(push),
    }
    if mode == "subscribe":
        form["hub.lease_seconds"] = str(int(LEASE.total_seconds()))
        form |= {"hub.secret": push.secret} if push.secret else {}
    answer = send(push.hub, urlencode(form).encode(), allowed=guard.doors(settings.ALLOW_WIRES))
    if not isinstance(answer, Failure):
        return None
    Push.objects.filter(pk=push.pk, state=PushState.ASKED).update(
        words=f"The hub was asked and did not take it: {answer.words}"[:500]
    )
    return answer


def end(push: Push, *, now: datetime) -> None:
    """Take nothing more by this way; the wire goes on in its own rhythm, at once where it was pushed."""
    push.state, push.state_at, push.words = PushState.ENDED, now, ""
    push.save(update_fields=["state", "state_at", "words"])
    Wire.objects.filter(pk=push.wire_id, pushed=True).update(pushed=False, next_poll_at=now)


@transaction.atomic
def confirm(token: str, query: Mapping[str, str], *, now: datetime) -> str | None:
    """The challenge to give back to a hub that asks whether we meant it; None for anything else."""
    push = Push.objects.select_for_update().filter(token=token, kind=PushKind.WEBSUB).first()
    if push is None or query.get("hub.topic") != push.topic:
        return None
    mode, challenge = query.get("hub.mode", ""), query.get("hub.challenge", "")
    if mode == "denied":
        if push.state not in OVER:
            deny(push, query.get("hub.reason", ""), now=now)
        return ""
    if mode == "unsubscribe":
        return challenge if challenge and push.state in OVER else None
    if mode != "subscribe" or not challenge or push.state in OVER:
        return None
    seconds = query.get("hub.lease_seconds", "")
    lease = (
        timedelta(seconds=int(seconds))
        if seconds.isascii() and seconds.isdigit() and len(seconds) < 10
        else LEASE
    )
    activate(push, min(lease, LONGEST), now=now)
    return challenge


def deny(push: Push, why: str, *, now: datetime) -> None:
    """The hub will not; the wire is polled."""
    push.state, push.state_at, push.words = PushState.DENIED, now, storable(why)[:500]
    push.save(update_fields=["state", "state_at", "words"])
    Wire.objects.filter(pk=push.wire_id, pushed=True).update(pushed=False, next_poll_at=now)


def activate(push: Push, lease: timedelta, *, now: datetime) -> None:
    """A lease begins; what was missed in the last one is forgiven."""
    if push.state != PushState.ACTIVE:
        push.state, push.state_at, push.active_at = PushState.ACTIVE, now, now
    push.words, push.missed = "", 0
    push.lease_until, push.renew_at = now + lease, now + lease / 2
    push.save()
    Wire.objects.filter(pk=push.wire_id).update(pushed=True)


def receive(token: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> None:
    """Take one letter; raises Push.DoesNotExist, or NotTaken with what is wrong with it.

    A wrong signature from a hub is counted and otherwise passed over, as WebSub asks.
    """
    push = Push.objects.select_related("wire").exclude(state=PushState.ENDED).get(token=token)
    if push.by_word:
        look(push, len(body), now=now)
        return
    wrong = unsound(push, body, headers, now)
    if wrong:
        refuse(push, body, wrong, now=now)
        if push.kind == PushKind.WEBSUB:
            return
        raise NotTaken(wrong)
    mark = mark_of(push, headers)
    if mark and push.letters.filter(mark=mark).exists():
        return  # sent again: it was taken, and a later letter may have come since
    try:
        fetch = deliver(push.wire_id, body, media_type=headers.get("content-type", ""), now=now)
    except Unreadable as unread:
        refuse(push, body, unread.words, now=now)
        raise NotTaken(unread.words) from unread
    keep(Letter(push=push, at=now, fetch=fetch, size=len(body), mark=mark))
    Push.objects.filter(pk=push.pk).update(last_at=now, words="", waiting_since=None)


def look(push: Push, size: int, *, now: datetime) -> None:
    """A letter that nobody signed says that there is something: the wire is polled at once, though no
    more often than it may be at its fastest."""
    wire = push.wire
    last = wire.fetches.values_list("started_at", flat=True).first()
    at = max(now, last + timedelta(seconds=wire.floor_s)) if last else now
    Wire.objects.filter(pk=wire.pk, next_poll_at__gt=at).update(next_poll_at=at)
    keep(Letter(push=push, at=now, size=size))
    Push.objects.filter(pk=push.pk).update(last_at=now, words="", waiting_since=None)


def refuse(push: Push, body: bytes, why: str, *, now: datetime) -> None:
    """Count a letter that is not taken, and keep why."""
    keep(Letter(push=push, at=now, refused=why[:500], size=len(body)))
    Push.objects.filter(pk=push.pk).update(refused=F("refused") + 1)


def keep(letter: Letter) -> None:
    """A letter’s row; so many of a push are kept, and all that could still be sent again."""
    letter.save()
    every = Letter.objects.filter(push=letter.push_id)
    last = every.values_list("pk", flat=True)[:KEPT]
    old = letter.at - timedelta(seconds=2 * FRESH_S)
    every.exclude(pk__in=list(last)).filter(Q(mark="") | Q(at__lt=old)).delete()


def mark_of(push: Push, headers: Mapping[str, str]) -> str:
    """What a signed letter is known by when it is sent again: its signature is of its hour and words."""
    if push.kind != PushKind.WEBHOOK:
        return ""
    return headers.get("x-nightdesk-signature", "").removeprefix("sha256=").strip().lower()[:64]


def unsound(push: Push, body: bytes, headers: Mapping[str, str], now: datetime) -> str | None:
    """Why a letter is not the sender's, None where it is."""
    if push.kind == PushKind.WEBHOOK:
        return signed(body, headers, push.secret, now_s=now.timestamp())
    said = headers.get("x-hub-signature-256") or headers.get("x-hub-signature", "")
    return None if hub_signed(body, said, push.secret) else "A letter came with a wrong signature."


def renew(*, now: datetime) -> int:
    """Ask hubs again whose lease has half run out or who have not answered; how many were asked."""
    due = Push.objects.filter(kind=PushKind.WEBSUB, renew_at__lte=now).exclude(state__in=OVER)
    asked = 0
    for push in due.select_related("wire")[:20]:
        # Claimed by an update that counts: two beats ask once, and of what was turned off while others
        # were asked nobody is asked.
        mine = Push.objects.filter(pk=push.pk, renew_at=push.renew_at).exclude(state__in=OVER)
        if mine.update(renew_at=now + ASK_AGAIN):
            subscribe(push.wire, hub=push.hub, topic=push.topic, now=now)
            asked += 1
    return asked
