"""A story's evidence as a file to take away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk import access
from desk.copyflow.evidence import export_evidence
from desk.errors import CopyflowError
from desk.views.acting import refused


@require_POST
@login_required
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """A WARC file of the bytes that a story rests on."""
    story = access.story_or_404(request, slug)
    try:
        body, _ = export_evidence(story, by=access.person(request), now=now())
    except CopyflowError as refusal:
        return refused(request, refusal, reverse("desk:log", args=[slug]))
    return HttpResponse(
        body,
        content_type="application/warc",
        headers={"Content-Disposition": f'attachment; filename="{story.slug}.warc.gz"'},
    )
