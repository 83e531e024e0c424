"""Turns at a domain, with Valkey and without."""

import time
from uuid import uuid4

import pytest
import redis

from wires import turns

pytestmark = pytest.mark.usefixtures("servers")


@pytest.fixture(params=["with Valkey", "without"])
def domain(request, monkeypatch) -> str:
    monkeypatch.setattr(turns, "PAUSE", 0.2)
    if request.param == "without":
        away = redis.Redis.from_url("unix:///nowhere/at/all.sock")
        monkeypatch.setattr(turns, "line", lambda: away)
    return f"{uuid4().hex}.example"


def test_starts_at_a_domain_stand_apart(domain) -> None:
    with turns.turn(domain) as first:
        assert first.wait == 0
    with turns.turn(domain) as second:
        assert 0 < second.wait <= 0.2
    time.sleep(0.25)
    with turns.turn(domain) as third:
        assert third.wait == 0


def test_another_domain_does_not_wait(domain) -> None:
    with turns.turn(domain), turns.turn(f"other-{domain}") as other:
        assert other.wait == 0


def test_one_is_at_a_domain_however_long_it_takes() -> None:
    domain = f"{uuid4().hex}.example"
    with turns.turn(domain):
        turns.line().delete(turns.names(domain)[1])
        with turns.turn(domain) as second:
            assert second.wait >= turns.PAUSE


def test_a_channel_page_is_asked_less_often() -> None:
    assert turns.pause("t.me") == 3.0
