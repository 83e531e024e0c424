"""Topics and places: a small tree of topics with aliases, places with their country and zone. Pure."""

import json
import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def places() -> dict[str, dict[str, Any]]:
    """Places by slug or ISO 3166 code."""
    data: dict[str, dict[str, Any]] = json.loads((HERE / "places.json").read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def topics() -> dict[str, dict[str, Any]]:
    """Topics by slug."""
    data: dict[str, dict[str, Any]] = json.loads((HERE / "topics.json").read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def by_name() -> dict[str, str]:
    """Slugs by every name of a place, in lower case."""
    return {
        name.lower(): slug for slug, place in places().items() for name in [slug, *place["names"]]
    }


@lru_cache(maxsize=1024)
def topic(said: str) -> str:
    """The slug of a topic by slug, alias or IPTC qcode; what is not known stays as it is."""
    low = said.strip().lower()
    if low in topics() or low == "*":
        return low
    for slug, entry in topics().items():
        if low in entry["aliases"]:
            return slug
    return low


def topic_and_above(said: str) -> set[str]:
    """A topic and those it belongs to."""
    slug, found = topic(said), set()
    while slug and slug not in found:
        found.add(slug)
        slug = topics().get(slug, {}).get("parent", "")
    return found


@lru_cache(maxsize=1024)
def place(said: str) -> str | None:
    """The slug or country of a place by slug, code or free text: “Odesa, Ukraine”."""
    for part in [said, *said.split(",")]:
        key = part.strip()
        if key.upper() in places() and len(key) == 2:
            return key.upper()
        if key.lower() in by_name():
            return by_name()[key.lower()]
    return None


def place_and_above(said: str) -> set[str]:
    """A place and the country it lies in."""
    slug = place(said)
    if slug is None:
        return {said.strip()}
    return {slug, places()[slug]["country"]}


@lru_cache(maxsize=1)
def names_pattern() -> re.Pattern[str]:
    """Every place name, the longest first; names are cased."""
    names = sorted((n for p in places().values() for n in p["names"]), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(re.escape(n) for n in names) + r")\b")


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of a place by any of its names."""
    slug = by_name().get(name.lower())
    return ZoneInfo(places()[slug]["zone"]) if slug else None


@lru_cache(maxsize=1)
def at_place() -> re.Pattern[str]:
    """A place where something is, not a capital that stands for its government."""
    lead = r"\b(?:in|on|over|of|at|near|across|around|above|outside|hit|hits|hitting|struck|into)\s+(?:the )?"
    return re.compile(lead + names_pattern().pattern)


def zones_told(text: str) -> tuple[str, ...]:
    """The zones of the places where a text says something is, one for each time it does."""
    found = at_place().finditer(text)
    return tuple(places()[by_name()[m.group(1).lower()]]["zone"] for m in found)


def only_zone(zones: Collection[str]) -> ZoneInfo | None:
    """The zone of most of the places told: two in three, or none."""
    if not zones:
        return None
    name, count = Counter(zones).most_common(1)[0]
    return ZoneInfo(name) if count * 3 >= len(zones) * 2 else None
