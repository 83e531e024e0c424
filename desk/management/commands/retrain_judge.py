"""Make a judge of the desk's own, of the openings that ship and the desk's verdicts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from desk.copyflow import own_judge
from desk.errors import CopyflowError
from desk.models import Person


class Command(BaseCommand):
    """`retrain_judge --as EMAIL`."""

    help = "Make a judge of all verdicts and print its trial; a second chief puts it in force."

    def add_arguments(self, parser: CommandParser) -> None:
        """In whose name."""
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")

    def handle(self, *_: Any, **given: Any) -> None:
        """Old beside new; exit code 1 where it is not to be taken."""
        person = Person.objects.filter(email__iexact=given["email"]).first()
        if person is None:
            raise CommandError("There is nobody with this address.", returncode=2)
        try:
            row = own_judge.make(own_judge.ask(by=person, now=now()))
        except CopyflowError as refusal:
            raise CommandError(refusal.words, returncode=1) from refusal
        for name, sides in row.trial.items():
            for side, tally in sides.items():
                figures = (
                    f"P {tally['precision']} R {tally['recall']} sure {tally['sure_precision']}"
                )
                self.stdout.write(f"{name:9}{side:4}{figures}")
        self.stdout.write(f"Judge {row.pk} waits for a second chief.")
        if row.worse:
            raise CommandError("What it is sure of is less often right than now.", returncode=1)
