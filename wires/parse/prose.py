"""Marked-up news in XML trees (NITF, XHTML, agencies' mixtures) as plain text. Pure.

Not by way of an HTML parser: an empty `<title/>`, right in XML, would swallow the rest of the page.
"""

import re
from itertools import islice

from lxml import etree

from wires.parse.tree import child, each
from wires.parse.xml import Element, local, resolved, words
from wires.text import BLOCKS, DROPPED, LONGEST, LONGEST_TITLE, TAG, plain, tidy
from wires.types import Medium

OURS = BLOCKS | set(
    "hl1 hl2 block bq fn note abstract tagline hedline byline body.head body.content body.end "
    "nitf-table headline title main aside address details summary".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr alt-code body.tagline chron city classifier copyrite country "
    "event frac function lang location money name.family name.given num object.title org org.name person "
    "pronounce region series.name state sublocation virtloc ruby rb td th".split()
)
LEFT_OUT = (DROPPED - {"title"}) | {"media", "rt", "rp", "audio", "video", "col", "colgroup"}
CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
BLANKS = re.compile(r"\s{2,}|[^\S ]")  # all white space but one blank alone
MOST_MEDIA = 20
LOOKED_AT = 1000  # elements of an item that may be pictures
MOST_MARKS = 50_000  # beginnings and ends of elements in one text
MOST_IN_A_LINE = 2000  # of them in a headline, a name, a caption


def prose(
    node: Element,
    leave_out: frozenset[str] = frozenset(),
    *,
    most: int = MOST_MARKS,
    long: int = LONGEST,
) -> str:
    """Words of an element: blocks parted by blank lines, lines of tables by a line feed."""
    parts: list[str] = []
    dropped = LEFT_OUT | leave_out
    walker = etree.iterwalk(node, events=("start", "end"))
    for event, found in islice(walker, most):
        name = local(found)
        gone = name in dropped and found is not node
        if event == "start" and gone:
            walker.skip_subtree()
        elif event == "start":
            parts.append(opening(found, name))
            parts.append(folded(found.text, name, long))
        else:
            parts.append("" if gone else closing(found, name))
            parts.append(folded(found.tail, "", long) if found is not node else "")
    return tidy("".join(parts)[:long])


def folded(said: str | None, name: str, long: int) -> str:
    """White space as one blank, but as it stands in `pre`; a blank line parts paragraphs."""
    if name == "pre" or not said:
        return (said or "")[:long]
    return BLANKS.sub(blank, said[:long])


def blank(found: re.Match[str]) -> str:
    """What a run of white space is."""
    return "\n\n" if found.group().count("\n") > 1 else " "


def opening(node: Element, name: str) -> str:
    """What parts an element from the words before it."""
    if name == "br":
        return "\n"
    return "" if name == "tr" or not parts_words(node, name) else "\n\n"


def closing(node: Element, name: str) -> str:
    """What parts an element from the words after it."""
    if name in {"td", "th"}:
        return " "
    if name in {"tr", "br"}:
        return "\n" if name == "tr" else ""
    return "\n\n" if parts_words(node, name) else ""


def parts_words(node: Element, name: str) -> bool:
    """Whether an element is a block; one that we do not know is, unless words stand beside it."""
    if name in OURS or name in INLINE:
        return name in OURS
    before, parent = node.getprevious(), node.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else ""
    return not (said or "").strip() and not (node.tail or "").strip()


def headless(said: str, title: str) -> str:
    """A text without the headline that it begins with, where more follows."""
    opener, _, rest = said.partition("\n\n")
    same = " ".join(opener.split()).casefold() == " ".join(title.split()).casefold()
    return rest if rest and same else said


def line(node: Element | None) -> str:
    """An element's words in one line."""
    return (
        " ".join(prose(node, most=MOST_IN_A_LINE, long=LONGEST_TITLE).split())
        if node is not None
        else ""
    )


def given(node: Element) -> str:
    """Text that stands in an element as characters: escaped markup is read, else lines are kept."""
    said = words(node)[:LONGEST]
    return plain(said) if TAG.search(said[:20_000]) else tidy(said)


def language(*said: str | None) -> str | None:
    """The first that is a language's code, in lower case."""
    for one in said:
        code = (one or "").strip()
        if CODE.fullmatch(code):
            return code.lower()
    return None


def xml_lang(node: Element | None) -> str | None:
    """An element's xml:lang."""
    return node.get("{http://www.w3.org/XML/1998/namespace}lang") if node is not None else None


def pictures(node: Element | None, base: str | None) -> tuple[Medium, ...]:
    """Pictures of XHTML and media of NITF by address; nothing is loaded."""
    found: dict[str, Medium] = {}
    for part in islice(each(node, "img", "media-reference"), LOOKED_AT):
        where = part.get("src") or part.get("source") or part.get("data-location")
        url = resolved(where, base)
        if url and url not in found:
            kind = part.get("mime-type") or part.get("media-type") or "image"
            said = part.get("alt") or part.get("alternate-text") or caption(part)
            found[url] = Medium(url, kind, said)
            if len(found) == MOST_MEDIA:
                break
    return tuple(found.values())


def caption(part: Element) -> str:
    """The caption that stands beside a NITF media reference."""
    return line(child(part.getparent(), "media-caption"))[:1000]


def once(found: list[Medium]) -> tuple[Medium, ...]:
    """Each address once, at most so many."""
    kept: dict[str, Medium] = {}
    for one in found:
        kept.setdefault(one.url, one)
    return tuple(kept.values())[:MOST_MEDIA]
