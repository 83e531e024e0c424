"""The encoding a document is read in: BOM, then header, then declaration (of XML, or in the head of a
page), then UTF-8, then cp1252. Pure."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = {
    b"<\x00?\x00": "utf-16-le",
    b"<\x00r\x00": "utf-16-le",
    b"<\x00f\x00": "utf-16-le",
    b"\x00<\x00?": "utf-16-be",
    b"\x00<\x00r": "utf-16-be",
    b"\x00<\x00f": "utf-16-be",
}
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*\?>", re.IGNORECASE)
HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# Browsers read these as their supersets (WHATWG Encoding).
SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
}
HEAD = 600
# A page for people may say it in its head; only what begins as one is looked through for that.
PAGE = re.compile(
    rb"\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|meta)\b", re.IGNORECASE | re.DOTALL
)
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
PAGE_HEAD = 4096


def choose(body: bytes, content_type: str | None = None) -> str:
    """The encoding in which these bytes can be read, by the name Python has for it."""
    for bom, name in BOMS:
        if body.startswith(bom):
            return name
    if wide := WIDE.get(body[:4]):
        return wide
    # Bytes that are whole UTF-8 beyond ASCII are hardly ever anything else, whatever is stated.
    whole = None if body.isascii() else "utf-8"
    head = body[:HEAD]
    stated = HEADER.search(content_type or "")
    declared = DECLARED.search(head)
    if declared is None and PAGE.match(head):
        declared = META.search(body[:PAGE_HEAD])
    for candidate in (
        whole,
        stated and stated.group(1),
        declared and declared.group(1).decode("ascii"),
        "utf-8",
        "cp1252",
    ):
        if candidate and fits(body, SUPERSETS.get(candidate.lower(), candidate.lower())):
            return SUPERSETS.get(candidate.lower(), candidate.lower())
    return "cp1252"


def fits(body: bytes, name: str) -> bool:
    """Whether the bytes are text in an encoding."""
    try:
        body.decode(name)
    except (ValueError, LookupError):  # a name with a null byte is a plain ValueError
        return False
    return True
