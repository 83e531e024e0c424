"""Poll wires now."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from wires.models import Fetch, Wire
from wires.poll import poll

PATIENCE = 8  # seconds


class Command(BaseCommand):
    """`poll [WIRE…]`: by number or by address, all of them without."""

    help = "Poll wires now and say what came."

    def add_arguments(self, parser: CommandParser) -> None:
        """Wires by number or address."""
        parser.add_argument("wires", nargs="*", metavar="WIRE")

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a wire."""
        for wire in self.chosen(given["wires"]):
            fetched = self.asked(wire)
            wire.refresh_from_db()
            said = wire.words if fetched else "Another worker is polling it now."
            self.stdout.write(f"{wire.pk}  {wire.health:8} {wire.source.name}: {said}")

    def asked(self, wire: Wire) -> Fetch | None:
        """A poll as soon as the wire's domain has a turn free."""
        for _ in range(PATIENCE):
            fetched = poll(wire.pk, now=now(), force=True)
            if fetched:
                return fetched
            time.sleep(1)
        return None

    def chosen(self, names: list[str]) -> list[Wire]:
        """The wires asked for."""
        every = Wire.objects.select_related("source")
        if not names:
            return list(every)
        found = [
            every.filter(pk=int(n)).first() if n.isdigit() else every.filter(address=n).first()
            for n in names
        ]
        if None in found:
            raise CommandError(f"There is no wire “{names[found.index(None)]}”.", returncode=2)
        return [wire for wire in found if wire]
