"""Start a story: a slug, a desk, an empty page."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from desk import access, schema
from desk.errors import NotYours, Unsound
from desk.models import Desk, FieldChange, LogEntry, Person, Phase, Story, Verb

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


TAKEN = {"new"}  # words of our own addresses


def checked_slug(slug: str) -> str:
    """The slug as kept, or a refusal with the form it must have."""
    kept = slug.strip().lower()
    if not SLUG.fullmatch(kept) or len(kept) > 80 or kept in TAKEN:
        raise Unsound(
            f"“{slug}” cannot be a slug.",
            satisfy="Use up to 80 small letters, digits and hyphens: staromist-strikes-02jul.",
            field="slug",
        )
    return kept


@transaction.atomic
def start(
    desk: Desk,
    *,
    slug: str,
    by: Person,
    now: datetime,
    headline: str = "",
    topics: Sequence[str] = (),
    places: Sequence[str] = (),
    event_date: date | None = None,
    format: str = "",  # noqa: A002 - the newsroom's word
) -> Story:
    """Open a story on a desk; a slug that is taken is refused."""
    if not access.is_editor(by, desk):
        raise NotYours(
            f"You do not write on {desk.name}.",
            satisfy="Choose a desk of yours, or ask an administrator.",
        )
    kept = checked_slug(slug)
    try:
        with transaction.atomic():
            story = Story.objects.create(
                slug=kept,
                desk=desk,
                phase=Phase.DRAFTING,
                phase_since=now,
                started_by=by,
                started_at=now,
                changed_at=now,
                headline=headline.strip(),
                topics=list(topics),
                places=list(places),
                event_date=event_date,
                format=format,
                language=settings.NEWSROOM_LANGUAGE,
                doc=schema.empty(),
                fields_version=1 if headline.strip() else 0,
            )
    except IntegrityError as clash:
        raise Unsound(
            f"There is a story called {kept} already.",
            satisfy="Add the day or the place: two stories cannot share a slug.",
            field="slug",
        ) from clash
    if headline.strip():
        FieldChange.objects.create(
            story=story, field="headline", value=headline.strip(), version=1, by=by, at=now
        )
    LogEntry.record(story, Verb.START, by, now)
    return story
