"""A story: opened, written, looked at."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import details, legal_hold, reach, snap, spike
from desk.copyflow.assign import holder
from desk.copyflow.freeze import moved
from desk.copyflow.outlook import outlook
from desk.copyflow.standing import approval_of, standing
from desk.copyflow.start import start
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import render_part
from desk.models import How, Person, Phase, RecheckedPiece, Story
from desk.policy import geography
from desk.views.acting import acted, refused
from desk.views.attachments import panel

STAGES = (
    (Phase.DRAFTING, "Drafting"),
    (Phase.REVIEW, "Review"),
    (Phase.APPROVED, "Approval"),
    (Phase.PUBLISHED, "Publication"),
)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A slug and a desk are enough."""
    who = access.person(request)
    given = {name: request.POST.get(name, "") for name in ("slug", "desk", "headline", "places")}
    picked = request.POST.getlist("topics")
    context = {"desks": access.desks(who), "given": given, "picked": picked, "wrong": None, **choices()}  # fmt: skip
    if request.method != "POST":
        return render(request, "desk/stories/new.html", context)
    desk = access.desks(who).filter(slug=request.POST.get("desk", "")).first()
    if desk is None:
        return render(
            request,
            "desk/stories/new.html",
            {**context, "wrong": "Choose one of your desks."},
            status=422,
        )
    try:
        story = start(
            desk,
            slug=request.POST.get("slug", ""),
            headline=request.POST.get("headline", ""),
            topics=picked,
            places=words(request.POST.get("places", "")),
            by=who,
            now=now(),
        )
    except CopyflowError as refusal:
        said = f"{refusal.words} {refusal.satisfy}".strip()
        return render(request, "desk/stories/new.html", {**context, "wrong": said}, status=422)
    return redirect("desk:story", story.slug)


def choices() -> dict[str, Any]:
    """Topics and formats that a form offers."""
    return {
        "topics": [(slug, entry["name"]) for slug, entry in geography.topics().items()],
        "formats": [
            ("", "News"),
            ("analysis", "Analysis"),
            ("editorial", "Editorial"),
            ("feature", "Feature"),
        ],
    }


def words(line: str) -> list[str]:
    """A comma-separated line as a list."""
    return [part.strip() for part in line.split(",") if part.strip()]


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The writing screen: the job, the copy, the findings, the wires."""
    story = access.story_or_404(request, slug)
    return render(request, "desk/stories/detail.html", page_context(request, story))


def page_context(request: HttpRequest, story: Story) -> dict[str, Any]:
    """All names of the writing screen."""
    who = access.person(request)
    page = getattr(story, "page", None)
    version = story.latest()
    hour = now()
    stands = standing(story, now=hour, who=who)
    return {
        "story": story,
        "standing": stands,
        "outlook": outlook(story, stands, now=hour),
        "approved": approval_of(story),
        "first_words": snap.is_on(story.desk) and not story.publications.exists(),
        "correcting": correcting(request, story),
        **law_context(story, who),
        "clock": now(),
        "stages": [(label, story.phase == phase) for phase, label in STAGES],
        "version": version,
        "changed": version is None or moved(story, version),
        "page": page,
        "holder": holder(story),
        "hold": story.holds.filter(lifted_at=None).first(),
        "writes": access.is_editor(who, story.desk),
        "chief": access.is_chief(who, story.desk),
        "questions": story.questions.filter(settled_at=None),
        "requests": story.comment_requests.all(),
        "hows": How.choices,
        "suggestions": story.suggestions.filter(state="open").select_related("by"),
        "watches": story.watches.filter(ended_at=None),
        "overrides": story.overrides.filter(withdrawn_at=None).select_related("by"),
        "returned": version.returns.first() if version and story.phase == Phase.DRAFTING else None,
        "slug_fixed": story.publications.exists(),
        "places_line": ", ".join(story.places),
        **choices(),
        **panel(request, story),
    }


def correcting(request: HttpRequest, story: Story) -> RecheckedPiece | None:
    """The recheck from which a correction of this piece was opened."""
    asked = number(request.GET.get("correct", ""))
    rows = story.rechecks.select_related("recheck__policy__note")
    return rows.filter(pk=asked).first() if asked else None


def law_context(story: Story, who: Person) -> dict[str, Any]:
    """The legal hold, its reason for those who may read it, and who lifts it."""
    hold = story.legal_holds.filter(lifted_at=None).select_related("by", "story__desk").first()
    return {
        "legal": hold,
        "legal_reason": hold.reason if hold and legal_hold.may_read_reason(hold, who) else "",
        "law": access.answers_for_law(who, story.desk),
    }


@require_safe
@login_required
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """The findings and the rail, asked again."""
    story = access.story_or_404(request, slug)
    return render_part(
        request, "desk/stories/detail.html", "findings", page_context(request, story)
    )


@require_safe
@login_required
def rail(request: HttpRequest, slug: str) -> HttpResponse:
    """The job's side, asked again."""
    story = access.story_or_404(request, slug)
    return render_part(request, "desk/stories/detail.html", "rail", page_context(request, story))


@require_safe
@login_required
def policies(request: HttpRequest, slug: str) -> HttpResponse:
    """Notes in force here, and those that are not, each with why."""
    story = access.story_or_404(request, slug)
    hour = now()
    context = {
        "story": story,
        "standing": standing(story, now=hour),
        "away": reach.away(story, now=hour),
    }
    return render_part(request, "desk/stories/policies.html", "away", context)


@require_POST
@login_required
def set_details(request: HttpRequest, slug: str) -> HttpResponse:
    """Topics, places, dates and the slug."""
    story = access.story_or_404(request, slug)
    back = reverse("desk:story", args=[slug])
    given = request.POST
    try:
        event = date.fromisoformat(given["event_date"]) if given.get("event_date") else None
        wanted = (
            datetime.fromisoformat(given["wanted_at"]).replace(tzinfo=UTC)
            if given.get("wanted_at")
            else None
        )
    except ValueError:
        wrong = CopyflowError(
            "A date cannot be read.", satisfy="Write 2026-07-02, and hours in UTC."
        )
        return refused(request, wrong, back)
    try:
        changed = details.set_details(
            story,
            by=access.person(request),
            now=now(),
            topics=given.getlist("topics"),
            places=words(given.get("places", "")),
            event_date=event,
            wanted_at=wanted,
            format=given.get("format", ""),
            language=given.get("language") or story.language,
            slug=given.get("slug") or story.slug,
        )
    except CopyflowError as refusal:
        return refused(request, refusal, back)
    return redirect("desk:story", changed.slug)


@require_POST
@login_required
def spike_story(request: HttpRequest, slug: str) -> HttpResponse:
    """Off the board, or on it again."""
    story = access.story_or_404(request, slug)
    who = access.person(request)
    verb = spike.reopen if story.phase == Phase.SPIKED else spike.spike
    return acted(request, lambda: verb(story, by=who, now=now()), to=reverse("desk:board"))


@require_safe
@login_required
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, when and why."""
    story = access.story_or_404(request, slug)
    context = {"story": story, "entries": story.log.select_related("by")[:300]}
    return render(request, "desk/stories/log.html", context)
