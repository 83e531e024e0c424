"""From document to HTML: a closed allow-list, with nh3 as a second net. Pure but for nh3."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape

from wires import links

BLOCKS = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
}
MARKS = {"em": "em", "strong": "strong"}
TAGS = {"p", "h2", "blockquote", "ul", "ol", "li", "em", "strong", "a", "br", "span", "b"}
ATTRIBUTES = {"a": {"href", "class"}, "h2": {"id"}, "p": {"class"}}


class Unprintable(ValueError):
    """The document holds something that no reader may be sent."""


def safe_href(href: str) -> str:
    """The link as published: web or mail only, share-tracking stripped; else empty."""
    scheme = urlsplit(href).scheme
    if scheme == "mailto":
        return href
    return links.public(href) if scheme in {"http", "https"} else ""


def heading_id(text: str, taken: set[str]) -> str:
    """A readable anchor, once in a page."""
    words = "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    base = words[:60] or "part"
    name, n = base, 2
    while name in taken:
        name, n = f"{base}-{n}", n + 1
    taken.add(name)
    return name


def render_body(
    doc: Mapping[str, Any], numbers: Mapping[int, int], margins: Mapping[int, str]
) -> str:
    """HTML of a document; `numbers` gives each cited item its number in the list of sources.

    `margins` says what stands beside a paragraph for each number it rests on.
    """
    taken: set[str] = set()
    html = "".join(
        beside(node, numbers, margins) + block(node, numbers, taken)
        for node in doc.get("content", [])
    )
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener nofollow")


def beside(node: Mapping[str, Any], numbers: Mapping[int, int], margins: Mapping[int, str]) -> str:
    """The margin note of one block: each source once, in order of use."""
    used = dict.fromkeys(numbers.get(item, 0) for item in cited(node))
    notes = [f"<span><b>{n}</b> {escape(margins[n])}</span>" for n in used if n in margins]
    return f'<p class="rests">{"".join(notes)}</p>' if notes else ""


def cited(node: Mapping[str, Any]) -> list[int]:
    """Items cited in a node, in order."""
    if node["type"] == "cite":
        return [node["attrs"]["item"]]
    return [item for kid in node.get("content", []) for item in cited(kid)]


def block(node: Mapping[str, Any], numbers: Mapping[int, int], taken: set[str]) -> str:
    """One block and what it holds."""
    kind, kids = node["type"], node.get("content", [])
    if kind == "paragraph":
        inner = "".join(inline(kid, numbers) for kid in kids)
        return f"<p>{inner}</p>" if inner.strip() else ""
    if kind == "heading":
        text = "".join(kid.get("text", "") for kid in kids)
        return f'<h2 id="{heading_id(text, taken)}">{escape(text)}</h2>'
    if kind not in BLOCKS:
        raise Unprintable(f"no reader may be sent a {kind}")
    inner = "".join(block(kid, numbers, taken) for kid in kids)
    return f"<{BLOCKS[kind]}>{inner}</{BLOCKS[kind]}>"


def inline(node: Mapping[str, Any], numbers: Mapping[int, int]) -> str:
    """One run of words, a line break or a citation."""
    kind = node["type"]
    if kind == "hard_break":
        return "<br>"
    if kind == "cite":
        number = numbers.get(node["attrs"]["item"])
        return f'<a class="cite" href="#s{number}">{number}</a>' if number else ""
    if kind != "text":
        raise Unprintable(f"no reader may be sent a {kind}")
    html = str(escape(node["text"]))
    for mark in reversed(node.get("marks", [])):
        html = marked(html, mark)
    return html


def marked(html: str, mark: Mapping[str, Any]) -> str:
    """Words inside one mark; a mark that is not allowed leaves the words."""
    if mark["type"] in MARKS:
        return f"<{MARKS[mark['type']]}>{html}</{MARKS[mark['type']]}>"
    if mark["type"] == "link" and (href := safe_href(mark["attrs"]["href"])):
        return f'<a href="{escape(href)}">{html}</a>'
    return html
