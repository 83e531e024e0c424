"""How a wire does, in one word and a sentence an editor understands. Pure: signs in, a state out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wires.types import Health

LATE = 3.0  # expected arrivals that did not come
SHORTEST_SILENCE = timedelta(minutes=15)
FAILS = 5  # in a row
FAILS_FOR = timedelta(minutes=10)
SHUT = 5  # 401 or 403 in a row
GONE_AFTER = timedelta(hours=24)
SLOW_ANSWER = 8_000.0  # milliseconds
LAG = 3.0  # times the usual lag
LEAST_LAG = timedelta(minutes=10)
SETTLED = timedelta(minutes=5)  # a state that lasts so long is told
ANSWERS = frozenset({Health.OK, Health.SLOW, Health.QUIET})
TOLD = frozenset({Health.SLOW, Health.QUIET, Health.FAILING, Health.SUSPENDED, Health.GONE})
AT_ONCE = frozenset({Health.SUSPENDED, Health.GONE})


@dataclass(frozen=True, slots=True)
class State:
    """A wire's health and its sentence."""

    health: Health
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a poll that worked says of its wire.

    `expected` is how many arrivals the wire's habit makes one expect since the last; `lag` and
    `usual_lag` are seconds from an item's own hour to ours.
    """

    new: int = 0
    last_item_at: datetime | None = None
    expected: float | None = None
    latency_ms: float | None = None
    lag: float | None = None
    usual_lag: float | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """What a poll that failed says: the failure in words, how often and how long in a row."""

    words: str
    status: int | None = None
    errors: int = 1
    since: datetime | None = None
    refused: int = 0
    gone_since: datetime | None = None
    closed: bool = False
    was: Health = Health.NEW
    again_at: datetime | None = None


def after_answer(signs: Answered, now: datetime) -> State:
    """Quiet and slow are states of a wire that answers; nothing new is none."""
    last = signs.last_item_at
    if signs.new:
        came = f"{plural(signs.new, 'new item')} at {now:%H:%M} UTC."
    else:
        came = "Answers in good order, with nothing new."
    if not signs.new and last and is_quiet(signs.expected, now - last):
        return State(
            Health.QUIET,
            f"Answers in good order, but is silent since {on_day(last, now)}; it usually posts {often(signs.expected, now - last)}.",
        )
    if signs.lag is not None and signs.usual_lag is not None and is_late(signs):
        return State(
            Health.SLOW,
            f"{came} They come {spell(signs.lag)} after their own hour, usually {spell(signs.usual_lag)}.",
        )
    if signs.latency_ms is not None and signs.latency_ms > SLOW_ANSWER:
        seconds = signs.latency_ms / 1000
        return State(Health.SLOW, f"{came} The server takes {seconds:.0f} seconds to answer.")
    repaired = f" ({'; '.join(signs.faults)})" if signs.faults else ""
    return State(Health.OK, came[:-1] + repaired + ".")


def after_failure(signs: Failed, now: datetime) -> State:
    """Gone after two 410s a day apart, suspended after five refusals, failing when it lasts."""
    if signs.status == 410 and signs.gone_since and now - signs.gone_since >= GONE_AFTER:
        return State(
            Health.GONE, f"{signs.words} It said so for a day. It is polled no more until asked."
        )
    if signs.closed or signs.refused >= SHUT:
        return State(
            Health.SUSPENDED, f"{signs.words} It is polled no more until somebody asks it again."
        )
    again = (
        f" Trying again at {signs.again_at:%H:%M} UTC{other_day(signs.again_at, now)}."
        if signs.again_at
        else ""
    )
    lasts = signs.since is not None and now - signs.since >= FAILS_FOR
    never = signs.was in {Health.NEW, Health.FAILING}
    if never or signs.errors >= FAILS or (signs.errors > 1 and lasts):
        count = f" {signs.errors} times in a row." if signs.errors > 1 else ""
        return State(Health.FAILING, f"{signs.words}{count}{again}")
    kept = Health.OK if signs.was in {Health.SUSPENDED, Health.GONE} else signs.was
    return State(kept, f"The last poll failed: {signs.words}{again}")


def faltered(state: Health, errors: int) -> bool:
    """Whether a wire that answers by its state has failed since: too little for a state, too much for “ok”."""
    return errors > 0 and state in ANSWERS


def word(state: Health, errors: int) -> str:
    """A wire's health as a page says it: “Ok”, “Failing”, “Failed once”."""
    if faltered(state, errors):
        return "Failed once" if errors == 1 else f"Failed {errors} times"
    return state.value.capitalize()


def is_quiet(expected: float | None, silence: timedelta) -> bool:
    """Whether a silence is longer than three of the gaps one would expect at these hours."""
    return expected is not None and expected >= LATE and silence >= SHORTEST_SILENCE


def is_late(signs: Answered) -> bool:
    """Whether items come much later than this wire's usually do."""
    lag, usual = signs.lag or 0.0, signs.usual_lag or 0.0
    return lag > usual * LAG and lag - usual > LEAST_LAG.total_seconds()


def tells(state: Health, since: datetime | None, now: datetime) -> bool:
    """Whether a state is one to alert of, now that it has lasted since an hour: no state that comes
    and goes within minutes is."""
    if state not in TOLD:
        return False
    return state in AT_ONCE or (since is not None and now - since >= SETTLED)


def often(expected: float | None, silence: timedelta) -> str:
    """How often posts come at these hours, from what was expected in a silence."""
    gap = silence / expected if expected else silence
    return f"every {spell(gap.total_seconds())} at these hours"


def spell(seconds: float) -> str:
    """“40 seconds”, “12 minutes”, “3 hours”, “2 days”."""
    for size, noun in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (size == 60 and seconds >= 60):
            return plural(round(seconds / size), noun)
    return plural(max(round(seconds), 0), "second")


def plural(count: int, noun: str) -> str:
    """“1 new item”, “2 new items”."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def on_day(at: datetime, now: datetime) -> str:
    """“23:18 UTC”, with the day where it is another one."""
    return f"{at:%H:%M} UTC{other_day(at, now)}"


def other_day(at: datetime, now: datetime) -> str:
    """“ on 1 July”, nothing for today."""
    return "" if at.date() == now.date() else f" on {at.day} {at:%B}"
