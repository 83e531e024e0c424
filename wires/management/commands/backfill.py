"""A channel's older posts."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from wires.models import Wire
from wires.roads.backfill import PAGES, PAUSE_S, NoBackfill, one_page


class Command(BaseCommand):
    """`backfill WIRE [--pages N]`: by number or address."""

    help = "Bring older posts of a public channel, newest pages first."

    def add_arguments(self, parser: CommandParser) -> None:
        """The wire, and how many pages at most."""
        parser.add_argument("wire", metavar="WIRE")
        parser.add_argument("--pages", type=int, default=PAGES)

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a page."""
        name = given["wire"]
        by = {"pk": int(name)} if name.isdigit() else {"address": name}
        wire = Wire.objects.filter(**by).first()
        if wire is None:
            raise CommandError(f"There is no wire “{name}”.", returncode=2)
        before = ""
        for page in range(1, max(given["pages"], 1) + 1):
            try:
                older = one_page(wire.pk, before=before, now=now())
            except NoBackfill as wrong:
                raise CommandError(str(wrong)) from wrong
            self.stdout.write(f"page {page}: {wire.items.count()} items of this wire are here now")
            if older is None:
                return
            before = older
            time.sleep(PAUSE_S)
