"""The wire board's filters as the address gives them: words, and what narrows them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date

from desk import register
from desk.copyflow import search
from desk.errors import CopyflowError, Unsound
from wires.models import Item
from wires.query import Field, Leaf

HOURS = {"1h": 1, "6h": 6, "24h": 24, "7d": 168}
VIEWS = {"events": "Events", "every": "Every item", "edited": "Edited", "gone": "Taken back"}
NAMES = ("q", "class", "lang", "source", "wire", "place", "urgency", "state", "since", "from", "until", "loose", "view")  # fmt: skip
GONE = Q(withdrawn_at__isnull=False) | Q(killed_at__isnull=False)


@dataclass(slots=True)
class Chosen:
    """What was asked for, what is wrong with it and at which field, what is to be marked."""

    said: QueryDict
    now: datetime
    wrong: dict[str, str] = field(default_factory=dict)
    leaves: tuple[Leaf, ...] = ()

    def get(self, name: str) -> str:
        """One value."""
        return self.said.get(name, "").strip()

    @property
    def view(self) -> str:
        """Events, every item, only edited ones, only those taken back."""
        return self.get("view") if self.get("view") in VIEWS else "events"

    @property
    def narrows(self) -> bool:
        """Whether anything but the view is chosen."""
        return any(self.get(name) for name in NAMES if name != "view")

    def address(self, **other: Any) -> str:
        """The same filters as an address’s query, with some replaced."""
        kept = [
            (name, one)
            for name in NAMES
            if name not in other
            for one in self.said.getlist(name)
            if one
        ]
        return urlencode([*kept, *((name, value) for name, value in other.items() if value)])

    def as_query(self) -> str:
        """The same as words of the query language, for a watch."""
        words = [self.get("q")]
        words += [
            f"{name}:{self.get(name)}"
            for name in ("lang", "source", "place", "urgency")
            if self.get(name)
        ]
        classes = self.said.getlist("class")
        words += [f"class:{classes[0]}"] if len(classes) == 1 else []
        return " ".join(word for word in words if word)

    def items(self) -> QuerySet[Item]:
        """Items that fit, newest first; none where something is wrong, which then stands at its field."""
        rows: QuerySet[Item] = Item.objects.open().order_by("-received_at", "-id")
        for name, act in STEPS:
            try:
                rows = act(self, rows)
            except CopyflowError as refusal:
                self.wrong[name] = f"{refusal.words} {refusal.satisfy}".strip()
        return rows.none() if self.wrong else rows


def by_words(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """The words, with their own fields."""
    said = chosen.get("q")
    if not said:
        return rows
    if "://" not in said:
        chosen.leaves = search.read(said).asked.leaves
    return search.found_items(rows, said)


def by_class(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Any of the classes that are ticked."""
    names = [name for name in chosen.said.getlist("class") if name]
    if not names:
        return rows
    known = register.class_names()
    if set(names) - set(known):
        raise Unsound("There is no such class.", satisfy=f"One of: {', '.join(known)}.")
    return rows.filter(source__in={pk for name in names for pk in register.sources_of(name)})


def by_field(name: str) -> Any:
    """A filter that the query language has too."""

    def act(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
        value = chosen.get(name)
        return search.narrowed(rows, [Field(name, value)], field=name) if value else rows

    return act


def by_place(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Any name of a place."""
    value = chosen.get("place")
    if not value:
        return rows
    found = search.read(f"place:“{value}”", field="place")
    return search.matching(rows, found, field="place")


def by_time(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """The last hours, or from one day to another, UTC."""
    if chosen.get("since"):
        if chosen.get("since") not in HOURS:
            raise Unsound("Choose one of these stretches of time.")
        rows = rows.filter(
            received_at__gte=chosen.now - timedelta(hours=HOURS[chosen.get("since")])
        )
    since, until = midnight(chosen.get("from")), midnight(chosen.get("until"))
    return search.between(rows, since, until + timedelta(days=1) if until else None)


def midnight(said: str) -> datetime | None:
    """The first moment of a day, UTC."""
    if not said:
        return None
    wrong = Unsound("This is no day.", satisfy="2026-07-02")
    try:
        day = parse_date(said)
    except ValueError as no_day:
        raise wrong from no_day
    if day is None or not 1900 < day.year < 9999:
        raise wrong
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def by_wire(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """One wire, by its number."""
    value = chosen.get("wire")
    if not value:
        return rows
    if not (value.isascii() and value.isdigit() and len(value) < 18):
        raise Unsound("There is no such wire.")
    return rows.filter(wire=int(value))


def by_view(chosen: Chosen, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Attached nowhere; only edited, only taken back."""
    if chosen.get("loose"):
        rows = search.attached_nowhere(rows)
    if chosen.view == "edited":
        return rows.filter(texts_count__gt=1)
    return rows.filter(GONE) if chosen.view == "gone" else rows


STEPS = (
    ("q", by_words),
    ("class", by_class),
    ("lang", by_field("lang")),
    ("source", by_field("source")),
    ("urgency", by_field("urgency")),
    ("state", by_field("state")),
    ("place", by_place),
    ("since", by_time),
    ("wire", by_wire),
    ("view", by_view),
)
