"""Let one finding pass, signed by a chief who did not write the story; of law, by its holder."""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.freeze import writers
from desk.copyflow.locking import take
from desk.errors import HandInIt, Unsound
from desk.models import LogEntry, Override, Person, Story, Verb
from desk.nudge import draft_changed
from desk.policy.types import Finding, Stage

REASON_CHARACTERS = 20
LONGEST_MINUTES = 1440


@transaction.atomic
def override(
    story: Story,
    *,
    fingerprint: str,
    reason: str,
    by: Person,
    now: datetime,
    reader_words: str = "",
    minutes: int | None = None,
) -> Override:
    """Sign for one blocking finding; it dies when the words or the rule's version change."""
    story = take(story.pk)
    need_any_signer(by, story)
    if by.pk in writers(story, None):
        raise HandInIt(
            "You wrote in this story, so another chief decides.",
            satisfy="Ask a chief who did not write in it.",
        )
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise Unsound(
            "The time limit cannot be read.",
            satisfy=f"Whole minutes from 1 to {LONGEST_MINUTES}, or nothing for no limit.",
            field="minutes",
        )
    if len(reason.strip()) < REASON_CHARACTERS:
        raise Unsound(
            "The reason is too short.",
            satisfy=f"Write at least {REASON_CHARACTERS} characters; it stays in the log.",
            field="reason",
        )
    finding = standing_finding(story, fingerprint, now)
    access.need_signer(by, story.desk, law=finding.law)
    made = Override.objects.create(
        story=story,
        code=finding.rule or finding.code,
        note=finding.note or "",
        note_version=finding.note_version,
        fingerprint=fingerprint,
        exact=finding.exact,
        reason=reason.strip(),
        reader_words=reader_words.strip(),
        by=by,
        at=now,
        expires_at=now + timedelta(minutes=minutes) if minutes else None,
    )
    LogEntry.record(story, Verb.OVERRIDE, by, now, reason.strip(), code=made.code)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return made


def need_any_signer(by: Person, story: Story) -> None:
    """Refuse whoever signs for nothing here, before a word is said of the finding."""
    if not access.answers_for_law(by, story.desk):
        access.need_chief(by, story.desk)


def standing_finding(story: Story, fingerprint: str, now: datetime) -> Finding:
    """The finding of that fingerprint in the draft or the version in review."""
    for version in (None, story.latest()):
        for finding in gate.look(story, version, stage=Stage.PUBLISH, now=now).findings:
            if finding.fingerprint == fingerprint:
                return finding
    raise Unsound("This finding no longer stands.", satisfy="Look at the findings as they are now.")
