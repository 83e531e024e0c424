"""Wires that misbehave, polled by programs that are killed: every post once, every edit kept, none lost.

NIGHTDESK_ROUNDS sets how many rounds; what was done and found is printed.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.faults.ledger import Ledger, Wire
from tests.trial import Trial

ROUNDS = int(os.environ.get("NIGHTDESK_ROUNDS", "200"))
SEED = int(os.environ.get("NIGHTDESK_SEED", "2072466"))
WIRES = 24
LONGEST = 25 * 60  # seconds of kills and misdeeds; a slow machine has fewer rounds, and says so
SETTLE = 180  # seconds for the desk to catch up at the end


@pytest.fixture
def trial(tmp_path, monkeypatch) -> Iterator[tuple[Trial, Ledger]]:
    names = [f"w{n}.example" for n in range(WIRES)]
    ledger = Ledger(names, SEED)
    port = ledger.server.server_address[1]
    monkeypatch.setenv("NIGHTDESK_VAR", str(tmp_path / "var"))
    one = Trial(tmp_path / "var", ",".join(f"{name}=127.0.0.1:{port}" for name in names))
    try:
        one.open()
        one.lay(names, floor_s=1, ceiling_s=4, pinned_s=1, interval_s=1)
        yield one, ledger
    finally:
        one.close()
        ledger.close()


def test_every_post_once_every_edit_kept_none_lost(trial) -> None:
    one, ledger = trial
    one.start("worker")
    one.start("beat")
    until(lambda: not ledger.settled(), 90)
    ledger.rate = 0.25
    chance, begun, rounds = random.Random(SEED), time.monotonic(), 0
    while rounds < ROUNDS and time.monotonic() - begun < LONGEST:
        rounds += 1
        ledger.change()
        ledger.wait(chance.randint(1, 24), seconds=5)
        whom = ["worker", "hand", "valkey", "postgres", "beat", ""]
        if name := chance.choices(whom, [15, 35, 15, 20, 5, 10])[0]:
            one.kill(name)
        one.keep()
    ledger.rate = 0.0
    took = time.monotonic() - begun
    begun = time.monotonic()
    until(lambda: one.keep() or not ledger.settled(), SETTLE, lambda: "\n".join(unsettled(one, ledger)))  # fmt: skip
    settled = time.monotonic() - begun
    time.sleep(6)
    faults = [wrong for wire in ledger.wires.values() for wrong in wrongs(one, wire)]
    tell(one, ledger, rounds, took, settled)
    assert not faults, "\n".join(faults[:40])
    assert "the same" in one.run("manage.py", "replay", "--all")


def wrongs(one: Trial, wire: Wire) -> list[str]:
    """Where the desk and the ledger differ."""
    query = f"""
        select i.url, i.withdrawn_at is not null, array_agg(t.text order by t.number)
          from wires_item i join wires_itemtext t on t.item_id = i.id
          join wires_source s on s.id = i.source_id where s.name = '{wire.name}' group by i.id"""
    return wire.wrongs(one.rows(query))


def unsettled(one: Trial, ledger: Ledger) -> list[str]:
    """Wires that the desk never caught up with, as it sees them, with its last answers."""
    told = []
    for name in ledger.settled():
        wire = one.rows(f"""
            select w.id, w.health, w.words, w.next_poll_at, w.etag, now() from wires_wire w
              join wires_source s on s.id = w.source_id where s.name = '{name}'""")
        last = one.rows(f"""
            select started_at, outcome, status, words, faults from wires_fetch
             where wire_id = {wire[0][0]} order by id desc limit 5""")
        told.append(
            f"{name} never settled: {wire} {last}, asked for {ledger.wires[name].document()[1]}"
        )
    return told


def tell(one: Trial, ledger: Ledger, rounds: int, took: float, settled: float) -> None:
    posts = [post for wire in ledger.wires.values() for post in wire.posts]
    texts = sum(len(post.texts) for post in posts)
    fetches = dict(one.rows("select outcome, count(*) from wires_fetch group by 1"))
    sys.stdout.write(
        f"\n{rounds} rounds in {took:.0f} s, caught up {settled:.0f} s after the last misdeed\n"
        f"kills: {one.kills}; ended by themselves and started again: {one.ends}\nthe sample wires: {ledger.did}\nfetches: {fetches}\n"
        f"{len(posts)} posts, {texts} texts, {sum(post.withdrawn for post in posts)} withdrawn\n"
    )


def until(test: Callable[[], object], seconds: float, words: Callable[[], str] = str) -> None:
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, words()
        time.sleep(0.3)
