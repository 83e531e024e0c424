"""One item: every text with what changed, its clocks, figures, edges, pictures, where it is used, why it is here."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from desk import access, diff
from desk.copyflow import attach, look_at_media, regroup, remove, trace, translate
from desk.errors import CopyflowError
from desk.given import number
from desk.htmx import render_part, wants_part
from desk.models import Attachment, Citation, Person, Phase, Publication
from desk.policy.hours import clock
from desk.views import graph, notices, standing
from desk.views.acting import acted
from desk.views.chosen import Chosen
from desk.views.events import WORDS
from desk.views.raw import as_received
from wires import counting, headlines, together
from wires.models import Ground, Item, ItemMedium, ItemName, ItemText, Look, Sender
from wires.origins import count_items

OPEN = (Phase.DRAFTING, Phase.REVIEW, Phase.APPROVED, Phase.PUBLISHED)
MOST = 30


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One item, alone or in the pane beside the list."""
    context = whole(access.item_or_404(request, pk), access.person(request))
    return render_part(request, "desk/wires/item.html", "opened", context)


def whole(found: Item, who: Person) -> dict[str, Any]:
    """All that is told of an item to a person."""
    texts = list(found.texts.select_related("snapshot").order_by("number"))
    stories = access.stories(who).filter(phase__in=OPEN).order_by("-changed_at")
    return {
        "item": found,
        "refusal": None,
        "chosen": "",
        "shown": (mark := standing.mark(found)),
        "heard": mark,
        "news": "",
        "zone": access.desks(who).values_list("zone", "zone_label").first() or ("UTC", "UTC"),
        "urgent": WORDS.get(found.urgency or 0, ""),
        "delay": delay(found),
        "hours": stated(found),
        "look": Look.objects.filter(item=found).first(),
        "texts": [(text, changes(texts, n)) for n, text in reversed(list(enumerate(texts)))],
        "names": names(found),
        "beside": beside(found, texts),
        "sender": Sender.objects.filter(item=found).first(),
        "counts": counts(found),
        "media": media(found),
        "translations": list(found.translations.order_by("-text_number", "-at")),
        "stories": stories[:MOST],
        "because": trace.whole(found, who),
        "used": used(found, who),
        "event": event(found),
        "suggested": headlines.like(found),
        "notices": (said := notices.of(found)),
        "is_notice": any(one["is_notice"] and one["row"].item_id for one in said),
        "may_remove": access.is_chief(who, None) or access.answers_for_law(who, None),
        "grounds": Ground.choices,
        **graph.of(found),
    }


@require_safe
@login_required
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What an item that is open has to tell since it was shown; nothing where that was told already."""
    found = access.item_or_404(request, pk)
    if not wants_part(request):
        return redirect("desk:item", pk)
    shown, heard = request.GET.get("shown", ""), standing.mark(found)
    if heard == request.GET.get("heard", ""):
        return HttpResponse(status=204)
    context = {"item": found, "shown": shown, "heard": heard, "news": standing.news(found, shown)}
    return render(request, "desk/wires/item.html#news", context)


def names(item: Item) -> list[ItemName]:
    """The ids under which its texts came, where each has its own; nothing where that is the item's alone."""
    rows = list(item.names.all())
    others = any(row.name != item.external_id for row in rows)
    return rows if others and any(row.superseded_at is None for row in rows) else []


def beside(item: Item, texts: list[ItemText]) -> list[dict[str, Any]]:
    """Other items that a version replaced with this one: in which text, and what that changed of theirs."""
    numbers = {(text.digest, text.snapshot_id): text.number for text in reversed(texts)}
    out = []
    for other in Item.objects.open().filter(pk__in=together.group(item.pk)).exclude(pk=item.pk):
        theirs = list(other.texts.order_by("number"))
        places = ((n, numbers.get((text.digest, text.snapshot_id))) for n, text in enumerate(theirs))  # fmt: skip
        first = next(((n, number) for n, number in places if number), None)
        runs = changes(theirs, first[0]) if first and first[0] else ()
        out.append({"item": other, "number": first[1] if first else 0, "runs": runs})
    return out


def changes(texts: list[ItemText], n: int) -> tuple[diff.Run, ...]:
    """What a text changed of the one before."""
    before = f"{texts[n - 1].title}\n{texts[n - 1].text}".strip() if n else ""
    after = f"{texts[n].title}\n{texts[n].text}".strip()
    return diff.words(before[:20_000], after[:20_000]) if n else (diff.Run("same", after),)


def delay(item: Item) -> int | None:
    """Seconds from its own hour to ours."""
    if item.posted_at is None:
        return None
    return max(int((item.received_at - item.posted_at).total_seconds()), 0)


def stated(item: Item) -> list[str]:
    """Hours of the day that the text itself states, as they stand there."""
    text = f"{item.title}\n{item.text}"[:5000]
    return list(dict.fromkeys(text[one.start : one.end] for one in clock.hours(text)))[:6]


def counts(item: Item) -> list[Any]:
    """Figures of its newest text, each with the last one of the same counter beside it that may be read."""
    rows = item.counts.filter(text_number=item.texts_count).select_related("before__item__source")
    for row in (found := list(rows[:MOST])):
        if row.before and not readable(row.before.item):
            row.before = counting.before(row)
    return found


def readable(item: Item) -> bool:
    """Whether anybody on a desk may read it, and its agency has not killed it."""
    return not item.confidential and item.removed_at is None and item.killed_at is None


def media(item: Item) -> list[dict[str, Any]]:
    """Its pictures and films by address, never loaded; where the same one was seen before."""
    rows = list(item.media_rows.all()[:MOST])
    out = []
    for row in rows:
        same = ItemMedium.objects.filter(item__in=Item.objects.open()).exclude(item=item)
        same = same.filter(digest=row.digest) if row.digest else same.filter(key=row.key)
        first = same.filter(item__received_at__lt=item.received_at).select_related("item__source")
        out.append(
            {
                "row": row,
                "changes": list(row.changes.order_by("-at")[:3]),
                "before": first.order_by("item__received_at").first(),
            }
        )
    return out


def event(item: Item) -> dict[str, Any]:
    """The other items of its event, and how many posts, origins and owners those are."""
    if not item.cluster_id or item.confidential:
        return {"others": [], "seen": ""}
    rows = list(Item.objects.open().filter(cluster=item.cluster_id).select_related("source")[:100])
    others = [row for row in rows if row.pk != item.pk]
    return {"others": others, "seen": count_items(rows).words if others else ""}


def used(item: Item, who: Person) -> dict[str, Any]:
    """Where it lies, where it is cited, and what went out with it; stories of one's own desks only."""
    stories = access.stories(who)
    cited = Citation.objects.filter(item=item, story__in=stories).select_related("story")
    slugs = {one.story_id for one in cited}
    return {
        "beside": Attachment.objects.filter(item=item, detached_at=None, story__in=stories).select_related("story"),
        "cited": cited,
        "published": published(item, slugs),
    }  # fmt: skip


def published(item: Item, stories: set[int]) -> list[Publication]:
    """Publications whose frozen text cites it."""
    rows = Publication.objects.filter(story__in=stories).select_related("version", "story")
    return [row for row in rows if any(cite.get("item") == item.pk for cite in row.version.cites)]


@require_safe
@login_required
def raw(request: HttpRequest, pk: int, text: int) -> HttpResponse:
    """The bytes one text of an item was read from, as received."""
    found = access.item_or_404(request, pk)
    row = get_object_or_404(found.texts.select_related("snapshot"), number=text)
    fetch = row.snapshot.fetch_set.order_by("started_at").first() if row.snapshot else None
    context = {
        "title": f"{found.source.name}, text {text} as received",
        "back": reverse("desk:item", args=[pk]),
        "at": row.seen_at,
        "status": fetch.status if fetch else None,
        "words": "" if found.source.archive_shown else "Its terms: not for archive display. For the desk’s eyes.",
        "faults": fetch.faults if fetch else [],
        "headers": sorted(fetch.headers.items()) if fetch else [],
        **as_received(row.snapshot, fetch.encoding if fetch else ""),
    }  # fmt: skip
    return render(request, "desk/sources/raw.html", context)


@require_POST
@login_required
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay an item beside a story that is chosen here; to cite it, go there."""
    item, who = access.item_or_404(request, pk), access.person(request)
    slug = request.POST.get("story", "")
    story = access.stories(who).filter(slug=slug).first()
    if story is None:
        raise Http404
    cites, here = bool(request.POST.get("cite")), reverse("desk:item", args=[pk])
    there = f"{reverse('desk:story', args=[slug])}#i-{pk}" if cites else here

    def act() -> None:
        attach.attach(story, item, by=who, now=now())

    if not wants_part(request):
        answer = acted(request, act, to=there)
        if answer.status_code == 302:
            messages.success(request, f"Attached to {slug}.")
        return answer
    try:
        act()
    except CopyflowError as refusal:
        return laid(request, item, slug, refusal)
    if cites:
        messages.success(request, f"Attached to {slug}.")
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    return laid(request, item, slug)


def laid(
    request: HttpRequest, item: Item, slug: str, refusal: CopyflowError | None = None
) -> HttpResponse:
    """The open item with the story it was laid beside, or why it was not: the board stays where it is."""
    context = {**whole(item, access.person(request)), "refusal": refusal, "chosen": slug}
    answer = render(request, "desk/wires/item.html#opened", context, status=422 if refusal else 200)
    if not refusal:
        told = {"nightdesk:attached": {"words": f"Attached to {slug}."}}
        answer["HX-Trigger"] = json.dumps(told)
    return answer


@require_POST
@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """Merge ticked items into one event, or split them off; on the board it is said in place."""
    given, who = request.POST, access.person(request)
    ids = [n for one in given.getlist("items") if (n := number(one)) is not None]
    items = list(Item.objects.open().filter(pk__in=ids))
    parts = bool(given.get("split"))
    verb = regroup.split_event if parts else regroup.merge_events

    def act() -> None:
        verb(items, by=who, now=now(), why=given.get("why", ""))

    if wants_part(request):
        return regrouped(request, act, "Split off." if parts else f"{len(items)} items are one event now.")  # fmt: skip
    back = number(given.get("back", ""))
    board = f"{reverse('desk:wires')}?{Chosen(QueryDict(given.get('here', '')), now()).address()}"
    return acted(request, act, to=reverse("desk:item", args=[back]) if back else board.rstrip("?"))


def regrouped(request: HttpRequest, act: Callable[[], None], words: str) -> HttpResponse:
    """What became of the chosen items, for the form that they were sent from: the board stays where it is."""
    try:
        act()
    except CopyflowError as refusal:
        return render(request, "desk/wires/list.html#regrouped", {"refusal": refusal}, status=422)
    answer = render(request, "desk/wires/list.html#regrouped", {"refusal": None})
    answer["HX-Trigger"] = json.dumps({"nightdesk:regrouped": {"words": words}})
    return answer


@require_POST
@login_required
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item away on every road, on a ground."""
    item, given = access.item_or_404(request, pk), request.POST
    return acted(
        request,
        lambda: remove.remove_item(
            item,
            ground=given.get("ground", ""),
            why=given.get("why", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:item", args=[pk]),
    )


@require_POST
@login_required
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the hashes of its pictures, to see where the same bytes were before."""
    item = access.item_or_404(request, pk)
    return acted(
        request,
        lambda: look_at_media.look_at_media(item, by=access.person(request), now=now()),
        to=reverse("desk:item", args=[pk]),
    )


@require_POST
@login_required
def translations(request: HttpRequest, pk: int) -> HttpResponse:
    """A translation of an item's text."""
    item, given = access.item_or_404(request, pk), request.POST
    return acted(
        request,
        lambda: translate.translate(
            item,
            text_number=number(given.get("text", "")),
            language=given.get("language", ""),
            words=given.get("words", ""),
            machine=given.get("machine", ""),
            by=access.person(request),
            now=now(),
        ),
        to=reverse("desk:item", args=[pk]),
    )
