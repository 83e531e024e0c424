"""What an address is: a platform's account with a page that can be polled, a feed, or a page that names feeds. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from wires import links

MEDIA = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "jsonfeed",
}
MOST = 20
READ = 1_000_000  # bytes of a page that are looked through
LIKELY = re.compile(r"(?:^|[/._-])(?:rss|atom|feed|feeds)(?:[/._-]|\.xml$|$)", re.IGNORECASE)


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


def road(address: str) -> Road:
    """Where to poll what stands at an address; platforms have pages of their own for it."""
    link = links.read(address)
    if link.platform == "telegram":
        return on_telegram(link)
    if link.platform == "x":
        return Road(
            address,
            "X lets nobody read without a paid key, which belongs to whoever runs the desk. A single"
            " post can be pasted: its hour is in its number.",
            closed=True,
        )
    if link.platform == "bluesky" and link.is_account:
        base = "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed"
        return Road(
            f"{base}?actor={link.handle}&limit=50", "Bluesky’s public address for one account."
        )
    if link.platform == "youtube" and "/channel/" in address:
        channel = address.split("/channel/")[1].split("/", maxsplit=1)[0].split("?", maxsplit=1)[0]
        return Road(
            f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}",
            "YouTube’s own feed of a channel, its last fifteen films.",
        )
    account = re.fullmatch(r"https?://[^/?#]+/@([\w.-]+)/?", address)
    if account and link.host:
        host = link.host
        if link.platform not in {"youtube", "tiktok", "threads"}:
            return Road(
                f"https://{host}/@{account[1]}.rss",
                "An account of Mastodon’s kind: its public feed.",
            )
    return Road(address)


def on_telegram(link: links.Link) -> Road:
    """A public channel has a preview page; what only members see has none."""
    if link.is_private:
        return Road(
            link.url,
            "This is private: only members see it, and its address would lead to who shared it.",
            closed=True,
        )
    return Road(
        f"https://t.me/s/{link.handle}",
        "Telegram shows a public channel’s last posts on a page; it is asked each 60 seconds at most."
        " A channel that has no such page cannot be read.",
    )


def offers(page: bytes, base: str) -> tuple[Offer, ...]:
    """Feeds that a page names in its head, then links of its body that look like feeds."""
    tree = LexborHTMLParser(page[:READ])
    found: dict[str, Offer] = {}
    for node in tree.css("link[rel][href]"):
        media = (node.attributes.get("type") or "").lower().split(";")[0].strip()
        rel = (node.attributes.get("rel") or "").lower().split()
        if media in MEDIA and ({"alternate", "feed"} & set(rel)):
            add(
                found, base, node.attributes.get("href"), node.attributes.get("title"), MEDIA[media]
            )
    if not found:
        for node in tree.css("a[href]"):
            href = node.attributes.get("href") or ""
            if LIKELY.search(href.split("?")[0]):
                add(found, base, href, node.text(deep=True), "")
            if len(found) >= MOST:
                break
    return tuple(found.values())[:MOST]


def add(found: dict[str, Offer], base: str, href: str | None, title: str | None, kind: str) -> None:
    """One more address, each once; what is no web address is passed over."""
    try:
        address = urljoin(base, (href or "").strip())
    except ValueError:
        return
    if address.startswith(("http://", "https://")) and len(address) <= 1000:
        found.setdefault(address, Offer(address, " ".join((title or "").split())[:200], kind))


def title_of(page: bytes) -> str:
    """What a page calls itself."""
    node = LexborHTMLParser(page[:READ]).css_first("title")
    return " ".join(node.text().split())[:200] if node else ""
