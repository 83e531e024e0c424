"""ActivityPub: posts, what is done with them, collections of both; Activity Streams 2, and 1. Pure.

Who likes, follows or attends makes no item. Bridges still write Activity Streams 1, which is the
same tree with other names (`objects.VERBS`).
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from wires.parse import answers
from wires.parse.answers import MOST, listed, record, records, said
from wires.parse.errors import Unreadable
from wires.parse.objects import Thing, home, item, kinds, merged, named, relay, withdrawn
from wires.types import Parsed, ParsedItem

DEEPEST = 8
ACTORS = {"person", "organization", "service", "group", "application"}
COLLECTIONS = {"collection", "orderedcollection", "collectionpage", "orderedcollectionpage"}
POSTS = {
    "note",
    "article",
    "page",
    "question",
    "video",
    "audio",
    "image",
    "event",
    "document",
    "chatmessage",
}
DONE = {"create", "update", "announce", "delete", "undo"}
# Things that are no posts and doings that bring none.
QUIET = set(
    "like dislike follow accept reject tentativeaccept tentativereject add remove block flag join leave move "
    "invite ignore offer arrive travel listen read view emojireact activity link mention hashtag emoji tag "
    "propertyvalue place profile relationship".split()
)
SIGNS = {
    "attributedTo",
    "actor",
    "object",
    "orderedItems",
    "totalItems",
    "content",
    "preferredUsername",
    "partOf",
}


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Posts of an object, an activity or a collection, in its order."""
    found, faults = answers.documents(body)
    if len(found) == 1 and isinstance(record(found[0]).get("error"), str):
        answers.refused(found[0])
    if not any(map(knows, found)) and not any(kinds(record(one)) for one in found):
        raise Unreadable("This JSON is no ActivityPub: it names no type of object or activity.")
    return parsed(found, base_url, kind="activitypub", faults=faults)


def parsed(
    found: list[Any], base: str | None, *, kind: str, faults: tuple[str, ...] = ()
) -> Parsed:
    """The items of these documents; limits on how many."""
    items: list[ParsedItem] = []
    for data in found:
        for one in posts(data, base):
            if len(items) < MOST:
                items.append(one)
    top = next(iter(records(found)), {})
    whole = ACTORS | COLLECTIONS
    if not kinds(top) & whole:
        return Parsed(kind, tuple(items), faults=faults)
    return Parsed(
        kind, tuple(items), named(top) or said(top, "preferredUsername"), home(top, base), faults
    )


def knows(data: Any) -> bool:
    """Whether a document says that it is Activity Streams, or looks it."""
    if isinstance(data, list):
        return any(map(knows, records(data[:5])))
    found = record(data)
    if any(
        "activitystreams" in one for one in listed(found.get("@context")) if isinstance(one, str)
    ):
        return True
    if "objectType" in found or ("verb" in found and "object" in found):
        return True
    stated = [
        one for one in listed(found.get("type")) if isinstance(one, str) and one[:1].isupper()
    ]
    if "tombstone" in kinds(found) and identity(found):
        return True
    ours = POSTS | DONE | COLLECTIONS | ACTORS | {"like", "follow"}
    return any(one.lower() in ours for one in stated) and bool(SIGNS & found.keys())


def posts(data: Any, base: str | None, depth: int = 0) -> Iterator[ParsedItem]:
    """The items of one document, whatever the posts are wrapped in."""
    if depth > DEEPEST:
        return
    for one in records(data)[:MOST]:
        what = kinds(one)
        if what & COLLECTIONS or "orderedItems" in one:
            for name in ("first", "items", "orderedItems"):
                yield from posts(one.get(name), base, depth + 1)
        elif what & DONE:
            yield from done(one, what, base, depth)
        elif "tombstone" in what:
            yield from withdrawn(one, base)
        elif not what & (ACTORS | QUIET) and (what & POSTS or says(one)):
            yield item(one, base)


def leads_to(body: bytes, at: str) -> str:
    """Where the posts are of an account, or of a list that only names its first page; empty where the document
    has posts itself, or leads to another host."""
    try:
        said = json.loads(body) if body[:200].lstrip()[:1] == b"{" else None
    except (ValueError, RecursionError):
        return ""
    one = record(said)
    what = kinds(one)
    if what & ACTORS:
        where = one.get("outbox")
    elif what & COLLECTIONS and not listed(one.get("items")) and not listed(one.get("orderedItems")):  # fmt: skip
        where = one.get("first")
    else:
        return ""
    there = where if isinstance(where, str) else ""
    return there if there not in {"", at} and host_of(there) == host_of(at) else ""


def host_of(address: str) -> str | None:
    """The host of an address; nothing where it has none."""
    try:
        return urlsplit(address).netloc or None
    except ValueError:
        return None


def says(data: dict[str, Any]) -> bool:
    """Whether an object of a type that we do not know has words of a post."""
    shows = any(data.get(name) for name in ("published", "attachment", "name", "url"))
    return bool(
        data.get("content") or data.get("contentMap") or (data.get("attributedTo") and shows)
    )


def done(data: Thing, what: set[str], base: str | None, depth: int) -> Iterator[ParsedItem]:
    """What an activity brings: posts, newer texts of some, some passed on, or some taken back."""
    for thing in listed(data.get("object"))[:MOST]:
        if "announce" in what and is_done(record(thing)):
            # A group tells its readers what was done in it: that, and no post of the group's own.
            yield from posts(thing, base, depth + 1)
        elif "announce" in what:
            yield relay(data, thing, base)
        elif taken_back(data, thing, what):
            yield from withdrawn(thing, base)
        elif what & {"create", "update"} and brought(thing):
            named_only = {"id": thing} if isinstance(thing, str) else record(thing)
            yield item(merged(named_only, data), base)


def is_done(thing: Thing) -> bool:
    """Whether an object is itself something done, if only because somebody does it to something."""
    return bool(kinds(thing) & (DONE | QUIET)) or {"actor", "object"} <= thing.keys()


def taken_back(data: Thing, thing: Any, what: set[str]) -> bool:
    """Whether a post is gone; an account that deletes itself is none, nor is a like undone, and a deletion
    undone gives the post back."""
    if "delete" in what:
        return identity(thing) != identity(data.get("actor"))
    if "undo" in what:
        return isinstance(thing, str) or "announce" in kinds(record(thing))
    return "tombstone" in kinds(record(thing))


def brought(thing: Any) -> bool:
    """Whether what was made or changed is a post, or the name of one."""
    found = kinds(record(thing))
    other = found & (ACTORS | QUIET | DONE | COLLECTIONS | {"tombstone"})
    return bool(thing) and not other and not is_vote(record(thing))


def is_vote(thing: Thing) -> bool:
    """Whether a note is somebody's answer to a poll: the answer's name, and no words."""
    words = ("content", "contentMap", "summary", "attachment")
    return said(thing, "name") != "" and "inReplyTo" in thing and not any(map(thing.get, words))


def identity(value: Any) -> str:
    """The id of an object or of its name."""
    return value if isinstance(value, str) else said(record(value), "id", "@id")
