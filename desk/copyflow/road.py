"""A road to readers: one transaction, and a refusal that stands in the log though all else is undone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from desk.copyflow.cannot_run import keep_failures
from desk.errors import Blocked, CopyflowError
from desk.models import LogEntry, Story, Verb

P = ParamSpec("P")
T = TypeVar("T")
Asked = Callable[Concatenate[Story, P], T]
CODES = 12


def road(doing: str) -> Callable[[Asked[P, T]], Asked[P, T]]:
    """Run a verb in a transaction of its own; when it refuses, undo it and log who was refused what."""

    def laid(verb: Asked[P, T]) -> Asked[P, T]:
        @wraps(verb)
        def taken(story: Story, /, *args: P.args, **given: P.kwargs) -> T:
            try:
                with transaction.atomic():
                    return verb(story, *args, **given)
            except CopyflowError as refusal:
                log_refusal(story, doing, refusal, **given)
                raise

        return taken

    return laid


def log_refusal(story: Story, doing: str, refusal: CopyflowError, **given: Any) -> None:
    """One line: what was asked, why not, which codes; findings' words stay out, they quote copy."""
    codes: list[str] = []
    if isinstance(refusal, Blocked):
        keep_failures(story, refusal.findings, by=given["by"], now=given["now"])
        codes = sorted({finding.rule or finding.code for finding in refusal.findings})[:CODES]
    words = f"{doing}: {refusal.words}" + (f" ({', '.join(codes)})" if codes else "")
    LogEntry.record(story, Verb.REFUSED, given["by"], given["now"], words, doing=doing, codes=codes)
