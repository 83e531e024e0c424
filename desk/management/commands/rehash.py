"""Compute the digests of stored bytes again, and say what rests on those that changed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from desk.models import Story
from wires import archive
from wires.models import Item, Snapshot


class Command(BaseCommand):
    """`rehash [--most N] [--json]`."""

    help = "Read the archive again, longest unread first, and name what rests on rotten bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many in this run."""
        parser.add_argument("--most", type=int, default=10_000, metavar="N")
        parser.add_argument("--json", action="store_true", help="one JSON object a rotten snapshot")

    def handle(self, *_: Any, **given: Any) -> None:
        """A line for each rotten snapshot and what rests on it; exit 1 if there is one."""
        done = archive.check(most=given["most"], now=now())
        for snapshot in done.rotten:
            self.tell(snapshot, as_json=given["json"])
        if not given["json"]:
            self.stdout.write(f"{done.read} snapshots read, {len(done.rotten)} rotten.")
        if done.rotten:
            raise CommandError(
                "`restore DIR --rotten` brings these bytes back from a backup.", returncode=1
            )

    def tell(self, snapshot: Snapshot, *, as_json: bool) -> None:
        """One rotten snapshot: its items and the stories that cite or hold them."""
        items = archive.resting_on(snapshot)
        stories = resting_stories(items)
        if as_json:
            line = {
                "snapshot": snapshot.digest,
                "items": [one.pk for one in items],
                "stories": [one.slug for one in stories],
            }
            self.stdout.write(json.dumps(line))
            return
        self.stdout.write(f"{snapshot.digest}: its bytes have changed since they were stored")
        for item in items:
            self.stdout.write(f"    item {item.pk}, {item.source.name}: {str(item)[:80]}")
        for story in stories:
            self.stdout.write(f"    story {story.slug}")


def resting_stories(items: list[Item]) -> list[Story]:
    """Stories that cite these items or have them beside."""
    cited = Story.objects.filter(citations__item__in=items)
    held = Story.objects.filter(attachments__item__in=items, attachments__detached_at=None)
    return list((cited | held).distinct().order_by("slug"))
