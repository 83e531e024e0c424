"""Back-tests: begun, watched, stopped, their hits read and judged."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import backtest, hits, note_page
from desk.errors import CopyflowError
from desk.htmx import render_part, wants_part
from desk.models import BacktestHit, BacktestRun, BacktestStop, HitState
from desk.views.acting import acted, refused
from desk.views.notes import version_or_404

AT_ONCE = 100


def run_or_404(request: HttpRequest, pk: int) -> BacktestRun:
    """A run of a note this person may know of, or of a pack."""
    known = note_page.notes(access.person(request))
    rows = BacktestRun.objects.filter(Q(version=None) | Q(version__note__in=known))
    return get_object_or_404(rows.select_related("version__note", "asked_by"), pk=pk)


@require_POST
@login_required
def create(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Begin a run; one of the same words that is going is that one."""
    version = version_or_404(request, slug, number)
    try:
        run = backtest.ask(version, by=access.person(request), now=now())
    except CopyflowError as refusal:
        return refused(request, refusal, reverse("desk:note", args=[slug]))
    return redirect("desk:backtest", run.pk)


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A run's progress, and once it is done its figures, its sample and every hit."""
    run, who = run_or_404(request, pk), access.person(request)
    hits.opened(run, by=who, now=now())
    mine = run.hits.filter(story__in=access.stories(who)).select_related("story", "judged_by")
    standing = mine.exclude(state=HitState.GONE)
    context = {
        "run": run,
        "version": run.version,
        "stopping": BacktestStop.objects.filter(run=run).exists(),
        "tested": note_page.tested(run),
        "sample": standing.filter(sampled__isnull=False).order_by("sampled"),
        "hits": standing.order_by("-piece_at", "id")[:AT_ONCE],
        "gone": mine.filter(state=HitState.GONE)[:AT_ONCE],
        "unseen": run.hits.exclude(story__in=access.stories(who)).count(),
        "both": hits.pieces_where_both_fire(run) if not run.going else [],
        "looks": run.looks.select_related("person").order_by("at"),
    }
    answer = render_part(request, "desk/notes/backtest.html", "progress", context)
    if wants_part(request) and not run.going:
        # Done while one watched: the page has more to show than a bar.
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@login_required
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a run."""
    run = run_or_404(request, pk)
    return acted(
        request,
        lambda: backtest.cancel(run, by=access.person(request), now=now()),
        to=reverse("desk:backtest", args=[pk]),
    )


@require_POST
@login_required
def judgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Right or wrong, in a name."""
    who = access.person(request)
    seen = BacktestHit.objects.filter(story__in=access.stories(who))
    hit = get_object_or_404(seen, pk=pk)
    run_or_404(request, hit.run_id)
    right = request.POST.get("answer") == "right"
    return acted(
        request,
        lambda: hits.judge(hit, right=right, by=who, now=now()),
        to=reverse("desk:backtest", args=[hit.run_id]) + f"#hit-{hit.pk}",
    )
