"""Spans that a sentence counts to a day ahead or from a day before it, and ages that it spells out."""

import pytest

from tests.desk.policy.pieces import exact, piece

AT = "2026-05-05T20:00:00+02:00"
SLIPS = [
    ("With nine weeks to go until the vote on 31 May, both sides are out of slogans.", "nine weeks"),
    ("The deadline of 19 May is five weeks away.", "five weeks"),
    ("Voting begins in ten days, on 29 May.", "ten days"),
    ("There are 40 days left before the games open on 26 May.", "40 days"),
    ("The journalist has been held since 3 November, almost four months.", "almost four months"),
    ("For 26 years, since that day in January 2003, the family had kept his place.", "26 years"),
    ("The minister resigned on 20 April, less than a week after taking office on 2 March.", "less than a week"),
    ("Eleven days after the quake of 1 May, rescuers stopped digging on Tuesday.", "Eleven days"),
    ("The ferry left at 23:20 on Sunday. It docked on Monday at 02:05, more than five hours after it left.", "more than five hours"),
    ("The bridge, shut since 12 January, reopened on 4 May after ten weeks.", "ten weeks"),
    ("The stoppage began at four o’clock on Monday morning and ran until one minute to midnight on Tuesday, 60 hours in which nothing flew.", "60 hours"),
    ("Ana Costa, born in March 2019, is nine and likes frogs.", "nine"),
    ("The ward keeps Sina, born in March 2019, who is nine and whose cousin died in that year.", "nine"),
    ("The siren went at 5.51pm on Tuesday. At 6.04pm, seventeen minutes later, the roof went.", "seventeen minutes"),
    ("Lázaro Nava, born in 1962, was 12 that summer, and is 58 now.", "58"),
    ("Maria Petrova was born in Ruse in 1961. She is seventy-four now and runs the mill.", "seventy-four"),
]  # fmt: skip
NEAR = [
    "With almost four weeks to go until the vote on 31 May, both sides are out of slogans.",
    "He had two days left when the deadline of 19 May was set.",
    "Two weeks before the vote on 31 May, the count of posters will end.",
    "The journalist has been held since 3 November, just over six months.",
    "Four days after the quake of 1 May, rescuers stopped digging on Tuesday.",
    "A train left at 9:00. It stopped at 11:40, half an hour after the driver had changed.",
    "The lights went out at 22:10 on Friday; they came on again at 09:40 on Saturday, and the shop had been without power for four hours.",
    "The strike began at six o’clock on Monday and ended at ten minutes to midnight on Tuesday.",
    "The railway had intended to stand for 60 minutes; the train left at 01:30 and arrived at 03:00.",
    "Gennaro Esposito, born in May 1943, has put reeds into squeeze-boxes since he was fourteen.",
    "The siren went at 5.51pm on Tuesday. At 6.04pm, thirteen minutes later, the roof went.",
    "The wharf shut at 11am, reopened for an hour at three and shut once more.",
    "He was born in 1961, the eldest of nine, and was seventeen when he left.",
    "She was born in 1979 and he was born in 1987. She is 47.",
]


@pytest.mark.parametrize(("body", "words"), SLIPS)
def test_a_span_or_an_age_that_its_days_belie_is_asked_about(body: str, words: str) -> None:
    assert exact("elapsed-time-slip", piece(body, published_at=AT)) == [words]


@pytest.mark.parametrize("body", NEAR)
def test_one_that_is_right_or_of_something_else_is_let_be(body: str) -> None:
    assert not exact("elapsed-time-slip", piece(body, published_at=AT))
