"""What a push did not bring: told by the poll that goes on beside it; twice, and the wire is polled again.

Hubs die in silence. A letter that comes within minutes of the poll was on its way, and is no miss.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from wires.models import Item, Push, PushKind, PushState, Wire

GRACE = timedelta(minutes=10)
MOST = 2  # misses in one lease


def found(wire: int, new: Sequence[int], *, now: datetime) -> None:
    """A poll brought these first: what was posted while the push stood should have come by it."""
    push = Push.objects.filter(wire=wire, state=PushState.ACTIVE, waiting_since=None).first()
    if push is None or push.active_at is None:
        return
    if push.by_word and push.last_at and now - push.last_at < GRACE:
        return  # the hub said that there is something, and this is it
    if Item.objects.filter(pk__in=new, effective_at__gte=push.active_at).exists():
        Push.objects.filter(pk=push.pk).update(waiting_since=now)


def judge(*, now: datetime) -> list[Push]:
    """Count what was waited for in vain, and drop pushes that missed twice or whose lease has run out."""
    pushes = Push.objects.filter(kind=PushKind.WEBSUB, state=PushState.ACTIVE)
    dropped = []
    for pk in pushes.values_list("pk", flat=True):
        with transaction.atomic():
            push = pushes.select_for_update().filter(pk=pk).first()
            if push and (words := why_dropped(push, now)):
                drop(push, words, now=now)
                dropped.append(push)
    return dropped


def why_dropped(push: Push, now: datetime) -> str:
    """Why a push is of no use, as a sentence; counts what it missed meanwhile."""
    if push.lease_until and push.lease_until < now:
        return "The hub’s lease has run out and it did not renew it."
    if push.waiting_since is None or now - push.waiting_since < GRACE:
        return ""
    push.missed, push.waiting_since = push.missed + 1, None
    push.save(update_fields=["missed", "waiting_since"])
    return "Twice the poll found what the hub had not sent." if push.missed >= MOST else ""


def drop(push: Push, words: str, *, now: datetime) -> None:
    """Poll the wire in its own rhythm again, at once, and say why."""
    push.state, push.state_at, push.words = PushState.DROPPED, now, f"{words} It is polled again."
    push.save(update_fields=["state", "state_at", "words"])
    Wire.objects.filter(pk=push.wire_id).update(pushed=False, next_poll_at=now)
