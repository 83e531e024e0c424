"""ninjs 1, 2 and 3, and the near-ninjs of desks' own systems. Pure.

Versions differ in case (`versionCreated`), in number (`headline`, `headlines`) and in how they say
a role (`body_xhtml`; or `bodies` with `role`): names are read in lower case and both ways.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wires import dates, links, text
from wires.language import language_of
from wires.parse import marks, nitf
from wires.parse.errors import Unreadable
from wires.parse.jsonfeed import as_text
from wires.parse.prose import headless, language, once
from wires.parse.xml import resolved, root
from wires.types import Medium, Parsed, ParsedItem

MOST = 2000
DEEPEST = 4
EMBARGOED = ("embargoed", "embargoeddate")
GONE = re.compile(r"(?:.*:)?(cancell?ed|withheld|killed)", re.IGNORECASE)
LISTS = ("items", "item", "_items", "data", "newsitems", "results", "hits", "content", "_source")
REPLACED = ("replacing", "replaces", "corrects", "supersedes", "correction_of", "kills", "retracts")
VERSIONS = ("replacing", "replaces", "supersedes", "evolvedfrom", "previousversion")
VERSION = re.compile(r"(?:.*[:/#])?(?:replac(?:es|ing)|supersedes|evolved_?from|(?:is)?previous_?version(?:of)?)", re.IGNORECASE)  # fmt: skip
NAMES = ("uri", "guid", "_id", "id")
MARKS = re.compile(r"(head|body_|bodies|description|version|firstcreated|contentcreated|pubstatus)")
FORMS = frozenset({"xhtml", "html", "text"})
BESIDE = re.compile(r"credit|writer|copyright|keyword|advisory", re.IGNORECASE)
Fields = dict[str, Any]


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """The news items of a document: one, a list of them, or an answer that holds a list."""
    found = [f for one in documents(body) for f in news(one)]
    if not found:
        raise Unreadable("This JSON is no ninjs: it holds no news item.")
    return Parsed("ninjs", tuple(item(one, base_url) for one in found[:MOST]))


def documents(body: bytes) -> list[Any]:
    """The JSON values of a file: one, or several one after another."""
    said = body.decode(json.detect_encoding(body), "replace").lstrip("\ufeff").strip()
    found: list[Any] = []
    decoder, at = json.JSONDecoder(), 0
    try:
        while at < len(said) and len(found) < MOST:
            value, at = decoder.raw_decode(said, at)
            found.append(value)
            at = re.compile(r"[\s,]*").match(said, at).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError) as wrong:
        if not found:
            raise Unreadable("The document is no JSON that can be read.") from wrong
    return found


def lowered(value: Any) -> Fields:
    """An object's fields by lower-case name without a leading dollar; nothing for another value."""
    return {k.lower().lstrip("$"): v for k, v in value.items()} if isinstance(value, dict) else {}


def each(value: Any) -> list[Any]:
    """Members of a list, or of an object by name; nothing for another value."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def said(value: Any) -> str:
    """A value as text that can be written out; half a character that JSON may carry is replaced."""
    if isinstance(value, dict):
        value = value.get("$date")
    return as_text(value).encode("utf-8", "replace").decode().strip()


def news(value: Any, depth: int = 0) -> Iterator[Fields]:
    """The news items in a value, wherever an answer wraps them."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:MOST]:
            yield from news(one, depth + 1)
        return
    fields = lowered(value)
    if "schema" in fields and ("properties" in fields or "defs" in fields):
        return
    named = any(said(fields.get(name)) for name in NAMES)
    if named and any(MARKS.match(name) for name in fields):
        yield fields
        return
    inner = next((fields[n] for n in LISTS if isinstance(fields.get(n), list | dict)), None)
    if inner is not None:
        yield from news(inner, depth + 1)
    elif said(fields.get("uri")) and said(fields.get("type")):
        yield fields


def item(fields: Fields, base: str | None) -> ParsedItem:
    """One news item."""
    uri = next((s for name in NAMES if (s := said(fields.get(name)))), "")
    url = page(uri)
    name = title(fields)
    words = headless(story(fields), name)
    posted, posted_on = hour(fields, "firstcreated", "firstversion", "firstpublished")
    version, version_on = hour(fields, "versioncreated", "contentmodified", "_updated")
    if not (posted or posted_on):
        posted, posted_on = version, version_on
    if not (posted or posted_on):
        posted, posted_on = hour(fields, "contentcreated", "datetime", "_created")
    return ParsedItem(
        external_id=uri or None,
        url=url,
        canonical_url=links.canonical(url) if url else None,
        title=name,
        text=words,
        author=author(fields),
        posted_at=posted,
        posted_on=posted_on,
        updated_at=version,
        language=language(said(fields.get("language"))) or language_of(f"{name}\n{words}"),
        media=media(fields, base),
        withdrawn=bool(GONE.fullmatch(said(fields.get("pubstatus")))),
        urgency=marks.urgency(said(fields.get("urgency"))),
        embargo_until=marks.until(
            embargo := marks.embargo(stated(fields, *EMBARGOED), said(fields.get("pubstatus")))
        ),
        embargo_said=marks.held(embargo),
        status=marks.standing(
            said(fields.get("pubstatus")),
            said(fields.get("signal")),
            notes=notes(fields),
            slug=text.single(said(fields.get("slugline"))),
        ),
        slug=next((s for n in ("slugline", "slug") if (s := text.single(said(fields.get(n))))), ""),
        about=named_in(fields, REPLACED, uri),
        replaces=versions(fields, uri),
    )


def notes(fields: Fields) -> list[str]:
    """What it says to editors."""
    return [text.single(said(fields.get(name))) for name in ("ednote", "ed_note", "editor_note")]


def named_in(fields: Fields, names: tuple[str, ...], own: str) -> tuple[str, ...]:
    """Ids of other items in fields of these names."""
    given = [one for name in names for one in listed(fields.get(name))]
    found = [known_by(lowered(one)) if isinstance(one, dict) else said(one) for one in given]
    return tuple(dict.fromkeys(one for one in found if one and one != own))


def known_by(form: Fields) -> str:
    """The id in an entry that stands for an item."""
    return next((s for name in NAMES if (s := said(form.get(name)))), "")


def versions(fields: Fields, own: str) -> tuple[str, ...]:
    """Ids of items of which this is the next version: in fields of its own, or among those beside it."""
    beside = fields.get("associations")
    pairs = beside.items() if isinstance(beside, dict) else (("", one) for one in listed(beside))
    found = [
        known_by(form)
        for key, one in pairs
        if (form := lowered(one)) and any(VERSION.fullmatch(said(n)) for n in (key, form.get("name"), form.get("rel"), form.get("role")))
    ]  # fmt: skip
    return tuple(dict.fromkeys([*named_in(fields, VERSIONS, own), *(one for one in found if one and one != own)]))[:12]  # fmt: skip


def listed(value: Any) -> list[Any]:
    """A value as a list: itself where it is one, else with itself in it."""
    return value if isinstance(value, list) else [value]


def page(uri: str) -> str | None:
    """The id as an address, where it is one that the world can reach."""
    url = resolved(uri, None)
    return None if url is None or links.read(url).is_private else url


def hour(fields: Fields, *names: str) -> tuple[datetime | None, str | None]:
    """The first of these names that states an hour or a day."""
    for name in names:
        at, on = dates.hour(said(fields.get(name)))
        if at or on:
            return at, on
    return None, None


def stated(fields: Fields, *names: str) -> str | None:
    """The first of these names that says anything, as it stands there."""
    given = (said(value) for name in names if (value := fields.get(name)))
    return next((one for one in given if one), None)


def roles(fields: Fields, one: str, many: str) -> Iterator[tuple[str, str, str]]:
    """Role, type and words of each form of a field, in either way of saying it."""
    for entry in each(fields.get(many)):
        form = lowered(entry)
        value = said(form.get("value")) if form else said(entry)
        yield said(form.get("role")).lower(), said(form.get("contenttype")).lower(), value
    for name, value in fields.items():
        rest = name.removeprefix(one)
        if name.startswith(one) and (rest[:1] in {"", "_"} or rest in FORMS):
            role = rest.removeprefix("_")
            yield role, role, said(value)


def title(fields: Fields) -> str:
    """The main headline in one line, else the title or slug line."""
    found = [
        (role, line)
        for role, _, v in roles(fields, "headline", "headlines")
        if (line := text.single(v))
    ]
    main = [line for role, line in found if role in {"", "main"}]
    heads = main or [line for _, line in found]
    others = (text.single(said(fields.get(name))) for name in ("title", "name", "slugline", "slug"))
    return next((line for line in (*heads, *others) if line), "")


def story(fields: Fields) -> str:
    """The body with its paragraphs where one form has them, else the fullest; else a description."""
    found = [rendered(kind, value) for _, kind, value in roles(fields, "body", "bodies") if value]
    fullest = max((words for _, words in found), key=len, default="")
    for marked, words in found:
        if marked and len(words) >= len(fullest) * 0.8:
            return words
    return fullest or description(fields)


def rendered(kind: str, value: str) -> tuple[bool, str]:
    """Whether a body is marked up, and its words."""
    if "nitf" in kind or value[:500].lstrip().startswith(("<?xml", "<nitf")):
        try:
            return True, nitf.body_text(root(value.encode(), None)[0])
        except Unreadable:
            return True, text.plain(value)
    marked = bool(text.TAG.search(value)) and kind != "text/plain"
    return marked, text.plain(value) if marked else text.tidy(value)


def description(fields: Fields) -> str:
    """Caption, summary or the like of an item without a body."""
    found = [
        text.plain(value)
        for role, _, value in roles(fields, "description", "descriptions")
        if not BESIDE.search(role)
    ]
    others = (text.plain(said(fields.get(name))) for name in ("abstract", "caption"))
    return max(found, key=len, default="") or next((one for one in others if one), "")


def author(fields: Fields) -> str | None:
    """The byline as printed, else the names of bylines or authors."""
    for name in ("byline", "by"):
        line = text.single(said(fields.get(name)))
        if line:
            return line
    for many in ("bylines", "authors"):
        names = [person(one) for one in each(fields.get(many))]
        known = list(dict.fromkeys(one for one in names if one))
        if known:
            return ", ".join(known)
    return None


def person(entry: Any) -> str:
    """A writer's name in an entry of a list."""
    form = lowered(entry)
    if not form:
        return text.single(said(entry))
    whole = next((s for n in ("byline", "by", "name") if (s := said(form.get(n)))), "")
    return text.single(whole or f"{said(form.get('firstname'))} {said(form.get('lastname'))}")


def media(fields: Fields, base: str | None) -> tuple[Medium, ...]:
    """The item's own picture or film and those beside it, each in its best rendition."""
    found = [best(fields, base)]
    found += [
        best(form, base) for one in each(fields.get("associations")) if (form := lowered(one))
    ]
    return once([one for one in found if one])


def best(fields: Fields, base: str | None) -> Medium | None:
    """The largest rendition of what the entry is; a thumbnail is none of a film."""
    kind = said(fields.get("type")).lower().replace("picture", "image").replace("graphic", "image")
    alt = title(fields) or description(fields)
    ranked: list[tuple[bool, int, Medium]] = []
    for one in each(fields.get("renditions")):
        form = lowered(one)
        url = resolved(said(form.get("href")), base)
        mime = said(form.get("mimetype") or form.get("contenttype")).lower()
        what = said(form.get("type")).lower()
        if not url or what == "text" or mime.startswith(("text/", "application/")):
            continue
        width = said(form.get("width"))
        wide = int(width[:6]) if width.isascii() and width.isdigit() else 0
        ranked.append((mime.startswith(kind or "?"), wide, Medium(url, mime or what, alt[:1000])))
    if ranked:
        return max(ranked, key=lambda one: one[:2])[2]
    url = resolved(said(fields.get("uri")), base)
    return Medium(url, kind, alt[:1000]) if url and links.read(url).is_image else None
