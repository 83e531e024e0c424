"""When to poll next, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from wires import schedule
from wires.schedule import Rhythm

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
DAY = 86_400


@pytest.mark.parametrize(
    ("rhythm", "silent", "bursting", "seconds"),
    [
        pytest.param(Rhythm(30, 3600), 0, False, 120, id="nothing is known yet"),
        pytest.param(Rhythm(30, 3600, gap=600), 60, False, 200, id="a third of the usual gap"),
        pytest.param(Rhythm(30, 3600, gap=30), 0, False, 30, id="never below the floor"),
        pytest.param(Rhythm(30, 3600, gap=9e5), 0, False, 3600, id="never above the ceiling"),
        pytest.param(Rhythm(30, 3600, gap=60), 36_000, False, 1200, id="slower in a silence"),
        pytest.param(Rhythm(30, 3600), 72_000, False, 2400, id="silent since it was added"),
        pytest.param(Rhythm(30, 3600, gap=9e5), 0, True, 30, id="a burst is at the floor"),
        pytest.param(Rhythm(30, 3600, gap=60, asked=900), 0, False, 900, id="the server's wish"),
        pytest.param(Rhythm(30, 3600, gap=60, asked=900), 0, True, 900, id="also in a burst"),
        pytest.param(Rhythm(30, 600, asked=7200), 0, False, 7200, id="above our ceiling too"),
        pytest.param(Rhythm(30, 600, asked=10**7), 0, False, DAY, id="but a day at the most"),
        pytest.param(Rhythm(30, 3600, 9e5, 900, 5), 9e5, True, 5, id="a pin is above everything"),
    ],
)
def test_the_next_interval(rhythm, silent, bursting, seconds) -> None:
    assert schedule.interval(rhythm, silent=silent, bursting=bursting) == seconds


def test_the_usual_gap_follows_and_forgets() -> None:
    gap = None
    for observed in [600] * 10:
        gap = schedule.learned(gap, observed)
    assert gap == pytest.approx(600)
    for observed in [60] * 10:
        gap = schedule.learned(gap, observed)
    assert 60 < gap < 90


@pytest.mark.parametrize(
    ("minutes", "gap"),
    [([], None), ([0, 5, 10], None), ([0, 5, 10, 15], 300), ([15, 0, 5, 10, 10, None], 300)],
)
def test_the_first_gap_is_read_from_the_document(minutes, gap) -> None:
    hours = [None if m is None else NOON + timedelta(minutes=m) for m in minutes]
    assert schedule.gap_between(hours) == gap


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 90), (0.5, 100), (1.0, 110)])
def test_jitter_is_a_tenth_each_way(chance, seconds) -> None:
    assert schedule.jittered(100, chance) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("errors", "chance", "retry", "seconds"),
    [
        (1, 1.0, None, 120), (1, 0.0, None, 60), (2, 1.0, None, 240), (5, 1.0, None, 1920),
        (9, 1.0, None, 21_600), (60, 1.0, None, 21_600), (60, 0.0, None, 10_800),
        (1, 0.0, 900, 900), (9, 0.0, 60, 10_800),
    ],
)  # fmt: skip
def test_failures_wait_longer_and_longer(errors, chance, retry, seconds) -> None:
    assert schedule.after_failure(60, errors, chance, retry) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("seconds", "status", "kept"),
    [(None, 429, None), (60, 429, 60), (10**7, 503, DAY), (10**7, 410, 31 * DAY), (5, 403, 5)],
)
def test_a_server_is_obeyed_for_a_day_or_a_month(seconds, status, kept) -> None:
    assert schedule.patience(seconds, status) == kept


@pytest.mark.parametrize(
    ("control", "head", "seconds"),
    [
        ("", b"", 0), ("max-age=300", b"", 300), ("public, MAX-AGE = \"600\"", b"", 600),
        ("s-maxage=900", b"", 0), ("no-cache, max-age=300", b"", 0), ("max-age=99999999", b"", DAY),
        ("", b"<rss><channel><ttl>5</ttl>", 300), ("max-age=900", b"<TTL> 5 </TTL>", 900),
        ("", b"<ttl>-5</ttl>", 0), ("", b"<ttl>soon</ttl>", 0),
    ],
)  # fmt: skip
def test_what_a_server_asks_for(control, head, seconds) -> None:
    assert schedule.asked({"cache-control": control}, head) == seconds


def test_wires_of_one_domain_start_one_after_the_other() -> None:
    batch = [(1, "a.example"), (2, "t.me"), (3, "a.example"), (4, "a.example"), (5, "t.me")]
    starts = schedule.lay_out(batch, lambda domain: 3.0 if domain == "t.me" else 1.0)
    assert starts == {1: 0, 2: 0, 3: 1, 4: 2, 5: 3}
