"""HTML and marked-up words as plain text, and the digest of a text. Pure."""

import hashlib
import html
import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wires.types import ParsedItem

BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article header footer figure figcaption "
    "hr pre dl dt dd".split()
)
BREAK = "\0"  # which a parser leaves out, however it is written
DROPPED = frozenset(
    "script style template noscript title iframe object embed svg math form button head".split()
)
UNSAID = sorted(DROPPED)
# XML closes an element that holds nothing in its own tag; read as HTML it would swallow all after it.
EMPTY = re.compile(
    rf"<({'|'.join(UNSAID)}|textarea|noembed|noframes|xmp)\b([^<>]*)/>(?![^<]*</\1\b)",
    re.IGNORECASE,
)
LONGEST = 400_000
LONGEST_TITLE = 20_000  # characters of its markup
OPENING = 400  # characters of a text that may be quoted and not kept whole
DEEPEST = 500  # elements open at once; beyond it a tree costs the square of its depth
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
BEGINS = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")  # whatever stands in its attributes
UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|title|iframe|object|svg|math)\b[^<>]*>.*?(?:</\1\b[^<>]*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
CHOICE = re.compile(r"<option\b", re.IGNORECASE)
# These need no end tag, so that many of them in a row are not deep.
OPEN_ENDED = frozenset(
    "p li dt dd tr td th option br img hr input meta link wbr source col area base embed".split()
)
DEFINED = frozenset(("dt", "dd"))
ENTRIES = DEFINED | {"li"}
ODD_SPACE = re.compile(r"[^\S ]")
BLANKS = re.compile(" {2,}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Numbers 128 to 159 are written for Windows' characters there, as browsers read them (WHATWG HTML).
WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") or None for n in range(0x80, 0xA0)}
# UTF-8 read as Latin-1 once too often: a run that begins like this is hardly ever meant.
BACK = {ord(c): chr(n) for n, c in WINDOWS.items() if c}
TWICE = re.compile(
    "[\u00c2\u00c3][\x80-\u00bf]|\u00e2[\x80-\u00bf]{2}|(?:[\u00c4-\u00f4][\x80-\u00bf]+.*?){3}"
)
HALVES = re.compile("[\ud800-\udfff]")
OF_WINDOWS = re.compile("[\x80-\x9f]")
SUSPECT = re.compile("[\u00c2-\u00f4][\x80-\u00bf" + "".join(map(chr, BACK)) + "]")


def below(title: str, text: str) -> str:
    """A text without the line at its head that says its headline once more, as pages of the open web do."""
    head, _, rest = text.lstrip().partition("\n")
    same = bool(title) and " ".join(head.casefold().split()) == " ".join(title.casefold().split())
    return rest.lstrip() if same and rest.strip() else text


def storable(words: str) -> str:
    """The words without what a database cannot keep: zero signs and halves of pairs."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode()


def is_storable(words: str) -> bool:
    """Whether words hold neither of them."""
    return "\x00" not in words and (words.isascii() or not HALVES.search(words))


def keyed(words: str, most: int = 900) -> str:
    """Words as a key that an index can hold: what is longer in bytes is cut and ends in its digest."""
    kept = storable(words)
    if len(kept) * 4 <= most or len(kept.encode()) <= most:
        return kept
    return f"{kept[: most // 8]}#{hashlib.sha256(kept.encode()).hexdigest()}"


def plain(markup: str) -> str:
    """Words of a piece of HTML; blocks are parted by blank lines, a `<br>` by a line feed."""
    if not markup:
        return ""
    cut = markup[:LONGEST]
    if "<" not in cut or not TAG.search(cut):
        return tidy(html.unescape(cut))
    return tidy(by_tree(EMPTY.sub(r"<\1\2></\1>", cut) if "/>" in cut else cut))


def by_tree(markup: str) -> str:
    """Words of whatever markup, as a browser reads it."""
    if markup.count("<") > DEEPEST and is_costly(markup):
        return stripped(markup)
    tree = LexborHTMLParser(markup)
    tree.strip_tags(UNSAID)
    if tree.body is None:
        return ""
    mark_breaks(tree.body)
    said = tree.body.text().replace("\n", " ")
    # Of white space beside blanks nothing but our own line feeds is left.
    said = said if said.isprintable() else ODD_SPACE.sub(" ", said)
    return said.replace(BREAK, "\n")


def mark_breaks(body: LexborNode) -> None:
    """Write breaks around each block and before each `<br>`, with a sign that no markup can give."""
    broken = [(tag, node) for node in body.traverse() if (tag := node.tag) in BLOCKS]
    for tag, node in broken:
        if tag == "br":
            node.insert_before(BREAK)
        else:
            node.insert_before(BREAK * 2)
            node.insert_after(BREAK * 2)


def is_costly(markup: str) -> bool:
    """Whether a tree costs more than its words: it is deep, or a list of choices without end, each of
    which a parser compares with those before it."""
    return depth(markup) > DEEPEST or len(CHOICE.findall(markup)) > DEEPEST


def depth(markup: str) -> int:
    """The most elements that stand open at once, read from the tags alone: an end tag closes its own."""
    names = [name.lower() for name in BEGINS.findall(markup)]
    # Each of the two kinds of list ends its own entries and stands open in those of the other.
    both = "li" in names and not DEFINED.isdisjoint(names)
    ended = OPEN_ENDED - ENTRIES if both else OPEN_ENDED
    still: Counter[str] = Counter()
    now = most = 0
    for name in names:
        if name[0] == "/":
            if still[name[1:]]:
                still[name[1:]] -= 1
                now -= 1
        elif name not in ended:
            still[name] += 1
            now += 1
            most = max(most, now)
    return most


def stripped(markup: str) -> str:
    """Words of markup too deep to be a page: no tree, each block tag a blank line."""
    kept = UNREAD.sub(" ", markup)
    return html.unescape(
        ELEMENT.sub(lambda tag: "\n\n" if tag.group(2).lower() in BLOCKS else "", kept)
    )


def meant(said: str) -> str:
    """Characters as they were meant: text encoded twice is read twice, Windows' own are themselves.

    All of a text or none of it, since only whole UTF-8 proves the slip.
    """
    if said.isascii():
        return said
    # Most texts are ruled out by one look: to write each one anew costs more than to read it.
    if SUSPECT.search(said) and TWICE.search(singly := said.translate(BACK)):
        try:
            return singly.encode("latin-1").decode("utf-8")
        except ValueError:
            pass
    return said if is_clean(said) or not OF_WINDOWS.search(said) else said.translate(WINDOWS)


def tidy(text: str) -> str:
    """White space folded, blank lines between paragraphs, control characters gone."""
    text = meant(text)
    if not is_clean(text):
        text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = text.replace("\u00a0", " ").replace("\t", " ")
    # To part once where nearly every paragraph ends is cheaper by half than to look at each line.
    parts = (part.strip() for part in text.split("\n\n"))
    return "\n\n".join(lines(part) if "\n" in part else line(part) for part in parts if part)


def is_clean(text: str) -> bool:
    """Whether blanks and line feeds are all of its white space, and nothing in it is for machines."""
    return text.replace("\n", " ").isprintable()


def lines(part: str) -> str:
    """Lines with their blanks folded; any number of empty ones is one."""
    kept = "\n".join(map(line, part.split("\n")))
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    return kept


def line(said: str) -> str:
    """A line with its blanks folded; odd spaces inside it stay as they are."""
    # Most lines are folded already: to look costs a tenth of taking them apart.
    return (BLANKS.sub(" ", said) if "  " in said else said).strip()


def single(text: str) -> str:
    """A title: one line."""
    return " ".join(plain(text[:LONGEST_TITLE]).split())


def digest(title: str, text: str) -> str:
    """SHA-256 in hex of a text as read: white space does not count."""
    return hashlib.sha256(folded(f"{title}\n{text}").encode()).hexdigest()


def folded(said: str) -> str:
    """Words with one blank between them; what is tidy already is not taken apart."""
    plain = said.replace("\n\n", " ").replace("\n", " ")
    if "  " in plain or not plain.isprintable():
        return " ".join(said.split())
    return plain.strip()


def opening(item: ParsedItem) -> ParsedItem:
    """An item with its first lines only, for a source whose whole texts may not be kept."""
    if len(item.text) <= OPENING:
        return item
    cut = item.text[:OPENING].rsplit(None, 1)[0]
    return replace(item, text=f"{cut} …")
