"""The front door: published pages are answered with their stored bytes, before anything else.

No session, no cookie, no template: one indexed row. What the verbs stored is what readers get.
"""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from desk.models.publication import PublicPage

PIECE = re.compile(r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]{1,80}/")
# Ten seconds is the most that a held or retracted piece may still be read from a cache.
FRESH = "public, max-age=5, must-revalidate"


def answer(request: HttpRequest) -> HttpResponse | None:
    """The page at this address, or None where it is not a piece's."""
    if request.method not in {"GET", "HEAD"} or not PIECE.fullmatch(request.path_info):
        return None
    page = (
        PublicPage.objects.filter(path=request.path_info)
        .values_list("body", "etag", "status", "changed_at")
        .first()
    )
    if page is None:
        return None
    body, etag, status, changed_at = page
    if status == 200 and matches(request.headers.get("If-None-Match", ""), etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(body), status=status, content_type="text/html; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = FRESH
    response["Last-Modified"] = changed_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response


def matches(sent: str, etag: str) -> bool:
    """Weak comparison, as If-None-Match asks for (RFC 9110, section 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in sent.split(",")]
    return etag in tags or "*" in tags
