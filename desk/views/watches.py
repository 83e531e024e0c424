"""Watches: all of them, one before it is set and after, and each person's digest."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk import access
from desk.copyflow import digest, post, watch, watch_preview
from desk.errors import CopyflowError, NotYours
from desk.given import number
from desk.htmx import render_part
from desk.models import Desk, Person, Phase, Story, WatchHit
from desk.views.acting import acted
from wires.found import Run, marked
from wires.models import Item

OPEN = (Phase.DRAFTING, Phase.REVIEW, Phase.APPROVED)
ALERTS = timedelta(hours=24)


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every watch of one's desks, and what those that alert have found."""
    who = access.person(request)
    context = {
        "watches": digest.watches_of(who).order_by("story__slug", "-made_at"),
        "alerts": alerts(who),
        "writes": [desk.pk for desk in access.desks(who) if access.is_editor(who, desk)],
    }
    return render_part(request, "desk/watches/list.html", "alerts", context)


def alerts(who: Person) -> list[WatchHit]:
    """What watches that alert found in the last day, newest first."""
    return list(
        WatchHit.objects.filter(
            watch__in=digest.watches_of(who),
            watch__alerts=True,
            at__gte=now() - ALERTS,
            item__in=Item.objects.open(),
        ).select_related("watch", "item__source")[:40]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A watch before it is set, with what the last week would have brought; or set it."""
    who = access.person(request)
    given = request.POST if request.method == "POST" else request.GET
    story = access.stories(who).filter(slug=given.get("story", "")).first()
    desk = story.desk if story else desks_of(who).filter(slug=given.get("desk", "")).first()
    wrong: CopyflowError | None = None
    if request.method == "POST":
        try:
            one = watch.set_watch(
                desk or first_desk(who),
                query=given.get("query", ""),
                story=story,
                attaches=bool(given.get("attaches")),
                alerts=bool(given.get("alerts")),
                by=who,
                now=now(),
            )
            return acted(request, lambda: None, to=f"{reverse('desk:watches-all')}#w-{one.pk}")
        except CopyflowError as refusal:
            wrong = refusal
    context = {"watch": None, **form(who, given, story, wrong)}
    return render_part(
        request, "desk/watches/form.html", "preview", context, status=wrong.status if wrong else 200
    )


def first_desk(who: Person) -> Desk:
    """The first desk where a person writes; whoever writes on none sets no watch."""
    desk: Desk | None = desks_of(who).first()
    if desk is None:
        raise NotYours(
            "Watches are set by people who write on a desk.",
            satisfy="An administrator can make you an editor.",
        )
    return desk


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One watch, with what it would have brought; or change it."""
    who = access.person(request)
    one = get_object_or_404(digest.watches_of(who), pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    wrong: CopyflowError | None = None
    if request.method == "POST":
        try:
            watch.change_watch(
                one,
                query=given.get("query", ""),
                attaches=bool(given.get("attaches")),
                alerts=bool(given.get("alerts")),
                by=who,
                now=now(),
            )
            return acted(request, lambda: None, to=reverse("desk:watches-all"))
        except CopyflowError as refusal:
            wrong = refusal
    kept = {
        "query": one.query,
        "attaches": "1" if one.attaches else "",
        "alerts": "1" if one.alerts else "",
    }
    context = {"watch": one, **form(who, given if "query" in given else kept, one.story, wrong)}
    return render_part(
        request, "desk/watches/form.html", "preview", context, status=wrong.status if wrong else 200
    )


def form(
    who: Person, given: Any, story: Story | None, wrong: CopyflowError | None
) -> dict[str, Any]:
    """Names of the form and of its preview; a refusal stands at the field it is about."""
    query = given.get("query", "")
    seen = None
    if query.strip() and not wrong:
        try:
            seen = watch_preview.preview(query, now=now(), story=story)
        except CopyflowError as refusal:
            wrong = refusal
    return {
        "query": query,
        "story": story,
        "attaches": bool(given.get("attaches")) or (story is not None and not given),
        "alerts": bool(given.get("alerts")) or (story is None and not given),
        "wrong": wrong,
        "wrong_at": wrong.facts.get("field", "query") if wrong else "",
        "stories": access.stories(who).filter(phase__in=OPEN).order_by("-changed_at")[:60],
        "desks": desks_of(who),
        "seen": seen,
        "bars": bars(seen) if seen else [],
        "newest": newest(seen) if seen else [],
    }


def newest(seen: watch_preview.Preview) -> list[tuple[Item, list[Run], list[Run]]]:
    """The newest items with what was found in them marked."""
    leaves = seen.search.asked.leaves
    return [
        (item, marked(item.title, leaves), marked(item.text, leaves, around=200))
        for item in seen.newest
    ]


def bars(seen: watch_preview.Preview) -> list[dict[str, Any]]:
    """The week as bars: where each stands and how high it is."""
    return [
        {
            "x": 4 + n * 36,
            "height": round(count / seen.most * 60),
            "y": 64 - round(count / seen.most * 60),
            "middle": 18 + n * 36,
            "day": day,
            "count": count,
        }
        for n, (day, count) in enumerate(seen.days)
    ]


def desks_of(who: Person) -> Any:
    """Desks where this person writes."""
    return (
        access.desks(who).filter(roles__person=who, roles__name__in=["editor", "chief"]).distinct()
    )


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a watch, or go on with it."""
    who = access.person(request)
    one = get_object_or_404(digest.watches_of(who), pk=pk)
    resume = bool(request.POST.get("resume"))
    return acted(
        request,
        lambda: watch.pause_watch(one, by=who, now=now(), resume=resume),
        to=reverse("desk:watches-all"),
    )


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a watch."""
    who = access.person(request)
    one = get_object_or_404(digest.watches_of(who), pk=pk)
    return acted(
        request, lambda: watch.end_watch(one, by=who, now=now()), to=reverse("desk:watches-all")
    )


@require_safe
@login_required
def digest_page(request: HttpRequest) -> HttpResponse:
    """What one's watches found since the last digest, and when the next one is due."""
    who = access.person(request)
    row = getattr(who, "digest", None)
    since = row.told_at if row and row.told_at else now() - digest.FIRST
    context = {
        "row": row,
        "since": since,
        "found": digest.found_since(who, since, now()),
        "earlier": digest.found_since(who, since - digest.FIRST, since),
        "hours": [(n, f"{n:02d}", bool(row and n in row.hours)) for n in range(24)],
        "zone": digest.zone_of(who).key,
        "picked": set(row.watches.values_list("pk", flat=True)) if row else set(),
        "watches": digest.watches_of(who),
        "post": post.is_configured(),
    }
    return render(request, "desk/watches/digest.html", context)


@require_POST
@login_required
def digest_choice(request: HttpRequest) -> HttpResponse:
    """Choose the hours, the watches and whether to be mailed."""
    given = request.POST
    hours = [n for one in given.getlist("hours") if (n := number(one)) is not None]
    watches = [n for one in given.getlist("watches") if (n := number(one)) is not None]
    return acted(
        request,
        lambda: digest.choose(
            access.person(request), hours=hours, watches=watches, by_mail=bool(given.get("by_mail"))
        ),
        to=reverse("desk:digest"),
    )
