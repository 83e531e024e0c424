"""Let a finding pass, signed by a chief who did not write the story; of law, by its holder.

Where an override has an hour, nothing comes down when it is over: the chief on call and the board are
told, and the next update waits until somebody has closed it (desk.copyflow.gate).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.copyflow import call, gate
from desk.copyflow.freeze import writers
from desk.copyflow.locking import take
from desk.copyflow.road import road
from desk.copyflow.spoken import spoken
from desk.errors import HandInIt, Stale, Unsound
from desk.models import CallKind, LogEntry, Override, Person, PublicPage, Story, Verb
from desk.nudge import board_changed, draft_changed
from desk.policy.types import Stage

REASON_CHARACTERS = 20
LONGEST_MINUTES = 1440


BREAKING_MINUTES = 60


@road("let pass")
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
    [made] = signed_for(
        story, [fingerprint], reason=reason, reader_words=reader_words, minutes=minutes, by=by, now=now
    )  # fmt: skip
    return made


@road("let pass")
def override_each(
    story: Story,
    *,
    fingerprints: Sequence[str],
    reason: str,
    by: Person,
    now: datetime,
    reader_words: str = "",
    minutes: int | None = None,
) -> list[Override]:
    """Sign for a finding in each of its places, a row for each, or for none; readers are told once."""
    return signed_for(
        story, fingerprints, reason=reason, reader_words=reader_words, minutes=minutes, by=by, now=now
    )  # fmt: skip


def signed_for(
    story: Story,
    fingerprints: Sequence[str],
    *,
    reason: str,
    reader_words: str,
    minutes: int | None,
    by: Person,
    now: datetime,
) -> list[Override]:
    """Rows for findings that stand, by somebody who may sign for each."""
    story = take(story.pk)
    need_any_signer(by, story)
    need_no_hand(by, story)
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise Unsound(
            "The time limit cannot be read.",
            satisfy=f"Whole minutes from 1 to {LONGEST_MINUTES}, or nothing for no limit.",
            field="minutes",
        )
    need_reason(reason)
    found = standing_findings(story, fingerprints, now)
    for one in found:
        access.need_signer(by, story.desk, law=one.finding.law)
    return signed(
        story, found, reason=reason, reader_words=reader_words, minutes=minutes, by=by, now=now
    )


@road("let pass as breaking news")
def break_news(
    story: Story, *, reason: str, by: Person, now: datetime, reader_words: str = ""
) -> list[Override]:
    """Sign for everything that blocks, for sixty minutes, in one act; law and safety are no part of it."""
    story = take(story.pk)
    access.need_chief(by, story.desk)
    need_no_hand(by, story)
    need_reason(reason)
    stand = gate.signable(story, story.latest(), now=now).values()
    found = [one for one in stand if gate.would_block([one.finding]) and not one.finding.law]
    if not found:
        raise Unsound("Nothing that a chief may let pass blocks this.")
    return signed(
        story, found, reason=reason, reader_words=reader_words, minutes=BREAKING_MINUTES, by=by, now=now
    )  # fmt: skip


def signed(
    story: Story,
    found: Sequence[gate.Signable],
    *,
    reason: str,
    reader_words: str,
    minutes: int | None,
    by: Person,
    now: datetime,
) -> list[Override]:
    """A row for each finding; the words for readers stand with the first."""
    return [
        sign(story, one, reason=reason, reader_words="" if n else reader_words, minutes=minutes, by=by, now=now)
        for n, one in enumerate(found)
    ]  # fmt: skip


def sign(
    story: Story,
    signed: gate.Signable,
    *,
    reason: str,
    reader_words: str,
    minutes: int | None,
    by: Person,
    now: datetime,
) -> Override:
    """The row and its line in the log; an older signature for the same words is closed by it."""
    finding = signed.finding
    story.overrides.filter(fingerprint=finding.fingerprint, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by, withdrawn_words="Signed again."
    )
    made = Override.objects.create(
        story=story,
        code=finding.rule or finding.code,
        note=finding.note or "",
        note_version=finding.note_version,
        fingerprint=finding.fingerprint,
        setting=signed.as_data(),
        exact=finding.exact,
        reason=reason.strip(),
        reader_words=reader_words.strip(),
        by=by,
        at=now,
        expires_at=now + timedelta(minutes=minutes) if minutes else None,
    )
    LogEntry.record(story, Verb.OVERRIDE, by, now, reason.strip(), code=made.code)
    settle_calls(story, by=by, now=now)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return made


@road("closed an override")
def close(story: Story, *, pk: int, words: str, by: Person, now: datetime) -> Override:
    """Close an override before or after its hour: from then on the finding counts again."""
    story = take(story.pk)
    need_any_signer(by, story)
    row = story.overrides.select_for_update().filter(pk=pk).first()
    if row is None or row.withdrawn_at:
        raise Stale("This override is closed already.")
    if not words.strip():
        raise Unsound("Say how it was closed.", field="words")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_words = now, by, words.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_words"])
    LogEntry.record(story, Verb.CLOSE_PASS, by, now, row.withdrawn_words, code=row.code)
    settle_calls(story, by=by, now=now)
    transaction.on_commit(board_changed)
    return row


def settle_calls(story: Story, *, by: Person, now: datetime) -> None:
    """Answer the story's calls about overrides once none is left that has ended."""
    if not gate.ended(story, now):
        call.settle(story, CallKind.OVERRIDE, by=by, now=now)


def tell_ended(*, now: datetime) -> int:
    """Tell board and chief of overrides whose hour is over; how many were looked at."""
    rows = Override.objects.filter(expires_at__lte=now, withdrawn_at=None, told_at=None)
    told = list(rows.values_list("pk", flat=True)[:100])
    for pk in told:
        tell_one(pk, now=now)
    return len(told)


@transaction.atomic
def tell_one(pk: int, *, now: datetime) -> None:
    """One override at its end: a call where its words still stand, closed by itself where not."""
    row = Override.objects.select_related("story", "by").get(pk=pk)
    story = take(row.story_id)
    row.refresh_from_db()
    if row.told_at or row.withdrawn_at:
        return
    row.told_at = now
    if not stands(row, story, now):
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_words = now, row.by, "Its words are gone."
    row.save(update_fields=["told_at", "withdrawn_at", "withdrawn_by", "withdrawn_words"])
    if row.withdrawn_at:
        LogEntry.record(story, Verb.CLOSE_PASS, row.by, now, row.withdrawn_words, code=row.code)
        return
    call.call(
        story,
        CallKind.OVERRIDE,
        key=f"override-{row.pk}",
        words=f"“{row.code}” was let pass until {row.expires_at:%H:%M} UTC. Nothing comes down; the next update waits until it is closed.",
        by=row.by,
        now=now,
    )


def stands(row: Override, story: Story, now: datetime) -> bool:
    """Whether the finding still stands in what readers have, in the version or in the draft."""
    page = PublicPage.objects.filter(story=story, status=200).select_related("publication__version")
    published = [one.publication.version for one in page]
    return any(
        finding.fingerprint == row.fingerprint
        for version in (*published, story.latest(), None)
        for finding in gate.look(story, version, stage=Stage.PUBLISH, now=now).findings
    )


def need_no_hand(by: Person, story: Story) -> None:
    """Refuse whoever wrote in the story."""
    if by.pk in writers(story, None):
        raise HandInIt(
            "You wrote in this story, so another chief decides.",
            satisfy="Ask a chief who did not write in it.",
        )


def need_reason(reason: str) -> None:
    """Refuse a reason that is none."""
    if len(spoken(reason)) < REASON_CHARACTERS:
        raise Unsound(
            "The reason is too short.",
            satisfy=f"Write at least {REASON_CHARACTERS} characters; it stays in the log.",
            field="reason",
        )


def need_any_signer(by: Person, story: Story) -> None:
    """Refuse whoever signs for nothing here, before a word is said of the finding."""
    if not access.answers_for_law(by, story.desk):
        access.need_chief(by, story.desk)


def standing_findings(story: Story, fingerprints: Sequence[str], now: datetime) -> list[gate.Signable]:  # fmt: skip
    """The findings of those fingerprints in the draft or the version in review."""
    stand: dict[str, gate.Signable] = {}
    for version in (None, story.latest()):
        if not set(fingerprints) <= stand.keys():
            stand = gate.signable(story, version, now=now) | stand
    if not set(fingerprints) <= stand.keys():
        raise Unsound(
            "This finding no longer stands.", satisfy="Look at the findings as they are now."
        )
    return [stand[one] for one in fingerprints]
