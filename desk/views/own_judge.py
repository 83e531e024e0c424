"""Verdicts on findings of the lead, and judges made with them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import own_judge, verdict
from desk.models import JudgeState, OwnJudge, Verdict
from desk.policy.framing.retrain import read_out
from desk.views.acting import acted


@require_POST
@login_required
def verdicts(request: HttpRequest, slug: str) -> HttpResponse:
    """Right, or what the words open on."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: verdict.say(
            story,
            fingerprint=given.get("fingerprint", ""),
            label=given.get("label", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
    )


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What was said, and the judges made of it with their trials."""
    who = access.person(request)
    rows = list(OwnJudge.objects.select_related("by", "approved_by").defer("data")[:20])
    context = {
        "judges": [(row, read_out(row.trial)) for row in rows],
        "making": any(row.state == JudgeState.ASKED for row in rows),
        "verdicts": Verdict.objects.count(),
        "enough": own_judge.ENOUGH,
        "chief": access.is_chief(who, None),
        "who": who,
    }
    return render(request, "desk/notes/judge.html", context)


@require_POST
@login_required
def made(request: HttpRequest) -> HttpResponse:
    """Have one made; it takes minutes, in the background."""
    who = access.person(request)
    return acted(request, lambda: own_judge.ask(by=who, now=now()), to=reverse("desk:judges"))


@require_POST
@login_required
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one in force."""
    row, who = get_object_or_404(OwnJudge, pk=pk), access.person(request)
    return acted(
        request,
        lambda: own_judge.put_in_force(row, by=who, now=now()),
        to=reverse("desk:judges"),
    )
