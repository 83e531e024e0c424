"""Who has a story: asked for from the board with one key, or from the story."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from desk import access
from desk.copyflow.assign import assign, holder
from desk.given import number
from desk.htmx import render_part
from desk.models import Person
from desk.views.acting import acted


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assignment(request: HttpRequest, slug: str) -> HttpResponse:
    """The people of its desk to choose from; the one who is chosen has it."""
    story = access.story_or_404(request, slug)
    who, people = access.person(request), access.writers(story.desk)
    if request.method == "POST":
        said, was = request.POST.get("to", ""), number(request.POST.get("was", ""))
        to = get_object_or_404(Person, pk=number(said)) if said else None
        return acted(
            request,
            lambda: assign(story, to=to, was=was, by=who, now=now()),
            to=reverse("desk:board"),
            back=reverse("desk:assignment", args=[slug]),
        )
    held = holder(story)
    context = {
        "story": story,
        "held": held,
        "people": people,
        "chosen": held.to_id if held else who.pk,
        "writes": access.is_editor(who, story.desk),
        "who": who,
    }
    return render_part(request, "desk/stories/assignment.html", "form", context)
