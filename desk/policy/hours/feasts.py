"""Days that have a name: their date in a year, fixed or reckoned. Pure."""

import re
from datetime import date, timedelta
from functools import lru_cache

FIXED = {
    "Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Boxing Day": (12, 26), "New Year's Eve": (12, 31), "New Year's Day": (1, 1),
    "Valentine's Day": (2, 14), "St Patrick's Day": (3, 17), "Independence Day": (7, 4), "Bastille Day": (7, 14), "Halloween": (10, 31),
    "Veterans Day": (11, 11), "Armistice Day": (11, 11), "the Ides of March": (3, 15), "May Day": (5, 1), "Juneteenth": (6, 19),
}  # fmt: skip
# Days from Easter Sunday, in the west.
EASTER = {"Good Friday": -2, "Easter Sunday": 0, "Easter Monday": 1, "Ash Wednesday": -46, "Palm Sunday": -7, "Whit Monday": 50}  # fmt: skip
# The n-th weekday (Monday is 0) of a month; -1 is the last.
RECKONED = {"Labor Day": (9, 0, 1), "Memorial Day": (5, 0, -1), "Thanksgiving Day": (11, 3, 4), "Martin Luther King Day": (1, 0, 3)}  # fmt: skip
NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted([*FIXED, *EASTER, *RECKONED], key=len, reverse=True))  # fmt: skip


@lru_cache(maxsize=256)
def feast_day(name: str, year: int) -> date:
    """The date of a named day in a year."""
    name = name.replace("’", "'")
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in EASTER:
        return easter(year) + timedelta(days=EASTER[name])
    month, weekday, nth = RECKONED[name]
    first = date(year, month, 1)
    days = [day for n in range(31) if (day := first + timedelta(days=n)).month == month and day.weekday() == weekday]  # fmt: skip
    return days[nth - 1 if nth > 0 else nth]


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def nearest_feast(name: str, ref: date) -> date:
    """The named day nearest to a date."""
    return min((feast_day(name, ref.year + n) for n in (-1, 0, 1)), key=lambda day: abs((day - ref).days))  # fmt: skip
