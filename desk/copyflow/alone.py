"""One piece of a round by itself: what it wrote is taken back where it fails, a chief is told, the round goes on."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from desk.copyflow import call
from desk.models import CallKind, Person, Story

T = TypeVar("T")
log = logging.getLogger(__name__)


def alone(
    act: Callable[[], T],
    *,
    story: Story,
    kind: CallKind,
    key: str,
    words: str,
    by: Person,
    now: datetime,
) -> T | None:
    """What an act gives; where it raises, a call that says `words`, once for each key."""
    try:
        with transaction.atomic():
            return act()
    except Exception as fault:  # a round has other pieces, and whoever waits for this one must know
        log.exception("%s: %s", story.slug, words)
        with transaction.atomic():
            call.call(
                story, kind, key=key, words=f"{words} ({type(fault).__name__}).", by=by, now=now
            )
        return None
