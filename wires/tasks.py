"""Tasks of the wires: ids in, one call."""

from celery import shared_task
from django.utils.timezone import now

from wires.models import Wire
from wires.poll import poll

AT_ONCE = 50


@shared_task(ignore_result=True, acks_late=True)
def sweep() -> None:
    """Send every wire whose hour has come to a worker; claiming makes a second sweep harmless."""
    for wire_id in (
        Wire.objects.due(now()).order_by("next_poll_at").values_list("pk", flat=True)[:AT_ONCE]
    ):
        poll_one.delay(wire_id)


@shared_task(ignore_result=True, acks_late=True)
def poll_one(wire_id: int) -> None:
    """Poll one wire."""
    poll(wire_id, now=now())
