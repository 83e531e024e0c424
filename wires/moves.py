"""When a wire's address changes: only after long and repeated proof, and never to a worse one. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

PROOFS = 5
LONGEST = 1000  # signs of an address that a wire can have
PROVEN_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Move:
    """Where permanent redirects lead, how many polls in a row said so, and since when."""

    to: str = ""
    seen: int = 0
    since: datetime | None = None


def seen(known: Move, address: str, permanent: str, now: datetime) -> Move:
    """What is known of a move after one more poll that ended in a document that can be read."""
    if permanent in {"", address} or len(permanent) > LONGEST:
        return Move()
    if permanent == known.to:
        return Move(known.to, known.seen + 1, known.since or now)
    return Move(permanent, 1, now)


def proven(move: Move, now: datetime) -> bool:
    """Whether a permanent redirect was seen often and long enough to be taken."""
    return bool(move.to and move.seen >= PROOFS and move.since and now - move.since >= PROVEN_FOR)


def safe_twin(address: str) -> str | None:
    """The https:// form of an http:// address on its usual port; None for every other."""
    parts = urlsplit(address)
    if parts.scheme.lower() != "http" or parts.port not in {None, 80}:
        return None
    host = parts.hostname or ""
    return parts._replace(scheme="https", netloc=f"[{host}]" if ":" in host else host).geturl()
