"""Items beside a story: attached, to be found, pasted, reported; citations looked at again."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, diff
from desk.copyflow import attach, cite, report, search
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import render_part, wants_part
from desk.models import Citation, Story
from desk.views.acting import acted
from wires import pictures
from wires.found import marked
from wires.models import Item, ItemEvent, PictureChange
from wires.origins import count_items

AROUND = 70  # characters that stand round a change


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
    changed = pictures.changes(cited)
    lines = []
    for n, row in enumerate(rows, 1):
        newer = since_cited(row.item, cited.get(row.item_id))
        lines.append(
            {
                "row": row,
                "item": row.item,
                "key": n if n < 10 else "",
                "number": n,
                "cited": cited.get(row.item_id),
                "origins": relayed.get(row.item_id, ""),
                "newer": bool(newer),
                "runs": newer,
                "pictured": pictured(changed.get(row.item_id, []), cited.get(row.item_id)),
            }
        )
    known = {"attached": lines, "rests": rests_on(story, {*(row.item_id for row in rows), *cited})}
    return {**known, "query": query, **searched(query, story, who)}


def rests_on(story: Story, items: Collection[int]) -> str:
    """What else than the words a story's findings rest on, by its marks: its last act, its items and their last news."""
    act = story.log.aggregate(last=Max("pk"))["last"]
    news = ItemEvent.objects.filter(item__in=items).aggregate(last=Max("pk"))["last"]
    return f"{act}.{len(items)}.{news}"


def pictured(changes: list[PictureChange], citation: Citation | None) -> PictureChange | None:
    """The last change of an item's pictures since it was cited or somebody looked."""
    since = citation and (citation.seen_pictures_at or citation.cited_at)
    return next((one for one in changes if since and one.at > since), None)


def since_cited(item: Item, citation: Citation | None) -> list[diff.Run]:
    """What changed at the source since somebody last looked at the text that is cited; empty where nothing."""
    if citation is None:
        return []
    seen = max(citation.text_number, citation.seen_text)
    if item.texts_count <= seen:
        return []
    texts = {one.number: one for one in item.texts.filter(number__in=[seen, item.texts_count])}
    if len(texts) < 2:
        return []
    old, new = texts[seen], texts[item.texts_count]
    was, is_now = (f"{one.title}\n{one.text}".strip()[:20_000] for one in (old, new))
    return folded(diff.words(was, is_now))


def folded(runs: Sequence[diff.Run]) -> list[diff.Run]:
    """Runs with what stands cut to the words round a change."""
    out = []
    for n, run in enumerate(runs):
        text = run.text
        if run.kind == "same" and len(text) > 2 * AROUND:
            head = text[:AROUND] if n else ""
            tail = text[-AROUND:] if n < len(runs) - 1 else ""
            text = f"{head} … {tail}"
        out.append(diff.Run(run.kind, text))
    return out


def searched(query: str, story: Story, who: Any) -> dict[str, Any]:
    """What a search in the pane brings: items that do not lie beside the story yet."""
    if not query.strip():
        return {"hits": [], "query_wrong": ""}
    try:
        hits = search.found_items(access.items(who), query)
        leaves = search.read(query).asked.leaves
    except CopyflowError as refusal:
        return {"hits": [], "query_wrong": f"{refusal.words} {refusal.satisfy}".strip()}
    beside = story.attachments.filter(detached_at=None).values("item_id")
    found = search.newest_of(hits.exclude(pk__in=beside).select_related("source"), 12)
    marks = [
        (hit, marked(hit.title, leaves), marked(hit.text, leaves, around=200)) for hit in found
    ]
    return {"hits": marks, "query_wrong": ""}


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
    """The pane, asked again; opened by itself it is the story’s page, of which it is a part."""
    story = access.story_or_404(request, slug)
    if not wants_part(request):
        return redirect("desk:story", slug)
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
