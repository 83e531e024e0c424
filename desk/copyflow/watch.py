"""Set a watch, change, pause and end it; match a batch of arrived items against every watch in one query."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from desk import access, register
from desk.copyflow import search
from desk.errors import NotYours, Unsound
from desk.models import Desk, LogEntry, Person, Story, Verb, Watch
from desk.nudge import alerts_changed, story_wires_changed
from wires.models import Item
from wires.query import Field

# Words first, since they rule out nearly every pair; then what narrows. `distinct on`: one attachment for an item that several watches of a story find.
MATCH = """
with w as materialized (
    select id, story_id, desk_id, attaches, alerts, nullif(compiled, '')::tsquery as words,
           classes::text[], classes_not::text[], languages::text[], languages_not::text[],
           sources, sources_not, urgency
      from desk_watch where ended_at is null and paused_at is null
), c as materialized (
    select source_id, array_agg(name) as names
      from unnest(%(class_sources)s::bigint[], %(class_names)s::text[]) as t(source_id, name)
     group by source_id
), i as materialized (
    select item.id, item.search, item.source_id, item.texts_count, item.urgency,
           array[item.language, split_part(item.language, '-', 1)]::text[] as languages,
           coalesce(c.names, '{}') as names
      from wires_item item left join c on c.source_id = item.source_id
     where item.id = any(%(items)s) and not item.confidential and item.removed_at is null
), pair as materialized (
    select w.id as watch, i.id as item from i join w on w.words is null or i.search @@ w.words
), hit as materialized (
    select w.*, i.id as item_id, i.texts_count
      from pair join w on w.id = pair.watch join i on i.id = pair.item
     where (w.classes = '{}' or w.classes && i.names) and not w.classes_not && i.names
       and (w.languages = '{}' or w.languages && i.languages)
       and not w.languages_not && i.languages
       and (w.sources = '{}' or i.source_id = any(w.sources)) and i.source_id <> all(w.sources_not)
       and (w.urgency is null or i.urgency <= w.urgency)
), kept as (
    insert into desk_watchhit (watch_id, item_id, text_number, at)
    select id, item_id, texts_count, %(now)s from hit
    on conflict (watch_id, item_id) do nothing
    returning watch_id
), laid as (
    insert into desk_attachment (story_id, item_id, watch_id, at)
    select distinct on (hit.story_id, hit.item_id) hit.story_id, hit.item_id, hit.id, %(now)s
      from hit join desk_story s on s.id = hit.story_id
     where hit.attaches and s.phase in ('drafting', 'review', 'approved')
     order by hit.story_id, hit.item_id, hit.id
    on conflict (story_id, item_id) do nothing
    returning story_id
)
select 'story', story_id from laid
union select 'desk', w.desk_id from kept join w on w.id = kept.watch_id where w.alerts
"""
EXAMPLE = "Kyiv AND (explosion OR strike)"


@transaction.atomic
def set_watch(
    desk: Desk,
    *,
    query: str,
    by: Person,
    now: datetime,
    story: Story | None = None,
    attaches: bool = True,
    alerts: bool = False,
) -> Watch:
    """Keep a search; with a story, what arrives and matches is laid beside it."""
    need_editor(by, desk)
    values = read(query, story=story, attaches=attaches, alerts=alerts or story is None)
    watch = Watch.objects.create(desk=desk, story=story, by=by, made_at=now, **values)
    LogEntry.record(story, Verb.WATCH, by, now, watch.query)
    if story:
        transaction.on_commit(partial(story_wires_changed, story.pk))
    return watch


@transaction.atomic
def change_watch(
    watch: Watch, *, query: str, attaches: bool, alerts: bool, by: Person, now: datetime
) -> Watch:
    """Look for something else from now on; what it attached stays."""
    need_editor(by, watch.desk)
    watch = Watch.objects.select_for_update(of=("self",)).select_related("story").get(pk=watch.pk)
    if watch.ended_at:
        raise Unsound("This watch has ended.", satisfy="Set a new one.")
    values = read(query, story=watch.story, attaches=attaches, alerts=alerts)
    for name, value in values.items():
        setattr(watch, name, value)
    watch.changed_at = now
    watch.save(update_fields=[*values, "changed_at"])
    LogEntry.record(watch.story, Verb.WATCH, by, now, f"Changed: {watch.query}")
    return watch


@transaction.atomic
def pause_watch(watch: Watch, *, by: Person, now: datetime, resume: bool = False) -> Watch:
    """Look away for a while, or look again; what came meanwhile is not made up for."""
    need_editor(by, watch.desk)
    watch.paused_at = None if resume else now
    watch.save(update_fields=["paused_at"])
    LogEntry.record(
        watch.story, Verb.WATCH, by, now, f"{'Resumed' if resume else 'Paused'}: {watch.query}"
    )
    return watch


@transaction.atomic
def end_watch(watch: Watch, *, by: Person, now: datetime) -> Watch:
    """Stop watching; what it attached stays."""
    need_editor(by, watch.desk)
    watch.ended_at = now
    watch.save(update_fields=["ended_at"])
    LogEntry.record(watch.story, Verb.WATCH, by, now, f"Ended: {watch.query}")
    return watch


def need_editor(by: Person, desk: Desk) -> None:
    """Watches are set by who writes on the desk."""
    if not access.is_editor(by, desk):
        raise NotYours(f"You do not write on {desk.name}.")


def read(query: str, *, story: Story | None, attaches: bool, alerts: bool) -> dict[str, Any]:
    """What a watch is made of, or a refusal with words for the field."""
    if not query.strip():
        raise Unsound("Say what to watch for.", satisfy=EXAMPLE, field="query")
    found = search.read(query, field="query")
    if not found.asked.narrows:
        raise Unsound(
            "This would match nearly everything.",
            satisfy="Add a word that must be there.",
            field="query",
        )
    search.narrowed(Item.objects.none(), found.asked.fields, field="query")
    if not (attaches and story) and not alerts:
        raise Unsound("A watch attaches, alerts, or both.", satisfy="Choose one.", field="alerts")
    said = {
        "query": found.said,
        "compiled": stored(found.tsquery),
        "attaches": attaches and story is not None,
        "alerts": alerts,
    }
    return said | narrowing(found.asked.fields)


def stored(tsquery: str) -> str:
    """The words as PostgreSQL keeps them, folded and parsed once."""
    if not tsquery:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("select to_tsquery('simple', wire_fold(%s))::text", [tsquery])
        found = str(cursor.fetchone()[0])
    if not found:
        raise Unsound("There is no word to look for.", satisfy=EXAMPLE, field="query")
    return found


def narrowing(fields: Sequence[Field]) -> dict[str, Any]:
    """A query's fields as a watch's columns."""
    kept: dict[str, Any] = {
        f"{name}{ending}": []
        for name in ("classes", "languages", "sources")
        for ending in ("", "_not")
    }
    kept["urgency"] = None
    for one in fields:
        ending = "_not" if one.negated else ""
        if one.name == "class":
            kept[f"classes{ending}"].append(one.value)
        elif one.name == "lang":
            kept[f"languages{ending}"].append(one.value.lower())
        elif one.name == "source":
            kept[f"sources{ending}"].append(search.source_named(one.value, "query").pk)
        elif one.name == "urgency" and not one.negated:
            kept["urgency"] = search.URGENCIES[one.value]
        else:
            raise Unsound(
                f"A watch cannot look for “{one.name}:{one.value}”.",
                satisfy="It sees items as they arrive: words, class, language, source, urgency.",
                field="query",
            )
    return kept


def run_watches(items: Sequence[int], *, now: datetime) -> list[int]:
    """Attach and note what matches; stories that got something, each once. Running twice adds nothing."""
    if not items:
        return []
    classes: list[tuple[int, str]] = []
    if Watch.objects.live().exclude(classes=[], classes_not=[]).exists():
        classes = register.by_source(
            Item.objects.filter(pk__in=items).values_list("source_id", flat=True)
        )
    given: dict[str, Any] = {
        "now": now,
        "items": list(items),
        "class_sources": [pk for pk, _ in classes],
        "class_names": [name for _, name in classes],
    }
    with connection.cursor() as cursor:
        cursor.execute(MATCH, given)
        told = cursor.fetchall()
    stories = sorted(pk for what, pk in told if what == "story")
    for story_id in stories:
        transaction.on_commit(partial(story_wires_changed, story_id))
    for desk_id in (pk for what, pk in told if what == "desk"):
        transaction.on_commit(partial(alerts_changed, desk_id))
    return stories
