"""The save protocol: steps, short fields, the document, findings as one types."""

from time import thread_time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk import access
from desk.copyflow import edit
from desk.copyflow.as_typed import Mark, as_typed, blocks_publication
from desk.errors import CopyflowError, Stale
from desk.given import number
from desk.models import Story
from desk.views.acting import body_of


@require_safe
@login_required
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as it stands."""
    story = access.story_or_404(request, slug)
    return JsonResponse(
        {
            "version": story.doc_version,
            "doc": story.doc,
            "fields": {name: getattr(story, name) for name in edit.FIELDS},
        }
    )


@require_http_methods(["GET", "POST"])
@login_required
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """Steps since a version, or new ones to take."""
    story = access.story_or_404(request, slug)
    if request.method == "GET":
        return JsonResponse(since_data(story, number(request.GET.get("since", "")) or 0))
    body = body_of(request)
    version, sent = body.get("version"), body.get("steps")
    if not isinstance(version, int) or not isinstance(sent, list):
        return JsonResponse({"error": "These steps cannot be read."}, status=422)
    try:
        taken = edit.take_steps(
            story.pk,
            version=version,
            client=str(body.get("client", "")),
            steps=sent,
            by=access.person(request),
            now=now(),
        )
    except edit.Behind as behind:
        data = {"version": behind.version, "steps": behind.steps, "clients": behind.clients}
        return JsonResponse(data, status=409)
    except CopyflowError as refusal:
        return JsonResponse({"error": f"{refusal.words} {refusal.satisfy}"}, status=refusal.status)
    return JsonResponse({"version": taken.version})


def since_data(story: Story, since: int) -> dict[str, Any]:
    """Steps after a version, and who sent each."""
    version, sent, clients = edit.steps_since(story.pk, since)
    return {"version": version, "steps": sent, "clients": clients}


@require_POST
@login_required
def fields(request: HttpRequest, slug: str) -> HttpResponse:
    """A short field's new words."""
    story = access.story_or_404(request, slug)
    body = body_of(request)
    try:
        taken = edit.take_field(
            story.pk,
            field=str(body.get("field", "")),
            value=str(body.get("value", "")),
            base=str(body.get("base", "")),
            by=access.person(request),
            now=now(),
        )
    except Stale as stale:
        return JsonResponse({"error": stale.words, **stale.facts}, status=409)
    except CopyflowError as refusal:
        return JsonResponse({"error": f"{refusal.words} {refusal.satisfy}"}, status=refusal.status)
    return JsonResponse({"value": taken.value, "version": taken.version})


@require_POST
@login_required
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Findings on the draft, or on words that are not saved yet; none on the sentence under the caret."""
    story = access.story_or_404(request, slug)
    body = body_of(request)
    caret, version = body.get("caret"), story.doc_version
    where, began = None, thread_time()
    if isinstance(caret, dict) and isinstance(caret.get("offset"), int):
        where = (str(caret.get("zone", "")), int(caret["offset"]))
    try:
        found = as_typed(story, who=access.person(request), now=now(), given=body, caret=where)
    except CopyflowError as refusal:
        return JsonResponse({"error": f"{refusal.words} {refusal.satisfy}"}, status=refusal.status)
    marks = [as_data(one) for one in found.marks]
    answer = JsonResponse({"version": version, "findings": marks, "rest": found.rest})
    # What a keystroke costs the desk, for whoever looks at the browser's own clock of requests.
    answer["Server-Timing"] = f"cpu;dur={(thread_time() - began) * 1e3:.1f}"
    return answer


def as_data(one: Mark) -> dict[str, Any]:
    """A finding for the browser: where it stands, in UTF-16 units of its block or field."""
    return {
        "letter": one.letter,
        "fingerprint": one.finding.fingerprint,
        "code": one.finding.code,
        "blocking": blocks_publication(one.finding),
        "zone": one.finding.zone.value,
        "block": one.block_id,
        "from": one.start,
        "to": one.end,
        "exact": one.finding.exact,
        "message": one.finding.message,
    }
