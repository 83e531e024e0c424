"""A month of the framing rules by side, place and class of source: whom they spoke about, and how often."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from desk import facts, item_facts
from desk.models import Dismissal, Evaluation, Override, Story
from desk.policy import geography

EARLIEST = date(2000, 1, 1)
KINDS = (
    ("side", "By side of the sources cited"),
    ("place", "By country of the event"),
    ("class", "By class of the sources cited"),
)


@dataclass(slots=True)
class Count:
    """What happened to pieces of one kind under one rule."""

    scope: int = 0
    fired: int = 0
    set_aside: int = 0
    dismissed: int = 0


@dataclass(slots=True)
class Audited:
    """One framing rule in a month; `by` holds, for each way of parting, counts by value."""

    note: str
    title: str
    rule: str
    all: Count = field(default_factory=Count)
    by: dict[str, dict[str, Count]] = field(default_factory=dict)

    def tables(self) -> list[tuple[str, list[tuple[str, Count]]]]:
        """The three tables, the most frequent first."""
        return [
            (label, sorted(self.by.get(kind, {}).items(), key=lambda p: (-p[1].scope, p[0])))
            for kind, label in KINDS
        ]


def month_of(said: str, today: date) -> date:
    """The first of a month from `2026-07`, this month where that is none or lies ahead."""
    try:
        month = date.fromisoformat(f"{said}-01")
    except ValueError:
        month = today.replace(day=1)
    return month if EARLIEST <= month <= today else today.replace(day=1)


def after(month: date) -> date:
    """The first of the next month."""
    return (month + timedelta(days=32)).replace(day=1)


def audit(month: date, *, known: Collection[str], now: datetime) -> list[Audited]:
    """Every framing rule of the notes one knows, over the pieces that were asked about in that month."""
    house = facts.house(now)
    rows = {
        (note.slug, rule.key): Audited(note.slug, note.title, rule.key)
        for note in house.notes
        if note.precedence == "framing" and note.slug in known
        for rule in note.rules
    }
    if not rows:
        return []
    for story, last in pieces(month):
        seen = Seen.of(story, last, house.classes)
        for (slug, key), row in rows.items():
            if slug in seen.notes:
                count(row, seen, key, slug)
    return list(rows.values())


def pieces(month: date) -> Iterator[tuple[Story, Evaluation]]:
    """Each piece that was asked about in the month, as it was asked last."""
    rows = (
        Evaluation.objects.filter(at__date__gte=month, at__date__lt=after(month))
        .select_related("version__story__desk")
        .order_by("version__story_id", "-at", "-id")
    )
    for _, group in groupby(rows.iterator(chunk_size=200), key=lambda row: row.version.story_id):
        last = next(group)
        yield last.version.story, last


@dataclass(frozen=True, slots=True)
class Seen:
    """What one piece was: notes in scope, rules that fired, what was put aside, and its kinds."""

    notes: frozenset[str]
    fired: frozenset[tuple[str, str]]
    set_aside: frozenset[str]
    dismissed: frozenset[str]
    kinds: dict[str, frozenset[str]]

    @classmethod
    def of(cls, story: Story, last: Evaluation, classes: dict[str, Any]) -> "Seen":
        """Read a piece's rows."""
        sources = [c.item.source for c in story.citations.select_related("item__source")]
        named = {n for s in sources for n in item_facts.source_facts(s, classes).classes}
        countries = {p for said in story.places for p in geography.place_and_above(said)}
        overrides = Override.objects.filter(story=story, withdrawn_at=None)
        return cls(
            notes=frozenset(one["slug"] for one in last.in_force),
            fired=frozenset((f["note"], f["rule"]) for f in last.findings if f.get("rule")),
            set_aside=frozenset(overrides.values_list("code", flat=True)),
            dismissed=frozenset(
                Dismissal.objects.filter(story=story).values_list("code", flat=True)
            ),
            kinds={
                "side": frozenset(s.side or "no side known" for s in sources)
                or frozenset({"nothing cited"}),
                "place": frozenset(p for p in countries if len(p) == 2)
                or frozenset({"no place set"}),
                "class": frozenset(named) or frozenset({"no class"}),
            },
        )


def count(row: Audited, seen: Seen, key: str, slug: str) -> None:
    """Add a piece to a rule's counts, in all and in each of its kinds."""
    counts = [row.all]
    for kind, values in seen.kinds.items():
        table = row.by.setdefault(kind, {})
        counts += [table.setdefault(value, Count()) for value in values]
    for one in counts:
        one.scope += 1
        one.fired += (slug, key) in seen.fired
        one.set_aside += key in seen.set_aside
        one.dismissed += key in seen.dismissed
