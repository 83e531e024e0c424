"""Taking back: hold, lift, correct, retract. One chief, from a phone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import correct, hold_page, legal_hold, retract
from desk.views.acting import acted


@require_POST
@login_required
def hold(request: HttpRequest, slug: str) -> HttpResponse:
    """“We are checking this piece”, or the piece again."""
    story = access.story_or_404(request, slug)
    who, back, given = access.person(request), reverse("desk:story", args=[slug]), request.POST
    if given.get("lift"):
        return acted(request, lambda: hold_page.lift_hold(story, by=who, now=now()), to=back)
    return acted(
        request,
        lambda: hold_page.hold_page(
            story,
            hide_copy=given.get("copy") != "stays",
            reason=given.get("reason", ""),
            by=who,
            now=now(),
        ),
        to=back,
    )


@require_POST
@login_required
def legal(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing goes on, or it may again."""
    story = access.story_or_404(request, slug)
    who, back, given = access.person(request), reverse("desk:story", args=[slug]), request.POST
    if given.get("lift"):
        return acted(request, lambda: legal_hold.lift(story, by=who, now=now()), to=back)
    reason = given.get("reason", "")
    return acted(
        request, lambda: legal_hold.place(story, reason=reason, by=who, now=now()), to=back
    )


@require_POST
@login_required
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """A note on top; the machine decides which road it takes."""
    story = access.story_or_404(request, slug)
    words = request.POST.get("words", "")
    back = reverse("desk:story", args=[slug])
    return acted(
        request,
        lambda: correct.correct(story, words=words, by=access.person(request), now=now()),
        to=back,
    )


@require_POST
@login_required
def retraction(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdrawn, with the reason."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: retract.retract(
            story,
            reason=given.get("reason", ""),
            withhold_title=bool(given.get("withhold")),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
    )
