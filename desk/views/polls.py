"""Asking a wire now: said where it was pressed, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import poll_now
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import wants_part
from desk.views.acting import acted
from wires.models import Wire

PART = "desk/sources/_asked.html"
PATIENCE = 90  # seconds in which a wire that was asked is polled, where a worker runs


@dataclass(frozen=True, slots=True)
class Press:
    """A press of “Poll now”: the last fetch before it, and its second."""

    after: int
    at: int


@require_POST
@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a wire now; a refusal is said beside the button too."""
    wire, at = get_object_or_404(Wire, pk=pk), now()
    last = wire.fetches.order_by("pk").values_list("pk", flat=True).last() or 0
    press = Press(last, int(at.timestamp()))

    def act() -> None:
        poll_now.poll_now(wire, by=access.person(request), now=at)

    page = reverse("desk:wire", args=[pk])
    if not wants_part(request):
        return acted(request, act, to=f"{page}?after={press.after}&at={press.at}", back=page)
    try:
        act()
    except CopyflowError as refusal:
        context = {**asked(wire, None, now=at), "refusal": refusal}
        return render(request, PART, context, status=422)
    return render(request, PART, asked(wire, press, now=at))


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a wire that was asked has been polled since; then the page around it is told."""
    context = asked(get_object_or_404(Wire, pk=pk), pressed(request), now=now())
    answer = render(request, PART, context)
    if context["came"]:
        answer["HX-Trigger"] = "nightdesk:polled"
    return answer


def pressed(request: HttpRequest) -> Press | None:
    """The press that an address names, if it does."""
    after = number(request.GET.get("after", ""))
    return None if after is None else Press(after, number(request.GET.get("at", "")) or 0)


def asked(wire: Wire, press: Press | None, *, now: datetime) -> dict[str, Any]:
    """What a press has led to: the poll after it, with all that came until then, or none yet. What is delivered
    or pushed meanwhile is no poll: only a poll knows how late it was."""
    since = wire.fetches.filter(pk__gt=press.after) if press else wire.fetches.none()
    came = since.exclude(late_ms=None).order_by("pk").first()
    until = since.filter(pk__lte=came.pk) if came else since.none()
    late = press is not None and now.timestamp() - press.at > PATIENCE
    return {
        "wire": wire,
        "press": press,
        "came": came,
        **until.aggregate(new=Sum("new", default=0), changed=Sum("changed", default=0)),
        "awaited": press is not None and came is None and not late and not wire.paused,
        "missed": press is not None and came is None and (late or wire.paused),
        "refusal": None,
    }
