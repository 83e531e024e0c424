"""Answer an advisory finding: intended, or a wrong finding. It lasts while the words stand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.gate import Signable
from desk.copyflow.locking import take
from desk.copyflow.override import standing_findings
from desk.errors import Unsound
from desk.models import Dismissal, LogEntry, Person, Story, Verb
from desk.nudge import draft_changed
from desk.policy.types import Enforcement


@transaction.atomic
def dismiss_each(
    story: Story, fingerprints: Sequence[str], *, code: str, answer: str, by: Person, now: datetime
) -> list[Dismissal]:
    """Put an advisory finding away in each of its places, or in none; a blocking one wants a mend or a chief."""
    story = take(story.pk)
    access.need_editor(by, story)
    if answer not in {"intended", "wrong"}:
        raise Unsound("Say whether it is intended or a wrong finding.")
    found = standing_findings(story, fingerprints, now)
    if any(one.finding.enforcement is Enforcement.BLOCKING for one in found):
        raise Unsound(
            "This finding stops publication, so an editor cannot put it away.",
            satisfy="Mend it, or a chief lets it pass with a reason.",
        )
    rows = [put_away(story, one, answer=answer, by=by, now=now) for one in found]
    for _ in rows:
        LogEntry.record(story, Verb.DISMISS, by, now, answer, code=code)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return rows


def dismiss(
    story: Story, *, fingerprint: str, code: str, answer: str, by: Person, now: datetime
) -> Dismissal:
    """Put an advisory finding away."""
    [row] = dismiss_each(story, [fingerprint], code=code, answer=answer, by=by, now=now)
    return row


def put_away(story: Story, one: Signable, *, answer: str, by: Person, now: datetime) -> Dismissal:
    """The row of one place."""
    finding = one.finding
    row, _ = Dismissal.objects.update_or_create(
        story=story,
        fingerprint=finding.fingerprint,
        defaults={
            # As its rule's, where a note asks a built-in check in its own way: the rule answers for it.
            "code": finding.rule or finding.code,
            "setting": one.as_data(),
            "answer": answer,
            "by": by,
            "at": now,
        },
    )
    return row
