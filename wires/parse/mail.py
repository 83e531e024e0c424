"""Mail as agencies and press offices send it (RFC 5322, MIME). Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr
from typing import Any

from wires import dates, links, proof, text
from wires.language import language_of
from wires.parse.errors import Unreadable
from wires.parse.prose import language
from wires.parse.xml import decoded, resolved
from wires.types import Envelope, Parsed, ParsedItem

# What the standard library's reader raises on broken headers and parts.
BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    MessageError,
)
OURS = ("message-id", "subject", "from", "date", "mime-version", "received")
CODED = re.compile(r"=\?[\w.:+-]+\?[Qq]\?([^?\s]*)\?=")
# Outlook's boundaries have a sign in them for which they would have to stand in quotation marks.
UNQUOTED = re.compile(
    rb"(?im)^((?:content-type:|[ \t])[^\r\n\"]*?\bboundary[ \t]*=[ \t]*)([^\s\";]*=[^\s\";]*)"
)
# Python's reader takes the square of such a line, with its folds.
OVERLONG = re.compile(
    rb"(?im)^(content-(?:type|disposition|transfer-encoding)[ \t]*:(?:[^\r\n]|\r?\n[ \t]){2000})(?:[^\r\n]|\r?\n[ \t])++"
)
MESSAGE = re.compile(r"<[^<>\s]{3,250}>")
CHECKED = "authentication-results"
MOST_CHECKS = 40
LONGEST_CHECK = 8000
REPLACES = ("supersedes", "replaces", "obsoletes")
MOST_REPLACED = 12
MOST_PARTS = 200
MOST_BOUNDARIES = 1500  # lines that begin or end a part
DEEPEST, MOST_LINES = 20, 2000
BOUNDARY = re.compile(
    rb"(?im)\bboundary[ \t]*=[ \t]*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))|^--([^\r\n]{1,202})"
)
REMARKS = 5
TEXTS = frozenset({"text/plain", "text/html"})
STUB, MUCH_LONGER = 300, 4
LONGEST_HEADER = 2000


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """One message as one item."""
    data = re.sub(rb"\A(?:\s*\n|From [^\r\n]*\r?\n)+", b"", body.lstrip(b"\xef\xbb\xbf"))
    data = bounded(UNQUOTED.sub(rb'\1"\2"', OVERLONG.sub(rb"\1", data)))
    try:
        message = message_from_bytes(data, policy=policy.default)
    except BROKEN as wrong:
        raise Unreadable("The document is no mail message that can be read.") from wrong
    if not any(header(message, name) for name in OURS):
        raise Unreadable("The document is no mail message: it has no header of one.")
    return Parsed("email", (item(message),))


def bounded(data: bytes) -> bytes:
    """A letter without the lines above it beyond those that any has, up to where it has more parts, or parts deeper inside one another, than any letter has: the
    reader compares each line with every boundary that is open."""
    head = re.search(rb"\r?\n\r?\n", data)
    lines = data[: head.start() if head else len(data)].split(b"\n", MOST_LINES)
    if len(lines) > MOST_LINES:
        data = b"\n".join(lines[:MOST_LINES]) + (data[head.start() :] if head else b"")
    open_ones: list[bytes] = []
    named, parts, any_line = b"", 0, b"boundary*" in data.lower()
    for found in BOUNDARY.finditer(data):
        if said := found.group(1) or found.group(2):
            named = said
            continue
        line = found.group(3).rstrip()
        name = line if line in open_ones or line == named else line.removesuffix(b"--")
        if name in open_ones:
            del open_ones[open_ones.index(name) + (name == line) :]
        elif name == named:
            open_ones.append(name)
        elif not any_line:
            continue
        parts += 1
        if parts > MOST_BOUNDARIES or len(open_ones) > DEEPEST:
            return data[: found.start()]
    return data


def header(message: EmailMessage, name: str) -> str:
    """A header's words in one line, decoded; as it stands where its coding is broken."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name), "")
    try:
        value = message.get(name) if len(raw) <= LONGEST_HEADER else None
        said = str(value) if value is not None else ""
    except BROKEN:
        said = ""
    if re.search(r"[\udc80-\udcff]", raw):
        data = raw.encode("utf-8", "surrogateescape")
        whole = decoded(data, "utf-8") or decoded(data, "cp1252") or data.decode("latin-1")
        said = plainly(CODED.sub(bared, whole))
    said = said or plainly(raw)
    clean = said.encode("utf-8", "replace").decode()
    return " ".join(text.CONTROL.sub("", clean[:LONGEST_HEADER]).split())


def bared(found: re.Match[str]) -> str:
    """A coded word that holds characters which no coded word may: they are what they are."""
    words = found.group(1)
    return found.group(0) if words.isascii() else words.replace("_", " ")


def plainly(raw: str) -> str:
    """Coded words decoded one by one, those that cannot be left as they are."""
    try:
        parts = decode_header(raw.replace("\r", " ").replace("\n", " "))
    except BROKEN:
        return raw
    return "".join(
        one if isinstance(one, str) else decoded(one, code) or one.decode("utf-8", "replace")
        for one, code in parts
    )


def written(message: EmailMessage) -> tuple[datetime | None, str | None]:
    """When the letter was written, else when its last post office had it.

    As the line stands, first: read by Python, "12:00 (CEST) +0200" loses its zone.
    """
    stands = next((plainly(str(v)) for k, v in message.raw_items() if k.lower() == "date"), "")
    received = header(message, "received").rpartition(";")[2]
    for said in (stands, header(message, "date"), received):
        posted, posted_on = dates.hour(unremarked(" ".join(said[:LONGEST_HEADER].split())))
        if posted or posted_on:
            return posted, posted_on
    return None, None


def unremarked(hour: str) -> str:
    """A header's hour without the remarks in it, which may stand anywhere and hold others."""
    for _ in range(REMARKS):
        hour, told = re.subn(r"\s*\([^()]*\)", "", hour)
        if not told:
            break
    return hour.replace('"', "").strip()


def item(message: EmailMessage) -> ParsedItem:
    """The message, flat."""
    title, words = header(message, "subject"), body_text(message)
    posted, posted_on = written(message)
    url = resolved(header(message, "archived-at").strip("<> "), None)
    return ParsedItem(
        external_id=header(message, "message-id") or None,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=title,
        text=words,
        author=author(message),
        posted_at=posted,
        posted_on=posted_on,
        language=language(header(message, "content-language").partition(",")[0])
        or language_of(f"{title}\n{words}"),
        reply_to=answered(message),
        replaces=replaced(message),
        envelope=envelope(message),
    )


def answered(message: EmailMessage) -> str | None:
    """The message that this one answers: the one it names, else the last of those before it."""
    said = header(message, "in-reply-to")
    named = MESSAGE.findall(said) or said.split()[:1]
    # A thread of years has thousands: as a header is read they would cost a second.
    before = (str(value) for name, value in message.raw_items() if name.lower() == "references")
    last = [one for value in before for one in MESSAGE.findall(whole(value[-LONGEST_CHECK:]))[-1:]]
    return next(iter(named or last), None)


def replaced(message: EmailMessage) -> tuple[str, ...]:
    """Messages of which this is the next version, by whichever header says so."""
    said = " ".join(header(message, name) for name in REPLACES)
    own = header(message, "message-id")
    return tuple(one for one in dict.fromkeys(MESSAGE.findall(said)) if one != own)[:MOST_REPLACED]


ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)')
LIKE_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]+@[^\s<>,;:\"()\[\]@]+")


def envelope(message: EmailMessage) -> Envelope:
    """Who the letter says has sent it, and what servers say of that."""
    lines = [whole(str(value)) for name, value in message.raw_items() if name.lower() == "from"]
    found, others = addresses(message, lines), loosely(lines)
    address = (found or others or [""])[0][:320]
    fields = [whole(str(value)) for name, value in message.raw_items() if name.lower() == CHECKED]
    return Envelope(
        address=address,
        domain=proof.domain_of(address) if "@" in address else "",
        froms=max(len(lines), len(found), len(others), len(outside_quotes(lines))),
        checked=tuple(one for field in fields[:MOST_CHECKS] if (one := proof.read(field))),
    )


def whole(raw: str) -> str:
    """A header as it stands, its bytes read as UTF-8, such as a database can keep."""
    data = raw.encode("utf-8", "surrogateescape")
    return text.storable(data.decode("utf-8", "replace"))[:LONGEST_CHECK]


def addresses(message: EmailMessage, lines: Sequence[str]) -> list[str]:
    """The addresses of the From line, without names, by the standard; none where it is not in ASCII
    or has no end."""
    if not all(line.isascii() and len(line) < LONGEST_HEADER for line in lines):
        return []
    try:
        found = [one.addr_spec for one in getattr(message.get("from"), "addresses", ())]
    except BROKEN:
        return []
    return [one.strip().lower() for one in found if "@" in one]


def loosely(lines: Sequence[str]) -> list[str]:
    """The addresses of such a line as lenient readers find them: two that differ in what they find are
    told of different senders."""
    try:
        found = getaddresses([line[:LONGEST_HEADER] for line in lines])
    except BROKEN:
        return []
    return [one.strip().lower() for _, one in found if "@" in one]


def outside_quotes(lines: Sequence[str]) -> set[str]:
    """All that looks like an address outside quotation marks and comments: the readers of one Python drop what
    those of another keep, “press@harbour.example <x@rival.example>”."""
    bare = " ".join(ASIDE.sub(" ", line[:LONGEST_CHECK]) for line in lines)
    return {found.lower() for found in LIKE_ADDRESS.findall(bare)}


def author(message: EmailMessage) -> str | None:
    """The sender's name, else the address."""
    said = header(message, "from") or header(message, "sender")
    try:
        name, address = parseaddr(said)
    except BROKEN:
        name, address = "", ""
    return name.strip() or address.strip() or said or None


def body_text(message: EmailMessage) -> str:
    """The words of the plain parts, else of those in HTML; attachments are none, unless there is nothing else.

    Newsletters put a line into the plain part that says where to read them: there the HTML has the words.
    """
    said = told_in(leaves(message)) or told_in(leaves(message, attachments=True))
    plain, marked = said.get("text/plain", ""), said.get("text/html", "")
    stub = len(plain) < STUB and len(marked) > len(plain) * MUCH_LONGER
    return marked if stub or not plain else plain


def leaves(message: EmailMessage, *, attachments: bool = False) -> Iterator[EmailMessage]:
    """The parts that hold no others, in the message's order; what is attached is left out with all it holds."""
    waiting: list[Any] = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload() if isinstance(part, Message) and part.is_multipart() else None
        if not attachments and attached(part):
            continue
        if isinstance(inner, list):
            waiting.extend(reversed(inner))
        else:
            yield part


def told_in(parts: Iterable[EmailMessage]) -> dict[str, str]:
    """The words of text parts by their type; a text with a name beside one without is a file."""
    found: dict[str, list[str]] = {}
    left = text.LONGEST
    for part in parts:
        kind = content_type_of(part)
        if left <= 0 or kind not in TEXTS or (found.get(kind) and is_file(part)):
            continue
        raw = content(part)
        left -= len(raw)
        said = text.plain(raw) if kind == "text/html" else unflowed(part, raw)
        if said:
            found.setdefault(kind, []).append(said)
    return {kind: "\n\n".join(said) for kind, said in found.items()}


def is_file(part: EmailMessage) -> bool:
    """Whether a part has a name of its own."""
    try:
        return bool(part.get_filename())
    except BROKEN:
        return False


def content_type_of(part: EmailMessage) -> str:
    """A part's type; a broken one is read as plain text."""
    try:
        return part.get_content_type()
    except BROKEN:
        return "text/plain"


def attached(part: EmailMessage) -> bool:
    """Whether a part is a file beside the message."""
    try:
        return part.get_content_disposition() == "attachment"
    except BROKEN:
        return False


def content(part: EmailMessage) -> str:
    """A part's text by its charset, else by what the bytes are."""
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except BROKEN:
        payload, charset = bare(part), None
    if not isinstance(payload, bytes):
        return str(payload or "").encode("utf-8", "replace").decode()
    known = decoded(payload, charset) if charset else None
    said = known or decoded(payload, "utf-8") or decoded(payload, "cp1252")
    return (said or payload.decode("latin-1")).encode("utf-8", "replace").decode()


def bare(part: EmailMessage) -> Any:
    """A part's text as it stands; none where not even that can be told."""
    try:
        return part.get_payload()
    except BROKEN:
        return ""


def unflowed(part: EmailMessage, raw: str) -> str:
    """Plain text; lines of `format=flowed` are put together (RFC 3676), an empty signature goes."""
    try:
        given = part.get_params(failobj=[], header="content-type") or []
        params = {str(k).lower(): str(v).lower() for k, v in given}
    except BROKEN:
        params = {}
    said = raw.replace("\r\n", "\n")
    if params.get("format") == "flowed":
        said = re.sub(
            r"(?<!\n-- )(?<=\S) \n(?=[^\n])", "" if params.get("delsp") == "yes" else " ", said
        )
    return re.sub(r"\n--\s*$", "", text.tidy(said)).strip()
