"""One subscription a process, fanned out to the streams that are open. Touches Valkey only."""

import asyncio
import contextlib
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import redis.asyncio as aredis
from django.conf import settings

WAITING = 100
KEPT = 500  # nudges for whoever comes back
SLACK = 2.0  # seconds between two clocks, and while a page is drawn
ALL: dict[str, Any] = {"kind": "all"}  # what was missed is not known: ask of each


class Hub:
    """Streams by their queue; a slow reader loses the oldest nudges and asks again by itself."""

    def __init__(self) -> None:
        self.queues: set[asyncio.Queue[dict[str, Any]]] = set()
        self.lately: deque[tuple[float, dict[str, Any]]] = deque(maxlen=KEPT)
        self.hears_from = float("inf")  # since when no nudge was missed
        self.task: asyncio.Task[None] | None = None

    async def pump(self) -> None:
        """Read nudges for as long as the process lives; a broken line is picked up again."""
        while True:
            try:
                line = aredis.from_url(settings.REDIS_URL).pubsub()
                await line.psubscribe("nightdesk:*")
                self.begin(time.time())
                async for message in line.listen():
                    if message["type"] == "pmessage":
                        self.spread(json.loads(message["data"]))
            except (aredis.RedisError, OSError, ValueError):
                await asyncio.sleep(1)

    def begin(self, at: float) -> None:
        """Nudges are heard from now on; of those before nobody knows, so that every page asks once."""
        self.lately.clear()
        self.hears_from = at
        self.hand(ALL)

    def spread(self, message: dict[str, Any]) -> None:
        """Hand one nudge to every stream, and keep it for those that are between two."""
        self.lately.append((time.time(), message))
        self.hand(message)

    def missed(self, since: float) -> list[dict[str, Any]]:
        """What came since a page was drawn or a stream ended; all where that is not known."""
        first = self.lately[0][0] if len(self.lately) == KEPT else self.hears_from
        if since < first:
            return [ALL]
        late = (json.dumps(message) for at, message in self.lately if at >= since)
        return [json.loads(one) for one in dict.fromkeys(late)]

    def hand(self, message: dict[str, Any]) -> None:
        """Put one nudge into every queue."""
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator["asyncio.Queue[dict[str, Any]]"]:
        """A queue of nudges for one stream."""
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.pump())
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING)
        self.queues.add(queue)
        try:
            yield queue
        finally:
            self.queues.discard(queue)


hub = Hub()
