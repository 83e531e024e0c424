"""Notices of agencies beside the items they mean: what holds, what waits for an answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow.agency_notice import refuse_notice, take_notice
from desk.views.acting import acted
from wires.models import Advisory, Item


def of(item: Item) -> list[dict[str, Any]]:
    """Rows in which an item is the notice, or what a notice means; refused ones are told no more."""
    rows = [
        *item.advises.filter(refused_at=None).select_related("item__source"),
        *item.advisories.filter(refused_at=None).select_related("notice__source"),
    ]
    return [
        {
            "row": row,
            "other": row.item if row.notice_id == item.pk else row.notice,
            "is_notice": row.notice_id == item.pk,
        }
        for row in rows
        if row.item is None or readable(row.item if row.notice_id == item.pk else row.notice)
    ]


def readable(item: Item) -> bool:
    """Whether anybody on a desk may read it."""
    return not item.confidential and item.removed_at is None


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a notice means an item."""
    row, given = get_object_or_404(Advisory, pk=pk), request.POST
    back = access.item_or_404(request, row.notice_id if given.get("from") == "notice" else row.item_id or 0)  # fmt: skip
    verb = refuse_notice if given.get("no") else take_notice
    return acted(
        request,
        lambda: verb(row, by=access.person(request), now=now()),
        to=reverse("desk:item", args=[back.pk]),
    )
