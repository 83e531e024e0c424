"""Bring out a story's evidence: the stored bytes of every item it cites, has cited in print or that lies beside it."""

from datetime import datetime
from io import BytesIO

from django.db import transaction

from desk import access
from desk.models import LogEntry, Person, Story, Verb
from wires import evidence
from wires.models import Item, ItemText


@transaction.atomic
def export_evidence(story: Story, *, by: Person, now: datetime) -> tuple[bytes, int]:
    """A WARC file and how many snapshots it holds; confidential items are never in it."""
    access.need_editor(by, story)
    items = Item.objects.filter(confidential=False, citations__story=story)
    printed = {
        cite["item"]
        for publication in story.publications.select_related("version")
        for cite in publication.version.cites
    }
    in_print = Item.objects.filter(confidential=False, pk__in=printed)
    beside = Item.objects.filter(
        confidential=False, attachments__story=story, attachments__detached_at=None
    )
    texts = (
        ItemText.objects.filter(item__in=items.union(in_print, beside).values("pk"))
        .select_related("item__source", "snapshot")
        .order_by("item_id", "number")
    )
    out = BytesIO()
    count = evidence.write(
        evidence.exhibits(texts), out, title=f"evidence of {story.slug}", now=now
    )
    LogEntry.record(story, Verb.EXPORT, by, now, f"{count} snapshots")
    return out.getvalue(), count
