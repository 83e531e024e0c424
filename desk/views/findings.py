"""Answers to findings: dismissed by an editor, let pass by a chief; rules lowered for the shift."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from desk import access
from desk.copyflow import ask, dismiss, fix, judge, lower, override, watch
from desk.copyflow.export_findings import export_findings
from desk.given import number
from desk.policy.together import PLACES
from desk.views.acting import acted

PAGES = {"review": "desk:review"}


@require_POST
@login_required
def dismissals(request: HttpRequest, slug: str) -> HttpResponse:
    """Intended, or a wrong finding."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: dismiss.dismiss_each(
            story,
            given.getlist("fingerprint")[:PLACES] or [""],
            code=given.get("code", ""),
            answer=given.get("answer", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
    )


@require_POST
@login_required
def overrides(request: HttpRequest, slug: str) -> HttpResponse:
    """A signed reason; two texts, one for the log and one for readers, and perhaps an end."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: override.override_each(
            story,
            fingerprints=given.getlist("fingerprint")[:PLACES] or [""],
            reason=given.get("reason", ""),
            reader_words=given.get("reader_words", ""),
            minutes=minutes_of(given.get("minutes", "")),
            by=access.person(request),
            now=now(),
        ),
        to=reverse(PAGES.get(given.get("from", ""), "desk:story"), args=[slug]),
    )


def minutes_of(text: str) -> int | None:
    """Minutes as typed, None for an empty field; what is no number is refused like a wrong one."""
    said = text.strip()
    if not said:
        return None
    minutes = number(said)
    return minutes if minutes is not None else 0


@require_POST
@login_required
def breaking(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that blocks let pass for sixty minutes, in one act."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: override.break_news(
            story,
            reason=given.get("reason", ""),
            reader_words=given.get("reader_words", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:review", args=[slug]),
    )


@require_POST
@login_required
def closing(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An override closed: from here the finding counts again."""
    story = access.story_or_404(request, slug)
    words, who = request.POST.get("words", ""), access.person(request)
    return acted(
        request,
        lambda: override.close(story, pk=pk, words=words, by=who, now=now()),
        to=reverse("desk:story", args=[slug]),
    )


@require_POST
@login_required
def judgements(request: HttpRequest, slug: str) -> HttpResponse:
    """A named answer to a question of policy."""
    story = access.story_or_404(request, slug)
    given = request.POST
    return acted(
        request,
        lambda: judge.judge(
            story,
            rule=given.get("rule", ""),
            version_number=number(given.get("version", "")) or 0,
            words=given.get("words", ""),
            link=given.get("link", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:review", args=[slug]),
    )


@require_POST
@login_required
def fixes(request: HttpRequest, slug: str) -> HttpResponse:
    """The mend that a finding offers, made in the draft."""
    story = access.story_or_404(request, slug)
    mark, who = request.POST.get("fingerprint", ""), access.person(request)
    return acted(
        request,
        lambda: fix.fix(story, fingerprint=mark, by=who, now=now()),
        to=reverse("desk:story", args=[slug]),
    )


@require_POST
@login_required
def lowerings(request: HttpRequest, slug: str) -> HttpResponse:
    """A rule to advisory, for this story or for everybody: for an hour, the shift, or until a named hour."""
    story = access.story_or_404(request, slug)
    given, hour = request.POST, now()
    return acted(
        request,
        lambda: lower.lower(
            given.get("rule", ""),
            story=None if given.get("whole") else story,
            until=lower.until_when(
                given.get("long", ""), given.get("clock", ""), zone=story.desk.zone, now=hour
            ),
            reason=given.get("reason", ""),
            by=access.person(request),
            now=hour,
        ),
        to=reverse(PAGES.get(given.get("from", ""), "desk:story"), args=[slug]),
    )


@require_POST
@login_required
def watches(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a search, or end one."""
    story = access.story_or_404(request, slug)
    who, back = access.person(request), reverse("desk:story", args=[slug])
    ended = number(request.POST.get("end", ""))
    if ended is not None:
        row = get_object_or_404(story.watches, pk=ended)
        return acted(request, lambda: watch.end_watch(row, by=who, now=now()), to=back)
    query = request.POST.get("query", "")
    return acted(
        request,
        lambda: watch.set_watch(story.desk, query=query, story=story, by=who, now=now()),
        to=back,
    )


@require_POST
@login_required
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is not known, or settle it."""
    story = access.story_or_404(request, slug)
    who, back, given = access.person(request), reverse("desk:story", args=[slug]), request.POST
    settled = number(given.get("settle", ""))
    if settled is not None:
        row = get_object_or_404(story.questions, pk=settled)
        return acted(
            request,
            lambda: ask.settle(row, answer=given.get("answer", ""), by=who, now=now()),
            to=back,
        )
    return acted(
        request,
        lambda: ask.ask(
            story,
            question=given.get("question", ""),
            who_would_know=given.get("who", ""),
            by=who,
            now=now(),
        ),
        to=back,
    )


@require_GET
@login_required
def sarif_log(request: HttpRequest, slug: str) -> HttpResponse:
    """The findings of a story as a SARIF file."""
    story = access.story_or_404(request, slug)
    response = JsonResponse(
        export_findings(story, now=now()), content_type="application/sarif+json"
    )
    response["Content-Disposition"] = f'attachment; filename="{story.slug}.sarif"'
    return response
