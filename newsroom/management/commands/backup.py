"""Everything this desk keeps, in a folder."""

from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from newsroom.backup.make import Taken, make
from newsroom.backup.servers import Failed


class Command(BaseCommand):
    """`backup DIR`."""

    help = "Write everything to a folder that is not there yet; the desk works on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *_: Any, **given: Any) -> None:
        """What was written, or why nothing was."""
        folder: Path = given["folder"].absolute()
        try:
            said = make(folder, now=now())
        except (Taken, Failed, OSError, psycopg.Error) as wrong:
            raise CommandError(f"Nothing was written: {wrong}", returncode=1) from wrong
        size = sum(one[1] for one in said.files.values()) / 1e6
        self.stdout.write(
            f"{folder}: {sum(said.rows.values())} rows in {len(said.rows)} tables, {size:.1f} MB. "
            f"Removed items and pages, which are not in it: {said.removals}. "
            "Keep it as you keep the desk: it holds drafts, sources and keys."
        )
