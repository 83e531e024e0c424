"""One conditional GET through the guard: limits of time and size, redirects by us, each checked again."""

import ssl
import time
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx

from wires.dates import hour
from wires.guard import Refused, Resolve, check, resolve
from wires.types import Failure, Fetched

LARGEST = 8 * 1024 * 1024
WHOLE = 30.0  # seconds for one wire, redirects included
CONNECT = 8.0
HOPS = 5
AGENT = "Nightdesk/0.1 (newsroom wire reader)"
PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}


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


def client(
    allowed: Mapping[str, tuple[str, int]], resolver: Resolve, deadline: float
) -> httpx.Client:
    """A client whose every connection goes through the guard; no proxies, no cookies kept."""
    transport = httpx.HTTPTransport(trust_env=False, retries=0)
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no door for a backend
        ssl_context=ssl.create_default_context(),
        network_backend=Checked(allowed, resolver, deadline),
        max_connections=4,
        http1=True,
    )
    limits = httpx.Timeout(WHOLE / 2, connect=CONNECT)
    return httpx.Client(
        transport=transport, timeout=limits, follow_redirects=False, trust_env=False
    )


def fetch(
    url: str,
    *,
    now: datetime,
    allowed: Mapping[str, tuple[str, int]],
    etag: str = "",
    last_modified: str = "",
    resolver: Resolve = resolve,
    whole: float = WHOLE,
) -> Fetched | Failure:
    """The answer of an address, or why there is none, in words an editor understands."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + whole
    try:
        check(url, allowed, resolver=resolver)
        with client(allowed, resolver, deadline) as door:
            return hop(door, url, headers, now=now, deadline=deadline)
    except Refused as wrong:
        return Failure(str(wrong))
    except httpx.TimeoutException:
        return Failure("The server did not answer in time.")
    except httpx.TooManyRedirects:
        return Failure("The address leads from one to the next without an end.")
    except (
        httpx.HTTPError,
        httpcore.ProtocolError,
        httpcore.NetworkError,
        ssl.SSLError,
        OSError,
    ) as wrong:
        return Failure(f"The connection failed: {type(wrong).__name__}.")


def hop(
    door: httpx.Client, url: str, headers: dict[str, str], *, now: datetime, deadline: float
) -> Fetched | Failure:
    """Follow redirects ourselves; the guard looks at each connection."""
    at = url
    for _ in range(HOPS + 1):
        with door.stream("GET", at, headers=headers) as answer:
            where = answer.headers.get("location")
            if answer.status_code in {301, 302, 303, 307, 308} and where:
                at = urljoin(at, where)
                if httpx.URL(at).scheme not in {"http", "https"}:
                    raise Refused("The address leads away from the web.")
                continue
            return answered(url, at, answer, now=now, deadline=deadline)
    raise httpx.TooManyRedirects("too many")


def answered(
    url: str, final: str, answer: httpx.Response, *, now: datetime, deadline: float
) -> Fetched | Failure:
    """The answer as a value."""
    status = answer.status_code
    headers = {k.lower()[:100]: v[:2000] for k, v in list(answer.headers.items())[:100]}
    if status in {200, 203, 226}:
        body = read_body(answer, deadline)
        if isinstance(body, Failure):
            return body
        return Fetched(url, final, status, headers, body, now)
    if status == 304:
        return Fetched(url, final, status, headers, b"", now)
    return Failure(said(status), status, retry_after(headers, now), gone=status == 410)


def read_body(answer: httpx.Response, deadline: float) -> bytes | Failure:
    """The bytes, unpacked by us so that a bomb is stopped while it opens."""
    coding = answer.headers.get("content-encoding", "").lower().strip()
    if coding and coding not in {*PACKED, "identity"}:
        return Failure(
            f"The server packs its answer in a way that was not asked for ({coding[:20]})."
        )
    opener: Any = zlib.decompressobj(PACKED[coding]) if coding in PACKED else None
    out = bytearray()
    for chunk in answer.iter_raw():
        if time.monotonic() > deadline:
            return Failure("The server sends too slowly.")
        try:
            out += opener.decompress(chunk, LARGEST + 1 - len(out)) if opener else chunk
        except zlib.error:
            return Failure("The answer is packed wrongly.")
        if len(out) > LARGEST or (opener and opener.unconsumed_tail):
            return Failure("The answer is larger than 8 MB.")
    return bytes(out)


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds the server asks for, at most a day."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(int(value[:6]), 86400)
    at, _ = hour(value)
    return min(max(int((at - now).total_seconds()), 0), 86400) if at else None


def said(status: int) -> str:
    """A status as a sentence."""
    known = {
        401: "The server asks for a password.",
        403: "The server refuses us.",
        404: "There is nothing at this address.",
        410: "The server says that this is gone for good.",
        429: "The server asks us to come less often.",
        503: "The server is busy and asks us to come later.",
    }
    return known.get(status, f"The server answered with an error ({status}).")
