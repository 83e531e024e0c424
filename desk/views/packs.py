"""Packs: what ships, what somebody sends, what a pack would do here, and our notes as a file."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import backtest, note_page, notes, pack_file
from desk.errors import CopyflowError, Unsound
from desk.models import NoteState, PolicyNote, PolicyVersion
from desk.noteform.given import one
from desk.policy import packs
from desk.views.acting import acted, refused
from desk.views.backtests import run_or_404


def page(request: HttpRequest, *, wrong: CopyflowError | None = None) -> HttpResponse:
    """Packs, notes to export, and what was wrong with a file."""
    known = note_page.notes(access.person(request))
    context = {
        "shipped": [described(name) for name in packs.names()],
        "notes": PolicyVersion.objects.filter(state=NoteState.ACTIVE, note__in=known)
        .select_related("note")
        .order_by("note__title"),
        "wrong": wrong,
    }
    return render(request, "desk/notes/packs.html", context, status=wrong.status if wrong else 200)


def described(name: str) -> dict[str, Any]:
    """A pack that ships: its notes, its rules, and which of its notes are here."""
    pack = packs.read(name)
    slugs = [note["slug"] for note in pack["notes"]]
    return {
        "name": name,
        "title": pack.get("title", name),
        "notes": [note["title"] for note in pack["notes"]],
        "rules": sum(len(note.get("rules", [])) for note in pack["notes"]),
        "here": PolicyNote.objects.filter(slug__in=slugs).count(),
    }


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The page; a POST puts a pack that ships, or one that was tried, in review."""
    if request.method != "POST":
        return page(request)
    who, sent = access.person(request), dict(request.POST.lists())

    def act() -> None:
        if tried := one(sent, "run"):
            notes.take_pack(pack_tried(request, tried), by=who, now=now())
        else:
            notes.load_pack(shipped(one(sent, "pack")), by=who, now=now())

    return acted(request, act, to=reverse("desk:notes"), back=reverse("desk:packs"))


def shipped(name: str) -> str:
    """The name of a pack that ships with the desk; a browser never names a file."""
    if name not in packs.names():
        raise Unsound("There is no such pack.", satisfy=f"Packs are {', '.join(packs.names())}.")
    return name


def pack_tried(request: HttpRequest, said: str) -> dict[str, Any]:
    """A pack as it was tried out here."""
    run = run_or_404(request, int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0)  # fmt: skip
    if run.version_id:
        raise Unsound("This back-test is of a note, not of a pack.")
    return {"name": run.pack, "notes": run.notes, **run.pack_data}


@require_POST
@login_required
def trials(request: HttpRequest) -> HttpResponse:
    """What a pack would do here: a back-test of notes that need not be loaded."""
    return begun(request, lambda: packs.read(shipped(one(dict(request.POST.lists()), "pack"))))


@require_POST
@login_required
def uploads(request: HttpRequest) -> HttpResponse:
    """A pack somebody sends: read with care, then tried out or put in review."""
    sent = request.FILES.get("file")

    def read() -> dict[str, Any]:
        if sent is None or isinstance(sent, list):
            raise Unsound("Choose a file.", field="file")
        return pack_file.read(sent.read(pack_file.LARGEST + 1))

    if request.POST.get("act") != "review":
        return begun(request, read)
    try:
        notes.take_pack(read(), by=access.person(request), now=now())
    except CopyflowError as refusal:
        return page(request, wrong=refusal)
    return redirect("desk:notes")


def begun(request: HttpRequest, read: Callable[[], dict[str, Any]]) -> HttpResponse:
    """The page of the run; a file that cannot be read is refused where it was chosen."""
    try:
        run = backtest.ask_pack(read(), by=access.person(request), now=now())
    except CopyflowError as refusal:
        return page(request, wrong=refusal)
    return redirect("desk:backtest", run.pk)


@require_safe
@login_required
def file(request: HttpRequest) -> HttpResponse:
    """Notes in force as a pack file."""
    known = note_page.notes(access.person(request))
    sent = dict(request.GET.lists())
    rows = PolicyVersion.objects.filter(
        state=NoteState.ACTIVE, note__in=known, note__slug__in=sent.get("note", [])
    ).select_related("note")
    name = one(sent, "name") or "house"
    try:
        pack = pack_file.pack_of(name, name, rows)
    except CopyflowError as refusal:
        return refused(request, refusal, reverse("desk:packs"))
    answer = HttpResponse(pack_file.as_text(pack), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{pack["name"]}.json"'
    return answer
