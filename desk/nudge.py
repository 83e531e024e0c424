"""Nudges for open pages: something changed, ask again. Never a text, never a confidential item."""

import json
import logging
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings

log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def line() -> "redis.Redis":
    """One connection pool for the program."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def nudge(channel: str, message: dict[str, Any]) -> None:
    """Publish on `nightdesk:<channel>`; a line that is down is logged, pages poll meanwhile."""
    try:
        line().publish(f"nightdesk:{channel}", json.dumps(message))
    except redis.RedisError as fault:
        log.warning("nudge not sent: %s", fault)


def draft_changed(story_id: int, version: int) -> None:
    """A draft has other words, citations or findings."""
    nudge("story", {"kind": "steps", "story": story_id, "version": version})


def board_changed() -> None:
    """A story stands elsewhere."""
    nudge("board", {"kind": "board"})


def story_wires_changed(story_id: int) -> None:
    """Other items lie beside a story."""
    nudge("story", {"kind": "wires", "story": story_id})


def alerts_changed(desk_id: int) -> None:
    """A watch of a desk has found something."""
    nudge("alerts", {"kind": "alerts", "desk": desk_id})
