"""What every desk page shows in its bar: who is here, the clocks, where one is."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import now

from desk import access
from desk.models import Person

SECTIONS = (
    ("desk:board", "Board", ("board", "story", "review", "story-new", "log")),
    (
        "desk:wires",
        "Wires",
        ("wires", "item", "item-raw", "watches-all", "watch-new", "watch", "digest"),
    ),
    ("desk:owed", "Owed", ("owed",)),
    (
        "desk:notes",
        "Notes",
        (
            "notes",
            "note",
            "note-new",
            "note-draft",
            "note-rule",
            "note-preview",
            "note-challenges",
            "packs",
            "audit",
            "judges",
            "pack-uploads",
            "backtest",
        ),
    ),
    (
        "desk:sources",
        "Sources",
        (
            "sources",
            "source",
            "source-door",
            "wire",
            "wire-door",
            "fetch",
            "lists",
            "classes",
            "probe",
        ),
    ),
)


def bar(request: HttpRequest) -> dict[str, Any]:
    """Names for the bar; nothing for readers' pages and for people not signed in."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not request.path.startswith("/desk/"):
        return {"version": settings.VERSION}
    desk = access.desks(person).first()
    here = now()
    zone = ZoneInfo(desk.zone) if desk else ZoneInfo("UTC")
    name = request.resolver_match.url_name if request.resolver_match else ""
    roles = list(person.roles.values_list("name", flat=True))
    return {
        "version": settings.VERSION,
        "drawn_at": f"{here.timestamp():.3f}",
        "person": person,
        "person_role": "desk chief" if "chief" in roles else (roles[0] if roles else "no role yet"),
        "clock_utc": f"{here:%H:%M}",
        "clock_there": f"{here.astimezone(zone):%H:%M}",
        "clock_zone": zone.key,
        "clock_label": desk.zone_label if desk else "UTC",
        "sections": [(route, word, name in names) for route, word, names in SECTIONS],
    }
