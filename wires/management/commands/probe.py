"""`probe ADDRESS --json`: what stands at an address, what it would bring and how often. Nothing is kept."""

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from wires.probe import Probe, look


class Command(BaseCommand):
    """`probe ADDRESS…`."""

    help = "Say what an address is, which feeds it names, how many items and how often."

    def add_arguments(self, parser: CommandParser) -> None:
        """Addresses; one object a line with --json."""
        parser.add_argument("addresses", nargs="+")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        """Exit 1 if any of them cannot be polled."""
        found = [
            look(one, now=now(), allowed=settings.ALLOW_WIRES, operator=True)
            for one in given["addresses"]
        ]
        for one in found:
            self.stdout.write(
                json.dumps(one.as_data(), ensure_ascii=False) if given["json"] else in_words(one)
            )
        if not all(one.kind for one in found):
            sys.exit(1)


def in_words(one: Probe) -> str:
    """A few lines for a person."""
    if not one.kind:
        offers = "".join(f"\n  {offer.address}  {offer.title}" for offer in one.offers)
        return f"{one.asked}: {one.wrong}{offers}"
    if one.is_own:
        return f"{one.address}: {one.rule}"
    rate = f", one each {one.gap_s // 60} min" if one.gap_s else ""
    newest = f", newest {one.newest_at:%Y-%m-%d %H:%M} UTC" if one.newest_at else ""
    held = f"\n  We have this source: {one.source_name}." if one.source_name else ""
    return f"{one.address}: {one.kind}, “{one.title}”, {one.items} items{rate}{newest}, {', '.join(one.languages) or 'language not told'}.{held}"
