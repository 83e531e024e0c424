"""Health is asked of each part; a worker that takes nothing off the queue is not alive."""

import logging
import re
import time

import pytest
from django.core.cache import cache

from newsroom import health
from newsroom.logging import OneLine
from newsroom.tasks import heartbeat


def test_a_living_program_asks_nothing_of_the_others(client, servers) -> None:
    assert client.get("/health/live").json() == {"live": True}


@pytest.mark.django_db
def test_ready_when_a_task_came_through(client) -> None:
    heartbeat()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "queue": "ok", "workers": "ok", "post": "not set up"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "words"),
    [
        pytest.param(None, "no task has run yet", id="never"),
        pytest.param(75, "last task 7[5-9] seconds ago", id="long ago"),
    ],
)
def test_not_ready_without_a_heartbeat(client, ago, words) -> None:
    cache.delete(health.HEARTBEAT)
    if ago is not None:
        health.beat(now=time.time() - ago)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert re.fullmatch(words, answer.json()["workers"])


def test_a_message_forges_no_second_line() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "a\nERROR b\u2028c", None, None)
    assert OneLine("%(message)s").format(record) == "a\\x0aERROR b\\x2028c"
