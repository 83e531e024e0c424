"""Sources: who we receive from, how their wires do, what class they are of and who said so."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import classify, poll_now, register_wire
from desk.models import ClassingProposal
from desk.views.acting import acted
from wires.models import Control, Source, SourceKind, Voice, Wire


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every source with the health of its wires in words."""
    context = {
        "sources": Source.objects.prefetch_related("wires").order_by("name"),
        "proposals": ClassingProposal.objects.filter(approved_at=None).select_related(
            "source", "by"
        ),
        "kinds": SourceKind.choices,
        "controls": Control.choices,
        "voices": Voice.choices,
        "chief": access.is_chief(access.person(request), None),
    }
    return render(request, "desk/sources/list.html", context)


@require_POST
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new source and its wire; unclassed until two people class it."""
    given = request.POST
    return acted(
        request,
        lambda: register_wire.register_wire(
            name=given.get("name", ""),
            address=given.get("address", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:sources"),
    )


@require_POST
@login_required
def proposals(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a class, with evidence."""
    source = get_object_or_404(Source, key=key)
    facts = {name: request.POST.get(name, "") for name in classify.FACTS}
    return acted(
        request,
        lambda: classify.propose_class(
            source,
            facts=facts,
            evidence=request.POST.get("evidence", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:sources"),
    )


@require_POST
@login_required
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The second name under a class."""
    proposal = get_object_or_404(ClassingProposal, pk=pk)
    return acted(
        request,
        lambda: classify.approve_class(proposal, by=access.person(request), now=now()),
        to=reverse("desk:sources"),
    )


@require_POST
@login_required
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a wire now."""
    wire = get_object_or_404(Wire, pk=pk)
    return acted(
        request,
        lambda: poll_now.poll_now(wire, by=access.person(request), now=now()),
        to=reverse("desk:sources"),
    )
