"""What stands ahead of a story: its hour, what policy changed, what is lowered, owed and asked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from desk.copyflow import binding, gate
from desk.copyflow.item_news import ItemNews, item_news
from desk.copyflow.judged import key
from desk.copyflow.mend import slip, standing_approval
from desk.copyflow.standing import Standing
from desk.errors import CopyflowError
from desk.models import (
    DryRun,
    Judgement,
    Lowering,
    Override,
    PieceState,
    RecheckedPiece,
    Release,
    ReleaseState,
    SecondLook,
    Story,
    Version,
)
from desk.policy.types import Finding


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked of a text: the answer, or what was said of an earlier text."""

    finding: Finding
    answer: Judgement | None
    earlier: Judgement | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """All of it. `slip` is None where there is nothing to mend, "" where the change is a slip."""

    release: Release | None
    held: Release | None
    run: DryRun | None
    shift: binding.Shift | None
    lowered: tuple[Lowering, ...]
    look: SecondLook | None
    ended: tuple[Override, ...]
    questions: tuple[Question, ...]
    short: tuple[RecheckedPiece, ...]
    slip: str | None
    embargo: datetime | None
    news: tuple[ItemNews, ...]


def outlook(story: Story, standing: Standing, *, now: datetime) -> Outlook:
    """What the story page and the review page show beside the copy."""
    version = story.latest()
    last = story.releases.select_related("by", "version").first()
    coming = last if last and last.state == ReleaseState.SCHEDULED else None
    looks = SecondLook.objects.filter(version__story=story, looked_at=None)
    return Outlook(
        release=coming,
        held=held(story, last),
        run=coming.dry_runs.first() if coming else None,
        shift=moved(story, version, standing, now),
        lowered=tuple(gate.lowerings(story, now)),
        look=looks.select_related("version", "owed_for").first(),
        ended=tuple(gate.ended(story, now)),
        questions=questions(version, standing.questions) if version else (),
        short=tuple(
            story.rechecks.filter(
                state__in=[PieceState.SHORT, PieceState.ASKS], answered_at=None
            ).select_related("recheck__policy__note")
        ),
        slip=mendable(story),
        embargo=embargo(story, now),
        news=tuple(item_news([story], now=now).get(story.pk, ())),
    )


def moved(
    story: Story, version: Version | None, standing: Standing, now: datetime
) -> binding.Shift | None:
    """What policy changed since the approval of a text that readers do not have yet."""
    if version is None or story.publications.filter(version=version).exists():
        return None
    return gate.moved_since(story, version, standing.review, now)


def embargo(story: Story, now: datetime) -> datetime | None:
    """The latest hour that the items cited are under; the piece inherits it."""
    rows = story.citations.filter(item__embargo_until__gt=now)
    latest: datetime | None = rows.aggregate(latest=Max("item__embargo_until"))["latest"]
    return latest


def held(story: Story, last: Release | None) -> Release | None:
    """The release that was refused at its hour, while nothing has gone out since."""
    if last is None or last.state != ReleaseState.HELD:
        return None
    since = story.publications.filter(published_at__gte=last.state_at)
    return None if since.exists() else last


def questions(version: Version, asked: tuple[Finding, ...]) -> tuple[Question, ...]:
    """Each question with its answer for this text, or the last one given for another."""
    rows = Judgement.objects.filter(version__story=version.story_id).select_related("by")
    every = list(rows.order_by("-at"))
    mine = [row for row in every if row.version_id == version.pk]
    return tuple(
        Question(
            finding,
            answer=next(
                (r for r in mine if (r.note, r.rule, r.note_version) == key(finding)), None
            ),
            earlier=next((r for r in every if (r.note, r.rule) == key(finding)[:2]), None),
        )
        for finding in asked
    )


def mendable(story: Story) -> str | None:
    """Whether the change since the approval is a slip: "" yes, words why not, None for no change."""
    try:
        approval = standing_approval(story)
    except CopyflowError:
        return None
    return slip(story, approval.version)
