"""Ask a wire now rather than at its hour; the wire's own politeness still holds."""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import Person
from wires.addresses import stopped_until
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
    last = wire.fetches.order_by("-started_at").first()
    told = wire.next_poll_at if last and last.status in TOLD_TO_WAIT else None
    until = stopped_until(wire.domain, now) or told
    if until and until > now:
        raise Unsound(
            "This wire’s server asked us to wait.",
            satisfy=f"It is polled again at {until:%H:%M} UTC by itself.",
        )
    least = min(LEAST, timedelta(seconds=wire.interval_s))
    if last and now - last.started_at < least:
        raise Unsound(
            f"This wire was polled less than {least.seconds} seconds ago.",
            satisfy="Wait a moment; then ask again.",
        )
    Wire.objects.wake(wire.pk, now=now)
    transaction.on_commit(sweep.delay)
