"""Acts on a note: approved, returned, retired, examples laid beside it, owned, read again, lowered."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow import draft_note, fall, lower, notes, relax
from desk.errors import Unsound
from desk.given import number
from desk.models import Lowering, NoteState, Person, PolicyNote
from desk.noteform.given import lines, one
from desk.views.acting import acted
from desk.views.notes import note_or_404, version_or_404


def zone_of(note: PolicyNote) -> str:
    """The clock by which hours of a note are named: of its desk; the house's own are in UTC."""
    return note.desk.zone if note.desk else "UTC"


@require_POST
@login_required
def approval(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """In force in a chief's name; or given back with words; or out of force."""
    version = version_or_404(request, slug, number)
    who, given = access.person(request), request.POST
    back = f"{reverse('desk:note', args=[slug])}?version={number}"
    words = one(dict(given.lists()), "words")
    if given.get("return"):
        return acted(
            request, lambda: notes.return_note(version, words=words, by=who, now=now()), to=back
        )
    if given.get("retire"):
        return acted(
            request, lambda: notes.retire_note(version, reason=words, by=who, now=now()), to=back
        )
    return acted(request, lambda: notes.approve_note(version, by=who, now=now()), to=back)


@require_POST
@login_required
def agreement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A chief of the wider note's desk agrees that its rule is relaxed."""
    version = version_or_404(request, slug, number)
    return acted(
        request,
        lambda: relax.agree(version, by=access.person(request), now=now()),
        to=f"{reverse('desk:note', args=[slug])}?version={number}",
    )


@require_POST
@login_required
def examples(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Lay an example beside a version in review."""
    version = version_or_404(request, slug, number)
    sent = dict(request.POST.lists())
    draft = {zone: one(sent, zone) for zone in ("headline", "dek", "body")}
    return acted(
        request,
        lambda: draft_note.add_example(
            version,
            rule=one(sent, "rule"),
            expect=one(sent, "expect"),
            draft={**draft, "links": lines(sent, "links")},
            by=access.person(request),
            now=now(),
        ),
        to=f"{reverse('desk:note', args=[slug])}?version={number}#rules",
    )


@require_POST
@login_required
def owner(request: HttpRequest, slug: str) -> HttpResponse:
    """Name who is asked about the note."""
    note = note_or_404(request, slug)
    chosen = number(request.POST.get("owner", ""))
    person = get_object_or_404(Person, pk=chosen or 0)
    return acted(
        request,
        lambda: fall.give_owner(note, owner=person, by=access.person(request), now=now()),
        to=reverse("desk:note", args=[slug]),
    )


@require_POST
@login_required
def renewal(request: HttpRequest, slug: str) -> HttpResponse:
    """The owner has read it again."""
    note = note_or_404(request, slug)
    version = get_object_or_404(note.versions, state=NoteState.ACTIVE)
    words = one(dict(request.POST.lists()), "words")
    return acted(
        request,
        lambda: fall.renew(version, words=words, by=access.person(request), now=now()),
        to=reverse("desk:note", args=[slug]),
    )


@require_POST
@login_required
def lowerings(request: HttpRequest, slug: str) -> HttpResponse:
    """A rule to advisory for everybody, for the shift or until a named hour; or in force again before it."""
    note = note_or_404(request, slug)
    who, back = access.person(request), reverse("desk:note", args=[slug])
    sent = dict(request.POST.lists())
    if ended := number(request.POST.get("end", "")):
        row = get_object_or_404(Lowering, pk=ended, story=None, ended_at=None)
        return acted(request, lambda: lower.raise_again(row, by=who, now=now()), to=back)

    def act() -> None:
        rule = one(sent, "rule")
        active = note.versions.filter(state=NoteState.ACTIVE).first()
        if active is None or draft_note.rule_of(active.data, rule) is None:
            raise Unsound("Say which rule of this note is lowered.", field="rule")
        hour = now()
        until = lower.until_when("shift", one(sent, "clock"), zone=zone_of(note), now=hour)
        lower.lower(rule, until=until, reason=one(sent, "reason"), by=who, now=hour)

    return acted(request, act, to=back)
