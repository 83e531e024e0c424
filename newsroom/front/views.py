"""What readers see besides the pieces themselves. Reads publications, sets no cookie."""

import hashlib
import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from desk.models.publication import Correction, PublicPage
from newsroom.front.door import matches

NO_XML = re.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")
ON_HOME = 30
IN_FEED = 40


def frame() -> dict[str, object]:
    """Names every reader page uses."""
    return {
        "newsroom": settings.NEWSROOM_NAME,
        "public_address": settings.PUBLIC_ADDRESS,
        "invented": settings.NEWSROOM_IS_INVENTED,
    }


def fresh(response: HttpResponse) -> HttpResponse:
    """Cached for five seconds: a hold reaches every road within ten."""
    response["Cache-Control"] = "public, max-age=5, must-revalidate"
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Pieces as last published, newest first."""
    pages = list(PublicPage.objects.listed().exclude(state="retracted")[:ON_HOME])
    corrections = Correction.objects.exclude(publication=None).select_related("publication")[:5]
    context = {
        **frame(),
        "lead": pages[0] if pages else None,
        "rest": pages[1:],
        "corrections": [c for c in corrections if shown(c)],
    }
    return fresh(render(request, "front/home.html", context))


def shown(correction: Correction) -> bool:
    """A correction stands while its piece does: not while it is held, not once it is retracted."""
    path = correction.publication.path if correction.publication else ""
    return PublicPage.objects.filter(path=path, state="live").exists()


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Everything put right in public, and what was withdrawn."""
    rows = Correction.objects.exclude(publication=None).select_related("publication")[:200]
    gone = PublicPage.objects.filter(state="retracted").order_by("-state_at")[:200]
    context = {**frame(), "corrections": [c for c in rows if shown(c)], "withdrawn": gone}
    return fresh(render(request, "front/corrections.html", context))


@require_safe
def shown_copy(request: HttpRequest, piece: str, number: str) -> HttpResponse:
    """What a source sent, in words, while the piece stands and the source's terms allow it."""
    page = PublicPage.objects.filter(path=f"/{piece}/", state="live").select_related("publication")
    out = page.first()
    found = out and out.publication.shown_copies.open().filter(number=number)
    row = found and found.select_related("text__item__source", "text__snapshot").first()
    if not out or not row:
        raise Http404
    context = {
        **frame(),
        "piece": out.publication,
        "number": row.number,
        "text": row.text,
        "title": row.title,
        "words": row.words,
    }
    body = render(request, "front/copy.html", context)
    etag = f'"{hashlib.sha256(body.content).hexdigest()}"'
    response = body
    if matches(request.headers.get("If-None-Match", ""), etag):
        response = HttpResponseNotModified()
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex, noarchive"
    return fresh(response)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom: pieces, holds and retractions, so that whoever took a piece is told."""
    pages = PublicPage.objects.select_related("publication").order_by("-changed_at")[:IN_FEED]
    site = (settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}").rstrip("/")
    context = {**frame(), "pages": list(pages), "site": site}
    document = NO_XML.sub("", render_to_string("front/feed.xml", context, request))
    return fresh(HttpResponse(document, content_type="application/atom+xml; charset=utf-8"))
