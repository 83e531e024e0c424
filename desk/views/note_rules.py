"""Rules of a draft: added, written by form with their examples' verdicts beside them, taken out."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access, blocks
from desk.copyflow import draft_note, proven
from desk.errors import CopyflowError, Stale
from desk.htmx import render_oob, render_part, wants_part
from desk.models import PolicyVersion, Story
from desk.noteform import rule as form
from desk.noteform.given import Errors, Field, Sent, raw
from desk.policy.kinds import KINDS
from desk.policy.proof import Mirror, Verdict
from desk.views.acting import acted
from desk.views.note_drafts import draft_or_404, open_stories, status_of

PAGE = "desk/notes/rule.html"
NOT_FIELDS = frozenset({"seen", "csrfmiddlewaretoken", "more"})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """An example in the form with what it does now, and what its mirror does."""

    row: form.ExampleRow
    verdict: Verdict | None
    mirror: Mirror | None
    turned: bool
    sent: bool

    @property
    def mark(self) -> str:
        """How its mirror stands, for telling whether the form shows that already."""
        return "" if self.mirror is None else ("fires" if self.mirror.fires_swapped else "silent")


@require_POST
@login_required
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """A rule of one of ten kinds."""
    version = draft_or_404(request, slug)
    given = request.POST
    made: list[str] = []

    def act() -> None:
        title = given.get("rule-title", "").replace("\x00", "")
        _, key = draft_note.add_rule(
            version, kind=given.get("kind", ""), title=title, by=access.person(request), now=now()
        )
        made.append(key)

    answer = acted(request, act, to=reverse("desk:note-draft", args=[slug]))
    return redirect("desk:note-rule", slug, made[0]) if made else answer


@login_required
def detail(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One rule's form; a POST keeps it, as one types where the page has its scripts."""
    version = draft_or_404(request, slug)
    rule = draft_note.rule_of(version.data, key)
    if rule is None:
        raise Http404
    if request.method != "POST":
        sent = version.given.get(f"rule:{key}")
        errors = form.read_rule(rule, sent)[1] if sent else {}
        return render(request, PAGE, context_of(request, version, rule, sent, errors=errors))
    return save(request, version, rule, dict(request.POST.lists()))


def save(request: HttpRequest, version: PolicyVersion, rule: Json, sent: Sent) -> HttpResponse:
    """Keep what was sent, taken or not; answer with the verdicts."""
    key = str(rule["key"])
    said, errors, where = form.read_rule(rule, sent)
    typed = raw(sent, [n for n in sent if n not in NOT_FIELDS])
    try:
        version = draft_note.save_part(
            version,
            part=f"rule:{key}",
            said=said,
            given=typed if errors else None,
            seen=str((sent.get("seen") or [""])[0]),
            by=access.person(request),
            now=now(),
        )
    except CopyflowError as refusal:
        context = context_of(request, version, rule, typed, errors=errors, where=where)
        return stale(request, version, context, refusal, f"rule:{key}")
    if not wants_part(request) and not errors:
        return redirect(reverse("desk:note-rule", args=[version.note.slug, key]) + "#examples")
    # What was sent keeps its row numbers, so that each verdict comes under its own example.
    context = context_of(request, version, said, typed, errors=errors, where=where)
    context["kept_at"] = now()
    answer = render_part(request, PAGE, "kept", context, status=422 if errors else 200)
    answer = render_oob(request, answer, PAGE, "wrongs", context)
    answer["HX-Trigger"] = "nightdesk:kept"
    return answer


def stale(
    request: HttpRequest, version: PolicyVersion, context: Json, refusal: CopyflowError, part: str
) -> HttpResponse:
    """Not kept: the words stay in the form; saving again is a decision of its own."""
    fresh = PolicyVersion.objects.filter(pk=version.pk).first()
    if isinstance(refusal, Stale) and fresh:
        context["seen"] = draft_note.seen_of(fresh, part)
    context["refusal"] = refusal
    return render_part(request, PAGE, "kept", context, status=status_of(request, refusal))


def context_of(
    request: HttpRequest,
    version: PolicyVersion,
    rule: Json,
    sent: Sent | None,
    *,
    errors: Errors,
    where: dict[tuple[str, int], int] | None = None,
) -> Json:
    """All that the rule's page shows."""
    fields = form.kind_fields(rule, sent, errors)
    rows = rows_of(version, rule, sent, errors, where)
    kind = str(rule["structured"]["kind"])
    return {
        "version": version,
        "note": version.note,
        "rule": rule,
        "kind": kind,
        "what": KINDS[kind].what,
        "fields": fields,
        "said": form.word_fields(rule, sent),
        "stages": form.stage_fields(rule, sent),
        "lists": form.LISTS,
        "rows": rows,
        "lacks": [] if errors else proven.rule_lacks(version, rule, now()),
        "errors": [(f, f.wrong) for f in fields if f.wrong],
        "wrongs": wrongs(fields),
        "seen": draft_note.seen_of(version, f"rule:{rule['key']}"),
        "stories": open_stories(request),
        "refusal": None,
        "kept_at": None,
    }


def wrongs(fields: list[Field]) -> list[tuple[str, str]]:
    """What stands under each field."""
    return [(field.name, field.wrong) for field in fields]


def rows_of(
    version: PolicyVersion,
    rule: Json,
    sent: Sent | None,
    errors: Errors,
    where: dict[tuple[str, int], int] | None,
) -> list[Row]:
    """Examples with their verdicts; where a field cannot be read there are none."""
    rows = form.example_rows(rule, sent)
    if where is None:
        read, _, where = form.read_rule(rule, sent) if sent else (rule, {}, places_of(rule))
        rule = read
    verdicts = {} if errors else {where.get((v.list, v.index)): v for v in proven.verdicts(version, rule)}  # fmt: skip
    mirrors = {} if errors else {where.get((m.list, m.index)): m for m in proven.mirrors(version, rule)}  # fmt: skip
    return [row_for(row, verdicts.get(row.at), mirrors.get(row.at), sent) for row in rows]


def row_for(
    row: form.ExampleRow, verdict: Verdict | None, mirror: Mirror | None, sent: Sent | None
) -> Row:
    """A row; its mirror is drawn again only where it turned, since somebody may be typing in it."""
    there = f"list-{row.at}" in (sent or {})
    made = Row(row, verdict, mirror, turned=False, sent=there)
    shown = (sent or {}).get(f"mirror-{row.at}", [""])
    return replace(made, turned=list(shown) != [made.mark])


def places_of(rule: Json) -> dict[tuple[str, int], int]:
    """Where each stored example stands in a fresh form."""
    keys = [(name, n) for name, _ in form.LISTS for n in range(len(rule.get(name) or []))]
    return {key: n for n, key in enumerate(keys)}


@require_POST
@login_required
def removal(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take a rule out."""
    version = draft_or_404(request, slug)
    return acted(
        request,
        lambda: draft_note.drop_rule(version, key=key, by=access.person(request), now=now()),
        to=reverse("desk:note-draft", args=[slug]),
    )


@require_POST
@login_required
def from_story(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take an open story's words as an example."""
    version = draft_or_404(request, slug)
    rule = draft_note.rule_of(version.data, key)
    story = access.story_or_404(request, request.POST.get("story", ""))
    expect = request.POST.get("expect", "")
    if rule is None or expect not in {"must_match", "must_not_match"}:
        raise Http404
    said = {**rule, expect: [*rule.get(expect, []), example_of(story)]}
    return acted(
        request,
        lambda: draft_note.save_part(
            version,
            part=f"rule:{key}",
            said=said,
            given=None,
            seen=draft_note.seen_of(version, f"rule:{key}"),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:note-rule", args=[slug, key]) + "#examples",
    )


def example_of(story: Story) -> Json:
    """A story's words as an example; what it cites stays with it."""
    body = blocks.plain(story.doc)
    return {
        "headline": story.headline,
        "dek": story.dek,
        "body": body.text,
        "links": [link.href for link in body.links],
    }
