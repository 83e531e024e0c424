"""The desk's tasks: ids in, one verb, nothing else."""

from celery import shared_task
from django.utils.timezone import now

from desk.copyflow import (
    backtest,
    call,
    candidates,
    classify,
    digest,
    fall,
    follow,
    moves,
    notes,
    override,
    own_judge,
    post,
    recheck,
    rehearse,
    release,
    second_look,
    watch_cited,
    watch_pictures,
    wire_alerts,
)


@shared_task(ignore_result=True, acks_late=True)
def follow_wires() -> None:
    """Act on news of items: attach what watches ask for, tell boards and stories."""
    follow.follow_wires(now=now())


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=75, time_limit=90)
def look_at_pictures() -> None:
    """Ask for the bytes of a few pictures that stories rest on."""
    watch_pictures.watch_pictures(now=now())


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=75, time_limit=90)
def look_at_cited() -> None:
    """Ask a few cited posts and pages whether they stand as they did."""
    watch_cited.watch_cited(now=now())


@shared_task(ignore_result=True, acks_late=True)
def sweep_releases() -> None:
    """Ask the gate ahead of each release; hand on those whose hour has come."""
    rehearse.rehearse_due(now=now())
    for pk in release.claim_due(now=now()):
        release_one.delay(pk)


@shared_task(ignore_result=True, acks_late=True)
def release_one(release_id: int) -> None:
    """Put one scheduled version out, or hold it."""
    release.release(release_id, now=now())


@shared_task(ignore_result=True, acks_late=True)
def sweep_owed() -> None:
    """Tell board and chief what is over its hour, and mail what chiefs are called for."""
    override.tell_ended(now=now())
    second_look.tell_late(now=now())
    call.mail_open(now=now())


@shared_task(ignore_result=True, acks_late=True)
def tell_wire_alerts() -> None:
    """Tell boards, and whoever runs the desk, of wires that want a look."""
    wire_alerts.tell(now=now())


@shared_task(ignore_result=True, acks_late=True)
def sweep_policy() -> None:
    """Ask again what stands under a note version or a judge that came in force."""
    recheck.start_rechecks(now=now())
    moves.work(now=now())
    recheck.work(now=now())


@shared_task(ignore_result=True, acks_late=True)
def tell_digests() -> None:
    """Tell whoever’s hour it is what their watches found."""
    digest.tell(now=now())


@shared_task(ignore_result=True, acks_late=True, soft_time_limit=240, time_limit=270)
def send_letters() -> None:
    """Send the letters that wait."""
    post.send_due(now=now())


@shared_task(ignore_result=True, acks_late=True)
def run_backtest(run_id: int) -> None:
    """Look at pieces of one back-test; the sweep brings it again while any are left."""
    backtest.work(run_id, now=now())


@shared_task(ignore_result=True, acks_late=True)
def sweep_backtests() -> None:
    """Hand out back-tests with work left, those whose worker died among them."""
    for run_id in backtest.left():
        run_backtest.apply_async((run_id,), expires=8)


@shared_task(ignore_result=True, acks_late=True)
def keep_notes() -> None:
    """Bring the states of notes after the clock, and the classes of sources whose day has come."""
    notes.keep_hours(now=now())
    classify.put_due(now=now())


@shared_task(ignore_result=True, acks_late=True)
def let_rules_fall() -> None:
    """Let rules fall to advisory that editors put away too often."""
    fall.let_fall(now=now())


@shared_task(ignore_result=True, acks_late=True)
def look_at_candidates() -> None:
    """Look at a few addresses that a list brought."""
    candidates.look_at_next(now=now())


# To train one takes a minute where nothing else runs, and many under load; its lease is half an hour.
# Acknowledged at once, since it takes longer than a broker waits: a sweep finds what a dead worker left.
@shared_task(ignore_result=True, acks_late=False, soft_time_limit=1500, time_limit=1560)
def make_judges() -> None:
    """Make the judge that a chief asked for."""
    if row := own_judge.claimed(now()):
        own_judge.make(row)
