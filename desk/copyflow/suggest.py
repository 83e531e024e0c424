"""Suggest words; take or decline them. Suggesting is no hand in the copy, taking is."""

from datetime import datetime
from textwrap import shorten

from django.db import transaction

from desk import access, blocks, schema
from desk.copyflow import edit
from desk.copyflow.locking import take as take_story
from desk.errors import CopyflowError, Unsound
from desk.models import LogEntry, Person, Story, Suggestion, SuggestionState, Verb
from desk.nudge import draft_changed

ZONES = ("headline", "dek", "body")


@transaction.atomic
def suggest(
    story: Story,
    *,
    zone: str,
    find: str,
    offer: str,
    by: Person,
    now: datetime,
    block: str = "",
    words: str = "",
) -> Suggestion:
    """Offer `offer` in the place of `find`, which must stand in the submitted text."""
    access.need_editor(by, story)
    version = story.latest()
    if version is None:
        raise Unsound("There is no submitted text to suggest on.")
    if zone not in ZONES or not find.strip():
        raise Unsound("Say which words the suggestion is for.", field="find")
    stands = blocks.plain(version.doc).text if zone == "body" else getattr(version, zone)
    if find not in stands:
        raise Unsound(
            f"“{find}” does not stand in the {zone}.",
            satisfy="Copy the words as they stand in the text.",
            field="find",
        )
    made = Suggestion.objects.create(
        story=story,
        version=version,
        by=by,
        at=now,
        zone=zone,
        block=block,
        find=find,
        offer=offer,
        words=words,
    )
    said = f"{words} {in_words(made)}".strip()
    LogEntry.record(story, Verb.SUGGEST, by, now, said, suggestion=made.pk)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return made


def in_words(suggestion: Suggestion) -> str:
    """Where, and which words become which, as the log tells it."""
    old, new = (
        shorten(words, 160, placeholder="…") for words in (suggestion.find, suggestion.offer)
    )
    where = "copy" if suggestion.zone == "body" else suggestion.zone
    return f"{where}: “{old}” becomes “{new}”" if new else f"{where}: “{old}” goes"


def open_one(suggestion: Suggestion) -> tuple[Story, Suggestion]:
    """Its locked story and the suggestion, if nobody settled it yet."""
    story = take_story(suggestion.story_id)
    fresh = story.suggestions.get(pk=suggestion.pk)
    if fresh.state != SuggestionState.OPEN:
        who = fresh.settled_by.name if fresh.settled_by else "Somebody"
        raise CopyflowError(f"{who} has settled this suggestion already.")
    return story, fresh


@transaction.atomic
def take(suggestion: Suggestion, *, by: Person, now: datetime) -> Suggestion:
    """Put the words offered into the draft; whoever takes them wrote them."""
    story, suggestion = open_one(suggestion)
    if suggestion.zone == "body":
        take_in_body(story, suggestion, by=by, now=now)
    else:
        stands = getattr(story, suggestion.zone)
        if suggestion.find not in stands:
            raise moved_on(suggestion)
        edit.take_field(
            story.pk,
            field=suggestion.zone,
            value=stands.replace(suggestion.find, suggestion.offer, 1),
            base=stands,
            by=by,
            now=now,
        )
    settle(suggestion, SuggestionState.TAKEN, by, now)
    LogEntry.record(story, Verb.TAKE, by, now, in_words(suggestion), suggestion=suggestion.pk)
    return suggestion


def take_in_body(story: Story, suggestion: Suggestion, *, by: Person, now: datetime) -> None:
    """Replace the words in the document by one ordinary step."""
    body = blocks.plain(story.doc)
    at = body.text.find(suggestion.find)
    for block in body.blocks:
        if suggestion.block and block.id == suggestion.block:
            inside = body.text.find(suggestion.find, block.start, block.end)
            at = inside if inside >= 0 else at
    if at < 0:
        raise moved_on(suggestion)
    start = blocks.position(body, at, after_cites=True)
    end = blocks.position(body, at + len(suggestion.find), after_cites=False)
    if start is None or end is None or end < start:
        raise moved_on(suggestion)
    steps = schema.replace_steps(story.doc, start, end, suggestion.offer)
    edit.take_steps(
        story.pk,
        version=story.doc_version,
        client=f"suggestion-{suggestion.pk}",
        steps=steps,
        by=by,
        now=now,
    )


def moved_on(suggestion: Suggestion) -> Unsound:
    """The refusal where the words are no longer in the draft."""
    return Unsound(
        f"“{suggestion.find}” no longer stands in the {suggestion.zone}.",
        satisfy="Decline the suggestion, or make the change by hand.",
    )


def settle(suggestion: Suggestion, state: SuggestionState, by: Person, now: datetime) -> None:
    """Write who settled it and how."""
    suggestion.state, suggestion.settled_by, suggestion.settled_at = state, by, now
    suggestion.save(update_fields=["state", "settled_by", "settled_at"])


@transaction.atomic
def decline(suggestion: Suggestion, *, by: Person, now: datetime) -> Suggestion:
    """Let the copy stand as it is."""
    story, suggestion = open_one(suggestion)
    access.need_editor(by, story)
    settle(suggestion, SuggestionState.DECLINED, by, now)
    LogEntry.record(story, Verb.DECLINE, by, now, suggestion=suggestion.pk)
    transaction.on_commit(lambda: draft_changed(story.pk, story.doc_version))
    return suggestion
