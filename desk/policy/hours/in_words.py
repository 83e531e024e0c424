"""Hours that are told in words: “half past eleven”, “one minute to midnight”. Pure."""

import re
from datetime import time

from desk.policy.figures.numbers import in_words as number_of

HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30}


def named_clock(m: re.Match[str], ahead: re.Match[str] | None) -> time:
    """Midnight or noon, and “one minute to midnight”."""
    hour = 0 if m.group("name").lower() == "midnight" else 12
    if ahead is None:
        return time(hour)
    words = re.sub(r"^an? (?!minute)|\s*minutes?$", "", ahead.group("ahead").lower())
    minute = 1 if words in {"a", "an"} else minutes_of(words)
    way = -1 if ahead.group("way").lower() in TO_THE_HOUR else 1
    total = (hour * 60 + way * minute) % 1440
    return time(total // 60, total % 60)


def minutes_of(words: str) -> int:
    """How many minutes “a quarter”, “ten” or “25” are."""
    return MINUTES.get(words) or int(words if words.isdigit() else number_of(words) or 0) if words else 0  # fmt: skip


TO_THE_HOUR = frozenset({"to", "before", "short of", "shy of"})


def spoken(m: re.Match[str], daypart: str) -> tuple[time, bool] | None:
    """“half past eleven”, “ten past six”, “two in the morning”."""
    word = m.group("word").lower()
    hour = HOURS.index(word) + 1 if word in HOURS else int(word)
    part = (m.group("part") or m.group("minutes") or "").lower()
    minute = minutes_of(part)
    if minute >= 60:
        return None
    total = hour % 12 * 60 + (-minute if (m.group("rel") or "").lower() in TO_THE_HOUR else minute)
    flat = daypart.replace(".", "")
    if (
        flat.endswith("pm")
        or "afternoon" in flat
        or "evening" in flat
        or ("night" in flat and hour % 12 >= 6)
    ):
        total += 720
    if total < 0 and ("morning" in flat or "forenoon" in flat):
        total += 720  # “ten to twelve in the morning”
    twelve = not daypart
    return time(total % 1440 // 60, total % 60), twelve
