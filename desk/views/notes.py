"""Policy notes: what is in force, what is proposed, by whom, approved by whom, and what it did."""

import json

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from desk import access
from desk.copyflow import hits, note_needs, note_page, notes, proven, relax
from desk.given import number
from desk.models import Lowering, NoteState, Person, PolicyNote, PolicyVersion


def note_or_404(request: HttpRequest, slug: str) -> PolicyNote:
    """The note of that slug, if this person may know of it."""
    known = note_page.notes(access.person(request)).select_related("desk", "owner")
    return get_object_or_404(known, slug=slug)


def version_or_404(request: HttpRequest, slug: str, number: int) -> PolicyVersion:
    """One version of a note this person may know of."""
    note = note_or_404(request, slug)
    return get_object_or_404(note.versions.select_related("note__desk", "note__owner"), number=number)  # fmt: skip


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Notes by what they need: what is asked of somebody and what waits for a decision first."""
    who, here = access.person(request), now()
    known = note_page.notes(who)
    versions = PolicyVersion.objects.filter(note__in=known).select_related("note__owner")
    context = {
        "note_needs": note_needs.needs(who, now=here),
        "promotions": note_needs.waiting(who),
        "waiting": versions.filter(state=NoteState.IN_REVIEW).order_by("proposed_at"),
        "drafts": versions.filter(state=NoteState.DRAFT).order_by("note__title"),
        "coming": versions.filter(state=NoteState.APPROVED).order_by("effective_from"),
        "resting": resting(known),
        "active": [
            (version, note_page.at_publish(version))
            for version in versions.filter(state=NoteState.ACTIVE).order_by("note__title")
        ],
        "lowered": Lowering.objects.filter(
            Q(story=None) | Q(story__in=access.stories(who)), until__gt=here, ended_at=None
        ).select_related("by", "story"),
        "writes": access.desks(who).exists(),
    }
    return render(request, "desk/notes/list.html", context)


def resting(known: QuerySet[PolicyNote]) -> QuerySet[PolicyNote]:
    """Notes of which nothing is in force, in review or being written."""
    live = [NoteState.DRAFT, NoteState.IN_REVIEW, NoteState.APPROVED, NoteState.ACTIVE]
    return known.exclude(versions__state__in=live).order_by("title")


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One note: plain words, what readers are told, rules, proofs, roll-out, versions, hands."""
    note = note_or_404(request, slug)
    asked = number(request.GET.get("version", ""))
    every = note.versions.order_by("-number")
    version = (
        (every.filter(number=asked).first() if asked else None)
        or every.filter(state=NoteState.IN_REVIEW).first()
        or every.filter(state=NoteState.ACTIVE).first()
        or every.first()
    )
    context = {
        "note": note,
        "version": version,
        "versions": every,
        "who": access.person(request),
        **(shown(version, access.person(request)) if version else {}),
    }
    return render(request, "desk/notes/detail.html", context)


def shown(version: PolicyVersion, who: Person) -> dict[str, object]:
    """All that the page says of one version."""
    here, run = now(), hits.of_version(version)
    in_review = version.state == NoteState.IN_REVIEW
    before, changes = note_page.changes(version)
    hands = list(version.hands.select_related("person").order_by("at"))
    law = notes.is_law(version)
    note = version.note
    unasked = relax.unasked(version)
    return {
        "data": note_page.words(version),
        "rules": note_page.rules(version, now=here),
        "scope": note_page.scope_lines(version.data.get("scope") or {}),
        "before": before,
        "changes": changes,
        "hands": hands,
        "wrote": any(h.person_id == who.pk and h.part == "wrote" for h in hands),
        "signs": access.answers_for_law(who, note.desk) if law else access.is_chief(who, note.desk),
        "chief": access.is_chief(who, note.desk),
        "law": law,
        "writes": access.desks(who).exists(),
        "owns": note.owner_id == who.pk or (note.owner is None and access.is_chief(who, note.desk)),
        "people": Person.objects.filter(is_active=True, roles__isnull=False).distinct(),
        "run": run,
        "going": version.backtests.filter(state__in=["waiting", "running"]).first(),
        "tested": note_page.tested(run) if run else None,
        "looked": bool(run) and run.looks.filter(person=who).exists() if run else False,
        "failing": proven.failing(version),
        "conflicts": proven.conflicts(version, here) if in_review else (),
        "relaxations": proven.relaxations(version, here),
        "leaning": relax.leaning(version, here),
        "unasked": unasked,
        "agrees": in_review and any(access.is_chief(who, desk) for desk in unasked),
        "promotions": note_page.open_promotions(version),
        "decided": version.promotions.exclude(decided_at=None).select_related(
            "asked_by", "decided_by"
        ),
        "challenges": note_page.challenges(note, who),
        "open_challenges": note.challenges.filter(answered_at=None).count(),
        "returns": version.returns.select_related("by"),
        "overdue": bool(version.review_by and version.review_by < here.date()),
        "draft": note.versions.filter(state=NoteState.DRAFT).first(),
        "raw": json.dumps(version.data, ensure_ascii=False, indent=2),
    }
