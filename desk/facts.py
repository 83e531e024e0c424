"""The only bridge from rows to policy: fills `Facts` for a draft or a version of a story."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from desk import blocks
from desk.models import NoteState, PolicyVersion, Story, Version
from desk.policy import packs
from desk.policy.types import (
    CitationFacts,
    Facts,
    ItemFacts,
    LinkFacts,
    Note,
    SourceFacts,
    Span,
    ZoneKind,
    ZoneText,
)
from wires.models import Item, ItemText, Source
from wires.origins import origin_key

KNOWN = frozenset(
    {
        "headline",
        "dek",
        "whole-body",
        "links",
        "citations",
        "attached",
        "topics",
        "places",
        "note",
        "sources",
        "now",
        "story",
    }
)


@dataclass(frozen=True, slots=True)
class House:
    """Policy as it is in force: notes, what their packs know of sources, which rows they are."""

    notes: tuple[Note, ...]
    classes: dict[str, Any]
    anchors: dict[str, str]
    versions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that are asked about: a draft's or a version's."""

    headline: str
    dek: str
    byline: str
    doc: dict[str, Any]


@lru_cache(maxsize=32)
def parsed(key: tuple[tuple[int, int], ...]) -> House:
    """The notes of these version rows, parsed once; rows are never edited after approval."""
    rows = PolicyVersion.objects.filter(pk__in=[pk for pk, _ in key]).select_related("note")
    notes: list[Note] = []
    classes: dict[str, Any] = {}
    anchors: dict[str, str] = {}
    for row in rows.order_by("note__slug"):
        notes.append(packs.parse_note(row.note.slug, row.note.title, row.number, row.data))
        classes.update(row.pack_data.get("classes", {}))
        anchors.update(row.pack_data.get("anchors", {}))
    return House(tuple(notes), classes, anchors, tuple((n.slug, n.version) for n in notes))


def house(now: datetime, *, handed: datetime | None = None) -> House:
    """Every note version in force at `now`; for copy handed over at an hour, those that bind it.

    One small query, parsing is kept.
    """
    rows = PolicyVersion.objects.filter(state=NoteState.ACTIVE, effective_from__lte=now)
    if handed is None or not rows.filter(effective_from__gt=handed).exists():
        return parsed(tuple(sorted(rows.values_list("pk", "number"))))
    return parsed(tuple(sorted(bound(now, handed))))


def bound(now: datetime, handed: datetime) -> list[tuple[int, int]]:
    """The versions that bind copy handed over at that hour: of each note the newest that was in force
    then, or that came later and was marked at once. A note that is retired binds nothing.
    """
    decided = [NoteState.ACTIVE, NoteState.SUPERSEDED, NoteState.RETIRED]
    rows = list(
        PolicyVersion.objects.filter(state__in=decided, effective_from__lte=now).order_by(
            "note", "-effective_from", "-number"
        )
    )
    standing = {row.note_id for row in rows if row.state == NoteState.ACTIVE}
    found: dict[int, PolicyVersion] = {}
    for row in rows:
        assert row.effective_from is not None
        if row.effective_from <= handed or row.data.get("at_once"):
            found.setdefault(row.note_id, row)
    return [
        (row.pk, row.number)
        for row in found.values()
        if row.note_id in standing and row.state != NoteState.RETIRED
    ]


def house_of(policy: Mapping[str, int]) -> House:
    """The notes of an approval: versions by slug, whatever became of them since."""
    rows = PolicyVersion.objects.filter(note__slug__in=list(policy)).values_list(
        "pk", "number", "note__slug"
    )
    return parsed(tuple(sorted((pk, n) for pk, n, slug in rows if policy[slug] == n)))


def source_facts(source: Source, classes: dict[str, Any]) -> SourceFacts:
    """What the register says of a source; an unclassed one meets no class."""
    plain = SourceFacts(
        name=source.name,
        key=source.key,
        kind=source.kind,
        control=source.control,
        country=source.country,
        side=source.side,
        owner=source.owner or None,
        classed=source.classed_at is not None,
        handles=tuple(source.handles),
        domains=tuple(source.domains),
        aliases=tuple(source.aliases),
    )
    if not plain.classed:
        return plain
    return replace(plain, classes=packs.classes_of(plain, classes))


def item_facts(item: Item, text: ItemText, classes: dict[str, Any], seen: int) -> ItemFacts:
    """An item as policy sees it through one of its texts."""
    hour = text.stated_at if text.number > 1 else item.posted_at
    return ItemFacts(
        key=str(item.pk),
        # Findings quote items to everybody on the story: confidential words never come this far.
        text="" if item.confidential else "\n\n".join(p for p in (text.title, text.text) if p),
        source=source_facts(item.source, classes),
        origin=origin_key(item),
        url=item.url or None,
        posted_at=item.posted_at,
        received_at=item.received_at,
        text_at=hour or text.seen_at,
        title="" if item.confidential else text.title,
        language=item.language or None,
        changed_since_cited=item.texts_count > max(text.number, seen),
        gone=item.withdrawn_at is not None,
        withdrawn=item.killed_at is not None,
        embargo_until=item.embargo_until,
        own=item.kind == "own",
    )


def texts_of(items: Iterable[int]) -> dict[tuple[int, int], ItemText]:
    """Every text of these items by item and number; one query."""
    rows = ItemText.objects.filter(item_id__in=list(items))
    return {(row.item_id, row.number): row for row in rows}


def citations_of(
    story: Story, body: blocks.Body, classes: dict[str, Any]
) -> tuple[CitationFacts, ...]:
    """The copy's cite nodes with the texts they rest on, numbered by first use."""
    ids = {cite.item for cite in body.cites}
    items = {i.pk: i for i in Item.objects.filter(pk__in=ids).select_related("source")}
    texts = texts_of(ids)
    rows = {(c.item_id, c.text_number): c for c in story.citations.all()}
    numbers: dict[int, int] = {}
    found: list[CitationFacts] = []
    for cite in body.cites:
        text = texts.get((cite.item, cite.text))
        item = items.get(cite.item)
        if item is None or text is None:
            continue
        row = rows.get((cite.item, cite.text))
        facts = item_facts(item, text, classes, row.seen_text if row else cite.text)
        if row and row.seen_gone_at:
            facts = replace(facts, gone=False)
        number = numbers.setdefault(cite.item, len(numbers) + 1)
        span = Span(cite.offset, cite.offset)
        found.append(CitationFacts(number, facts, span, cite.block_id, cite.display))
    return tuple(found)


def attached_of(story: Story, classes: dict[str, Any]) -> tuple[ItemFacts, ...]:
    """Items laid beside the story, newest texts; confidential ones only where cited."""
    rows = (
        story.attachments.filter(detached_at=None, item__confidential=False)
        .select_related("item__source")
        .order_by("id")
    )
    items = [row.item for row in rows]
    texts = texts_of(item.pk for item in items)
    return tuple(
        item_facts(item, texts[item.pk, item.texts_count], classes, item.texts_count)
        for item in items
        if (item.pk, item.texts_count) in texts
    )


def words_of(story: Story, version: Version | None) -> Words:
    """The draft's words, or those of a frozen version."""
    it: Story | Version = version or story
    return Words(it.headline, it.dek, it.byline, it.doc)


def links_of(body: blocks.Body) -> tuple[LinkFacts, ...]:
    """Links typed into the copy, where they stand."""
    return tuple(
        LinkFacts(link.href, Span(link.start, link.end), body.text[link.start : link.end])
        for link in body.links
    )


def cited_links(
    citations: Sequence[CitationFacts], inline: tuple[LinkFacts, ...]
) -> tuple[LinkFacts, ...]:
    """The list readers will see: one link for each cited item shown as linked, then inline ones."""
    seen: dict[str, LinkFacts] = {}
    for cite in citations:
        if cite.display == "linked" and cite.item.url:
            seen.setdefault(cite.item.url, LinkFacts(cite.item.url))
    return (*seen.values(), *inline)


def gather(story: Story, version: Version | None, *, now: datetime, house_now: House) -> Facts:
    """All that a rule may know of a story's draft, or of one frozen version of it."""
    words = words_of(story, version)
    body = blocks.plain(words.doc)
    citations = citations_of(story, body, house_now.classes)
    first = story.publications.order_by("number").values_list("first_published_at", flat=True)
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, words.headline),
        dek=ZoneText(ZoneKind.DEK, words.dek),
        body=ZoneText(ZoneKind.BODY, body.text, body.blocks),
        links=cited_links(citations, links_of(body)),
        citations=citations,
        attached=attached_of(story, house_now.classes),
        topics=tuple(story.topics),
        places=tuple(story.places),
        desk=story.desk.slug,
        format=story.format,
        language=story.language,
        published_at=first.first() or now,
        event_date=story.event_date,
        now=now,
        revision="after-publish" if first else "",
        open_questions=tuple(
            story.questions.filter(settled_at=None).values_list("question", flat=True)
        ),
        known=KNOWN,
        sources=tuple({c.item.source.key: c.item.source for c in citations}.values()),
        extra={"anchors": house_now.anchors},
    )
