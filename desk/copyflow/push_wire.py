"""Have a wire pushed: by the hub that its feed names, or by a source that signs what it sends. A chief's."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from desk import access
from desk.errors import Stale, Unsound
from desk.models import LogEntry, Person, Verb
from wires import push
from wires.models import Push, PushKind, Source, Wire
from wires.roads.bring import PUSHED
from wires.tasks import ask_hub, leave_hub


@transaction.atomic
def turn_on(wire: Wire, *, by: Person, now: datetime) -> Push:
    """Ask the hub that the feed names; it is active once the hub has asked back."""
    need(by)
    lock(wire)
    named = push.hub_named(wire)
    if named is None:
        raise Unsound(
            "This feed names no hub, so it can only be polled.",
            satisfy="If its sender can sign letters, open a webhook.",
        )
    if standing(wire):
        raise Stale("It is pushed already.", satisfy="Turn that off first.")
    asked = push.prepare(wire, hub=named[0], topic=named[1], now=now)
    note(wire, f"asked {named[0]} to push it", by, now)
    transaction.on_commit(lambda: ask_hub.delay(asked.pk))
    return asked


@transaction.atomic
def open_webhook(wire: Wire, *, by: Person, now: datetime) -> Push:
    """A way in for a source that signs; its secret is shown in the answer to this and never again."""
    need(by)
    lock(wire)
    if standing(wire):
        raise Stale("It is pushed already.", satisfy="Turn that off first.")
    made = push.open_webhook(wire, now=now)
    note(wire, "opened a webhook", by, now)
    return made


@transaction.atomic
def open_source_door(source: Source, *, by: Person, now: datetime) -> Push:
    """A door for a source that has no address to poll: a wire that only letters come by."""
    need(by)
    wire, _ = Wire.objects.get_or_create(
        address=f"{PUSHED}{source.key}",
        defaults={"source": source, "added_at": now, "next_poll_at": now},
    )
    return open_webhook(wire, by=by, now=now)


@transaction.atomic
def turn_off(wire: Wire, *, by: Person, now: datetime) -> None:
    """Take nothing more by its push; it is polled in its own rhythm."""
    need(by)
    lock(wire)
    held = standing(wire)
    if held is None:
        raise Stale("It is not pushed any more.")
    push.end(held, now=now)
    note(wire, "turned its push off", by, now)
    if held.kind == PushKind.WEBSUB:
        transaction.on_commit(lambda: leave_hub.delay(held.pk))


def need(by: Person) -> None:
    """A door into the house is opened and shut by a chief; it leads to a public address."""
    access.need_chief(by, None)
    if not settings.PUBLIC_ADDRESS:
        raise Unsound(
            "A sender must reach this desk from outside.",
            satisfy="Have the operator set NIGHTDESK_PUBLIC_ADDRESS.",
        )


def lock(wire: Wire) -> None:
    """Two who press at once are one after the other."""
    Wire.objects.select_for_update(of=("self",)).get(pk=wire.pk)


def standing(wire: Wire) -> Push | None:
    """The push that was asked for or is active."""
    return Push.objects.filter(wire=wire).exclude(state__in=push.OVER).first()


def note(wire: Wire, what: str, by: Person, now: datetime) -> None:
    """A line of the log."""
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{wire.source.name}: {what}", wire=wire.pk)
