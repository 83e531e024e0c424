"""Addresses that are proposed for wires, and the taking of one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from wires.addresses import AddressTaken, accept_proposal
from wires.models import Wire


class Command(BaseCommand):
    """`addresses [--take WIRE]`."""

    help = "List the addresses proposed for wires whose own has died; take one."

    def add_arguments(self, parser: CommandParser) -> None:
        """The wire whose proposal is taken."""
        parser.add_argument("--take", type=int, metavar="WIRE")

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a proposal."""
        if given["take"]:
            self.take(given["take"])
        for wire in Wire.objects.exclude(proposed_address="").order_by("pk"):
            self.stdout.write(f"{wire.pk}  {wire.address} → {wire.proposed_address}")

    def take(self, number: int) -> None:
        """Give a wire the address proposed for it."""
        wire = Wire.objects.filter(pk=number).first()
        if wire is None:
            raise CommandError(f"There is no wire {number}.", returncode=2)
        try:
            accept_proposal(wire, now=now())
        except (AddressTaken, ValueError) as wrong:
            raise CommandError(str(wrong), returncode=1) from wrong
        self.stdout.write(f"{wire.pk}  is polled at {wire.address} from now on.")
