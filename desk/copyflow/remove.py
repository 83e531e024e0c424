"""Remove an item or a snapshot here: from the desk, the archive, the search and the readers' pages.

One chief alone may, or whoever answers for law and safety: taking away is never gated. What a story on a
legal hold rests on is evidence, and only the latter takes it away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from desk import access, blocks
from desk.copyflow import legal_hold, page
from desk.copyflow.sources import listed, margins
from desk.errors import NotYours, Unsound
from desk.models import (
    Attachment,
    Citation,
    Letter,
    LogEntry,
    Person,
    Publication,
    PublicPage,
    Story,
    Verb,
)
from desk.nudge import board_changed, story_wires_changed
from desk.render import render_body
from wires import archive, removal, together
from wires.models import Ground, Item, Removal, Snapshot


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal, the drafts that cite what is gone and the publications that rested on it."""

    removal: Removal
    drafts: tuple[Story, ...]
    publications: tuple[Publication, ...]


@transaction.atomic
def remove_item(item: Item, *, ground: str, by: Person, now: datetime, why: str = "") -> Removed:
    """Take an item away on every road, and what is told with it, which has the same words; pages that
    name it are printed again without it."""
    need_right(by)
    need_ground(ground)
    if not access.items(by).filter(pk=item.pk).exists():
        raise NotYours("There is no such item.")
    others = Item.objects.filter(pk__in=together.group(item.pk), removed_at=None)
    legal_hold.need_free([item, *others], by=by)
    found = [
        remove_one(one, ground=ground, by=by, now=now, why=why)
        for one in (item, *others.exclude(pk=item.pk))
    ]
    transaction.on_commit(board_changed)
    drafts = {draft.pk: draft for one in found for draft in one.drafts}
    out = {one.pk: one for each in found for one in each.publications}
    return Removed(found[0].removal, tuple(drafts.values()), tuple(out.values()))


def remove_one(item: Item, *, ground: str, by: Person, now: datetime, why: str) -> Removed:
    """One row emptied, with its line in the log and news for whoever holds it."""
    drafts, publications = resting_on(item)
    done = removal.remove(item, ground=ground, by=by.name, why=why.strip(), now=now)
    forget(item, publications, now=now)
    LogEntry.record(None, Verb.REMOVE, by, now, Ground(ground).label, removal=done.pk)
    beside = Attachment.objects.filter(item=item, detached_at=None).values_list("story", flat=True)
    for story in sorted({*beside, *(draft.pk for draft in drafts)}):
        transaction.on_commit(partial(story_wires_changed, story))
    return Removed(done, drafts, publications)


def forget(item: Item, publications: Sequence[Publication], *, now: datetime) -> None:
    """Take what an item said, as it was before its removal, out of the log and of readers' pages."""
    Letter.objects.filter(items__contains=[item.pk]).delete()
    # Own reporting stands in the log with its first words.
    if opening := item.text.strip()[:80]:
        LogEntry.objects.filter(verb=Verb.REPORT, words=opening).update(words="")
    for publication in publications:
        print_again(publication, item)
    for out in PublicPage.objects.filter(story__in={p.story_id for p in publications}):
        put_again(out, now=now)


@transaction.atomic
def remove_snapshot(
    snapshot: Snapshot, *, ground: str, by: Person, now: datetime, why: str = ""
) -> Removal:
    """Take the bytes of one snapshot away; the texts read from it stay."""
    need_right(by)
    need_ground(ground)
    legal_hold.need_free(archive.resting_on(snapshot), by=by)
    done = removal.remove_snapshot(snapshot, ground=ground, by=by.name, why=why.strip(), now=now)
    LogEntry.record(None, Verb.REMOVE, by, now, Ground(ground).label, removal=done.pk)
    return done


def need_right(by: Person) -> None:
    """Refuse whoever is neither a chief nor answers for law and safety."""
    if not (access.is_chief(by, None) or access.answers_for_law(by, None)):
        raise NotYours(
            "A desk chief, or whoever answers for law and safety, removes items.",
            satisfy="Ask a chief: it takes one name and a ground.",
        )


def need_ground(ground: str) -> None:
    """Refuse a removal on no ground."""
    if ground not in Ground.values:
        raise Unsound(
            "Say on what ground it is removed.",
            satisfy="Safety, a court’s order, privacy or rights.",
            field="ground",
        )


def resting_on(item: Item) -> tuple[tuple[Story, ...], tuple[Publication, ...]]:
    """Drafts that cite an item, and publications whose copy does."""
    drafts = Story.objects.filter(pk__in=Citation.objects.filter(item=item).values("story"))
    beside = Attachment.objects.filter(item=item).values("story")
    may = Publication.objects.filter(story__in=drafts) | Publication.objects.filter(
        story__in=beside
    )
    found = [
        one
        for one in may.select_related("version", "story").order_by("pk").distinct()
        if any(cite.item == item.pk for cite in blocks.plain(one.version.doc).cites)
    ]
    return tuple(drafts.order_by("pk")), tuple(found)


def print_again(publication: Publication, gone: Item) -> None:
    """The list of sources and the margins of a publication without what was removed; the rest stays
    as it was printed."""
    shown = listed(publication.version)
    numbers = {item: s["number"] for s in shown for item in s["items"]}
    touched = {gone.pk, *gone.relays.values_list("pk", flat=True)}
    anew = {s["number"]: s for s in shown if touched & set(s["items"])}
    publication.sources = [
        {k: v for k, v in anew.get(s["number"], s).items() if k != "items"}
        for s in publication.sources
    ]
    publication.body_html = render_body(
        publication.version.doc, numbers, margins(publication.sources)
    )
    publication.save(update_fields=["sources", "body_html"])


def put_copies_again(items: QuerySet[Item], *, now: datetime) -> None:
    """Readers' pages that link to copies of these items made again: what may be shown has changed."""
    pages = PublicPage.objects.filter(publication__shown_copies__text__item__in=items)
    for out in pages.distinct():
        put_again(out, now=now)


def put_again(out: PublicPage, *, now: datetime) -> None:
    """The bytes of a page made again as it stands; a retracted page shows no sources."""
    story, publication = out.story, Publication.objects.get(pk=out.publication_id)
    if out.state == "live":
        page.put_page(story, publication, now=now)
    elif out.state == "held":
        hold = story.holds.filter(lifted_at=None).first()
        if hold:
            page.put_held(story, hold, now=now, publication=publication)
