"""Anything an editor pastes, and our own reporting, as items with their snapshots."""

import json
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from wires import archive, links
from wires.models import Item, ItemKind, Source, SourceKind, Voice
from wires.nudge import wires_changed
from wires.store import create, refresh_search
from wires.types import ParsedItem

OWN = "own-reporting"


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


@transaction.atomic
def paste(link: str, *, text: str, by_name: str, now: datetime) -> Item:
    """A link or a text as an item, marked as typed; the same link again is the same item."""
    read = links.read(link) if link else links.Link(url="", key="")
    if link and not read.key:
        raise ValueError(f"“{link[:80]}” is not a web address.")
    if read.is_private or read.is_leaky:
        raise ValueError("This link is private: it would lead others to whoever shared it.")
    if read.key:
        known = Item.objects.filter(key=read.key, confidential=False).first()
        if known:
            return known
    parsed = ParsedItem(
        external_id=read.key or f"pasted:{uuid4()}",
        url=links.public(link) if link else None,
        canonical_url=read.key or None,
        title="",
        text=text or link,
        author=f"typed by {by_name}",
        posted_at=links.posted_at(read),
    )
    body = json.dumps({"link": link, "typed": text, "by": by_name}, ensure_ascii=False).encode()
    snapshot = archive.keep(body, media_type="application/json", now=now)
    made = create(
        parsed.external_id or "",
        parsed,
        source=source_of(read, now),
        snapshot=snapshot,
        now=now,
        kind=ItemKind.PASTED,
    )
    refresh_search([made.pk])
    transaction.on_commit(lambda: wires_changed([made.pk]))
    return made


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
