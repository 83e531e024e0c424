"""Words of simple markup without a tree, for most of what feeds carry. Pure.

Simple is what every browser reads in the order it is written: known tags, well formed, blocks closed
where they stand. Of anything else `flat` says nothing, and a tree has to tell.
"""

import html
import re

MOST = 500  # tags; with no more of them nothing can be too deep for a tree
TAG = re.compile(
    r"<(/?[a-zA-Z][a-zA-Z0-9]*+)"
    r"(?:[\s/]++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'=<>`]++))?+)*+[\s/]*+>"
)
# Comments, and frames of other pages, with nothing inside that could end them sooner.
UNREAD = re.compile(r"<!--(?!-?>)[^<>]*+(?<=--)>|<iframe(?=[\s>])[^<>]*+>\s*+</iframe>")
# A character that only reads as one once the tag after it is gone.
TORN = re.compile(r"&[#a-zA-Z0-9]*+<")
ODD_SPACE = re.compile(r"[^\S \n]")
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CLOSED_BY_NEXT = frozenset("li dt dd".split())
NESTED = (
    HEADINGS
    | CLOSED_BY_NEXT
    | frozenset(
        "div ul ol dl blockquote section article header footer figure figcaption pre".split()
    )
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr audio video source picture".split()
)
PARTS = {
    **{mark + name: "" for name in INLINE for mark in ("", "/")},
    **{mark + name: "\n\n" for name in NESTED | {"p"} for mark in ("", "/")},
    "hr": "\n\n",
    "br": "\n",
}


def flat(markup: str) -> str | None:
    """The words, blocks parted by blank lines and `<br>` by a line feed; None where it is not simple."""
    kept = UNREAD.sub("", markup) if "<!--" in markup or "<iframe" in markup else markup
    pieces = TAG.split(folded(kept))
    names = pieces[1::2]
    if len(names) > MOST or len(names) != kept.count("<") or TORN.search(markup):
        return None
    try:
        pieces[1::2] = [PARTS[name] for name in names]
    except KeyError:
        lower = [name.lower() for name in names]
        if not PARTS.keys() >= set(lower):
            return None
        names, pieces[1::2] = lower, [PARTS[name] for name in lower]
    if not closes_in_order([name for name in names if name.lstrip("/") in NESTED]):
        return None
    return read("".join(pieces))


def folded(said: str) -> str:
    """White space as one blank; at both ends too, where words of other elements may stand beside it."""
    words = " ".join(said.split())
    return f"{' ' * said[:1].isspace()}{words}{' ' * (said[-1:].isspace() and bool(words))}"


def closes_in_order(names: list[str]) -> bool:
    """Whether every end tag ends the block that was begun last."""
    still: list[str] = []
    for name in names:
        if name[0] == "/":
            while still and still[-1] in CLOSED_BY_NEXT and still[-1] != name[1:]:
                still.pop()
            if not still or still.pop() != name[1:]:
                return False
        elif still and still[-1] in HEADINGS and name in HEADINGS:
            return False
        else:
            if still and still[-1] in CLOSED_BY_NEXT and name in CLOSED_BY_NEXT:
                still.pop()
            still.append(name)
    return True


def read(said: str) -> str | None:
    """Characters written by name or number as themselves; white space among them is a blank."""
    if "&" not in said:
        return said
    found = html.unescape(said)
    # A line feed by its number would pass for one of ours.
    return ODD_SPACE.sub(" ", found) if found.count("\n") == said.count("\n") else None
