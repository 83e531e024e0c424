"""Put on the record that somebody was asked for comment, and what came of it."""

from datetime import datetime, timedelta

from django.db import transaction

from desk import access
from desk.copyflow.locking import take
from desk.errors import Stale, Unsound
from desk.models import CommentRequest, How, LogEntry, Outcome, Person, Story, Verb
from desk.nudge import draft_changed

FURTHEST = timedelta(days=366)


@transaction.atomic
def ask_comment(
    story: Story,
    *,
    whom: str,
    about: str,
    how: str,
    by: Person,
    now: datetime,
    asked_at: datetime | None = None,
    reply_by: datetime | None = None,
    told: bool = True,
) -> CommentRequest:
    """One request; readers are told that it was made, and whether there was an answer when the piece went out."""
    story = take(story.pk)
    access.need_editor(by, story)
    asked_at = asked_at or now
    need_sound(whom, about, how)
    if not now - FURTHEST <= asked_at <= now:
        raise Unsound("Nobody has been asked yet at that hour.", field="asked_at")
    if reply_by and not asked_at < reply_by <= now + FURTHEST:
        raise Unsound("They can answer only after they were asked.", field="reply_by")
    row = CommentRequest.objects.create(
        story=story,
        whom=whom.strip()[:200],
        about=about.strip()[:500],
        how=how,
        asked_at=asked_at,
        reply_by=reply_by,
        told=told,
        by=by,
        at=now,
    )
    said = f"{row.whom}, {row.get_how_display()}, {asked_at:%H:%M} UTC: {row.about}"
    LogEntry.record(story, Verb.ASK_COMMENT, by, now, said)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return row


def need_sound(whom: str, about: str, how: str) -> None:
    """Refuse a request that a lawyer could not read later."""
    if not whom.strip():
        raise Unsound("Say who was asked.", satisfy="As readers may know them.", field="whom")
    if not about.strip():
        raise Unsound("Say what was put to them.", field="about")
    if how not in How.values:
        raise Unsound("Say how they were asked.", field="how")


@transaction.atomic
def note_reply(
    request: CommentRequest,
    *,
    outcome: str,
    answer: str,
    by: Person,
    now: datetime,
    at: datetime | None = None,
) -> CommentRequest:
    """What came of it; of two who note it the second is told."""
    story = take(request.story_id)
    access.need_editor(by, story)
    request = CommentRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.outcome:
        raise Stale(f"{request.whom}: this is noted already.")
    if outcome not in Outcome.values:
        raise Unsound("Say whether they answered.", field="outcome")
    if outcome == Outcome.ANSWERED and not answer.strip():
        raise Unsound("Say what the answer is.", field="answer")
    hour = at or now
    if not request.asked_at <= hour <= now:
        raise Unsound("They answered after they were asked, and not yet to come.", field="at")
    request.outcome, request.answer, request.answered_at = outcome, answer.strip(), hour
    request.noted_by = by
    request.save(update_fields=["outcome", "answer", "answered_at", "noted_by"])
    said = f"{request.whom} {request.get_outcome_display()}: {request.answer}".removesuffix(": ")
    LogEntry.record(story, Verb.NOTE_REPLY, by, now, said)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return request
