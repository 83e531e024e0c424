"""Anything an editor pastes, and our own reporting, as items with their snapshots."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from wires import archive, article, guard, links
from wires.fetch import fetch
from wires.models import Item, ItemKind, Source, SourceKind, Voice
from wires.nudge import wires_changed
from wires.parse import Unreadable, parse
from wires.store import create, refresh_search
from wires.text import opening
from wires.types import Failure, Fetched, ParsedItem

OWN = "own-reporting"
TYPED = "typed by "
PATIENCE = 12.0  # seconds: a person waits for it
PICTURE = "A picture alone has no source, so it is not kept. Paste the address of the post or page it stands in."


def own_source(now: datetime) -> Source:
    """Our own reporting: one source, one owner."""
    source, _ = Source.objects.get_or_create(
        key=OWN,
        defaults={
            "name": "This desk’s own reporting",
            "kind": SourceKind.OWN,
            "control": "independent",
            "owner": "this newsroom",
            "voice": Voice.INSTITUTION,
            "classed_at": now,
            "added_at": now,
        },
    )
    return source


@transaction.atomic
def own_report(words: str, *, said_by: str, confidential: bool, now: datetime) -> Item:
    """A call, notes, footage checked; who said it is kept out of the item when it is confidential."""
    title, _, rest = words.partition("\n")
    parsed = ParsedItem(
        external_id=f"own:{uuid4()}",
        url=None,
        canonical_url=None,
        title=title.strip()[:300] if rest.strip() else "",
        text=words,
        author=said_by or None,
        posted_at=now,
    )
    body = json.dumps({"words": words, "said_by": said_by}, ensure_ascii=False).encode()
    snapshot = archive.keep(body, media_type="application/json", now=now)
    made = create(
        parsed.external_id or "",
        parsed,
        source=own_source(now),
        snapshot=snapshot,
        now=now,
        kind=ItemKind.OWN,
        confidential=confidential,
    )
    if not confidential:
        refresh_search([made.pk])
        transaction.on_commit(lambda: wires_changed([made.pk]))
    return made


@dataclass(frozen=True, slots=True)
class Brought:
    """What stands behind a pasted link, as far as it could be read: its words and its bytes."""

    item: ParsedItem | None = None
    body: bytes = b""
    media_type: str = ""
    words: str = ""


def bring(link: str, *, now: datetime) -> Brought:
    """Read what a pasted link leads to, outside any transaction; why it could not be read is in `words`."""
    read = sound(link)
    known = Item.objects.filter(key=read.key, confidential=False).exists() if read.key else False
    if known or read.platform == "x" or not link:
        return Brought()
    post = read.platform == "telegram" and read.is_post
    address = f"https://t.me/s/{read.handle}/{read.post_id}" if post else link
    answer = fetch(address, now=now, allowed=guard.doors(settings.ALLOW_WIRES), whole=PATIENCE)
    if isinstance(answer, Failure):
        return Brought(words=answer.words)
    media = answer.headers.get("content-type", "")
    if media.lower().startswith(("image/", "video/")):
        raise ValueError(PICTURE)
    found = of_channel(answer, read) if post else of_page(answer, link, read)
    return Brought(found, answer.body, media, "" if found else "The page does not show this post.")


def sound(link: str) -> links.Link:
    """The link read, or a sentence that says why it is not taken."""
    read = links.read(link) if link else links.Link(url="", key="")
    if link and not read.key:
        raise ValueError(f"“{link[:80]}” is not a web address.")
    if read.is_private or read.is_leaky:
        raise ValueError("This link is private: it would lead others to whoever shared it.")
    if read.is_image:
        raise ValueError(PICTURE)
    return read


def of_channel(answer: Fetched, read: links.Link) -> ParsedItem | None:
    """The post on its channel's public page."""
    try:
        items = parse(answer.body, base_url=answer.final_url).items
    except Unreadable:
        return None
    wanted = f"{read.handle}/{read.post_id}".lower()
    return next((one for one in items if (one.external_id or "").lower() == wanted), None)


def of_page(answer: Fetched, link: str, read: links.Link) -> ParsedItem:
    """A page as its title, text and hour."""
    page = article.read(answer.body, answer.final_url, answer.headers.get("content-type", ""))
    return ParsedItem(
        external_id=read.key,
        url=links.public(link),
        canonical_url=read.key,
        title=page.title,
        text=page.text,
        author=page.author or None,
        posted_at=page.posted_at,
        posted_on=page.posted_on or None,
        language=page.language or None,
    )


@transaction.atomic
def paste(
    link: str, *, text: str, by_name: str, now: datetime, brought: Brought | None = None
) -> Item:
    """A link or a text as an item; what an editor typed is marked as typed; the same link is the same item."""
    read = sound(link)
    if read.key:
        known = Item.objects.filter(key=read.key, confidential=False).first()
        if known:
            return known
    found = brought.item if brought else None
    source = source_of(read, now)
    parsed = found if found and not text else typed(read, link, text, by_name)
    if parsed is found and not source.full_text:
        # Its terms hold for what is pasted as for what is polled.
        parsed = opening(parsed)
    if brought and brought.body:
        snapshot = archive.keep(brought.body, media_type=brought.media_type, now=now)
    else:
        body = json.dumps({"link": link, "typed": text, "by": by_name}, ensure_ascii=False).encode()
        snapshot = archive.keep(body, media_type="application/json", now=now)
    made = create(
        parsed.external_id or "",
        parsed,
        source=source,
        snapshot=snapshot,
        now=now,
        kind=ItemKind.PASTED,
    )
    transaction.on_commit(lambda: wires_changed([made.pk]))
    return made


def typed(read: links.Link, link: str, text: str, by_name: str) -> ParsedItem:
    """What an editor typed, under the identity of the link; an X post has its hour in its number."""
    return ParsedItem(
        external_id=read.key or f"pasted:{uuid4()}",
        url=links.public(link) if link else None,
        canonical_url=read.key or None,
        title="",
        text=text or link,
        author=f"{TYPED}{by_name}",
        posted_at=links.posted_at(read),
    )


def is_typed(row: Item) -> bool:
    """Whether an editor typed the words of a pasted item: nothing that is read can be held against them."""
    return row.kind == ItemKind.PASTED and row.author.startswith(TYPED)


def source_of(link: links.Link, now: datetime) -> Source:
    """The source behind a link by account or domain; a new one is unclassed."""
    if link.handle:
        for form in {link.handle, link.handle.lower()}:
            found = Source.objects.filter(handles__contains=[form]).first()
            if found:
                return found
    if link.platform == "web" and link.domain:
        found = Source.objects.filter(domains__overlap=[link.host, link.domain]).first()
        if found:
            return found
    name = f"@{link.handle} on {link.platform}" if link.handle else link.host or "Pasted text"
    source, _ = Source.objects.get_or_create(
        key=slugify(name)[:80] or "pasted-text",
        defaults={
            "name": name[:200],
            "voice": Voice.PRIVATE_PERSON if link.handle else Voice.OUTLET,
            "handles": [link.handle] if link.handle else [],
            "domains": [link.host] if link.platform == "web" and link.host else [],
            "added_at": now,
        },
    )
    return source
