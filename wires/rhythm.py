"""What a wire learns from a poll: validators, rhythm, habit, moves, health. Writes on the row in memory only."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wires import fetch, habit, health, moves, schedule
from wires.models import Wire
from wires.types import Failure, Fetched, Health

ONCE_WHOLE = timedelta(hours=24)
FADE = 0.2  # of the newest latency or lag among those before
BACKFILL = timedelta(hours=48)  # older items say nothing of how late they come
KEPT = (
    "cursor", "kind", "title", "interval_s", "next_poll_at", "errors", "last_ok_at", "last_item_at", "etag",
    "last_modified", "unconditional_at", "moved_to", "moved_seen", "moved_since", "health", "words",
    "last_digest", "last_said", "domain", "asked_s", "gap_s", "burst_until", "health_since",
    "failing_since", "refused", "gone_since", "latency_ms", "lag_s", "last_lag_s", "skew_s", "habit",
    "habit_since", "address", "proposed_address", "proposed_at", "twin_tried_at", "misses", "elements",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Came:
    """What an answer brought: how many items, the hours that new ones and all listed ones state."""

    new: int = 0
    hours: Sequence[datetime] = ()
    listed: Sequence[datetime] = ()
    faults: tuple[str, ...] = field(default=())


def due_whole(wire: Wire, now: datetime) -> bool:
    """Whether to ask without validators: once a day, since some servers answer 304 wrongly, and while
    a post is missing, which only the page itself can show again."""
    return wire.misses or due_once(wire, now)


def due_once(wire: Wire, now: datetime) -> bool:
    """Whether the day's one unconditional poll is due."""
    return wire.unconditional_at is None or now - wire.unconditional_at > ONCE_WHOLE


def answered(wire: Wire, answer: Fetched, came: Came, now: datetime) -> None:
    """After a poll that worked."""
    validators(wire, answer, now)
    expected = learn(wire, came, now)
    measure(wire, answer, came, now)
    if answer.status != 304:
        wire.asked_s = schedule.asked(answer.headers, answer.body[:20_000])
    wire.errors = wire.refused = 0
    wire.failing_since = wire.gone_since = None
    wire.last_ok_at = now
    wire.proposed_address, wire.proposed_at, wire.twin_tried_at = "", None, None
    follow_move(wire, answer, now)
    plan(wire, now)
    signs = health.Answered(
        new=came.new,
        last_item_at=wire.last_item_at,
        expected=expected,
        latency_ms=wire.latency_ms,
        lag=wire.last_lag_s,
        usual_lag=wire.lag_s,
        faults=came.faults,
    )
    enter(wire, health.after_answer(signs, now), now)


def validators(wire: Wire, answer: Fetched, now: datetime) -> None:
    """ETag and Last-Modified, each as this answer gives it: an old one of either would freeze the wire.

    Only an answer with a document vouches for anything: a 304 that brings another ETag speaks of a
    document that we have not read.
    """
    if answer.status == 304:
        return
    wire.etag = answer.headers.get("etag", "")[:500]
    wire.last_modified = answer.headers.get("last-modified", "")[:200]
    if due_once(wire, now):
        wire.unconditional_at = now


def learn(wire: Wire, came: Came, now: datetime) -> float | None:
    """Rhythm and habit; gives the arrivals that were to be expected since the last."""
    first = wire.last_ok_at is None
    known = habit.read(wire.habit, wire.habit_since, now)
    expected = habit.expected(known, wire.last_item_at, now) if wire.last_item_at else None
    if first:
        known = habit.seeded(came.listed, now)
        wire.gap_s = schedule.gap_between(came.listed)
        newest = max((at for at in came.listed if at <= now), default=None)
        wire.last_item_at = newest or wire.last_item_at
    elif came.new:
        if wire.last_item_at:
            elapsed = (now - wire.last_item_at).total_seconds()
            wire.gap_s = schedule.learned(wire.gap_s, elapsed / came.new)
        known = habit.heard(known, now)
        wire.burst_until = now + timedelta(seconds=schedule.BURST)
        wire.last_item_at = now
    if first or came.new:
        wire.habit, wire.habit_since = list(known.counts), known.since
    return expected


def measure(wire: Wire, answer: Fetched, came: Came, now: datetime) -> None:
    """Latency, lag and the server's clock."""
    wire.skew_s = fetch.skew(answer.headers, now)
    wire.latency_ms = faded(wire.latency_ms, float(answer.took_ms))
    lags = [(now - at).total_seconds() for at in came.hours if now - at < BACKFILL]
    if lags and wire.last_ok_at is not None:
        wire.last_lag_s = max(min(lags), 0.0)
        wire.lag_s = faded(wire.lag_s, wire.last_lag_s)


def faded(usual: float | None, newest: float) -> float:
    """An average in which older values fade."""
    return newest if usual is None else usual + FADE * (newest - usual)


def follow_move(wire: Wire, answer: Fetched, now: datetime) -> None:
    """Count a permanent redirect; `wires.addresses` takes it once it is proven."""
    known = moves.Move(wire.moved_to, wire.moved_seen, wire.moved_since)
    move = moves.seen(known, wire.address, answer.permanent_url, now)
    wire.moved_to, wire.moved_seen, wire.moved_since = move.to, min(move.seen, 99), move.since


def plan(wire: Wire, now: datetime) -> None:
    """The next hour."""
    silent = (now - wire.last_item_at).total_seconds() if wire.last_item_at else 0.0
    bursting = wire.burst_until is not None and now < wire.burst_until
    wire.interval_s = schedule.interval(rhythm_of(wire), silent=silent, bursting=bursting)
    wait = schedule.jittered(wire.interval_s, random.random())  # noqa: S311 - no secret
    wire.next_poll_at = now + timedelta(seconds=wait)


def rhythm_of(wire: Wire) -> schedule.Rhythm:
    """The wire's rhythm as a value."""
    return schedule.Rhythm(
        wire.floor_s, wire.ceiling_s, wire.gap_s, wire.asked_s, wire.pinned_s, wire.pushed
    )


def failed(wire: Wire, failure: Failure, now: datetime) -> None:
    """After a poll that failed: a state with words; what is stored stays."""
    wire.errors += 1
    wire.failing_since = wire.failing_since or now
    wire.refused = wire.refused + 1 if failure.status in {401, 403} else 0
    wire.gone_since = (wire.gone_since or now) if failure.status == 410 else None
    wait = schedule.after_failure(
        max(wire.interval_s, wire.floor_s),
        wire.errors,
        random.random(),  # noqa: S311 - no secret
        schedule.patience(failure.retry_after, failure.status),
    )
    wire.next_poll_at = now + timedelta(seconds=wait)
    signs = health.Failed(
        words=failure.words,
        status=failure.status,
        errors=wire.errors,
        since=wire.failing_since,
        refused=wire.refused,
        gone_since=wire.gone_since,
        closed=failure.closed,
        was=Health(wire.health),
        again_at=wire.next_poll_at,
    )
    enter(wire, health.after_failure(signs, now), now)


def enter(wire: Wire, state: health.State, now: datetime) -> None:
    """A state, with the hour it was entered."""
    if wire.health != state.health.value or wire.health_since is None:
        wire.health_since = now
    wire.health, wire.words = state.health.value, state.words[:500]
