#!/usr/bin/env python3
"""Run one of Nightdesk's commands: `python manage.py help` lists them."""

import importlib
import importlib.util
import os
import secrets
import sys
from contextlib import ExitStack
from pathlib import Path

from newsroom.local.refusal import Refusal

HERE = Path(__file__).resolve().parent
# They need no database and no models, and answer in under two seconds: not even Django is set up.
QUICK = {
    "parse": "wires.management.commands.parse",
    "check_copy": "desk.management.commands.check_copy",
    "test_rules": "desk.management.commands.test_rules",
    "list_checks": "desk.management.commands.list_checks",
}
WITHOUT_SERVERS = {
    "check", "collectstatic", "diffsettings", "findstatic", "help", "startapp", "version",
    "--help", "--version", "-h",
}  # fmt: skip


def run_ours() -> None:
    """Carry on with the environment's own Python when the one that reads this has no Django."""
    if importlib.util.find_spec("django"):
        return
    ours = HERE / ".venv" / "bin" / "python"
    if not ours.exists() or Path(sys.prefix) == HERE / ".venv":
        sys.exit("Nightdesk is not set up here yet. Run `make setup` first.")
    os.execv(ours, [str(ours), *sys.argv])


def run_quick(module: str) -> None:
    """Run a command that reads files and prints, and touches nothing else."""
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(32))
    importlib.import_module(module).Command().run_from_argv(sys.argv)


def run(name: str) -> None:
    """Run any other command; who needs the database gets it for as long as the command runs."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from newsroom.local.servers import ServersForNow  # noqa: PLC0415 - the quick ones need none

    with ExitStack() as stack:
        if name not in WITHOUT_SERVERS and not {"--help", "-h"} & set(sys.argv):
            stack.enter_context(ServersForNow(f"manage.py {name}"))
        execute_from_command_line(sys.argv)


def main() -> None:
    """Choose the shortest road for the command named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    run_ours()
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        run_quick(QUICK[name]) if name in QUICK else run(name)
    except Refusal as refusal:
        sys.exit(f"nightdesk: {refusal}")


if __name__ == "__main__":
    main()
