"""What the desk is owed: calls, second looks, what falls short of a newer note; who is on call."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import call, lower, owed, recheck, snap
from desk.given import number
from desk.htmx import render_part
from desk.models import RecheckedPiece
from desk.views.acting import acted

SWITCH = {"ask": snap.ask_for, "agree": snap.agree, "off": snap.switch_off}


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Everything that waits for somebody, in one page."""
    who, hour = access.person(request), now()
    context = {
        "calls": owed.calls(who),
        "looks": owed.looks(who),
        "ended": owed.ended(who, hour),
        "not_begun": owed.not_begun(),
        "reviews": owed.classes_to_review(hour),
        "unanswered": owed.unanswered(who, hour),
        "short": owed.short(who),
        "progress": owed.progress(who),
        "lowered": owed.lowered(who, hour),
        "duties": owed.duties(who, hour),
        "hour": hour,
        "who": who,
        "signs": access.is_chief(who, None),
        "law": access.answers_for_law(who, None),
    }
    return render_part(request, "desk/owed.html", "owed", context)


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A chief has it."""
    row = get_object_or_404(owed.calls(access.person(request)), pk=pk)
    who = access.person(request)
    return acted(request, lambda: call.answer(row, by=who, now=now()), to=back_of(request))


def back_of(request: HttpRequest) -> str:
    """The page an act on this list was asked from: the board or the list itself."""
    return reverse("desk:board" if request.POST.get("from") == "board" else "desk:owed")


@require_POST
@login_required
def on_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Be asked first, for some hours."""
    desk = get_object_or_404(access.desks(access.person(request)), slug=slug)
    hours = number(request.POST.get("hours", "")) or 0
    until = now() + timedelta(hours=min(hours, 100))
    who = access.person(request)
    return acted(
        request,
        lambda: call.go_on_call(desk, until=until, by=who, now=now()),
        to=reverse("desk:owed"),
    )


@require_POST
@login_required
def first_words(request: HttpRequest, slug: str) -> HttpResponse:
    """First words asked for, agreed to, or off."""
    desk = get_object_or_404(access.desks(access.person(request)), slug=slug)
    verb = SWITCH.get(request.POST.get("act", ""), snap.switch_off)
    who = access.person(request)
    return acted(request, lambda: verb(desk, by=who, now=now()), to=reverse("desk:owed"))


@require_POST
@login_required
def rechecks(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction opened in one click, or a word why the piece stands."""
    who = access.person(request)
    row = get_object_or_404(RecheckedPiece, pk=pk, story__in=access.stories(who))
    words = request.POST.get("words", "")
    if request.POST.get("stands"):
        return acted(
            request,
            lambda: recheck.answer(row, words=words, by=who, now=now()),
            to=reverse("desk:owed"),
        )
    to = reverse("desk:story", args=[row.story.slug])
    return acted(
        request,
        lambda: recheck.open_correction(row, by=who, now=now()),
        to=f"{to}?correct={row.pk}#correct",
        back=reverse("desk:owed"),
    )


@require_POST
@login_required
def lowerings(request: HttpRequest, pk: int) -> HttpResponse:
    """A lowered rule, in force again."""
    who = access.person(request)
    row = get_object_or_404(owed.lowered(who, now()), pk=pk)
    return acted(request, lambda: lower.raise_again(row, by=who, now=now()), to=back_of(request))
