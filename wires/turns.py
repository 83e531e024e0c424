"""Whose turn it is at a domain: one fetch at a time, with a pause between starts, shared through Valkey.

Without Valkey each worker keeps the pause by itself. Nobody sleeps here: a wire that gets no turn
is told how long to wait and is put back.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import redis

from wires.valkey import line

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two starts at one domain
PAUSES = {"t.me": 3.0, "telegram.me": 3.0}
HELD = 40.0  # seconds after which a turn nobody gave back is over
TAKE = """
    local held = redis.call('PTTL', KEYS[1])
    local soon = redis.call('PTTL', KEYS[2])
    if held > 0 then return math.max(soon, tonumber(ARGV[2])) end
    if soon > 0 then return soon end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
    redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
    return 0
"""
GIVE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was got (`wait` 0), or the seconds until it is worth asking again."""

    wait: float = 0.0


alone: dict[str, float] = {}


def pause(domain: str) -> float:
    """Seconds between two starts at a domain."""
    return PAUSES.get(domain, PAUSE)


@contextmanager
def turn(domain: str) -> Iterator[Turn]:
    """A turn at a domain for the time of a fetch."""
    mine = uuid4().hex
    wait = ask(domain, mine)
    try:
        yield Turn(wait)
    finally:
        if wait <= 0:
            give_back(domain, mine)


def names(domain: str) -> tuple[str, str]:
    """The keys that say who is at a domain, and that somebody came a moment ago."""
    return f"nightdesk:turn:{domain}", f"nightdesk:pause:{domain}"


def ask(domain: str, mine: str) -> float:
    """Seconds to wait; 0 when the turn is ours."""
    took = int(pause(domain) * 1000)
    try:
        got = line().eval(TAKE, 2, *names(domain), mine, took, int(HELD * 1000))
        return float(str(got)) / 1000
    except redis.RedisError as fault:
        log.warning("no turns to be had, each worker keeps its own: %s", fault)
        return by_myself(domain, time.monotonic())


def by_myself(domain: str, at: float) -> float:
    """The pause as this process alone knows it; the domains of long ago are forgotten."""
    if len(alone) > 10_000:
        alone.clear()
    wait = alone.get(domain, 0.0) + pause(domain) - at if domain in alone else 0.0
    if wait <= 0:
        alone[domain] = at
        return 0.0
    return wait


def give_back(domain: str, mine: str) -> None:
    """End a turn that is still ours."""
    try:
        line().eval(GIVE, 1, names(domain)[0], mine)
    except redis.RedisError as fault:
        log.warning("a turn ends by itself: %s", fault)
