"""Review: what changed, what was found, who signs."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, diff
from desk.copyflow import approve, page, publish, send_back, submit, suggest
from desk.copyflow.freeze import last_approved, writers
from desk.copyflow.outlook import outlook
from desk.copyflow.sources import by_class, listed
from desk.copyflow.standing import standing
from desk.given import number
from desk.models import Approval, Hand, Story, Version
from desk.views.acting import acted


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The version in review beside the last approved one, with its findings."""
    story = access.story_or_404(request, slug)
    who = access.person(request)
    version = story.latest()
    base = base_of(story, version)
    hands = (
        Hand.objects.filter(version=version).select_related("person")
        if version
        else Hand.objects.none()
    )
    stands = standing(story, now=now(), who=who, version=version) if version else None
    rests = listed(version) if version else []
    numbers = {item: one["number"] for one in rests for item in one["items"]}
    context = {
        "story": story,
        "version": version,
        "base": base,
        "blocks": diff.versions(base, version, numbers) if version else [],
        "rests": rests,
        "rests_said": by_class(rests)["sentence"],
        "asked": page.asked_before(story, version) if version else (),
        "notes": page.told(page.printed(stands.review, story, now()), story.language)
        if stands
        else [],
        "standing": stands,
        "outlook": outlook(story, stands, now=now()) if stands else None,
        "hands": hands,
        "approval": Approval.objects.filter(version=version, withdrawn_at=None)
        .select_related("by", "kept_from__version")
        .first()
        if version
        else None,
        "wrote": hands.filter(person=who, part="wrote").exists(),
        "wrote_any": who.pk in writers(story, None),
        "chief": access.is_chief(who, story.desk),
        "writes": access.is_editor(who, story.desk),
        **signed_for(story, version),
        "suggestions": story.suggestions.filter(state="open").select_related("by"),
        "published": bool(version) and story.publications.filter(version=version).exists(),
        "first": not story.publications.exists(),
        "legal": story.legal_holds.filter(lifted_at=None).select_related("by").first(),
        "who": who,
    }
    return render(request, "desk/stories/review.html", context)


def signed_for(story: Story, version: Version | None) -> dict[str, Any]:
    """What an approval lets through beside the copy: a correction's words, and what a chief let pass."""
    waiting = story.corrections.filter(version=version, publication=None).select_related("by")
    passed = story.overrides.filter(withdrawn_at=None).select_related("by")
    return {
        "correction": waiting.first(),
        "overrides": passed.order_by("at", "id"),
        "clock": now(),
    }


def base_of(story: Story, version: Version | None) -> Version | None:
    """The text a chief has read before this one, which the change is shown against."""
    if version is None:
        return None
    rows = story.versions.filter(
        approval__isnull=False, approval__kept_from=None, number__lt=version.number
    )
    newest = last_approved(story)
    return newest if newest and newest != version else rows.order_by("-number").first()


@require_POST
@login_required
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Submit the draft, or take it back."""
    story = access.story_or_404(request, slug)
    who = access.person(request)
    verb = submit.withdraw if request.POST.get("withdraw") else submit.submit
    name = "desk:story" if request.POST.get("withdraw") else "desk:review"
    back = reverse("desk:story", args=[slug])
    return acted(
        request, lambda: verb(story, by=who, now=now()), to=reverse(name, args=[slug]), back=back
    )


@require_POST
@login_required
def approval(request: HttpRequest, slug: str) -> HttpResponse:
    """A chief's name under one exact version."""
    story = access.story_or_404(request, slug)
    back = reverse("desk:review", args=[slug])
    return acted(
        request,
        lambda: approve.approve(
            story,
            version_number=number(request.POST.get("version", "")) or 0,
            by=access.person(request),
            now=now(),
        ),
        to=back,
    )


@require_POST
@login_required
def returns(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to its writers, with words and perhaps a suggestion."""
    story = access.story_or_404(request, slug)
    given = request.POST
    offers = []
    if given.get("find", "").strip():
        offers.append(
            send_back.Offer(
                zone=given.get("zone", "body"),
                find=given["find"].strip(),
                offer=given.get("offer", ""),
                words=given.get("because", ""),
            )
        )
    back = reverse("desk:review", args=[slug])
    return acted(
        request,
        lambda: send_back.send_back(
            story,
            words=given.get("words", ""),
            suggestions=offers,
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:story", args=[slug]),
        back=back,
    )


@require_POST
@login_required
def suggestion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take or decline a suggestion; who takes it wrote it."""
    story = access.story_or_404(request, slug)
    one = get_object_or_404(story.suggestions, pk=pk)
    verb = suggest.decline if request.POST.get("decline") else suggest.take
    back = reverse("desk:story", args=[slug])
    return acted(request, lambda: verb(one, by=access.person(request), now=now()), to=back)


@require_POST
@login_required
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the approved version before readers."""
    story = access.story_or_404(request, slug)
    back = reverse("desk:story", args=[slug])
    return acted(
        request,
        lambda: publish.publish(
            story, by=access.person(request), now=now(), changed=request.POST.get("changed", "")
        ),
        to=back,
    )
