"""Digests: at the hours a person chose, what their watches found since the last one; by mail where there is a post."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from desk import access
from desk.copyflow import post
from desk.errors import Unsound
from desk.models import Digest, Person, Watch, WatchHit
from wires.models import Item

FIRST = timedelta(hours=12)  # how far the first digest looks back
MOST = 200


def watches_of(who: Person) -> QuerySet[Watch]:
    """Watches of a person's desks that have not ended."""
    return Watch.objects.filter(desk__in=access.desks(who), ended_at=None).select_related(
        "story", "desk", "by"
    )


@transaction.atomic
def choose(who: Person, *, hours: Sequence[int], watches: Sequence[int], by_mail: bool) -> Digest:
    """Say when to be told and of what; no watch chosen means all of one's desks."""
    if any(not 0 <= hour <= 23 for hour in hours):
        raise Unsound("An hour is 0 to 23.", field="hours")
    if by_mail and not post.is_configured():
        raise Unsound("This desk has no post, so nothing is mailed.", satisfy="The page is here.", field="by_mail")  # fmt: skip
    row, _ = Digest.objects.get_or_create(person=who)
    row.hours, row.by_mail = sorted(set(hours)), by_mail
    row.save(update_fields=["hours", "by_mail"])
    row.watches.set(watches_of(who).filter(pk__in=watches))
    return row


def found_since(
    who: Person, since: datetime, until: datetime
) -> list[tuple[Watch, list[WatchHit]]]:
    """What each watch found in that stretch, newest first; nothing that this person may not read."""
    row = Digest.objects.filter(person=who).first()
    chosen = watches_of(who)
    picked = list(row.watches.values_list("pk", flat=True)) if row else []
    if picked:
        chosen = chosen.filter(pk__in=picked)
    hits = WatchHit.objects.filter(
        watch__in=chosen,
        at__gt=since,
        at__lte=until,
        item__in=Item.objects.open(),
    ).select_related("item__source", "watch")
    by_watch: dict[int, list[WatchHit]] = {}
    for hit in hits[:MOST]:
        by_watch.setdefault(hit.watch_id, []).append(hit)
    return [(watch, by_watch[watch.pk]) for watch in chosen if watch.pk in by_watch]


def zone_of(who: Person) -> ZoneInfo:
    """The clock of a person's first desk."""
    desk = access.desks(who).first()
    return ZoneInfo(desk.zone) if desk else ZoneInfo("UTC")


def due(row: Digest, now: datetime) -> bool:
    """Whether it is one of a person's hours and they have not been told in it."""
    local = now.astimezone(zone_of(row.person))
    began = local.replace(minute=0, second=0, microsecond=0)
    return local.hour in row.hours and (row.told_at is None or row.told_at < began)


def tell(*, now: datetime) -> int:
    """Tell everybody whose hour it is; how many were told. A second worker tells nobody twice."""
    told = 0
    here = Digest.objects.filter(person__is_active=True).exclude(hours=[])
    for pk in here.values_list("pk", flat=True):
        told += tell_one(pk, now=now)
    return told


@transaction.atomic
def tell_one(pk: int, *, now: datetime) -> bool:
    """One person's digest: the hour is noted, and the letter with it."""
    row = (
        Digest.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person")
        .filter(pk=pk)
        .first()
    )
    if row is None or not due(row, now):
        return False
    since = row.told_at or now - FIRST
    found = found_since(row.person, since, now)
    row.told_at = now
    row.save(update_fields=["told_at"])
    if row.by_mail and found and post.is_configured():
        count = sum(len(hits) for _, hits in found)
        body = render_to_string(
            "mail/digest.txt", {"found": found, "since": since, "person": row.person}
        )
        subject = f"{count} item{'' if count == 1 else 's'} from your watches"
        told_of = [hit.item_id for _, hits in found for hit in hits]
        post.write([row.person.email], subject, body, use=FIRST, now=now, items=told_of)
    return True
