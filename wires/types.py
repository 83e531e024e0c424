"""Frozen values that travel between the steps of the wires: fetch, parse, decide, store."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer of a wire: `body` is decompressed bytes, `headers` have lower-case names.

    `permanent_url` is where permanent redirects lead, as far as nothing else came between.
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    body: bytes
    fetched_at: datetime
    permanent_url: str = ""
    took_ms: int = 0


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, film or file an item carries; we keep its address, never load it unasked."""

    url: str
    kind: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class RelayOf:
    """The post that an item passes on, as far as the document says; `kind` is relay, repost or quote."""

    url: str | None = None
    author: str | None = None
    external_id: str | None = None
    kind: str = "relay"


@dataclass(frozen=True, slots=True)
class Method:
    """One result of a check of who sent a letter: `said` is what it looked at, by names such as `header.from`."""

    name: str
    result: str
    said: tuple[tuple[str, str], ...] = ()

    def about(self, name: str) -> str:
        """What it says under a name, the first time; empty where it says nothing."""
        return next((value for key, value in self.said if key == name), "")


@dataclass(frozen=True, slots=True)
class Checked:
    """What one server found of who sent a letter."""

    server: str
    methods: tuple[Method, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter's From line: the address, its domain as domains are compared, how many addresses stand there,
    and what servers on its way say of it, the last first."""

    address: str
    domain: str
    froms: int = 1
    checked: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """One wire story or post as its document gives it. Hours are aware, in UTC.

    `posted_on` is the bare date where the source gives a date without an hour. `urgency` is 1 for a
    flash, 2 for a bulletin, 3 for urgent; `status` is what an agency's fields say of the item itself,
    `about` the ids of other items that its fields say it replaces, corrects or takes back, `replaces`
    those of which it is the next version; `envelope` is a letter's. `embargo_said` is what a field says of an
    embargo without an hour that can be told: a bare day, or nothing at all.
    `element` numbers the bytes it was read from; where they are those of the last document, `known_as`
    is the fingerprint it had there, and all but its names and the hour of its edit is left unread.
    """

    external_id: str | None
    url: str | None
    canonical_url: str | None
    title: str
    text: str
    author: str | None = None
    posted_at: datetime | None = None
    posted_on: str | None = None
    updated_at: datetime | None = None
    language: str | None = None
    media: tuple[Medium, ...] = ()
    relay_of: RelayOf | None = None
    reply_to: str | None = None
    withdrawn: bool = False
    urgency: int | None = None
    embargo_until: datetime | None = None
    embargo_said: str = ""
    status: str = ""
    slug: str = ""
    about: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    envelope: Envelope | None = None
    element: int = field(default=0, compare=False)
    known_as: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document holds: its kind, its items in the document's order, and its own title.

    `light` numbers what bears on its items beside their own bytes; 0 where these do not tell them apart.
    """

    kind: str
    items: tuple[ParsedItem, ...]
    title: str = ""
    home: str | None = None
    faults: tuple[str, ...] = ()
    light: int = field(default=0, compare=False)


class Verdict(StrEnum):
    """What an arriving item means beside what is known of it."""

    NEW = "new"
    WRITETHRU = "writethru"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What the store knows of an item: digest of its newest text, how many texts, whether gone,
    how many edits stated no new hour, when it last changed and which hour it last stated."""

    digest: str
    texts: int
    withdrawn: bool = False
    quiet: int = 0
    changed_at: datetime | None = None
    stated_at: datetime | None = None


class Health(StrEnum):
    """How a wire does, in one word; `Wire.words` says it in a sentence."""

    NEW = "new"
    OK = "ok"
    SLOW = "slow"
    QUIET = "quiet"
    FAILING = "failing"
    SUSPENDED = "suspended"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Failure:
    """A fetch or a document that gave nothing, as a value with words for the desk.

    `unreached` means that nobody answered; `closed` that asking again is of no use; `body` is the raw
    answer, as far as it is kept.
    """

    words: str
    status: int | None = None
    retry_after: int | None = None
    detail: dict[str, str] = field(default_factory=dict)
    unreached: bool = False
    closed: bool = False
    body: bytes = b""
    took_ms: int = 0
