"""Raise a rule from shadow, one stage at a time: asked by one person, decided by another.

Criteria are shown and kept with the row; none of them decides.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from desk import access
from desk.copyflow import fall, hits, notes
from desk.copyflow.draft_note import need_writer, rule_of
from desk.errors import HandInIt, Stale, Unsound
from desk.models import (
    BacktestHit,
    Evaluation,
    LogEntry,
    NoteState,
    Person,
    PolicyVersion,
    Promotion,
    Verb,
)
from desk.nudge import board_changed
from desk.policy.precision import share
from desk.policy.rollout import ORDER, stands, wanted
from desk.policy.types import Enforcement, Stage

IN_SHADOW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of a rule when somebody asks to raise it."""

    days: int
    firings: int
    judged: int
    right: int
    low: int
    high: int
    dismissed: int
    asked_about: int

    @property
    def precision(self) -> str:
        """The judged precision in words."""
        if not self.judged:
            return "nothing judged yet"
        return f"{self.right} of {self.judged} right: between {self.low} and {self.high} in 100"


def firings(version: PolicyVersion, *, now: datetime) -> dict[str, int]:
    """In how many places each rule of a version spoke since it is in force, in shadow or aloud."""
    mark = {"note": version.note.slug, "note_version": version.number}
    rows = Evaluation.objects.filter(at__lte=now, findings__contains=[mark])
    fired: dict[str, set[tuple[int, str]]] = {}
    for story, findings in rows.values_list("version__story_id", "findings").iterator():
        for one in findings:
            if one.get("note") == mark["note"] and one.get("note_version") == mark["note_version"]:
                fired.setdefault(one["rule"], set()).add((story, one["fingerprint"]))
    return {rule: len(places) for rule, places in fired.items()}


def figures(
    version: PolicyVersion, rule: str, fired: int, *, now: datetime, habit: fall.Habit | None = None
) -> Figures:
    """Days since it is in force, firings since then, what was judged right, how often put away."""
    began = version.effective_from or now
    run = hits.of_version(version)
    judged = BacktestHit.objects.filter(run=run, rule=rule, right__isnull=False) if run else None
    right, whole = (judged.filter(right=True).count(), judged.count()) if judged else (0, 0)
    known, habit = share(right, whole), habit or fall.habit_of(version.note, rule, now=now)
    return Figures(
        days=max((now - began).days, 0),
        firings=fired,
        judged=whole,
        right=right,
        low=round(known.low * 100),
        high=round(known.high * 100),
        dismissed=habit.dismissed,
        asked_about=habit.firings,
    )


@transaction.atomic
def ask(
    version: PolicyVersion,
    *,
    rule: str,
    stage: str,
    to: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Promotion:
    """Ask to raise a rule at one stage, never beyond what its note says it may come to."""
    version = notes.taken(version)
    need_writer(by, version.note.desk)
    raw = rule_of(version.data, rule)
    if version.state != NoteState.ACTIVE:
        raise Stale("This version is not in force.", satisfy="Raise a rule of the one that is.")
    if raw is None or stage not in set(Stage) or to not in set(Enforcement):
        raise Unsound("Say which rule, at which stage, to what.", field="rule")
    if not reason.strip():
        raise Unsound("Say why it should weigh more.", field="reason")
    here, most = stands(raw, version.rollout, Stage(stage)), wanted(raw)[Stage(stage)]
    if ORDER[Enforcement(to)] <= ORDER[here]:
        raise Unsound(f"At {stage} it is {here.value} already.", field="to",
                      satisfy="To lower it, a chief does so at once.")  # fmt: skip
    if ORDER[Enforcement(to)] > ORDER[most]:
        raise Unsound(
            f"The note lets it come to {most.value} at {stage}, not more.",
            satisfy="Propose a version of the note that says more.",
            field="to",
        )
    if version.note.falls.filter(rule=rule, answered_at=None).exists():
        raise Unsound("It fell, and its owner has not answered yet.", satisfy="Answer first.")
    fired = firings(version, now=now).get(rule, 0)
    try:
        with transaction.atomic():
            row = Promotion.objects.create(
                version=version,
                rule=rule,
                stage=stage,
                was=here.value,
                to=to,
                reason=reason.strip(),
                figures=asdict(figures(version, rule, fired, now=now)),
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as clash:
        raise Stale(
            "Somebody has asked for this already.", satisfy="Wait for the answer."
        ) from clash
    LogEntry.record(
        None, Verb.ASK_PROMOTION, by, now, reason.strip(), rule=rule, stage=stage, to=to
    )
    transaction.on_commit(board_changed)
    return row


@transaction.atomic
def decide(promotion: Promotion, *, take: bool, words: str, by: Person, now: datetime) -> Promotion:
    """A second person's word: the rule weighs more from now on, or stays as it is."""
    version = notes.taken(promotion.version)
    row = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
    if row.decided_at:
        raise Stale("This is decided already.")
    if take or row.asked_by_id != by.pk:
        access.need_signer(by, version.note.desk, law=notes.is_law(version))
    if take and row.asked_by_id == by.pk:
        raise HandInIt("You asked for it, so another person decides.", satisfy="Ask a chief.")
    if not take and not words.strip():
        raise Unsound("Say why it stays as it is.", field="words")
    if take:
        raised(version, row)
    row.taken, row.words, row.decided_by, row.decided_at = take, words.strip(), by, now
    row.save(update_fields=["was", "taken", "words", "decided_by", "decided_at"])
    verb = Verb.PROMOTE if take else Verb.KEEP_DOWN
    LogEntry.record(None, verb, by, now, row.words or row.reason, rule=row.rule, stage=row.stage, to=row.to)  # fmt: skip
    transaction.on_commit(board_changed)
    return row


def raised(version: PolicyVersion, row: Promotion) -> None:
    """Write what the rule comes to now."""
    if version.state != NoteState.ACTIVE:
        raise Stale("This version is not in force any more.", satisfy="Ask again for the new one.")
    rollout = dict(version.rollout or fall.as_filed(version))
    row.was = rollout.get(row.rule, {}).get(row.stage, "shadow")
    rollout[row.rule] = {**rollout.get(row.rule, {}), row.stage: row.to}
    version.rollout = rollout
    version.save(update_fields=["rollout"])


def waiting() -> "list[Promotion]":
    """Everything asked and not decided, oldest first."""
    rows = Promotion.objects.filter(
        Q(decided_at=None), version__state=NoteState.ACTIVE
    ).select_related("version__note", "asked_by")
    return list(rows.order_by("asked_at"))
