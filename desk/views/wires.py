"""What the world sends: the live list, one item with all its texts, pasting."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, diff
from desk.copyflow import report
from desk.copyflow.search import found_items
from desk.errors import CopyflowError
from desk.htmx import render_part
from desk.models import Phase
from desk.views.acting import acted
from wires.models import Item, ItemText, Wire
from wires.origins import count_items

SHOWN = 80


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The newest items, one event together, filtered by source or words."""
    who = access.person(request)
    query, source = request.GET.get("q", ""), request.GET.get("source", "")
    rows, wrong = access.items(who).filter(confidential=False), ""
    if query.strip():
        try:
            rows = found_items(rows, query)
        except CopyflowError as refusal:
            rows, wrong = rows.none(), refusal.words
    if source:
        rows = rows.filter(source__key=source)
    items = list(
        rows.select_related("source", "relay_of__source").order_by("-received_at", "-id")[:SHOWN]
    )
    context = {
        "events": events(items),
        "newest": max((item.pk for item in items), default=0),
        "query": query,
        "source": source,
        "wrong": wrong,
        "wires": Wire.objects.select_related("source"),
        "stories": access.stories(who).filter(phase__in=[Phase.DRAFTING, Phase.REVIEW])[:30],
    }
    return render_part(request, "desk/wires/list.html", "events", context)


def events(items: list[Item]) -> list[dict[str, Any]]:
    """Items by their cluster, in the order of the newest of each."""
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(item.cluster_id or -item.pk, []).append(item)
    out = []
    for members in groups.values():
        seen = count_items(members).words if len(members) > 1 else ""
        out.append({"items": members, "seen": seen})
    return out


@require_safe
@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: every text it had, its clocks, its relays, its snapshot."""
    found = access.item_or_404(request, pk)
    texts = list(found.texts.select_related("snapshot").order_by("number"))
    who = access.person(request)
    context = {
        "item": found,
        "texts": [(text, changes(texts, n)) for n, text in enumerate(texts)],
        "relays": Item.objects.open().filter(relay_of=found).select_related("source"),
        "stories": access.stories(who).filter(phase__in=[Phase.DRAFTING, Phase.REVIEW])[:30],
    }
    return render(request, "desk/wires/item.html", context)


def changes(texts: list[ItemText], n: int) -> tuple[diff.Run, ...]:
    """What a text changed of the one before."""
    before = f"{texts[n - 1].title} {texts[n - 1].text}".strip() if n else ""
    after = f"{texts[n].title} {texts[n].text}".strip()
    return diff.words(before, after) if n else (diff.Run("same", after),)


@require_POST
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Paste a link or a text."""
    given = request.POST
    return acted(
        request,
        lambda: report.paste(
            given.get("link", ""),
            words=given.get("words", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:wires"),
    )
