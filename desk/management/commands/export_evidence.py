"""A story's evidence as a WARC file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from desk.copyflow.evidence import export_evidence
from desk.errors import CopyflowError
from desk.models import Person, Story


class Command(BaseCommand):
    """`export_evidence STORY FILE --as EMAIL`."""

    help = "Write the stored bytes that a story rests on into a WARC file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which story, into which file, in whose name."""
        parser.add_argument("story", metavar="STORY")
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")

    def handle(self, *_: Any, **given: Any) -> None:
        """How many snapshots went into it."""
        person = Person.objects.filter(email__iexact=given["email"]).first()
        story = Story.objects.filter(slug=given["story"]).first()
        if person is None or story is None:
            raise CommandError("There is no such person or story.", returncode=2)
        try:
            body, count = export_evidence(story, by=person, now=now())
            Path(given["file"]).write_bytes(body)
        except CopyflowError as refusal:
            raise CommandError(f"{refusal.words} {refusal.satisfy}") from refusal
        except OSError as wrong:
            raise CommandError(f"The file cannot be written: {wrong.strerror}.") from wrong
        self.stdout.write(f"{given['file']}: {count} snapshots")
