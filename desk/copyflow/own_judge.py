"""A judge of the desk's own: made with its verdicts, tried, and put in force by a second person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from desk import access
from desk.copyflow import moves
from desk.errors import HandInIt, Stale, Unsound
from desk.judge_in_force import in_force
from desk.models import JudgeState, LogEntry, OwnJudge, Person, Verb, Verdict
from desk.policy.framing import head, train
from desk.policy.framing.retrain import Said, retrain

LEASE = timedelta(minutes=30)
ENOUGH = 20  # verdicts; fewer teach nothing that a chance does not


def ask(*, by: Person, now: datetime) -> OwnJudge:
    """Have a judge made of the hands and the desk's verdicts; one at a time."""
    access.need_chief(by, None)
    count = Verdict.objects.count()
    if count < ENOUGH:
        raise Unsound(
            f"The desk has given {count} verdicts; {ENOUGH} make a judge.",
            satisfy="Say of findings about the lead whether they are right.",
        )
    if OwnJudge.objects.filter(state=JudgeState.ASKED).exists():
        raise Stale("A judge is being made.", satisfy="Look again in some minutes.")
    row = OwnJudge.objects.create(by=by, at=now)
    LogEntry.record(None, Verb.MAKE_JUDGE, by, now, f"number {row.pk}", judge=row.pk)
    return row


def claimed(now: datetime) -> OwnJudge | None:
    """A judge that is asked for and that nobody makes, taken for a while."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)
    for row in OwnJudge.objects.filter(free, state=JudgeState.ASKED):
        if OwnJudge.objects.filter(free, pk=row.pk, state=JudgeState.ASKED).update(claimed_at=now):
            return row
    return None


def make(row: OwnJudge, hands: tuple[train.Hand, ...] | None = None) -> OwnJudge:
    """Make what was asked for, with its trial; it decides nothing yet."""
    said = [
        Said(one.story_id, one.zone, one.text, one.label, one.opening)
        for one in Verdict.objects.all()
    ]
    trial = retrain(hands or tuple(train.hands_of().values()), said, in_force() or head.shipped())
    row.data, row.trial, row.worse = head.packed(trial.head), trial.figures(), trial.worse
    row.verdicts, row.state = len(said), JudgeState.SHADOW
    row.save(update_fields=["data", "trial", "worse", "verdicts", "state"])
    return row


@transaction.atomic
def put_in_force(row: OwnJudge, *, by: Person, now: datetime) -> OwnJudge:
    """Let a judge decide, in the name of a chief who did not make it, and only where it is no worse."""
    row = OwnJudge.objects.select_for_update().get(pk=row.pk)
    access.need_chief(by, None)
    if row.state != JudgeState.SHADOW:
        raise Stale(
            f"This judge is {JudgeState(row.state).label}.", satisfy="See the list of judges."
        )
    if row.by_id == by.pk:
        raise HandInIt("You made this judge.", satisfy="Another chief puts it in force.")
    if row.worse:
        raise Unsound(
            "What this judge is sure of is less often right than now.",
            satisfy="Give more verdicts and make another.",
        )
    OwnJudge.objects.filter(state=JudgeState.ACTIVE).update(state=JudgeState.SUPERSEDED)
    row.state, row.approved_by, row.approved_at = JudgeState.ACTIVE, by, now
    row.save(update_fields=["state", "approved_by", "approved_at"])
    moves.begin(judge=row, now=now)
    LogEntry.record(None, Verb.TAKE_JUDGE, by, now, f"number {row.pk}", judge=row.pk)
    return row
