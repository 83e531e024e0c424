"""The queue: Celery on Redis or Valkey. Losing a message may cost a few seconds, never the work.

Every task is safe to run twice and finds its work in rows, so these settings choose "again" over
"not at all". The measures behind them stand in docs/decisions/001-embedded-servers.md.
"""

import os

from celery import Celery
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")  # A stop hands running work back to the queue.

from django.conf import settings

HEARTBEAT_EVERY = 5.0  # seconds

app = Celery("newsroom", broker=settings.BROKER_URL)
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=120,
    task_soft_time_limit=90,
    task_default_queue="nightdesk",
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_soft_shutdown_timeout=8.0,
    worker_enable_soft_shutdown_on_idle=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # A worker that dies in mid-task gives its messages back after `visibility_timeout`: longer than
    # the longest task, else the task runs twice at once. Left to themselves the sweeps come every
    # hundred seconds.
    broker_transport_options={
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_keepalive": True,
    },
    timezone="UTC",
    # A tick that waited longer than its own period is worth nothing: the next one does its work.
    beat_schedule={
        "sweep the wires": {
            "task": "wires.tasks.sweep",
            "schedule": 1.0,
            "options": {"expires": 3.0},
        },
        "read the archive again": {
            "task": "wires.tasks.rehash",
            "schedule": 600.0,
            "options": {"expires": 600.0},
        },
        "let go of what names nothing": {
            "task": "wires.tasks.let_go",
            "schedule": 3600.0,
            "options": {"expires": 3600.0},
        },
        "follow the wires": {
            "task": "desk.tasks.follow_wires",
            "schedule": 2.0,
            "options": {"expires": 4.0},
        },
        "look at the pictures": {
            "task": "desk.tasks.look_at_pictures",
            "schedule": 15.0,
            "options": {"expires": 15.0},
        },
        "look at what is cited": {
            "task": "desk.tasks.look_at_cited",
            "schedule": 15.0,
            "options": {"expires": 15.0},
        },
        "sweep the releases": {
            "task": "desk.tasks.sweep_releases",
            "schedule": 5.0,
            "options": {"expires": 10.0},
        },
        "sweep the notes": {
            "task": "desk.tasks.sweep_policy",
            "schedule": 5.0,
            "options": {"expires": 10.0},
        },
        "tell the digests": {
            "task": "desk.tasks.tell_digests",
            "schedule": 60.0,
            "options": {"expires": 120.0},
        },
        "send the letters": {
            "task": "desk.tasks.send_letters",
            "schedule": 5.0,
            "options": {"expires": 10.0},
        },
        "sweep what is owed": {
            "task": "desk.tasks.sweep_owed",
            "schedule": 10.0,
            "options": {"expires": 20.0},
        },
        "tell of wires": {
            "task": "desk.tasks.tell_wire_alerts",
            "schedule": 30.0,
            "options": {"expires": 30.0},
        },
        "renew the pushes": {
            "task": "wires.tasks.renew_pushes",
            "schedule": 600.0,
            "options": {"expires": 600.0},
        },
        "make the judges asked for": {
            "task": "desk.tasks.make_judges",
            "schedule": 60.0,
            "options": {"expires": 60.0},
        },
        "hand out back-tests": {
            "task": "desk.tasks.sweep_backtests",
            "schedule": 2.0,
            "options": {"expires": 8.0},
        },
        "keep the notes": {
            "task": "desk.tasks.keep_notes",
            "schedule": 30.0,
            "options": {"expires": 30.0},
        },
        "look at the lists": {
            "task": "desk.tasks.look_at_candidates",
            "schedule": 10.0,
            "options": {"expires": 20.0},
        },
        "let rules fall": {
            "task": "desk.tasks.let_rules_fall",
            "schedule": 300.0,
            "options": {"expires": 300.0},
        },
        "rejoin": {
            "task": "wires.tasks.rejoin_recent",
            "schedule": 60.0,
            "options": {"expires": 60.0},
        },
        "heartbeat": {
            "task": "newsroom.tasks.heartbeat",
            "schedule": HEARTBEAT_EVERY,
            "options": {"expires": 10.0},
        },
    },
)
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Let Django's LOGGING stand: being connected is what keeps Celery from laying out its own."""


@worker_init.connect
def warm_up(**_: object) -> None:
    """Read what every poll needs before the hands are made: each of them would read it again."""
    from wires import warm  # noqa: PLC0415 - the apps are ready only now

    warm.up()
