"""Write notes of this desk as a pack file: `export_pack NOTE… [--name NAME]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.copyflow import pack_file
from desk.errors import CopyflowError
from desk.models import NoteState, PolicyVersion


class Command(BaseCommand):
    """The versions in force, as one pack on standard output."""

    help = "Write notes in force as a pack file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which notes, and what the pack is called."""
        parser.add_argument("notes", nargs="+", metavar="NOTE")
        parser.add_argument("--name", default="house")
        parser.add_argument("--title", default="")

    def handle(self, *_: Any, **given: Any) -> None:
        """Everything or nothing: a note that is not in force is named."""
        rows = PolicyVersion.objects.filter(
            state=NoteState.ACTIVE, note__slug__in=given["notes"]
        ).select_related("note")
        missing = set(given["notes"]) - {row.note.slug for row in rows}
        if missing:
            raise CommandError(f"No note in force is called “{min(missing)}”.", returncode=2)
        try:
            pack = pack_file.pack_of(given["name"], given["title"] or given["name"], rows)
        except CopyflowError as refusal:
            raise CommandError(f"{refusal.words} {refusal.satisfy}", returncode=2) from refusal
        self.stdout.write(pack_file.as_text(pack), ending="")
