"""What a watch would have found in the last week, before it is set."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from desk.copyflow import search
from desk.errors import Unsound
from desk.models import Story
from wires.models import Item

WEEK = timedelta(days=7)
NEWEST = 10
MANY = 100  # a day; more than that nobody reads beside a draft


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts of each day, oldest first; the newest items; how many a story does not hold yet."""

    days: tuple[tuple[date, int], ...]
    newest: tuple[Item, ...]
    total: int
    attached_anew: int
    search: search.Search

    @property
    def most(self) -> int:
        """The count of the fullest day, at least one."""
        return max((count for _, count in self.days), default=0) or 1

    @property
    def many(self) -> bool:
        """Whether it finds more than anybody reads."""
        return self.total > MANY * len(self.days)


def preview(query: str, *, now: datetime, story: Story | None = None) -> Preview:
    """Look back a week with a query; raises Unsound where it cannot be a watch."""
    if not query.strip():
        raise Unsound("Say what to watch for.", field="query")
    asked = search.read(query, field="query")
    if not asked.asked.narrows:
        raise Unsound(
            "This would match nearly everything.",
            satisfy="Add a word that must be there.",
            field="query",
        )
    open_items = Item.objects.open().filter(received_at__gte=now - WEEK)
    found = search.matching(open_items, asked, field="query")
    total = found.count()
    return Preview(
        days=days(found, now),
        newest=tuple(found.select_related("source")[:NEWEST]),
        total=total,
        attached_anew=total - held(found, story) if story else 0,
        search=asked,
    )


def days(found: QuerySet[Item], now: datetime) -> tuple[tuple[date, int], ...]:
    """How many came on each of the last seven days, UTC; a day without any is there too."""
    rows = (
        found.order_by()
        .values(day=TruncDate("received_at"))
        .annotate(count=Count("pk", distinct=True))
    )
    by_day = {row["day"]: row["count"] for row in rows}
    last = now.date()
    return tuple(
        (last - timedelta(days=n), by_day.get(last - timedelta(days=n), 0))
        for n in range(6, -1, -1)
    )


def held(found: QuerySet[Item], story: Story) -> int:
    """How many of them lie beside the story, or were taken away from it, already."""
    return found.order_by().filter(pk__in=story.attachments.values("item_id")).count()
