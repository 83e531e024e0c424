"""Take the mend that a finding offers: it moves, cuts, swaps or respells words that are there."""

from datetime import datetime

from django.db import transaction

from desk import blocks, schema
from desk.copyflow import edit, gate
from desk.copyflow.locking import take
from desk.errors import Unsound
from desk.models import Person, Story
from desk.policy.types import Fix, Span, Stage, ZoneKind

FIELDS = {ZoneKind.HEADLINE: "headline", ZoneKind.DEK: "dek"}


@transaction.atomic
def fix(story: Story, *, fingerprint: str, by: Person, now: datetime) -> Story:
    """Make one finding's mend in the draft, as an ordinary change of whoever asks for it."""
    story = take(story.pk)
    edit.writable(story, by)
    found = gate.look(story, None, stage=Stage.PUBLISH, now=now).findings
    mend = next((f.mend for f in found if f.fingerprint == fingerprint and f.mend), None)
    if mend is None:
        raise Unsound(
            "There is nothing to mend by itself here.",
            satisfy="Look at the findings as they are now.",
        )
    if mend.zone in FIELDS:
        in_field(story, FIELDS[mend.zone], mend, by=by, now=now)
    elif mend.zone is ZoneKind.BODY:
        in_body(story, mend, by=by, now=now)
    story.refresh_from_db()
    return story


def in_field(story: Story, field: str, mend: Fix, *, by: Person, now: datetime) -> None:
    """Words of a short field swapped or cut."""
    stands = getattr(story, field)
    new = stands[: mend.span.start] + mend.text + stands[mend.span.end :]
    edit.take_field(story.pk, field=field, value=new, base=stands, by=by, now=now)


def in_body(story: Story, mend: Fix, *, by: Person, now: datetime) -> None:
    """Words of the body swapped, cut or moved, by ordinary steps."""
    body = blocks.plain(story.doc)
    if mend.act == "move-up" and mend.offer:
        steps = moved_up(story, body, mend.span, mend.offer)
    else:
        start = blocks.position(body, mend.span.start, after_cites=True)
        end = blocks.position(body, mend.span.end, after_cites=False)
        steps = schema.replace_steps(story.doc, start, end, mend.text) if start and end else []
    if not steps:
        raise Unsound("The words have moved meanwhile.", satisfy="Make the change by hand.")
    edit.take_steps(
        story.pk,
        version=story.doc_version,
        client=f"fix-{by.pk}-{story.doc_version}",
        steps=steps,
        by=by,
        now=now,
    )


def moved_up(story: Story, body: blocks.Body, before: Span, offer: Span) -> list[schema.Json]:
    """The steps that bring a sentence, what it cites and the space beside it to the front."""
    block = next((b for b in body.blocks if b.start <= offer.start < b.end), None)
    if block is None or offer.start < before.end:
        return []
    start, end = offer.start, min(offer.end, block.end)
    to = blocks.position(body, before.start, after_cites=False)
    first = blocks.position(body, start, after_cites=True)
    last = blocks.position(body, end, after_cites=True)
    if to is None or first is None or last is None:
        return []
    cited = any(cite.offset == start and cite.block_id == block.id for cite in body.cites)
    gap = int(start > block.start and body.text[start - 1] == " " and not cited)
    return schema.move_steps(story.doc, first, last, to, gap=gap)
