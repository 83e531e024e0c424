"""Pictures and films of items by their addresses, by their bytes where somebody asked for those, and
where they were seen before."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q

from wires import guard, links
from wires.fetch import fetch
from wires.hosts import asked
from wires.models import Item, ItemMedium
from wires.text import keyed
from wires.types import Failure

# Hosts whose path names the file, whatever size or signature is asked for in the query.
BY_PATH = re.compile(
    r"(?:^|\.)(?:telesco\.pe|telegram-cdn\.org|fbcdn\.net|cdninstagram\.com|bsky\.app|redd\.it|ytimg\.com)$"
)
TWITTER = re.compile(r"^/(media|ext_tw_video_thumb|amplify_video_thumb|tweet_video_thumb)/([\w-]+)")
MOST_BYTES = 10_000_000
PATIENCE = 20.0  # seconds for one file


def medium_key(url: str) -> str:
    """The same file under one key: without size, signature, session or name of a page."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host.endswith("twimg.com") and (found := TWITTER.match(parts.path)):
        return f"twimg:{found.group(1)}/{found.group(2)}"
    if BY_PATH.search(host):
        return keyed(f"{host.rsplit('.', 2)[-2]}:{parts.path.rsplit('/', 1)[-1]}", 450)
    named = dict(asked(parts.query)).get("url", "")
    # A resizing proxy names the file that it shows.
    if named.startswith("http") and named != url:
        return medium_key(named)
    return keyed(links.canonical(url) or url, 450)


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier item with the same file: by its bytes, else by its address."""

    medium: ItemMedium
    item: Item
    by_bytes: bool

    @property
    def words(self) -> str:
        """“Seen before on 3 March, from Lantern”."""
        at = self.item.effective_at
        return f"Seen before on {at.day} {at:%B %Y}, from {self.item.source.name}"


def seen_before(items: Iterable[Item]) -> dict[int, list[Before]]:
    """For each item, earlier items with one of its files, the earliest first; what it passes on is none."""
    mine = list(items)
    media = list(ItemMedium.objects.filter(item__in=[item.pk for item in mine]))
    keys, digests = {m.key for m in media} - {""}, {m.digest for m in media} - {""}
    if not media:
        return {}
    same = Q(key__in=keys) | (Q(digest__in=digests) if digests else Q(pk=None))
    others = list(
        ItemMedium.objects.filter(same, item__confidential=False, item__removed_at=None)
        .select_related("item__source")
        .order_by("item__effective_at", "item")[:500]
    )
    found: dict[int, list[Before]] = {}
    for item in mine:
        own = [m for m in media if m.item_id == item.pk]
        earlier: dict[int, Before] = {}
        for other in others:
            if is_earlier(other.item, item) and (how := matched(own, other)):
                earlier.setdefault(other.item_id, Before(other, other.item, how == "bytes"))
        if earlier:
            found[item.pk] = list(earlier.values())
    return found


def is_earlier(other: Item, item: Item) -> bool:
    """Whether another item, of another chain, was there first."""
    same_chain = (other.origin_id or other.pk) == (item.origin_id or item.pk)
    return other.pk != item.pk and not same_chain and other.effective_at < item.effective_at


def matched(own: Iterable[ItemMedium], other: ItemMedium) -> str:
    """By what a file is the same: its bytes, its address, or nothing."""
    for medium in own:
        if medium.digest and medium.digest == other.digest:
            return "bytes"
        if medium.key == other.key:
            return "address"
    return ""


def take_hash(medium: ItemMedium, *, now: datetime) -> str:
    """Fetch a file once and keep its hash and size, not its bytes; words where that failed."""
    answer = fetch(medium.url, now=now, allowed=guard.doors(settings.ALLOW_WIRES), whole=PATIENCE)
    if isinstance(answer, Failure):
        return answer.words
    if not answer.body or len(answer.body) > MOST_BYTES:
        return "The file is empty or too large."
    medium.digest = hashlib.sha256(answer.body).hexdigest()
    medium.size, medium.fetched_at = len(answer.body), now
    medium.save(update_fields=["digest", "size", "fetched_at"])
    return ""
