"""Refusals a person can act on. Each carries its facts and says what would satisfy it."""

from collections.abc import Sequence
from typing import Any

from desk.policy.types import Finding


class CopyflowError(Exception):
    """A refusal. `words` is for the person, `satisfy` says what would mend it, `facts` is data."""

    status = 422

    def __init__(self, words: str, *, satisfy: str = "", **facts: Any) -> None:
        super().__init__(words)
        self.words = words
        self.satisfy = satisfy
        self.facts = facts


class NotYours(CopyflowError):
    """The person may know of the story but not do this."""

    status = 403


class NotApproved(CopyflowError):
    """The text has no name of a second person under it."""


class Blocked(CopyflowError):
    """Findings close the door; they travel with the refusal."""

    def __init__(self, findings: Sequence[Finding], words: str = "") -> None:
        count = len(findings)
        said = words or (
            "House policy refuses this piece: "
            + ("one finding stands" if count == 1 else f"{count} findings stand")
            + " in its way."
        )
        super().__init__(said, satisfy="Mend each, or a chief lets it pass with a reason.")
        self.findings = tuple(findings)


class Stale(CopyflowError):
    """Somebody was first; what stands now travels with the refusal."""

    status = 409


class HandInIt(CopyflowError):
    """Whoever wrote cannot approve."""


class WrongPhase(CopyflowError):
    """The story does not stand where this act needs it."""


class OnLegalHold(CopyflowError):
    """Nothing of the story goes on until whoever answers for law and safety says so."""


class PolicyMoved(CopyflowError):
    """Notes came in force at once after the approval, and no chief has seen what they change."""


class PassEnded(CopyflowError):
    """An override's hour is over and nobody has closed it."""


class CannotAsk(CopyflowError):
    """Policy could not be asked at all: what cannot be checked does not go out."""


class Unsound(CopyflowError):
    """What was sent cannot be taken; nothing stored has changed."""
