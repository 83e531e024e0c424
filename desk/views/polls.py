"""Asking a wire now: said where it was pressed, and what came of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
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


@require_POST
@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a wire now; a refusal is said beside the button too."""
    wire = get_object_or_404(Wire, pk=pk)
    after = wire.fetches.order_by("pk").values_list("pk", flat=True).last() or 0

    def act() -> None:
        poll_now.poll_now(wire, by=access.person(request), now=now())

    page = reverse("desk:wire", args=[pk])
    if not wants_part(request):
        return acted(request, act, to=f"{page}?after={after}", back=page)
    try:
        act()
    except CopyflowError as refusal:
        return render(request, PART, asked(wire, None, refusal), status=422)
    return render(request, PART, asked(wire, after))


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a wire that was asked has been polled since; then the page around it is told."""
    context = asked(get_object_or_404(Wire, pk=pk), number(request.GET.get("after", "")))
    answer = render(request, PART, context)
    if context["came"]:
        answer["HX-Trigger"] = "nightdesk:polled"
    return answer


def asked(wire: Wire, after: int | None, refusal: CopyflowError | None = None) -> dict[str, Any]:
    """What a press has led to: a refusal, a fetch newer than the one before it, or none yet."""
    came = wire.fetches.filter(pk__gt=after).order_by("pk").last() if after is not None else None
    return {
        "wire": wire,
        "after": after,
        "came": came,
        "awaited": after is not None and came is None,
        "refusal": refusal,
    }
