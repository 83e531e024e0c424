"""When a piece goes out, and what one person may let go on: hours, slips, first words, second looks."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import mend, schedule, second_look, see_policy, snap
from desk.errors import Unsound
from desk.models import SecondLook
from desk.views.acting import acted, refused


@require_POST
@login_required
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """An hour for the approved version, or none any more."""
    story = access.story_or_404(request, slug)
    who, given = access.person(request), request.POST
    back = reverse("desk:story", args=[slug])
    if given.get("off"):
        return acted(request, lambda: schedule.unschedule(story, by=who, now=now()), to=back)
    try:
        said = datetime.fromisoformat(given.get("at", ""))
        hour = said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        wrong = Unsound("The hour cannot be read.", satisfy="Name a day and an hour, in UTC.")
        return refused(request, wrong, back)
    changed = given.get("changed", "")
    return acted(
        request,
        lambda: schedule.schedule(story, at=hour, changed=changed, by=who, now=now()),
        to=back,
    )


@require_POST
@login_required
def policy_seen(request: HttpRequest, slug: str) -> HttpResponse:
    """A chief has seen what policy changed after the approval."""
    story = access.story_or_404(request, slug)
    mark, who = request.POST.get("fingerprint", ""), access.person(request)
    return acted(
        request,
        lambda: see_policy.see_policy(story, fingerprint=mark, by=who, now=now()),
        to=reverse("desk:review", args=[slug]),
    )


@require_POST
@login_required
def mends(request: HttpRequest, slug: str) -> HttpResponse:
    """A slip of the pen, under the approval that stands."""
    story = access.story_or_404(request, slug)
    who, back = access.person(request), reverse("desk:story", args=[slug])
    return acted(
        request,
        lambda: mend.mend(story, by=who, now=now()),
        to=reverse("desk:review", args=[slug]),
        back=back,
    )


@require_POST
@login_required
def first_words(request: HttpRequest, slug: str) -> HttpResponse:
    """Out on one name."""
    story = access.story_or_404(request, slug)
    who = access.person(request)
    return acted(
        request,
        lambda: snap.snap(story, by=who, now=now()),
        to=reverse("desk:story", args=[slug]),
    )


@require_POST
@login_required
def looks(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The second look, given."""
    story = access.story_or_404(request, slug)
    row = get_object_or_404(SecondLook, pk=pk, version__story=story)
    who = access.person(request)
    return acted(
        request,
        lambda: second_look.look(row, by=who, now=now()),
        to=reverse("desk:review", args=[slug]),
    )
