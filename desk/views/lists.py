"""Lists of addresses: an OPML file in, each address looked at, ours out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk import access
from desk.copyflow import candidates
from desk.errors import CopyflowError, Unsound
from desk.htmx import render_part, wants_part
from desk.models import Candidate
from desk.templatetags.desk import class_words
from desk.views.acting import acted
from wires import opml
from wires.models import Wire

A_PAGE = 100  # addresses; a list may bring thousands


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Addresses that were brought and how far we are with each; a file brings more, and is told of once."""
    wrong = None
    if request.method == "POST":
        try:
            brought = candidates.bring(given(request), by=access.person(request), now=now())
        except CopyflowError as refusal:
            wrong = refusal
        else:
            request.session["brought"] = told(brought)
            return redirect(reverse("desk:lists") + ("?looked=1" if brought.new else ""))
    rows = Paginator(Candidate.objects.order_by("state", "name", "address"), A_PAGE)
    context = {
        "rows": rows.get_page(request.GET.get("page")),
        "answered": Candidate.objects.filter(state="answered").count(),
        "waiting": Candidate.objects.filter(state="waiting").count(),
        "looked": "looked" in request.GET and Candidate.objects.exists(),
        "brought": request.session.pop("brought", None) if tells_once(request) else None,
        "wrong": wrong,
    }
    status = wrong.status if wrong else 200
    return render_part(request, "desk/sources/lists.html", "rows", context, status=status)


def tells_once(request: HttpRequest) -> bool:
    """Whether this is the page that somebody sees, not its look again or its head alone."""
    return request.method == "GET" and not wants_part(request)


def told(brought: candidates.Brought) -> dict[str, Any]:
    """What a list brought, to be said on the next page: how many, and the first that were not taken."""
    rows = [[row.title[:200], row.address[:300], row.wrong] for row in brought.bad[:A_PAGE]]
    return {"new": brought.new, "bad": rows, "more": len(brought.bad) - len(rows)}


def given(request: HttpRequest) -> bytes:
    """The file that came with the form."""
    file = request.FILES.get("file")
    if file is None:
        raise Unsound("Choose a file.", satisfy="An OPML file from another reader.", field="file")
    if (file.size or 0) > opml.LARGEST:
        raise Unsound("The file is larger than 2 MB.", field="file")
    return bytes(file.read())


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one of them."""
    row = get_object_or_404(Candidate, pk=pk)
    return acted(
        request,
        lambda: candidates.add(row, by=access.person(request), now=now()),
        to=reverse("desk:lists"),
    )


@require_POST
@login_required
def add_all(request: HttpRequest) -> HttpResponse:
    """Add every one that answers."""
    return acted(
        request,
        lambda: candidates.add_answered(by=access.person(request), now=now()),
        to=reverse("desk:lists"),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one off the list."""
    row = get_object_or_404(Candidate, pk=pk)
    return acted(
        request, lambda: candidates.drop(row, by=access.person(request)), to=reverse("desk:lists")
    )


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Our wires as an OPML file."""
    wires = Wire.objects.select_related("source")
    rows = [(wire.source.name, wire.address, class_words(wire.source)) for wire in wires]
    answer = HttpResponse(opml.write(rows, "Nightdesk’s wires"), content_type="text/x-opml; charset=utf-8")  # fmt: skip
    answer["Content-Disposition"] = 'attachment; filename="wires.opml"'
    return answer
