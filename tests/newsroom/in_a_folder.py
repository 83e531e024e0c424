"""A desk in a folder of its own, laid once and copied, and commands on it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.local.servers import ServersForNow

ROOT = Path(__file__).resolve().parents[2]
PHRASE = "The lilac turbine of the Osk ferry has stopped for good."
LAY = """
from datetime import UTC, datetime
from django.core.management import call_command
from wires import archive
from wires.models import Item, ItemText, Source
call_command("create_chief", "cass@desk.example", "Cass", "--desk", "Night")
now = datetime(2026, 6, 10, 12, tzinfo=UTC)
body = %(phrase)r.encode()
page = archive.keep(body, media_type="text/plain", now=now)
source = Source.objects.create(key="osk", name="Osk Ferries", added_at=now)
for name in ("ferry/1", "ferry/2"):
    item = Item.objects.create(source=source, external_id=name, text=%(phrase)r, digest=name,
        received_at=now, effective_at=now)
    ItemText.objects.create(item=item, number=1, text=%(phrase)r, digest=name, snapshot=page, seen_at=now)
"""
REMOVE = """
from django.utils.timezone import now
from desk.copyflow import remove
from desk.models import Person
from wires.models import Item
remove.remove_item(Item.objects.get(external_id="ferry/1"), ground="court", why="An order.",
    by=Person.objects.get(email="cass@desk.example"), now=now())
"""
COUNT = """
import json
from wires.models import Item, Removal, Snapshot, Tombstone
gone = Item.objects.exclude(removed_at=None).get()
print(json.dumps({"said": Item.objects.filter(external_id="ferry/1").count(), "text": gone.text,
    "bytes": sum(len(bytes(one.packed)) for one in Snapshot.objects.all()),
    "ground": Removal.objects.get().ground, "why": Removal.objects.get().why,
    "kept_out": Tombstone.objects.count() > 0}))
"""


class Desk:
    """One desk's folder, and commands on it."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        given = {k: v for k, v in os.environ.items() if k not in {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}}  # fmt: skip
        given |= {"NIGHTDESK_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        given.pop("PYTEST_XDIST_WORKER", None)
        return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=given, capture_output=True, text=True, check=False)  # fmt: skip

    def run(self, *words: str) -> str:
        done = self.command(*words)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def shell(self, script: str) -> str:
        return self.run("shell", "--no-imports", "-v", "0", "-c", script)


@contextmanager
def kept_up(var: Path) -> Iterator[Desk]:
    """A desk of a folder, its servers kept for the while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIGHTDESK_VAR", str(var))
        for name in ("DATABASE_URL", "REDIS_URL"):
            patch.delenv(name, raising=False)
        with ServersForNow("test of backups", forgetful=True):
            yield Desk(var)


@pytest.fixture(scope="module")
def laid(tmp_path_factory) -> Path:
    """The folder of a desk with people and an item, at rest; to make one takes ten times what a copy does."""
    var = tmp_path_factory.mktemp("laid") / "var"
    with kept_up(var) as one:
        one.run("migrate", "-v", "0")
        one.shell(LAY % {"phrase": PHRASE})
    return var


@pytest.fixture
def desk(laid, tmp_path) -> Iterator[Desk]:
    """A desk of its own, as it was laid."""
    shutil.copytree(
        laid, tmp_path / "var", ignore=shutil.ignore_patterns("*.pid", "*.sock", "*.lock")
    )
    with kept_up(tmp_path / "var") as one:
        yield one
