"""Answer an advisory finding: intended, or a wrong finding. It lasts while the words stand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.locking import take
from desk.copyflow.override import standing_finding
from desk.errors import Unsound
from desk.models import Dismissal, LogEntry, Person, Story, Verb
from desk.nudge import draft_changed
from desk.policy.types import Enforcement


@transaction.atomic
def dismiss_each(
    story: Story, fingerprints: Sequence[str], *, code: str, answer: str, by: Person, now: datetime
) -> list[Dismissal]:
    """Put a finding away in each of its places, or in none."""
    return [
        dismiss(story, fingerprint=one, code=code, answer=answer, by=by, now=now)
        for one in fingerprints
    ]


@transaction.atomic
def dismiss(
    story: Story, *, fingerprint: str, code: str, answer: str, by: Person, now: datetime
) -> Dismissal:
    """Put an advisory finding away; a blocking one wants a mend or a chief."""
    story = take(story.pk)
    access.need_editor(by, story)
    if answer not in {"intended", "wrong"}:
        raise Unsound("Say whether it is intended or a wrong finding.")
    finding = standing_finding(story, fingerprint, now)
    if finding.enforcement is Enforcement.BLOCKING:
        raise Unsound(
            "This finding stops publication, so an editor cannot put it away.",
            satisfy="Mend it, or a chief lets it pass with a reason.",
        )
    row, _ = Dismissal.objects.update_or_create(
        story=story,
        fingerprint=fingerprint,
        # As its rule's, where a note asks a built-in check in its own way: the rule answers for it.
        defaults={"code": finding.rule or finding.code, "answer": answer, "by": by, "at": now},
    )
    LogEntry.record(story, Verb.DISMISS, by, now, answer, code=code)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return row
