"""The only bridge from rows to policy: fills `Facts` for a draft or a version of a story."""

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import starmap
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery

from desk import blocks, judge_in_force
from desk.item_facts import counts_of, item_facts
from desk.models import (
    CommentRequest,
    NoteState,
    PolicyVersion,
    Promotion,
    Publication,
    RuleFall,
    SavedClass,
    Story,
    Version,
)
from desk.policy import packs
from desk.policy.framing.head import Head
from desk.policy.rollout import with_rollout
from desk.policy.types import (
    CitationFacts,
    Facts,
    ItemFacts,
    LinkFacts,
    Note,
    Out,
    RequestFacts,
    Span,
    ZoneKind,
    ZoneText,
)
from wires.counting import newest_of
from wires.models import Count, Item, ItemText
from wires.translations import newest

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
    """Policy as it is in force: notes, what their packs know of sources, which rows they are, and the
    desk's own judge of the lead where there is one."""

    notes: tuple[Note, ...]
    classes: dict[str, Any]
    anchors: dict[str, str]
    versions: tuple[tuple[str, int], ...]
    judge: Head | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words that are asked about: a draft's or a version's."""

    headline: str
    dek: str
    byline: str
    doc: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InEffect:
    """A version row in force, and what its rules come to now: all that its parsing depends on."""

    pk: int
    number: int
    rollout: str
    fallen: frozenset[str]
    overdue: bool


@lru_cache(maxsize=32)
def parsed(key: frozenset[InEffect]) -> House:
    """The notes of these version rows, parsed once; a row's data is never edited after approval."""
    state = {one.pk: one for one in key}
    rows = PolicyVersion.objects.filter(pk__in=state).select_related("note")
    notes: list[Note] = []
    classes: dict[str, Any] = {}
    anchors: dict[str, str] = {}
    for row in rows.order_by("note__slug"):
        one = state[row.pk]
        note = packs.parse_note(row.note.slug, row.note.title, row.number, row.data)
        raised = json.loads(one.rollout)
        notes.append(with_rollout(note, raised, fallen=one.fallen, overdue=one.overdue))
        classes.update(row.pack_data.get("classes", {}))
        anchors.update(row.pack_data.get("anchors", {}))
    return House(tuple(notes), classes, anchors, tuple((n.slug, n.version) for n in notes))


def house(now: datetime, *, handed: datetime | None = None) -> House:
    """Every note version in force at `now`; for copy handed over at an hour, those that bind it.

    Two small queries, parsing is kept. The hour decides and not the state: a version approved for
    18:00 is in force at 18:00, also where no worker runs.
    """
    rows = in_force(now)
    if handed is None:
        return with_saved(parsed(in_effect(rows, now, raised_by=now)))
    if any(row.effective_from and row.effective_from > handed for row in rows):
        rows = bound(rows, now, handed)
    return with_saved(parsed(in_effect(rows, now, raised_by=handed)))


def with_saved(found: House) -> House:
    """The house with this desk's judge and the classes it has saved; they win over a pack’s of the same name."""
    found = replace(found, judge=judge_in_force.in_force())
    saved = dict(
        SavedClass.objects.filter(approved_at__isnull=False, ended_at=None).values_list(
            "name", "said"
        )
    )
    return replace(found, classes=found.classes | saved) if saved else found


def in_force(now: datetime) -> list[PolicyVersion]:
    """The newest version of each note whose hour has come and is not over."""
    rows = (
        PolicyVersion.objects.filter(
            state__in=[NoteState.ACTIVE, NoteState.APPROVED], effective_from__lte=now
        )
        .filter(Q(effective_until=None) | Q(effective_until__gt=now))
        .defer("data", "pack_data", "given")
        .order_by("number")
    )
    return list({row.note_id: row for row in rows}.values())


def bound(
    standing: Sequence[PolicyVersion], now: datetime, handed: datetime
) -> list[PolicyVersion]:
    """The versions that bind copy handed over at that hour: of each note the newest that was in force
    then, or that came later and was marked at once. A note that is retired binds nothing.
    """
    decided = [NoteState.ACTIVE, NoteState.APPROVED, NoteState.SUPERSEDED, NoteState.RETIRED]
    rows = PolicyVersion.objects.filter(
        state__in=decided, effective_from__lte=now, note_id__in=[row.note_id for row in standing]
    ).order_by("note", "-effective_from", "-number")
    found: dict[int, PolicyVersion] = {}
    for row in rows:
        assert row.effective_from is not None
        if row.effective_from <= handed or row.data.get("at_once"):
            found.setdefault(row.note_id, row)
    return [row for row in found.values() if row.state != NoteState.RETIRED]


def in_effect(
    rows: Iterable[PolicyVersion], now: datetime, *, raised_by: datetime
) -> frozenset[InEffect]:
    """These rows with what their rules come to: as raised by an hour, fallen, or due to be read again.

    Copy is bound by what a rule came to when it was handed over; what lowers a rule reaches all.
    """
    fallen: dict[int, set[str]] = {}
    open_falls = RuleFall.objects.filter(answered_at=None, weakens=True)
    for note, rule in open_falls.values_list("note_id", "rule"):
        fallen.setdefault(note, set()).add(rule)
    rows = list(rows)
    rollouts = as_raised_by(rows, raised_by)
    return frozenset(
        InEffect(
            row.pk,
            row.number,
            json.dumps(rollouts[row.pk], sort_keys=True),
            frozenset(fallen.get(row.note_id, ())),
            overdue=bool(row.review_by and row.review_by < now.date()),
        )
        for row in rows
    )


def as_raised_by(rows: Iterable[PolicyVersion], hour: datetime) -> dict[int, Any]:
    """Rollouts with every promotion of a later hour taken back."""
    rollouts = {row.pk: deepcopy(row.rollout) for row in rows}
    later = Promotion.objects.filter(version__in=rollouts, taken=True, decided_at__gt=hour)
    for one in later.order_by("-decided_at", "-id"):
        stages = (rollouts[one.version_id] or {}).get(one.rule, {})
        # A rule that was lowered since stays as low as it is.
        if stages.get(one.stage) == one.to:
            stages[one.stage] = one.was
    return rollouts


def house_of(policy: Mapping[str, int], now: datetime, *, at: datetime, judge: int | None) -> House:
    """The notes and the judge of an approval given at an hour: versions by slug, whatever became of them
    since."""
    rows = PolicyVersion.objects.filter(note__slug__in=list(policy)).select_related("note")
    those = [row for row in rows if policy[row.note.slug] == row.number]
    return replace(parsed(in_effect(those, now, raised_by=at)), judge=judge_in_force.of(judge))


def texts_of(items: Iterable[int]) -> dict[tuple[int, int], ItemText]:
    """Every text of these items by item and number; one query."""
    rows = ItemText.objects.filter(item_id__in=list(items))
    return {(row.item_id, row.number): row for row in rows}


def citations_of(
    story: Story, body: blocks.Body, classes: dict[str, Any]
) -> tuple[CitationFacts, ...]:
    """The copy's cite nodes with the texts they rest on, numbered by first use."""
    ids = {cite.item for cite in body.cites}
    rows_of = Item.objects.filter(pk__in=ids).select_related("source")
    counts = Exists(Count.objects.filter(item=OuterRef("pk")))
    items = {i.pk: i for i in rows_of.annotate(has_counts=counts)}
    texts = texts_of(ids)
    rows = {(c.item_id, c.text_number): c for c in story.citations.all()}
    translated = newest(ids, story.language) if ids else {}
    some = any(getattr(item, "has_counts", False) for item in items.values())
    counted = newest_of((cite.item, cite.text) for cite in body.cites) if some else {}
    numbers: dict[int, int] = {}
    found: list[CitationFacts] = []
    for cite in body.cites:
        text = texts.get((cite.item, cite.text))
        item = items.get(cite.item)
        if item is None or text is None:
            continue
        row = rows.get((cite.item, cite.text))
        facts = item_facts(item, text, classes, row.seen_text if row else cite.text)
        if row and row.seen_gone_at and not item.removed_at:
            facts = replace(facts, gone=False)
        if made := translated.get((cite.item, cite.text)):
            facts = replace(facts, translator=made.by_person, by_machine=made.by_machine)
        if (cite.item, cite.text) in counted and not item.confidential:
            facts = replace(facts, counts=counts_of(counted[cite.item, cite.text]))
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


@lru_cache(maxsize=64)
def body_out(version: int) -> blocks.Body:
    """The body of a version that went out; its words are never edited."""
    return blocks.plain(Version.objects.only("doc").get(pk=version).doc)


ASKED = ("whom", "asked_at", "reply_by", "outcome", "answered_at")


@dataclass(frozen=True, slots=True)
class Record:
    """What is on a story's record beside its words: when it first went out, what readers have, whom it asked."""

    first: datetime | None
    out: Out | None
    requests: tuple[RequestFacts, ...]


def record_of(story: Story, classes: dict[str, Any]) -> Record:
    """The record; of a story that never went out and asked nobody, one query."""
    last = Publication.objects.filter(story=OuterRef("pk")).order_by("-number")
    first, version, asked = (
        Story.objects.filter(pk=story.pk)
        .values_list(
            Subquery(last.values("first_published_at")[:1]),
            Subquery(last.values("version")[:1]),
            Exists(CommentRequest.objects.filter(story=OuterRef("pk"))),
        )
        .get()
    )
    rows = story.comment_requests.values_list(*ASKED) if asked else ()
    out = out_of(story, version, classes) if version else None
    return Record(first, out, tuple(starmap(RequestFacts, rows)))


def out_of(story: Story, version: int, classes: dict[str, Any]) -> Out:
    """What readers have."""
    body = body_out(version)
    zone = ZoneText(ZoneKind.BODY, body.text, body.blocks)
    return Out(zone, citations_of(story, body, classes))


def gather(story: Story, version: Version | None, *, now: datetime, house_now: House) -> Facts:
    """All that a rule may know of a story's draft, or of one frozen version of it."""
    words = words_of(story, version)
    body = blocks.plain(words.doc)
    citations = citations_of(story, body, house_now.classes)
    record = record_of(story, house_now.classes)
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
        published_at=record.first or now,
        event_date=story.event_date,
        now=now,
        revision="after-publish" if record.first else "",
        open_questions=tuple(
            story.questions.filter(settled_at=None).values_list("question", flat=True)
        ),
        known=KNOWN,
        out=record.out,
        requests=record.requests,
        sources=tuple({c.item.source.key: c.item.source for c in citations}.values()),
        extra={
            "anchors": house_now.anchors,
            "judge": house_now.judge,
            "our_name": settings.NEWSROOM_NAME,
        },
    )
