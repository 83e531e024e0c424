"""Put a pack's notes in review; a chief approves them in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from desk.copyflow.notes import load_pack
from desk.errors import CopyflowError
from desk.models import Person


class Command(BaseCommand):
    """`load_pack FILE-or-NAME --as EMAIL`."""

    help = "Put every note of a pack in review, in somebody's name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which pack, in whose name."""
        parser.add_argument("pack")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a note; no command approves."""
        person = Person.objects.filter(email__iexact=given["email"]).first()
        if person is None:
            raise CommandError("There is nobody with this address.", returncode=2)
        try:
            made = load_pack(given["pack"], by=person, now=now())
        except CopyflowError as refusal:
            raise CommandError(refusal.words, returncode=1) from refusal
        for version in made:
            self.stdout.write(f"{version.note.title}, version {version.number}: in review")
        if not made:
            self.stdout.write("Every note of this pack is here already.")
