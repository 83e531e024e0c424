"""Take an editor's words: steps on the document, new values of the short fields.

The server is the authority: it locks the story, applies in order and answers with what stands.
A resend of steps that were taken already is recognised by its client and confirmed, so that a
lost answer doubles nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from desk import access, schema
from desk.copyflow import cite
from desk.copyflow.locking import take
from desk.errors import CopyflowError, Stale, Unsound, WrongPhase
from desk.models import FieldChange, Person, Phase, Step, Story
from desk.nudge import draft_changed

FIELDS = {"headline": 300, "dek": 600, "byline": 200}
STEPS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """Version of the document after the steps."""

    version: int


@dataclass(frozen=True, slots=True)
class FieldTaken:
    """A short field as it stands now."""

    value: str
    version: int


class Behind(CopyflowError):
    """Others were first; their steps travel with the refusal and the browser rebases."""

    status = 409

    def __init__(self, version: int, steps: list[Any], clients: list[str]) -> None:
        super().__init__("Others wrote meanwhile.", satisfy="The page puts both together.")
        self.version = version
        self.steps = steps
        self.clients = clients


def steps_since(story_id: int, version: int) -> tuple[int, list[Any], list[str]]:
    """Version now, the steps after `version` in order, and who sent each."""
    rows = list(
        Step.objects.filter(story_id=story_id, version__gt=version)
        .order_by("version")
        .values_list("version", "step", "client")
    )
    newest = rows[-1][0] if rows else version
    return newest, [row[1] for row in rows], [row[2] for row in rows]


def writable(story: Story, by: Person) -> None:
    """Refuse words from whoever does not write here, and for a story that is spiked."""
    access.need_editor(by, story)
    if story.phase == Phase.SPIKED:
        raise WrongPhase("This story is spiked.", satisfy="Open it again to write in it.")


def reopened(story: Story, now: datetime) -> list[str]:
    """Names of the columns that change when words move: an approved text is a draft again."""
    story.changed_at = now
    if story.phase != Phase.APPROVED:
        return ["changed_at"]
    story.phase, story.phase_since = Phase.DRAFTING, now
    return ["changed_at", "phase", "phase_since"]


@transaction.atomic
def take_steps(
    story_id: int, *, version: int, client: str, steps: Sequence[Any], by: Person, now: datetime
) -> Taken:
    """Apply steps made on `version`; raise Behind when the draft has moved on."""
    story = take(story_id)
    writable(story, by)
    if not steps or len(steps) > STEPS_AT_ONCE or not client or len(client) > 64:
        raise Unsound("These steps cannot be read.", satisfy="Reload the page; nothing is lost.")
    if version != story.doc_version:
        if version > story.doc_version:
            raise Unsound("This page knows a later draft than the desk.", satisfy="Reload it.")
        raise Behind(*steps_since(story_id, version))
    try:
        story.doc = schema.apply(story.doc, list(steps))
    except schema.SchemaError as wrong:
        raise Unsound(
            f"The desk cannot take this change: {wrong}",
            satisfy="Your words are kept on your computer; undo the last change or reload.",
        ) from wrong
    Step.objects.bulk_create(
        Step(story=story, version=version + n, client=client, step=step, by=by, at=now)
        for n, step in enumerate(steps, 1)
    )
    story.doc_version = version + len(steps)
    cite.follow_draft(story, by=by, now=now)
    story.save(update_fields=["doc", "doc_version", *reopened(story, now)])
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return Taken(story.doc_version)


@transaction.atomic
def take_field(
    story_id: int, *, field: str, value: str, base: str, by: Person, now: datetime
) -> FieldTaken:
    """Set a short field that still reads `base`; raise Stale with what stands otherwise."""
    story = take(story_id)
    writable(story, by)
    if field not in FIELDS:
        raise Unsound("There is no such field.")
    new = " ".join(value.split())
    if len(new) > FIELDS[field]:
        raise Unsound(
            f"The {field} is {len(new)} characters long.",
            satisfy=f"It can have {FIELDS[field]}.",
            field=field,
        )
    stands = getattr(story, field)
    if stands == new:
        return FieldTaken(stands, story.fields_version)
    if stands != " ".join(base.split()):
        other = story.field_changes.filter(field=field).order_by("-version").first()
        who = other.by.name if other else "Somebody"
        raise Stale(
            f"{who} changed the {field} meanwhile.",
            satisfy="Both are shown; choose one.",
            value=stands,
            by=who,
        )
    setattr(story, field, new)
    story.fields_version += 1
    FieldChange.objects.create(
        story=story, field=field, value=new, version=story.fields_version, by=by, at=now
    )
    story.save(update_fields=[field, "fields_version", *reopened(story, now)])
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return FieldTaken(new, story.fields_version)
