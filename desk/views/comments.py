"""Requests for comment: put on the record, and what came of each."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import ask_comment
from desk.errors import Unsound
from desk.noteform.given import Errors, one
from desk.noteform.given import hour as hour_of
from desk.views.acting import acted


def hour_given(sent: dict[str, list[str]], name: str) -> datetime | None:
    """An hour in UTC from a form, none where nothing is said."""
    errors: Errors = {}
    found = hour_of(sent, name, errors)
    if errors:
        raise Unsound(errors[name], field=name)
    return found.astimezone(UTC) if found else None


@require_POST
@login_required
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody was asked."""
    story = access.story_or_404(request, slug)
    sent = dict(request.POST.lists())
    return acted(
        request,
        lambda: ask_comment.ask_comment(
            story,
            whom=one(sent, "whom"),
            about=one(sent, "about"),
            how=one(sent, "how"),
            asked_at=hour_given(sent, "asked_at"),
            reply_by=hour_given(sent, "reply_by"),
            told=not one(sent, "untold"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
    )


@require_POST
@login_required
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """They answered, or declined."""
    story = access.story_or_404(request, slug)
    row = get_object_or_404(story.comment_requests, pk=pk)
    sent = dict(request.POST.lists())
    return acted(
        request,
        lambda: ask_comment.note_reply(
            row,
            outcome=one(sent, "outcome"),
            answer=one(sent, "answer"),
            at=hour_given(sent, "at"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
    )
