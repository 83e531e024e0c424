"""The one place that asks whether a request is htmx's; one template, one context, two answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """True for a swap of a part: not a boosted visit, not a page restored from history."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_part(
    request: HttpRequest,
    template: str,
    part: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render `template#part` for an htmx swap, the whole page otherwise."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def render_oob(
    request: HttpRequest, first: HttpResponse, template: str, part: str, context: dict[str, Any]
) -> HttpResponse:
    """Add one out-of-band part to an htmx answer; leave whole pages alone."""
    if wants_part(request):
        first.write(render_to_string(f"{template}#{part}", context, request))
    return first
