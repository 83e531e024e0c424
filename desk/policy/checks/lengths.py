"""How long a span of time is against what the copy says of it. Pure."""

from datetime import date
from functools import lru_cache
from typing import Protocol

from desk.policy.checks.gaps import Slip
from desk.policy.hours.durations import Stated

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


class Edge(Protocol):
    """Where a span begins or ends: a day, or the days of a month or a year."""

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...

    @property
    def words(self) -> str: ...


def length_slip(stated: Stated, start: Edge, until: Edge, *, sure: bool) -> list[Slip]:
    """Why “almost four years” is wrong, or nothing where some reading of it is right."""
    low = (until.first - start.last).days / DAYS[stated.unit]
    high = (until.last - start.first).days / DAYS[stated.unit]
    if stated.unit == "year" and same_month(start, until):
        low = high = (
            until.first.year - start.first.year
        )  # “three years since November 2022”, in November
    least, most = meant(stated.amount, stated.unit, stated.how)
    if high >= least and low <= most:
        return []
    end = stated.end - (4 if stated.old and stated.how else 0)
    return [Slip(stated.start, end, it_is(start.first, start.words, until.last), sure)]


@lru_cache(maxsize=1024)
def it_is(start: date, words: str, until: date) -> str:
    """What lies between two days, told and asked; at every key the same is found again."""
    return (
        f"From {start.day} {start:%B %Y} ({words}) to {until.day} {until:%B %Y} is "
        f"{in_words(start, until)}. From when do you count?"
    )


def same_month(start: Edge, until: Edge) -> bool:
    """Whether a span runs from a month, told without its day, to the same month of another year."""
    return start.first.month == start.last.month == until.first.month and start.first != start.last and until.first.year > start.first.year  # fmt: skip


# How much less and more of a unit a bare number of it may be.
PLAIN = {"year": (0.5, 0.96), "month": (0.8, 1.0), "week": (0.6, 0.9)}


@lru_cache(maxsize=1024)
def meant(n: float, unit: str, how: str) -> tuple[float, float]:
    """The least and the most that a duration in its sense can mean, in its own unit."""
    edge = 0.1 if unit == "year" else 0.5
    nearly = (n - max(0.75, 0.12 * n), n + edge)
    over = (n - edge, n * 1.25 + 1)
    just = (n - edge, n * 1.1 + 0.6)
    about = (n - max(0.8, 0.2 * n), n + max(0.8, 0.2 * n))
    close = (n - 0.3 - edge, n + 0.3 + edge)
    less, more = PLAIN.get(unit, (1, 1))
    plain = (n - less, n + more)
    senses = {
        **dict.fromkeys(
            (
                "almost",
                "nearly",
                "close to",
                "approaching",
                "just under",
                "just short of",
                "not quite",
                "a little under",
                "the better part of",
                "the best part of",
            ),
            nearly,
        ),
        **dict.fromkeys(("less than", "fewer than", "under", "within", "inside"), (0.0, n + edge)),
        **dict.fromkeys(("more than", "over", "well over"), over),
        **dict.fromkeys(("just over", "a little over", "little more than"), just),
        **dict.fromkeys(("barely", "scarcely", "exactly", "precisely"), close),
        **dict.fromkeys(("about", "around", "some", "roughly"), about),
        "at least": (n - edge, n * 3 + 3),
    }
    return senses.get(how, plain)


def in_words(start: date, until: date) -> str:
    """“4 years and 4 months”, “38 days”."""
    months = (until.year - start.year) * 12 + until.month - start.month - (until.day < start.day)
    years, months = divmod(max(months, 0), 12)
    if years:
        return f"{years} years" + (f" and {months} months" if months else "")
    days = (until - start).days
    return f"{months} months" if months >= 2 else f"{days} days"
