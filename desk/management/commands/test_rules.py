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
                said = json.dumps(line, ensure_ascii=False) if given["json"] else plain(line)
                self.stdout.write(said)
        except (OSError, ValueError) as wrong:
            told = f"{given['file']}: This file cannot be read: {cli.reason(wrong)}."
            raise CommandError(told, returncode=2) from wrong
        if bad:
            raise SystemExit(1)


def plain(line: dict[str, Any]) -> str:
    """A rule's verdict for a person at a terminal, with what of it came out wrong."""
    name = " ".join(str(line[part]) for part in ("id", "kind") if line[part])
    said = f"{name}: {line['state']}" if name else line["state"]
    wrong = [
        f"{draft['list']} {draft['index'] + 1} {'fires' if draft['fired'] else 'does not fire'}"
        for draft in line["drafts"]
        if draft["fired"] is not (draft["list"] == "must_match")
    ]
    more = line.get("error") or "; ".join(wrong)
    return f"{said}: {more}" if more else said
