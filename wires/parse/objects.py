"""Activity Streams objects as items: their names, words, authors, times, pictures and relays. Pure."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from wires import dates, links, text
from wires.parse import answers
from wires.parse.answers import address, listed, record, records, said
from wires.types import Medium, ParsedItem, RelayOf

Thing = dict[str, Any]
VERBS = {
    "post": "create",
    "share": "announce",
    "comment": "note",
    "status": "note",
    "mention": "note",
}
QUOTES = ("quote", "quoteUrl", "quoteUri", "quoteURL", "_misskey_quote")
ID = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>]+", re.IGNORECASE)
TYPED = ("mediaType", "mimeType")  # the second as PeerTube and Funkwhale wrote it once
MEDIA = {"image", "video", "audio", "document", "photo"}


def kinds(data: Thing) -> set[str]:
    """The types of an object in lower case, as Activity Streams 2 names them."""
    stated = listed(data.get("type") or data.get("@type"))
    if not stated:
        stated = listed(data.get("verb")) or listed(data.get("objectType"))
    low = {re.split(r"[#:/]", one)[-1].lower() for one in stated if isinstance(one, str)}
    return {VERBS.get(one, one) for one in low}


def value_of(data: Thing, name: str) -> tuple[str, str]:
    """A text and its language: the plain field, else of its map; Activity Streams 1 has other names."""
    tongues = {code: one for code, one in record(data.get(f"{name}Map")).items() if as_words(one)}
    stated = said(data, name) or (said(data, "displayName") if name == "name" else "")
    code = next((code for code, one in tongues.items() if one == stated or len(tongues) == 1), "")
    if stated or not tongues:
        return stated, code
    code = code or next(iter(tongues))
    return tongues[code], code


def as_words(value: Any) -> bool:
    """Whether a value is a text that is not empty."""
    return isinstance(value, str) and bool(value.strip())


def named(data: Thing) -> str:
    """The object's name as one line."""
    return text.single(value_of(data, "name")[0])


def body(data: Thing) -> tuple[str, str, str]:
    """Title, text and language: a summary heads the words it warns of, and stands in where none are."""
    raw, code = value_of(data, "content")
    summary, other = value_of(data, "summary")
    marked = said(data, "mediaType") in {"text/plain", "text/markdown"}
    words = text.tidy(raw) if marked else text.plain(raw)
    title = named(data)
    if words:
        title = title or text.single(summary)
    else:
        words = text.plain(summary)
    language = record(data.get("language"))
    stated = said(language, "identifier") or said(data, "language") or spoken_in(data)
    return title, words, code or other or stated


def spoken_in(data: Thing) -> str:
    """The language that the context declares for all texts."""
    context = records(data.get("@context"))
    return next((found for one in context if (found := said(one, "@language"))), "")


def author(data: Thing) -> str | None:
    """Who wrote or did it: a name, else the address that stands for one."""
    for name in ("attributedTo", "actor", "author"):
        for one in listed(data.get(name)):
            if as_words(one):
                return str(one)
            who = record(one)
            found = (
                named(who) or said(who, "preferredUsername", "username", "id") or home(who, None)
            )
            if found:
                return found
    return None


def links_of(value: Any) -> Iterator[tuple[str, str, str]]:
    """The addresses in a field with their types and descriptions: texts, links and objects."""
    for one in listed(value)[:40]:
        if isinstance(one, str):
            yield one, "", ""
        for inner in listed(
            record(one).get("href") or record(one).get("url") or record(one).get("stream")
        ):
            where = inner if isinstance(inner, str) else said(record(inner), "href", "url")
            media_type = said(record(inner), *TYPED) or said(record(one), *TYPED)
            alt = said(record(one), "name", "displayName", "summary")
            yield where, media_type, text.single(alt)


def home(data: Thing, base: str | None) -> str | None:
    """Where people read it: its page, else its first address, else its id."""
    found = list(links_of(data.get("url")))
    pages = [where for where, kind, _ in found if kind.startswith("text/html")]
    plain = [where for where, kind, _ in found if not kind.startswith(("video/", "audio/"))]
    told = address(base, *pages, *plain, *(where for where, _, _ in found))
    own = address(base, data.get("id"))
    return own if told is None or (own and points_away(data, told, own)) else told


def points_away(data: Thing, told: str, own: str) -> bool:
    """Whether an address is that of what a post on a board is about: it lies on another host, or is a picture."""
    away = urlsplit(told).netloc != urlsplit(own).netloc or links.read(told).is_image
    return "page" in kinds(data) and away


def identity(data: Thing) -> str | None:
    """The object's own id."""
    return said(data, "id", "@id") or None


def item(data: Thing, base: str | None) -> ParsedItem:
    """One post."""
    title, words, code = body(data)
    posted, posted_on = dates.hour(said(data, "published"))
    updated, _ = dates.hour(said(data, "updated"))
    return answers.completed(
        ParsedItem(
            external_id=identity(data),
            url=home(data, base),
            canonical_url=None,
            title=title,
            text=words,
            author=author(data),
            posted_at=posted,
            posted_on=posted_on,
            updated_at=updated,
            language=answers.spoken(code),
            media=tuple(media(data, base)),
            relay_of=quoted(data, base),
            reply_to=answered(data),
        )
    )


def merged(thing: Thing, activity: Thing) -> Thing:
    """The object, with what only its activity says: who, and when."""
    found = dict(thing)
    if author(thing) is None:
        found["attributedTo"] = activity.get("actor") or activity.get("author")
    newer = "update" in kinds(activity)
    hour = "updated" if newer else "published"
    if not said(thing, hour):
        found[hour] = said(activity, hour) or said(activity, "published")
    return found


def relay(data: Thing, thing: Any, base: str | None) -> ParsedItem:
    """A post passed on: the passing's own id and hour, the words of the post where they are given."""
    origin = {"id": thing} if isinstance(thing, str) else record(thing)
    title, words, code = body(origin)
    posted, posted_on = dates.hour(said(data, "published"))
    return answers.completed(
        ParsedItem(
            external_id=identity(data),
            url=home(data, base),
            canonical_url=None,
            title=title,
            text=words or body(data)[1],
            author=author({"actor": data.get("actor") or data.get("author")}),
            posted_at=posted,
            posted_on=posted_on,
            language=answers.spoken(code),
            media=tuple(media(origin, base)),
            relay_of=RelayOf(home(origin, base), author(origin), identity(origin), "repost")
            if origin
            else None,
        )
    )


def withdrawn(thing: Any, base: str | None) -> Iterator[ParsedItem]:
    """A post that is gone, by its id."""
    data = {"id": thing} if isinstance(thing, str) else record(thing)
    deleted, _ = dates.hour(said(data, "deleted"))
    if name := identity(data):
        gone = ParsedItem(
            name, home(data, base), None, "", "", updated_at=deleted, language="", withdrawn=True
        )
        yield answers.completed(gone)


def answered(data: Thing) -> str | None:
    """The id of what it answers; the first where there are several."""
    for one in listed(data.get("inReplyTo")):
        found = one if isinstance(one, str) else said(record(one), "id", "url")
        if found:
            return found
    return None


def quoted(data: Thing, base: str | None) -> RelayOf | None:
    """The post that it quotes: by a field, a link in its tags, or as an attachment."""
    found: list[Any] = [one for name in QUOTES for one in listed(data.get(name))]
    # FEP-e232: a link to an object stands among the tags.
    found += [
        said(one, "href") for one in records(data.get("tag")) if "json" in said(one, "mediaType")
    ]
    held = [*records(data.get("attachment")), *records(data.get("attachments"))]
    found += [one for one in held if kinds(one) & {"note", "article"} and home(one, base)]
    for one in found:
        origin = {"id": one} if isinstance(one, str) else record(one)
        # A quotation from a book is no post: it has words in the field and no name.
        own = identity(origin)
        if ID.fullmatch(own) if own else home(origin, base):
            return RelayOf(home(origin, base), author(origin), own, "quote")
    return None


def media(data: Thing, base: str | None) -> Iterator[Medium]:
    """Pictures and films by address with their descriptions; nothing is loaded."""
    found: dict[str, Medium] = {}
    for name in ("attachment", "attachments", "image", "url"):
        for one in listed(data.get(name))[:20]:
            what = kinds(record(one))
            for where, given, alt in links_of(one):
                kind = given or next(iter(what & MEDIA), "image" if name == "image" else "")
                film = given.startswith(("image/", "video/", "audio/"))
                fits = film or (name != "url" and (name == "image" or what & MEDIA))
                url = address(base, where) if fits else None
                if url:
                    found.setdefault(url, Medium(url, kind, alt))
    yield from list(found.values())[:20]
