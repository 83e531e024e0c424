"""Exactly one poll in flight: real threads, each with its own connection, and a server that is slow."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import turns
from wires.models import Fetch, Host, Item, Wire
from wires.poll import poll
from wires.sweep import claim_due

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wires(monkeypatch) -> list[Wire]:
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    one = source()
    return [
        Wire.objects.create(
            source=one, address=f"http://w{n}.example/f", added_at=NOON, next_poll_at=NOON - n * HOUR
        )
        for n in range(12)
    ]  # fmt: skip


def at_once(act, count: int = 6) -> list:
    """The same act in so many threads at one moment."""
    gate = threading.Barrier(count)

    def run(number: int):
        gate.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def test_no_wire_is_claimed_twice(wires) -> None:
    taken = at_once(lambda _: Wire.objects.claim_due(now=NOON, lease=HOUR, most=5))
    counted = Counter(claim.wire_id for some in taken for claim in some)
    assert set(counted.values()) == {1}
    assert len(counted) == len(wires)


def test_the_longest_overdue_come_first(wires) -> None:
    first = Wire.objects.claim_due(now=NOON, lease=HOUR, most=3)
    assert {one.wire_id for one in first} == {one.pk for one in wires[-3:]}


@pytest.mark.parametrize("road", ["one token delivered many times", "everybody claims"])
def test_one_poll_is_in_flight(wires, settings, road) -> None:
    inside, most = [0], [0]
    lock = threading.Lock()

    def slow(_):
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.3)
        with lock:
            inside[0] -= 1
        return Answer(rss(("1", "One", "Words.")))

    wire = wires[0]
    with serving(slow) as site:
        settings.ALLOW_WIRES = site.doors("w0.example")
        token = None
        if road.startswith("one token"):
            token = Wire.objects.claim(wire.pk, now=NOON, lease=HOUR)
        done = at_once(lambda _: poll(wire.pk, now=NOON, token=token))
    assert most == [1]
    assert len([one for one in done if one]) == 1
    assert (len(site.asked), Fetch.objects.count(), Item.objects.count()) == (1, 1, 1)


def test_a_lease_runs_out_and_the_wire_is_taken_again(wires) -> None:
    first = {c.wire_id: c.token for c in Wire.objects.claim_due(now=NOON, lease=HOUR, most=99)}
    assert Wire.objects.claim_due(now=NOON + HOUR, lease=HOUR, most=99) == []
    later = NOON + HOUR + timedelta(seconds=1)
    second = {c.wire_id: c.token for c in Wire.objects.claim_due(now=later, lease=HOUR, most=99)}
    assert first.keys() == second.keys()
    assert poll(wires[0].pk, now=later, token=first[wires[0].pk]) is None


def test_who_is_paused_suspended_gone_or_stopped_is_not_claimed(wires) -> None:
    for wire, change in zip(
        wires, [{"paused": True}, {"health": "gone"}, {"health": "suspended"}, {"domain": "stopped.example"}], strict=False
    ):  # fmt: skip
        Wire.objects.filter(pk=wire.pk).update(**change)
    Host.objects.create(domain="stopped.example", stopped_until=NOON + HOUR)
    Host.objects.create(domain="free.example", stopped_until=NOON - HOUR)
    taken = {one.wire_id for one in Wire.objects.claim_due(now=NOON, lease=HOUR, most=99)}
    assert taken == {one.pk for one in wires[4:]}


def test_a_sweep_sends_one_wire_of_a_domain_and_lays_out_the_others(wires, monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 1.0)
    for n, wire in enumerate(wires):
        Wire.objects.filter(pk=wire.pk).update(
            address=f"http://d{n % 2}.example/{n}", next_poll_at=NOON - timedelta(seconds=n)
        )
    sent = claim_due(now=NOON)
    assert len(sent) == 2
    later = Wire.objects.filter(lease_token=None).order_by("next_poll_at")
    waits = [(one.next_poll_at - NOON).total_seconds() for one in later]
    assert waits == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_no_more_is_claimed_than_there_is_room_for(wires, monkeypatch) -> None:
    monkeypatch.setattr("wires.sweep.AT_ONCE", 5)
    assert len(claim_due(now=NOON)) == 5
    assert claim_due(now=NOON) == []
