"""Time zones by what a text calls them: a city, a land, a people, a short form, a distance from UTC. Pure."""

import json
import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from desk.policy.geography import zone_of

UTC = ZoneInfo("UTC")


@lru_cache(maxsize=1)
def clocks() -> dict[str, dict[str, str]]:
    """Zones by abbreviation, by country code, by the names of standard times, and by cities that give no zone their name."""
    data: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("clocks.json").read_text("utf-8")
    )
    return data


@lru_cache(maxsize=1)
def lands() -> dict[str, str]:
    """Zones of lands that have one, by the name of the land and of its people."""
    named = json.loads(Path(__file__).with_name("lands.json").read_text("utf-8"))
    return {name: clocks()["countries"][code] for code, names in named.items() for name in names}


@lru_cache(maxsize=1)
def zone_cities() -> dict[str, str]:
    """Zones by the city they are called after."""
    return {
        name.rsplit("/", 1)[-1].replace("_", " "): name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "US/", "posix/", "right/"))
    }


# “Chişinău” is written with a cedilla on most keyboards, and with a comma in the atlas.
WITH_COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")


@lru_cache(maxsize=4096)
def zone_named(name: str) -> tzinfo | None:
    """The zone of a place, a land or an abbreviation by its name."""
    known, name = clocks(), name.translate(WITH_COMMAS)
    for table in (known["abbreviations"], known["cities"], lands()):
        if name in table:
            return ZoneInfo(table[name])
    found = zone_of(name)
    if found is None and name.upper() in known["countries"] and len(name) == 2:
        return ZoneInfo(known["countries"][name.upper()])
    if found is None and name in zone_cities():
        return ZoneInfo(zone_cities()[name])
    return found


def zone_told(name: str, local: tzinfo | None, here: frozenset[str]) -> tuple[tzinfo, str] | None:
    """The zone that the first words of a name tell, and those words: “New York City” is New York’s.

    The piece's own place needs no atlas: its clock is the local one.
    """
    whole = bare(name)
    for part in longest_first(whole):
        if part != whole and standard(part):
            continue  # “Central Indonesian” is no “Central”
        zone = local if local and part in here else None
        zone = zone or standard(part) or zone_named(part) or zone_named(part.replace("'", "’"))
        if zone:
            return zone, part
    return None


def bare(name: str) -> str:
    """A name without the article and the possessive: “the Kochi’s” is Kochi."""
    return POSSESSIVE.sub("", name.replace("’", "'")).removeprefix("The ").removeprefix("the ")


POSSESSIVE = re.compile(r"(?<!St\. John)(?<!Nuku)'s?$")


def standard(name: str) -> tzinfo | None:
    """The zone of a standard time by its name: “West African”, “Greenwich Mean”."""
    key = clocks()["standards"].get(re.sub(r" (?:[Ss]tandard|[Ss]ummer|[Dd]aylight)$", "", name))
    return ZoneInfo(key) if key else None


def longest_first(name: str) -> list[str]:
    """A run of capitals as names it may be: “New York City”, “New York”, “New”."""
    parts = name.split(" ")
    return [" ".join(parts[:n]) for n in range(len(parts), 0, -1)]


def offset_zone(words: str) -> tzinfo | None:
    """“UTC+3”, “+05:30”."""
    found = re.search(r"([+−-])\s?(\d{1,2}):?(\d\d)?$", words)
    if not found:
        return None
    minutes = int(found.group(2)) * 60 + int(found.group(3) or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if found.group(1) in "−-" else minutes))


@lru_cache(maxsize=256)
def called(zone: ZoneInfo) -> frozenset[str]:
    """What a place calls its own clock: IST in India, in Israel and in Ireland, PST in Manila."""
    return frozenset(
        filter(None, (datetime(2026, month, 1, tzinfo=zone).tzname() for month in (1, 7)))
    )
