"""Legal hold: one chief may stop a story; only whoever answers for law and safety lets it go on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow.locking import take
from desk.errors import NotYours, OnLegalHold, Stale, Unsound
from desk.models import LegalHold, LogEntry, Person, Story, Verb
from desk.nudge import board_changed
from wires.models import Item


@transaction.atomic
def place(story: Story, *, reason: str, by: Person, now: datetime) -> LegalHold:
    """Stop every transition of a story; the reason stays out of the log, which the desk reads."""
    story = take(story.pk)
    if not access.is_chief(by, story.desk) and not access.answers_for_law(by, story.desk):
        raise NotYours(
            "A desk chief, or whoever answers for law and safety, puts a story on a legal hold.",
            satisfy=f"Ask a chief of {story.desk.name}.",
        )
    if not reason.strip():
        raise Unsound(
            "Say why.",
            satisfy="Only whoever answers for law and safety reads the reason.",
            field="reason",
        )
    try:
        with transaction.atomic():
            hold = LegalHold.objects.create(story=story, by=by, at=now, reason=reason.strip())
    except IntegrityError as clash:
        raise Stale("This story is on a legal hold already.") from clash
    LogEntry.record(story, Verb.LEGAL_HOLD, by, now)
    transaction.on_commit(board_changed)
    return hold


@transaction.atomic
def lift(story: Story, *, by: Person, now: datetime) -> LegalHold:
    """Let the story go on; the row stays."""
    story = take(story.pk)
    access.need_law(by, story.desk)
    hold = story.legal_holds.filter(lifted_at=None).first()
    if hold is None:
        raise Stale("This story is on no legal hold.")
    hold.lifted_by, hold.lifted_at = by, now
    hold.save(update_fields=["lifted_by", "lifted_at"])
    LogEntry.record(story, Verb.LIFT_LEGAL, by, now)
    transaction.on_commit(board_changed)
    return hold


def need_free(items: Iterable[Item], *, by: Person) -> None:
    """Refuse to take away what a story on a legal hold rests on, or rested on: it may be evidence.

    Whoever answers for law and safety there may, since a person's safety may hang on it.
    """
    keys = {item.pk for item in items}
    for hold in LegalHold.objects.filter(lifted_at=None).select_related("story__desk"):
        if keys & rested_on(hold.story) and not access.answers_for_law(by, hold.story.desk):
            raise OnLegalHold(
                "A story that rests on this is on a legal hold, so its evidence stays.",
                satisfy=f"{access.law_names(hold.story.desk)} may remove it, or lift the hold.",
            )


def rested_on(story: Story) -> set[int]:
    """Every item that a story cites, has cited in a version, or that lies or lay beside it."""
    cited = {cite["item"] for cites in story.versions.values_list("cites", flat=True) for cite in cites}  # fmt: skip
    cited |= set(story.citations.values_list("item_id", flat=True))
    return cited | set(story.attachments.values_list("item_id", flat=True))


def may_read_reason(hold: LegalHold, who: Person) -> bool:
    """Whoever answers for law and safety there, and whoever placed it."""
    return hold.by_id == who.pk or access.answers_for_law(who, hold.story.desk)
