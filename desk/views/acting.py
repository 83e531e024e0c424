"""How a view asks a verb and answers: a redirect, or the refusal where the person is looking."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from desk.errors import Blocked, CopyflowError
from desk.policy.article import load
from desk.policy.types import Finding

Act = Callable[[], Any]


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a program."""
    return "application/json" in request.headers.get("Accept", "")


def acted(request: HttpRequest, act: Act, *, to: str, back: str = "") -> HttpResponse:
    """Ask a verb; go to `to`, or say why not with what would satisfy it."""
    try:
        act()
    except CopyflowError as refusal:
        return refused(request, refusal, back or to)
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return JsonResponse({"done": True}) if wants_json(request) else redirect(to)


def refused(request: HttpRequest, refusal: CopyflowError, back: str) -> HttpResponse:
    """The refusal as a page in the house's look, or as data."""
    findings = refusal.findings if isinstance(refusal, Blocked) else ()
    if wants_json(request):
        return JsonResponse(as_data(refusal, findings), status=refusal.status)
    context = {"refusal": refusal, "findings": findings, "back": back}
    return render(request, "desk/refused.html", context, status=refusal.status)


def as_data(refusal: CopyflowError, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """A refusal for a program (RFC 9457's words)."""
    return {
        "title": refusal.words,
        "detail": refusal.satisfy,
        "findings": [
            {
                "code": f.code,
                "zone": f.zone.value,
                "exact": f.exact,
                "message": f.message,
                "fix": f.fix,
            }
            for f in findings
        ],
    }


def body_of(request: HttpRequest) -> dict[str, Any]:
    """A JSON body as a dictionary; anything else is empty."""
    try:
        data = load(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
