"""Put a chief's name under one exact version. Four eyes are a constraint of the database."""

from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access, judge_in_force
from desk.copyflow import binding, gate
from desk.copyflow.freeze import moved
from desk.copyflow.locking import need_phase, take
from desk.copyflow.road import road
from desk.errors import HandInIt, Stale
from desk.models import Approval, Hand, LogEntry, Part, Person, Phase, Story, Verb, Version
from desk.nudge import board_changed
from desk.policy.types import Stage


@road("approved")
def approve(story: Story, *, version_number: int, by: Person, now: datetime) -> Approval:
    """Approve the version in review; who wrote in it, who is late, or who sees old words is refused."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    gate.need_no_hold(story)
    version = story.latest()
    if version is None or version.number != version_number:
        raise Stale(
            f"There is a newer version than {version_number}.",
            satisfy="Read the newest version, then approve that.",
            version=version.number if version else None,
        )
    given = Approval.objects.filter(version=version, withdrawn_at=None).first()
    if given:
        raise Stale(
            f"{given.by.name} approved version {version.number} at {given.at:%H:%M} UTC.",
            satisfy="Nothing is left to do here.",
        )
    need_phase(story, Phase.REVIEW, doing="approved")
    if moved(story, version):
        raise Stale(
            f"The copy has changed since version {version.number} was submitted.",
            satisfy="Its writer submits it again, then you approve what you have read.",
        )
    put_name(version, by)
    # Read before it is asked: one that comes in force meanwhile has not judged this, and is told of.
    judge = judge_in_force.number()
    review = gate.pass_through(story, version, stage=Stage.APPROVE, now=now)
    approval = Approval.objects.create(
        version=version,
        by=by,
        at=now,
        policy=binding.in_force_now(review),
        judge_id=judge,
    )
    story.phase, story.phase_since = Phase.APPROVED, now
    story.save(update_fields=["phase", "phase_since"])
    LogEntry.record(
        story, Verb.APPROVE, by, now, f"Version {version.number}", version=version.number
    )
    transaction.on_commit(board_changed)
    return approval


def put_name(version: Version, by: Person) -> None:
    """A hand under the version; the constraint refuses whoever wrote in it."""
    try:
        with transaction.atomic():
            Hand.objects.create(version=version, person=by, part=Part.APPROVED)
    except IntegrityError as clash:
        raise HandInIt(
            "You wrote in this version, so you cannot approve it.",
            satisfy="Another chief approves it; your changes could also be suggestions.",
        ) from clash
