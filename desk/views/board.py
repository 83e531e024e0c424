"""The board: first who needs somebody, then each story where it stands."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from desk import access
from desk.copyflow import assign, note_needs, owed, post, wire_alerts
from desk.htmx import render_part
from desk.models import Citation, Evaluation, Person, Phase, PieceState, Release, Story
from desk.views.habits import MARKS
from wires.models import Advisory
from wires.types import Health

SHIFT = timedelta(hours=12)


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Stories of the desks one may know of, by what they need."""
    who = access.person(request)
    chosen = {name: request.GET.get(name, "") for name in ("desk", "state", "whose", "slug")}
    stories = lines(who, chosen)
    shift = now() - SHIFT
    context = {
        "groups": grouped(stories),
        "empty": not stories,
        "desks": access.desks(who),
        "chosen": chosen,
        "who": who,
        "open_count": sum(one["story"].phase != Phase.PUBLISHED for one in stories),
        "out_count": sum(bool(one["out_at"] and one["out_at"] >= shift) for one in stories),
        "today": now(),
        "calls": owed.calls(who),
        "not_begun": owed.not_begun(),
        **ailing(who),
        "lowered": owed.lowered(who, now()),
        "short": owed.short(who).filter(state=PieceState.SHORT).count(),
        "signs": access.is_chief(who, None),
        "law": access.answers_for_law(who, None),
        "note_needs": note_needs.needs(who, now=now()),
    }
    return render_part(request, "desk/board.html", "rows", context)


def lines(who: Person, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The stories that the form above asks for, each as a line."""
    rows = filtered(access.stories(who).exclude(phase=Phase.SPIKED), chosen, who)
    every = list(with_counts(rows)[:200])
    keys = [story.pk for story in every]
    hours, moved, had = owed.releases(keys), owed.moved(keys), assign.holders(keys)
    asked, passed = last_asked(keys), owed.passed(keys, now())
    return [
        row(one, asked.get(one.pk), hours.get(one.pk), moved=one.pk in moved, passed=passed)
        | {"holder": had.get(one.pk)}
        for one in every
    ]


def grouped(stories: list[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Those that need somebody first, then by state, each with its shape."""
    needy = [one for one in stories if one["needs"]]
    rest = [one for one in stories if not one["needs"]]
    by_phase = [
        (label, mark, [one for one in rest if one["story"].phase == phase])
        for phase, label, mark in (
            (Phase.DRAFTING, "Drafting", "undone"),
            (Phase.REVIEW, "In review", "half"),
            (Phase.APPROVED, "Approved", "full"),
            (Phase.PUBLISHED, "Published", "clear"),
        )
    ]
    return [group for group in [("Needs somebody", "bar", needy), *by_phase] if group[2]]


def ailing(who: Person) -> dict[str, Any]:
    """Wires that want a look, each with the shape of its state; how many more there are; letters that were not taken."""
    told = wire_alerts.open_lines(who)
    shown = [(MARKS[Health(one.health)], one) for one in told[: wire_alerts.SHOWN]]
    letters = list(post.held_up()) if access.desks(who).exists() else []
    return {"alerts": shown, "more_alerts": len(told) - len(shown), "letters": letters}


# What a story's counts mean, the gravest first.
NEEDS = {
    "legal": "On a legal hold",
    "killed": "An agency killed what it cites",
    "origin_killed": "An agency killed what a cited item passes on",
    "advised": "An agency may have taken back what it cites",
    "corrected": "An agency corrected what it cites",
    "changed": "A cited post was edited",
    "gone": "A cited post was taken down",
}

NEWS_OF_WIRES = NEEDS.keys() - {"legal"}


def filtered(rows: QuerySet[Story], chosen: dict[str, str], who: Person) -> QuerySet[Story]:
    """The rows that the form above asks for."""
    if chosen["desk"]:
        rows = rows.filter(desk__slug=chosen["desk"])
    if chosen["state"]:
        rows = rows.filter(phase=chosen["state"])
    if chosen["slug"]:
        rows = rows.filter(slug__icontains=chosen["slug"].strip())
    return assign.had_by(rows, chosen["whose"], who)


def with_counts(rows: QuerySet[Story]) -> QuerySet[Story]:
    """What a line shows, in one query."""
    beside = Q(attachments__detached_at=None)
    cited = Citation.objects.filter(story=OuterRef("pk"))
    return (
        rows.select_related("started_by", "page", "page__publication")
        .annotate(
            wires=Count("attachments", filter=beside, distinct=True),
            newest=Max("attachments__at", filter=beside),
            changed=Count(
                "citations",
                filter=Q(citations__item__texts_count__gt=F("citations__seen_text"))
                & Q(citations__item__texts_count__gt=F("citations__text_number")),
                distinct=True,
            ),
            gone=Count(
                "citations",
                filter=Q(citations__item__withdrawn_at__isnull=False, citations__seen_gone_at=None),
                distinct=True,
            ),
            killed=Count(
                "citations", filter=Q(citations__item__killed_at__isnull=False), distinct=True
            ),
            origin_killed=Exists(
                cited.filter(item__origin__killed_at__isnull=False, item__killed_at=None)
            ),
            advised=Exists(cited.filter(item__advisories__in=Advisory.objects.proposed())),
            corrected=Count(
                "citations",
                filter=Q(citations__item__corrected_at__gt=F("citations__cited_at")),
                distinct=True,
            ),
            legal=Count("legal_holds", filter=Q(legal_holds__lifted_at=None), distinct=True),
        )
        .order_by("-changed_at")
    )


def last_asked(stories: list[int]) -> dict[int, Evaluation]:
    """What policy said last of each story, in one query."""
    rows = Evaluation.objects.filter(version__story__in=stories).select_related("version")
    rows = rows.order_by("version__story_id", "-at", "-id").distinct("version__story_id")
    return {one.version.story_id: one for one in rows.defer("version__doc")}


def counted(last: Evaluation | None, passed: owed.Passed) -> tuple[int, int]:
    """What stops publication and what advises, as policy was asked last; what was let pass since stops nothing."""
    stop = advise = 0
    for one in last.findings if last else ():
        # Rows of before the desk kept it say what closed the door that was asked at.
        stops = one.get("stops", one["enforcement"] == "blocking")
        if stops and last and (last.version.story_id, one.get("fingerprint", "")) not in passed:
            stop += 1
        elif stops or one["enforcement"] != "shadow":
            advise += 1
    return stop, advise


def row(
    story: Any,
    last: Evaluation | None,
    release: Release | None,
    *,
    moved: bool,
    passed: owed.Passed,
) -> dict[str, Any]:
    """One line of the board."""
    page = getattr(story, "page", None)
    blocking, advisory = counted(last, passed)
    return {
        "story": story,
        "needs": needs(story, page),
        "blocking": blocking,
        "advisory": advisory,
        "checked": last is not None and last.complete,
        "since_asked": any(getattr(story, name) for name in NEWS_OF_WIRES),
        "release": release,
        "moved": moved and story.phase == Phase.APPROVED,
        "wires": story.wires,
        "newest": story.newest,
        "out_at": page.publication.published_at if page else None,
        "held": page is not None and page.state == "held",
        "retracted": page is not None and page.state == "retracted",
    }


def needs(story: Any, page: Any) -> list[str]:
    """Why a story needs somebody now, in words."""
    said: list[str] = []
    if page is not None and page.state == "retracted":
        return said
    said += [words for name, words in NEEDS.items() if getattr(story, name)]
    if page is not None and page.state == "held":
        said.append("The page is on hold")
    if story.wanted_at and story.wanted_at < now() and story.phase != Phase.PUBLISHED:
        said.append("Past its promised hour")
    return said
