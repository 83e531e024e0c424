"""One wire: how it does, what was fetched, what came raw, what it proposes; pause, go on."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import wire_alerts, wire_care
from desk.given import number
from desk.htmx import render_oob, render_part, wants_part
from desk.models import Person
from desk.views import polls, pushes, senders
from desk.views.acting import acted
from desk.views.habits import hours, line
from desk.views.raw import as_received
from wires import clocks
from wires.at_home import LANDS
from wires.models import Fetch, Outcome, Wire
from wires.probe import own_road
from wires.roads.backfill import has_older
from wires.roads.bring import PUSHED

PAGE = "desk/sources/wire.html"
SHOWN = 40
READ = 400  # fetches that are gathered into runs
STILL = frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED})


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A wire’s state, its last error and every fetch of late, which renew themselves."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    fetches = wire.fetches.select_related("snapshot").defer("snapshot__packed")
    context = {
        "wire": wire,
        "line": line(wire, hours([wire], now()).get(wire.pk, {}), now()),
        "runs": runs(list(fetches[:READ]))[:SHOWN],
        "only_letters": wire.address.startswith(PUSHED),
        "part": wants_part(request),
    }
    if not wants_part(request):
        context |= beside(wire, fetches, access.person(request))
        context |= polls.asked(wire, polls.pressed(request), now=now())
    answer = render_part(request, PAGE, "state", context)
    return render_oob(request, answer, PAGE, "fetches", context)


def beside(wire: Wire, fetches: QuerySet[Fetch], who: Person) -> dict[str, Any]:
    """What does not renew itself; the clock and the push are looked up in the last document."""
    return {
        "failed": fetches.filter(outcome="failed").first(),
        "former": wire.former_addresses.all(),
        "own": own_road(wire.address),
        "has_older": has_older(wire.address),
        "alerts": wire.alerts.all()[:10],
        "push": pushes.of(wire, who),
        "clock": clocks.of(wire),
        "zones": sorted(set(LANDS.values())),
        "senders": senders.of(wire, who),
    }


def runs(fetches: list[Fetch]) -> list[dict[str, Any]]:
    """Fetches, newest first; those in a row that brought nothing as one line."""
    found = []
    for still, given in groupby(fetches, key=lambda one: one.outcome in STILL and not one.faults):
        rows = list(given)
        if still:
            found.append({"one": rows[0], "polls": len(rows), "first": rows[-1]})
        else:
            found += [{"one": row, "polls": 1, "first": row} for row in rows]
    return found


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a wire, or go on."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    resume = bool(request.POST.get("resume"))
    return acted(
        request,
        lambda: wire_care.pause(wire, by=access.person(request), now=now(), resume=resume),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@login_required
def older(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a channel’s older posts."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    return acted(
        request,
        lambda: wire_care.bring_older(wire, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@login_required
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Poll a wire at just this interval, or at its own rhythm."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    said = request.POST.get("seconds", "").strip()
    seconds = (number(said) or 0) if said else None
    return acted(
        request,
        lambda: wire_care.pin(wire, seconds=seconds, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@login_required
def clock(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of which clock its hours are."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    zone = request.POST.get("zone", "")
    return acted(
        request,
        lambda: wire_care.set_clock(wire, zone=zone, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@login_required
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the address that is proposed."""
    wire = get_object_or_404(Wire, pk=pk)
    seen = request.POST.get("address", "")
    return acted(
        request,
        lambda: wire_care.take_proposed(wire, address=seen, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@login_required
def alerts(request: HttpRequest) -> HttpResponse:
    """Somebody has what the board tells of a wire, or of many at once."""
    given = [pk for one in request.POST.getlist("alert") if (pk := number(one)) is not None]
    return acted(
        request,
        lambda: wire_alerts.have(given, by=access.person(request), now=now()),
        to=reverse("desk:board"),
    )


@require_safe
@login_required
def fetched(request: HttpRequest, pk: int) -> HttpResponse:
    """What one fetch brought, as received: headers and bytes as text."""
    fetch = get_object_or_404(Fetch.objects.select_related("wire__source", "snapshot"), pk=pk)
    context = {
        "title": f"{fetch.wire.source.name}, as received",
        "back": reverse("desk:wire", args=[fetch.wire_id]),
        "at": fetch.started_at,
        "status": fetch.status,
        "words": fetch.words,
        "faults": fetch.faults,
        "headers": sorted(fetch.headers.items()),
        **as_received(fetch.snapshot, fetch.encoding),
    }
    return render(request, "desk/sources/raw.html", context)
