"""A wire's state in words, its habit, and its moves: pure."""

from datetime import UTC, datetime, timedelta

import pytest

from wires import habit, health, moves
from wires.health import Answered, Failed
from wires.types import Health

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)  # a Thursday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def taught(hours, weeks: int = 4) -> habit.Habit:
    """A habit of arrivals at these hours of each day, over weeks that end at NOON."""
    known = habit.begun(NOON - timedelta(weeks=weeks))
    for day in range(weeks * 7):
        for hour in hours:
            at = NOON - DAY * (day + 1)
            known = habit.heard(known, at.replace(hour=int(hour), minute=int(hour % 1 * 60)))
    return known


PAPER = taught([h / 2 for h in range(14, 40)])  # each half hour from 7 to 20
BUSY = taught([h / 6 for h in range(144)])  # each ten minutes


@pytest.mark.parametrize(
    ("known", "last", "now", "quiet"),
    [
        pytest.param(PAPER, NOON.replace(hour=20), NOON.replace(hour=6) + DAY, False, id="a paper at night"),
        pytest.param(PAPER, NOON.replace(hour=20), NOON.replace(hour=9) + DAY, True, id="a paper that misses its morning"),
        pytest.param(PAPER, NOON, NOON + HOUR, False, id="a paper between two posts"),
        pytest.param(PAPER, NOON, NOON + 2 * HOUR, True, id="a paper silent for four gaps"),
        pytest.param(BUSY, NOON, NOON + timedelta(minutes=20), False, id="a busy channel for two gaps"),
        pytest.param(BUSY, NOON, NOON + timedelta(minutes=31), True, id="a busy channel for three gaps"),
        pytest.param(habit.begun(NOON - 9 * DAY), NOON - 8 * DAY, NOON, False, id="one that was never heard"),
        pytest.param(taught([9], weeks=1), NOON - 3 * DAY, NOON, False, id="too few to know"),
    ],
)  # fmt: skip
def test_quiet_is_by_the_wires_own_habit(known, last, now, quiet) -> None:
    assert health.is_quiet(habit.expected(known, last, now), now - last) is quiet


def test_a_weekly_paper_is_not_quiet_on_the_other_days() -> None:
    known = habit.begun(NOON - timedelta(weeks=6))
    for week in range(1, 7):
        for minute in range(0, 60, 20):
            known = habit.heard(known, NOON - timedelta(weeks=week) + timedelta(minutes=minute))
    last = NOON - timedelta(weeks=1)
    assert (habit.expected(known, last + HOUR, NOON) or 0) < health.LATE
    assert (habit.expected(known, last + HOUR, NOON + 2 * HOUR) or 0) > 1


def test_old_habits_fade() -> None:
    known = taught([12], weeks=8)
    later = habit.heard(known, NOON + timedelta(weeks=1))
    assert sum(later.counts) < sum(known.counts)
    assert later.weeks(NOON + timedelta(weeks=1)) == pytest.approx(4)


def test_a_first_document_seeds_the_habit() -> None:
    known = habit.seeded([NOON - timedelta(minutes=40 * n) for n in range(200)], NOON)
    assert sum(known.counts) == 200
    assert habit.expected(known, NOON - 4 * HOUR, NOON) == pytest.approx(6, rel=0.3)


@pytest.mark.parametrize(
    ("signs", "state", "words"),
    [
        (Answered(new=2), Health.OK, "2 new items at 12:00 UTC."),
        (Answered(), Health.OK, "Answers in good order, with nothing new."),
        (Answered(faults=("entities were repaired",)), Health.OK, "Answers in good order, with nothing new (entities were repaired)."),
        (Answered(last_item_at=NOON - HOUR, expected=6.0), Health.QUIET, "Answers in good order, but is silent since 11:00 UTC; it usually posts every 10 minutes at these hours."),
        (Answered(new=1, last_item_at=NOON - HOUR, expected=6.0), Health.OK, "1 new item at 12:00 UTC."),
        (Answered(new=1, lag=3600.0, usual_lag=60.0), Health.SLOW, "1 new item at 12:00 UTC. They come 60 minutes after their own hour, usually 60 seconds."),
        (Answered(new=1, lag=300.0, usual_lag=20.0), Health.OK, "1 new item at 12:00 UTC."),
        (Answered(latency_ms=9400.0), Health.SLOW, "Answers in good order, with nothing new. The server takes 9 seconds to answer."),
    ],
)  # fmt: skip
def test_a_wire_that_answers(signs, state, words) -> None:
    found = health.after_answer(signs, NOON)
    assert found.health is state
    assert (
        found.words.replace("1 minute,", "60 seconds,").replace("1 minute.", "60 seconds.") == words
    )


SAID = "The server refuses us."


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        pytest.param(Failed(SAID), Health.FAILING, id="one that never worked"),
        pytest.param(Failed(SAID, was=Health.OK), Health.OK, id="once is no state"),
        pytest.param(Failed(SAID, errors=4, was=Health.OK, since=NOON), Health.OK, id="four in a minute"),
        pytest.param(Failed(SAID, errors=5, was=Health.OK, since=NOON), Health.FAILING, id="five"),
        pytest.param(Failed(SAID, errors=2, was=Health.QUIET, since=NOON - HOUR), Health.FAILING, id="for an hour"),
        pytest.param(Failed(SAID, 403, 4, refused=4, was=Health.OK), Health.OK, id="refused four times"),
        pytest.param(Failed(SAID, 401, 5, refused=5, was=Health.OK), Health.SUSPENDED, id="refused five times"),
        pytest.param(Failed(SAID, closed=True, was=Health.OK), Health.SUSPENDED, id="no preview"),
        pytest.param(Failed(SAID, 410, 9, gone_since=NOON - 23 * HOUR), Health.FAILING, id="gone for less than a day"),
        pytest.param(Failed(SAID, 410, 2, gone_since=NOON - 24 * HOUR), Health.GONE, id="gone for a day"),
        pytest.param(Failed(SAID, 404, 2, gone_since=NOON - 24 * HOUR, was=Health.FAILING), Health.FAILING, id="not there is not gone"),
    ],
)  # fmt: skip
def test_a_wire_that_fails(signs, state) -> None:
    found = health.after_failure(signs, NOON)
    assert found.health is state
    assert SAID in found.words


def test_a_failure_says_when_it_is_tried_again() -> None:
    found = health.after_failure(Failed(SAID, errors=6, again_at=NOON + 14 * HOUR), NOON)
    assert found.words == f"{SAID} 6 times in a row. Trying again at 02:00 UTC on 3 July."


@pytest.mark.parametrize(
    ("state", "errors", "word"),
    [
        (Health.OK, 0, "Ok"), (Health.OK, 1, "Failed once"), (Health.QUIET, 2, "Failed 2 times"),
        (Health.SLOW, 0, "Slow"), (Health.FAILING, 1, "Failing"), (Health.NEW, 0, "New"), (Health.GONE, 9, "Gone"),
    ],
)  # fmt: skip
def test_no_wire_that_has_just_failed_is_said_to_be_ok(state, errors, word) -> None:
    assert health.word(state, errors) == word


@pytest.mark.parametrize(
    ("state", "minutes", "told"),
    [
        (Health.FAILING, 1, False), (Health.FAILING, 5, True), (Health.QUIET, 4, False),
        (Health.SUSPENDED, 0, True), (Health.GONE, 0, True), (Health.OK, 60, False),
    ],
)  # fmt: skip
def test_a_state_is_told_when_it_lasts(state, minutes, told) -> None:
    assert health.tells(state, NOON - timedelta(minutes=minutes), NOON) is told


def moved(polls, *, every: timedelta, to: str = "https://b.example/f") -> moves.Move:
    move = moves.Move()
    for n in range(polls):
        move = moves.seen(move, "https://a.example/f", to, NOON + every * n)
    return move


@pytest.mark.parametrize(
    ("polls", "every", "proven"),
    [(5, 12 * HOUR, True), (4, 24 * HOUR, False), (400, timedelta(minutes=5), False), (5, 11 * HOUR, False)],
)  # fmt: skip
def test_a_move_wants_five_proofs_over_two_days(polls, every, proven) -> None:
    assert moves.proven(moved(polls, every=every), NOON + every * (polls - 1)) is proven


def test_one_poll_without_the_redirect_and_the_proof_begins_again() -> None:
    move = moved(9, every=12 * HOUR)
    assert moves.seen(move, "https://a.example/f", "https://a.example/f", NOON) == moves.Move()
    assert moves.seen(move, "https://a.example/f", "https://c.example/f", NOON).seen == 1


@pytest.mark.parametrize(
    ("address", "twin"),
    [
        ("http://a.example/f?x=1", "https://a.example/f?x=1"),
        ("http://a.example:80/f", "https://a.example/f"),
        ("http://a.example:8080/f", None),
        ("https://a.example/f", None),
    ],
)
def test_only_plain_http_has_a_safe_twin(address, twin) -> None:
    assert moves.safe_twin(address) == twin
