"""What an address is: a platform's account with a page that can be polled, a feed, or a page that names feeds. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from wires import links, text
from wires.charset import choose
from wires.roads import asks

MEDIA = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "jsonfeed",
}
MOST = 20
LOOKED_AT = 2000  # links of a body
LONGEST = 1000  # signs of an address that can be polled
READ = 1_000_000  # bytes of a page that are looked through
BARE = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
LIKELY = re.compile(r"(?:^|[/._-])(?:rss|atom|feed|feeds)(?:[/._-]|\.xml$|$)", re.IGNORECASE)


TELEGRAM = (
    "Telegram shows a public channel’s last posts on a page, which is asked once a minute at most."
    " A channel that has no such page cannot be read."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One feed that a page names."""

    address: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Road:
    """How an address is polled: where, and what to know of the platform, in words."""

    address: str
    rule: str = ""
    closed: bool = False


def whole(typed: str) -> str:
    """An address as somebody types it: without its https:// it is meant to have one."""
    said = typed.strip()
    return f"https://{said}" if BARE.fullmatch(said) else said


def road(address: str) -> Road:
    """Where to poll what stands at an address, and what a platform's own rules mean for it.

    Accounts are polled by the address an editor has (wires.roads.asks knows what answers there).
    """
    link = links.read(address)
    if link.platform == "telegram":
        return on_telegram(link, address)
    if link.platform == "x":
        account = f"https://x.com/{link.handle}" if link.handle else address
        return Road(
            account,
            "X gives an account’s posts to a paid token only, which whoever runs the desk keeps. A single"
            " post can be pasted without one: its hour is in its number.",
        )
    if link.platform == "bluesky":
        account = f"https://bsky.app/profile/{link.handle}" if link.handle else address
        return Road(account, "Bluesky’s public address of one account, its reposts with it.")
    channel = re.search(r"/channel/([\w-]+)", address) if link.platform == "youtube" else None
    if channel:
        feed = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}"
        return Road(feed, "YouTube’s own feed of a channel, its last fifteen films.")
    if like_mastodon(address):
        return Road(address, "An account of Mastodon’s kind: its public posts, forty at a time.")
    return Road(address)


def like_mastodon(address: str) -> bool:
    """Whether an address has the form of an account's page on Mastodon and its kin."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    path = [part for part in parts.path.split("/") if part]
    host = (parts.hostname or "").lower().removeprefix("www.")
    return parts.scheme in {"http", "https"} and asks.mastodon_name(host, path)


def on_telegram(link: links.Link, address: str) -> Road:
    """A public channel has a preview page; what only members see has none."""
    if link.is_private:
        words = "This is private: only members see it, and its address would lead to who shared it."
        return Road(address, words, closed=True)
    if "/s/" in address and not link.is_post:
        return Road(address, TELEGRAM)
    return Road(f"https://t.me/{link.handle}" if link.handle else address, TELEGRAM)


@dataclass(frozen=True, slots=True)
class Page:
    """A page for people: what it calls itself, and the feeds it names."""

    title: str
    offers: tuple[Offer, ...]


def page(body: bytes, at: str, content_type: str = "") -> Page:
    """A page read once, in its own encoding; a feed that is the page itself is none."""
    kept = body[:READ]
    markup = kept.decode(choose(kept, content_type or None), "replace")
    if text.depth(markup) > text.DEEPEST:
        return Page("", ())
    tree = LexborHTMLParser(markup)
    base = base_of(tree, at)
    found: dict[str, Offer] = {}
    for node in tree.css("link[rel][href]"):
        media = (node.attributes.get("type") or "").lower().split(";")[0].strip()
        rel = (node.attributes.get("rel") or "").lower().split()
        if media in MEDIA and ({"alternate", "feed"} & set(rel)):
            add(found, base, node.attributes.get("href"), node.attributes.get("title"), MEDIA[media])  # fmt: skip
    if not found:
        look_through(tree, base, found)
    found.pop(urldefrag(at).url, None)
    named = tree.css_first("title")
    title = " ".join(named.text().split())[:200] if named is not None else ""
    return Page(title, tuple(found.values())[:MOST])


def look_through(tree: LexborHTMLParser, base: str, found: dict[str, Offer]) -> None:
    """Links of a page's body that look like feeds, of the first ones."""
    for node in tree.css("a[href]")[:LOOKED_AT]:
        href = node.attributes.get("href") or ""
        if LIKELY.search(href.split("?")[0]):
            add(found, base, href, node.text(deep=True)[:400], "")
        if len(found) >= MOST:
            return


def base_of(tree: LexborHTMLParser, at: str) -> str:
    """What the addresses of a page are relative to: itself, unless it says otherwise."""
    node = tree.css_first("base[href]")
    said = (node.attributes.get("href") or "").strip() if node is not None else ""
    try:
        said = urljoin(at, said)
    except ValueError:
        return at
    return said if said.startswith(("http://", "https://")) else at


def add(found: dict[str, Offer], base: str, href: str | None, title: str | None, kind: str) -> None:
    """One more address, each once; what is no web address, or carries a password, is passed over."""
    try:
        address = urldefrag(urljoin(base, (href or "").strip())).url
        named = "@" in urlsplit(address).netloc
    except ValueError:
        return
    if address.startswith(("http://", "https://")) and len(address) <= LONGEST and not named:
        found.setdefault(address, Offer(address, " ".join((title or "").split())[:200], kind))
