"""What to ask a platform for, from the address an editor pasted and what is known of the account. Pure.

An editor pastes `https://x.com/name`; what answers is an API. `next_ask` says which request comes
next, `learned` what its answer teaches. The forms are those of the platforms' public documentation:
X API v2 (users by username, user posts), Mastodon's accounts/lookup and statuses, Bluesky's
app.bsky.feed.getAuthorFeed, Telegram's channel preview under /s/.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from wires import links

X = frozenset({"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"})
TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
BLUESKY = "bsky.app"
# These write `/@name` too and are no Mastodon servers.
NOT_MASTODON = frozenset("medium.com youtube.com tiktok.com threads.net threads.com".split())
X_FIELDS = {
    "max_results": "100",
    "tweet.fields": "created_at,edit_history_tweet_ids,referenced_tweets,author_id,lang,attachments,entities,note_tweet",
    "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id,attachments.media_keys,edit_history_tweet_ids",
    "user.fields": "username,name",
    "media.fields": "url,type,alt_text,preview_image_url",
}
ACTIVITY = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"; q=0.9, */*; q=0.1'
# An account of a server that speaks ActivityPub, or what it has sent.
FEDERATED = re.compile(r"/(?:users|accounts|video-channels)/[^/.]+/?|(?:/[^/]+)*/outbox/?")
NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")


class NeedsToken(ValueError):
    """A platform that gives nothing without a token, as a sentence."""


@dataclass(frozen=True, slots=True)
class WireState:
    """What is known of a wire: the address as pasted, what earlier answers taught, and a token if there is one."""

    address: str
    cursor: Mapping[str, str] = field(default_factory=dict)
    token: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: its address, whether it only looks an account up, the token to send, and the form asked for."""

    url: str
    looks_up: bool = False
    bearer: str = ""
    accept: str = "*/*"


def next_ask(state: WireState) -> Ask | None:
    """The next request for a wire; None where the address itself is asked. Raises NeedsToken."""
    parts = urlsplit(state.address)
    host = (parts.hostname or "").lower().removeprefix("www.")
    path = [part for part in parts.path.split("/") if part]
    if host in X and len(path) == 1 and NAME.fullmatch(path[0]):
        return ask_x(path[0], state)
    if host in TELEGRAM and len(path) == 1 and NAME.fullmatch(path[0]):
        return Ask(f"https://t.me/s/{path[0]}")
    if host == BLUESKY and len(path) == 2 and path[0] == "profile":
        return Ask(bluesky(path[1]))
    if mastodon_name(host, path):
        return ask_mastodon(f"{parts.scheme}://{parts.netloc}", path[0][1:], state)
    page = kept_page(state)
    if page or FEDERATED.fullmatch(parts.path):
        return Ask(page or state.address, accept=ACTIVITY)
    return None


def is_plain(state: WireState) -> bool:
    """Whether the address itself is asked, with a token or without."""
    try:
        return next_ask(state) is None
    except NeedsToken:
        return False


def kept_page(state: WireState) -> str:
    """The page that an account led to; none once the wire has an address on another site."""
    page = state.cursor.get("page", "")
    return page if page and links.read(page).domain == links.read(state.address).domain else ""


def mastodon_name(host: str, path: list[str]) -> bool:
    """Whether an address has the form of a Mastodon account's page."""
    elsewhere = any(host == one or host.endswith(f".{one}") for one in NOT_MASTODON)
    named = len(path) == 1 and path[0].startswith("@") and bool(NAME.fullmatch(path[0][1:]))
    return named and not elsewhere and not path[0].endswith((".rss", ".atom", ".json"))


def ask_x(name: str, state: WireState) -> Ask:
    """The account's number first, then its posts since the newest one we have."""
    if not state.token:
        raise NeedsToken(
            "X gives posts only to a token. Put one beside “x.com” in the desk’s secrets, or paste single posts."
        )
    account = state.cursor.get("account")
    if not account:
        return Ask(
            f"https://api.x.com/2/users/by/username/{name}", looks_up=True, bearer=state.token
        )
    since = state.cursor.get("since")
    query = {**X_FIELDS, **({"since_id": since} if since else {})}
    return Ask(f"https://api.x.com/2/users/{account}/tweets?{urlencode(query)}", bearer=state.token)


def bluesky(name: str) -> str:
    """The account's feed with its reposts; open without a login."""
    return f"https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor={quote(name)}&limit=100"


def ask_mastodon(server: str, name: str, state: WireState) -> Ask:
    """The account's number first, then its newest forty posts, so that edits among them are seen."""
    account = state.cursor.get("account")
    if not account:
        return Ask(
            f"{server}/api/v1/accounts/lookup?acct={quote(name)}",
            looks_up=True,
            bearer=state.token,
        )
    return Ask(f"{server}/api/v1/accounts/{account}/statuses?limit=40", bearer=state.token)


def learned(state: WireState, ask: Ask, body: bytes) -> dict[str, str]:
    """The cursor after an answer; unchanged where the answer teaches nothing."""
    cursor = dict(state.cursor)
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return cursor
    if not isinstance(said, dict):
        return cursor
    if ask.looks_up:
        account = number(said.get("id") or inside(said, "data", "id"))
        return cursor | ({"account": account} if account else {})
    newest = number(inside(said, "meta", "newest_id"))
    if newest and int(newest) > int(cursor.get("since", "0")):
        cursor["since"] = newest
    return cursor


def inside(said: Any, *names: str) -> Any:
    """A value in nested objects, None where one is missing."""
    for name in names:
        said = said.get(name) if isinstance(said, dict) else None
    return said


def number(said: Any) -> str:
    """An account's or a post's number as text, nothing for anything else."""
    text = str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
    return text if re.fullmatch(r"[0-9]{1,24}", text) else ""


def older_page(body: bytes) -> str | None:
    """Where a channel's page says its older posts are (`?before=`), None where it begins."""
    found = re.search(rb'class="tme_messages_more[^>]*?data-before="(\d{1,12})"', body)
    found = found or re.search(rb'data-before="(\d{1,12})"[^>]*class="tme_messages_more', body)
    return found.group(1).decode() if found else None
