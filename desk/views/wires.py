"""What the world sends: the live board with its filters, what arrived meanwhile, pasting."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, register
from desk.copyflow import report, search
from desk.given import number
from desk.htmx import render_part, wants_part
from desk.models import Person, WatchHit
from desk.views import standing
from desk.views.acting import acted
from desk.views.chosen import HOURS, NAMES, VIEWS, Chosen
from desk.views.events import WORDS, events
from desk.views.habits import mark, unwell
from wires import advisories, health
from wires.models import Item, Push, PushState, Source, Wire
from wires.types import Health

SHOWN = 60
FRESH = timedelta(minutes=90)  # how long what is urgent stays on top
LATE = 300.0  # seconds behind from which a wire is named
DROPPED = timedelta(days=1)  # that a push which was dropped is told of
EMPTY = {
    "edited": ("Nothing was edited", "No source has changed what it sent."),
    "gone": ("Nothing was taken back", "No source has taken anything down, no agency has killed anything."),
}  # fmt: skip


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The newest items that fit, one event together, what is urgent on top."""
    who = access.person(request)
    chosen = Chosen(request.GET, now())
    rows = chosen.items()
    before = number(request.GET.get("before", ""))
    wanted = (search.older_than(rows, before) if before else rows).select_related("source", "wire")
    page = search.newest_of(wanted, SHOWN + 1, before=before)
    items, grouped = page[:SHOWN], chosen.view == "events"
    urgent = [] if before else list(urgent_of(rows))
    parts = {
        "urgent": events(urgent, who, chosen.leaves, grouped=False),
        "events": events(items, who, chosen.leaves, grouped=grouped),
    }
    context = {
        **parts,
        "older": chosen.address(before=items[-1].pk) if len(page) > SHOWN else "",
        "before": before,
        "nothing": {} if items else nothing(chosen),
        "count": 0,
        "refusal": None,
        "arrived_at": arrived_at(chosen, newest(rows) if not before else 0, parts.values()),
        **form(chosen),
        **({} if wants_part(request) else strip(who)),
    }
    return render_part(request, "desk/wires/list.html", "events", context)


def nothing(chosen: Chosen) -> dict[str, str]:
    """Why no item is shown, and where to go from here."""
    if chosen.wrong:
        return {"head": "Nothing was looked for", "words": "Mend what is marked in the filters."}
    if chosen.narrows:
        words = "Nothing has arrived that fits."
        return {"head": "Nothing here", "words": words, "watch": chosen.as_query(), "link": reverse("desk:wires"), "leads": "Show all"}  # fmt: skip
    there = reverse("desk:sources")
    if not Wire.objects.exists():
        words = "Nobody is received from. A feed, a channel, an account or a page is enough:"
        return {"head": "No wire yet", "words": words, "link": f"{there}#add", "leads": "add the first"}  # fmt: skip
    head, words = EMPTY.get(chosen.view, ("Nothing here", "Nothing has arrived."))
    return {"head": head, "words": f"{words} Wires are polled by themselves:", "link": there, "leads": "look at their health"}  # fmt: skip


def urgent_of(rows: Any) -> Any:
    """Flashes and bulletins of the last hour and a half."""
    fresh = rows.filter(urgency__lte=2, received_at__gte=now() - FRESH, killed_at=None)
    return fresh.select_related("source", "wire")[:6]


def newest(rows: Any) -> int:
    """The id of the newest item that fits, 0 where there is none."""
    return rows.values_list("pk", flat=True).first() or 0


def arrived_at(chosen: Chosen, after: int, parts: Iterable[list[dict[str, Any]]]) -> str:
    """Where to ask what came after that item, and what was done to those that are shown."""
    shown = [one for part in parts for one in part]
    heads = [one["head"]["item"] for one in shown]
    rest = [line["item"] for one in shown for line in one["rest"]]
    asked = {"after": after, "shown": standing.marks([*heads, *rest])}
    return f"{reverse('desk:arrived')}?{chosen.address()}&{urlencode(asked)}"


def form(chosen: Chosen) -> dict[str, Any]:
    """Names of the filters."""
    return {
        "chosen": chosen,
        "given": {name: chosen.get(name) for name in NAMES},
        "wrong": chosen.wrong,
        "query": chosen.get("q"),
        "ticked": chosen.said.getlist("class"),
        "classes": register.class_names(),
        "sources": Source.objects.exclude(wires=None).order_by("name").values_list("key", "name").distinct(),
        "wires_of": wires_of(chosen),
        "languages": languages(),
        "urgencies": [(word.lower(), word) for word in WORDS.values()],
        "states": list(search.STATES),
        "stretches": list(HOURS),
        "views": [(name, word, chosen.address(view=name), name == chosen.view) for name, word in VIEWS.items()],
        "as_watch": chosen.as_query(),
    }  # fmt: skip


def wires_of(chosen: Chosen) -> list[tuple[str, str]]:
    """The wires of the source that is chosen, by itself or by one of them, to narrow further."""
    one, source = number(chosen.get("wire")), chosen.get("source")
    rows = (
        Wire.objects.filter(source__wires=one)
        if one is not None
        else Wire.objects.filter(source__key=source)
    )
    found = (
        [(str(wire.pk), str(wire)) for wire in rows.distinct()] if one is not None or source else []
    )
    return found if len(found) > 1 or chosen.get("wire") else []


def languages() -> list[str]:
    """Languages of what came in the last day."""
    rows = (
        Item.objects.open().filter(received_at__gte=now() - timedelta(days=1)).exclude(language="")
    )
    return sorted(rows.order_by().values_list("language", flat=True).distinct()[:40])


def strip(who: Person) -> dict[str, Any]:
    """How the wires do, who is behind, and what watches told of late."""
    wires = list(Wire.objects.select_related("source"))
    hour = now() - timedelta(hours=1)
    told = WatchHit.objects.filter(
        watch__desk__in=access.desks(who), watch__alerts=True, at__gte=hour
    )
    return {
        "wires": len(wires),
        "well": sum(one.health == Health.OK and not unwell(one) for one in wires),
        "ailing": ailing(wires),
        "told": told.count(),
        "notices": advisories.open_ones(now=now()),
    }


def ailing(wires: list[Wire]) -> list[tuple[int, str, str]]:
    """Wires that want a look: which, the shape of its state, and the state in words."""
    ill = sorted(filter(unwell, wires), key=lambda one: word_of(one).startswith("Failed "))
    dropped = Push.objects.filter(state=PushState.DROPPED, state_at__gte=now() - DROPPED)
    return [
        *((one.pk, mark(one), f"{word_of(one)}: {one.source.name}") for one in ill[:6]),
        *[(one.pk, "half", f"{one.source.name} is {words}") for one in wires if (words := behind(one))][:4],
        *((one.wire_id, "cross", f"{one.wire.source.name} is not pushed any more") for one in dropped.select_related("wire__source")[:4]),
    ]  # fmt: skip


def word_of(wire: Wire) -> str:
    """How a wire does, in a word or two."""
    return health.word(Health(wire.health), wire.errors)


def behind(wire: Wire) -> str:
    """How late a wire is whose newest item came long after its own hour, or that is not polled; empty for others."""
    lag, usual = wire.last_lag_s or 0.0, wire.lag_s or 0.0
    fresh = wire.last_item_at is not None and now() - wire.last_item_at < timedelta(hours=2)
    overdue = (now() - wire.next_poll_at).total_seconds()
    if fresh and lag >= LATE and lag > 1.5 * usual:
        return f"{round(lag / 60)} min behind"
    if not wire.paused and wire.health not in {Health.GONE, Health.SUSPENDED} and overdue > LATE:
        return f"{round(overdue / 60)} min past its poll"
    return ""


@require_safe
@login_required
def arrived(request: HttpRequest) -> HttpResponse:
    """How many items came since the newest one shown, and how many of these changed; the list does not jump."""
    access.person(request)
    chosen = Chosen(request.GET, now())
    after = number(request.GET.get("after", "")) or 0
    rows = chosen.items()
    fresh = search.newer_than(rows, after) if after else rows
    flash = fresh.filter(urgency__lte=2, received_at__gte=now() - FRESH).order_by("-pk").first()
    shown = Item.objects.open().filter(pk=after).values_list("received_at", flat=True).first()
    more = fresh.count() if not chosen.wrong else 0
    done = standing.since(request.GET.get("shown", ""))
    context = {
        "more": more,
        "count": more + sum(done.values()),
        **done,
        "since": shown or now(),
        "flash": flash,
        "arrived_at": request.get_full_path(),
    }
    return render_part(request, "desk/wires/arrived.html", "arrived", context)


@require_POST
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Paste a link or a text."""
    given = request.POST
    made: list[Item] = []

    def act() -> None:
        made.append(
            report.paste(
                given.get("link", ""),
                words=given.get("words", ""),
                picture="picture" in request.FILES,
                by=access.person(request),
                now=now(),
            )
        )

    answer = acted(request, act, to=reverse("desk:wires"))
    if made and answer.status_code == 302:
        answer["Location"] = reverse("desk:item", args=[made[0].pk])
    return answer
