"""Sources: who we receive from, how their wires do, what class they are of and who said so."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, register
from desk.copyflow import classify, owed, register_wire, source_file
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import render_part
from desk.models import Candidate, CandidateState, ClassingProposal, Objection, Person
from desk.views.acting import acted, refused
from desk.views.habits import lines
from wires import probe
from wires.hands import is_unfiled
from wires.models import Control, Item, Shown, Source, SourceKind, Voice, Wire


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every wire with its health in words, and how to add one."""
    who = access.person(request)
    wires = list(Wire.objects.select_related("source").order_by("source__name", "address"))
    rows = lines(wires, now())
    context = {
        "lines": [one for one in rows if one["ill"]] + [one for one in rows if not one["ill"]],
        "wireless": Source.objects.filter(wires=None).order_by("name"),
        "count": Source.objects.count(),
        "proposals": proposed(who),
        "waiting": Candidate.objects.exclude(state=CandidateState.ADDED).count(),
        "found": None,
        "address": request.GET.get("address", ""),
    }
    return render_part(request, "desk/sources/list.html", "health", context)


def proposed(who: Person) -> list[dict[str, Any]]:
    """Proposals that nobody has decided on, with what each would touch."""
    rows = ClassingProposal.objects.filter(approved_at=None, declined_at=None)
    chief = access.is_chief(who, None)
    return [
        {
            "row": row,
            "touches": register.touched(row.source, access.stories(who)),
            "may": chief and row.by_id != who.pk,
            "own": row.by_id == who.pk,
            "operates": chief and classify.operates(row.source, who),
        }
        for row in rows.select_related("source", "by")
    ]


@require_POST
@login_required
def look(request: HttpRequest) -> HttpResponse:
    """Fetch an address once and say what is there; nothing is kept."""
    who = access.person(request)
    try:
        source_file.need_desk(who)
    except CopyflowError as refusal:
        return refused(request, refusal, reverse("desk:sources"))
    address = request.POST.get("address", "").strip()[:1000]
    own = access.is_administrator(who)
    found = probe.look(address, now=now(), allowed=settings.ALLOW_WIRES, operator=own)
    given = Source(
        key="", name=found.title, handles=list(found.handles), domains=list(found.domains)
    )
    alike = [] if found.source_key else register.likenesses(given)
    context: dict[str, Any] = {"found": found, "address": address, "alike": alike}
    return render_part(request, "desk/sources/probe.html", "found", context)  # fmt: skip


@require_POST
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new source and its wire; unclassed until two people class it. One goes on to the wire, which says what comes."""
    given = request.POST
    made: list[Wire] = []

    def act() -> None:
        made.append(
            register_wire.register_wire(
                name=given.get("name", ""),
                address=given.get("address", ""),
                hours_in=given.get("hours_in", ""),
                by=access.person(request),
                now=now(),
            )
        )

    answer = acted(request, act, to=reverse("desk:sources"))
    if made and answer.status_code == 302:
        answer["Location"] = reverse("desk:wire", args=[made[0].pk])
    return answer


@require_safe
@login_required
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """One source with everything the register has of it."""
    source = get_object_or_404(Source, key=key)
    who = access.person(request)
    stories = access.stories(who)
    said = register.expressions()
    context = {
        "source": source,
        "unfiled": (nobodys := is_unfiled(source)),
        "mailbox": Wire.objects.filter(items__source=source).first() if nobodys else None,
        "lines": lines(list(source.wires.select_related("source")), now()),
        "classes": [
            (name, register.in_words(said[name]) if name in said else "by the register’s own facts")
            for name in sorted(register.classes_of(source, said))
        ],
        "alike": register.likenesses(source),
        "notes": source.notes.select_related("by"),
        "objections": source.objections.select_related("filed_by", "answered_by"),
        "history": source.proposals.select_related("by", "approved_by", "declined_by"),
        "proposals": [one for one in proposed(who) if one["row"].source_id == source.pk],
        "touches": register.touched(source, stories),
        "rests_on": owed.class_in_force(source),
        "today": now().date(),
        "items": Item.objects.open().filter(source=source).order_by("-received_at", "-id")[:12],
        "kinds": SourceKind.choices,
        "controls": Control.choices,
        "voices": Voice.choices,
        "shown": Shown.choices,
        "chief": access.is_chief(who, None),
        "may_open_door": access.is_chief(who, None)
        and bool(settings.PUBLIC_ADDRESS)
        and not nobodys,
    }
    return render(request, "desk/sources/detail.html", context)


@require_POST
@login_required
def proposals(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a class, with evidence."""
    source = get_object_or_404(Source, key=key)
    given = request.POST
    facts = {name: given.get(name, "") for name in (*classify.FACTS, "satire")}
    return acted(
        request,
        lambda: classify.propose_class(
            source,
            facts=facts,
            evidence=given.get("evidence", ""),
            effective_on=day(given.get("effective_on", "")),
            review_by=day(given.get("review_by", "")),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:source", args=[key]),
    )


def day(said: str) -> Any:
    """A day as a form sends it; what is no day is none."""
    try:
        return parse_date(said)
    except ValueError:
        return None


@require_POST
@login_required
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The second name under a class, or a no with its reason."""
    proposal = get_object_or_404(ClassingProposal.objects.select_related("source"), pk=pk)
    who, given = access.person(request), request.POST
    back = reverse("desk:source", args=[proposal.source.key])
    if given.get("decline"):
        because = given.get("because", "")
        return acted(
            request,
            lambda: classify.decline_class(proposal, because=because, by=who, now=now()),
            to=back,
        )
    return acted(request, lambda: classify.approve_class(proposal, by=who, now=now()), to=back)


@require_POST
@login_required
def notes(request: HttpRequest, key: str) -> HttpResponse:
    """A note on a source’s reliability."""
    source = get_object_or_404(Source, key=key)
    words, who = request.POST.get("words", ""), access.person(request)
    return acted(
        request,
        lambda: source_file.note(source, words=words, by=who, now=now()),
        to=reverse("desk:source", args=[key]),
    )


@require_POST
@login_required
def terms(request: HttpRequest, key: str) -> HttpResponse:
    """What its licence allows."""
    source = get_object_or_404(Source, key=key)
    given = request.POST
    return acted(
        request,
        lambda: source_file.set_terms(
            source,
            shown_as=given.get("shown_as", ""),
            archive_shown=bool(given.get("archive_shown")),
            full_text=bool(given.get("full_text")),
            terms=given.get("terms", ""),
            legal_ground=given.get("legal_ground", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:source", args=[key]),
    )


@require_POST
@login_required
def accounts(request: HttpRequest, key: str) -> HttpResponse:
    """Its accounts, sites and languages."""
    source = get_object_or_404(Source, key=key)
    given = request.POST
    return acted(
        request,
        lambda: source_file.set_accounts(
            source,
            handles=given.get("handles", "").replace(",", " ").split(),
            domains=given.get("domains", "").replace(",", " ").split(),
            languages=given.get("languages", "").replace(",", " ").split(),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:source", args=[key]),
    )


@require_POST
@login_required
def objections(request: HttpRequest, key: str) -> HttpResponse:
    """What a source says against its class; or the desk’s answer."""
    source = get_object_or_404(Source, key=key)
    given, who, back = request.POST, access.person(request), reverse("desk:source", args=[key])
    answers = number(given.get("answers", ""))
    if answers is not None:
        row = get_object_or_404(Objection, source=source, pk=answers)
        words = given.get("answer", "")
        return acted(
            request, lambda: source_file.answer(row, words=words, by=who, now=now()), to=back
        )
    return acted(
        request,
        lambda: source_file.object_to(
            source,
            said_by=given.get("said_by", ""),
            words=given.get("words", ""),
            by=who,
            now=now(),
        ),
        to=back,
    )
