"""Put on the record what is not known, who would know, and later what they said."""

from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.locking import take
from desk.errors import Unsound
from desk.models import LogEntry, OpenQuestion, Person, Story, Verb
from desk.nudge import draft_changed


@transaction.atomic
def ask(
    story: Story,
    *,
    question: str,
    who_would_know: str,
    by: Person,
    now: datetime,
    due_at: datetime | None = None,
) -> OpenQuestion:
    """Open a question; readers see it until it is settled."""
    story = take(story.pk)
    access.need_editor(by, story)
    if not question.strip() or not who_would_know.strip():
        raise Unsound(
            "A question needs its words and who would know.",
            satisfy="“How many were hurt?” and “the rescue service”.",
            field="question" if not question.strip() else "who_would_know",
        )
    row = OpenQuestion.objects.create(
        story=story,
        question=question.strip(),
        who_would_know=who_would_know.strip(),
        due_at=due_at,
        asked_by=by,
        asked_at=now,
    )
    LogEntry.record(story, Verb.ASK, by, now, row.question)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return row


@transaction.atomic
def settle(question: OpenQuestion, *, answer: str, by: Person, now: datetime) -> OpenQuestion:
    """Say what settled it."""
    story = take(question.story_id)
    access.need_editor(by, story)
    if not answer.strip():
        raise Unsound("Say what the answer is.", field="answer")
    question.answer, question.settled_by, question.settled_at = answer.strip(), by, now
    question.save(update_fields=["answer", "settled_by", "settled_at"])
    LogEntry.record(story, Verb.SETTLE, by, now, f"{question.question} {answer.strip()}")
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return question
