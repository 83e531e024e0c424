"""OPML: lists of addresses from other readers, and ours as one. Pure; the XML door is the house's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

LARGEST = 2 * 1024 * 1024
MOST = 2000


class OpmlError(ValueError):
    """A sentence that says why a file is no list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One address of a list; `wrong` says why it cannot be taken, empty where it can."""

    title: str
    address: str
    wrong: str = ""


def read(body: bytes) -> list[Row]:
    """Rows of an OPML file in its order; rows that name no address are there with the reason."""
    if len(body) > LARGEST:
        raise OpmlError("The file is larger than 2 MB.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise OpmlError("This is no OPML file: it cannot be read as XML.") from wrong
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("This is no OPML file: it does not begin with <opml>.")
    rows: list[Row] = []
    seen: set[str] = set()
    for node in root.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname.lower() == "outline":
            row = of_outline({str(k).lower(): str(v) for k, v in node.attrib.items()}, seen)
            if row:
                rows.append(row)
        if len(rows) >= MOST:
            break
    return rows


def of_outline(said: dict[str, str], seen: set[str]) -> Row | None:
    """An outline as a row; a folder of others is none."""
    title = " ".join((said.get("title") or said.get("text") or "").split())[:200]
    address = (said.get("xmlurl") or "").strip()
    if not address:
        kind = said.get("type", "").lower()
        return Row(title, "", "It names no address of a feed.") if kind in {"rss", "atom"} else None
    if not address.lower().startswith(("http://", "https://")):
        return Row(title, address[:1000], "Only http and https addresses are polled.")
    if len(address) > 1000:
        return Row(title, address[:1000], "The address is longer than 1,000 signs.")
    if address in seen:
        return Row(title, address, "The list names this address twice.")
    seen.add(address)
    return Row(title, address)


def write(rows: Iterable[tuple[str, str, str]], title: str) -> str:
    """Names, addresses and classes of our wires as an OPML 2.0 file."""
    lines = [
        f'    <outline type="rss" text={quoteattr(name)} title={quoteattr(name)} xmlUrl={quoteattr(address)} category={quoteattr(kind)}/>'
        for name, address, kind in rows
    ]
    head = f"  <head><title>{title.replace('&', '&amp;').replace('<', '&lt;')}</title></head>"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            head,
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
            "",
        ]
    )
