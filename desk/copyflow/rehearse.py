"""Ask the gate beforehand what it will say at a release's hour: the road itself, taken and undone."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from desk.copyflow import call, gate
from desk.copyflow.alone import alone
from desk.copyflow.locking import take
from desk.copyflow.publish import go_out
from desk.errors import Blocked, CopyflowError
from desk.models import CallKind, Cause, DryRun, PolicyMove, Release, ReleaseState
from desk.policy.together import sayings

BEFORE = {Cause.HOUR: timedelta(minutes=60), Cause.QUARTER: timedelta(minutes=15)}


def refusal_at_hour(release: Release) -> CopyflowError | None:
    """What would refuse the release at its hour, as things stand; all it wrote is taken back."""
    refusal: CopyflowError | None = None
    with transaction.atomic():
        story = take(release.story_id)
        try:
            go_out(
                story,
                by=release.by,
                now=release.at,
                changed=release.changed,
                only=release.version,
            )
        except CopyflowError as said:
            refusal = said
        transaction.set_rollback(True)
    return refusal


@transaction.atomic
def rehearse(
    release: Release, *, cause: Cause, now: datetime, move: PolicyMove | None = None
) -> DryRun | None:
    """One dry run for one cause; when it is refused, the chief on call is told. None if it was done."""
    take(release.story_id)
    release = Release.objects.select_related("story__desk", "version", "by").get(pk=release.pk)
    if release.state != ReleaseState.SCHEDULED:
        return None
    refusal = refusal_at_hour(release)
    found = refusal.findings if isinstance(refusal, Blocked) else ()
    words = why(refusal) if refusal else ""
    try:
        with transaction.atomic():
            run = DryRun.objects.create(
                release=release,
                cause=cause,
                policy=move.policy if move else None,
                move=move,
                at=now,
                passes=refusal is None,
                words=words,
                findings=[gate.as_data(finding) for finding in found],
            )
    except IntegrityError:
        return None
    if refusal is None:
        call.settle(release.story, CallKind.DRY_RUN, by=release.by, now=now)
    elif not told(release, words):
        call.call(
            release.story,
            CallKind.DRY_RUN,
            key=f"run-{run.pk}",
            words=f"{hour(release)} {words}",
            by=release.by,
            now=now,
        )
    return run


def why(refusal: CopyflowError) -> str:
    """What stands in the way, in words: the findings themselves where there are any."""
    if isinstance(refusal, Blocked):
        return " ".join(sayings(refusal.findings))
    return f"{refusal.words} {refusal.satisfy}".strip()


def hour(release: Release) -> str:
    """When it was to go out, as a call says it."""
    return f"Scheduled for {release.at:%H:%M} UTC:"


def told(release: Release, words: str) -> bool:
    """Whether a call that says the same is still open."""
    said = f"{hour(release)} {words}"
    return release.story.calls.filter(kind=CallKind.DRY_RUN, words=said, answered_at=None).exists()


def rehearse_due(*, now: datetime) -> list[int]:
    """The dry runs an hour and a quarter of an hour before each release; which releases were asked."""
    coming = Release.objects.filter(state=ReleaseState.SCHEDULED, at__gt=now)
    due = [
        (release, cause)
        for cause, ahead in BEFORE.items()
        for release in coming.filter(at__lte=now + ahead)
        .exclude(dry_runs__cause=cause)
        .select_related("story__desk", "by")
        if release.made_at <= release.at - ahead
    ]
    return [row.pk for row, cause in due if tried(row, cause, now)]


def tried(row: Release, cause: Cause, now: datetime) -> bool:
    """Whether a release was asked about; one that cannot be asked is told and stops no other."""

    def act() -> bool:
        return rehearse(row, cause=cause, now=now) is not None

    key = f"rehearse-{row.pk}-{cause}"
    words = f"{hour(row)} the gate could not be asked beforehand"
    return bool(
        alone(act, story=row.story, kind=CallKind.DRY_RUN, key=key, words=words, by=row.by, now=now)
    )
