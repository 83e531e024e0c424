"""One subscription a process, fanned out to the streams that are open. Touches Valkey only."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import redis.asyncio as aredis
from django.conf import settings

WAITING = 100


class Hub:
    """Streams by their queue; a slow reader loses the oldest nudges and asks again by itself."""

    def __init__(self) -> None:
        self.queues: set[asyncio.Queue[dict[str, Any]]] = set()
        self.task: asyncio.Task[None] | None = None

    async def pump(self) -> None:
        """Read nudges for as long as the process lives; a broken line is picked up again."""
        while True:
            try:
                line = aredis.from_url(settings.REDIS_URL).pubsub()
                await line.psubscribe("nightdesk:*")
                async for message in line.listen():
                    if message["type"] == "pmessage":
                        self.spread(json.loads(message["data"]))
            except (aredis.RedisError, OSError, ValueError):
                await asyncio.sleep(1)

    def spread(self, message: dict[str, Any]) -> None:
        """Hand one nudge to every stream."""
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
