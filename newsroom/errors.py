"""What a person sees when a page cannot be had: words, and the way on."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """A plain page in the house's look; it asks no database, so that it works when nothing else does."""
    said = {"status": status, "title": title, "words": words}
    html = render_to_string("error.html", said | {"at_desk": request.path.startswith("/desk/")})
    return HttpResponse(html, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return page(
        request, 404, "There is no such page", "It may have moved, or it is not yours to see."
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return page(
        request, 403, "This is not yours to do", "Ask an administrator for the right to it."
    )


def unsound(request: HttpRequest) -> HttpResponse:
    """422: a field holds what no field can hold."""
    return page(
        request,
        422,
        "The desk cannot keep what this form sent",
        "A field is longer than it may be, or holds signs that are no text. Nothing was changed. Go back: what you typed is still there; shorten it and send it again.",
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any form of the desk takes."""
    return page(
        request,
        413,
        "This is too large",
        "The desk takes texts and files up to 2 MB. Nothing was changed. Go back: what you typed is still there; send less at once, or the address where it stands.",
    )


def only_sent(request: HttpRequest) -> HttpResponse:
    """405 to somebody who opens an act's address as if it were a page."""
    return page(
        request,
        405,
        "This address does something; it shows nothing",
        "It is where a form of the desk is sent. Nothing was changed. Go back to the page with the form.",
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: nothing that a browser of ours sends."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(
        request, 400, "The desk cannot read this request", "Go back and send the form again."
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(
        request,
        500,
        "Something broke on our side",
        "Nothing you saved is lost. Go back and try again; if it breaks again, tell whoever looks after the desk.",
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its mark: signed out meanwhile, or sent from elsewhere."""
    return page(
        request,
        403,
        "This form has expired",
        "You may have been signed out meanwhile. Go back, reload the page and send it again; what you typed in a draft is kept on this computer.",
    )
