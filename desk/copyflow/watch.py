"""Set a watch; match a batch of arrived items against every watch in one query."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from desk import access
from desk.errors import NotYours, Unsound
from desk.models import Attachment, Desk, LogEntry, Person, Story, Verb, Watch
from desk.nudge import story_wires_changed
from wires.query import QueryError, compile_query

MATCH = """
    insert into desk_attachment (story_id, item_id, watch_id, at)
    select distinct on (w.story_id, i.id) w.story_id, i.id, w.id, %(now)s
      from wires_item i
      join desk_watch w on i.search @@ w.compiled::tsquery
      join desk_story s on s.id = w.story_id and s.phase in ('drafting', 'review', 'approved')
     where i.id = any(%(items)s) and not i.confidential
       and w.ended_at is null and w.story_id is not null
     order by w.story_id, i.id, w.id
    on conflict (story_id, item_id) do nothing
    returning story_id
"""


@transaction.atomic
def set_watch(
    desk: Desk, *, query: str, by: Person, now: datetime, story: Story | None = None
) -> Watch:
    """Keep a search; with a story, what arrives and matches is laid beside it."""
    if not access.is_editor(by, desk):
        raise NotYours(f"You do not write on {desk.name}.")
    if not query.strip():
        raise Unsound(
            "Say what to watch for.", satisfy="Kyiv AND (explosion OR strike)", field="query"
        )
    try:
        compiled = compile_query(query)
    except QueryError as wrong:
        raise Unsound(
            str(wrong), satisfy="Words, “phrases”, AND, OR, NOT and brackets.", field="query"
        ) from wrong
    watch = Watch.objects.create(
        desk=desk, story=story, query=query.strip(), compiled=compiled, by=by, made_at=now
    )
    LogEntry.record(story, Verb.WATCH, by, now, query.strip())
    if story:
        transaction.on_commit(lambda: story_wires_changed(story.pk))
    return watch


@transaction.atomic
def end_watch(watch: Watch, *, by: Person, now: datetime) -> Watch:
    """Stop watching; what it attached stays."""
    if not access.is_editor(by, watch.desk):
        raise NotYours(f"You do not write on {watch.desk.name}.")
    watch.ended_at = now
    watch.save(update_fields=["ended_at"])
    LogEntry.record(watch.story, Verb.WATCH, by, now, f"Ended: {watch.query}")
    return watch


def run_watches(items: Sequence[int], *, now: datetime) -> list[int]:
    """Attach what matches; stories that got something, each once. Running twice adds nothing."""
    if not items:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MATCH, {"now": now, "items": list(items)})
        stories = sorted({row[0] for row in cursor.fetchall()})
    for story_id in stories:
        transaction.on_commit(partial(story_wires_changed, story_id))
    return stories


def attached_by_watch(story: Story) -> int:
    """How many items watches have laid beside a story."""
    return Attachment.objects.filter(story=story, detached_at=None).exclude(watch=None).count()
