"""See what policy changed after an approval: a chief's name under the difference, then copy may go out."""

from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import binding, call, gate
from desk.copyflow.locking import take
from desk.errors import Stale
from desk.models import CallKind, LogEntry, Person, PolicySeen, Story, Verb
from desk.nudge import board_changed
from desk.policy.types import Stage


@transaction.atomic
def see_policy(story: Story, *, fingerprint: str, by: Person, now: datetime) -> PolicySeen:
    """Say that a chief has seen this very difference; another version of a note wants another look."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    version = story.latest()
    answer = gate.look(story, version, stage=Stage.PUBLISH, now=now)
    shift = gate.moved_since(story, version, answer, now) if version else None
    if version is None or shift is None:
        raise Stale("Nothing has moved since the approval, or somebody has seen it already.")
    if shift.fingerprint != fingerprint:
        raise Stale("Policy moved again meanwhile.", satisfy="Look at the difference as it is now.")
    try:
        with transaction.atomic():
            row = PolicySeen.objects.create(
                version=version,
                fingerprint=shift.fingerprint,
                policy=binding.in_force_now(answer),
                difference={
                    "new": [one.code for one in shift.difference.new],
                    "gone": [one.code for one in shift.difference.absent],
                },
                by=by,
                at=now,
            )
    except IntegrityError as clash:
        raise Stale("Somebody has seen this already.") from clash
    call.settle(story, CallKind.POLICY, by=by, now=now)
    LogEntry.record(story, Verb.SEE_POLICY, by, now, shift.words, version=version.number)
    transaction.on_commit(board_changed)
    return row
