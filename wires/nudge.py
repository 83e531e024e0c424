"""Tell open pages that items came; ids only, and no confidential one."""

import json
import logging
from collections.abc import Sequence

import redis

from wires.valkey import line

log = logging.getLogger(__name__)
MOST = 100


def wires_changed(items: Sequence[int]) -> None:
    """Publish on `nightdesk:wires`; a line that is down is logged, pages poll meanwhile."""
    if not items:
        return
    try:
        line().publish(
            "nightdesk:wires", json.dumps({"kind": "wires", "items": list(items)[:MOST]})
        )
    except redis.RedisError as fault:
        log.warning("nudge not sent: %s", fault)
