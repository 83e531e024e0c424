"""Run rules against their own drafts, without a database."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """`test_rules FILE --json`."""

    help = "Run rules against their own drafts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *_: Any, **given: Any) -> None:
        """Print a line for each rule; exit 1 where any failed or is not built."""
        from desk.policy import cli  # noqa: PLC0415 - keeps --help quick

        bad = False
        try:
            for line in cli.test_rules(given["file"]):
                bad = bad or line["state"] != "passed"
                said = (
                    json.dumps(line, ensure_ascii=False)
                    if given["json"]
                    else f"{line['id']} {line['kind']}: {line['state']}"
                )
                self.stdout.write(said)
        except (OSError, ValueError) as wrong:
            raise CommandError(f"This file cannot be read: {wrong}", returncode=2) from wrong
        if bad:
            raise SystemExit(1)
