"""What a link is: its identity, its platform, whether it is a post, how it may be published. Pure.

One place decides it for the wires (identity of items) and for policy (what a citation rests on).
Platform rules are from the platforms' own address forms; X ids carry their hour since snowflakes
began on 4 November 2010.
"""

import ipaddress
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import can_ada
import tldextract

SNOWFLAKE_EPOCH_MS = 1288834974657
SNOWFLAKES_BEGAN = datetime(2010, 11, 4, tzinfo=UTC)
SHORTEST_SNOWFLAKE = 15

TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh|igshid|"
    r"mc_[ce]id|_ga|_gl|_hs(enc|mi)|mkt_tok|ref|ref_src|ref_url|referrer|cmpid|cmp|campaign_id|"
    r"ocid|ncid|sr_share|share|shareid|share_id|smid|smtyp|partner|feature|si|spm|xtor|ito|"
    r"at_(medium|campaign|link|bbc|ptr|format|custom).*|guccounter|guce_.*|wt\.mc_id|outputtype|"
    r"trk|trkinfo|vero_id|oly_(anon|enc)_id|__twitter_impression|cn-reloaded|soc_src|soc_trk)$",
    re.IGNORECASE,
)
# On these hosts a bare `s` or `t` is the mark of a share, not an address of something.
SHARE_ONLY = {"x.com": {"s", "t", "lang", "cxt"}, "youtube.com": {"pp", "ab_channel"}}
SECRETS = re.compile(
    r"^(token|access_token|auth|session|sessionid|sid|jsessionid|phpsessid|sig|signature|"
    r"x-amz-.*|x-goog-.*|expires|key-pair-id|policy|password|pwd|apikey|api_key|code|jwt)$",
    re.IGNORECASE,
)
SHORTENERS = frozenset(
    "bit.ly t.co tinyurl.com ow.ly buff.ly goo.gl is.gd v.gd rb.gy cutt.ly shorturl.at lnkd.in dlvr.it "
    "trib.al reut.rs nyti.ms bbc.in cnn.it wapo.st tiny.cc t.ly clck.ru vk.cc u.to soo.gd s.id amzn.to "
    "fb.me youtu.be.short apple.news flip.it ift.tt shor.by bl.ink rebrand.ly".split()
)
IMAGE_HOSTS = frozenset(
    "pbs.twimg.com video.twimg.com imgur.com i.imgur.com i.redd.it preview.redd.it ibb.co i.ibb.co "
    "postimg.cc i.postimg.cc cdn4.telesco.pe cdn5.telesco.pe cdn1.telesco.pe media.tenor.com "
    "prnt.sc gyazo.com cdn.discordapp.com media.discordapp.net".split()
)
IMAGE_ENDING = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic|bmp|tiff?)$", re.IGNORECASE)
PRIVATE_HOSTS = frozenset(
    "docs.google.com drive.google.com dropbox.com 1drv.ms onedrive.live.com icloud.com "
    "mail.google.com web.whatsapp.com chat.whatsapp.com web.telegram.org app.slack.com "
    "notion.so airtable.com we.tl wetransfer.com box.com".split()
)
NITTER = re.compile(r"(^|\.)(nitter|xcancel|twiiit|lightbrd|fxtwitter|vxtwitter|fixupx|fixvx)\b")
X_HOSTS = frozenset({"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com", "m.twitter.com"})
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


@lru_cache(maxsize=1)
def suffixes() -> tldextract.TLDExtract:
    """The public suffix list that ships with the library; never fetched."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """`news.bbc.co.uk` → `bbc.co.uk`; the host itself where there is no public suffix."""
    found = suffixes()(host)
    return found.top_domain_under_public_suffix or host


def whatwg(url: str) -> str | None:
    """The address as a browser reads it, or None where a browser would not go there."""
    text = url.strip()
    if "://" not in text and re.match(r"^[\w-]+(\.[\w-]+)+(/|$)", text):
        text = f"https://{text}"
    try:
        parsed = can_ada.parse(text)
    except ValueError:
        return None
    return parsed.href if parsed.protocol in {"http:", "https:"} else None


@lru_cache(maxsize=8192)
def canonical(url: str) -> str | None:
    """Identity of an address: the same post or page has the same key; None for no web address."""
    link = read(url)
    return link.key or None


def public(url: str) -> str:
    """The address as published: share-tracking gone, everything else as written."""
    href = whatwg(url)
    if href is None:
        return url.strip()
    parts = urlsplit(href)
    host = (parts.hostname or "").removeprefix("www.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(k, v) for k, v in pairs if not tracked(host, k)]
    if len(kept) == len(pairs):
        return href
    return urlunsplit(parts._replace(query=urlencode(kept)))


def tracked(host: str, name: str) -> bool:
    """Whether a query parameter only says who shared the link."""
    home = "x.com" if host in X_HOSTS else registrable_domain(host)
    return bool(TRACKING.match(name)) or name in SHARE_ONLY.get(home, ())


@lru_cache(maxsize=8192)
def read(url: str) -> Link:
    """Read a link; a string that is no web address gives a Link with an empty key."""
    href = whatwg(url)
    if href is None:
        return Link(url=url, key="")
    parts = urlsplit(href)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    path = unquote(parts.path)
    link = on_platform(url, host, [p for p in path.split("/") if p], parts.query)
    if link is None:
        link = on_web(url, href, host)
    return link


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
    if not number.isdigit() or len(number) < SHORTEST_SNOWFLAKE or len(number) > 19:
        return False
    return snowflake_hour(int(number)) >= SNOWFLAKES_BEGAN


def snowflake_hour(number: int) -> datetime:
    """Hour in an X id: milliseconds above bit 22 since the epoch of snowflakes."""
    return datetime.fromtimestamp(0, UTC) + timedelta(
        milliseconds=(number >> 22) + SNOWFLAKE_EPOCH_MS
    )


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
    film = dict(parse_qsl(query)).get("v", "")
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


POSTS = {
    "facebook": (
        r"^(facebook\.com|m\.facebook\.com|fb\.com)$",
        r"/(posts|videos|photos?|reel|permalink(\.php)?|watch|story\.php|share)(/|$|\?)",
    ),
    "instagram": (r"^instagram\.com$", r"/(p|reel|tv)/[\w-]+"),
    "tiktok": (r"^(tiktok\.com|vm\.tiktok\.com)$", r"/(video|photo)/\d+|^/[A-Za-z0-9]{8,}/?$"),
    "vk": (r"^(vk\.com|m\.vk\.com|vk\.ru)$", r"wall-?\d+_\d+|video-?\d+_\d+"),
    "reddit": (r"^(reddit\.com|old\.reddit\.com)$", r"/comments/\w+"),
    "threads": (r"^threads\.(net|com)$", r"/post/[\w-]+"),
    "truthsocial": (r"^truthsocial\.com$", r"/@[\w.]+/(posts/)?\d+"),
}


def on_other_social(url: str, host: str, segments: list[str], query: str) -> Link | None:
    """Other networks and Mastodon's form `/@name/123`: a post or an account."""
    path = "/" + "/".join(segments)
    for platform, (hosts, post) in POSTS.items():
        if not re.match(hosts, host):
            continue
        is_post = bool(re.search(post, path + (f"?{query}" if query else "")))
        handle = segments[0].lstrip("@") if segments else ""
        key = page_key(f"https://{host.removeprefix('m.').removeprefix('old.')}{path}", query)
        return Link(
            url=url,
            key=key,
            host=host,
            domain=registrable_domain(host),
            platform=platform,
            handle=handle,
            is_post=is_post,
            is_account=bool(segments) and not is_post,
            is_home=not segments,
        )
    if segments and re.fullmatch(r"@[\w.-]+(@[\w.-]+)?", segments[0]):
        is_post = len(segments) > 1 and segments[1].isdigit()
        if is_post or len(segments) == 1:
            return Link(
                url=url,
                key=f"https://{host}{path}",
                host=host,
                domain=registrable_domain(host),
                platform="mastodon",
                handle=segments[0].lstrip("@"),
                post_id=segments[1] if is_post else "",
                is_post=is_post,
                is_account=not is_post,
            )
    return None


def page_key(base: str, query: str) -> str:
    """A page's address with the query that names it, in order, without share-tracking."""
    host = urlsplit(base).hostname or ""
    kept = sorted(
        (k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not tracked(host, k)
    )
    return base.rstrip("/") + (f"?{urlencode(kept)}" if kept else "")


def on_web(url: str, href: str, host: str) -> Link:
    """An ordinary page: its key, and what an editor should know before citing it."""
    parts = urlsplit(href)
    path = parts.path
    real = behind(host, path, parts.query)
    plain_host = re.sub(r"^(amp|m|mobile)\.(?=[^.]+\.[^.]+)", "", host)
    plain_path = re.sub(r"/amp/?$|\.amp(?=\.html?$|$)", "", path) or "/"
    port = f":{parts.port}" if parts.port else ""
    key = page_key(f"https://{plain_host}{port}{plain_path}", parts.query)
    if real:
        key = canonical(real) or key
    names = [k for k, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return Link(
        url=url,
        key=key,
        host=host,
        domain=registrable_domain(host),
        is_private=private_host(host)
        or f"{host}/" in {f"{h}/" for h in PRIVATE_HOSTS}
        or host.endswith(".sharepoint.com")
        or ("@" in parts.netloc),
        is_leaky=any(SECRETS.match(name) for name in names),
        is_proxy=bool(real),
        is_opaque=host in SHORTENERS,
        is_image=host in IMAGE_HOSTS or bool(IMAGE_ENDING.search(path)),
        is_home=path in {"", "/"} and not parts.query,
        offer=real,
        anchor=parts.fragment,
    )


def behind(host: str, path: str, query: str) -> str:
    """The address behind a translation, an AMP cache, a web cache or a redirector; else empty."""
    asked = dict(parse_qsl(query))
    if host.endswith(".translate.goog"):
        inner = host.removesuffix(".translate.goog")
        inner = inner.replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{inner}{path}"
    if host in {"translate.google.com", "webcache.googleusercontent.com", "google.com"}:
        target = asked.get("u") or asked.get("url") or asked.get("q", "")
        if cached := re.match(r"cache:(?:[\w-]{12}:)?(?:https?://)?(?=[\w-]+\.)", target):
            target = "https://" + target[cached.end() :]
        return target if target.startswith("http") else ""
    if host.endswith(".cdn.ampproject.org") or (host == "google.com" and path.startswith("/amp/")):
        found = re.search(r"/(?:c|v|amp)/(?:s/)?(.+)$", path)
        return f"https://{found.group(1)}" if found else ""
    if host in {"l.facebook.com", "lm.facebook.com", "l.instagram.com", "out.reddit.com", "vk.com"}:
        return asked.get("u") or asked.get("url") or asked.get("to") or ""
    if host in {"12ft.io", "archive.ph", "archive.is"} and "http" in path:
        return path[path.index("http") :]
    return ""


def private_host(host: str) -> bool:
    """Whether a host is an address or a name that only an inner network knows."""
    bare = host.strip("[]")
    try:
        return not ipaddress.ip_address(bare).is_global
    except ValueError:
        ends = (".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".localdomain")
        return bare == "localhost" or bare.endswith(ends) or "." not in bare


def posted_at(link: Link) -> datetime | None:
    """The hour that a post's own id carries, in UTC; None where it carries none."""
    if link.platform == "x" and link.is_post and not link.truncated:
        return snowflake_hour(int(link.post_id))
    return None
