"""Letters that are pushed to us: subscribe at a hub, answer its question, take what it or a source sends."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import F

from wires import guard
from wires.deliver import deliver
from wires.fetch import send
from wires.models import Push, PushKind, PushState, Wire
from wires.parse import Unreadable
from wires.roads.signing import hub_signed, signed
from wires.types import Failure

LEASE = timedelta(days=10)
LONGEST = timedelta(days=14)
ASK_AGAIN = timedelta(hours=6)
CALLBACK = "/push/{}/"


class NotTaken(ValueError):
    """Why a letter is not taken, as a sentence."""


def callback(push: Push) -> str:
    """The address that a sender is given; needs the desk's public address."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + CALLBACK.format(push.token)


def open_webhook(wire: Wire, *, now: datetime) -> Push:
    """A way in for a source that signs what it sends; asking again gives the same one."""
    made, _ = Push.objects.get_or_create(
        wire=wire,
        defaults={"kind": PushKind.WEBHOOK, "state": PushState.ACTIVE, "asked_at": now},
    )
    return made


def subscribe(wire: Wire, *, hub: str, topic: str, now: datetime) -> Push | Failure:
    """Ask a hub to push a feed to us; it is active once the hub has asked back."""
    if not settings.PUBLIC_ADDRESS:
        return Failure("A hub must reach this desk: set NIGHTDESK_PUBLIC_ADDRESS first.")
    push, _ = Push.objects.get_or_create(
        wire=wire, defaults={"kind": PushKind.WEBSUB, "asked_at": now}
    )
    push.hub, push.topic, push.asked_at = hub[:1000], topic[:1000], now
    # A lease that runs stays active, with the same secret, until the hub has confirmed the new one.
    if push.state != PushState.ACTIVE:
        push.state = PushState.ASKED
    push.renew_at = now + ASK_AGAIN
    push.save()
    form = {
        "hub.mode": "subscribe",
        "hub.topic": push.topic,
        "hub.callback": callback(push),
        "hub.secret": push.secret,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }
    answer = send(push.hub, urlencode(form).encode(), allowed=guard.doors(settings.ALLOW_WIRES))
    if isinstance(answer, Failure):
        push.words = f"The hub was asked and did not take it: {answer.words}"[:500]
        push.save(update_fields=["words"])
        return answer
    return push


@transaction.atomic
def confirm(token: str, query: Mapping[str, str], *, now: datetime) -> str | None:
    """The challenge to give back to a hub that asks whether we meant it; None for anything else."""
    push = Push.objects.select_for_update().filter(token=token, kind=PushKind.WEBSUB).first()
    if push is None or query.get("hub.topic") != push.topic:
        return None
    mode = query.get("hub.mode", "")
    if mode == "denied":
        push.state, push.words = PushState.DENIED, query.get("hub.reason", "")[:500]
        push.save(update_fields=["state", "words"])
        return ""
    challenge = query.get("hub.challenge", "")
    if mode != "subscribe" or not challenge or push.state == PushState.ENDED:
        return None
    seconds = query.get("hub.lease_seconds", "")
    lease = (
        timedelta(seconds=int(seconds))
        if seconds.isascii() and seconds.isdigit() and len(seconds) < 10
        else LEASE
    )
    lease = min(lease, LONGEST)
    push.state, push.words = PushState.ACTIVE, ""
    push.lease_until, push.renew_at = now + lease, now + lease / 2
    push.save(update_fields=["state", "words", "lease_until", "renew_at"])
    return challenge


def receive(token: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> None:
    """Take one letter; raises Push.DoesNotExist, or NotTaken with what is wrong with it.

    A wrong signature from a hub is counted and otherwise passed over, as WebSub asks.
    """
    push = Push.objects.select_related("wire").exclude(state=PushState.ENDED).get(token=token)
    wrong = unsound(push, body, headers, now)
    if wrong:
        Push.objects.filter(pk=push.pk).update(refused=F("refused") + 1, words=wrong[:500])
        if push.kind == PushKind.WEBSUB:
            return
        raise NotTaken(wrong)
    try:
        deliver(push.wire_id, body, media_type=headers.get("content-type", ""), now=now)
    except Unreadable as refusal:
        Push.objects.filter(pk=push.pk).update(words=refusal.words[:500])
        raise NotTaken(refusal.words) from refusal
    Push.objects.filter(pk=push.pk).update(last_at=now, words="")


def unsound(push: Push, body: bytes, headers: Mapping[str, str], now: datetime) -> str | None:
    """Why a letter is not the sender's, None where it is."""
    if push.kind == PushKind.WEBHOOK:
        return signed(body, headers, push.secret, now_s=now.timestamp())
    said = headers.get("x-hub-signature-256") or headers.get("x-hub-signature", "")
    return None if hub_signed(body, said, push.secret) else "A letter came with a wrong signature."


def renew(*, now: datetime) -> int:
    """Ask hubs again whose lease has half run out or who have not answered; how many were asked."""
    due = Push.objects.filter(kind=PushKind.WEBSUB, renew_at__lte=now).exclude(
        state__in=[PushState.ENDED, PushState.DENIED]
    )
    asked = 0
    for push in due.select_related("wire")[:20]:
        # Claimed by an update that counts: two beats ask once.
        if Push.objects.filter(pk=push.pk, renew_at=push.renew_at).update(renew_at=now + ASK_AGAIN):
            subscribe(push.wire, hub=push.hub, topic=push.topic, now=now)
            asked += 1
    return asked
