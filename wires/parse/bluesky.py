"""Bluesky: feeds, posts, threads, searches, records of a repository and its stream of events. Pure.

The id is the at:// address. A repost is the reposter's, at the hour of the repost, and has its own
record's id where the answer names one, else that of the post.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from wires import dates, text
from wires.parse import activitypub, answers
from wires.parse.answers import MOST, address, listed, record, records, said
from wires.parse.errors import Unreadable
from wires.types import Medium, Parsed, ParsedItem, RelayOf

AT = re.compile(r"at://([^/\s]+)/([\w.-]+)/([^/\s?#]+)")
OURS = re.compile(r"\bat://|bsky\.app/|did:plc:")
POST = "app.bsky.feed.post"
REPOST = "app.bsky.feed.repost"
LISTS = ("feed", "posts", "records", "notifications", "bookmarks", "starterPacks", "lists", "feeds")
THREADED = {"parent", "replies"}
PICTURES = ("images", "items")  # of a post, and of a gallery
DEEPEST = 100


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Posts of an answer in its order; limits on how many."""
    found, faults = answers.documents(body)
    if len(found) == 1 and (alone := record(found[0])):
        if isinstance(alone.get("error"), str):
            answers.refused(alone)
        if "objectType" in alone or "verb" in alone:  # Activity Streams 1, as bridges write it
            return activitypub.parsed(found, base_url, kind="bluesky")
    if not any(map(knows, found)):
        raise Unreadable("This JSON is no answer of Bluesky: it has no posts or records.")
    items = [item for data in found for item in posts(data)]
    return Parsed("bluesky", tuple(items[:MOST]), faults=faults)


def knows(data: Any) -> bool:
    """Whether a document is Bluesky's: it names records, or a list or an account as only it does."""
    if isinstance(data, list):
        return any(map(knows, records(data[:5])))
    found = record(data)
    held = [one for name in LISTS for one in records(found.get(name))[:5]]
    if "objectType" in found:
        return bool(OURS.search(json.dumps(found)))
    return (
        said(found, "$type", "collection").startswith("app.bsky.")
        or said(found, "uri", "id").startswith("at://")
        or ("did" in found and ("handle" in found or "commit" in found))
        or any(is_view(record(found.get(name))) for name in ("post", "thread"))
        or any(map(is_view, records(found.get("thread"))))
        or any(map(is_view, held))
        or (("cursor" in found or len(found) == 1) and any(found.get(n) == [] for n in LISTS[:4]))
    )


def is_view(data: dict[str, Any]) -> bool:
    """Whether an object shows a post or a record, or wraps one."""
    inner = record(data.get("post")) or record(data.get("item")) or data
    return said(inner, "uri").startswith("at://") or said(inner, "$type").startswith("app.bsky.")


def posts(data: Any) -> Iterator[ParsedItem]:
    """The items of one document, whatever the posts are wrapped in."""
    for one in records(data):
        if isinstance(one.get("commit"), dict):
            yield from told(one)
        elif isinstance(one.get("post"), dict) and THREADED & one.keys():
            yield from threaded(one)
        elif "thread" in one:
            for part in records(one["thread"]):
                yield from threaded(part)
        elif held := [each for name in LISTS for each in records(one.get(name))]:
            for each in held[:MOST]:
                yield from shown(each)
        else:
            yield from shown(one)


def shown(data: dict[str, Any]) -> Iterator[ParsedItem]:
    """One entry of a list: a feed's entry, a post, a record with its address, or a bare record."""
    wrapped = record(data.get("post")) or record(data.get("item"))
    if wrapped:
        yield from viewed(wrapped, record(data.get("reason")))
    elif isinstance(data.get("record"), dict):
        yield from viewed(data, {})
    elif isinstance(data.get("value"), dict):
        yield from viewed({"uri": data.get("uri"), "record": data["value"]}, {})
    elif said(data, "$type").startswith("app.bsky.feed."):
        yield from viewed({"record": data}, {})


def threaded(top: dict[str, Any]) -> Iterator[ParsedItem]:
    """A thread from its root down: what the post answers, the post, what answers it."""
    above: list[dict[str, Any]] = []
    parent = record(top.get("parent"))
    while parent and len(above) < DEEPEST:
        above.append(parent)
        parent = record(parent.get("parent"))
    for one in reversed(above):
        yield from one_of(one)
    waiting, count = [top], 0
    while waiting and count < MOST:
        one, count = waiting.pop(), count + 1
        yield from one_of(one)
        waiting.extend(reversed(records(one.get("replies"))))


def one_of(node: dict[str, Any]) -> Iterator[ParsedItem]:
    """A thread's post; one that is not found is withdrawn, one that is blocked says nothing."""
    node = record(node.get("value")) or node
    uri = said(node, "uri")
    if node.get("notFound") is True and uri:
        yield gone(uri)
    elif record(node.get("post")):
        yield from viewed(node["post"], {})


def told(data: dict[str, Any]) -> Iterator[ParsedItem]:
    """An event of the stream: a record made, changed or deleted."""
    commit = record(data.get("commit"))
    uri = f"at://{said(data, 'did')}/{said(commit, 'collection')}/{said(commit, 'rkey')}"
    if said(commit, "collection") not in {POST, REPOST}:
        return
    if commit.get("operation") == "delete":
        yield gone(uri)
    else:
        yield from viewed({"uri": uri, "record": commit.get("record")}, {})


def gone(uri: str) -> ParsedItem:
    """A post that is no more."""
    return answers.completed(
        ParsedItem(uri, page(uri, {}), None, "", "", language="", withdrawn=True)
    )


def viewed(view: dict[str, Any], reason: dict[str, Any]) -> Iterator[ParsedItem]:
    """One post as shown; likes, follows and lists are records too, and no posts."""
    found = record(view.get("record"))
    kind = said(found, "$type") or (POST if isinstance(found.get("text"), str) else "")
    if kind == REPOST:
        yield from reposted(view, found)
    elif kind == POST:
        yield item(view, found, reason)


def item(view: dict[str, Any], found: dict[str, Any], reason: dict[str, Any]) -> ParsedItem:
    """A post, or somebody's repost of it."""
    uri, writer = said(view, "uri"), record(view.get("author"))
    by = record(reason.get("by"))
    posted, posted_on = dates.hour(said(found, "createdAt"))
    if not posted and not posted_on:
        posted, posted_on = dates.hour(said(view, "indexedAt"))
    if by:
        posted = dates.hour(said(reason, "indexedAt"))[0] or posted
    tongue = next(iter(listed(found.get("langs"))), None)
    return answers.completed(
        ParsedItem(
            external_id=(said(reason, "uri") if by else "") or uri or None,
            url=page(uri, writer),
            canonical_url=None,
            title="",
            text=text.tidy(said(found, "text")),
            author=name(by or writer),
            posted_at=posted,
            posted_on=posted_on if not posted else None,
            language=answers.spoken(tongue),
            media=tuple(media(view, found)),
            relay_of=RelayOf(page(uri, writer), name(writer), uri or None, "repost")
            if by
            else quoted(view, found),
            reply_to=said(record(record(found.get("reply")).get("parent")), "uri") or None,
        )
    )


def reposted(view: dict[str, Any], found: dict[str, Any]) -> Iterator[ParsedItem]:
    """A repost's own record: it names the post and has no words."""
    uri, subject = said(view, "uri"), said(record(found.get("subject")), "uri")
    posted, posted_on = dates.hour(said(found, "createdAt"))
    if subject:
        yield ParsedItem(
            uri or None, None, None, "", "", name(record(view.get("author"))), posted, posted_on,
            relay_of=RelayOf(page(subject, {}), None, subject, "repost"),
        )  # fmt: skip


def name(account: dict[str, Any]) -> str | None:
    """The account's name, else its handle."""
    return said(account, "displayName", "handle", "did") or None


def page(uri: str, account: dict[str, Any]) -> str | None:
    """Where people read a post: by its author's handle, else by the did in its address."""
    parts = AT.fullmatch(uri)
    if not parts or parts.group(2) != POST:
        return None
    handle = said(account, "handle")
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", handle) or handle == "handle.invalid":
        handle = parts.group(1)
    return f"https://bsky.app/profile/{handle}/post/{parts.group(3)}"


def quoted(view: dict[str, Any], found: dict[str, Any]) -> RelayOf | None:
    """The post that this one quotes: as shown, else as its record names it."""
    for embed in (record(view.get("embed")), record(found.get("embed"))):
        inner = record(embed.get("record"))
        inner = record(inner.get("record")) or inner
        uri, parts = said(inner, "uri"), AT.fullmatch(said(inner, "uri"))
        if parts and parts.group(2) == POST:
            writer = record(inner.get("author"))
            return RelayOf(page(uri, writer), name(writer), uri, "quote")
    return None


def media(view: dict[str, Any], found: dict[str, Any]) -> Iterator[Medium]:
    """Pictures and films by address with their descriptions; nothing is loaded."""
    parts = AT.match(said(view, "uri"))
    did = said(record(view.get("author")), "did") or (parts.group(1) if parts else "")
    for embed in (record(view.get("embed")), record(found.get("embed"))):
        held = record(embed.get("media")) or embed
        films = [held] if "playlist" in held or "video" in held else []
        images = [one for name in PICTURES for one in records(held.get(name))[:20]]
        shown_media = [
            Medium(url, kind, said(one, "alt"))
            for kind, many in (("image", images), ("video", films))
            for one in many
            if (url := served(one, did))
        ]
        yield from shown_media
        if shown_media:
            return


def served(one: dict[str, Any], did: str) -> str | None:
    """Where a picture or a film is to be had."""
    return address(None, one.get("fullsize"), one.get("playlist"), one.get("thumb"), blob(one, did))


def blob(one: dict[str, Any], did: str) -> str | None:
    """Where a record's picture is served, from its author's did and its digest."""
    digest = said(record(record(one.get("image")).get("ref")), "$link")
    if not digest.isalnum() or not did.startswith("did:"):
        return None
    return f"https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{digest}@jpeg"
