"""Findings on finished articles or drafts, without a database."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.policy.types import Stage


class Command(BaseCommand):
    """`check_copy FILE… [--pack NAME]… [--stage STAGE] --json`."""

    help = "Findings of house policy on finished articles or drafts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--pack", action="append", default=[], metavar="NAME")
        parser.add_argument(
            "--stage", choices=[s.value for s in Stage], default=Stage.PUBLISH.value
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--sarif", action="store_true", help="one SARIF 2.1.0 log")

    def handle(self, *_: Any, **given: Any) -> None:
        """Print a line for each piece; exit 1 where there is a finding or an unreadable one."""
        from desk.policy import cli, packs  # noqa: PLC0415 - keeps --help quick

        bad = False
        try:
            if given["sarif"]:
                return self.log(
                    cli.sarif_files(given["files"], given["pack"], Stage(given["stage"]))
                )
            for line in cli.check_files(given["files"], given["pack"], Stage(given["stage"])):
                bad = bad or cli.failed(line)
                self.stdout.write(
                    json.dumps(line, ensure_ascii=False) if given["json"] else plain(line)
                )
        except (packs.PackError, OSError, UnicodeDecodeError) as wrong:
            raise CommandError(str(wrong), returncode=2) from wrong
        if bad:
            raise SystemExit(1)
        return None

    def log(self, log: dict[str, Any]) -> None:
        """Print a SARIF log; exit 1 where it holds more than shadows."""
        self.stdout.write(json.dumps(log, ensure_ascii=False))
        if any(r["level"] != "none" for run in log["runs"] for r in run["results"]):
            raise SystemExit(1)


def plain(line: dict[str, Any]) -> str:
    """A piece's findings for a person at a terminal."""
    name = line.get("file") or line.get("id")
    if "error" in line:
        return f"{name}: {line['error']}"
    if not line["findings"]:
        return f"{name}: nothing found"
    rows = [
        f"  {f['enforcement']:9} {f['code']:24} {f['zone']:9} {f['message']}  {f['exact'][:60]}"
        for f in line["findings"]
    ]
    return "\n".join([f"{name}:", *rows])
