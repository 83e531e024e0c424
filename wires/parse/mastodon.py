"""Mastodon's API, and that of its kin: statuses alone, in lists, threads, searches or a stream. Pure.

The id is the status's `id` at the server asked: answers, boosts and deletions name posts by it, and
one wire asks one server. What another server calls the same post stands in its address.
"""

from collections.abc import Iterator
from typing import Any

from wires import dates, text
from wires.parse import answers
from wires.parse.answers import MOST, address, record, records, said
from wires.parse.errors import Unreadable
from wires.parse.storable import loaded
from wires.types import Medium, Parsed, ParsedItem, RelayOf

DEEPEST = 8
# Searches, threads, notifications and conversations; a WebSocket's event has a payload.
WRAPPED = ("statuses", "ancestors", "status", "last_status", "descendants")
ANSWERS = {"created_at", "in_reply_to_id", "in_reply_to_account_id"}
# Accounts, scheduled posts, servers, sources: known, and no posts.
OTHERS = (
    "acct",
    "scheduled_at",
    "domain",
    "following",
    "hashtags",
    "accounts",
    "spoiler_text",
    "uri",
)


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Statuses of an answer in its order; limits on how many."""
    if streamed(body):
        return Parsed("mastodon", tuple(told(body, base_url))[:MOST])
    found, faults = answers.documents(body)
    if len(found) == 1 and (alone := record(found[0])) and "error" in alone:
        answers.refused(alone)
    items = [one for data in found for one in posts(data, base_url)]
    if not items and not any(empty(data) for data in found):
        raise Unreadable("This JSON is no answer of Mastodon: it has no statuses.")
    return Parsed("mastodon", tuple(items[:MOST]), faults=faults)


def knows(data: Any) -> bool:
    """Whether a document is one of Mastodon's, by the names that only it uses."""
    if isinstance(data, list):
        return any(map(knows, records(data[:5])))
    found = record(data)
    pairs = (
        ("acct", "username"), ("scheduled_at", "params"), ("ancestors", "descendants"), ("statuses", "accounts"),
        ("statuses", "hashtags"), ("event", "payload"), ("domain", "source_url"), ("uri", "short_description"), ("followed_by", "muting"),
    )  # fmt: skip
    return (
        is_status(found)
        or is_card(found)
        or is_status(record(found.get("status")))
        or any(one in found and other in found for one, other in pairs)
    )


def streamed(body: bytes) -> bool:
    """Whether this is an event stream: lines of a name, a colon and a value."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \r\n")
    return head.startswith((b"event:", b"data:", b":")) and b"\ndata:" in b"\n" + head


def told(body: bytes, base: str | None) -> Iterator[ParsedItem]:
    """What a stream tells: new and edited statuses, and ids of deleted ones."""
    for name, data in answers.events(body):
        if name == "delete":
            if gone := data.strip():
                yield ParsedItem(gone, None, None, "", "", withdrawn=True)
            continue
        try:
            found = loaded(data)
        except (ValueError, RecursionError):
            continue
        yield from posts(found, base)


def posts(data: Any, base: str | None, depth: int = 0) -> Iterator[ParsedItem]:
    """The items of one document, whatever the posts are wrapped in."""
    found = record(data)
    if is_status(found):
        yield item(found, base)
    elif is_card(found):
        yield card(found, base)
    elif isinstance(data, list) and revisions(data):
        yield edited(records(data), base)
    elif depth < DEEPEST:
        for one in inside(data):
            yield from posts(one, base, depth + 1)


def inside(data: Any) -> list[Any]:
    """What a list or a wrapper holds."""
    if isinstance(data, list):
        return records(data[:MOST])
    found = record(data)
    payload = found.get("payload")
    return [
        *(unwrapped(one) for one in [payload] if isinstance(one, str)),
        *(found[name] for name in WRAPPED if isinstance(found.get(name), dict | list)),
    ]


def unwrapped(payload: str) -> Any:
    """A WebSocket event's payload, which is JSON in JSON."""
    try:
        return loaded(payload)
    except (ValueError, RecursionError):
        return None


def is_status(data: dict[str, Any]) -> bool:
    """Whether an object is a status: it has an author and words, pictures or another's post; or says whom it
    answers, where somebody has cut its author off."""
    told = "content" in data or "spoiler_text" in data or isinstance(data.get("reblog"), dict)
    return told and (isinstance(data.get("account"), dict) or data.keys() >= ANSWERS)


def is_card(data: dict[str, Any]) -> bool:
    """Whether an object is a link that people pass on (trends/links)."""
    return "provider_name" in data and "url" in data and "title" in data


def revisions(data: list[Any]) -> bool:
    """Whether a list is one status's history: statuses without ids."""
    found = records(data)
    return bool(found) and all(is_status(one) and "id" not in one for one in found)


def empty(data: Any) -> bool:
    """Whether an answer that has no posts is Mastodon's all the same."""
    if isinstance(data, list):
        return not data or any(map(empty, records(data)))
    return isinstance(data, dict) and any(name in data for name in (*WRAPPED, *OTHERS))


def item(data: dict[str, Any], base: str | None) -> ParsedItem:
    """One status; a boost has the words of the post that it passes on."""
    origin = record(data.get("reblog"))
    shown = origin or data
    posted, posted_on = dates.hour(said(data, "created_at"))
    updated, _ = dates.hour(said(shown, "edited_at"))
    return answers.completed(
        ParsedItem(
            external_id=said(data, "id", "uri") or None,
            url=address(base, data.get("url"), data.get("uri")),
            canonical_url=None,
            title=text.single(said(shown, "spoiler_text")),
            text=text.plain(said(shown, "content")) or text.tidy(said(shown, "text")),
            author=author(data),
            posted_at=posted,
            posted_on=posted_on,
            updated_at=updated,
            language=answers.spoken(shown.get("language")),
            media=media(shown, base),
            relay_of=relay(data, base),
            reply_to=said(data, "in_reply_to_id") or None,
        )
    )


def author(data: dict[str, Any]) -> str | None:
    """The account's name, else its handle."""
    account = record(data.get("account"))
    return text.single(said(account, "display_name")) or said(account, "acct", "username") or None


def relay(data: dict[str, Any], base: str | None) -> RelayOf | None:
    """The boosted or quoted post."""
    quote = record(data.get("quote"))
    origin = record(data.get("reblog")) or record(quote.get("quoted_status"))
    origin = origin or (quote if is_status(quote) else {})
    if origin:
        return RelayOf(
            address(base, origin.get("url"), origin.get("uri")),
            author(origin),
            said(origin, "id", "uri") or None,
            "repost" if record(data.get("reblog")) else "quote",
        )
    named = said(quote, "quoted_status_id") or said(data, "quote_id")
    return RelayOf(external_id=named, kind="quote") if named else None


def media(data: dict[str, Any], base: str | None) -> tuple[Medium, ...]:
    """Attachments by address with their descriptions; nothing is loaded."""
    found: dict[str, Medium] = {}
    for one in records(data.get("media_attachments"))[:20]:
        url = address(base, one.get("url"), one.get("remote_url"), one.get("preview_url"))
        if url:
            found.setdefault(url, Medium(url, said(one, "type"), said(one, "description")))
    return tuple(found.values())


def edited(history: list[dict[str, Any]], base: str | None) -> ParsedItem:
    """A status's history as one item: the newest words, the first hour; it names no id."""
    first, last = history[0], history[-1]
    posted, posted_on = dates.hour(said(first, "created_at"))
    updated, _ = dates.hour(said(last, "created_at"))
    return answers.completed(
        ParsedItem(
            None, None, None, text.single(said(last, "spoiler_text")),
            text.plain(said(last, "content")), author(last), posted, posted_on,
            updated if len(history) > 1 else None, None, media(last, base),
        )
    )  # fmt: skip


def card(data: dict[str, Any], base: str | None) -> ParsedItem:
    """A link that people pass on, as its page describes itself."""
    posted, posted_on = dates.hour(said(data, "published_at"))
    picture = address(base, data.get("image"))
    writer = next((said(one, "name") for one in records(data.get("authors"))), "")
    return answers.completed(
        ParsedItem(
            external_id=None,
            url=address(base, data.get("url")),
            canonical_url=None,
            title=text.single(said(data, "title")),
            text=text.plain(said(data, "description")),
            author=writer or said(data, "author_name", "provider_name") or None,
            posted_at=posted,
            posted_on=posted_on,
            language=answers.spoken(data.get("language")),
            media=(Medium(picture, "image", said(data, "image_description")),) if picture else (),
        )
    )
