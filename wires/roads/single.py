"""Where one post or page answers for itself, and what an answer says of it. Pure.

A feed or a channel rolls past what it listed; only the post's own address says what became of it.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from wires import links
from wires.parse import Unreadable, parse
from wires.parse.xml import resolved
from wires.platforms import Link
from wires.roads.asks import TELEGRAM, X_FIELDS
from wires.types import Failure, Fetched, ParsedItem

PAGE, CHANNEL, MASTODON, BLUESKY, X = "page", "telegram_html", "mastodon", "bluesky", "x_api_v2"
AT_POST = re.compile(r"at://did:[\w:.%-]+/app\.bsky\.feed\.post/[\w.~-]+")
NUMBERED = re.compile(r"([\w.]+)/(\d{1,12})")
TOGETHER = {X: 100, BLUESKY: 25}  # posts that one request may ask a platform for
BUDGETS = {X: "x.com/2/tweets"}  # counted apart from what accounts' wires ask there
RUN, COMPARED = 8, 50_000  # letters that make a piece, and those of a text that are looked through
NOT_THERE = {404: "Nothing is at its address any more.", 410: "Its address says that it is gone for good."}  # fmt: skip
LATER = {429, 502, 503, 504}  # answers of a host that will answer again
BLIND = "Nothing is at its address for us, nor does its site show us another page: it cannot be looked at from here. Look there yourself."  # fmt: skip
STANDS = "It stands at its address."
HOME = "Its address leads to a front page now"
SENT_HOME = f"{HOME}, for us, and so may every other there: it cannot be looked at from here. Look there yourself."  # fmt: skip
HREF = re.compile(
    rb"<a\b[^<>]{0,500}?\bhref\s{0,9}=\s{0,9}[\"']?([^\s\"'<>]{1,500})", re.IGNORECASE
)
# What a wall shows beside the pages that it keeps from us.
NO_ARTICLE = re.compile(
    r"/(?:log-?in|sign-?(?:in|up|on)|auth\w*|oauth\w*|account\w*|register|registration|subscri\w+|password|captcha|consent|cookies?|privacy|terms|search|share)(?:[/?#.]|$)",
    re.IGNORECASE,
)
FRONT, LINKED = 400_000, 500  # bytes and links of a front page that are looked through


class Stands(StrEnum):
    """Whether an item stands at its own address."""

    THERE = "there"
    GONE = "gone"
    UNTOLD = "untold"


class NotAsked(ValueError):
    """Why nobody can look whether an item still stands, as a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to ask for one item, how the answer is read, and under which name the item stands in it."""

    url: str
    road: str
    name: str
    bearer: str = ""

    @property
    def budget(self) -> str:
        """Where its server counts how often it is asked."""
        return BUDGETS.get(self.road) or links.read(self.url).domain


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer says of an item: whether it stands there, in words, and as what it is read there."""

    stands: Stands
    words: str
    item: ParsedItem | None = None


def place(url: str, name: str, kind: str, *, wire: str = "", token: str = "") -> Place:
    """Where an item is asked for, from its address, its id, and the kind and address of its wire; raises
    NotAsked."""
    link = links.read(url)
    if link.platform == "telegram" and link.is_post:
        post = f"{link.handle}/{link.post_id}"
        return Place(f"{shown_by(wire, kind)}/s/{post}", CHANNEL, post)
    if kind == MASTODON and link.platform == MASTODON and link.is_post and is_at_home(link, wire):
        return Place(f"https://{link.host}/api/v1/statuses/{link.post_id}", MASTODON, name)
    if AT_POST.fullmatch(name):
        return Place(listed(BLUESKY, [name]), BLUESKY, name)
    if link.platform == "x":
        return on_x(link, token)
    return page(link)


def shown_by(wire: str, kind: str) -> str:
    """Who shows channels: Telegram, or whoever a wire has a channel's page from."""
    parts = urlsplit(wire)
    elsewhere = kind == CHANNEL and parts.hostname and parts.hostname not in TELEGRAM
    return f"{parts.scheme}://{parts.netloc}" if elsewhere else "https://t.me"


def is_at_home(link: Link, wire: str) -> bool:
    """Whether a post stands at the server that its wire asks: another may speak otherwise, and numbers it otherwise."""
    return not wire or (urlsplit(wire).hostname or "").removeprefix("www.") == link.host.removeprefix("www.")  # fmt: skip


def on_x(link: Link, token: str) -> Place:
    """A post of X, which answers to a token only."""
    if not link.is_post or link.truncated:
        raise NotAsked("Its address names no post of X.")
    if not token:
        raise NotAsked("X shows single posts to a token only; look there yourself.")
    return Place(listed(X, [link.post_id]), X, link.post_id, bearer=token)


def listed(road: str, names: Sequence[str]) -> str:
    """The address that answers for a list of posts at once."""
    if road == BLUESKY:
        asked = "&".join(f"uris={quote(name)}" for name in names)
        return f"https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts?{asked}"
    query = {name: said for name, said in X_FIELDS.items() if name != "max_results"}
    return f"https://api.x.com/2/tweets?{urlencode({'ids': ','.join(names), **query}, safe=',')}"


def together(places: Sequence[Place]) -> Place:
    """Where several posts of one platform are asked for at once."""
    first = places[0]
    return replace(first, url=listed(first.road, [one.name for one in places])) if len(places) > 1 else first  # fmt: skip


def page(link: Link) -> Place:
    """A page of the open web."""
    if link.platform not in {"", "web", MASTODON}:
        raise NotAsked(f"Pages of {link.platform} do not say whether a post stands; look there yourself.")  # fmt: skip
    if not link.key or link.is_home or link.is_account or link.is_private or link.is_leaky:
        raise NotAsked("Its address is no page of its own.")
    return Place(link.url, PAGE, link.key)


def witness(place: Place, failure: Failure) -> str:
    """The address that must answer before an answer of no is believed: sites say 404 to robots for everything."""
    parts = urlsplit(place.url)
    return f"{parts.scheme}://{parts.netloc}/" if place.road == PAGE and failure.status in NOT_THERE else ""  # fmt: skip


def is_sent_home(place: Place, answer: Fetched) -> bool:
    """Whether a page’s address leads to the front page of its own site."""
    asked, led = links.read(place.url), links.read(answer.final_url)
    return place.road == PAGE and led.is_home and not asked.is_home and led.host == asked.host


def another(place: Place, front: Fetched) -> str:
    """Another page of the same site to which its front page links, the longest address of all: an article's; empty
    where it shows none, as walls do."""
    asked, found = links.read(place.url), ""
    for n, given in enumerate(HREF.finditer(front.body[:FRONT])):
        url = resolved(html.unescape(given.group(1).decode("utf-8", "replace")), front.final_url)
        if n < LINKED and url and len(url) > len(found) and not NO_ARTICLE.search(url):
            link = links.read(url)
            found = url if link.host == asked.host and not link.is_home and link.key != asked.key else found  # fmt: skip
    return found


def beside(place: Place, stored: Iterable[str]) -> list[str]:
    """Of addresses that the desk has, those of other pages of the same site."""
    asked, found = links.read(place.url), dict[str, str]()
    for url in stored:
        link = links.read(url)
        if link.host == asked.host and link.key not in {"", asked.key} and not (link.is_home or NO_ARTICLE.search(url)):  # fmt: skip
            found.setdefault(link.key, url)
    return list(found.values())


def vouches(other: str, answer: Fetched | Failure) -> bool:
    """Whether another page of a site answers us where it stands."""
    return isinstance(answer, Fetched) and on_page(links.read(other), links.read(answer.final_url), vouched=False).stands == Stands.THERE  # fmt: skip


def refused(place: Place, failure: Failure, *, vouched: bool = False) -> Shown:
    """What a failure says: that a page is gone where its site is `vouched` for, or a post where its server says so."""
    words = NOT_THERE.get(failure.status or 0)
    if words and place.road == PAGE:
        return Shown(Stands.GONE, words) if vouched else Shown(Stands.UNTOLD, BLIND)
    if words and place.road == MASTODON and says_error(failure.body):
        return Shown(Stands.GONE, words)
    return Shown(Stands.UNTOLD, failure.words)


def says_error(body: bytes) -> bool:
    """Whether an interface itself answers, and not something before it that keeps robots out."""
    said = loaded(body)
    return isinstance(said, dict) and "error" in said


def shown(place: Place, answer: Fetched, *, vouched: bool = False) -> Shown:
    """What an answer says; that a page is gone only where its site is `vouched` for."""
    if place.road == PAGE:
        return on_page(links.read(place.url), links.read(answer.final_url), vouched=vouched)
    try:
        items = parse(answer.body, base_url=answer.final_url).items
    except Unreadable as wrong:
        gone = place.road == X and is_lost(answer.body, place.name)
        return (
            Shown(Stands.GONE, "X has no such post any more.")
            if gone
            else Shown(Stands.UNTOLD, wrong.words)
        )
    wanted = place.name.lower()
    found = next((one for one in items if (one.external_id or "").lower() == wanted), None)
    if found is not None and not found.withdrawn:
        return Shown(Stands.THERE, STANDS, found)
    return absent(place, answer, items, told=found is not None)


def on_page(asked: Link, led: Link, *, vouched: bool) -> Shown:
    """What it says of a page that something answers there, and where it led: only the front page of the same
    site says that it is gone, where it shows us others; others have their logins and walls."""
    if led.domain != asked.domain and not (asked.is_opaque or asked.is_proxy):
        return Shown(Stands.UNTOLD, f"Its address leads to {led.host} now; look there yourself.")
    if led.is_home and not asked.is_home and led.host == asked.host:
        return Shown(Stands.GONE, f"{HOME}.") if vouched else Shown(Stands.UNTOLD, SENT_HOME)
    if led.is_home and not asked.is_home:
        return Shown(Stands.UNTOLD, f"Its address leads to the front page of {led.host} now; look there yourself.")  # fmt: skip
    return Shown(Stands.THERE, STANDS)


def is_wall(before: str, after: str) -> bool:
    """Whether a page shows less than half of the words it had: a login, a consent, a cut text, or other news."""
    had, has = pieces(before), pieces(after)
    return (had & has).total() * 2 < had.total()


def pieces(words: str) -> Counter[str]:
    """All runs of some letters in the first part of a text, whatever its script."""
    said = " ".join(words[:COMPARED].split())
    return Counter(said[n : n + RUN] for n in range(max(len(said) - RUN + 1, 1)))


def absent(place: Place, answer: Fetched, items: Sequence[ParsedItem], *, told: bool) -> Shown:
    """What an answer says that does not show the item: gone only where that cannot be read otherwise."""
    if place.road == CHANNEL and in_album(place.name, answer.body):
        return Shown(Stands.THERE, "It stands at its address, as one picture of several.")
    if place.road == CHANNEL and between(place.name, items):
        return Shown(
            Stands.GONE, "Its channel shows the posts before and after it, and not this one."
        )
    if told or (place.road == BLUESKY and lacks(answer.body, place.name)) or (place.road == X and is_lost(answer.body, place.name)):  # fmt: skip
        return Shown(Stands.GONE, "Its platform has no such post any more.")
    return Shown(Stands.UNTOLD, "The answer does not show this post, nor that it is gone.")


def in_album(name: str, body: bytes) -> bool:
    """Whether a channel shows a number as a picture or film of an album, which stands under its first."""
    return f"/{name.lower()}?single".encode() in body.lower()


def between(name: str, items: Sequence[ParsedItem]) -> bool:
    """Whether posts of the same channel stand on both sides of a number that is not among them."""
    channel, number = numbered(name)
    others = [numbered(one.external_id or "") for one in items]
    near = [n for who, n in others if who == channel]
    return bool(near) and min(near) < number < max(near)


def numbered(name: str) -> tuple[str, int]:
    """A post's channel and number."""
    found = NUMBERED.fullmatch(name)
    return (found[1].lower(), int(found[2])) if found else ("", 0)


def lacks(body: bytes, name: str) -> bool:
    """Whether Bluesky answers with the posts that it has, and this one is not among them."""
    said = loaded(body)
    posts = said.get("posts") if isinstance(said, dict) else None
    return isinstance(posts, list) and all(
        isinstance(one, dict) and one.get("uri", name) != name for one in posts
    )


def is_lost(body: bytes, number: str) -> bool:
    """Whether X says of this very post that it has none."""
    said = loaded(body)
    wrong = said.get("errors") if isinstance(said, dict) else None
    return any(
        isinstance(one, dict)
        and str(one.get("resource_id", "")) == number
        and str(one.get("type", "")).endswith("/resource-not-found")
        for one in (wrong if isinstance(wrong, list) else [])
    )


def loaded(body: bytes) -> Any:
    """A JSON answer, None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
