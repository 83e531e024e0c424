"""One connection of this process to Valkey."""

from functools import lru_cache

import redis
from django.conf import settings


@lru_cache(maxsize=1)
def line() -> redis.Redis:
    """The line; it survives a fork, and comes back by itself."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
