"""Connections through the guard: each goes to the address that was checked, and ends at its hour."""

import ssl
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import httpcore

from wires.guard import Resolve, check


class Bounded(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline: headers that drip, a slow greeting."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self.inner = inner
        self.deadline = deadline

    def left(self, timeout: float | None) -> float:
        """Seconds this wait may last."""
        rest = self.deadline - time.monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("the whole time is used up")
        return rest if timeout is None else min(timeout, rest)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes that are there, waiting no longer than is left."""
        return self.inner.read(max_bytes, self.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, waiting no longer than is left."""
        self.inner.write(buffer, self.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same bound under TLS."""
        return Bounded(
            self.inner.start_tls(ssl_context, server_hostname, self.left(timeout)), self.deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.inner.get_extra_info(info)


class Checked(httpcore.NetworkBackend):
    """Connects to the address that was checked, never to one resolved a second time."""

    def __init__(
        self, allowed: Mapping[str, tuple[str, int]], resolver: Resolve, deadline: float
    ) -> None:
        self.allowed = allowed
        self.resolver = resolver
        self.deadline = deadline
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Check the name here, where it is used, and connect to what was checked."""
        scheme = "https" if port == 443 else "http"
        bracketed = f"[{host}]" if ":" in host else host
        target = check(f"{scheme}://{bracketed}:{port}/", self.allowed, resolver=self.resolver)
        made = self.inner.connect_tcp(
            target.address, target.port, timeout, local_address, socket_options
        )
        return Bounded(made, self.deadline)


@lru_cache(maxsize=1)
def trust() -> ssl.SSLContext:
    """The machine's certificates, read once: reading them costs more than most fetches."""
    return ssl.create_default_context()


def pool(
    allowed: Mapping[str, tuple[str, int]], resolver: Resolve, deadline: float
) -> httpcore.ConnectionPool:
    """A pool for one fetch, whose every connection goes through the guard; no proxies, no retries."""
    return httpcore.ConnectionPool(
        ssl_context=trust(),
        network_backend=Checked(allowed, resolver, deadline),
        max_connections=4,
        http1=True,
    )
