"""Whether a letter that was pushed to us is the sender's, and where a feed names its hub. Pure.

WebSub (W3C Recommendation of 23 January 2018, section 7.1): `X-Hub-Signature: method=hex`, an HMAC of the body.
Our own webhook signs `timestamp.body`, so that an old letter cannot be sent again later.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from urllib.parse import urljoin

METHODS = {name: getattr(hashlib, name) for name in ("sha1", "sha256", "sha384", "sha512")}
FRESH_S = 300
LINK = re.compile(r'<([^<>]+)>\s*;[^,]*?\brel\s*=\s*"?([^",;]+)"?', re.IGNORECASE)
ELEMENT = re.compile(rb"<(?:\w+:)?link\b[^>]{0,2000}>", re.IGNORECASE)
HEAD = 200_000


def hub_signed(body: bytes, said: str, secret: str) -> bool:
    """Whether a hub's signature fits the body; compared in constant time."""
    method, _, digest = said.strip().partition("=")
    hashing = METHODS.get(method.lower())
    if hashing is None or not secret:
        return False
    wanted = hmac.new(secret.encode(), body, hashing).hexdigest()
    return same(wanted, digest.strip().lower())


def signature(body: bytes, timestamp: str, secret: str) -> str:
    """How a letter to our webhook is signed: HMAC-SHA-256 over `timestamp.body`, in hex."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def signed(body: bytes, headers: Mapping[str, str], secret: str, *, now_s: float) -> str | None:
    """Why a letter to our webhook is not taken, None where it is sound. Header names are lower case."""
    stamp = headers.get("x-nightdesk-timestamp", "")
    said = headers.get("x-nightdesk-signature", "").removeprefix("sha256=").strip().lower()
    if not re.fullmatch(r"\d{9,11}", stamp) or not said:
        return "The letter needs X-Nightdesk-Timestamp (seconds since 1970) and X-Nightdesk-Signature (sha256=…)."
    if abs(now_s - int(stamp)) > FRESH_S:
        return "The letter’s timestamp is more than five minutes from this desk’s clock."
    if not same(signature(body, stamp, secret), said):
        return (
            "The signature does not fit: HMAC-SHA-256 of “timestamp.body” with the wire’s secret."
        )
    return None


def same(wanted: str, said: str) -> bool:
    """Whether two digests are the same, in constant time; letters of other alphabets are none of one."""
    return hmac.compare_digest(wanted.encode(), said.encode("utf-8", "surrogatepass"))


def hub_of(body: bytes, headers: Mapping[str, str], base: str) -> tuple[str, str] | None:
    """The hub and the topic that a feed names, in its headers before its elements; None without a hub."""
    named: dict[str, str] = {}
    for href, rels in LINK.findall(headers.get("link", "")):
        for rel in rels.lower().split():
            named.setdefault(rel, href)
    for element in ELEMENT.findall(body[:HEAD]):
        rel, href = attribute(element, b"rel"), attribute(element, b"href")
        if rel and href:
            named.setdefault(rel.lower(), href)
    hub = urljoin(base, named["hub"]) if named.get("hub") else ""
    if not hub.startswith(("https://", "http://")):
        return None
    return hub, urljoin(base, named.get("self", base))


def attribute(element: bytes, name: bytes) -> str:
    """An attribute's value in a tag as written."""
    found = re.search(rb"\b" + name + rb"""\s*=\s*["']([^"'<>]{1,1000})["']""", element)
    return found.group(1).decode("utf-8", "replace").replace("&amp;", "&") if found else ""
