"""Contest a rule: any editor, with words, from a finding or from the note; the owner answers in a week.

It leaves no mark on whoever contests.
"""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.copyflow.draft_note import rule_of
from desk.copyflow.fall import need_owner
from desk.errors import NotYours, Stale, Unsound
from desk.models import Challenge, LogEntry, NoteState, Person, PolicyNote, Story, Verb
from desk.nudge import board_changed

ANSWER_WITHIN = timedelta(days=7)


@transaction.atomic
def contest(
    note: PolicyNote,
    *,
    rule: str,
    words: str,
    by: Person,
    now: datetime,
    story: Story | None = None,
    exact: str = "",
) -> Challenge:
    """Say why a rule is wrong; the finding that led there may be named."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk contest a rule.")
    active = note.versions.filter(state=NoteState.ACTIVE).first()
    if active is None or rule_of(active.data, rule) is None:
        raise Unsound("Say which rule of the version in force you contest.", field="rule")
    if not words.strip():
        raise Unsound("Say what is wrong with the rule.", field="words")
    if note.challenges.filter(by=by, rule=rule, answered_at=None).exists():
        raise Stale("You contest this rule already.", satisfy="Wait for the answer.")
    row = Challenge.objects.create(
        note=note,
        rule=rule,
        version_number=active.number,
        story=story,
        exact=exact.strip()[:400],
        words=words.strip(),
        by=by,
        at=now,
        due=now + ANSWER_WITHIN,
    )
    LogEntry.record(None, Verb.CHALLENGE, by, now, words.strip(), rule=rule)
    transaction.on_commit(board_changed)
    return row


@transaction.atomic
def answer(
    challenge: Challenge, *, upheld: bool, words: str, by: Person, now: datetime
) -> Challenge:
    """The owner's answer: the rule stands, or it will be changed; both in words."""
    row = Challenge.objects.select_for_update(of=("self",)).select_related("note__owner").get(pk=challenge.pk)  # fmt: skip
    need_owner(row.note, by)
    if row.answered_at:
        raise Stale("This is answered already.")
    if not words.strip():
        raise Unsound("Answer in words.", field="words")
    row.upheld, row.answer, row.answered_by, row.answered_at = upheld, words.strip(), by, now
    row.save(update_fields=["upheld", "answer", "answered_by", "answered_at"])
    LogEntry.record(None, Verb.ANSWER_RULE, by, now, words.strip(), rule=row.rule)
    transaction.on_commit(board_changed)
    return row
