"""A wire's push: how it stands, what came by it and what was refused; on, off, a door for signed letters."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import push_wire
from desk.errors import CopyflowError
from desk.models import Person
from desk.views.acting import acted, refused
from wires import push
from wires.models import Push, PushKind, PushState, Source, Wire

SHOWN = 10
MARKS = {
    PushState.ASKED: "half",
    PushState.ACTIVE: "full",
    PushState.DENIED: "cross",
    PushState.DROPPED: "cross",
    PushState.ENDED: "undone",
}


def of(wire: Wire, who: Person) -> dict[str, Any]:
    """What a wire's page tells of its push."""
    row = Push.objects.filter(wire=wire).first()
    stands = row is not None and row.state not in push.OVER
    named = None if stands else push.hub_named(wire)
    return {
        "row": row,
        "mark": MARKS[PushState(row.state)] if row else "undone",
        "stands": stands,
        "by_hub": row is not None and row.kind == PushKind.WEBSUB,
        "hub": named[0] if named else "",
        "overheard": named is not None and push.overheard(named[0]),
        "may": access.is_chief(who, None),
        "reachable": bool(settings.PUBLIC_ADDRESS),
        "letters": row.letters.select_related("fetch")[:SHOWN] if row else [],
        "address": push.callback(row) if row and stands and row.kind == PushKind.WEBHOOK else "",
    }


@require_POST
@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the hub that a feed names."""
    wire = found(pk)
    return acted(
        request,
        lambda: push_wire.turn_on(wire, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


@require_POST
@never_cache
@login_required
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a webhook; the answer is the only page that ever shows its secret."""
    wire = found(pk)
    return opened(
        request,
        lambda: push_wire.open_webhook(wire, by=access.person(request), now=now()),
        back=reverse("desk:wire", args=[pk]),
    )


@require_POST
@never_cache
@login_required
def source_door(request: HttpRequest, key: str) -> HttpResponse:
    """Open a webhook for a source that has no address to poll."""
    source = get_object_or_404(Source, key=key)
    return opened(
        request,
        lambda: push_wire.open_source_door(source, by=access.person(request), now=now()),
        back=reverse("desk:source", args=[key]),
    )


def opened(request: HttpRequest, act: Callable[[], Push], *, back: str) -> HttpResponse:
    """The page that shows a new door's secret, or why there is none."""
    try:
        made = act()
    except CopyflowError as refusal:
        return refused(request, refusal, back)
    context = {"wire": made.wire, "address": push.callback(made), "secret": made.secret}
    return render(request, "desk/sources/door.html", context)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a push off."""
    wire = found(pk)
    return acted(
        request,
        lambda: push_wire.turn_off(wire, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )


def found(pk: int) -> Wire:
    """The wire with its source."""
    return get_object_or_404(Wire.objects.select_related("source"), pk=pk)
