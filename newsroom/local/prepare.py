"""Bring the database to today's tables and, where wanted, make the demo: one start of Django for all.

Prints one JSON line: the version, whether this is the demo newsroom, and its sign-in links.
"""

import argparse
import json
import os
import sys
from io import StringIO


def main() -> None:
    """Migrate, make the demo if the desk is empty, and say what there is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", required=True, help="the desk's address, for the links")
    parser.add_argument("--demo", action="store_true", help="make the demo where nobody is yet")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    told = _prepare(given.base, demo=given.demo)
    sys.stdout.write(json.dumps(told) + "\n")


def _prepare(base: str, *, demo: bool) -> dict[str, object]:
    # Django may only be loaded once its settings are named.
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    links = StringIO()
    if demo:
        call_command("demo", if_empty=True, stdout=StringIO())
        call_command("sign_in_link", demo=True, base=base, stdout=links)
    lines = links.getvalue().splitlines()
    return {"version": settings.VERSION, "demo": bool(lines), "links": lines}


if __name__ == "__main__":
    main()
