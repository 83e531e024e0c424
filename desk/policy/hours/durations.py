"""Spans of time as a text states them: “almost four years”, “an hour and a half”, “a fortnight”. Pure; offsets are code points."""

import re
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.figures.numbers import SMALL, in_words
from desk.policy.patterns import AnyCase
from desk.policy.values import record

TENS_OF = rf"(?:{SMALL})(?:[- ](?:{SMALL}))?"
AMOUNT = rf"\d[\d,.]{{0,20}}|(?:an?|{SMALL}) hundred(?: and {TENS_OF})?|hundred and {TENS_OF}|{TENS_OF}|an?|half an|half a|a couple of|a dozen|two dozen|half a dozen"
SENSES = (
    "almost|nearly|close to|approaching|just under|just short of|not quite|a little under|the (?:better|best) part of|less than|fewer than|under|more than|well over|over|just over|"
    "a little over|little more than|at least|about|around|some|roughly|within|inside|barely|scarcely|exactly|precisely|all of|a full|fully|a mere"
)
UNIT = r"hours?|minutes?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)"
DURATION = AnyCase(
    rf"\b(?:(?P<how>{SENSES})(?:\sthe)?)?\s*\b(?:"
    rf"(?P<part>an?|three)[- ]quarters? of an (?P<hour>hour)"
    rf"|(?P<amount>{AMOUNT})(?P<fraction> and a half)?[\s-]+(?P<unit>{UNIT})\b(?P<half> and (?:a half|a quarter|three[- ]quarters)\b)?"
    rf"(?:(?:,? and |,? )(?P<more>\d{{1,2}}|an?|{TENS_OF}) (?P<less>months|weeks|days|hours|minutes)\b)?"
    r")(?P<old>[\s-]old\b| of age)?",
)
UNITS = Cued(r"[ -](?:hour|minute|day|week|fortnight|month|year|decade|centur)", re.IGNORECASE)
# “Ten minutes to midnight” is an hour.
OF_A_CLOCK = re.compile(
    rf"(?<=minutes|.minute)\s(?:past|to|before|after|short of|shy of)\s(?:midnight|noon|midday|\d|(?:{SMALL})\b)"
)
# How many of the next smaller unit a unit has: “six hours and ten minutes” are minutes.
SMALLER = {("year", "month"): 12, ("hour", "minute"): 60, ("week", "day"): 7, ("day", "hour"): 24}
PARTS = {"three": 0.75, "quarter": 0.25}
LARGE = {"decade": (10, "year"), "century": (100, "year"), "centurie": (100, "year"), "fortnight": (2, "week")}  # fmt: skip


@record
class Stated:
    """A duration as stated: how long and in what sense (almost, more than, within …)."""

    how: str
    amount: float
    unit: str
    start: int
    end: int
    old: bool = False


@lru_cache(maxsize=1024)
def durations(text: str) -> tuple[Stated, ...]:
    """Durations of a text in order."""
    if not UNITS.search(text):
        return ()
    found = (read(m) for m in DURATION.finditer(text) if not no_length(text, m))
    return tuple(one for one in found if one)


# “Stopped for one day in three”, “two hours a day”: how often, and not how long.
OFTEN = re.compile(
    r" (?:in (?:every )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)(?=[,.;:)]|$)|out of (?:every )?\w+|per \w+|an? (?:day|night|week|month|year)\b)"
)
# “For a century”: a long time, which nobody counted.
AN_AGE = re.compile(r"\ban? (?:half[- ])?century\b|\bhalf a century\b", re.IGNORECASE)


def no_length(text: str, m: re.Match[str]) -> bool:
    """Whether what reads as a duration is an hour of the clock, a rate, or a long time in general."""
    told = OF_A_CLOCK.match(text, m.end()) or OFTEN.match(text, m.end())
    return told is not None or AN_AGE.search(m.group()) is not None or a_rate(text, m)


# “500,000 barrels a day”, “three times a week”; “it lasts a day” is a length.
COUNTED = re.compile(
    r"(?:\d|\b(?:million|thousand|hundred|dozen|" + SMALL + r"))(?: [a-z-]+)? [a-z]{2,}s $"
)


def a_rate(text: str, m: re.Match[str]) -> bool:
    """Whether “a day” says how often what is counted before it comes."""
    at = m.start("amount")
    return (
        m.group("amount") in {"a", "an"} and COUNTED.search(text, max(0, at - 60), at) is not None
    )


def read(m: re.Match[str]) -> Stated | None:
    """One duration in its largest unit, or in the smaller of two."""
    how = " ".join((m.group("how") or "").lower().split())
    start = m.start("how") if how else m.start("part") if m.group("part") else m.start("amount")
    if m.group("hour"):
        return Stated(how, 45 if m.group("part").lower() == "three" else 15, "minute", start, m.end())  # fmt: skip
    amount = amount_of(m.group("amount"))
    if amount is None:
        return None
    if m.group("fraction") or m.group("half"):
        amount += next(
            (part for word, part in PARTS.items() if word in (m.group("half") or "")), 0.5
        )
    unit = m.group("unit").lower().rstrip("s")
    how = how or ("about" if unit in {"decade", "century", "centurie"} else "")
    factor, unit = LARGE.get(unit, (1, unit))
    amount, less = amount * factor, (m.group("less") or "").rstrip("s").lower()
    end = m.end()
    if less and (unit, less) in SMALLER:
        amount = amount * SMALLER[unit, less] + (amount_of(m.group("more")) or 0)
        unit = less
    elif less:
        end = m.end("half") if m.group("half") else m.end("unit")
    return Stated(how, amount, unit, start, end, bool(m.group("old")))


def amount_of(words: str) -> float | None:
    """How many of the unit."""
    low = " ".join(words.lower().split())
    known = {"a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a couple of": 2.0}
    if low in known:
        return known[low]
    if low[0].isdigit():
        try:
            return float(low.rstrip(".,").replace(",", ""))
        except ValueError:
            return None
    bare = re.sub(r"^an? (?=hundred)", "one ", low).replace(" and ", " ")
    return in_words(bare)
