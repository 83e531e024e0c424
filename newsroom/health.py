"""Whether this program lives, and whether the desk as a whole can do its work."""

import time

from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from desk.copyflow import post

HEARTBEAT = "heartbeat"
HEARTBEAT_MAY_BE = 30.0  # seconds: six beats


def beat(*, now: float) -> None:
    """Write down that beat, queue and worker carried a task as far as here."""
    cache.set(HEARTBEAT, now, timeout=None)


@never_cache
@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    """Say that this program answers; it asks nothing of the others."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Say of each part whether it works, with 503 when one does not.

    The worker counts as alive when a task of the last half minute came through: a worker can stand
    there, connected, and take nothing more off the queue. A mail server that takes no letters stops
    nothing else: it is said, and the desk is ready.
    """
    parts = {"database": _database(), **_queue(now=time.time())}
    status = 200 if all(word == "ok" for word in parts.values()) else 503
    return JsonResponse({**parts, "post": _post()}, status=status)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return "does not answer"
    return "ok"


def _post() -> str:
    try:
        return post.state()
    except Error:
        return "not known"


def _queue(*, now: float) -> dict[str, str]:
    try:
        beaten = cache.get(HEARTBEAT)
    except RedisError:
        return {"queue": "does not answer", "workers": "not known"}
    if beaten is None:
        return {"queue": "ok", "workers": "no task has run yet"}
    age = now - beaten
    late = age > HEARTBEAT_MAY_BE
    return {"queue": "ok", "workers": f"last task {age:.0f} seconds ago" if late else "ok"}
