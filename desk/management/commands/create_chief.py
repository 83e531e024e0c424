"""Make the first desk chief, with a desk, and print a link that signs them in."""

from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import now

from desk.copyflow.sign_in import link_of, make_link
from desk.models import Desk, Person, Role, RoleName
from desk.slugs import slug_of


class Command(BaseCommand):
    """`create_chief EMAIL NAME [--desk NAME] [--zone Europe/Kyiv]`."""

    help = "Make a desk chief who is also an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and of which desk."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--desk", default="News")
        parser.add_argument("--zone", default="UTC")

    @transaction.atomic
    def handle(self, *_: Any, **given: Any) -> None:
        """The same address twice is refused, and a desk whose name is signs alone."""
        try:
            validate_email(given["email"])
        except Exception as wrong:
            raise CommandError("This is no e-mail address.", returncode=2) from wrong
        if not given["name"].strip():
            raise CommandError("Say what the person is called.", returncode=2)
        if given["zone"] not in available_timezones():
            raise CommandError(f"No zone is called “{given['zone']}”; write one like Europe/Kyiv.", returncode=2)  # fmt: skip
        if Person.objects.filter(email__iexact=given["email"]).exists():
            raise CommandError("There is somebody with this address already.", returncode=2)
        slug = slug_of(given["desk"], otherwise="desk")
        if not slug:
            raise CommandError(f"“{given['desk']}” has no letter or figure: no desk can be called so.", returncode=2)  # fmt: skip
        desk, _made = Desk.objects.get_or_create(
            slug=slug,
            defaults={
                "name": given["desk"],
                "zone": given["zone"],
                "zone_label": given["zone"].rpartition("/")[2],
            },
        )
        person = Person.objects.create_user(given["email"], given["name"])
        Role.objects.create(person=person, desk=desk, name=RoleName.CHIEF)
        Role.objects.create(person=person, desk=None, name=RoleName.ADMINISTRATOR)
        self.stdout.write(f"{person.name} is a chief of {desk.name}.")
        link = link_of(make_link(person, now=now()))
        self.stdout.write(f"Sign in once, within ten minutes: {link}")
