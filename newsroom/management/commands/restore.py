"""A desk back from a backup."""

from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from newsroom.backup.bring import Busy, Full, bring, mend
from newsroom.backup.manifest import Unfit
from newsroom.backup.servers import Failed


class Command(BaseCommand):
    """`restore DIR [--over | --rotten]`."""

    help = "Bring a desk back from the folder that `backup` wrote, every file and row checked."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from, and whether what is here may go."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--over", action="store_true", help="put it in the place of this desk")
        how.add_argument(
            "--rotten", action="store_true", help="take the bytes of rotten snapshots alone"
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """What came back, or why this desk is as it was."""
        folder: Path = given["folder"].absolute()
        try:
            if given["rotten"]:
                self.mended(*mend(folder, now=now()))
            else:
                self.brought(folder, over=given["over"])
        except (Unfit, Full, Busy, Failed, OSError, psycopg.Error) as wrong:
            raise CommandError(f"Nothing was changed: {wrong}", returncode=1) from wrong

    def mended(self, done: int, left: int) -> None:
        """Exit 1 where bytes stay rotten."""
        self.stdout.write(f"{done} snapshots have their bytes again, {left} are still rotten.")
        if left:
            raise CommandError("Try an older backup.", returncode=1)

    def brought(self, folder: Path, *, over: bool) -> None:
        """Exit 1 where stored bytes no longer have their digest, or what was replaced is still there."""
        done = bring(folder, over=over, now=now())
        self.stdout.write(
            f"The desk of {done.said.made_at[:16].replace('T', ' ')} is back: "
            f"{sum(done.said.rows.values())} rows, each table as it was saved."
        )
        if done.removed_again:
            self.stdout.write(f"Removals made since, made here again: {done.removed_again}.")
        for one in done.lost:
            self.stdout.write(f"A removal has nothing here to stand on: {one}.")
        told = [f"{done.rotten} snapshots are rotten: `rehash` names them."] if done.rotten else []
        if done.left:
            told.append(f"The backup is in its place, and what it replaced is still there: {done.left}. Drop it when you can.")  # fmt: skip
        if told:
            raise CommandError(" ".join(told), returncode=1)
