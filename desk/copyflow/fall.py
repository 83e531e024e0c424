"""A rule that editors put away more than one time in five falls to advisory; its owner is asked.

So does a note whose day to be read again has passed (`desk.facts` sees to that by the clock). Until
the owner answers it stays advisory. Rules of law and safety do not fall; their owner is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from desk import access, facts
from desk.copyflow.draft_note import REVIEW_AFTER
from desk.errors import NotYours, Stale, Unsound
from desk.models import (
    LogEntry,
    NoteState,
    Person,
    PolicyNote,
    PolicyVersion,
    RuleFall,
    Verb,
)
from desk.nudge import board_changed
from desk.policy import review as policy
from desk.policy.rollout import wanted

WINDOW = timedelta(days=30)
FIRINGS = 20
SHARE = 0.2
PEOPLE = 2  # one alone could talk a rule down that stops others: in drafts that nobody else reads


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a rule spoke in a stretch of time, how often it was put away, and by how many people."""

    firings: int
    dismissed: int
    people: int = 0

    @property
    def share(self) -> float:
        """Dismissed of those that fired."""
        return self.dismissed / self.firings if self.firings else 0.0

    @property
    def cries_wolf(self) -> bool:
        """Twenty firings or more, and more than one in five put away, by no single person."""
        many = self.firings >= FIRINGS and self.dismissed > self.firings * SHARE
        return many and self.people >= PEOPLE


# A place in a piece counts once, however often it was asked about; one that was put away while it was
# typed, and never handed over, counts too.
HABITS = """
    WITH places AS (
        SELECT f ->> 'rule' AS rule, v.story_id, f ->> 'fingerprint' AS place, false AS away, NULL::bigint AS who
        FROM desk_evaluation e
        JOIN desk_version v ON v.id = e.version_id
        CROSS JOIN LATERAL jsonb_array_elements(e.findings) AS f
        WHERE e.at > %(since)s AND e.at <= %(until)s AND f ->> 'rule' IS NOT NULL
        UNION ALL
        SELECT code, story_id, fingerprint, true, by_id FROM desk_dismissal
        WHERE at > %(since)s AND at <= %(until)s
    ), once AS (
        SELECT rule, bool_or(away) AS away, max(who) AS who FROM places GROUP BY rule, story_id, place
    )
    SELECT rule, count(*), count(*) FILTER (WHERE away), count(DISTINCT who) FROM once GROUP BY rule
"""


def habits(*, since: datetime, until: datetime) -> dict[str, Habit]:
    """Every rule's habit in a stretch of time."""
    with connection.cursor() as cursor:
        cursor.execute(HABITS, {"since": since, "until": until})
        return {rule: Habit(*counted) for rule, *counted in cursor.fetchall()}


def habit_of(note: PolicyNote, rule: str, *, now: datetime) -> Habit:
    """One rule's habit in the last thirty days, counted anew after its owner's last answer."""
    answered = note.falls.filter(rule=rule, answered_at__isnull=False).first()
    since = now - WINDOW
    if answered and answered.answered_at:
        since = max(since, answered.answered_at)
    return habits(since=since, until=now).get(rule, Habit(0, 0))


@transaction.atomic
def let_fall(*, now: datetime) -> list[RuleFall]:
    """Let every rule fall that cries wolf; running twice makes no second row."""
    noisy = {rule for rule, h in habits(since=now - WINDOW, until=now).items() if h.cries_wolf}
    if not noisy:
        return []
    house = facts.house(now)
    law, fallen = policy.law_keys(house.notes), list[RuleFall]()
    rows = {n.slug: n for n in PolicyNote.objects.filter(slug__in=[n.slug for n in house.notes])}
    for one in house.notes:
        for rule in one.rules:
            if rule.key in noisy and one.slug in rows:
                fallen += fell(rows[one.slug], rule.key, weakens=rule.key not in law, now=now)
    if fallen:
        transaction.on_commit(board_changed)
    return fallen


def fell(note: PolicyNote, rule: str, *, weakens: bool, now: datetime) -> Iterable[RuleFall]:
    """One rule's fall, if it is still due after the owner's last answer and not there already."""
    habit = habit_of(note, rule, now=now)
    if not habit.cries_wolf or note.falls.filter(rule=rule, answered_at=None).exists():
        return []
    try:
        with transaction.atomic():
            row = RuleFall.objects.create(
                note=note,
                rule=rule,
                at=now,
                firings=habit.firings,
                dismissed=habit.dismissed,
                weakens=weakens,
            )
    except IntegrityError:
        return []
    return [row]


def need_owner(note: PolicyNote, by: Person) -> None:
    """Refuse whoever is not asked; where the owner has left, or none is named, a chief answers."""
    if note.owner_id == by.pk and access.desks(by).exists():
        return
    if (note.owner is None or not note.owner.is_active) and access.is_chief(by, note.desk):
        return
    who = note.owner.name if note.owner and note.owner.is_active else "a chief"
    raise NotYours("The note’s owner answers for its rules.", satisfy=f"Ask {who}.")


@transaction.atomic
def answer_fall(fall: RuleFall, *, keep: bool, words: str, by: Person, now: datetime) -> RuleFall:
    """The owner's answer: right as approved, so it weighs again; or it stays advisory until rewritten."""
    row = RuleFall.objects.select_for_update(of=("self",)).select_related("note__owner").get(pk=fall.pk)  # fmt: skip
    need_owner(row.note, by)
    if row.answered_at:
        raise Stale("This is answered already.")
    if not words.strip():
        raise Unsound("Say why, for whoever put it away.", field="words")
    if not keep and row.weakens:
        stay_down(row.note, row.rule)
    row.kept, row.answer, row.answered_by, row.answered_at = keep, words.strip(), by, now
    row.save(update_fields=["kept", "answer", "answered_by", "answered_at"])
    LogEntry.record(None, Verb.ANSWER_RULE, by, now, words.strip(), rule=row.rule)
    transaction.on_commit(board_changed)
    return row


def stay_down(note: PolicyNote, rule: str) -> None:
    """Advisory at most from now on, in the version's own row: raising it again takes two people."""
    for version in note.versions.filter(state__in=[NoteState.ACTIVE, NoteState.APPROVED]):
        rollout = dict(version.rollout or as_filed(version))
        rollout[rule] = {
            stage: "advisory" if to == "blocking" else to
            for stage, to in rollout.get(rule, {}).items()
        }
        version.rollout = rollout
        version.save(update_fields=["rollout"])


def as_filed(version: PolicyVersion) -> dict[str, dict[str, str]]:
    """What a version from a pack comes to, as a rollout of its own."""
    return {
        rule["key"]: {stage.value: most.value for stage, most in wanted(rule).items()}
        for rule in version.data.get("rules", [])
    }


@transaction.atomic
def renew(version: PolicyVersion, *, words: str, by: Person, now: datetime) -> PolicyVersion:
    """The owner has read a note again and stands by it: the next day to read it is half a year on."""
    row = PolicyVersion.objects.select_for_update(of=("self",)).select_related("note__owner").get(pk=version.pk)  # fmt: skip
    need_owner(row.note, by)
    if row.state != NoteState.ACTIVE:
        raise Stale("This version is not in force.")
    day = (now + REVIEW_AFTER).date()
    if row.review_by and row.review_by >= day:
        raise Stale("It was read again already.")
    if not words.strip():
        raise Unsound("Say what you looked at.", field="words")
    row.review_by = day
    row.save(update_fields=["review_by"])
    LogEntry.record(None, Verb.RENEW_NOTE, by, now, f"{row.note.title}: {words.strip()}")
    transaction.on_commit(board_changed)
    return row


@transaction.atomic
def give_owner(note: PolicyNote, *, owner: Person, by: Person, now: datetime) -> PolicyNote:
    """Name who is asked about a note: its owner hands it on, or a chief gives it."""
    note = PolicyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.owner_id != by.pk:
        access.need_chief(by, note.desk)
    if not owner.is_active or not access.desks(owner).exists():
        raise Unsound("The owner of a note works on a desk.", satisfy="Choose somebody who does.")
    note.owner = owner
    note.save(update_fields=["owner"])
    LogEntry.record(None, Verb.OWN_NOTE, by, now, f"{note.title}: {owner.name}")
    return note
