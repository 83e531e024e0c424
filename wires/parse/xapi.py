"""X's API, version 2: posts with what was asked for beside them, alone, in lists or a line each. Pure.

Deletions (batch compliance, the compliance stream) are withdrawn items. An answer that is only
errors about posts is readable and empty: one cannot tell a deleted post from a protected one.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wires import dates, links, text
from wires.parse import answers
from wires.parse.answers import MOST, address, listed, record, records, said
from wires.parse.errors import Unreadable
from wires.types import Medium, Parsed, ParsedItem, RelayOf

NUMBER = re.compile(r"\d{1,20}")
OURS = {"author_id", "edit_history_tweet_ids", "conversation_id", "public_metrics"}
LETTER = {"dm_conversation_id", "event_type"}
HANDLE = re.compile(r"\w{1,20}")
SHORT = re.compile(r"https?://t\.co/\w+")
RETWEET = re.compile(r"RT @(\w+): ")
Post = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the answer includes beside its posts, by id."""

    users: dict[str, Post] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    media: dict[str, Post] = field(default_factory=dict)


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Posts of an answer in its order; limits on how many."""
    found, faults = answers.documents(body)
    answered = [one for value in found for one in records(value)]
    if not any(map(knows, answered)):
        for one in answered:
            answers.refused(one) if {"title", "error", "errors"} & one.keys() else None
        raise Unreadable("This JSON is no answer of X: it has no posts.")
    items = [item for one in answered for item in posts(one)]
    lost = [
        said(one, "detail", "title")[:200]
        for data in answered
        for one in records(data.get("errors"))
    ]
    return Parsed(
        "x_api_v2", tuple(items[:MOST]), faults=(*faults, *dict.fromkeys(filter(None, lost[:20])))
    )


def knows(data: Any) -> bool:
    """Whether a document is X's, by the names that only it uses."""
    found = record(data)
    inner = next(iter(records(found.get("data"))), {})
    wrong = next(iter(records(found.get("errors"))), {})
    return (
        is_post(inner)
        or (is_post(found) and bool(OURS & found.keys()))
        or bool(deleted(found) or deleted(inner))
        or ("username" in inner and "name" in inner and "id" in inner)
        or "result_count" in record(found.get("meta"))
        or bool(
            {"users", "tweets", "media", "places", "polls"} & record(found.get("includes")).keys()
        )
        or bool(re.match(r"https://api\.(twitter|x)\.com/2/problems/", said(wrong, "type")))
    )


def is_post(data: Post) -> bool:
    """Whether an object is a post: a number for an id, and words; a letter between accounts has them too."""
    told = bool(NUMBER.fullmatch(said(data, "id"))) and isinstance(data.get("text"), str)
    return told and not LETTER & data.keys()


def deleted(data: Post) -> Post:
    """The post that a compliance notice says is gone: its id, and its hour where stated."""
    if data.get("action") == "delete" and NUMBER.fullmatch(said(data, "id")):
        return data
    for name in ("delete", "tweet_delete", "post_delete"):
        notice = record(data.get(name))
        for gone in (record(notice.get("tweet")), record(notice.get("post"))):
            if NUMBER.fullmatch(said(gone, "id")):
                return gone
    return {}


def posts(data: Post) -> Iterator[ParsedItem]:
    """The items of one answer."""
    includes = record(data.get("includes"))
    beside = Beside(
        users={said(one, "id"): one for one in records(includes.get("users"))},
        posts={said(one, "id"): one for one in records(includes.get("tweets"))},
        media={said(one, "media_key"): one for one in records(includes.get("media"))},
    )
    for one in [data, *records(data.get("data"))][:MOST]:
        if gone := deleted(one):
            yield withdrawn(gone)
        elif is_post(one):
            yield item(one, beside)


def withdrawn(data: Post) -> ParsedItem:
    """A post that is gone."""
    number = said(data, "id")
    url = f"https://x.com/i/status/{number}"
    posted, _ = dates.hour(said(data, "created_at"))
    return ParsedItem(
        number, url, links.canonical(url), "", "", posted_at=posted or hour(number), withdrawn=True
    )


def item(data: Post, beside: Beside) -> ParsedItem:
    """One post; its long text where it has one."""
    number = said(data, "id")
    posted, posted_on = dates.hour(said(data, "created_at"))
    posted = posted or (None if posted_on else hour(number))
    history = [one for one in listed(data.get("edit_history_tweet_ids")) if isinstance(one, str)]
    return answers.completed(
        ParsedItem(
            external_id=number,
            url=where(data, beside),
            canonical_url=None,
            title="",
            text=words(data, beside),
            author=author(data, beside),
            posted_at=posted,
            posted_on=posted_on,
            updated_at=posted if history and history[0] != number else None,
            language=answers.spoken(data.get("lang")),
            media=media(data, beside),
            relay_of=relay(data, beside),
            reply_to=referred(data, "replied_to") or None,
            replaces=tuple(reversed(history[: history.index(number)])) if number in history else (),
        )
    )


def hour(number: str) -> datetime | None:
    """The hour in the id, where it can carry one."""
    if not links.plausible_snowflake(number):
        return None
    return links.snowflake_hour(int(number)).replace(microsecond=0)


def user(data: Post, beside: Beside) -> Post:
    """The post's author as included, or as flattened into it."""
    return beside.users.get(said(data, "author_id")) or record(data.get("author"))


def author(data: Post, beside: Beside) -> str | None:
    """The author's name, else handle."""
    return said(user(data, beside), "name", "username") or said(data, "username") or None


def where(data: Post, beside: Beside) -> str:
    """The post's address; X finds a post by its number whatever the name."""
    handle = said(user(data, beside), "username") or said(data, "username")
    return f"https://x.com/{handle if HANDLE.fullmatch(handle) else 'i'}/status/{said(data, 'id')}"


def words(data: Post, beside: Beside) -> str:
    """The words with links as their authors gave them; a retweet cut short is made whole."""
    note = record(data.get("note_tweet")) or record(data.get("note_post"))
    long = said(note, "text")
    found = expanded(long or said(data, "text"), data, note)
    origin = beside.posts.get(referred(data, "retweeted"))
    opening = RETWEET.match(found)
    if origin and opening and found.endswith("…") and "retweeted" not in types(origin):
        found = f"RT @{opening.group(1)}: {words(origin, Beside())}"
    return text.tidy(found)


def expanded(shown: str, *holders: Post) -> str:
    """The words with t.co links expanded and X's three escapes undone."""
    known: dict[str, str] = {}
    for one in holders:
        for link in records(record(one.get("entities")).get("urls")):
            full = address(None, link.get("expanded_url"), link.get("unwound_url"))
            if full:
                known[said(link, "url")] = full
    return html.unescape(SHORT.sub(lambda m: known.get(m.group(), m.group()), shown))


def types(data: Post) -> set[str]:
    """How a post refers to others."""
    return {said(one, "type") for one in records(data.get("referenced_tweets"))}


def referred(data: Post, kind: str) -> str:
    """The id of the post that this one passes on, quotes or answers."""
    return next(
        (
            said(one, "id")
            for one in records(data.get("referenced_tweets"))
            if one.get("type") == kind
        ),
        "",
    )


def relay(data: Post, beside: Beside) -> RelayOf | None:
    """The post that this one passes on or quotes."""
    passed_on = referred(data, "retweeted")
    number = passed_on or referred(data, "quoted")
    if not NUMBER.fullmatch(number):
        return None
    origin = beside.posts.get(number) or {"id": number}
    name = author(origin, beside)
    if name is None and (opening := RETWEET.match(said(data, "text"))):
        name = opening.group(1)
    return RelayOf(where(origin, beside), name, number, "repost" if passed_on else "quote")


def media(data: Post, beside: Beside) -> tuple[Medium, ...]:
    """Pictures and films by address with their descriptions; nothing is loaded."""
    found: dict[str, Medium] = {}
    for key in listed(record(data.get("attachments")).get("media_keys"))[:20]:
        one = beside.media.get(key, {}) if isinstance(key, str) else record(key)
        films = [v for v in records(one.get("variants")) if isinstance(v.get("bit_rate"), int)]
        best = max(films, key=lambda film: film["bit_rate"], default={})
        url = address(None, one.get("url"), best.get("url"), one.get("preview_image_url"))
        if url:
            found.setdefault(url, Medium(url, said(one, "type"), said(one, "alt_text")))
    return tuple(found.values())
