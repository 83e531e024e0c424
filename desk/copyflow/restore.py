"""Bring back a frozen version as ordinary changes of the draft; give a version a label."""

from datetime import datetime

from django.db import transaction

from desk import schema
from desk.copyflow import edit
from desk.copyflow.freeze import freeze
from desk.copyflow.locking import take
from desk.errors import Unsound
from desk.models import LogEntry, Person, Story, Verb, Version, VersionReason


@transaction.atomic
def restore(story: Story, *, version_number: int, by: Person, now: datetime) -> Story:
    """Make the draft read as a version did; what stood before stays in the steps."""
    story = take(story.pk)
    edit.writable(story, by)
    version = story.versions.filter(number=version_number).first()
    if version is None:
        raise Unsound(f"There is no version {version_number}.")
    if version.doc != story.doc:
        edit.take_steps(
            story.pk,
            version=story.doc_version,
            client=f"restore-{version.number}-{story.doc_version}",
            steps=schema.replace_all_steps(story.doc, version.doc),
            by=by,
            now=now,
        )
    for field in edit.FIELDS:
        stands, wanted = getattr(story, field), getattr(version, field)
        if stands != wanted:
            edit.take_field(story.pk, field=field, value=wanted, base=stands, by=by, now=now)
    LogEntry.record(story, Verb.RESTORE, by, now, version=version.number)
    story.refresh_from_db()
    return story


@transaction.atomic
def label(story: Story, *, label: str, by: Person, now: datetime) -> Version:
    """Freeze the draft under a name, so that it can be found and restored."""
    story = take(story.pk)
    edit.writable(story, by)
    if not label.strip():
        raise Unsound("Give the version a name.", field="label")
    version = freeze(story, reason=VersionReason.LABEL, by=by, now=now, label=label.strip())
    LogEntry.record(story, Verb.LABEL, by, now, label.strip(), version=version.number)
    return version
