"""Mail of agencies and press offices, read from a mailbox over IMAP; nothing in it is changed.

An address is `imaps://name@host/Folder`; the password stands in the desk's secrets under `name@host`.
Letters are told apart by the mailbox's UIDVALIDITY and UID (RFC 3501, 2.3.1.1) and each is delivered in
a transaction of its own with the cursor, so that a worker that dies reads none twice and loses none.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from wires import guard
from wires.deliver import deliver
from wires.models import Wire
from wires.parse import Unreadable
from wires.roads.secrets import Unsafe, secret
from wires.types import Failure

PORT = 993
WAIT_S = 20.0
LARGEST = 10 * 1024 * 1024
AT_ONCE = 50
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where letters lie: host, name to sign in with, folder."""

    host: str
    name: str
    folder: str


def mailbox(address: str) -> Mailbox | None:
    """The mailbox of an address, None where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme != "imaps" or not parts.hostname or not parts.username or parts.password:
        return None
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if any(sign in folder for sign in '"\\\r\n'):
        return None
    return Mailbox(parts.hostname, unquote(parts.username), folder)


class Checked(imaplib.IMAP4_SSL):
    """IMAP over TLS to the address that was checked, with the certificate of the name that was asked."""

    def __init__(self, target: guard.Target, context: ssl.SSLContext) -> None:
        self.target = target
        super().__init__(target.host, target.port, ssl_context=context, timeout=WAIT_S)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        """Connect to what was checked, never to a name resolved a second time."""
        made = socket.create_connection((self.target.address, self.target.port), timeout)
        wrapped: socket.socket = self.ssl_context.wrap_socket(
            made, server_hostname=self.target.host
        )
        return wrapped


Connect = Callable[[guard.Target], imaplib.IMAP4]


def secure(target: guard.Target) -> imaplib.IMAP4:
    """A connection whose certificate is checked."""
    return Checked(target, ssl.create_default_context())


def collect(wire: Wire, *, now: datetime, connect: Connect = secure) -> Failure | None:
    """Deliver the letters that are new in a wire's mailbox; a Failure says in words what is wrong."""
    box = mailbox(wire.address)
    if box is None:
        return Failure("This is no mailbox’s address: imaps://name@host/Folder.")
    try:
        password = secret(Path(settings.WIRE_SECRETS), f"{box.name}@{box.host}")
        if not password:
            return Failure(f"There is no password for {box.name}@{box.host} in the desk’s secrets.")
        target = reach(box.host, guard.doors(settings.ALLOW_WIRES))
        with connect(target) as server:
            server.login(box.name, password)
            return letters(server, wire, box, now=now)
    except (Unsafe, guard.Refused) as wrong:
        return Failure(str(wrong))
    except imaplib.IMAP4.error as wrong:
        return Failure(f"The mailbox refuses: {plainly(wrong)}.")
    except (OSError, ssl.SSLError) as wrong:
        return Failure(f"The mailbox cannot be reached: {type(wrong).__name__}.")


def reach(host: str, allowed: Mapping[str, tuple[str, int]]) -> guard.Target:
    """Where to connect: the guard's rule for names, at the port of IMAP over TLS."""
    found = guard.check(f"https://{host}/", allowed)
    port = found.port if host in allowed else PORT
    return guard.Target(found.host, found.address, port)


def letters(server: imaplib.IMAP4, wire: Wire, box: Mailbox, *, now: datetime) -> Failure | None:
    """Deliver what came after the last letter we had; a mailbox made anew is read from its beginning."""
    said, _ = server.select(f'"{box.folder}"', readonly=True)
    if said != "OK":
        return Failure(f"The mailbox has no folder “{box.folder}”.")
    validity = number(server.response("UIDVALIDITY")[1])
    cursor = dict(wire.cursor)
    if cursor.get("validity") != validity:
        cursor = {"validity": validity, "uid": "0"}
    unread = 0
    for uid in newer(server, int(cursor["uid"])):
        cursor["uid"] = str(uid)
        try:
            deliver(wire.pk, letter(server, uid), kind="email", cursor=cursor, now=now)
        except Unreadable:
            unread += 1
            Wire.objects.filter(pk=wire.pk).update(cursor=cursor)
    wire.cursor = cursor
    if unread:
        word = "letter" if unread == 1 else "letters"
        return Failure(f"{unread} {word} could not be read; they are still in the mailbox.")
    return None


def newer(server: imaplib.IMAP4, last: int) -> Iterator[int]:
    """Numbers of letters after `last`, in order, at most so many at a time."""
    _, found = server.uid("SEARCH", f"UID {last + 1}:*")
    told = found[0].split() if found and isinstance(found[0], bytes) else []
    # `n:*` always names the last letter, even one below n (RFC 3501, 6.4.8).
    yield from sorted(int(uid) for uid in told if uid.isdigit() and int(uid) > last)[:AT_ONCE]


def letter(server: imaplib.IMAP4, uid: int) -> bytes:
    """One letter's bytes, left unread in the mailbox; one that is too large is not asked for."""
    _, about = server.uid("FETCH", str(uid), "(RFC822.SIZE)")
    size = SIZE.search(next((row for row in about if isinstance(row, bytes)), b""))
    if size and int(size.group(1)) > LARGEST:
        raise Unreadable(f"The letter is larger than {LARGEST >> 20} MB.")
    _, parts = server.uid("FETCH", str(uid), "(BODY.PEEK[])")
    body = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    return bytes(body)


def number(said: object) -> str:
    """A number from an untagged answer, empty where there is none."""
    first = said[0] if isinstance(said, list) and said else b""
    return first.decode("ascii", "replace") if isinstance(first, bytes) else ""


def plainly(wrong: Exception) -> str:
    """A server's own words, short and in one line."""
    told = wrong.args[0] if wrong.args else ""
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return " ".join(words.split())[:200].rstrip(".") or "it gives no reason"
