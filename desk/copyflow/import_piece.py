"""Bring a finished article in: its words as a draft, its links as items laid beside it."""

from datetime import datetime

from django.db import transaction

from desk import schema
from desk.copyflow import edit
from desk.copyflow.report import paste
from desk.copyflow.start import start
from desk.errors import CopyflowError, Unsound
from desk.models import Desk, Person, Story
from desk.policy import article
from wires.models import Item


@transaction.atomic
def import_piece(
    text: str, *, desk: Desk, slug: str, by: Person, now: datetime
) -> tuple[Story, list[Item]]:
    """A draft with the article's words; links that cannot be kept are left out, the words stay."""
    try:
        facts = article.read_text(text, (), {})
    except article.Unreadable as wrong:
        raise Unsound(str(wrong)) from wrong
    headline = facts.headline.text if facts.headline else ""
    story = start(desk, slug=slug, headline=headline[:300], by=by, now=now)
    if facts.dek:
        edit.take_field(story.pk, field="dek", value=facts.dek.text, base="", by=by, now=now)
    blocks = [(b.kind.value, facts.body.text[b.start : b.end]) for b in facts.body.blocks]
    steps = schema.replace_all_steps(story.doc, schema.from_blocks(blocks))
    edit.take_steps(story.pk, version=0, client="import", steps=steps, by=by, now=now)
    items: list[Item] = []
    for link in facts.links:
        try:
            item = paste(link.href, by=by, now=now, story=story)
        except CopyflowError:
            continue
        if item not in items:
            items.append(item)
    story.refresh_from_db()
    return story, items
