"""One stream a tab: nudges only. The page then asks for what changed, and rights are checked there."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from desk import access
from desk.given import number
from desk.live.hub import hub
from desk.models import Person

LASTS = 300.0  # seconds; the browser comes again by itself
HEARTBEAT = 15.0


async def stream(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Nudges for one story, or for the lists; nothing for whoever is not signed in."""
    story = number(request.GET.get("story", ""))
    if not await sync_to_async(may_listen)(request, story):
        return HttpResponse(status=404)
    # A stream must hold no connection of the pool: sixteen of them would close the desk.
    await sync_to_async(connections.close_all)()
    answer = StreamingHttpResponse(nudges(story), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def may_listen(request: HttpRequest, story: int | None) -> bool:
    """Whether this person is signed in and may know of the story."""
    who = request.user
    if not isinstance(who, Person):
        return False
    return story is None or access.stories(who).filter(pk=story).exists()


def concerns(message: dict[str, Any], story: int | None) -> bool:
    """Whether a nudge is for this stream."""
    return message.get("story") in {None, story}


async def nudges(story: int | None) -> AsyncIterator[str]:
    """Server-sent events until the stream's time is over."""
    end = time.monotonic() + LASTS
    yield "retry: 1500\n\n"
    async with hub.listening() as queue:
        while (left := end - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(queue.get(), min(HEARTBEAT, left))
            except TimeoutError:
                yield ": here\n\n"
                continue
            if concerns(message, story):
                yield f"data: {json.dumps(message)}\n\n"
