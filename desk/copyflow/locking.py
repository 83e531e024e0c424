"""Taking a story for one transaction, so that the second caller sees what the first did."""

from datetime import datetime

from desk.errors import WrongPhase
from desk.models import Approval, Phase, Story, Version


def take(story_id: int) -> Story:
    """The story's row, locked until the transaction ends."""
    return Story.objects.select_for_update(of=("self",)).select_related("desk").get(pk=story_id)


def need_phase(story: Story, *phases: Phase, doing: str) -> None:
    """Refuse an act where the story does not stand where it needs it."""
    if story.phase not in phases:
        now = Phase(story.phase).label.lower()
        wanted = " or ".join(phase.label.lower() for phase in phases)
        raise WrongPhase(
            f"This story cannot be {doing}: it is {now}.",
            satisfy=f"It can be once it is {wanted}.",
            phase=story.phase,
        )


def unname(version: Version | None, now: datetime) -> None:
    """Take a chief's name from a version that goes back: what was written in it counts again."""
    Approval.objects.filter(version=version, withdrawn_at=None).update(withdrawn_at=now)
