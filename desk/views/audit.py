"""The monthly audit: whom the framing rules spoke about, by side, place and class of source."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from desk import access
from desk.copyflow import audit, note_page


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """One month."""
    here = now()
    month = audit.month_of(request.GET.get("month", ""), here.date())
    known = note_page.notes(access.person(request)).values_list("slug", flat=True)
    rows = audit.audit(month, known=set(known), now=here)
    context = {
        "month": month,
        "before": month - timedelta(days=1),
        "after": audit.after(month) if audit.after(month) <= here.date() else None,
        "rules": rows,
        "spoke": [row for row in rows if row.all.fired],
        "silent": [row for row in rows if row.all.scope and not row.all.fired],
        "pieces": max((row.all.scope for row in rows), default=0),
    }
    return render(request, "desk/notes/audit.html", context)
