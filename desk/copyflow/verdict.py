"""Say whether a finding about the lead was right; it is kept as an example for the desk's own judge."""

from datetime import datetime
from typing import Any

from django.db import transaction

from desk import access
from desk.copyflow import dismiss
from desk.copyflow.locking import take
from desk.copyflow.override import standing_findings
from desk.errors import Unsound
from desk.models import LogEntry, Person, Story, Verb, Verdict
from desk.policy.types import Enforcement

LABELS = frozenset({"other", "civilian", "neutral"})


@transaction.atomic
def say(story: Story, *, fingerprint: str, label: str, by: Person, now: datetime) -> Verdict:
    """Keep a verdict; a finding that only asks is put away by one that calls it wrong."""
    story = take(story.pk)
    access.need_editor(by, story)
    if label not in LABELS:
        raise Unsound("Say whether the finding is right, or what the words open on.")
    [found] = standing_findings(story, [fingerprint], now)
    finding = found.finding
    opening = finding.evidence.get("opening")
    if not opening:
        raise Unsound("Only findings of the judge of the lead are kept as examples.")
    row, _ = Verdict.objects.update_or_create(
        story=story,
        fingerprint=fingerprint,
        defaults={
            "zone": finding.zone.value,
            "text": finding.evidence["unit"],
            "label": label,
            "opening": opened(opening),
            "by": by,
            "at": now,
        },
    )
    LogEntry.record(story, Verb.VERDICT, by, now, label, code=finding.code)
    if label != "other" and finding.enforcement is not Enforcement.BLOCKING:
        dismiss.dismiss(
            story, fingerprint=fingerprint, code=finding.code, answer="wrong", by=by, now=now
        )
    return row


def opened(opening: dict[str, Any]) -> dict[str, Any]:
    """The opening as hands keep theirs; a note in force asked, so it is in scope."""
    return {**opening, "topic": "other-war"}
