"""Name whoever answers for law and safety, on one desk or for the whole house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.models import Desk, Person, Role, RoleName


class Command(BaseCommand):
    """`give_duty EMAIL [--desk SLUG] [--take-back]`."""

    help = "Give a person the duty of law and safety, or take it back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and where; without a desk for the whole house."""
        parser.add_argument("email")
        parser.add_argument("--desk", default="")
        parser.add_argument("--take-back", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        """A role is a row: given twice it is one."""
        person = Person.objects.filter(email__iexact=given["email"], is_active=True).first()
        desk = Desk.objects.filter(slug=given["desk"]).first() if given["desk"] else None
        if person is None or (given["desk"] and desk is None):
            raise CommandError("There is no such person or desk.", returncode=2)
        where = desk.name if desk else "the whole house"
        if given["take_back"]:
            Role.objects.filter(person=person, desk=desk, name=RoleName.LAW).delete()
            self.stdout.write(f"{person.name} no longer answers for law and safety of {where}.")
            return
        Role.objects.get_or_create(person=person, desk=desk, name=RoleName.LAW)
        self.stdout.write(f"{person.name} answers for law and safety of {where}.")
