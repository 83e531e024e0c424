"""Policy notes: what is in force, what is proposed, by whom, approved by whom."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import notes
from desk.errors import CopyflowError, Unsound
from desk.given import number
from desk.models import Lowering, NoteState, PolicyNote, PolicyVersion
from desk.policy import packs
from desk.policy.kinds import KINDS
from desk.views.acting import acted


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Notes by what they need: decisions first."""
    versions = PolicyVersion.objects.select_related("note")
    context = {
        "waiting": versions.filter(state=NoteState.IN_REVIEW).order_by("proposed_at"),
        "active": versions.filter(state=NoteState.ACTIVE).order_by("note__title"),
        "packs": packs.names(),
        "loaded": set(PolicyNote.objects.values_list("pack", flat=True)),
        "lowered": Lowering.objects.filter(
            Q(story=None) | Q(story__in=access.stories(access.person(request))),
            until__gt=now(),
            ended_at=None,
        ).select_related("by", "story"),
        "chief": access.is_chief(access.person(request), None),
    }
    return render(request, "desk/notes/list.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One note: plain words, what readers are told, rules, examples, versions, hands."""
    note = get_object_or_404(PolicyNote, slug=slug)
    asked = number(request.GET.get("version", ""))
    every = note.versions.order_by("-number")
    version = every.filter(number=asked).first() if asked else None
    version = (
        version
        or every.filter(state=NoteState.IN_REVIEW).first()
        or every.filter(state=NoteState.ACTIVE).first()
        or every.first()
    )
    who = access.person(request)
    context = {
        "note": note,
        "version": version,
        "versions": every,
        "rules": shown_rules(version) if version else [],
        "public": version.data.get("public", []) if version else [],
        "hands": version.hands.select_related("person") if version else [],
        "wrote": bool(version) and version.hands.filter(person=who, part="wrote").exists()
        if version
        else False,
        "chief": access.is_chief(who, note.desk),
        "raw": json.dumps(version.data, ensure_ascii=False, indent=2) if version else "",
    }
    return render(request, "desk/notes/detail.html", context)


def shown_rules(version: PolicyVersion) -> list[dict[str, Any]]:
    """Rules with what they come to at each stage, their examples and what they are for."""
    out = []
    for rule in version.data.get("rules", []):
        stages = rule.get("enforcement", {})
        out.append(
            {
                "key": rule["key"],
                "kind": KINDS[rule["structured"]["kind"]].what,
                "why": rule.get("why", ""),
                "message": rule.get("message", ""),
                "stages": [
                    (stage, stages.get(stage, "shadow"))
                    for stage in ("submit", "approve", "publish", "update")
                ],
                "match": [words_of(d) for d in rule.get("must_match", [])],
                "clear": [words_of(d) for d in rule.get("must_not_match", [])],
            }
        )
    return out


def words_of(draft: dict[str, Any]) -> str:
    """An example in one line."""
    said = " / ".join(
        part for part in (draft.get("headline"), draft.get("dek"), draft.get("body")) if part
    )
    return (said if len(said) < 200 else said[:199] + "…") + (
        "  " + " ".join(draft.get("links", [])) if draft.get("links") else ""
    )


@login_required
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version of a note, from the form; another person approves it."""
    note = get_object_or_404(PolicyNote, slug=slug)
    newest = note.versions.order_by("-number").first()
    data = newest.data if newest else {}
    raw = request.POST.get("raw") or json.dumps(data.get("rules", []), ensure_ascii=False, indent=2)
    given = {name: request.POST.get(name) or data.get(name, "") for name in ("words", "rationale")}
    context = {"note": note, "data": data, "given": given, "raw": raw, "wrong": ""}
    if request.method != "POST":
        return render(request, "desk/notes/propose.html", context)
    try:
        rules = list(json.loads(raw))
        changed = {
            **data,
            "words": request.POST.get("words", ""),
            "rationale": request.POST.get("rationale", ""),
            "rules": rules,
        }
        version = notes.propose(
            title=note.title, data=changed, note=note, by=access.person(request), now=now()
        )
    except (TypeError, ValueError) as wrong:
        return render(
            request,
            "desk/notes/propose.html",
            {**context, "wrong": f"The rules cannot be read: {wrong}."},
            status=422,
        )
    except CopyflowError as refusal:
        said = f"{refusal.words} {refusal.satisfy}"
        return render(request, "desk/notes/propose.html", {**context, "wrong": said}, status=422)
    return redirect(f"{reverse('desk:note', args=[slug])}?version={version.number}")


@require_POST
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Put a pack's notes in review."""
    name = request.POST.get("pack", "")
    return acted(
        request,
        lambda: notes.load_pack(shipped(name), by=access.person(request), now=now()),
        to=reverse("desk:notes"),
    )


def shipped(name: str) -> str:
    """The name of a pack that ships with the desk; a browser never names a file."""
    if name not in packs.names():
        raise Unsound("There is no such pack.", satisfy=f"Packs are {', '.join(packs.names())}.")
    return name


@require_POST
@login_required
def approval(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """In force in a chief's name; or given back with words; or out of force."""
    version = get_object_or_404(PolicyVersion, note__slug=slug, number=number)
    who, given = access.person(request), request.POST
    back = reverse("desk:note", args=[slug])
    if given.get("return"):
        return acted(
            request,
            lambda: notes.return_note(version, words=given.get("words", ""), by=who, now=now()),
            to=back,
        )
    if given.get("retire"):
        return acted(
            request,
            lambda: notes.retire_note(version, reason=given.get("words", ""), by=who, now=now()),
            to=back,
        )
    return acted(request, lambda: notes.approve_note(version, by=who, now=now()), to=back)
