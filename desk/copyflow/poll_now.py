"""Ask a wire now rather than at its hour; the wire's own politeness still holds."""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import Person
from wires.addresses import is_stopped
from wires.models import Wire
from wires.tasks import sweep

LEAST = timedelta(seconds=15)
TOLD_TO_WAIT = {429, 503}


def poll_now(wire: Wire, *, by: Person, now: datetime) -> None:
    """Send a wire to a worker; refused where it was asked a moment ago or told us to wait."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk poll wires.")
    if wire.paused:
        raise Unsound("This wire is paused.", satisfy="Let it go on; then it is polled.")
    if is_stopped(wire.domain, now):
        raise Unsound(
            "This wire’s server asked us to wait.", satisfy="It is polled again by itself."
        )
    last = wire.fetches.order_by("-started_at").first()
    least = min(LEAST, timedelta(seconds=wire.interval_s))
    if last and now - last.started_at < least:
        raise Unsound(
            f"This wire was polled less than {least.seconds} seconds ago.",
            satisfy="Wait a moment; then ask again.",
        )
    if last and last.status in TOLD_TO_WAIT and wire.next_poll_at > now:
        raise Unsound(
            "This wire’s server asked us to wait.",
            satisfy=f"It is polled again at {wire.next_poll_at:%H:%M} UTC by itself.",
        )
    Wire.objects.wake(wire.pk, now=now)
    transaction.on_commit(sweep.delay)
