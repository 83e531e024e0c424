"""Whether a letter is its sender's, by what the mailbox's own server says of it (RFC 8601). Pure.

A From line proves nothing, whatever name stands in it. The receiving server checks DMARC, DKIM and SPF and writes
what it found into `Authentication-Results` under its own name. Only the uppermost field of that name counts: what a
sender put in stands below it, and a server that checks takes fields that bear its name out of what comes in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from wires.hosts import whatwg
from wires.types import Checked, Envelope, Method

LONGEST = 8000  # characters of one field
MOST = 60  # results in it
NAME = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)?")
PARTING = re.compile(r"[\s/?#:\\%\[\]]")
PAIR = re.compile(r"(^|\s)([A-Za-z][\w./-]*)\s*=\s*")
METHOD = re.compile(r"([A-Za-z][\w-]*)(?:/\d+)?")
# Signs that part words, and what stands for them while they are in quotes.
HIDDEN = {ord(sign): chr(0xE000 + n) for n, sign in enumerate(" \t\r\n;=")}
SHOWN = {ord(hidden): chr(sign) for sign, hidden in HIDDEN.items()}
PASSED = "pass"
FAILED = frozenset({"fail", "permerror", "temperror"})
# Where each method says whose domain it looked at.
ALIGNED = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom", "smtp.mail")}


@dataclass(frozen=True, slots=True)
class Proof:
    """The domain that is proven to have sent a letter, empty where none is, and by what or why not."""

    domain: str
    words: str


def prove(envelope: Envelope | None, server: str) -> Proof:
    """Whether the address in a letter's From line is its sender's, as the server of that name says."""
    if envelope is None or not envelope.domain:
        return Proof("", "It names no address that sent it.")
    if envelope.froms != 1:
        return Proof("", "It names several senders.")
    if not server:
        return Proof("", "Nobody has said which server of this mailbox checks who sent a letter.")
    said = next((one for one in envelope.checked if is_named(one.server, server)), None)
    if said is None:
        return Proof("", f"{server} says nothing of who sent it.")
    return judged(said.methods, envelope.domain, server)


def is_named(said: str, server: str) -> bool:
    """Whether a server is the one that was named, or one of them: `*.example.org` is any host below it.

    As it is written: a name that only reads as the same is one that the server does not take out."""
    one, other = (name.strip().rstrip(".").lower() for name in (said, server))
    if other.startswith("*."):
        return "." in other[2:] and one.endswith(other[1:])
    return bool(one) and one == other


def judged(methods: Sequence[Method], domain: str, server: str) -> Proof:
    """What the results of a server prove of a domain: its DMARC, else what is signed or sent for that domain."""
    dmarc = [one for one in methods if one.name == "dmarc"]
    if any(one.result in FAILED for one in dmarc):
        return Proof("", f"{server} found that it was not sent by {domain} (DMARC).")
    if any(one.result == PASSED and same(one.about("header.from"), domain) for one in dmarc):
        return Proof(domain, f"{server} found it to be sent by {domain} (DMARC).")
    for one in methods:
        names = ALIGNED.get(one.name, ())
        if one.result == PASSED and any(
            covers(domain_of(one.about(name)), domain) for name in names
        ):
            return Proof(domain, f"{server} found it to be sent by {domain} ({one.name.upper()}).")
    return Proof("", f"{server} found nothing that proves that {domain} sent it.")


def read(field: str) -> Checked | None:
    """One `Authentication-Results` field: whose it is and what it found; None where it is no such field."""
    first, *rest = split(field[:LONGEST]) or [[]]
    if not first or "=" in first[0]:
        return None
    return Checked(first[0], tuple(one for words in rest[:MOST] if (one := method(words))))


def method(words: Sequence[str]) -> Method | None:
    """One result: which method, what it found, and of what."""
    name, _, result = words[0].partition("=") if words else ("", "", "")
    found = METHOD.fullmatch(name)
    if found is None or not result:
        return None
    pairs = (word.partition("=") for word in words[1:])
    said = tuple((key.lower(), value) for key, _, value in pairs if NAME.fullmatch(key))
    return Method(found.group(1).lower(), result.lower(), said)


def split(field: str) -> list[list[str]]:
    """Words between semicolons; what stands in quotes parts nothing."""
    said = "".join(sign.translate(HIDDEN) if quoted else sign for sign, quoted in bare(field))
    parts = (PAIR.sub(r"\1\2=", part).split() for part in said.split(";"))
    return [[word.translate(SHOWN) for word in words] for words in parts]


def bare(field: str) -> Iterator[tuple[str, bool]]:
    """A field's signs outside comments, and whether each stands in quotes: both may hold what the sender
    wrote."""
    depth, quoted, escaped = 0, False, False
    for sign in field:
        if sign == '"' and not (depth or escaped):
            quoted = not quoted
        elif sign == "\\" and (depth or quoted) and not escaped:
            escaped = True
            continue
        elif sign in "()" and not (quoted or escaped):
            depth = max(depth + (1 if sign == "(" else -1), 0)
            yield " ", False
        elif not depth:
            yield sign, quoted
        escaped = False


def domain_of(said: str) -> str:
    """The domain of an address or of a name, as domains are compared: as a browser would look it up, so that
    `straße.example` is not `strasse.example`, which somebody else may have."""
    low = said.strip().strip("<>").rpartition("@")[2].strip().rstrip(".").lower()
    if low.isascii() or PARTING.search(low):
        return low
    return urlsplit(whatwg(f"https://{low}/") or "").hostname or low


def covers(proven: str, domain: str) -> bool:
    """Whether what is proven of one domain holds of another: the same, or one below it."""
    return bool(proven) and "." in proven and (domain == proven or domain.endswith(f".{proven}"))


def same(one: str, other: str) -> bool:
    """Whether two names of hosts are one."""
    return bool(one) and domain_of(one) == domain_of(other)
