"""Who sends letters to a mailbox: which server checks it, how many are proven, and with which source they lie."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import wire_care
from desk.models import Person
from desk.views.acting import acted
from wires.hands import is_mailbox
from wires.models import Sender, Wire

LAST = 200  # letters that are looked at
SHOWN = 12


def of(wire: Wire, who: Person) -> dict[str, Any]:
    """What a mailbox's page tells of its senders; nothing for another wire."""
    if not is_mailbox(wire):
        return {}
    every = Sender.objects.filter(item__wire=wire, item__removed_at=None)
    last = Sender.objects.filter(
        pk__in=list(every.order_by("-pk").values_list("pk", flat=True)[:LAST])
    )
    rows = last.values("domain", "proven", "item__source__key", "item__source__name")
    return {
        "may": access.is_chief(who, None) or access.is_administrator(who),
        "servers": list(last.exclude(server="").values_list("server").annotate(n=Count("pk")).order_by("-n")[:3]),
        "from": list(rows.annotate(n=Count("pk")).order_by("-n", "domain")[:SHOWN]),
        "count": last.count(),
    }  # fmt: skip


@require_POST
@login_required
def checker(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the server that says who sent a letter."""
    wire = get_object_or_404(Wire.objects.select_related("source"), pk=pk)
    server = request.POST.get("server", "")
    return acted(
        request,
        lambda: wire_care.name_checker(wire, server=server, by=access.person(request), now=now()),
        to=reverse("desk:wire", args=[pk]),
    )
