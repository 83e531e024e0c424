"""XML as feeds have it: strict, then repaired, then recovering; nothing outside is ever loaded. Pure.

lxml 6.1 or newer and these switches, everywhere: an older default resolved entities from files.
"""

import html
import html.entities
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml import etree

from wires import charset
from wires.parse.errors import Unreadable

Element = etree._Element  # noqa: SLF001 - the library's only name for it
ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)([a-zA-Z][a-zA-Z0-9]{1,31});")
BARE = re.compile(rb"&(?![a-zA-Z#][a-zA-Z0-9]{0,31};)")
# A DOCTYPE where it may stand; up to its end, or to the declarations it holds.
PROLOG = re.compile(
    rb"\A((?>\s+|<!--.*?-->|<\?.*?\?>)*+)<!DOCTYPE[^\[>]*([\[>])", re.DOTALL | re.IGNORECASE
)
DECLARES = re.compile(rb"<!ENTITY", re.IGNORECASE)
DECLARED = re.compile(rb"\]\s*>")
KNOWN = {b"&lt;": b"&#60;", b"&gt;": b"&#62;", b"&amp;": b"&#38;", b"&quot;": b"&#34;", b"&apos;": b"&#39;"}  # fmt: skip
# An address that joining to any base would leave as it is.
WHOLE = re.compile(
    r"https?://[A-Za-z0-9.-]++(?::\d++)?/[^\s?#;\\\[\]]*+(?:\?[^\s?#;\[\]]++)?(?:#[^\s#\[\]]++)?"
)
DECLARATION = re.compile(r"\A((?>\s+|<!--.*?-->)*+)<\?xml\s[^>]*\?>", re.DOTALL)
CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\r")
NO_SIGNS = ("\ufffe".encode(), "\uffff".encode())
HALVES = re.compile("[\ud800-\udfff]")
DEEPEST = 200
MOST_MARKS = 200_000
NAMED = 200  # characters of a name that is worth remembering
HEAD = 4000  # characters in which a declaration may stand
SUBSET = 200_000  # bytes in which declarations must end


def parser(*, recover: bool) -> etree.XMLParser:
    """A parser that loads nothing and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def root(
    body: bytes, content_type: str | None, *, most: int = MOST_MARKS
) -> tuple[Element, tuple[str, ...]]:
    """The root element, and in words what had to be repaired; a document of more marks than any of its kind
    has is not read."""
    data = as_utf8(body, content_type)
    if data.count(b"<") > most and marks(data, most) > most:
        raise Unreadable(f"The document has over {most:,} marks, which no wire of its kind has.")
    data = undeclared(data)
    # Each way only when the one before has failed: to repair a document costs more than to read it.
    ways: tuple[tuple[str, Callable[[], bytes], bool], ...] = (
        ("", lambda: data, False),
        ("entities were repaired", lambda: repaired(data), False),
        ("broken markup was read as far as it goes", lambda: repaired(data, by_number=True), True),
    )
    for name, text, recover in ways:
        try:
            found = etree.fromstring(text(), parser(recover=recover))
        except (etree.XMLSyntaxError, ValueError):
            continue
        if found is not None:
            return found, ((name,) if name else ())
    raise Unreadable("The document is no XML that can be read, not even in part.")


def undeclared(data: bytes) -> bytes:
    """The document without its DOCTYPE, where that names a DTD or declares entities.

    With a DTD that is never loaded, `&nbsp;` would be no error and stay as it is written.
    """
    found = PROLOG.match(data)
    if found is None:
        return data
    ends = DECLARED.search(data, found.end(), SUBSET) if found[2] == b"[" else found
    if ends is None or (ends is not found and not DECLARES.search(data, found.end(), ends.start())):
        return data
    return found[1] + data[ends.end() :]


def marks(data: bytes, most: int) -> int:
    """How many marks stand outside CDATA, each CDATA as one; counted until they are too many."""
    count, at = 0, 0
    while (start := data.find(b"<![CDATA[", at)) >= 0 and (end := data.find(b"]]>", start)) >= 0:
        count += data.count(b"<", at, start) + 1
        at = end
        if count > most:
            return count
    return count + data.count(b"<", at)


def as_utf8(body: bytes, content_type: str | None) -> bytes:
    """The document in UTF-8 without its declaration; `charset` says which encoding it is in."""
    text = body.decode(charset.choose(body, content_type), "replace")
    # A declaration after a comment is an error to a parser and nothing to a reader.
    text = DECLARATION.sub(r"\1", text[:HEAD].lstrip("\ufeff"), count=1) + text[HEAD:]
    try:
        data = text.encode()
    except UnicodeEncodeError:  # halves of pairs, as UTF-7 may write them
        data = HALVES.sub("", text).encode()
    data = data.translate(None, CONTROLS)
    for sign in NO_SIGNS:
        data = data.replace(sign, b"")
    return data if data.startswith(b"<") else data.decode().lstrip().encode()


def decoded(body: bytes, name: str | None) -> str | None:
    """The text in an encoding, None where it is not that."""
    if not name:
        return None
    low = charset.SUPERSETS.get(name.lower(), name.lower())
    try:
        return body.decode(low)
    except (ValueError, LookupError):  # a name with a null byte is a plain ValueError
        return None


def repaired(data: bytes, *, by_number: bool = False) -> bytes:
    """HTML's named entities as characters, bare ampersands escaped; CDATA is left alone.

    `by_number` also writes XML's own five as numbers: after an error the recovering parser drops
    `&lt;` in silence, and keeps `&#60;`.
    """
    parts: list[bytes] = []
    at = 0
    while (start := data.find(b"<![CDATA[", at)) >= 0:
        end = data.find(b"]]>", start)
        if end < 0:
            break
        parts += [mended(data[at:start], by_number=by_number), data[start : end + 3]]
        at = end + 3
    return b"".join((*parts, mended(data[at:], by_number=by_number)))


def mended(part: bytes, *, by_number: bool) -> bytes:
    """One stretch outside CDATA."""
    bare = b"&#38;" if by_number else b"&amp;"

    def named(m: re.Match[bytes]) -> bytes:
        char = html.entities.html5.get(m.group(1).decode() + ";")
        return char.encode() if char else bare + m.group(1) + b";"

    for name, number in KNOWN.items() if by_number else ():
        part = part.replace(name, number)
    return BARE.sub(bare, ENTITY.sub(named, part))


def local(node: Element) -> str:
    """An element's name without its namespace, in lower case."""
    tag = str(node.tag)
    return bare(tag) if len(tag) < NAMED else tag.rpartition("}")[2].lower()


@lru_cache(maxsize=4096)
def bare(tag: str) -> str:
    """A name without its namespace; a feed asks a hundred times an item for the same few."""
    return tag.rpartition("}")[2].lower()


def space(node: Element) -> str:
    """An element's namespace."""
    return spaced(str(node.tag))


def spaced(tag: str) -> str:
    """A name's namespace."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def words(node: Element | None) -> str:
    """All text inside an element."""
    if node is None:
        return ""
    return "".join(map(str, node.itertext())) if len(node) else node.text or ""


def inner(node: Element) -> str:
    """The markup inside an element, for XHTML content; what was written as words stays words."""
    head = html.escape(node.text or "", quote=False)
    return head + "".join(etree.tostring(child, encoding="unicode") for child in node)


def base_of(node: Element, outer: str | None) -> str | None:
    """The base address in force at an element: xml:base of it and of those above."""
    base = outer
    for above in reversed(list(node.iterancestors())):
        base = based(above, base)
    return based(node, base)


def based(node: Element, outer: str | None) -> str | None:
    """The base address in an element that stands where `outer` is in force."""
    value = node.get("{http://www.w3.org/XML/1998/namespace}base")
    if not value:
        return outer
    try:
        return urljoin(outer or "", value.strip())
    except ValueError:  # a base that no browser could read is no base
        return outer


def resolved(href: str | None, base: str | None) -> str | None:
    """An absolute web address, None where there is none."""
    if not href or not href.strip():
        return None
    text = re.sub(r"[\t\r\n]", "", href.strip())
    if WHOLE.fullmatch(text):
        return text
    try:
        full = urljoin(base, text) if base else text
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
