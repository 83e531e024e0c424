"""One conditional GET through the guard: limits of time and size, redirects by us, each checked again."""

import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import httpcore

from wires.dates import hour
from wires.door import pool
from wires.guard import Refused, Resolve, check, resolve, split
from wires.links import whatwg
from wires.types import Failure, Fetched

LARGEST = 10 * 1024 * 1024
RATIO = 100  # times what was sent, once it is over
FREE = 1024 * 1024
HEADERS = 64 * 1024
RAW = 256 * 1024  # of an answer that says no
MONTH = 31 * 86_400
WHOLE = 25.0  # seconds for one wire, redirects included
WAITS = {"connect": 5.0, "read": 10.0, "write": 10.0, "pool": 5.0}
HOPS = 5
AGENT = "Nightdesk/0.1 (newsroom wire reader)"
PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}
# When a platform lets us ask again, where it says so in a name of its own: an hour, its number, or seconds.
RESETS = ("x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset")
TOLD = ("content-type", "retry-after", "date", "server", *RESETS)
EPOCH = 1_000_000_000  # from here on a number is an hour, not seconds to wait
NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"})
# What is wrong with a certificate, by OpenSSL's number of it (X509_V_ERR_*).
CERTIFICATES = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by nobody but itself",
    19: "is signed by nobody but itself",
    20: "is signed by somebody this machine does not know, or comes without those that vouch for it",
    21: "is signed by somebody this machine does not know, or comes without those that vouch for it",
    23: "was revoked",
    62: "is for another name than this address has",
    64: "is for another name than this address has",
}
FOR_GOOD = {301, 308}
FOR_NOW = {302, 303, 307}


def fetch(
    url: str,
    *,
    now: datetime,
    allowed: Mapping[str, tuple[str, int]],
    etag: str = "",
    last_modified: str = "",
    resolver: Resolve = resolve,
    whole: float = WHOLE,
    bearer: str = "",
    accept: str = "*/*",
) -> Fetched | Failure:
    """The answer of an address, or why there is none, in words an editor understands.

    `bearer` is a token for this host; a redirect to another host does not carry it along.
    """
    asked = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": accept}
    if bearer:
        asked["Authorization"] = f"Bearer {bearer}"
    if etag:
        asked["If-None-Match"] = etag
    if last_modified:
        asked["If-Modified-Since"] = last_modified
    begun = time.monotonic()
    try:
        with pool(allowed, resolver, begun + whole) as connections:
            got = follow(connections, url, asked, now=now, deadline=begun + whole)
    except Refused as wrong:
        got = Failure(str(wrong))
    except (httpcore.TimeoutException, TimeoutError):
        got = Failure("The server did not answer in time.", unreached=True)
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError):
        got = Failure("The server broke its answer off, or sent one that cannot be read.")
    except (httpcore.NetworkError, OSError) as wrong:
        got = Failure(unconnected(wrong), unreached=True)
    return replace(got, took_ms=int((time.monotonic() - begun) * 1000))


def send(
    url: str,
    form: bytes,
    *,
    allowed: Mapping[str, tuple[str, int]],
    resolver: Resolve = resolve,
    whole: float = WHOLE,
) -> int | Failure:
    """Post a form to an address and give the status of an answer that says yes; redirects are not followed."""
    asked = [("User-Agent", AGENT.encode()), ("Content-Type", b"application/x-www-form-urlencoded")]
    deadline = time.monotonic() + whole
    try:
        check(url, allowed, resolver=resolver)
        with (
            pool(allowed, resolver, deadline) as connections,
            connections.stream(
                "POST", written(url), headers=asked, content=form, extensions={"timeout": WAITS}
            ) as answer,
        ):
            status = int(answer.status)
    except Refused as wrong:
        return Failure(str(wrong))
    except (httpcore.TimeoutException, TimeoutError):
        return Failure("The server did not answer in time.", unreached=True)
    except (httpcore.ProtocolError, httpcore.NetworkError, OSError) as wrong:
        return Failure(unconnected(wrong), unreached=True)
    return status if 200 <= status < 300 else Failure(said(status), status)


def unconnected(wrong: Exception) -> str:
    """Why nothing was heard of a server, in words: what the system says of it, where it says anything."""
    why = next((one for one in (wrong, wrong.__cause__, wrong.__context__) if isinstance(one, OSError)), None)  # fmt: skip
    if isinstance(why, ssl.SSLError):
        agreed = isinstance(wrong, httpcore.ReadError | httpcore.WriteError)
        return "The connection broke off." if agreed else insecure(why)
    said = (why.strerror or "") if why else str(wrong).partition("] ")[2]
    return (
        f"The connection failed: {said[:1].lower()}{said[1:]}."
        if said
        else "The connection failed."
    )


def insecure(wrong: ssl.SSLError) -> str:
    """Why no https came about, in words."""
    if isinstance(wrong, ssl.SSLCertVerificationError):
        return (
            f"Its certificate for https {CERTIFICATES.get(wrong.verify_code, 'cannot be trusted')}."
        )
    if getattr(wrong, "reason", None) in NO_TLS:
        return "It does not answer on https; try http:// in front of the address."
    return "The server broke off while https was agreed on."


def follow(
    connections: httpcore.ConnectionPool,
    url: str,
    asked: dict[str, str],
    *,
    now: datetime,
    deadline: float,
) -> Fetched | Failure:
    """Follow redirects ourselves; the guard looks at each connection."""
    at = permanent = url
    for_good = True
    for _ in range(HOPS + 1):
        sent = [(name, value.encode("latin-1", "ignore")) for name, value in asked.items()]
        with connections.stream("GET", written(at), headers=sent, extensions={"timeout": WAITS}) as answer:  # fmt: skip
            headers = read_headers(answer)
            where = headers.get("location")
            if answer.status in FOR_GOOD | FOR_NOW and where:
                to = led(at, where)
                if split(to).netloc != split(at).netloc:
                    asked = {k: v for k, v in asked.items() if k != "Authorization"}
                at = to
                for_good = for_good and answer.status in FOR_GOOD
                permanent = at if for_good else permanent
                continue
            got = answered(url, at, answer, headers, now=now, deadline=deadline)
            return replace(got, permanent_url=permanent) if isinstance(got, Fetched) else got
    return Failure("The address leads from one to the next without an end.")


def written(url: str) -> str:
    """An address as browsers read it, so that no two readers of ours disagree on its host."""
    found = whatwg(url)
    if found is None:
        raise Refused("This is not a web address.")
    if "@" in split(found).netloc:
        raise Refused("An address with a name and password in it is not fetched.")
    return found


def led(at: str, where: str) -> str:
    """Where a redirect leads, never from https to http and never off the web."""
    try:
        to = urljoin(at, where)
    except ValueError as wrong:
        raise Refused("The address leads to one that cannot be read.") from wrong
    if not to.lower().startswith(("http://", "https://")):
        raise Refused("The address leads away from the web.")
    if at.lower().startswith("https://") and to.lower().startswith("http://"):
        raise Refused("The address leads from https back to http, where anybody could change it.")
    return to


def read_headers(answer: httpcore.Response) -> dict[str, str]:
    """An answer's headers by lower-case name; too many are refused."""
    if sum(len(name) + len(value) for name, value in answer.headers) > HEADERS:
        raise Refused("The server sends more than 64 KB of headers.")
    pairs = [(n.decode("latin-1").lower()[:100], v.decode("latin-1")) for n, v in answer.headers]
    return {n: v[:2000] for n, v in pairs[:100]}


def answered(
    url: str,
    final: str,
    answer: httpcore.Response,
    headers: dict[str, str],
    *,
    now: datetime,
    deadline: float,
) -> Fetched | Failure:
    """The answer as a value."""
    status = answer.status
    if status == 304:
        return Fetched(url, final, status, headers, b"", now)
    if status in {200, 203, 226}:
        body = read_body(answer, headers, deadline)
        return Fetched(url, final, status, headers, body, now)
    kept = {k: headers[k] for k in TOLD if k in headers}
    raw = first_bytes(answer, headers, deadline)
    wait = retry_after(headers, now)
    wait = reset_after(headers, now) if wait is None and status == 429 else wait
    return Failure(said(status), status, wait, detail=kept, body=raw)


def first_bytes(answer: httpcore.Response, headers: Mapping[str, str], deadline: float) -> bytes:
    """The beginning of an answer that says no, for whoever wants to see it; nothing where it is broken."""
    try:
        return read_body(answer, headers, deadline, cut=RAW)
    except (Refused, httpcore.ProtocolError, httpcore.NetworkError, httpcore.TimeoutException):
        return b""


def read_body(
    answer: httpcore.Response, headers: Mapping[str, str], deadline: float, *, cut: int = 0
) -> bytes:
    """The bytes, unpacked by us so that a bomb is stopped while it opens; with `cut` the first so many."""
    coding = headers.get("content-encoding", "").lower().strip()
    if coding and coding not in {*PACKED, "identity"}:
        raise Refused(
            f"The server packs its answer in a way that was not asked for ({coding[:20]})."
        )
    opener: Any = zlib.decompressobj(PACKED[coding]) if coding in PACKED else None
    most = cut or LARGEST
    out, sent = bytearray(), 0
    for chunk in answer.iter_stream():
        sent += len(chunk)
        out += unpacked(opener, chunk, most + 1 - len(out)) if opener else chunk
        if cut and len(out) > cut:
            return bytes(out[:cut])
        hold_back(len(out), sent, deadline)
    if opener and sent and not opener.eof:
        raise Refused("The answer broke off before its end.")
    return bytes(out)


def unpacked(opener: Any, chunk: bytes, most: int) -> bytes:
    """What a chunk opens to, as far as there is room."""
    try:
        return bytes(opener.decompress(chunk, most))
    except zlib.error as wrong:
        raise Refused("The answer is packed wrongly.") from wrong


def hold_back(size: int, sent: int, deadline: float) -> None:
    """Stop an answer that is too large, opens too far, or takes too long."""
    if size > FREE and size > RATIO * sent:
        raise Refused("The answer unpacks to over a hundred times its size.")
    if size > LARGEST:
        raise Refused(f"The answer is larger than {LARGEST >> 20} MB.")
    if time.monotonic() > deadline:
        raise Refused("The server sends too slowly.")


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds the server asks for, as a number or as an hour, at most a month."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), MONTH)
    return until(value, now)


def reset_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds until a platform’s own limit is lifted, where its answer names that hour and it lies ahead."""
    value = next((headers[name].strip() for name in RESETS if name in headers), "")
    if not (value.isascii() and value.isdigit()):
        return until(value, now) or None
    number = int(value[:12])
    ahead = number - int(now.timestamp()) if number >= EPOCH else number
    return min(ahead, MONTH) if ahead > 0 else None


def until(value: str, now: datetime) -> int | None:
    """Seconds from now to an hour as it is written."""
    at, _ = hour(value)
    return min(max(int((at - now).total_seconds()), 0), MONTH) if at else None


def skew(headers: Mapping[str, str], now: datetime) -> int | None:
    """How many seconds the server's clock goes before ours, from its Date."""
    at, _ = hour(headers.get("date", ""))
    return int((at - now).total_seconds()) if at else None


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
