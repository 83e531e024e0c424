"""Freeze the words as they stand into a version, and say whose hands they show."""

import hashlib
import json
from datetime import datetime
from typing import Any

from desk import blocks
from desk.errors import Unsound
from desk.models import Hand, Part, Person, Story, Version, VersionReason


def digest(words: dict[str, Any]) -> str:
    """SHA-256, in hex, of headline, dek, byline and document as canonical JSON."""
    canonical = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def has_words(story: Story) -> bool:
    """A headline and a word of body: the least that can be handed over."""
    return bool(story.headline.strip()) and bool(blocks.plain(story.doc).text.strip())


def moved(story: Story, version: Version) -> bool:
    """Whether the draft has other words than the version."""
    return digest(story.part()) != version.digest


def writers(story: Story, since: Version | None) -> set[int]:
    """Who sent a step or a field since the version: whoever did, wrote."""
    steps = story.steps.all()
    fields = story.field_changes.all()
    if since:
        steps = steps.filter(version__gt=since.doc_version)
        fields = fields.filter(version__gt=since.fields_version)
    return {*steps.values_list("by_id", flat=True), *fields.values_list("by_id", flat=True)}


def last_approved(story: Story) -> Version | None:
    """The newest version that a chief has read and put a name under; what was mended since is not read."""
    return (
        story.versions.filter(
            approval__isnull=False, approval__withdrawn_at=None, approval__kept_from=None
        )
        .order_by("-number")
        .first()
    )


def freeze(
    story: Story, *, reason: VersionReason, by: Person, now: datetime, label: str = ""
) -> Version:
    """One more version of a locked story, with a hand for everybody who wrote in it."""
    if not has_words(story):
        raise Unsound(
            "There is nothing to hand over yet.",
            satisfy="A piece needs a headline and at least a word of copy.",
        )
    newest = story.versions.order_by("-number").first()
    version = Version.objects.create(
        story=story,
        number=newest.number + 1 if newest else 1,
        reason=reason,
        label=label,
        doc_version=story.doc_version,
        fields_version=story.fields_version,
        cites=[
            {"item": cite.item, "text": cite.text, "display": cite.display}
            for cite in blocks.plain(story.doc).cites
        ],
        digest=digest(story.part()),
        made_by=by,
        made_at=now,
        **story.part(),
    )
    wrote = writers(story, last_approved(story))
    Hand.objects.bulk_create(
        Hand(version=version, person_id=person, part=Part.WROTE) for person in sorted(wrote)
    )
    return version
