"""A finished article becomes a draft, its links resolved to items."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify
from django.utils.timezone import now

from desk.copyflow.import_piece import import_piece
from desk.errors import CopyflowError
from desk.models import Desk, Person
from desk.policy.cli import reason


class Command(BaseCommand):
    """`import_piece FILE --as EMAIL --desk SLUG [--slug SLUG]`."""

    help = "Bring a finished article in as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, in whose name, on which desk."""
        parser.add_argument("file")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")
        parser.add_argument("--desk", required=True)
        parser.add_argument("--slug", default="")

    def handle(self, *_: Any, **given: Any) -> None:
        """The draft's slug, and what its links became."""
        person = Person.objects.filter(email__iexact=given["email"]).first()
        desk = Desk.objects.filter(slug=given["desk"]).first()
        if person is None or desk is None:
            raise CommandError("There is no such person or desk.", returncode=2)
        try:
            text = Path(given["file"]).read_text(encoding="utf-8-sig")
            slug = given["slug"] or slugify(text.strip().split("\n", 1)[0])[:60]
            story, items = import_piece(text, desk=desk, slug=slug, by=person, now=now())
        except (OSError, UnicodeDecodeError) as wrong:
            raise CommandError(
                f"{given['file']}: This file cannot be read: {reason(wrong)}.", returncode=1
            ) from wrong
        except CopyflowError as refusal:
            raise CommandError(f"{refusal.words} {refusal.satisfy}", returncode=1) from refusal
        self.stdout.write(f"{story.slug}: a draft, {len(items)} links became items")
