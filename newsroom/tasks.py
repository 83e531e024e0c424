"""The house's own task."""

import time

from celery import shared_task

from newsroom import health


@shared_task(ignore_result=True, acks_late=True)
def heartbeat() -> None:
    """Say that beat, queue and worker are alive."""
    health.beat(now=time.time())
