"""Answer a judgement rule's question: a person's name, words or a link, for one text and rule version."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.judged import KIND
from desk.copyflow.locking import take
from desk.copyflow.spoken import is_address, spoken
from desk.errors import Stale, Unsound
from desk.models import Judgement, LogEntry, Person, Story, Verb
from desk.nudge import draft_changed
from desk.policy.types import Finding, Stage

LEAST = 10


@transaction.atomic
def judge(
    story: Story,
    *,
    rule: str,
    version_number: int,
    words: str = "",
    link: str = "",
    by: Person,
    now: datetime,
) -> Judgement:
    """Put a named answer under the question, for the text it was asked of."""
    story = take(story.pk)
    if not access.answers_for_law(by, story.desk):
        access.need_editor(by, story)
    version = story.latest()
    if version is None or version.number != version_number:
        raise Stale(
            "There is another version now.", satisfy="Read the newest one, then answer for that."
        )
    words, link = spoken(words), link.strip()
    if link and not is_address(link):
        raise Unsound("This is no link.", satisfy="Write it whole, from https:// on.", field="link")
    if not link and len(words) < LEAST:
        raise Unsound(
            "A tick is no answer.",
            satisfy=f"Say in at least {LEAST} characters what makes it so, or give the link.",
            field="words",
        )
    finding = question(gate.questions(story, version, stage=Stage.PUBLISH, now=now), rule)
    try:
        with transaction.atomic():
            row = Judgement.objects.create(
                version=version,
                rule=rule,
                note=finding.note or "",
                note_version=finding.note_version or 0,
                question=finding.message,
                words=words,
                link=link[:1000],
                by=by,
                at=now,
            )
    except IntegrityError as clash:
        raise Stale("Somebody has answered this for the same text.") from clash
    LogEntry.record(story, Verb.JUDGE, by, now, f"{finding.message} {words or link}", rule=rule)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return row


def question(findings: Iterable[Finding], rule: str) -> Finding:
    """The question of that rule, if policy asks it of this text."""
    for finding in findings:
        if finding.rule == rule and finding.evidence.get("kind") == KIND:
            return replace(finding)
    raise Unsound("This question is not asked of this text.", satisfy="Look at those that are.")
