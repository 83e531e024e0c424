"""Letters that patterns need are looked for all at once, and one by one they would be found, too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.policy import known
from desk.policy.checks import ours, reckoned
from desk.policy.hours import clock, points, times
from desk.policy.letters import LONGEST, Letters, either, needing
from desk.policy.patterns import small
from desk.policy.types import Span

WORDINGS = ("kill", "ill", "killed in", "“dead”", "n’t", "straße", "st")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Nine were KILLED IN a fire.", True),
        ("He was \u212aILLED.", True),  # with a Kelvin sign
        ("He fell ill.", True),
        ("They didn’t.", True),
        ("Nobody saw a thing.", False),
        ("", False),
        ("x" * LONGEST + " ill", True),
    ],
)
def test_one_of_many_wordings_in_any_case(said, stands) -> None:
    assert Letters(*WORDINGS).stand_in(said) is stands


def test_as_they_are_written() -> None:
    letters = Letters("Mon", "Tue", "Wed", "Thu", "Fri", cased=True)
    assert letters.stand_in("on Monday")
    assert not letters.stand_in("for a month")


def test_no_wording_at_all_is_in_every_text() -> None:
    assert Letters("").stand_in("")
    assert Letters("", "a", "b", "c", "d", "e").stand_in("")


def test_wordings_that_come_later_are_found_in_a_text_that_was_read() -> None:
    said = "A zebu crossed."
    first = Letters(*"0123456789")
    assert not first.stand_in(said)
    assert Letters("zebu", "okapi", "quokka", "numbat", "tarsier").stand_in(said)
    assert not first.stand_in(said)


@given(st.lists(st.text("abß’ſK ", min_size=1, max_size=3), min_size=1), st.text("abAßẞ’ſKİ "))
def test_all_at_once_is_as_one_by_one(wordings, said) -> None:
    assert Letters(*wordings).stand_in(said) is any(one in small(said) for one in wordings)
    assert Letters(*wordings, cased=True).stand_in(said) is any(one in said for one in wordings)


def test_one_of_some_letters_in_the_case_of_the_looser() -> None:
    assert either(Letters("Mon", cased=True), Letters("week")).stand_in("by monday")
    assert not either(Letters("Mon", cased=True), Letters("Tue", cased=True)).stand_in("by monday")


def test_a_function_is_marked_with_the_letters_it_needs() -> None:
    asked: list[str] = []

    @needing(Letters("zebu"), Letters("quagga"))
    def animals(said: str) -> tuple[Span, ...]:
        asked.append(said)
        return (Span(0, 1),)

    said = "A zebu.\n\nAn okapi.\n\nA Quagga."
    assert known.scan_text(said, animals) == (Span(0, 1), Span(20, 21))
    assert asked == ["A zebu.", "A Quagga."]


NAMES_OF_DAYS = {
    "date": times.DATE.pattern,
    "2026-03-04": times.ISO.pattern,
    "month and year": times.MONTH_YEAR.pattern,
    "year": times.YEAR.pattern,
    "feast": points.FEAST.pattern,
    "in words": points.WORDED.pattern,
    "the twelfth": points.NTH,
    "month": points.MONTH_ALONE.pattern,
    "year of its own": points.YEAR.pattern,
    "every Wednesday": reckoned.EVERY.pattern,
    "weekend": reckoned.WEEKEND.pattern,
    "first Sunday": reckoned.NTH_WEEKDAY.pattern,
}


@pytest.mark.parametrize("name", NAMES_OF_DAYS)
@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_day_has_a_figure_or_a_name(name, data) -> None:
    assert points.likely(data.draw(st.from_regex(NAMES_OF_DAYS[name])))


@given(st.from_regex(clock.CORE))
@settings(max_examples=60, deadline=None)
def test_an_hour_has_a_figure_or_a_name(said) -> None:
    assert clock.like_clocks(said)


@given(st.from_regex(rf"(?:{ours.of_ours(('Nightdesk',)).pattern})(?!\w)"))
@settings(max_examples=60, deadline=None)
def test_a_debt_to_us_names_us(said) -> None:
    assert ours.OF_US.search(said) or "nightdesk" in said.lower()
