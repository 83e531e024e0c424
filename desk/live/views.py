"""One stream a tab: nudges only. The page then asks for what changed, and rights are checked there."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from desk import access
from desk.given import number
from desk.live.hub import ALL, SLACK, hub
from desk.models import Person

LASTS = 300.0  # seconds; the browser comes again by itself
HEARTBEAT = 15.0
TOLD = re.compile(r"\d{9,11}(?:\.\d{1,6})?")  # seconds since 1970


async def stream(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Nudges for one story, or for the lists; nothing for whoever is not signed in."""
    story = number(request.GET.get("story", ""))
    if not await sync_to_async(may_listen)(request, story):
        return HttpResponse(status=404)
    # A stream must hold no connection of the pool: sixteen of them would close the desk.
    await sync_to_async(connections.close_all)()
    answer = StreamingHttpResponse(nudges(story, since(request)), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def may_listen(request: HttpRequest, story: int | None) -> bool:
    """Whether this person is signed in and may know of the story."""
    who = request.user
    if not isinstance(who, Person):
        return False
    return story is None or access.stories(who).filter(pk=story).exists()


def since(request: HttpRequest) -> float | None:
    """When this tab was told last: at its last nudge, else when its page was drawn."""
    for said in (request.headers.get("Last-Event-ID", ""), request.GET.get("since", "")):
        if TOLD.fullmatch(said):
            return float(said)
    return None


def for_stream(message: dict[str, Any], story: int | None) -> list[dict[str, Any]]:
    """A nudge as this stream tells it: nothing where it is of another story, each kind where all may have changed."""
    if message == ALL:
        of_story = [{"kind": kind, "story": story} for kind in ("steps", "wires") if story]
        return [{"kind": kind} for kind in ("board", "wires", "alerts")] + of_story
    return [message] if message.get("story") in {None, story} else []


def event(message: dict[str, Any]) -> str:
    """One nudge as the browser reads it; its id is the hour, which comes back with the next stream."""
    return f"id: {time.time():.3f}\ndata: {json.dumps(message)}\n\n"


async def nudges(story: int | None, since: float | None = None) -> AsyncIterator[str]:
    """Server-sent events until the stream's time is over, those first that came while nobody listened."""
    end = time.monotonic() + LASTS
    yield "retry: 1500\n\n"
    async with hub.listening() as queue:
        for message in hub.missed(since - SLACK) if since is not None else ():
            for told in for_stream(message, story):
                yield event(told)
        while (left := end - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(queue.get(), min(HEARTBEAT, left))
            except TimeoutError:
                yield f"id: {time.time():.3f}\n: here\n\n"
                continue
            for told in for_stream(message, story):
                yield event(told)
