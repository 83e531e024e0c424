"""Keep citation rows in step with the draft's cite nodes; look at a cited text that changed."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from desk import access, blocks
from desk.copyflow.locking import take
from desk.errors import Unsound
from desk.models import Citation, Display, LogEntry, Person, Story, Verb
from desk.nudge import draft_changed, story_wires_changed
from wires.models import Item, SourceKind, Voice

# From the most to the least that readers are shown.
LADDER = (Display.LINKED, Display.NAMED, Display.DESCRIBED, Display.CONFIDENTIAL)


def floor(item: Item) -> Display:
    """The most that readers may be shown of an item: a private person's post is described, and no
    source is shown more openly than its terms allow."""
    if item.confidential:
        return Display.CONFIDENTIAL
    private = item.source.voice == Voice.PRIVATE_PERSON or (
        item.source.kind == SourceKind.PRIVATE_PERSON
    )
    if private:
        return Display.DESCRIBED
    allowed = Display(item.source.shown_as)
    return max(allowed, Display.NAMED if not item.url else Display.LINKED, key=LADDER.index)


def least(display: str, item: Item) -> Display:
    """The display level chosen, or the floor where that shows less."""
    return max(Display(display), floor(item), key=LADDER.index)


def allowed(display: str, item: Item) -> bool:
    """Whether an item may be shown that openly."""
    return LADDER.index(Display(display)) >= LADDER.index(floor(item))


def follow_draft(story: Story, *, by: Person, now: datetime) -> None:
    """Write a row for each text cited in the draft, drop rows that no node names.

    Refuses a citation of an item the writer may not read, of a text that does not exist, or one
    shown more openly than its source allows. Cheap when no citation changed: one query.
    """
    nodes = Counter((cite.item, cite.text, cite.display) for cite in blocks.plain(story.doc).cites)
    rows = {(c.item_id, c.text_number, c.display): c for c in story.citations.all()}
    for key in nodes.keys() - rows.keys():
        add(story, key, nodes[key], by=by, now=now)
    for key, row in rows.items():
        if key not in nodes:
            row.delete()
        elif row.count != nodes[key]:
            row.count = nodes[key]
            row.save(update_fields=["count"])


def add(
    story: Story, key: tuple[int, int, str], count: int, *, by: Person, now: datetime
) -> Citation:
    """One new citation row, after asking whether it may stand."""
    item_id, text, display = key
    item = access.items(by).select_related("source").filter(pk=item_id).first()
    attached = story.attachments.filter(item_id=item_id, item__confidential=False).exists()
    if item is None and not attached:
        raise Unsound("The item cited is not on this desk.", satisfy="Cite one of those shown.")
    item = item or Item.objects.select_related("source").get(pk=item_id)
    if not item.texts.filter(number=text).exists():
        raise Unsound("The text cited does not exist.", satisfy="Cite the item's newest text.")
    if not allowed(display, item):
        raise Unsound(
            f"{item.source.name} may be shown to readers as {floor(item).label} at most.",
            satisfy="Choose that level, or one that shows less.",
        )
    return Citation.objects.create(
        story=story,
        item=item,
        text_number=text,
        display=display,
        count=count,
        cited_at=now,
        cited_by=by,
        seen_text=item.texts_count,
    )


@transaction.atomic
def look(citation: Citation, *, by: Person, now: datetime) -> Citation:
    """Say that an editor has read the newest text, seen its pictures, or that the item is gone, and lets it stand."""
    story = take(citation.story_id)
    access.need_editor(by, story)
    citation = story.citations.select_related("item").get(pk=citation.pk)
    citation.seen_text = citation.item.texts_count
    if citation.item.withdrawn_at:
        citation.seen_gone_at = now
    citation.seen_pictures_at = now
    citation.save(update_fields=["seen_text", "seen_gone_at", "seen_pictures_at"])
    LogEntry.record(story, Verb.LOOK, by, now, citation=citation.pk, text=citation.seen_text)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    transaction.on_commit(lambda: story_wires_changed(story.pk))
    return citation
