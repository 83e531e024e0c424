"""Links as platforms form them: accounts, posts, and the hour in a post's own id. Pure.

X ids carry their hour since snowflakes began on 4 November 2010.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from wires.hosts import X_HOSTS, asked, page_key, registrable_domain

SNOWFLAKE_EPOCH_MS = 1288834974657
SNOWFLAKES_BEGAN = datetime(2010, 11, 4, tzinfo=UTC)
SHORTEST_SNOWFLAKE = 15
NITTER = re.compile(r"(^|\.)(nitter|xcancel|twiiit|lightbrd|fxtwitter|vxtwitter|fixupx|fixvx)\b")
TG_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
X_RESERVED = frozenset(
    "i home search explore hashtag intent share settings login notifications messages".split()
)
TG_RESERVED = frozenset("s c joinchat addstickers share proxy iv login setlanguage addlist".split())


@dataclass(frozen=True, slots=True)
class Link:
    """A link read. `key` is its identity; `offer` is the plain address where this one hides it.

    `is_account` says that it leads to an account or channel, not to one post.
    """

    url: str
    key: str
    host: str = ""
    domain: str = ""
    platform: str = "web"
    handle: str = ""
    post_id: str = ""
    is_post: bool = False
    is_account: bool = False
    is_private: bool = False
    is_leaky: bool = False
    is_proxy: bool = False
    is_opaque: bool = False
    is_image: bool = False
    is_home: bool = False
    truncated: bool = False
    offer: str = ""
    anchor: str = ""


def on_platform(url: str, host: str, segments: list[str], query: str) -> Link | None:
    """The link as its platform forms them, None for an ordinary page."""
    if host in X_HOSTS:
        return on_x(url, host, segments)
    if host in TG_HOSTS:
        return on_telegram(url, host, segments)
    if NITTER.search(host):
        inner = on_x(url, "x.com", segments)
        return Link(
            url,
            inner.key or f"https://{host}",
            host,
            registrable_domain(host),
            is_proxy=True,
            is_post=inner.is_post,
            handle=inner.handle,
            post_id=inner.post_id,
            offer=inner.key,
        )
    for rule in (on_bluesky, on_youtube, on_other_social):
        found = rule(url, host, segments, query)
        if found:
            return found
    return None


def on_x(url: str, host: str, segments: list[str]) -> Link:
    """x.com and its other names: an account, a post, or something else there."""
    base: dict[str, Any] = {"url": url, "host": host, "domain": "x.com", "platform": "x"}
    low = [s.lower() for s in segments]
    for mark in ("status", "statuses"):
        if mark in low[:3] and len(segments) > low.index(mark) + 1:
            at = low.index(mark)
            digits = re.match(r"\d+", segments[at + 1])
            number = digits.group() if digits else ""
            handle = "" if at == 0 or low[0] == "i" else segments[0]
            return Link(
                **base,
                key=f"https://x.com/i/status/{number}",
                handle=handle,
                post_id=number,
                is_post=bool(number),
                truncated=not plausible_snowflake(number),
            )
    if len(segments) >= 1 and low[0] not in X_RESERVED:
        return Link(**base, key=f"https://x.com/{low[0]}", handle=segments[0], is_account=True)
    return Link(**base, key="https://x.com/" + "/".join(low), is_home=not segments)


def plausible_snowflake(number: str) -> bool:
    """Whether an X id is long enough and its hour lies after snowflakes began."""
    if (
        not (number.isascii() and number.isdigit())
        or len(number) < SHORTEST_SNOWFLAKE
        or len(number) > 19
    ):
        return False
    return snowflake_hour(int(number)) >= SNOWFLAKES_BEGAN


def snowflake_hour(number: int) -> datetime:
    """Hour in an X id: milliseconds above bit 22 since the epoch of snowflakes."""
    return datetime.fromtimestamp(0, UTC) + timedelta(
        milliseconds=(number >> 22) + SNOWFLAKE_EPOCH_MS
    )


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # as ULIDs are written
BASE32 = "234567abcdefghijklmnopqrstuvwxyz"  # as Bluesky counts, in the order of time
FIRST = datetime(2016, 1, 1, tzinfo=UTC)  # none of these networks is older


def hour_in_id(link: Link) -> datetime | None:
    """The hour in the id of a post on Mastodon, Bluesky, TikTok or LinkedIn; None where it carries none.

    Mastodon has milliseconds above bit 16, GoToSocial above bit 80, Bluesky microseconds above bit 10, TikTok
    seconds above bit 32 and LinkedIn milliseconds above bit 22, all since 1970.
    """
    since = None
    if ULID.fullmatch(link.post_id):
        since = timedelta(milliseconds=numbered(link.post_id, CROCKFORD) >> 80)
    elif link.platform in {"mastodon", "truthsocial"}:
        number = re.search(r"/(\d{17,19})/?(?:[?#]|$)", link.url)
        since = timedelta(milliseconds=int(number.group(1)) >> 16) if number else None
    elif link.platform == "bluesky" and re.fullmatch(r"[2-7a-z]{13}", link.post_id):
        since = timedelta(microseconds=numbered(link.post_id, BASE32) >> 10)
    elif link.platform == "tiktok":
        number = re.search(r"/(?:video|photo)/(\d{19})\b", link.url)
        since = timedelta(seconds=int(number.group(1)) >> 32) if number else None
    elif link.host == "linkedin.com":
        number = re.search(r"\b(?:activity|share|ugcPost)[-:](\d{19})\b", link.url)
        since = timedelta(milliseconds=int(number.group(1)) >> 22) if number else None
    at = EPOCH + since if since is not None else None
    return at if at and at >= FIRST else None


def numbered(written: str, letters: str) -> int:
    """The number that letters of a base stand for."""
    number = 0
    for letter in written:
        number = number * len(letters) + letters.index(letter)
    return number


def on_telegram(url: str, host: str, segments: list[str]) -> Link:
    """t.me: a public post, a channel, or something only members can open."""
    base: dict[str, Any] = {"url": url, "host": host, "domain": "t.me", "platform": "telegram"}
    low = [s.lower() for s in segments]
    if low[:1] == ["c"] or low[:1] == ["joinchat"] or (segments and segments[0].startswith("+")):
        return Link(**base, key="https://t.me/" + "/".join(segments), is_private=True)
    if low[:1] == ["s"]:
        segments, low = segments[1:], low[1:]
    if not segments or low[0] in TG_RESERVED:
        return Link(**base, key="https://t.me/" + "/".join(low), is_home=not segments)
    # A topic of a group stands between the channel and the post: t.me/group/topic/post.
    numbers = [s for s in segments[1:] if s.isdigit()]
    if numbers:
        return Link(
            **base,
            key=f"https://t.me/{low[0]}/{numbers[-1]}",
            handle=segments[0],
            post_id=numbers[-1],
            is_post=True,
        )
    return Link(**base, key=f"https://t.me/{low[0]}", handle=segments[0], is_account=True)


def on_bluesky(url: str, host: str, segments: list[str], query: str) -> Link | None:  # noqa: ARG001
    """bsky.app: a profile or a post of it."""
    if host != "bsky.app" or segments[:1] != ["profile"] or len(segments) < 2:
        return None
    base: dict[str, Any] = {
        "url": url,
        "host": host,
        "domain": host,
        "platform": "bluesky",
        "handle": segments[1],
    }
    if len(segments) >= 4 and segments[2] == "post":
        return Link(
            **base,
            key=f"https://bsky.app/profile/{segments[1].lower()}/post/{segments[3]}",
            post_id=segments[3],
            is_post=True,
        )
    return Link(**base, key=f"https://bsky.app/profile/{segments[1].lower()}", is_account=True)


def on_youtube(url: str, host: str, segments: list[str], query: str) -> Link | None:
    """youtube.com and youtu.be: a film or a channel."""
    if host not in {"youtube.com", "m.youtube.com", "youtu.be", "music.youtube.com"}:
        return None
    base: dict[str, Any] = {
        "url": url,
        "host": host,
        "domain": "youtube.com",
        "platform": "youtube",
    }
    film = dict(asked(query)).get("v", "")
    if host == "youtu.be" and segments:
        film = segments[0]
    elif segments[:1] and segments[0] in {"shorts", "live", "embed"} and len(segments) > 1:
        film = segments[1]
    if film:
        return Link(**base, key=f"https://youtube.com/watch?v={film}", post_id=film, is_post=True)
    if segments and (segments[0].startswith("@") or segments[0] in {"channel", "c", "user"}):
        return Link(
            **base,
            key="https://youtube.com/" + "/".join(segments[:2]).lower(),
            handle=segments[-1].lstrip("@"),
            is_account=True,
        )
    return Link(**base, key="https://youtube.com/" + "/".join(segments), is_home=not segments)


# Hosts of a network, and how the address of one post looks there.
FACEBOOK = re.compile(
    r"/(posts|videos|photos?|reel|permalink(\.php)?|watch|story\.php|share)(/|$|\?)"
)
POSTS = {
    "facebook": ("facebook.com m.facebook.com fb.com", FACEBOOK),
    "instagram": ("instagram.com", re.compile(r"/(p|reel|tv)/[\w-]+")),
    "tiktok": (
        "tiktok.com vm.tiktok.com",
        re.compile(r"/(video|photo)/\d+|^/[A-Za-z0-9]{8,}/?$"),
    ),
    "vk": ("vk.com m.vk.com vk.ru", re.compile(r"wall-?\d+_\d+|video-?\d+_\d+")),
    "reddit": ("reddit.com old.reddit.com", re.compile(r"/comments/\w+")),
    "threads": ("threads.net threads.com", re.compile(r"/post/[\w-]+")),
    "truthsocial": ("truthsocial.com", re.compile(r"/@[\w.]+/(posts/)?\d+")),
}
NETWORKS = {host: (name, post) for name, (hosts, post) in POSTS.items() for host in hosts.split()}
ACCOUNT = re.compile(r"@[\w.-]+(@[\w.-]+)?")


def on_other_social(url: str, host: str, segments: list[str], query: str) -> Link | None:
    """Other networks: a post or an account."""
    if host not in NETWORKS:
        return on_mastodon(url, host, segments)
    platform, post = NETWORKS[host]
    path = "/" + "/".join(segments)
    is_post = bool(post.search(path + (f"?{query}" if query else "")))
    home = host.removeprefix("m.").removeprefix("old.")
    return Link(
        url=url,
        key=page_key(f"https://{home}{path}", home, query),
        host=host,
        domain=registrable_domain(host),
        platform=platform,
        handle=segments[0].lstrip("@") if segments else "",
        is_post=is_post,
        is_account=bool(segments) and not is_post,
        is_home=not segments,
    )


def on_mastodon(url: str, host: str, segments: list[str]) -> Link | None:
    """Mastodon's and GoToSocial's forms, on whatever host."""
    told = account_and_post(segments)
    if told is None:
        return None
    name, number = told
    place = [name, "statuses", number] if ULID.fullmatch(number) else [name, number]
    return Link(
        url=url,
        key=f"https://{host}/" + "/".join(filter(None, place)),
        host=host,
        domain=registrable_domain(host),
        platform="mastodon",
        handle=name.lstrip("@"),
        post_id=number,
        is_post=bool(number),
        is_account=not number,
    )


def account_and_post(segments: list[str]) -> tuple[str, str] | None:
    """`@name` and the post's number in a path: `/@name/123`, and what servers and the application call it."""
    if segments[:1] in (["web"], ["deck"]):
        segments = segments[1:]
    if segments[:1] == ["users"] and segments[2:3] == ["statuses"]:
        segments = [f"@{segments[1]}", *segments[3:4]] if len(segments) > 3 else []
    if not segments or segments[0][:1] != "@" or not ACCOUNT.fullmatch(segments[0]):
        return None
    rest = segments[2:] if segments[1:2] == ["statuses"] else segments[1:]
    number = next((one for one in rest[:1] if one.isdigit() or ULID.fullmatch(one)), "")
    return (segments[0], number) if number or len(segments) == 1 else None
