"""Items beside a story: attached, to be found, pasted, reported; citations looked at again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access
from desk.copyflow import attach, cite, report
from desk.copyflow.search import found_items
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import render_part
from desk.models import Citation, Story
from desk.views.acting import acted
from wires.models import Item
from wires.origins import count_items


def panel(request: HttpRequest, story: Story) -> dict[str, Any]:
    """Names of the wires pane."""
    query = request.GET.get("q", "")
    who = access.person(request)
    rows = list(
        story.attachments.filter(detached_at=None, item__in=access.items(who))
        .select_related("item__source", "item__relay_of__source", "watch")
        .order_by("id")
    )
    cited: dict[int, Citation] = {}
    for citation in story.citations.all():
        cited.setdefault(citation.item_id, citation)
    relayed = relay_counts([row.item for row in rows])
    lines = []
    for n, row in enumerate(rows, 1):
        texts = list(row.item.texts.order_by("-number")[:2]) if row.item.texts_count > 1 else []
        lines.append(
            {
                "row": row,
                "item": row.item,
                "key": n if n < 10 else "",
                "number": n,
                "cited": cited.get(row.item_id),
                "before": texts[1] if len(texts) > 1 else None,
                "origins": relayed.get(row.item_id, ""),
                "newer": bool(
                    row.item_id in cited
                    and row.item.texts_count
                    > max(cited[row.item_id].text_number, cited[row.item_id].seen_text)
                ),
            }
        )
    return {"attached": lines, "query": query, **searched(query, story, who)}


def searched(query: str, story: Story, who: Any) -> dict[str, Any]:
    """What a search in the pane brings: items that do not lie beside the story yet."""
    if not query.strip():
        return {"hits": [], "query_wrong": ""}
    try:
        hits = found_items(access.items(who), query)
    except CopyflowError as refusal:
        return {"hits": [], "query_wrong": refusal.words}
    beside = story.attachments.filter(detached_at=None).values("item_id")
    return {"hits": hits.exclude(pk__in=beside).select_related("source")[:12], "query_wrong": ""}


def relay_counts(items: list[Item]) -> dict[int, str]:
    """For each item, how often its origin was seen, where that is more than once; one query."""
    firsts = {item.pk: item.origin_id or item.pk for item in items}
    chain = Q(pk__in=firsts.values()) | Q(origin_id__in=firsts.values())
    by_first: dict[int, list[Item]] = {}
    for row in Item.objects.open().filter(chain).select_related("source"):
        by_first.setdefault(row.origin_id or row.pk, []).append(row)
    return {
        pk: count_items(by_first[first]).words
        for pk, first in firsts.items()
        if len(by_first.get(first, [])) > 1
    }


@require_safe
@login_required
def wires(request: HttpRequest, slug: str) -> HttpResponse:
    """The pane, asked again."""
    story = access.story_or_404(request, slug)
    who = access.person(request)
    context = {
        "story": story,
        "writes": access.is_editor(who, story.desk),
        "watches": story.watches.filter(ended_at=None),
    }
    return render_part(
        request, "desk/stories/wires.html", "pane", {**context, **panel(request, story)}
    )


@require_POST
@login_required
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Attach an item; paste a link or a text; file own reporting."""
    story = access.story_or_404(request, slug)
    who, back = access.person(request), reverse("desk:story", args=[slug])
    given = request.POST
    if given.get("item"):
        item = access.item_or_404(request, number(given["item"]) or 0)
        return acted(request, lambda: attach.attach(story, item, by=who, now=now()), to=back)
    if given.get("kind") == "own":
        return acted(
            request,
            lambda: report.report(
                words=given.get("words", ""),
                said_by=given.get("said_by", ""),
                confidential=bool(given.get("confidential")),
                story=story,
                by=who,
                now=now(),
            ),
            to=back,
        )
    return acted(
        request,
        lambda: report.paste(
            given.get("link", ""), words=given.get("words", ""), story=story, by=who, now=now()
        ),
        to=back,
    )


@require_POST
@login_required
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Detach an item; attaching it again undoes that."""
    story = access.story_or_404(request, slug)
    item = access.item_or_404(request, pk)
    back = reverse("desk:story", args=[slug])
    return acted(
        request, lambda: attach.detach(story, item, by=access.person(request), now=now()), to=back
    )


@require_POST
@login_required
def look(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An editor has read what changed at the source."""
    story = access.story_or_404(request, slug)
    citation = get_object_or_404(story.citations, pk=pk)
    if not access.items(access.person(request)).filter(pk=citation.item_id).exists():
        raise Http404
    back = reverse("desk:story", args=[slug])
    return acted(
        request, lambda: cite.look(citation, by=access.person(request), now=now()), to=back
    )
