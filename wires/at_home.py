"""What a wire's own house means by what it leaves out: on which clock its hours stand, of which day its numbers are. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from wires import dates
from wires.dates import UNZONED
from wires.types import Parsed, ParsedItem

TELEPRINTER = "anpa_iptc7901"
AHEAD, BEHIND = (
    timedelta(minutes=10),
    timedelta(hours=12),
)  # that a newest hour may stand from when it came
FIRST_PLACE = timedelta(hours=14)  # that the first place on earth is before UTC
# Where a house mostly sits that writes in a land or in a language; of languages of many lands nothing is said.
LANDS = {
    "AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CH": "Europe/Zurich", "CN": "Asia/Shanghai",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn", "EG": "Africa/Cairo",
    "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris", "GB": "Europe/London", "GR": "Europe/Athens",
    "HU": "Europe/Budapest", "IE": "Europe/Dublin", "IL": "Asia/Jerusalem", "IN": "Asia/Kolkata", "IQ": "Asia/Baghdad",
    "IR": "Asia/Tehran", "IT": "Europe/Rome", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "LT": "Europe/Vilnius",
    "LV": "Europe/Riga", "MD": "Europe/Chisinau", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "RS": "Europe/Belgrade", "RU": "Europe/Moscow", "SE": "Europe/Stockholm",
    "SY": "Asia/Damascus", "TR": "Europe/Istanbul", "UA": "Europe/Kyiv",
}  # fmt: skip
TONGUES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "he": "IL",
    "hu": "HU", "it": "IT", "ja": "JP", "ko": "KR", "lt": "LT", "lv": "LV", "nb": "NO", "nl": "NL", "no": "NO", "pl": "PL",
    "ro": "RO", "ru": "RU", "sv": "SE", "tr": "TR", "uk": "UA",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """What can be told of hours without a zone: the newest as it stands, and the clock it may be of, if any."""

    newest: datetime
    proposed: str = ""


def housed(found: Parsed, zone: str) -> Parsed:
    """A document's items with their hours on the clock of its house, and their numbers of their day."""
    days = (dated(item, found.kind) for item in found.items)
    return replace(found, items=tuple(at_clock(item, zone) if zone else item for item in days))


def at_clock(item: ParsedItem, zone: str) -> ParsedItem:
    """An item whose hours without a zone are those of this one."""
    if not is_unzoned(item):
        return item
    house = ZoneInfo(zone)
    until, _ = dates.hour(item.embargo_said)
    if item.embargo_until is None and until and until.tzinfo is UNZONED:
        item = replace(item, embargo_until=in_utc(until, house), embargo_said="")
    posted, updated = (at and in_utc(at, house) for at in (item.posted_at, item.updated_at))
    return replace(item, posted_at=posted, updated_at=updated)


def in_utc(at: datetime, house: ZoneInfo) -> datetime:
    """An hour without a zone, on a house's clock, as UTC: in the hours in which that clock is turned, no other hour is
    ever equal to one that is left on it. Of an hour that comes twice the first is meant."""
    return at.replace(tzinfo=house).astimezone(UTC) if at.tzinfo is UNZONED else at


def is_unzoned(item: ParsedItem) -> bool:
    """Whether an hour of an item stands without a zone."""
    until = dates.hour(item.embargo_said)[0] if item.embargo_said else None
    return any(
        at is not None and at.tzinfo is UNZONED for at in (item.posted_at, item.updated_at, until)
    )


def dated(item: ParsedItem, kind: str) -> ParsedItem:
    """A teleprinter's numbers begin again each day: there the day is part of the identity."""
    if kind != TELEPRINTER or not item.external_id or not item.posted_at:
        return item
    return replace(item, external_id=f"{item.posted_at:%Y-%m-%d} {item.external_id}")


def clock(items: Iterable[ParsedItem], *, country: str, languages: Sequence[str], came: datetime) -> Clock | None:  # fmt: skip
    """Of which clock a document's hours may be, from where its source sits and from its language; none where its
    hours name their zones."""
    hours = [at for item in items for at in (item.updated_at or item.posted_at,) if at and at.tzinfo is UNZONED]  # fmt: skip
    if not hours:
        return None
    # One that no clock on earth shows yet is a slip, or of what is to come.
    newest = max((at for at in hours if at - came <= FIRST_PLACE), default=max(hours))
    spoken = [TONGUES.get(code.partition("-")[0].lower(), "") for code in languages[:1]]
    zones = [LANDS[land] for land in (country.upper(), *spoken) if land in LANDS]
    return Clock(newest, next((zone for zone in zones if fits(newest, zone, came)), ""))


def fits(hour: datetime, zone: str, came: datetime) -> bool:
    """Whether the newest hour of a document, on this clock, lies shortly before it came."""
    return -AHEAD <= came - hour.replace(tzinfo=ZoneInfo(zone)) <= BEHIND


def is_zone(name: str) -> bool:
    """Whether a clock of that name is known."""
    return name in available_timezones()
