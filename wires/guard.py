"""Which addresses may be fetched: public ones only, checked after the name is resolved.

The only door is `NIGHTDESK_ALLOW_WIRES`: exact `host=address:port` pairs from the environment. No
debug flag opens it, and the browser cannot.
"""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, int], list[str]]


class Refused(ValueError):
    """Why an address is not fetched, as a sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a checked request goes: the host it names, and the address and port to connect to."""

    host: str
    address: str
    port: int


def doors(pairs: list[str]) -> Mapping[str, tuple[str, int]]:
    """The allowed pairs by host; a pair that cannot be read is an error at start."""
    return read_doors(tuple(pairs))


@lru_cache(maxsize=8)
def read_doors(pairs: tuple[str, ...]) -> Mapping[str, tuple[str, int]]:
    """The pairs, read once."""
    found: dict[str, tuple[str, int]] = {}
    for pair in pairs:
        host, _, where = pair.partition("=")
        address, _, port = where.rpartition(":")
        if not host or not address or not port.isdigit():
            raise Refused(f"NIGHTDESK_ALLOW_WIRES: “{pair}” is not host=address:port.")
        found[host.strip().lower()] = (address.strip(), int(port))
    return found


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name."""
    return list(
        {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    )


# Special addresses that some patch release of Python 3.11 calls global (RFC 6890, 7526, 9637, 9602).
SPECIAL = tuple(
    ipaddress.ip_network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16")
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def public(address: str) -> bool:
    """Whether an address is one of the open internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:  # how a network without IPv4 reaches it
            return public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        # Judged by what it wraps: patch releases of Python differ on the wrapping.
        if ip.sixtofour is not None:
            return public(str(ip.sixtofour))
        inner = ip.ipv4_mapped or (ip.teredo[1] if ip.teredo else None)
        if inner is not None and not (inner.is_global and not inner.is_multicast):
            return False
    if getattr(ip, "is_site_local", False) or any(
        ip in net for net in SPECIAL if net.version == ip.version
    ):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def split(url: str) -> SplitResult:
    """An address in its parts."""
    try:
        return urlsplit(url)
    except ValueError as wrong:
        raise Refused("This is not a web address.") from wrong


def check(
    url: str, allowed: Mapping[str, tuple[str, int]], *, resolver: Resolve = resolve
) -> Target:
    """Where to connect for a URL, or a refusal; every address of the name must be public."""
    parts = split(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if scheme not in PORTS or not host:
        raise Refused("Only http and https addresses are fetched.")
    if parts.username or parts.password:
        raise Refused("An address with a name and password in it is not fetched.")
    if host in allowed:
        address, port = allowed[host]
        return Target(host, address, port)
    try:
        port = parts.port or PORTS[scheme]
    except ValueError as wrong:
        raise Refused("The port in this address cannot be read.") from wrong
    if port not in PORTS.values():
        raise Refused(f"Port {port} is not fetched; only 80 and 443 are.")
    try:
        found = resolver(host, port)
    except (OSError, UnicodeError) as wrong:
        raise Refused(f"There is no such host as {host}.") from wrong
    if not found or not all(public(address) for address in found):
        raise Refused(f"{host} is not an address of the open internet.")
    return Target(host, found[0], port)
