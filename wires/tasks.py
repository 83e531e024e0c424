"""Tasks of the wires: ids in, one call."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from wires import advisories, amended, archive, missed, push, rejoin, retention
from wires.models import Push
from wires.poll import poll
from wires.roads.backfill import PAUSE_S, NoBackfill, one_page
from wires.sweep import claim_due

log = logging.getLogger(__name__)


@shared_task(ignore_result=True, acks_late=True)
def sweep() -> None:
    """Claim what is due and send it to the workers."""
    for claim in claim_due(now=now()):
        poll_one.apply_async((claim.wire_id, str(claim.token)), expires=60)


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=45, time_limit=55)
def poll_one(wire_id: int, token: str) -> None:
    """Poll one wire for whoever claimed it; delivered twice, the second finds another token."""
    poll(wire_id, now=now(), token=UUID(token))


@shared_task(ignore_result=True, acks_late=True)
def rehash() -> None:
    """Read a little of the archive again."""
    done = archive.check(most=200, now=now())
    if done.rotten:
        log.error("rotten snapshots: %s", ", ".join(map(str, done.rotten)))


@shared_task(ignore_result=True, acks_late=True)
def let_go() -> None:
    """Let go of what is old and names nothing."""
    retention.let_go(now=now())


@shared_task(ignore_result=True, acks_late=True)
def rejoin_recent() -> None:
    """Tie items that arrived at the same moment; look again for what notices of agencies name."""
    rejoin.rejoin(now=now())
    advisories.again(now=now())
    amended.again(now=now())


@shared_task(ignore_result=True, acks_late=True)
def renew_pushes() -> None:
    """Drop pushes that miss what a poll finds; ask hubs again whose lease has half run out."""
    for dropped in missed.judge(now=now()):
        leave_hub.delay(dropped.pk)
    push.renew(now=now())


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=45, time_limit=55)
def ask_hub(push_id: int) -> None:
    """Ask the hub of a push that somebody turned on, if it is still there."""
    if found := Push.objects.filter(pk=push_id).first():
        push.ask(found)


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=45, time_limit=55)
def leave_hub(push_id: int) -> None:
    """Tell the hub of a push that has ended, if it is still known."""
    if found := Push.objects.filter(pk=push_id).first():
        push.ask(found, "unsubscribe")


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=45, time_limit=55)
def backfill(wire_id: int, before: str = "", left: int = 10) -> None:
    """Bring one page of a channel's older posts and send for the next; pages come with a pause."""
    try:
        older = one_page(wire_id, before=before, now=now()) if left else None
    except NoBackfill as wrong:
        log.warning("older posts of wire %s: %s", wire_id, wrong)
        return
    if older and left > 1:
        backfill.apply_async((wire_id, older, left - 1), countdown=PAUSE_S)
