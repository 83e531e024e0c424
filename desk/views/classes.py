"""Classes of sources: each an expression in words, with the sources that meet it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from desk import access, register
from desk.copyflow import saved_classes
from desk.errors import CopyflowError
from desk.models import SavedClass
from desk.views.acting import acted
from wires.models import Control, Source, SourceKind


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every class in force, those proposed, and a form for one more."""
    who, wrong = access.person(request), None
    if request.method == "POST":
        try:
            propose(request)
            return acted(request, lambda: None, to=reverse("desk:classes"))
        except CopyflowError as refusal:
            wrong = refusal
    said, sources = register.expressions(), list(Source.objects.order_by("name"))
    met = {one: register.classes_of(one, said) for one in sources}
    own = dict(SavedClass.objects.filter(approved_at__isnull=False, ended_at=None).values_list("name", "pk"))  # fmt: skip
    context = {
        "classes": [
            (name, register.in_words(said[name]), [s for s in sources if name in met[s]], own.get(name))
            for name in sorted(said)
        ],
        "unclassed": [one for one in sources if "unclassed" in met[one]],
        "proposed": [
            (row, register.in_words(row.said), row.by_id != who.pk)
            for row in SavedClass.objects.filter(approved_at=None, ended_at=None).select_related("by")
        ],
        "kinds": [choice for choice in SourceKind.choices if choice[0]],
        "controls": [choice for choice in Control.choices if choice[0]],
        "chief": access.is_chief(who, None),
        "wrong": wrong,
    }  # fmt: skip
    return render(
        request, "desk/sources/classes.html", context, status=wrong.status if wrong else 200
    )


def propose(request: HttpRequest) -> SavedClass:
    """The class that the form describes."""
    given = request.POST
    listed = {name: given.getlist(name) for name in ("kind", "control")}
    typed = {name: given.get(name, "").replace(",", " ").split() for name in ("country",)}
    owners = {
        name: [one for one in given.get(name, "").split(",") if one] for name in ("side", "owner")
    }
    return saved_classes.propose(
        given.get("name", ""),
        said={**listed, **typed, **owners},
        why=given.get("why", ""),
        by=access.person(request),
        now=now(),
    )


@require_POST
@login_required
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a class in force, or end it."""
    row = get_object_or_404(SavedClass, pk=pk, ended_at=None)
    who = access.person(request)
    verb = saved_classes.end if request.POST.get("end") else saved_classes.approve
    return acted(request, lambda: verb(row, by=who, now=now()), to=reverse("desk:classes"))
