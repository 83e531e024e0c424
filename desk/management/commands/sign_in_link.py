"""Print a link that signs one person in, once, within ten minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from desk.copyflow.sign_in import link_of, make_link
from desk.models import Person


class Command(BaseCommand):
    """`sign_in_link EMAIL [--base URL]`, or `--demo` for the demo's editor and chief, on loopback."""

    help = "Print one-time sign-in links."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose link."""
        parser.add_argument("email", nargs="?")
        parser.add_argument("--demo", action="store_true")
        parser.add_argument("--base", default="")

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a person."""
        base = given["base"]
        if given["demo"]:
            for email, word in (("ida@desk.example", "editor"), ("cass@desk.example", "chief")):
                person = Person.objects.filter(email=email, invented=True).first()
                if person:
                    token = make_link(person, now=now(), loopback_only=True)
                    self.stdout.write(f"{word}: {link_of(token, base=base)}")
            return
        person = Person.objects.filter(email__iexact=given["email"] or "").first()
        if person is None:
            raise CommandError("There is nobody with this address.", returncode=2)
        self.stdout.write(link_of(make_link(person, now=now()), base=base))
