"""Items as events: each cluster once, folded, with what is urgent, edited, taken back, attached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from desk import access
from desk.models import Attachment, Citation, Person
from wires.found import marked
from wires.models import Act, Advisory, Item
from wires.origins import count_items
from wires.query import Leaf

MOST = 600  # members read for one page of events
FOLDED = 12  # members named under an event
WORDS = {1: "Flash", 2: "Bulletin", 3: "Urgent"}
AROUND = 260


@dataclass(frozen=True, slots=True)
class Beside:
    """What lines say beside their items: in which stories they are, and what notices do to others, in words."""

    used: dict[int, list[dict[str, str]]]
    notices: dict[int, str]
    killed: frozenset[int]  # of the notices, those that another took back


def events(
    items: Sequence[Item], who: Person, leaves: Sequence[Leaf], *, grouped: bool
) -> list[dict[str, Any]]:
    """Events in the order of the newest of each; four queries, however many items."""
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(item.cluster_id or -item.pk if grouped else -item.pk, []).append(item)
    whole = members([one for one in groups if one > 0]) if grouped else {}
    every = {item.pk for rows in (items, *whole.values()) for item in rows}
    said = notices(every)
    beside = Beside(uses(items, who), said, taken_back(said))
    return [event(pk, found, whole.get(pk, found), leaves, beside) for pk, found in groups.items()]


def members(clusters: Sequence[int]) -> dict[int, list[Item]]:
    """Everything of these clusters that anybody may read, newest first."""
    rows: QuerySet[Item] = (
        Item.objects.open().filter(cluster__in=clusters).select_related("source").order_by("-received_at", "-id")
    )  # fmt: skip
    found: dict[int, list[Item]] = {}
    for row in rows[:MOST]:
        found.setdefault(row.cluster_id or 0, []).append(row)
    return found


def event(
    pk: int,
    found: Sequence[Item],
    whole: Sequence[Item],
    leaves: Sequence[Leaf],
    beside: Beside,
) -> dict[str, Any]:
    """One event: its newest item that fits, and the others folded."""
    shown = {item.pk for item in found}
    others = [item for item in whole if item.pk != found[0].pk]
    several = len(whole) > 1
    return {
        "pk": max(0, pk),
        "head": line(found[0], leaves, beside),
        "rest": [
            line(item, leaves if item.pk in shown else (), beside) for item in others[:FOLDED]
        ],
        "more": max(len(others) - FOLDED, 0),
        "seen": count_items(whole).words if several else "",
        "state_only": several and all(item.source.control == "state-run" for item in whole),
        "since": min(item.received_at for item in whole),
    }


def line(item: Item, leaves: Sequence[Leaf], beside: Beside) -> dict[str, Any]:
    """An item as a line: its words with what was found marked, its states, where it is used."""
    return {
        "item": item,
        "title": marked(item.title, leaves),
        "text": marked(item.text, leaves, around=AROUND) if not item.title or leaves else [],
        "urgent": WORDS.get(item.urgency or 0, ""),
        "used": beside.used.get(item.pk, []),
        "notice": (notice := beside.notices.get(item.pk, "")),
        "killed": item.killed_at and (not notice or item.pk in beside.killed),
    }


def notices(items: Collection[int]) -> dict[int, str]:
    """What those of these items do to others that are notices of agencies: what is killed is the other."""
    rows = Advisory.objects.done().filter(notice__in=items).exclude(item=None)
    found: dict[int, tuple[str, int]] = {}
    for row in rows.order_by("id"):
        found[row.notice_id] = (row.get_act_display(), found.get(row.notice_id, ("", 0))[1] + 1)
    return {pk: f"{act} {'another item' if n == 1 else f'{n} others'}" for pk, (act, n) in found.items()}  # fmt: skip


def taken_back(given: Collection[int]) -> frozenset[int]:
    """Which of these notices another notice killed: one that kills an item says so of itself as well."""
    if not given:
        return frozenset()
    rows = Advisory.objects.done().filter(item__in=given, act=Act.KILLED)
    return frozenset(pk for pk in rows.values_list("item", flat=True) if pk)


def uses(items: Sequence[Item], who: Person) -> dict[int, list[dict[str, str]]]:
    """Stories one may know of that hold or cite these items."""
    ids, stories = [item.pk for item in items], access.stories(who)
    found: dict[int, list[dict[str, str]]] = {}
    cited = Citation.objects.filter(item__in=ids, story__in=stories).values_list(
        "item_id", "story__slug"
    )
    for pk, slug in cited.distinct():
        found.setdefault(pk, []).append({"how": "cited in", "slug": slug})
    laid = Attachment.objects.filter(item__in=ids, detached_at=None, story__in=stories)
    for pk, slug in laid.values_list("item_id", "story__slug"):
        if all(one["slug"] != slug for one in found.get(pk, [])):
            found.setdefault(pk, []).append({"how": "beside", "slug": slug})
    return found
