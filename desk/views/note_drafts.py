"""Drafts of notes: opened, written part by part, looked at over a story, and proposed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import draft_note, note_page, proven, relax
from desk.errors import CopyflowError, Stale
from desk.htmx import render_oob, render_part, wants_part
from desk.models import Desk, NoteReturn, NoteState, Phase, PolicyVersion, Story
from desk.noteform import guidance, public, relaxes, words
from desk.noteform.given import Errors, Field, Sent, raw
from desk.policy.kinds import KINDS
from desk.views.acting import acted
from desk.views.notes import note_or_404

PAGE = "desk/notes/draft.html"
Read = Callable[[Sent], tuple[Any, Errors]]


def draft_or_404(request: HttpRequest, slug: str) -> PolicyVersion:
    """The open draft of a note this person may know of."""
    note = note_or_404(request, slug)
    rows = note.versions.select_related("note__desk", "note__owner")
    return get_object_or_404(rows, state=NoteState.DRAFT)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A new note: its title and whose it is; the rest is written in its draft."""
    who = access.person(request)
    context = {
        "desks": access.desks(who),
        "given": {n: request.POST.get(n, "") for n in ("title", "desk")},
    }
    context["wrong"] = ""
    if request.method != "POST":
        return render(request, "desk/notes/new.html", context)
    desk = access.desks(who).filter(slug=request.POST.get("desk", "")).first()
    try:
        version = draft_note.start_note(
            request.POST.get("title", "").replace("\x00", ""), desk=desk, by=who, now=now()
        )
    except CopyflowError as refusal:
        said = f"{refusal.words} {refusal.satisfy}"
        return render(request, "desk/notes/new.html", {**context, "wrong": said}, status=422)
    return redirect("desk:note-draft", version.note.slug)


@require_POST
@login_required
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the note's draft, or the one somebody opened already."""
    note = note_or_404(request, slug)
    return acted(
        request,
        lambda: draft_note.open_draft(note, by=access.person(request), now=now()),
        to=reverse("desk:note-draft", args=[slug]),
        back=reverse("desk:note", args=[slug]),
    )


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft's form, part by part."""
    version = draft_or_404(request, slug)
    return render(request, PAGE, context_of(request, version))


def context_of(request: HttpRequest, version: PolicyVersion) -> dict[str, Any]:
    """Everything the draft's page shows."""
    here = now()
    known = note_page.notes(access.person(request))
    shown = forms(version, version.given, relax.choices(version.note.slug, known, here))
    return {
        **shown,
        "version": version,
        "note": version.note,
        "seen": {name: draft_note.seen_of(version, name) for name in PARTS},
        "kinds": [(kind.name, kind.what) for kind in KINDS.values()],
        "rules": [rule_line(version, raw_rule) for raw_rule in version.data.get("rules", [])],
        "lacks": proven.lacking(version, here),
        "conflicts": proven.conflicts(version, here),
        "relaxations": proven.relaxations(version, here),
        "leaning": relax.leaning(version, here),
        "weights": relaxes.TO,
        "stories": open_stories(request),
        "hands": version.hands.select_related("person"),
        "returned": NoteReturn.objects.filter(
            version__note=version.note, version__number=version.number - 1
        )
        .select_related("by")
        .last(),
        "refusal": None,
        "part": "",
        "wrongs": [],
        "kept_at": None,
        "mark": "",
        "wrong_count": 0,
    }


def forms(
    version: PolicyVersion, given: dict[str, Any], relaxable: list[tuple[str, str]]
) -> dict[str, Any]:
    """The fields of each part; what was typed and not taken stands where it was typed."""
    desks = [(d.slug, d.name) for d in Desk.objects.all()]
    keys = [str(r["key"]) for r in version.data.get("rules", [])]
    typed = {name: given.get(name) for name in PARTS}
    read: dict[str, Read] = readers(version)
    errors = {name: read[name](said)[1] if said else {} for name, said in typed.items()}
    return {
        "words": words.words_fields(
            draft_note.part_of(version, "words"), typed["words"], errors["words"]
        ),
        "scope": scope_parts(
            words.scope_fields(
                version.data.get("scope") or {}, desks, typed["scope"], errors["scope"]
            )
        ),
        "public": public.rows(version.data.get("public") or [], typed["public"], errors["public"]),
        "guidance": guidance.form(
            version.data.get("guidance") or [], typed["guidance"], errors["guidance"]
        ),
        "claims": guidance.CLAIMS,
        "relaxes": relaxes.rows(
            version.data.get("relaxes") or [],
            typed["relaxes"],
            errors["relaxes"],
            [value for value, _ in relaxable],
        ),
        "relaxable": relaxable,
        "keys": keys,
    }


def scope_parts(fields: list[Field]) -> dict[str, Any]:
    """The scope's fields, those that take pieces out of it apart."""
    out = [field for field in fields if field.name.startswith("not_")]
    return {
        "all": fields,
        "held": [field for field in fields if field not in out],
        "not": out,
        "some_not": any(field.value or field.chosen for field in out),
    }


def readers(version: PolicyVersion) -> dict[str, Read]:
    """How each part is read from what was sent."""
    keys = [str(r["key"]) for r in version.data.get("rules", [])]
    return {
        "words": words.read_words,
        "scope": words.read_scope,
        "public": lambda sent: public.read(sent, keys, settings.NEWSROOM_LANGUAGE),
        "guidance": guidance.read,
        "relaxes": relaxes.read,
    }


PARTS = ("words", "scope", "relaxes", "public", "guidance")


def rule_line(version: PolicyVersion, raw_rule: dict[str, Any]) -> dict[str, Any]:
    """A rule in the draft's list: what it is, and whether its examples hold."""
    rule, wrong = proven.rule_parsed(raw_rule)
    said = proven.verdicts(version, raw_rule)
    return {
        "key": raw_rule.get("key"),
        "what": KINDS[raw_rule["structured"]["kind"]].what,
        "kind": raw_rule["structured"]["kind"],
        "wrong": wrong if rule is None else "",
        "well": sum(one.well for one in said),
        "all": len(said),
        "waits": f"rule:{raw_rule.get('key')}" in version.given,
        "mirrors": proven.mirrors(version, raw_rule),
    }


def open_stories(request: HttpRequest) -> list[Story]:
    """Stories one may try a draft on, the last changed first."""
    rows = access.stories(access.person(request)).exclude(phase=Phase.SPIKED)
    return list(rows.order_by("-changed_at")[:40])


@require_POST
@login_required
def parts(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Keep one part; htmx gets the mark of it and what is wrong at each field."""
    version = draft_or_404(request, slug)
    if part not in PARTS:
        raise Http404
    sent = dict(request.POST.lists())
    said, errors = readers(version)[part](sent)
    try:
        version = draft_note.save_part(
            version,
            part=part,
            said=said,
            given=raw(sent, [n for n in sent if n not in {"seen", "csrfmiddlewaretoken"}]) if errors else None,
            seen=request.POST.get("seen", ""),
            by=access.person(request),
            now=now(),
        )  # fmt: skip
    except CopyflowError as refusal:
        return refused(request, version, part, sent, refusal)
    return kept(request, version, part, errors)


def kept(request: HttpRequest, version: PolicyVersion, part: str, errors: Errors) -> HttpResponse:
    """The part is kept: a mark for htmx, the page for a plain visit."""
    if not wants_part(request) and not errors:
        return redirect(reverse("desk:note-draft", args=[version.note.slug]) + f"#{part}")
    context = context_of(request, version)
    context |= {"part": part, "wrongs": wrongs(context, part, set(request.POST)), "kept_at": now()}
    context |= {"mark": context["seen"][part], "wrong_count": len(errors)}
    status = 422 if errors else 200
    answer = render_part(request, PAGE, "kept", context, status=status)
    answer = render_oob(request, answer, PAGE, "wrongs", context)
    answer = render_oob(request, answer, PAGE, "before", context)
    answer["HX-Trigger"] = "nightdesk:kept"
    return answer


def wrongs(context: dict[str, Any], part: str, sent: set[str]) -> list[tuple[str, str]]:
    """What stands under each field of a part; of rows those that the page has, not the empty one after them."""
    rows = {
        "public": [(f"text-{row.at}", row.wrong) for row in context["public"]],
        "guidance": [(f"advice-{row.at}", row.wrong) for row in context["guidance"].rows],
        "relaxes": [(f"relaxed-{row.at}", row.wrong) for row in context["relaxes"]],
    }
    if part in rows:
        return [(name, wrong) for name, wrong in rows[part] if name in sent]
    fields: list[Field] = {"words": context["words"], "scope": context["scope"]["all"]}.get(
        part, []
    )
    return [(field.name, field.wrong) for field in fields]


def refused(
    request: HttpRequest, version: PolicyVersion, part: str, sent: Sent, refusal: CopyflowError
) -> HttpResponse:
    """Somebody was first, or it is not yours: your words stay in the form before you."""
    version.given = {**version.given, part: raw(sent, list(sent))}
    context = context_of(request, version)
    context |= {"part": part, "refusal": refusal}
    if isinstance(refusal, Stale):
        # Saving again is a decision of its own, so the mark is the one that stands now.
        fresh = PolicyVersion.objects.filter(pk=version.pk).first()
        if fresh:
            context["seen"][part] = draft_note.seen_of(fresh, part)
    context["mark"] = context["seen"][part]
    return render_part(request, PAGE, "kept", context, status=status_of(request, refusal))


def status_of(request: HttpRequest, refusal: CopyflowError) -> int:
    """A part is swapped for 422 only; a whole page tells what kind of refusal it is."""
    return 422 if wants_part(request) else refusal.status


@require_safe
@login_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft over one open story, beside what the version in force says of it."""
    version = draft_or_404(request, slug)
    chosen = request.GET.get("story", "")
    context: dict[str, Any] = {"version": version, "note": version.note, "look": None, "wrong": ""}
    if chosen:
        story = access.story_or_404(request, chosen)
        try:
            context["look"] = note_page.preview(version, story, now=now())
        except CopyflowError as refusal:
            context["wrong"] = refusal.words
    context |= {"stories": open_stories(request), "chosen": chosen}
    return render_part(request, "desk/notes/preview.html", "look", context)


@require_POST
@login_required
def proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the draft in review."""
    version = draft_or_404(request, slug)
    return acted(
        request,
        lambda: draft_note.propose_draft(version, by=access.person(request), now=now()),
        to=f"{reverse('desk:note', args=[slug])}?version={version.number}",
        back=reverse("desk:note-draft", args=[slug]),
    )


@require_POST
@login_required
def removal(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    version = draft_or_404(request, slug)
    return acted(
        request,
        lambda: draft_note.drop_draft(version, by=access.person(request), now=now()),
        to=reverse("desk:notes"),
        back=reverse("desk:note-draft", args=[slug]),
    )
