"""How rules weigh more or less: promotions, falls, and rules that editors contest."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import challenge, fall, note_page, promote
from desk.models import Challenge, NoteState, Promotion, RuleFall, Story
from desk.noteform.given import one
from desk.views.acting import acted
from desk.views.notes import note_or_404, version_or_404


@require_POST
@login_required
def promotions(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask to raise a rule at one stage."""
    version = version_or_404(request, slug, number)
    sent = dict(request.POST.lists())
    stage, _, to = one(sent, "raise").partition(":")
    return acted(
        request,
        lambda: promote.ask(
            version,
            rule=one(sent, "rule"),
            stage=stage,
            to=to,
            reason=one(sent, "reason"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:note", args=[slug]) + "#rollout",
    )


@require_POST
@login_required
def promotion(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person's word on it."""
    known = note_page.notes(access.person(request))
    row = get_object_or_404(Promotion.objects.filter(version__note__in=known), pk=pk)
    sent = dict(request.POST.lists())
    return acted(
        request,
        lambda: promote.decide(
            row,
            take=not one(sent, "leave"),
            words=one(sent, "words"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:note", args=[row.version.note.slug]) + "#rollout",
    )


@require_POST
@login_required
def answer_fall(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's answer about a rule that fell."""
    known = note_page.notes(access.person(request))
    row = get_object_or_404(RuleFall.objects.filter(note__in=known), pk=pk)
    sent = dict(request.POST.lists())
    return acted(
        request,
        lambda: fall.answer_fall(
            row,
            keep=one(sent, "answer") == "keep",
            words=one(sent, "words"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:note", args=[row.note.slug]),
    )


@login_required
def challenges(request: HttpRequest, slug: str) -> HttpResponse:
    """Contest a rule, from a finding or from the note."""
    note = note_or_404(request, slug)
    sent = dict((request.POST if request.method == "POST" else request.GET).lists())
    story = story_of(request, one(sent, "story"))
    if request.method == "POST":
        return acted(
            request,
            lambda: challenge.contest(
                note,
                rule=one(sent, "rule"),
                words=one(sent, "words"),
                story=story,
                exact=one(sent, "exact"),
                by=access.person(request),
                now=now(),
            ),
            to=reverse("desk:note", args=[slug]) + "#challenges",
        )
    active = note.versions.filter(state=NoteState.ACTIVE).first()
    context = {
        "note": note,
        "version": active,
        "rules": [r["key"] for r in active.data.get("rules", [])] if active else [],
        "chosen": one(sent, "rule"),
        "story": story,
        "exact": one(sent, "exact"),
    }
    return render(request, "desk/notes/challenge.html", context)


def story_of(request: HttpRequest, slug: str) -> Story | None:
    """The story a finding was seen in, if one was named."""
    return access.story_or_404(request, slug) if slug else None


@require_POST
@login_required
def answer_challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's answer to a contested rule."""
    known = note_page.notes(access.person(request))
    row = get_object_or_404(Challenge.objects.filter(note__in=known), pk=pk)
    sent = dict(request.POST.lists())
    return acted(
        request,
        lambda: challenge.answer(
            row,
            upheld=one(sent, "answer") == "change",
            words=one(sent, "words"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:note", args=[row.note.slug]) + "#challenges",
    )
