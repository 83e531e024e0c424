"""What a link is: its identity, its platform, whether it is a post, how it may be published. Pure.

One place decides it for the wires (identity of items) and for policy (what a citation rests on).
Platforms' own address forms are in wires.platforms.
"""

import re
from datetime import datetime
from functools import lru_cache
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from wires.hosts import (
    MOST_ASKED,
    asked,
    page_key,
    private_host,
    registrable_domain,
    tracked,
    whatwg,
)
from wires.platforms import Link, hour_in_id, on_platform, plausible_snowflake, snowflake_hour

__all__ = [
    "Link", "canonical", "plausible_snowflake", "posted_at", "public", "read", "registrable_domain",
    "snowflake_hour", "whatwg",
]  # fmt: skip

SECRETS = re.compile(
    r"^(token|\w*_token|auth|authkey|session|session_?id|sess|sid|jsessionid|phpsessid|aspsessionid\w*|sig|signature|hmac|"
    r"x-amz-.*|x-goog-.*|expires|key-pair-id|policy|password|passwd|pwd|apikey|api_key|secret|client_secret|code|otp|jwt|"
    r"sso(_\w+)?|saml\w*|ticket|magic(_?link)?|preview_?(key|id|nonce)|mc_eid|_hsenc|subscriber(_?id)?|share_?key)$",
    re.IGNORECASE,
)
# Whose address or whose signed pass it is, whatever the name it goes under.
SOMEBODYS = re.compile(r"^[\w.+-]+@[\w-]+\.[\w.-]+$|^eyJ[\w-]{8,}\.")
REMEMBERED = 1000  # signs of an address that is kept in memory
SHORTENERS = frozenset(
    "bit.ly t.co tinyurl.com ow.ly buff.ly goo.gl is.gd v.gd rb.gy cutt.ly shorturl.at lnkd.in dlvr.it "
    "trib.al reut.rs nyti.ms bbc.in cnn.it wapo.st tiny.cc t.ly clck.ru vk.cc u.to soo.gd s.id amzn.to "
    "fb.me youtu.be.short apple.news flip.it ift.tt shor.by bl.ink rebrand.ly "
    "j.mp tr.im urlz.fr kutt.it tny.im wp.me aje.io tiny.one short.gy t2m.io clk.im qr.ae qrco.de n.pr nbcnews.to cbsn.ws abcn.ws "
    "foxn.ws politi.co econ.st on.ft.com bloom.bg wrd.cm gu.com theatln.tc lat.ms usat.ly ind.pn f24.my rfi.my hubs.ly hubs.li spr.ly sco.lt zpr.io chilp.it rpst.me".split()
)
# What shows another house's page as its own; of an archive's short code nobody sees whose.
READERS = frozenset(
    "12ft.io archive.ph archive.is archive.today archive.md archive.fo archive.li archive.vn r.jina.ai removepaywall.com removepaywalls.com outline.com 1ft.io smry.ai".split()
)
IMAGE_HOSTS = frozenset(
    "pbs.twimg.com video.twimg.com imgur.com i.imgur.com i.redd.it preview.redd.it ibb.co i.ibb.co "
    "postimg.cc i.postimg.cc cdn4.telesco.pe cdn5.telesco.pe cdn1.telesco.pe media.tenor.com "
    "prnt.sc gyazo.com cdn.discordapp.com media.discordapp.net".split()
)
IMAGE_ENDING = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic|bmp|tiff?)$", re.IGNORECASE)
SMALL_SCREEN = re.compile(r"^(amp|m|mobile)\.(?=[^.]+\.[^.]+)")
AMP = re.compile(r"/amp/?$|\.amp(?=\.html?$|$)")
PRIVATE_HOSTS = frozenset(
    "docs.google.com drive.google.com dropbox.com 1drv.ms onedrive.live.com icloud.com "
    "mail.google.com web.whatsapp.com chat.whatsapp.com web.telegram.org app.slack.com "
    "notion.so airtable.com we.tl wetransfer.com box.com teams.microsoft.com teams.live.com meet.google.com signal.group "
    "discord.gg outlook.office.com outlook.live.com outlook.office365.com photos.app.goo.gl calendar.google.com "
    "keep.google.com groups.google.com trello.com miro.com figma.com mega.nz coda.io quip.com app.asana.com basecamp.com app.box.com evernote.com".split()
)
PRIVATE_ENDINGS = (".sharepoint.com", ".slack.com", ".atlassian.net", ".zoom.us", ".notion.site", ".onedrive.com")  # fmt: skip
# Rooms and messages inside a site whose other pages anybody can open.
MEMBERS_ONLY = re.compile(
    r"(?:\w+\.)?(?:discord(?:app)?\.com/(?:channels|invite)/|zoom\.us/(?:j|my|rec)/|facebook\.com/messages|messenger\.com/t/|linkedin\.com/messaging|"
    r"(?:x|twitter)\.com/(?:i/chat|messages)|instagram\.com/direct|viber\.com/|join\.skype\.com/|line\.me/r/)"
)


def canonical(url: str) -> str | None:
    """Identity of an address: the same post or page has the same key; None for no web address."""
    return read(url).key or None


def public(url: str) -> str:
    """The address as published: share-tracking gone, everything else as written."""
    href = whatwg(url)
    if href is None:
        return url.strip()
    parts = urlsplit(href)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.query.count("&") >= MOST_ASKED:
        return href
    pairs = asked(parts.query)
    kept = [(k, v) for k, v in pairs if not tracked(host, k)]
    if len(kept) == len(pairs):
        return href
    return urlunsplit(parts._replace(query=urlencode(kept)))


def read(url: str) -> Link:
    """Read a link; a string that is no web address gives a Link with an empty key."""
    return remembered(url) if len(url) <= REMEMBERED else looked_at(url)


def looked_at(url: str) -> Link:
    """A link, worked out anew."""
    href = whatwg(url)
    if href is None:
        return Link(url=url, key="")
    parts = urlsplit(href)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    segments = [p for p in unquote(parts.path).split("/") if p]
    return on_platform(url, host, segments, parts.query) or on_web(url, href, host)


remembered = lru_cache(maxsize=8192)(looked_at)  # copy links to the same few thousand pages


def on_web(url: str, href: str, host: str) -> Link:
    """An ordinary page: its key, and what an editor should know before citing it."""
    parts = urlsplit(href)
    path, query = parts.path, parts.query
    real = behind(host, path, query)
    plain_host = SMALL_SCREEN.sub("", host)
    plain_path = (AMP.sub("", path) if "amp" in path else path) or "/"
    port = f":{parts.port}" if parts.port else ""
    key = page_key(f"https://{plain_host}{port}{plain_path}", plain_host, query)
    if real:
        key = canonical(real) or key
    return Link(
        url=url,
        key=key,
        host=host,
        domain=registrable_domain(host),
        is_private=private_host(host)
        or host in PRIVATE_HOSTS
        or host.endswith(PRIVATE_ENDINGS)
        or bool(MEMBERS_ONLY.match(f"{host}{path}"))
        or "@" in parts.netloc,
        is_leaky=any(SECRETS.match(name) or SOMEBODYS.match(value) for name, value in asked(query)),
        is_proxy=bool(real),
        is_opaque=host in SHORTENERS,
        is_image=host in IMAGE_HOSTS or bool(IMAGE_ENDING.search(path)),
        is_home=path in {"", "/"} and not query,
        offer=real,
        anchor=parts.fragment,
    )


def behind(host: str, path: str, query: str) -> str:
    """The address behind a translation, an AMP cache, a web cache or a redirector; else empty."""
    told = {name: said for name, said in asked(query) if said}
    if host.endswith(".translate.goog"):
        inner = host.removesuffix(".translate.goog")
        inner = inner.replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{inner}{path}"
    if host.endswith(".cdn.ampproject.org") or (host == "google.com" and path.startswith("/amp/")):
        found = re.search(r"/(?:c|v|amp)/(?:s/)?(.+)$", path)
        return f"https://{found.group(1)}" if found else ""
    if host in {"translate.google.com", "webcache.googleusercontent.com", "google.com"}:
        target = told.get("u") or told.get("url") or told.get("q", "")
        if cached := re.match(r"cache:(?:[\w-]{12}:)?(?:https?://)?(?=[\w-]+\.)", target):
            target = "https://" + target[cached.end() :]
        return target if target.startswith("http") else ""
    if host in {"l.facebook.com", "lm.facebook.com", "l.instagram.com", "out.reddit.com", "vk.com"}:
        return told.get("u") or told.get("url") or told.get("to") or ""
    if host in READERS and "http" in path:
        return path[path.index("http") :]
    return ""


def posted_at(link: Link) -> datetime | None:
    """The hour that a post's own id carries, in UTC; None where it carries none."""
    if link.platform == "x" and link.is_post and not link.truncated:
        return snowflake_hour(int(link.post_id))
    return hour_in_id(link)
