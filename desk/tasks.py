"""The desk's tasks: ids in, one verb, nothing else."""

from celery import shared_task
from django.utils.timezone import now

from desk.copyflow import follow


@shared_task(ignore_result=True, acks_late=True)
def follow_wires() -> None:
    """Act on news of items: attach what watches ask for, tell boards and stories."""
    follow.follow_wires(now=now())
