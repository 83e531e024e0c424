"""A rule that cannot run on three stories in ten minutes goes to advisory for everybody, loudly, once.

A bug in a rule must not stop a newsroom. Until then it keeps the door closed where it would have blocked.
A chief puts it back; for law and safety it stays as it is, and is told. Only refusals at the gate count:
there a rule has all the time it needs, and a text made to be slow while it is typed closes no door.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from desk.copyflow import call
from desk.copyflow.lower import LONGEST
from desk.models import (
    CallKind,
    LogEntry,
    Lowering,
    Person,
    PolicyNote,
    RuleFailure,
    Story,
    Verb,
)
from desk.nudge import board_changed
from desk.policy.review import COULD_NOT_RUN
from desk.policy.types import Enforcement, Finding

WINDOW = timedelta(minutes=10)
STORIES = 3
LOCK = 7_001  # with the rule's name: one failure of a rule at a time


def keep_failures(
    story: Story, findings: Iterable[Finding], *, by: Person, now: datetime
) -> list[Lowering]:
    """Keep what could not be asked of a story; the rules that went to advisory by it."""
    broken = [f for f in findings if f.code == COULD_NOT_RUN and f.rule]
    rows = [keep_failure(story, finding, by=by, now=now) for finding in broken]
    return [row for row in rows if row]


@transaction.atomic
def keep_failure(story: Story, finding: Finding, *, by: Person, now: datetime) -> Lowering | None:
    """Keep one failure, a story once; at the third story what blocks is lowered."""
    rule = str(finding.rule)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, rule])
    if is_low(rule, now):
        return None
    lately = RuleFailure.objects.filter(rule=rule, at__gt=counted_from(rule, now))
    if not lately.filter(story=story).exists():
        note = PolicyNote.objects.filter(slug=finding.note or "").first()
        RuleFailure.objects.create(rule=rule, note=note, story=story, at=now, why=finding.message)
    if finding.enforcement is not Enforcement.BLOCKING:
        return None
    stories = lately.order_by().values("story").distinct().count()
    if stories < STORIES:
        return None
    if finding.law:
        tell_law(story, rule, by, now)
        return None
    return let_fall(story, rule, by, now)


def is_low(rule: str, now: datetime) -> bool:
    """Whether a rule only advises everybody now: once is enough, however many come to it together."""
    low = Lowering.objects.filter(rule=rule, story=None, at__lte=now, until__gt=now, ended_at=None)
    return low.exists()


def counted_from(rule: str, now: datetime) -> datetime:
    """Ten minutes ago, or the hour at which a chief put the rule back, so that it falls anew or not."""
    last = Lowering.objects.filter(rule=rule, itself=True).first()
    return max(now - WINDOW, last.ended_at or last.at) if last else now - WINDOW


def let_fall(story: Story, rule: str, by: Person, now: datetime) -> Lowering:
    """To advisory for everybody, in the log and to the chiefs."""
    reason = f"It could not run on {STORIES} stories in ten minutes."
    row = Lowering.objects.create(
        rule=rule, by=by, at=now, until=now + LONGEST, reason=reason, itself=True
    )
    told = f"{rule} by itself, until {row.until:%H:%M} UTC: {reason}"
    LogEntry.record(None, Verb.LOWER, by, now, told, rule=rule)
    words = f"{rule} went to advisory for everybody: {reason} Tell whoever looks after the desk."
    call.call(story, CallKind.BROKEN, key=f"lowered-{row.pk}", words=words, by=by, now=now)
    transaction.on_commit(board_changed)
    return row


def tell_law(story: Story, rule: str, by: Person, now: datetime) -> None:
    """A rule of law and safety stays: the door is closed, and a chief is told, once in an hour."""
    words = f"{rule} could not run on {STORIES} stories in ten minutes. It is of law and safety and stays."
    key = f"law-{rule[:50]}-{now:%Y%m%d%H}"
    call.call(story, CallKind.BROKEN, key=key, words=words, by=by, now=now)
